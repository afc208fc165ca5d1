"""What is printed, for the answers that are kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

# What is printed, for the answers that are kept


class Record:
    """All that was printed, by stream."""

    def __init__(self) -> None:
        self._pieces: dict[str, list[str]] = {"stdout": [], "stderr": []}

    def add(self, stream: Literal["stdout", "stderr"], text: str) -> None:
        """Takes what goes to a stream."""
        self._pieces[stream].append(text)

    def bytes_of(self, stream: Literal["stdout", "stderr"]) -> bytes:
        """What went to a stream, in its encoding."""
        opened = sys.stdout if stream == "stdout" else sys.stderr
        return "".join(self._pieces[stream]).encode(opened.encoding or "utf-8", "backslashreplace")


recordings: list[Record] = []


@contextmanager
def recorded() -> Iterator[Record]:
    """Keeps what is printed meanwhile."""
    record = Record()
    recordings.append(record)
    try:
        yield record
    finally:
        recordings.pop()
