"""Reads delimited text too large for memory once, in the background, into a temporary Parquet file of typed columns."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.files import inference
from tui.files.delimited import Dialect
from tui.files.source import MOST_TOLD, Notice
from tui.files.temporary import PIECE, temporary
from tui.query.fields import RAW

ROW_GROUP = 131_072
"""Rows that are stored together: a screen anywhere in the file is a few milliseconds away."""


class Beginning(NamedTuple):
    """What was learnt from the beginning of a large file."""

    path: Path
    form: Dialect
    names: Sequence[str]
    kinds: Mapping[str, str]
    whole: frozenset[str]
    manners: Mapping[str, inference.Manner]


def transcoded(path: Path, encoding: str) -> Path:
    """A text file as UTF-8."""
    target = temporary(".txt")
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as file:
        while piece := source.read(PIECE):
            file.write(decoder.decode(piece))
        file.write(decoder.decode(b"", final=True))
    return target


def scan(beginning: Beginning) -> pl.LazyFrame:
    """The file as text columns."""
    form = beginning.form
    names = list(beginning.names)
    return pl.scan_csv(
        beginning.path,
        separator=form.delimiter,
        has_header=form.header,
        skip_rows=form.skipped + form.hint,
        infer_schema=False,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
        glob=False,
        with_column_names=lambda found: (names + found[len(names) :])[: len(found)],
    )


def _read(name: str, beginning: Beginning) -> pl.Expr | None:
    """A text column as values of its kind; none for text."""
    kind = beginning.kinds[name]
    text = pl.col(name).str.strip_chars()
    how = beginning.manners[name]
    if kind == "text":
        return None
    if kind in ("number", "money", "percent") and not how.decimal_comma:
        return text.cast(pl.Int64 if name in beginning.whole else pl.Float64, strict=False)
    if kind == "date":
        return text.str.to_date("%Y-%m-%d", strict=False)
    if kind == "time":
        return text.str.replace("T", " ").str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us")
    return None


DTYPES: dict[str, type[pl.DataType] | pl.DataType] = {
    "date": pl.Date(),
    "time": pl.Datetime("us"),
    "truth": pl.Boolean(),
}


def _slowly(kind: str, how: inference.Manner, raw: pl.Expr) -> pl.Expr:
    """Cells that the fast reading left, read with units and foreign forms."""
    dtype = DTYPES.get(kind, pl.Float64())

    def read(cells: pl.Series) -> pl.Series:
        return inference.read_cells(cells, kind, how).values.cast(dtype, strict=False)

    return raw.map_batches(read, return_dtype=dtype, is_elementwise=True)


def read_large(beginning: Beginning, run: Runner) -> tuple[pl.LazyFrame, int, list[Notice]]:
    """All rows, typed; how many; and what could not be read."""
    columns: list[pl.Expr] = []
    for name in beginning.names:
        values = _read(name, beginning)
        if values is None and beginning.kinds[name] == "text":
            columns.append(pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)))
            continue
        if values is None:
            values = pl.lit(None, dtype=DTYPES.get(beginning.kinds[name], pl.Float64()))
        columns.append(values.alias(name))
        left = values.is_null() & pl.col(name).is_not_null() & (pl.col(name).str.strip_chars() != "")
        columns.append(pl.when(left).then(pl.col(name)).alias(name + RAW))
    frame, height = stored(scan(beginning).select(columns), run)
    kept = [name for name in frame.collect_schema().names() if name.endswith(RAW)]
    counts = run(frame.select(pl.col(kept).count())).row(0, named=True) if kept else {}
    shown: list[pl.Expr] = []
    for name in beginning.names:
        raw = name + RAW
        if not counts.get(raw):
            shown.append(pl.col(name))
            continue
        late = _slowly(beginning.kinds[name], beginning.manners[name], pl.col(raw))
        value = pl.col(name)
        both = pl.coalesce(value.cast(pl.Float64) if name in beginning.whole else value, late)
        shown += [both.alias(name), pl.when(late.is_null()).then(pl.col(raw)).alias(raw)]
    frame = frame.select(shown)
    first = beginning.form.skipped + beginning.form.hint + beginning.form.header + 1
    notices: list[Notice] = []
    for raw in (raw for raw, count in counts.items() if count):
        unread = run(frame.select(raw).with_row_index("row").filter(pl.col(raw).is_not_null()))
        if not unread.height:
            # All of them were read after all.
            frame = frame.drop(raw)
        name = raw.removesuffix(RAW)
        rule = f"is no {beginning.kinds[name]}"
        notices += [Notice(row + first, name, text, rule) for row, text in unread.head(MOST_TOLD).iter_rows()]
        if unread.height > MOST_TOLD:
            notices.append(Notice(None, name, "", f"{unread.height - MOST_TOLD:,} further cells likewise"))
    try:
        return frame, height, notices + _ragged(beginning, run)
    except pl.exceptions.ComputeError as error:
        if "utf8" not in str(error):
            raise
        # The lines are looked at once more with the damaged bytes replaced, as the rows show them.
        mended = beginning._replace(path=transcoded(beginning.path, "utf-8"))
        return frame, height, notices + _damaged(mended, run) + _ragged(mended, run)


def _damaged(beginning: Beginning, run: Runner) -> list[Notice]:
    """Lines with bytes that are not of the encoding."""
    lines = pl.scan_lines(beginning.path, row_index_name="row", row_index_offset=1, glob=False)
    found = run(lines.filter(pl.col("line").str.contains("\ufffd", literal=True)).select("row"))
    rule = "holds bytes that are not of the file's encoding"
    notices = [Notice(row, "", "", rule) for row in found.to_series().head(MOST_TOLD)]
    if found.height > MOST_TOLD:
        notices.append(Notice(None, "", "", f"{found.height - MOST_TOLD:,} further rows likewise"))
    return notices


def stored(rows: pl.LazyFrame, run: Runner) -> tuple[pl.LazyFrame, int]:
    """Rows kept in a temporary Parquet file, and how many they are."""
    target = temporary(".parquet")
    sink = rows.sink_parquet(target, lazy=True, row_group_size=ROW_GROUP, compression="lz4", maintain_order=True)
    assert sink is not None
    run(sink)
    frame = pl.scan_parquet(target)
    return frame, int(run(frame.select(pl.len())).item())


def _ragged(beginning: Beginning, run: Runner) -> list[Notice]:
    """Lines with other than the expected number of cells; lines with quotes are left to the reader."""
    expected = len(beginning.names) - 1
    line = pl.col("line")
    odd = (line.str.count_matches(beginning.form.delimiter, literal=True) != expected) & ~line.str.contains(
        '"', literal=True
    )
    found = run(
        pl.scan_lines(beginning.path, row_index_name="row", row_index_offset=1, glob=False)
        .filter(odd & (pl.col("row") > beginning.form.skipped + beginning.form.hint))
        .select("row", line.str.count_matches(beginning.form.delimiter, literal=True) + 1)
    )
    notices = [
        Notice(row, "", "", f"has {cells} cells, {expected + 1} expected")
        for row, cells in found.head(MOST_TOLD).iter_rows()
    ]
    if found.height > MOST_TOLD:
        notices.append(Notice(None, "", "", f"{found.height - MOST_TOLD:,} further rows likewise"))
    return notices
