"""What is the person's own, as texts under names: how a file was looked at, lines typed before."""

from __future__ import annotations

import os
from contextlib import suppress

from tui.storage import disk, folders

_HISTORY = "history-"
"""Begins the names under which lines are kept, before that of their prompt."""
LINES_KEPT = 500
"""Lines kept of each prompt."""
_MOST_MESSAGES = 1 << 20
"""Bytes of messages after which they begin anew."""


def _path(name: str) -> str:
    return os.path.join(folders.own(), name)


def kept_text(name: str) -> str:
    """A text that was kept; empty where there is none."""
    return (disk.read_bytes(_path(name)) or b"").decode("utf-8", "replace")


def has_typed() -> bool:
    """Whether a line was ever typed at any prompt: who never did is a newcomer."""
    try:
        return any(name.startswith(_HISTORY) for name in os.listdir(folders.own()))
    except OSError:
        return False


def keep_text(name: str, given: str) -> str:
    """Keeps a text; an empty one takes it away. Gives why it could not be kept; nothing where it was."""
    path = _path(name)
    if not given:
        disk.remove_file(path)
        return ""
    try:
        disk.write_bytes(path, given.encode("utf-8", "surrogateescape"))
    except (OSError, ValueError) as error:
        return f"not kept: {path}: {getattr(error, 'strerror', None) or error}"
    return ""


def set_aside(name: str) -> str:
    """Moves a text that nobody can read out of the way of what takes its place. Gives in one line where it lies now."""
    path = _path(name)
    try:
        os.replace(path, f"{path}.unreadable")
    except (OSError, ValueError):
        return ""
    return f"{path} could not be read and is now {name}.unreadable"


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
    return kept_text(f"{_HISTORY}{prompt}").splitlines()


def add_line(prompt: str, line: str) -> str:
    """Keeps a line as the newest; an older one that is the same goes. Gives why it could not be kept."""
    if not line.strip():
        return ""
    kept = [other for other in typed_lines(prompt) if other != line]
    return keep_text(f"{_HISTORY}{prompt}", "".join(f"{one}\n" for one in [*kept, line][-LINES_KEPT:]))


def messages() -> str:
    """The path of the file that takes what libraries write to the standard error while the screen is up."""
    path = _path("messages.log")
    with suppress(OSError):
        disk.make_private(folders.own())
        if os.path.getsize(path) > _MOST_MESSAGES:
            os.truncate(path, 0)
    return path
