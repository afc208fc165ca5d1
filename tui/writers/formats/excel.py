"""Workbooks: values of the types that a sheet can hold, all else as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS = 1_048_575
"""Rows of a sheet under its header."""
FITTED_ROWS = 10_000
"""Rows up to which columns are made as wide as what stands in them."""
EXCEL_DIGITS = 15
"""Digits of a number that Excel keeps."""
EXCEL_CHARACTERS = 32_767
"""Units of UTF-16 that a cell holds, which Excel counts as characters."""


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None:
    """Writes one sheet. Raises `TermsheetError` for more rows than it holds, and for a text too long for a cell."""
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
    _check_lengths(frame)
    # Texts stay texts: neither formulas nor links are made of them.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet("data")
        sheet.add_write_handler(float, _write_exact)
        frame.write_excel(book, sheet, autofit=frame.height < FITTED_ROWS, include_header=header)


class _Exact(float):
    """A number that is written with all its digits, where xlsxwriter asks for sixteen."""

    def __format__(self, spec: str) -> str:
        return repr(self)


def _write_exact(sheet: Worksheet, row: int, column: int, number: float, *style: Any) -> int | None:
    """Writes a number that needs more than sixteen digits; None for others, which xlsxwriter then writes itself."""
    if float(f"{number:.16G}") == number:
        return None
    failed: int = sheet.write_number(row, column, _Exact(number), *style)
    return failed


def _held(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns as a sheet can hold them: it has no zones, lengths of time below zero, bytes and lists, days before 1900,
    parts of a millisecond, nor whole numbers and decimals of more digits than Excel keeps."""
    import polars as pl

    from tui.writers.values import cell_text

    return frame.with_columns(cell_text(pl.col(c.name), c.dtype).alias(c.name) for c in frame if not _is_held(c))


def _is_held(cells: pl.Series) -> bool:
    """Whether a sheet holds all values of a column."""
    import polars as pl

    dtype = cells.dtype
    if dtype.is_integer() or dtype.is_decimal():
        return _are_digits_kept(cells)
    if dtype == pl.Date:
        return _are_days_held(cells, 0)
    if isinstance(dtype, pl.Datetime):
        # xlsxwriter takes a moment of the first day for a time without a day.
        return dtype.time_zone is None and _are_days_held(cells.dt.date(), 1) and _are_milliseconds(cells)
    if dtype == pl.Time:
        return _are_milliseconds(cells)
    return not (dtype.is_nested() or dtype in (pl.Binary, pl.Duration, pl.Object))


def _are_digits_kept(cells: pl.Series) -> bool:
    """Whether Excel keeps all digits of whole numbers or decimals."""
    import polars as pl

    texts = cells.cast(pl.String)
    if cells.dtype.is_decimal():
        texts = texts.str.replace(r"(\.[0-9]*?)0+$", "${1}")
    digits = texts.str.replace_all("[-.]", "").str.strip_chars_start("0").str.len_chars()
    return bool((digits <= EXCEL_DIGITS).all())


def _are_days_held(days: pl.Series, after: int) -> bool:
    """Whether all days are of the years that Excel counts, so many days after the first of them at the earliest."""
    first, last = date(1900, 1, 1 + after), date(9999, 12, 31)
    return bool(days.is_between(first, last).all())


def _are_milliseconds(moments: pl.Series) -> bool:
    """Whether no moment has a part of a millisecond, which readers of a sheet round away."""
    return bool((moments.dt.nanosecond() % 1_000_000 == 0).all())


def _check_lengths(frame: pl.DataFrame) -> None:
    """Raises `TermsheetError` for a text that is too long for a cell, which xlsxwriter would cut."""
    import polars as pl

    for texts in frame.select(pl.selectors.by_dtype(pl.String, pl.Categorical, pl.Enum).cast(pl.String)):
        # No text has more units than bytes, which are counted at once.
        long = texts.filter(texts.str.len_bytes() > EXCEL_CHARACTERS)
        units = max((len(text.encode("utf-16-le")) // 2 for text in long.to_list()), default=0)
        if units > EXCEL_CHARACTERS:
            too_long = label("corpus.failed", texts.name, label("filter.long", f"{units:,}", f"{EXCEL_CHARACTERS:,}"))
            raise TermsheetError(too_long, label("save.excel.hint"), EXIT_USAGE)


FORMATS = (Format("xlsx", "Excel", (".xlsx",), write, typed=True, printed=False),)
