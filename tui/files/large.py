"""Reads delimited text too large for memory once, in the background, into a temporary Parquet file of typed columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.engines.schema import kind_of
from tui.files import tries
from tui.files.blanks import blanks_below
from tui.files.dialect import Dialect
from tui.files.evidence import AS_WRITTEN, Manner
from tui.files.lists import list_notice
from tui.files.pace import Pace
from tui.files.source import Notice
from tui.files.telling import notices_of, rule_told
from tui.files.temporary import temporary, written_to
from tui.files.text import PREVIEW
from tui.files.tidy import Tidy, tidied, written_anew
from tui.language.label import Label
from tui.query.fields import RAW, WRITTEN_OTHERWISE

ROW_GROUP = 131_072
"""Rows that are stored together: a screen anywhere in the file is a few milliseconds away."""
_TRIED_GROUP = 32_768
"""Rows that are stored together of columns that are read again: several such groups are in memory at a time."""

_PACKED = 4
"""How many times as large a text is as its rows are where they are stored, at most as a rule."""


class Beginning(NamedTuple):
    """What was learnt from the beginning of a large file.

    Attributes:
        types: the types that its undecided columns are tried as; all others are text.
        rows: how many it has, about.
        first: so many rows decide how columns are read; None where all do.
        odd: whether it is written so that only our own reader divides it rightly.
        ascii: whether nothing in its beginning tells an encoding, and nobody does.
    """

    path: Path
    form: Dialect
    names: Sequence[str]
    types: Mapping[str, pl.DataType]
    rows: int
    first: int | None = None
    odd: bool = False
    ascii: bool = False


class Read(NamedTuple):
    """All of a large file, as a `Source` has it."""

    frame: pl.LazyFrame
    height: int
    notices: tuple[Notice, ...]
    readings: dict[str, Manner]
    rules: dict[str, Label]


def scan(tidy: Tidy, names: Sequence[str]) -> pl.LazyFrame:
    """The file as text columns."""
    form = tidy.form
    known = list(names)
    divided = partial(
        pl.scan_csv,
        separator=form.delimiter,
        has_header=form.header,
        skip_lines=form.skipped + form.hint,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
        glob=False,
    )
    with tidy.path.open("rb") as file:
        begun = file.read(PREVIEW)
    # A file whose columns it is not told Polars maps: who cuts it then ends the process.
    found = divided(begun, infer_schema=False).collect_schema().names()
    called = (known + found[len(known) :])[: len(found)]
    rows = divided(tidy.path, schema=dict.fromkeys(found, pl.String))
    return rows.rename(dict(zip(found, called, strict=True)))


def read_large(beginning: Beginning, run: Runner, pace: Pace | None = None) -> Read:
    """All rows, typed; how many; what could not be read; and how each column is read."""
    told = pace or Pace()
    told.step(0.15)
    tidy = tidied(beginning.path, beginning.form, beginning.names, beginning.odd, beginning.ascii, run)
    try:
        return _read_tidy(beginning, tidy, run, told)
    except pl.exceptions.ComputeError as error:
        if "interrupted" in str(error) or tidy.form is not beginning.form:
            raise
        return _read_tidy(beginning, written_anew(tidy.path, beginning.form, run), run, told)


def _read_tidy(beginning: Beginning, tidy: Tidy, run: Runner, pace: Pace) -> Read:
    types = beginning.types
    columns: list[pl.Expr] = []
    for name in beginning.names:
        text = pl.col(name)
        columns += (
            tries.tried(name, types[name]) if name in types else [pl.when(text.str.strip_chars() != "").then(text)]
        )
    pace.step(0.4, beginning.rows)
    room = tidy.path.stat().st_size // _PACKED
    tried_path, frame, height = _stored(
        pace.counting(scan(tidy, beginning.names)).select(columns), run, room, _TRIED_GROUP
    )  # fmt: skip
    comma = beginning.form.delimiter == ","
    names = frame.collect_schema().names()
    tried = [name for name in names if name.removesuffix(RAW).removesuffix(WRITTEN_OTHERWISE) in types]
    counts = run(frame.select(pl.col(tried).count())).row(0, named=True) if tried else {}
    # Where a comma divides no cells, points before three digits are those of thousands or not: a person tells.
    left = [
        name
        for name, dtype in types.items()
        if counts[name + RAW] or (not comma and tries.has_either_mark(name, dtype, frame, run))
    ]
    again: list[tries.ColumnAgain] = []
    for place, name in enumerate(left, 1):
        pace.step(0.4 + 0.25 * place / len(left))
        again.append(tries.read_from_all(name, types[name], frame, comma, beginning.first, run))
    # Every cell of the others is written as programs write what it was tried as.
    readings = dict.fromkeys(beginning.names, AS_WRITTEN)
    readings |= {name: Manner(kind_of(dtype)) for name, dtype in types.items()}
    readings |= {column.name: column.how for column in again}
    frame = frame.drop([name for name, count in counts.items() if not count and name not in types])
    # A column without a single value is no column of numbers.
    void = [name for name in types if not counts[name] and not counts[name + RAW]]
    readings |= dict.fromkeys(void, AS_WRITTEN)
    frame = frame.with_columns(pl.col(name).cast(pl.String) for name in void)
    if again:
        pace.step(0.95, height)
        _, frame, height = _stored(pace.counting(tries.all_again(frame, again, types)), run, room)
        tried_path.unlink()
        ends = [name for name in frame.collect_schema().names() if name.endswith((RAW, WRITTEN_OTHERWISE))]
        full = run(frame.select(pl.col(ends).count())).row(0, named=True) if ends else {}
        frame = frame.drop([name for name, count in full.items() if not count])
    notices: list[Notice] = [list_notice(name) for name, how in readings.items() if how.listed]
    rules: dict[str, Label] = {}
    pace.step(1.0)
    for column in again:
        told = tries.told_of(column, tidy.row, frame, run)
        notices += notices_of(column.name, told)
        rules |= rule_told(column.name, told)
    pace.end()
    below = blanks_below(frame, beginning.names, run)
    return Read(frame, height, (*([below] if below else []), *tidy.notices, *notices), readings, rules)


def stored(rows: pl.LazyFrame, run: Runner) -> tuple[pl.LazyFrame, int]:
    """Rows kept in a temporary Parquet file, and how many they are."""
    _, frame, height = _stored(rows, run)
    return frame, height


def _stored(rows: pl.LazyFrame, run: Runner, room: int = 0, group: int = ROW_GROUP) -> tuple[Path, pl.LazyFrame, int]:
    target = temporary(".parquet", room)
    sink = rows.sink_parquet(target, lazy=True, row_group_size=group, compression="lz4", maintain_order=True)
    assert sink is not None
    with written_to(target):
        run(sink)
    frame = pl.scan_parquet(target)
    return target, frame, int(run(frame.select(pl.len())).item())
