"""Reads delimited text too large for memory once, in the background, into a temporary Parquet file of typed columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.files import tries
from tui.files.dialect import Dialect
from tui.files.evidence import Manner
from tui.files.lists import list_notice
from tui.files.source import Notice
from tui.files.telling import notices_of, rule_told
from tui.files.temporary import temporary
from tui.files.tidy import Tidy, tidied, written_anew
from tui.query.fields import RAW, WRITTEN_OTHERWISE

ROW_GROUP = 131_072
"""Rows that are stored together: a screen anywhere in the file is a few milliseconds away."""


class Beginning(NamedTuple):
    """What was learnt from the beginning of a large file.

    Attributes:
        whole: the columns of whole numbers so far.
        empty: the columns that hold nothing so far.
        odd: whether it is written so that only our own reader divides it rightly.
        ascii: whether nothing in its beginning tells an encoding, and nobody does.
    """

    path: Path
    form: Dialect
    names: Sequence[str]
    readings: Mapping[str, Manner]
    whole: frozenset[str]
    empty: frozenset[str]
    odd: bool = False
    ascii: bool = False


class Read(NamedTuple):
    """All of a large file, as a `Source` has it."""

    frame: pl.LazyFrame
    height: int
    notices: tuple[Notice, ...]
    readings: dict[str, Manner]
    rules: dict[str, str]


def scan(tidy: Tidy, names: Sequence[str]) -> pl.LazyFrame:
    """The file as text columns."""
    form = tidy.form
    known = list(names)
    return pl.scan_csv(
        tidy.path,
        separator=form.delimiter,
        has_header=form.header,
        skip_lines=form.skipped + form.hint,
        infer_schema=False,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
        glob=False,
        with_column_names=lambda found: (known + found[len(known) :])[: len(found)],
    )


def read_large(beginning: Beginning, run: Runner) -> Read:
    """All rows, typed; how many; what could not be read; and how each column is read."""
    tidy = tidied(beginning.path, beginning.form, beginning.names, beginning.odd, beginning.ascii, run)
    try:
        return _read_tidy(beginning, tidy, run)
    except pl.exceptions.ComputeError as error:
        if "interrupted" in str(error) or tidy.form is not beginning.form:
            raise
        return _read_tidy(beginning, written_anew(tidy.path, beginning.form, run), run)


def _read_tidy(beginning: Beginning, tidy: Tidy, run: Runner) -> Read:
    types = tries.first_types(beginning.readings, beginning.whole, beginning.empty)
    columns: list[pl.Expr] = []
    for name in beginning.names:
        text = pl.col(name)
        columns += (
            tries.tried(name, types[name]) if name in types else [pl.when(text.str.strip_chars() != "").then(text)]
        )
    frame, height = stored(scan(tidy, beginning.names).select(columns), run)
    comma = beginning.form.delimiter == ","
    names = frame.collect_schema().names()
    tried = [name for name in names if name.removesuffix(RAW).removesuffix(WRITTEN_OTHERWISE) in types]
    counts = run(frame.select(pl.col(tried).count())).row(0, named=True) if tried else {}
    again = [tries.read_from_all(name, dtype, frame, comma, run) for name, dtype in types.items() if counts[name + RAW]]
    readings = dict(beginning.readings) | {column.name: column.how for column in again}
    frame = frame.drop([name for name, count in counts.items() if not count and name not in types])
    # A column without a single value is no column of numbers.
    void = [name for name in types if not counts[name] and not counts[name + RAW]]
    frame = frame.with_columns(pl.col(name).cast(pl.String) for name in void)
    if again:
        frame, height = stored(tries.all_again(frame, again, types), run)
        ends = [name for name in frame.collect_schema().names() if name.endswith((RAW, WRITTEN_OTHERWISE))]
        full = run(frame.select(pl.col(ends).count())).row(0, named=True) if ends else {}
        frame = frame.drop([name for name, count in full.items() if not count])
    notices: list[Notice] = [list_notice(name) for name, how in readings.items() if how.listed]
    rules: dict[str, str] = {}
    for column in again:
        told = tries.told_of(column, tidy.row, frame, run)
        notices += notices_of(column.name, told)
        rules |= rule_told(column.name, told)
    return Read(frame, height, (*tidy.notices, *notices), readings, rules)


def stored(rows: pl.LazyFrame, run: Runner) -> tuple[pl.LazyFrame, int]:
    """Rows kept in a temporary Parquet file, and how many they are."""
    target = temporary(".parquet")
    sink = rows.sink_parquet(target, lazy=True, row_group_size=ROW_GROUP, compression="lz4", maintain_order=True)
    assert sink is not None
    run(sink)
    frame = pl.scan_parquet(target)
    return frame, int(run(frame.select(pl.len())).item())
