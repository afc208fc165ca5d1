"""What all printing commands share: data to stdout, notes to stderr, the corpus and its reader."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.resources import resource

if TYPE_CHECKING:
    from tui.frames.cells import Reader
    from tui.frames.resolved import Resolved


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What could move a cursor, set a title or turn a line round; line ends and tabs are the format's own."""


def note(message: str) -> None:
    """Says something on stderr, where it disturbs no data."""
    from tui.text.visible import visible

    print(f"termsheet: {visible(message)}", file=sys.stderr)


def unreadable(error: Exception) -> str:
    """What a library says of data that it cannot read, in one line."""
    return str(error).strip().splitlines()[0][:160]


def print_pieces(pieces: Iterable[str]) -> None:
    """Writes pieces of text to stdout; on a terminal no control character of the data acts."""
    from tui.text.visible import visible

    shown = sys.stdout.isatty()
    for piece in pieces:
        sys.stdout.write(CONTROL.sub(lambda found: visible(found.group()), piece) if shown else piece)
    sys.stdout.flush()


def open_corpus(folder: Path | None = None) -> Resolved:
    """The corpus that ships, or that of a folder."""
    from tui.frames.resolved import Resolved

    return Resolved(folder or resource("data"))


def reader_of(resolved: Resolved, language: str | None) -> Reader:
    """Who reads: the language asked for or that of the locale, and the names of the corpus."""
    from tui.frames.cells import Reader
    from tui.text import locale

    return Reader(locale.language(language, os.environ), resolved.names)


def warn(resolved: Resolved, *names: str) -> None:
    """Says on stderr what is wrong in the tables that were printed from."""
    problems = [problem for name in names for problem in resolved.corpus.problems(name)]
    if problems:
        note(f"{len(problems)} problems in the data, the first: {problems[0]}; `termsheet check` lists all")


def width_of_terminal() -> int | None:
    """The columns of the terminal that stdout is, if it is one."""
    return os.get_terminal_size().columns if sys.stdout.isatty() else None
