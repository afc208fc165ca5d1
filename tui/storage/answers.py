"""Answers given before, kept while nothing changed that they rest on. Standard library only, and little of it.

What an answer rests on: the files of the corpus, the program, the words of the command line, the language, the width
and the colours of the terminal. An answer that cannot be kept or read is simply computed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from tui.storage import fingerprint
from tui.storage.folders import cache

ENVIRONMENT = (
    "TERMSHEET_LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM",
    "PYTHONIOENCODING", "PYTHONUTF8",
)  # fmt: skip
MOST_ANSWERS = 2000
"""Answers kept at most; the oldest half goes when there are more."""


def answer_key(words: list[str], folders: Iterable[str]) -> str | None:
    """The name of all that the answer to a command line rests on, by words and the folders of the corpus.

    None where that cannot be told.
    """
    try:
        shown = [os.isatty(1), os.isatty(2)]
        width = os.get_terminal_size(1).columns if shown[0] else None
        settings = [f"{name}={os.environ.get(name, '')}" for name in ENVIRONMENT]
        rests = [
            sys.version,
            *words,
            *settings,
            repr(shown),
            repr(width),
            *fingerprint.corpus(*folders),
            *fingerprint.program(),
        ]
    except (OSError, ValueError, AttributeError):
        return None
    return fingerprint.digest(rests)


def _path(key: str) -> str:
    return os.path.join(cache("answers"), key)


def recall_answer(key: str) -> tuple[int, bytes, bytes] | None:
    """Exit code, stdout and stderr of an answer given before."""
    try:
        with open(_path(key), "rb") as file:
            head = file.readline().split()
            out = file.read(int(head[1]))
            err = file.read()
            if len(out) != int(head[1]) or len(err) != int(head[2]):
                return None
            # What does not fit on a terminal is paged, which is done elsewhere.
            paged = os.isatty(1) and out.count(b"\n") >= os.get_terminal_size(1).lines
            return None if paged else (int(head[0]), out, err)
    except (OSError, ValueError, IndexError):
        return None


def keep_answer(key: str, code: int, out: bytes, err: bytes) -> None:
    """Keeps an answer."""
    from tui.storage import disk

    # What cannot be kept is computed again.
    with suppress(OSError, ValueError):
        disk.write_bytes(_path(key), b"%d %d %d\n" % (code, len(out), len(err)) + out + err)
    _thin_out()


def _thin_out() -> None:
    try:
        with os.scandir(cache("answers")) as entries:
            found = [entry.path for entry in entries]
        if len(found) > MOST_ANSWERS:
            for path in sorted(found, key=lambda path: os.stat(path).st_mtime_ns)[: len(found) // 2]:
                os.unlink(path)
    except OSError:
        return
