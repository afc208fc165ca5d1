"""A copy of one's own of a file that Polars maps: whoever cuts the file itself would end the process."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from tui.engines.base import Runner
from tui.files.source import Unreadable, stamp
from tui.files.temporary import temporary, written_to
from tui.language.words import label
from tui.text.visible import visible

_PIECE = 1 << 26
"""Bytes that are copied between looks at whether the work is given up."""


class OwnCopy:
    """A temporary file as large as another: of its bytes some parts at once, the rest when all are wanted.

    Attributes:
        path: where the copy lies.
        share: how much of it was copied (0 to 1).

    Raises `TermsheetError` where there is no room for it, or the file is no longer what it was.
    """

    def __init__(self, path: Path) -> None:
        self._from, self._stamp = path, stamp(path)
        self._size = self._stamp[0]
        self.path = temporary(path.suffix, self._size)
        self.share = 0.0
        with self.path.open("wb") as file:
            file.truncate(self._size)

    def take(self, parts: Iterable[tuple[int, int]]) -> None:
        """Copies parts: where each begins and where it ends."""
        with written_to(self.path), self._from.open("rb") as source, self.path.open("r+b") as target:
            for start, end in parts:
                source.seek(start)
                target.seek(start)
                target.write(source.read(max(0, min(end, self._size) - start)))
        self._unchanged()

    def fill(self, run: Runner) -> None:
        """Copies all."""
        import polars as pl

        with written_to(self.path), self._from.open("rb") as source, self.path.open("r+b") as target:
            place = 0
            while place < self._size and (copied := _copied(source, target, place)):
                place += copied
                self.share = place / self._size
                # Raises where the work was given up.
                run(pl.LazyFrame())
        self._unchanged()

    def _unchanged(self) -> None:
        if stamp(self._from) != self._stamp:
            raise Unreadable(label("file.changed", visible(self._from.name)), label("file.changed.hint"))


def _copied(source: BinaryIO, target: BinaryIO, place: int) -> int:
    """Copies a piece; how many bytes it has. The system does it where it can: some file systems share the bytes."""
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(source.fileno(), target.fileno(), _PIECE, place, place)
        except OSError:
            pass
    source.seek(place)
    target.seek(place)
    return target.write(source.read(_PIECE))
