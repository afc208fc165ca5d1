"""What is told of columns that were read: cells that were not, and once what was read otherwise than it is written."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from tui.files import moments
from tui.files.evidence import Manner
from tui.files.source import Notice
from tui.language.label import Label
from tui.language.words import label
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

    cells: list[tuple[int, str, Label]]
    doubted: int
    gaps: tuple[int, str, int] | None = None
    rule: tuple[int, str, Label] | None = None
    currencies: tuple[str, ...] = ()


NOTHING = ColumnTold([], 0)
NO_VALUE = label("notice.no_value")
"""What is told of a gap."""


def rule_of(texts: pl.Series, value: object, count: int, how: Manner) -> Label:
    """What is told of cells that were read otherwise than they are written, by the value of the first of them."""
    said = full(value).replace(",", "") if isinstance(value, float) else str(value)
    told = [label("notice.read_as", said)]
    if how.kind in ("date", "time"):
        if how.order.day_first is not None:
            told.append(label("notice.day_first" if how.order.day_first else "notice.month_first"))
        if texts.str.contains(moments.SHORT_YEAR).any():
            told.append(label("notice.short_years", str(how.order.since)))
        if how.zone:
            told.append(label("notice.in_zone", how.zone))
    elif how.kind != "truth" and how.writing.decimal_comma:
        told.append(label("notice.decimal_comma"))
    return so_many(Label(", ".join(one.en for one in told), "，".join(one.zh for one in told)), count)


def so_many(rule: Label, count: int) -> Label:
    """What is told of cells, and how many there are of them where they are several."""
    return label("notice.cells", rule, f"{count:,}") if count > 1 else rule


def notices_of(name: str, told: ColumnTold) -> list[Notice]:
    """What is told of a column."""
    notices = [Notice(row, name, text, *rule) for row, text, rule in told.cells]
    if told.doubted > len(told.cells):
        notices.append(Notice(None, name, "", *label("notice.cells_likewise", f"{told.doubted - len(told.cells):,}")))
    if told.gaps is not None:
        row, text, count = told.gaps
        notices.append(Notice(row, name, text, *so_many(NO_VALUE, count)))
    if told.rule is not None:
        row, text, rule = told.rule
        notices.append(Notice(row, name, text, *rule))
    if told.currencies:
        known = ", ".join(told.currencies)
        key = "notice.currencies" if len(told.currencies) > 1 else "notice.currency"
        notices.append(Notice(None, name, "", *label(key, known, f"{name}{CURRENCY}")))
    return notices


def rule_told(name: str, told: ColumnTold) -> dict[str, Label]:
    """What a column shows of how all of its cells were read, by its name; nothing where they are as written."""
    if told.rule is None:
        return {}
    _, text, rule = told.rule
    return {name: Notice(None, "", text, *rule).said}


def currencies_of(currency: pl.Series) -> tuple[str, ...]:
    """The currencies of a column that holds several; empty for any other."""
    return tuple(sorted(currency.drop_nulls().unique().cast(pl.String))) if currency.dtype == pl.Enum else ()
