"""What is the person's own, as texts under names: how a file was looked at, lines typed before."""

from __future__ import annotations

import os

from tui.storage import disk, folders

LINES_KEPT = 500
"""Lines kept of each prompt."""


def _path(name: str) -> str:
    return os.path.join(folders.own(), name)


def kept_text(name: str) -> str:
    """A text that was kept; empty where there is none."""
    return (disk.read_bytes(_path(name)) or b"").decode("utf-8", "replace")


def has_any() -> bool:
    """Whether anything was ever kept: whoever typed a line, or looked at a file, is no newcomer."""
    return os.path.isdir(folders.own()) and any(os.scandir(folders.own()))


def keep_text(name: str, given: str) -> None:
    """Keeps a text; an empty one takes it away."""
    if given:
        disk.write_bytes(_path(name), given.encode("utf-8", "surrogateescape"))
    else:
        disk.remove_file(_path(name))


def view_of(path: str) -> str:
    """The name under which it is kept how a file was looked at, wherever it is called from."""
    from hashlib import sha256

    try:
        known = os.path.realpath(path)
    except (OSError, ValueError):
        known = path
    return f"views/{sha256(known.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}.json"


def typed_lines(prompt: str) -> list[str]:
    """The lines typed at one prompt, the newest last."""
    return kept_text(f"history-{prompt}").splitlines()


def add_line(prompt: str, line: str) -> None:
    """Keeps a line as the newest; an older one that is the same goes."""
    if line.strip():
        kept = [other for other in typed_lines(prompt) if other != line]
        keep_text(f"history-{prompt}", "".join(f"{one}\n" for one in [*kept, line][-LINES_KEPT:]))
