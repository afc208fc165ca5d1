"""CSV and TSV: the texts of cells, quoted where they must be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True, separator: str = ",") -> None:
    """Writes a line for each row; an empty text is `""`, no value nothing."""
    from tui.writers.values import as_texts

    for page in pages:
        texts = as_texts(page)
        # A line without anything in it is no row to those who read it.
        texts = texts.fill_null("") if texts.width == 1 else texts
        out.write(texts.write_csv(include_header=header, separator=separator).encode())
        header = False


FORMATS = (
    Format("csv", "CSV", (".csv",), write, formulas=True),
    Format("tsv", "TSV", (".tsv",), partial(write, separator="\t"), formulas=True),
)
