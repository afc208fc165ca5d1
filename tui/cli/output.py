"""Data to stdout, notes to stderr, colours, the pager."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast

from tui.charts.chart import SERIES
from tui.charts.glyphs import Glyphs, glyphs
from tui.cli.recording import recordings

if TYPE_CHECKING:
    import polars as pl

    from tui.pages.document import Line
    from tui.writers.base import Format

COLOURS = {
    "heading": "1",
    "part": "1",
    "label": "2",
    "dim": "2",
    "figure": "1",
    "good": "32",
    "rival": "33",
    "warn": "33",
    "struck": "9",
    "said": "36",
    "source": "2",
    "link": "4",
    **dict(zip(SERIES, ("34", "31", "32", "35", "36", "33"), strict=True)),
}
"""The look of each role, as ECMA-48 parameters."""


@cache
def terminal_glyphs() -> Glyphs:
    """What the terminal can draw, or where there is none the locale."""
    # In its UTF-8 mode Python has put the locale aside, unless it was asked for that mode.
    coerced = bool(sys.flags.utf8_mode) and "PYTHONUTF8" not in os.environ
    return glyphs(os.environ, sys.stdout.encoding, coerced=coerced)


def _print(stream: Literal["stdout", "stderr"], text: str) -> None:
    """The only way out; who calls it has made visible what could act on a terminal."""
    for record in recordings:
        record.add(stream, text)
    file = sys.stdout if stream == "stdout" else sys.stderr
    if isinstance(file, io.TextIOWrapper):
        file.flush()
        _put(file.buffer, text.encode(file.encoding, file.errors or "strict"))
    else:
        file.write(text)


def _put(file: BinaryIO, piece: bytes) -> None:
    """Writes all of it: a file without a buffer takes a part of it, and says so only by the number."""
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def note(message: str) -> None:
    """Says something on stderr, where it disturbs no data."""
    from tui.text.visible import visible

    _print("stderr", terminal_glyphs().spelled(f"termsheet: {visible(message)}\n"))


@contextmanager
def said_meanwhile(message: str) -> Iterator[None]:
    """Says on the terminal what is being done, and takes it away when that is done."""
    _print("stdout", terminal_glyphs().spelled(f"termsheet: {message}"))
    sys.stdout.flush()
    try:
        yield
    finally:
        _print("stdout", "\x1b[G\x1b[K")
        sys.stdout.flush()


def print_pieces(pieces: Iterable[str], *, raw: bool = False) -> None:
    """Writes pieces of text for programs to stdout, as they are; on a terminal nothing in them acts, unless `raw`."""
    from tui.text.visible import visible_lines

    shown = sys.stdout.isatty() and not raw
    for piece in pieces:
        _print("stdout", visible_lines(piece) if shown else piece)
    sys.stdout.flush()


class _Stdout(io.RawIOBase):
    """Stdout as a file that takes bytes, each piece whole characters."""

    def __init__(self, raw: bool) -> None:
        self._raw = raw

    def write(self, piece: Any, /) -> int:
        if recordings or sys.stdout.isatty() or sys.stdout.encoding.lower() != "utf-8":
            print_pieces([bytes(piece).decode()], raw=self._raw)
        else:
            sys.stdout.flush()
            _put(sys.stdout.buffer, piece)
            sys.stdout.buffer.flush()
        return len(piece)


def print_rows(pages: Iterable[pl.DataFrame], form: Format, *, header: bool, raw: bool = False) -> None:
    """Writes rows to stdout in a format for programs."""
    form.write(pages, cast(BinaryIO, _Stdout(raw)), header=header)


# Text for people


def has_colours(wanted: str) -> bool:
    """Whether stdout gets colours: as asked for, else on a terminal that shows them unless the environment says no."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("CLICOLOR") == "0" or os.environ.get("TERM") == "dumb":
        return False
    forced = os.environ.get("CLICOLOR_FORCE", "0") != "0"
    return forced or sys.stdout.isatty()


def _painted(line: Line | str, colours: bool) -> str:
    """A line as a terminal may be given it: nothing in its text acts, its roles are colours where wanted."""
    from tui.text.visible import visible

    if isinstance(line, str):
        return visible(line)
    parts = []
    for text, role, _ in line:
        look = COLOURS.get(role) if colours else None
        clean = visible(text)
        parts.append(f"\x1b[{look}m{clean}\x1b[0m" if look and text.strip() else clean)
    return "".join(parts).rstrip()


def print_lines(lines: Iterable[Line | str], colours: bool = False) -> None:
    """Writes lines for people: on a terminal that is too low for them, through a pager."""
    whole = [terminal_glyphs().spelled(_painted(line, colours)) for line in lines]
    if sys.stdout.isatty() and len(whole) >= os.get_terminal_size(1).lines and _paged(whole):
        for record in recordings:
            record.add("stdout", "".join(f"{line}\n" for line in whole))
        return
    for line in whole:
        _print("stdout", f"{line}\n")
    sys.stdout.flush()


def _paged(lines: Iterable[str]) -> bool:
    """Shows lines in the person's pager; whether there is one."""
    import shlex
    import subprocess

    pager = os.environ.get("TERMSHEET_PAGER", os.environ.get("PAGER", "less -FIRX"))
    if not pager.strip() or pager.strip() == "cat" or os.environ.get("TERM") == "dumb":
        return False
    try:
        with subprocess.Popen(shlex.split(pager), stdin=subprocess.PIPE, encoding="utf-8", errors="replace") as running:
            try:
                assert running.stdin is not None
                running.stdin.writelines(f"{line}\n" for line in lines)
                running.stdin.close()
            except BrokenPipeError:
                pass
    except (OSError, ValueError):
        return False
    return True


def width_of_terminal() -> int | None:
    """The columns of the terminal that stdout is, if it is one."""
    return os.get_terminal_size(1).columns if sys.stdout.isatty() else None


def height_of_terminal() -> int | None:
    """The lines of the terminal that stdout is, if it is one."""
    return os.get_terminal_size(1).lines if sys.stdout.isatty() else None
