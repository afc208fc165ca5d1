"""Amounts of money, in US dollars or in the currency that was printed; and plain numbers."""

from __future__ import annotations

from typing import Any

from tui.corpus.meanings.comparing import plainly, titles_of
from tui.corpus.tables import Column
from tui.query.meaning import Meaning, Reading
from tui.query.query import Condition, Filter, Operator, Without
from tui.text import read_numbers
from tui.text.numbers import compact, money


def money_meaning(column: Column, currency: str, dollars: str | None) -> Meaning:
    amount = column.name

    def read(text: str) -> Reading:
        found = read_numbers.number(text)
        if found is None:
            raise ValueError(f"`{text}` is no amount; write 1b, 100m, 10亿 or 5b cny")
        code = found.currency or ("CNY" if "¥" in text or "￥" in text else None)
        if code:
            return Reading((f"{_digits(found.value)} {code}",), f"{money(found.value, code)}, as printed in {code}")
        plain = "" if dollars else ", where printed in USD"
        return Reading((found.value,), f"${compact(found.value)}, in US dollars{plain}")

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        if isinstance(value, str):
            number, _, code = value.partition(" ")
            printed = Condition(currency, "=", code)
            if operator == "!=":
                return (Without((printed, Condition(amount, "=", float(number)))),)
            return printed, Condition(amount, operator, float(number))
        if dollars:
            return (Condition(dollars, operator, float(value)),)
        return Condition(currency, "=", "USD"), Condition(amount, operator, float(value))

    return Meaning(titles_of(column), read, lower, kind="money")


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def number_meaning(name: str, titles: tuple[str, ...]) -> Meaning:
    def read(text: str) -> Reading:
        found = read_numbers.number(text)
        if found is None:
            raise ValueError(f"`{text}` is no number; write digits, or 1b 100m 10亿")
        plain = text.replace(".", "").replace("-", "").isdecimal()
        return Reading((found.value,), "" if plain else compact(found.value))

    return Meaning(titles, read, plainly(name), kind="number")
