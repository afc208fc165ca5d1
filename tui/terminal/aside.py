"""What libraries of other languages write to the standard error, kept from a person's eyes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_PRIVATE = 0o600
"""Read and written by its owner alone."""


@contextmanager
def turned_aside(path: str) -> Iterator[int]:
    """Meanwhile what is written to descriptor 2 goes to the end of a file; gives a descriptor of where it went before.

    Where the file cannot be opened, it goes nowhere.
    """
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _PRIVATE)
        if os.name == "posix":
            # It may have been there, and open to others.
            os.fchmod(file, _PRIVATE)
    except OSError:
        file = os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(2)
    os.dup2(file, 2)
    os.close(file)
    try:
        yield kept
    finally:
        os.dup2(kept, 2)
        os.close(kept)
