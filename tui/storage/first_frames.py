"""First frames kept: what a command line showed when nothing had been typed yet, by all that it rests on.

Standard library only, and little of it: it is asked before anything else is loaded. What is recalled is written to a
terminal as it is, so it holds nothing but text, looks and places of the cursor, and is its owner's alone.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from tui.storage import config, fingerprint, folders

MOST_FRAMES = 50
"""Frames kept at most; the oldest half goes when there are more."""
_MOST_BYTES = 1 << 18
_ENDS = 4096
"""Bytes at the beginning and at the end of a file by which its content is known."""
_ENVIRONMENT = (
    "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "COLORTERM", "TERM_PROGRAM", "PYTHONIOENCODING",
    "PYTHONUTF8", "TMUX", "STY", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER",
)  # fmt: skip
_OWN = "TERMSHEET_"
"""Begins the names of the variables of ours."""
_MESSAGES = "messages"
"""Begins the name of what is kept for a person and never shown."""
_HISTORY = "history-"
"""Begins the names of lines typed before: that there are some is seen, not which."""
_LIBRARIES = ("site-packages", "dist-packages")
_LOG = "-wal"
"""Ends the name of what a database was told and has not written into its file yet."""
_CONTROLS = frozenset(map(chr, (*range(32), *range(127, 160))))
_UNSEEN = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NUMBERS = "0123456789;"

Keep = Callable[[str, int, int], None]
"""Keeps a frame of so many columns and rows."""


def frame_key(words: Iterable[str], corpus: Iterable[str], columns: int, rows: int) -> str | None:
    """The name of all that the first frame of a command line rests on; None where that cannot be told.

    `corpus` are the folders in which the corpus lies; words that name files stand for what these hold.
    """
    given = [*words]
    names = (*_ENVIRONMENT, *sorted(name for name in os.environ if name.startswith(_OWN)))
    try:
        rests = [
            sys.version,
            time.strftime("%Y-%m-%d"),
            os.getcwd(),
            f"{columns} {rows}",
            *given,
            *(f"{name}={os.environ.get(name, '')}" for name in names),
            *(_content(word) for word in given if os.path.isfile(word)),
            *_kept_for_person(folders.settings()),
            _state(config.path()),
            *_kept_for_person(folders.own()),
            *fingerprint.corpus(*corpus),
            *fingerprint.program(),
            *(_state(path) for path in sys.path if os.path.basename(path) in _LIBRARIES),
        ]
    except (OSError, ValueError):
        return None
    return fingerprint.digest(rests)


def _content(path: str) -> str:
    """What tells one content of a file from another: size, time, and both its ends. Raises OSError."""
    with open(path, "rb") as file:
        status = os.fstat(file.fileno())
        begins = file.read(_ENDS)
        file.seek(max(0, status.st_size - _ENDS))
        ends = fingerprint.digest([begins.hex(), file.read(_ENDS).hex()])
    beside = _state(path + _LOG)
    return f"{os.path.realpath(path)}:{status.st_size}:{status.st_mtime_ns}:{status.st_ino}:{ends}:{beside}"


def _state(path: str) -> str:
    """What tells whether a file, or what lies in a folder, was changed; of what is not there, only its name."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return path
    return f"{path}:{status.st_size}:{status.st_mtime_ns}"


def _kept_for_person(folder: str) -> list[str]:
    found = []
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                # All of ours may lie in one folder: what can be computed again is no one's own there either.
                found += [] if entry.path in map(folders.cache, folders.CACHED) else _kept_for_person(entry.path)
            elif entry.name.startswith(_HISTORY):
                found.append(entry.path)
            elif not entry.name.startswith(_MESSAGES):
                found.append(_state(entry.path))
    return sorted(found)


def _path(key: str) -> str:
    return os.path.join(folders.cache("first"), key)


def recall_frame(key: str) -> str | None:
    """A frame that was kept; None where there is none, or where it is not to be trusted."""
    try:
        with open(_path(key), "rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.geteuid() or status.st_mode & 0o077 or status.st_size > _MOST_BYTES:
                return None
            head, _, content = file.read().partition(b"\n")
        frame = content.decode()
    except (OSError, ValueError):
        return None
    return frame if head.decode("ascii", "replace") == fingerprint.digest([key, frame]) and is_plain(frame) else None


def is_plain(frame: str) -> bool:
    """Whether a text holds nothing but what can be seen, looks, and places of the cursor."""
    first, *sequences = frame.split("\x1b[")
    texts = [first]
    for sequence in sequences:
        rest = sequence.lstrip(_NUMBERS)
        if rest[:1] not in ("m", "H"):
            return False
        texts.append(rest[1:])
    seen = "".join(texts)
    return _CONTROLS.isdisjoint(seen) and _UNSEEN.isdisjoint(seen)


def keep_frame(key: str, frame: str) -> None:
    """Keeps a frame; one that holds more than it may, or cannot be kept, is let go."""
    from tui.storage import disk

    if is_plain(frame):
        with suppress(OSError, ValueError):
            disk.write_bytes(_path(key), f"{fingerprint.digest([key, frame])}\n{frame}".encode())
        _thin_out()


def forget_frames() -> None:
    """Takes all frames away."""
    _thin_out(0)


def _thin_out(most: int = MOST_FRAMES) -> None:
    with suppress(OSError), os.scandir(folders.cache("first")) as entries:
        found = sorted(entries, key=lambda entry: entry.stat().st_mtime_ns)
        for entry in found[: len(found) - most // 2] if len(found) > most else ():
            os.unlink(entry.path)
