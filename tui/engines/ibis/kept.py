"""Rows that came and will not come again: on hand, and where there are many, in files."""

from __future__ import annotations

import os
import tempfile
from bisect import bisect_right

import polars as pl

from tui.storage.scratch import scratch_folder

ON_HAND = 64 << 20
"""Bytes of rows that stay in memory; what comes then is written to files."""


class KeptRows:
    """Rows in the order in which they came; no two threads at a time."""

    def __init__(self, schema: pl.Schema) -> None:
        self._none = pl.DataFrame(schema=schema)
        self._parts: list[pl.DataFrame | str] = []
        self._starts: list[int] = []
        self._bytes = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.height = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Takes further rows. Raises OSError where there is no room for them."""
        self._bytes += int(frame.estimated_size())
        part: pl.DataFrame | str = frame
        if self._bytes > ON_HAND:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(dir=scratch_folder(), ignore_cleanup_errors=True)
            part = os.path.join(self._folder.name, f"{len(self._parts)}.arrow")
            frame.write_ipc(part)
        self._parts.append(part)
        self._starts.append(self.height)
        self.height += frame.height

    def rows(self, start: int, size: int) -> pl.DataFrame:
        """Some rows, one after the other."""
        end = min(start + size, self.height)
        if start >= end:
            return self._none
        found = []
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._parts)):
            first = self._starts[number]
            if first >= end:
                break
            part = self._parts[number]
            frame = pl.read_ipc(part) if isinstance(part, str) else part
            found.append(frame.slice(max(0, start - first), end - max(start, first)))
        return pl.concat(found) if found else self._none
