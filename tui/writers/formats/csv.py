"""CSV and TSV: the texts of cells, quoted where they must be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True, separator: str = ",") -> None:
    """Writes a line for each row; an empty text is `""`, no value nothing."""
    from tui.writers.values import as_texts, for_csv

    for page in pages:
        # A line without anything in it is no row to those who read it.
        rows = for_csv(page) if page.width != 1 else as_texts(page).fill_null("")
        piece = BytesIO()
        rows.write_csv(piece, include_header=header, separator=separator)
        out.write(piece.getvalue())
        header = False


FORMATS = (
    Format("csv", "CSV", (".csv",), write, formulas=True),
    Format("tsv", "TSV", (".tsv",), partial(write, separator="\t"), formulas=True),
)
