"""What is told of columns that were read: cells that were not, and once what was read otherwise than it is written."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from tui.files import moments
from tui.files.evidence import Manner
from tui.files.source import Notice
from tui.query.fields import CURRENCY
from tui.text.numbers import full


class ColumnTold(NamedTuple):
    """What is to be told of a column.

    Attributes:
        cells: single cells that were not read, or read with doubt: the row of each, its text, and what is wrong.
        doubted: how many they are, those among them that are not told one by one.
        gaps: the first cell that stands for no value, its text, and how many there are; None where none does.
        rule: the first cell that was read otherwise than it is written, its text, and how all such were read.
        currencies: those that it holds, where they are several.
    """

    cells: list[tuple[int, str, str]]
    doubted: int
    gaps: tuple[int, str, int] | None = None
    rule: tuple[int, str, str] | None = None
    currencies: tuple[str, ...] = ()


NOTHING = ColumnTold([], 0)
NO_VALUE = "stands for no value"
"""What is told of a gap."""


def rule_of(texts: pl.Series, value: object, count: int, how: Manner) -> str:
    """What is told of cells that were read otherwise than they are written, by the value of the first of them."""
    said = full(value).replace(",", "") if isinstance(value, float) else str(value)
    manner = ""
    if how.kind in ("date", "time"):
        manner = {True: ", the day first", False: ", the month first", None: ""}[how.order.day_first]
        if texts.str.contains(moments.SHORT_YEAR).any():
            manner += f", years of two digits from {how.order.since} on"
        if how.zone:
            manner += f", a moment in {how.zone}"
    elif how.kind != "truth" and how.writing.decimal_comma:
        manner = ", a comma for decimals"
    return f"is read as {said}{manner}" + (f"; {count:,} cells so" if count > 1 else "")


def notices_of(name: str, told: ColumnTold) -> list[Notice]:
    """What is told of a column."""
    notices = [Notice(row, name, text, rule) for row, text, rule in told.cells]
    if told.doubted > len(told.cells):
        notices.append(Notice(None, name, "", f"{told.doubted - len(told.cells):,} further cells likewise"))
    if told.gaps is not None:
        row, text, count = told.gaps
        notices.append(Notice(row, name, text, NO_VALUE + (f"; {count:,} cells so" if count > 1 else "")))
    if told.rule is not None:
        row, text, rule = told.rule
        notices.append(Notice(row, name, text, rule))
    if told.currencies:
        known = ", ".join(told.currencies)
        which = "in several currencies" if len(told.currencies) > 1 else "with and without its currency"
        rule = f"holds money {which} ({known}), told in `{name}{CURRENCY}`, never added up"
        notices.append(Notice(None, name, "", rule))
    return notices


def rule_told(name: str, told: ColumnTold) -> dict[str, str]:
    """What a column shows of how all of its cells were read, by its name; nothing where they are as written."""
    if told.rule is None:
        return {}
    _, text, rule = told.rule
    return {name: str(Notice(None, "", text, rule))}


def currencies_of(currency: pl.Series) -> tuple[str, ...]:
    """The currencies of a column that holds several; empty for any other."""
    return tuple(sorted(currency.drop_nulls().unique().cast(pl.String))) if currency.dtype == pl.Enum else ()
