"""What `termsheet check` proves of a table: each rule yields the rows that break it, with file, line and value."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tui.corpus.kinds import KINDS, References
from tui.corpus.policy import POLICY
from tui.corpus.reading import LINE, Problem
from tui.corpus.tables import Column, Table

ARTICLES = "art-"
"""Sources whose claims must name their lines."""

LARGEST = {"people": 9e9, "percent": 100_000.0, "minutes": 1e6, "multiple": 10_000.0}
"""Above this a value of that unit is a slip of the pen: more people than live, and the like."""


def _problems(file: str, frame: pl.DataFrame, bad: pl.Series, column: str, rule: str) -> Iterator[Problem]:
    for row in frame.filter(bad.fill_null(False)).select(LINE, column).iter_rows():
        yield Problem(file, row[0], column, str(row[1] or ""), rule)


def _rule(column: Column) -> str:
    if column.type in ("enum", "enums"):
        return "not one of " + ", ".join(choice.id for choice in column.choices)
    return "not " + KINDS[column.type].rule


def check_cells(table: Table, text: pl.DataFrame, known: References) -> list[Problem]:
    """Every cell against the kind of its column, on the columns as text."""
    file = f"{table.name}.csv"
    good = text.select(KINDS[c.type].valid(pl.col(c.name), c, known).alias(c.name) for c in table.columns)
    found: list[Problem] = []
    for column in table.columns:
        cells, valid = text[column.name], good[column.name]
        if column.required and cells.null_count():
            found += _problems(file, text, cells.is_null(), column.name, "required and empty")
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


def check_rows(table: Table, frame: pl.DataFrame) -> list[Problem]:
    """The rules that need more than one cell, on the typed columns."""
    file = f"{table.name}.csv"
    found: list[Problem] = []

    def add(bad: pl.Series, column: str, rule: str) -> None:
        found.extend(_problems(file, frame, bad, column, rule))

    identity = list(table.identity)
    add(_out_of_order(frame, identity), identity[0], f"out of order; rows are sorted by {', '.join(identity)}")
    if not table.claims:
        add(_same(frame, identity), identity[0], "repeats an earlier row's identity")
        if "url" in frame.columns:
            repeated = frame["url"].is_not_null() & _same(frame, ["url"])
            add(repeated, "url", "repeats an earlier address; two ids of one page become one")
        return found
    values = [name for f in table.fields for name in (f.name, f.high, f.unit, f.basis) if name]
    distinct = list(dict.fromkeys([*identity, "source", *values, "status", "nature"]))
    add(_same(frame, distinct), identity[0], "repeats a claim of the same source, fact and value")
    add(
        frame["source"].str.starts_with(ARTICLES) & frame["line"].is_null(),
        "line",
        "a claim of an article names its lines",
    )
    for f in table.fields:
        if f.high:
            add(frame[f.high] < frame[f.name], f.high, f"below {f.name}")
            add(_needs(frame, f.high, f.name), f.high, f"an upper end without {f.name}")
        if f.unit:
            add(_needs(frame, f.name, f.unit), f.name, f"needs {f.unit}")
    names = set(table.names)
    if "basis" in names and table.name == "deals":
        add(_needs(frame, "amount", "basis"), "amount", "needs basis")
    if {"value", "unit"} <= names:
        for unit, largest in LARGEST.items():
            add((frame["unit"] == unit) & (frame["value"] > largest), "value", f"too large for {unit}")
        add(frame["value"].is_not_null() & frame["unit"].is_null(), "value", "needs unit")
    if {"value", "currency"} <= names:
        add(
            (frame["unit"] == "money") & frame["value"].is_not_null() & frame["currency"].is_null(),
            "value",
            "money needs currency",
        )
    figure = table.fields[0].name
    silent = frame["qualifier"].is_in(POLICY.silent)
    add(silent & frame[figure].is_not_null(), figure, "vague or undisclosed, so no number can stand here")
    if table.name == "departures":
        counted = frame["kind"] == "count"
        add(counted & frame["count_of"].is_null(), "count_of", "a count names what is counted")
        add(~counted & frame["person"].is_null(), "person", "a move names the person")
    return found
