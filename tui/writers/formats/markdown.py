"""Markdown: a table of the texts of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from tui.text.visible import visible
from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl


def _line(cells: Sequence[str | None]) -> str:
    return "| " + " | ".join(visible(cell or "").replace("|", "\\|") for cell in cells) + " |\n"


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None:
    """Writes a line for each row; line ends and other control characters are made visible."""
    from tui.writers.values import as_texts

    for page in pages:
        if header:
            out.write((_line(page.columns) + _line(["---"] * page.width)).encode())
            header = False
        out.write("".join(_line(row) for row in as_texts(page).iter_rows()).encode())


FORMATS = (Format("md", "Markdown", (".md",), write),)
