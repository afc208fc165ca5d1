"""Files that are there whole or not at all: written beside their place, then renamed."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tui.storage import processes

PRIVATE = 0o600
"""Read and written by their owner alone."""

_begun: set[str] = set()
"""What is being written beside its place, to be taken away should the program end before."""


@atexit.register
def _clear() -> None:
    for path in _begun:
        remove_file(path)


def _clear_left(folder: str, start: str) -> None:
    """Takes away what killed programs left of a file that they were writing."""
    with suppress(OSError), os.scandir(folder or ".") as found:
        for name in [entry.name for entry in found if entry.name.startswith(start)]:
            if processes.is_over(name.removeprefix(start)):
                remove_file(os.path.join(folder, name))


@contextmanager
def replaced(path: str, mode: int = 0o666) -> Iterator[str]:
    """The path of an empty file beside another, which takes its place unless an error is raised. Raises OSError.

    `mode` is less what the person's mask takes away. The ending stays, since some writers go by it.
    """
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    _clear_left(folder, f".{stem}~")
    beside = os.path.join(folder, f".{stem}~{processes.own_name()}{ending}")
    _begun.add(beside)
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        yield beside
        os.replace(beside, path)
    finally:
        remove_file(beside)
        _begun.discard(beside)


def read_bytes(path: str) -> bytes | None:
    """What a file holds; None where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def write_bytes(path: str, content: bytes) -> None:
    """Writes a file for its owner alone, and its folder where there is none. Raises OSError and ValueError."""
    os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
    with replaced(path, PRIVATE) as beside, open(beside, "wb") as file:
        file.write(content)


def remove_file(path: str) -> None:
    """Takes a file away, if it is there."""
    with suppress(OSError, ValueError):
        os.unlink(path)
