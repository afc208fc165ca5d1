"""What tells one state of the corpus and of the program from another: the sizes and times of their files.

Standard library only: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def stamps(path: str, endings: tuple[str, ...]) -> list[str]:
    """Name, size and time of the files of a folder. Raises OSError."""
    found = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(endings):
                status = entry.stat()
                found.append(f"{entry.name}:{status.st_size}:{status.st_mtime_ns}")
    return sorted(found)


def program() -> list[str]:
    """The modules of the program. Raises OSError."""
    return _modules(PACKAGE)


def _modules(folder: str) -> list[str]:
    found = stamps(folder, (".py",))
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name not in ("__pycache__", "data"):
                found += _modules(entry.path)
    return found


def corpus(folder: str | None = None) -> list[str]:
    """The files of a corpus, else of the one that ships. Raises OSError."""
    if folder is None:
        inside = os.path.join(PACKAGE, "data")
        folder = inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "data")
    return [folder, *stamps(folder, (".csv", ".toml"))]


def cache(name: str) -> str:
    """A folder for what can be computed again."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "termsheet", name)
