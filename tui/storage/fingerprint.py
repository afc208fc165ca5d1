"""What tells one state of the corpus and of the program from another: the sizes and times of their files.

Standard library only: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from tui.storage.shipped import PACKAGE

try:
    # A tenth of the time that hashlib takes to load, which brings all of OpenSSL with it.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def stamps(path: str, endings: tuple[str, ...]) -> list[str]:
    """Name, size and time of the files of a folder. Raises OSError."""
    found = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(endings):
                status = entry.stat()
                found.append(f"{entry.name}:{status.st_size}:{status.st_mtime_ns}")
    return sorted(found)


@cache
def program() -> tuple[str, ...]:
    """The modules of the program as they were when it was first asked. Raises OSError."""
    return tuple(_modules(PACKAGE))


def _modules(folder: str) -> list[str]:
    found = stamps(folder, (".py",))
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name not in ("__pycache__", "data"):
                found += _modules(entry.path)
    return found


def corpus(*folders: str) -> list[str]:
    """The files of a corpus, by the folders in which it lies. Raises OSError."""
    return [part for folder in folders for part in (folder, *stamps(folder, (".csv", ".toml")))]


def digest(rests: Iterable[str]) -> str:
    """A short name that tells one state from another."""
    return blake2b("\x00".join(rests).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()
