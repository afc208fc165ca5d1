"""Workbooks: values of the types that a sheet can hold, all else as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl

SHEET_ROWS = 1_048_575
"""Rows of a sheet under its header."""
FITTED_ROWS = 10_000
"""Rows up to which columns are made as wide as what stands in them."""


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None:
    """Writes one sheet. Raises `TermsheetError` for more rows than it holds."""
    import polars as pl
    from xlsxwriter import Workbook

    parts: list[pl.DataFrame] = []
    height = 0
    for page in pages:
        height += page.height
        if height > SHEET_ROWS:
            raise TermsheetError(label("save.excel", f"{SHEET_ROWS:,}"), label("save.excel.hint"), EXIT_USAGE)
        parts.append(page)
    frame = _held(pl.concat(parts))
    # Texts stay texts: neither formulas nor links are made of them.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with Workbook(out, options) as book:
        frame.write_excel(book, "data", autofit=frame.height < FITTED_ROWS, include_header=header)


def _held(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns as a sheet can hold them: it has no zones, lengths of time below zero, bytes and lists, nor numbers
    that a double is too coarse for."""
    import polars as pl

    from tui.writers.values import cell_text

    def is_held(cells: pl.Series) -> bool:
        dtype = cells.dtype
        if dtype.is_integer() or dtype.is_decimal():
            return bool((cells.cast(pl.Float64).cast(dtype, strict=False) == cells).all())
        zoned = isinstance(dtype, pl.Datetime) and dtype.time_zone is not None
        return not (zoned or dtype.is_nested() or dtype in (pl.Binary, pl.Duration, pl.Object))

    return frame.with_columns(cell_text(pl.col(c.name), c.dtype).alias(c.name) for c in frame if not is_held(c))


FORMATS = (Format("xlsx", "Excel", (".xlsx",), write, typed=True, printed=False),)
