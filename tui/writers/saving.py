"""Writes a table to a file: beside its place first, then renamed, so that no half of a file is ever there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import polars as pl

from tui.engines.base import Runner
from tui.errors import EXIT_USAGE, TermsheetError

FORMULA = r"^[=+\-@\t\r]"
"""How a text begins that a spreadsheet would take for a formula."""
ENDINGS = (".csv", ".tsv", ".json", ".ndjson", ".jsonl", ".parquet", ".md", ".xlsx")
EXCEL_ROWS = 1_048_575


def flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Nested and binary columns as JSON text, which plain formats can hold."""
    from tui.cells.file_columns import file_columns

    schema = frame.collect_schema()
    drawn = {column.name: column for column in file_columns(schema, {}, "en")}
    odd = [name for name, dtype in schema.items() if dtype.is_nested() or dtype in (pl.Binary, pl.Duration)]
    return frame.with_columns(drawn[name].texts.alias(name) for name in odd if name in drawn)


def defused(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Texts that a spreadsheet would run as formulas, with an apostrophe before them; numbers stay numbers."""
    texts = pl.selectors.string()
    return frame.with_columns(
        pl.when(texts.str.contains(FORMULA)).then(pl.lit("'") + texts).otherwise(texts).name.keep()
    )


def _excel(frame: pl.DataFrame, path: Path) -> None:
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise TermsheetError(
            "writing Excel needs the extra `excel`", "pip install 'termsheet[excel]'", EXIT_USAGE
        ) from None
    if frame.height > EXCEL_ROWS:
        raise TermsheetError(
            f"Excel holds {EXCEL_ROWS:,} rows, not {frame.height:,}", "write CSV or Parquet", EXIT_USAGE
        )
    # Texts stay texts: neither formulas nor links are made of them.
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}) as book:
        frame.write_excel(book, "data", autofit=frame.height < 10_000)


def _markdown(frame: pl.DataFrame) -> Iterator[str]:
    from tui.writers.text import write

    return write(frame, "md", plain=True)


def size(path: Path) -> str:
    """How large a file is that is being written; empty where it is not there."""
    try:
        return f"{path.stat().st_size / 1e6:,.1f} MB"
    except OSError:
        return ""


def save(frame: pl.LazyFrame, path: Path, runner: Runner, begun: Callable[[Path], None] = lambda path: None) -> Path:
    """Writes all rows in the format of the path's ending, one of `ENDINGS`, and returns the path.

    `begun` is told the temporary path, so that its growth can be shown. Raises `TermsheetError` where the ending
    is unknown, the folder is missing or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise TermsheetError(
            f"`{path.name}` has no ending that says its format", f"endings: {' '.join(ENDINGS)}", EXIT_USAGE
        )
    path = path.expanduser()
    if not path.parent.is_dir():
        raise TermsheetError(f"there is no folder {path.parent}", "name one that is there", EXIT_USAGE)
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:8]}{ending}")
    begun(beside)
    frame = frame.select(pl.selectors.exclude("^.*\x1f.*$"))
    sink: pl.LazyFrame | None = None
    try:
        if ending in (".csv", ".tsv"):
            separator = "," if ending == ".csv" else "\t"
            sink = defused(flat(frame)).sink_csv(beside, separator=separator, lazy=True)
        elif ending == ".parquet":
            sink = frame.sink_parquet(beside, lazy=True)
        elif ending in (".ndjson", ".jsonl"):
            sink = flat(frame).sink_ndjson(beside, lazy=True)
        elif ending == ".json":
            runner(flat(frame)).write_json(beside)
        elif ending == ".xlsx":
            _excel(runner(flat(frame)), beside)
        else:
            with beside.open("w", encoding="utf-8") as file:
                file.writelines(_markdown(runner(flat(frame))))
        if sink is not None:
            runner(sink)
        os.replace(beside, path)
    except OSError as error:
        raise TermsheetError(f"{path}: {error.strerror or error}", "choose another place", EXIT_USAGE) from None
    finally:
        beside.unlink(missing_ok=True)
    return path
