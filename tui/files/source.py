"""An opened file as a value: its rows, what was guessed about it, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.text.visible import visible
from tui.text.widths import cut

LONGEST = 40


class Notice(NamedTuple):
    """One thing that is not as it should be: its record (the header is 1), column, text, and what is wrong."""

    row: int | None
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                f"row {self.row}" if self.row else "",
                f"column {visible(self.column)}" if self.column else "",
            )
            if part
        )
        value = f"`{cut(visible(self.value), LONGEST)}` " if self.value else ""
        return f"{place}{': ' if place else ''}{value}{self.rule}"


class Options(NamedTuple):
    """What a person says of a file instead of letting it be guessed."""

    encoding: str = ""
    delimiter: str = ""
    header: int | None = None
    table: str = ""


class Source(NamedTuple):
    """An opened file or one table of it.

    Attributes:
        name: what its tab is called.
        path: where it lies; None for a stream.
        form: what it is, `CSV`.
        told: what was guessed, `GB18030`, `delimiter ;`.
        frame: its rows, typed; cells that could not be read are null, their texts in the column named with `RAW`.
        height: how many rows, where that is known without reading them all.
        notices: what is not as it should be.
        texts: the cells as they were written, where the file is small and types are guessed from text.
        rows: the record of each row in the file, for `texts`.
        whole: reads all of a file of which only the beginning was read; it may take long, and may be interrupted.
        again: of a stream, the rows that came meanwhile.
        stamp: size and time of the file when it was read.
        options: what the person said of it.
    """

    name: str
    path: Path | None
    form: str
    told: tuple[str, ...]
    frame: pl.LazyFrame
    height: int | None
    notices: tuple[Notice, ...] = ()
    texts: pl.DataFrame | None = None
    rows: pl.Series | None = None
    whole: Callable[[Runner], Source] | None = None
    again: Callable[[], Source | None] | None = None
    stamp: tuple[int, int] = (0, 0)
    options: Options = Options()


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time in nanoseconds of a file: another file has another stamp."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns
