"""Temporary files, gone when the program ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import Protocol

from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.storage.scratch import scratch_folder

PIECE = 1 << 22
"""Bytes that are copied at a time."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes: ...


def free_bytes(folder: Path) -> int:
    """How many bytes have room where a folder is."""
    return shutil.disk_usage(folder).free


def temporary(ending: str, room: int = 0) -> Path:
    """A path for a file that is gone when the program ends, and needs at least so many bytes.

    Raises `TermsheetError` where there is less room.
    """
    folder = Path(scratch_folder())
    free = free_bytes(folder)
    if free < room:
        raise _full(folder, label("file.room", f"{free / 1e6:,.0f}", f"{room / 1e6:,.0f}"))
    return folder / f"{os.urandom(8).hex()}{ending}"


def linked(path: Path) -> Path:
    """A path in UTF-8, which is all that libraries take, that leads to a file or folder whose own is none."""
    folder = temporary("")
    folder.mkdir()
    link = folder / os.fsencode(path.name).decode("utf-8", "replace")
    link.symlink_to(path.absolute())
    return link


def _full(folder: Path, why: Label) -> TermsheetError:
    return TermsheetError(label("file.no_room", str(folder.parent), why), label("file.no_room.hint"), EXIT_UNREADABLE)


@contextmanager
def written_to(target: Path) -> Iterator[None]:
    """While a temporary file is written: what is left of it when the disk is full is removed, and that is told."""
    try:
        yield
    except Exception as error:
        full = getattr(error, "errno", None) == ENOSPC or f"os error {ENOSPC}" in str(error)
        if not full:
            raise
        target.unlink(missing_ok=True)
        raise _full(target.parent, label("file.full")) from None


def within_room(source: Readable, folder: Path, size: int = PIECE) -> Iterator[bytes]:
    """What comes from a source, to be put into a folder. Raises `TermsheetError` before it takes more than half of the
    room that is there: what has no end fills no disk."""
    room = most = free_bytes(folder) // 2
    while piece := source.read(size):
        room -= len(piece)
        if room < 0:
            raise _full(folder, label("file.endless", f"{most / 1e9:,.1f}"))
        yield piece


def poured(source: Readable) -> Path:
    """All that comes from a source, in a file. Raises `TermsheetError` where that is too much."""
    target = temporary("")
    try:
        with written_to(target), target.open("wb") as file:
            for piece in within_room(source, target.parent):
                file.write(piece)
    except TermsheetError:
        target.unlink(missing_ok=True)
        raise
    return target
