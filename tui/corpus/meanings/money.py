"""Amounts of money, in US dollars or in the currency that a line names; and plain numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from tui.corpus.meanings.comparing import plainly, titles_of
from tui.corpus.money import with_month, with_rate
from tui.corpus.tables import Column
from tui.language.label import Label
from tui.language.words import label
from tui.query.fields import KEY
from tui.query.meaning import Meaning, NotRead, Reading
from tui.query.query import Condition, Filter, Operator, Without
from tui.text import read_numbers
from tui.text.numbers import compact, money


def money_meaning(column: Column, currency: str, dollars: str | None) -> Meaning:
    amount = column.name

    def read(text: str) -> Reading:
        found = read_numbers.number(text)
        if found is None:
            raise NotRead(label("filter.amount", text), label("filter.amount.hint"))
        code = found.currency or ("CNY" if "¥" in text or "￥" in text else None)
        if code and not (dollars and code == "USD"):
            told = Label(money(found.value, code), money(found.value, code, "chinese"))
            said = label("filter.converted", told) if dollars else label("filter.printed", told, code)
            return Reading((f"{_digits(found.value)} {code}",), said)
        told = Label(money(found.value, "USD"), money(found.value, "USD", "chinese"))
        return Reading((found.value,), label("filter.dollars" if dollars else "filter.dollars.printed", told))

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        if isinstance(value, str):
            number, _, code = value.partition(" ")
            if dollars:
                return (Condition(in_currency(amount, code), operator, float(number)),)
            printed = Condition(currency, "=", code)
            if operator == "!=":
                return (Without((printed, Condition(amount, "=", float(number)))),)
            return printed, Condition(amount, operator, float(number))
        if dollars:
            return (Condition(dollars, operator, float(value)),)
        return Condition(currency, "=", "USD"), Condition(amount, operator, float(value))

    return Meaning(titles_of(column), read, lower, kind="money")


def in_currency(amount: str, code: str) -> str:
    """The key of a column of amounts in one currency."""
    return f"{amount}{KEY}in{code}"


def amounts_in(frame: pl.DataFrame, amount: str, currency: str, code: str, fx: Callable[[], pl.DataFrame]) -> pl.Series:
    """Amounts in one currency: as printed where they are in it, else over dollars at the rate of their month."""
    aimed = with_month(frame.select("start", "precision", amount, currency, f"{amount}_usd")).with_columns(
        pl.lit(code).alias("_aimed")
    )
    rated = with_rate(aimed, "_aimed", fx(), "_rate")
    own = pl.when(pl.col(currency) == code).then(pl.col(amount))
    return rated.select(own.otherwise(pl.col(f"{amount}_usd") / pl.col("_rate")).alias(amount))[amount]


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def number_meaning(name: str, titles: tuple[str, ...]) -> Meaning:
    def read(text: str) -> Reading:
        found = read_numbers.number(text)
        if found is None:
            raise NotRead(label("filter.number", text), label("filter.number.hint"))
        plain = text.replace(".", "").replace("-", "").isdecimal()
        return Reading((found.value,), "" if plain else compact(found.value))

    return Meaning(titles, read, plainly(name), kind="number")
