"""What `termsheet check` proves of a table: each rule yields the rows that break it, with file, line and value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from tui.corpus.divisions import rows_where
from tui.corpus.kinds import KINDS, References
from tui.corpus.reading import LINE, Problem
from tui.corpus.tables import Column, Rule, Table
from tui.language.label import Label
from tui.language.words import label


def _problems(file: str, frame: pl.DataFrame, bad: pl.Series, column: str, rule: Label) -> Iterator[Problem]:
    for row in frame.filter(bad.fill_null(False)).select(LINE, column).iter_rows():
        yield Problem(file, row[0], column, str(row[1] or ""), *rule)


def _rule(column: Column) -> Label:
    if column.type in ("enum", "enums"):
        return label("rule.enum", ", ".join(f"{choice.id}" for choice in column.choices))
    return label(f"rule.{column.type}")


def check_cells(table: Table, text: pl.DataFrame, known: References) -> list[Problem]:
    """Every cell against the kind of its column, on the columns as text."""
    file = f"{table.name}.csv"
    good = text.select(KINDS[c.type].valid(pl.col(c.name), c, known).alias(c.name) for c in table.columns)
    found: list[Problem] = []
    for column in table.columns:
        cells, valid = text[column.name], good[column.name]
        if column.required and cells.null_count():
            found += _problems(file, text, cells.is_null(), column.name, label("rule.required"))
        if not valid.all():
            found += _problems(file, text, cells.is_not_null() & ~valid, column.name, _rule(column))
    return found


def _needs(frame: pl.DataFrame, column: str, partner: str) -> pl.Series:
    return frame[column].is_not_null() & frame[partner].is_null()


def _same(frame: pl.DataFrame, columns: list[str]) -> pl.Series:
    """Rows that repeat an earlier row in all of `columns`; nulls are equal."""
    return frame.select(~pl.struct(columns).is_first_distinct()).to_series()


def _out_of_order(frame: pl.DataFrame, columns: list[str]) -> pl.Series:
    """Rows that should stand above the row before them."""
    place = pl.struct(pl.col(columns).fill_null(""))
    return frame.select(place.rank("min").cast(pl.Int64).diff() < 0).to_series()


def check_rows(table: Table, frame: pl.DataFrame, silent: Sequence[str] = ()) -> list[Problem]:
    """The rules that need more than one cell, on the typed columns.

    `silent` are qualifiers that go without a number.
    """
    file = f"{table.name}.csv"
    found: list[Problem] = []

    def add(bad: pl.Series, column: str, rule: Label) -> None:
        found.extend(_problems(file, frame, bad, column, rule))

    identity = list(table.identity)
    add(_out_of_order(frame, identity), identity[0], label("rule.order", ", ".join(identity)))
    if table.claims:
        _check_claims(table, frame, silent, add)
    else:
        add(_same(frame, identity), identity[0], label("rule.identity"))
    units = [(column.name, choice) for column in table.columns for choice in column.choices if choice.most is not None]
    for name, unit in units:
        figure = table.parts[0].name
        add((frame[name] == unit.id) & (frame[figure] > unit.most), figure, label("rule.too_large", unit.id))
    for rule in table.rules:
        add(_broken(rule, frame, identity), rule.column, rule.says)
    return found


def _check_claims(
    table: Table, frame: pl.DataFrame, silent: Sequence[str], add: Callable[[pl.Series, str, Label], None]
) -> None:
    identity, figure = list(table.identity), table.parts[0].name
    values = [name for f in table.parts for name in (f.name, f.high, f.unit, f.basis) if name]
    one = [*identity, "source", "status", "nature"]
    repeated = _same(frame, list(dict.fromkeys([*one, *values])))
    add(repeated, identity[0], label("rule.claim"))
    for f in table.figures:
        told = [name for name in (f.name, f.high, f.unit, f.basis) if name]
        again = frame[f.name].is_not_null() & _same(frame, list(dict.fromkeys([*one, "said_by", *told])))
        add(again & ~repeated, f.name, label("rule.part", f.name))
        if f.high:
            add(frame[f.high] < frame[f.name], f.high, label("rule.below", f.name))
            add(_needs(frame, f.high, f.name), f.high, label("rule.upper", f.name))
        if f.unit:
            add(_needs(frame, f.name, f.unit), f.name, label("rule.needs", f.unit))
    add(
        frame["qualifier"].is_in(silent) & frame[figure].is_not_null(),
        figure,
        label("rule.vague"),
    )


def _comes_back(next_of: Mapping[str, str], start: str) -> bool:
    """Whether the way from one row to the row that it names leads to itself."""
    seen, place = {start}, next_of.get(start)
    while place is not None and place not in seen:
        seen.add(place)
        place = next_of.get(place)
    return place == start


def _broken(rule: Rule, frame: pl.DataFrame, identity: list[str]) -> pl.Series:
    """The rows that break a rule."""
    if rule.acyclic:
        pairs = frame.select(identity[0], rule.column).drop_nulls()
        next_of = dict(pairs.iter_rows())
        broken = frame[identity[0]].is_in([name for name in next_of if _comes_back(next_of, name)])
    elif rule.unique:
        broken = frame[rule.column].is_not_null() & _same(frame, [rule.column])
    else:
        broken = _needs(frame, rule.column, rule.needs) if rule.needs else frame[rule.column].is_null()
    if rule.when:
        broken &= frame.select(rows_where(rule.when)).to_series()
    return broken & ~frame.select(rows_where(rule.unless)).to_series() if rule.unless else broken
