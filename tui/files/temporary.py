"""Temporary files, gone when the program ends."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Protocol

PIECE = 1 << 22
"""Bytes that are copied at a time."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes: ...


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="termsheet-", ignore_cleanup_errors=True)


def temporary(ending: str) -> Path:
    """A path for a file that is gone when the program ends."""
    return Path(_folder().name) / f"{os.urandom(8).hex()}{ending}"


def poured(source: Readable) -> Path:
    """All that comes from a source, in a file."""
    target = temporary("")
    with target.open("wb") as file:
        while piece := source.read(PIECE):
            file.write(piece)
    return target
