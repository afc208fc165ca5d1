"""What a format is: names, endings, and how pages of rows are written in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

if TYPE_CHECKING:
    import polars as pl


class Write(Protocol):
    """Writes pages of rows in one format. There is one page at least, and all have the same columns.

    No page is kept longer than it is written, where the format can be written piece by piece. Raises OSError where
    `out` does, and `TermsheetError` for what the format cannot hold.
    """

    def __call__(self, pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None: ...


class Format(NamedTuple):
    """One format that rows are written in.

    Attributes:
        name: as the command line has it, `csv`.
        title: as it is offered, `CSV`.
        endings: of files that are written in it.
        write: writes pages of rows; without `header` the line of titles is left out, in formats that have one.
        typed: whether it holds values; other formats hold the texts of cells.
        printed: whether it is text in UTF-8, which can be printed and copied.
        formulas: whether what opens it may run texts as formulas.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    write: Write
    typed: bool = False
    printed: bool = True
    formulas: bool = False
