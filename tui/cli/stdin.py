"""The standard input as a file: kept in a temporary file while it streams, shown from its beginning meanwhile."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from tui.engines.base import Runner
from tui.engines.registry import runner
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.files.beginning import undecided
from tui.files.open import open_copy
from tui.files.registry import of_bytes
from tui.files.source import STREAM_ROWS, Options, Source
from tui.files.temporary import poured, temporary, within_room, written_to
from tui.language.words import label

PIPED = 1 << 16
FIRST_BYTES = 1 << 15
"""Bytes after which the first rows are shown."""
SHOWN_BYTES = 1 << 22
"""Bytes that are shown again and again while more come."""


class Stream:
    """What comes in, written to a file by a thread of its own."""

    def __init__(self, descriptor: int) -> None:
        self.path = temporary("")
        self._source = descriptor
        self._options, self._decided = Options(first=STREAM_ROWS), False
        self._failed: TermsheetError | OSError | None = None
        self._some = threading.Event()
        self._all = threading.Event()
        threading.Thread(target=self._copy, name="stdin", daemon=True).start()

    def _copy(self) -> None:
        try:
            self._take()
        except (TermsheetError, OSError) as error:
            self._failed = error
        # Whoever waits is told.
        self._all.set()
        self._some.set()

    def _take(self) -> None:
        size, binary = 0, False
        with (
            written_to(self.path),
            open(self._source, "rb", buffering=0) as source,
            self.path.open("wb") as file,
        ):
            for piece in within_room(source, self.path.parent, PIPED):
                file.write(piece)
                file.flush()
                # Rows are shown as they come; a form without lines is known only at its end.
                binary = of_bytes(piece) is not None if not size else binary
                size += len(piece)
                if (size >= FIRST_BYTES or (b"\n" in piece)) and not binary:
                    self._some.set()

    def start(self) -> Source:
        """The rows that came so far."""
        self._some.wait()
        if self._all.is_set():
            return self._whole(runner())
        return self._so_far()

    def _so_far(self) -> Source:
        part = temporary("")
        raw = self.path.read_bytes()[:SHOWN_BYTES]
        part.write_bytes(raw[: raw.rfind(b"\n") + 1] or raw)
        source = open_copy(part, "stdin", self._options)[0]._replace(whole=self._whole, again=self._again)
        return source if self._decided else undecided(source)._replace(decide=self._decide)

    def _decide(self) -> Source:
        """What came so far, with its columns read by that; later cells that are something else keep their text."""
        rows = self._so_far().height or 0
        self._options, self._decided = Options(first=min(STREAM_ROWS, rows)), True
        return self._so_far()

    def _again(self) -> Source | None:
        """What came meanwhile; none where enough is shown, or all has come."""
        if self._all.is_set() or self.path.stat().st_size > SHOWN_BYTES:
            return None
        return self._so_far()

    def _whole(self, run: Runner) -> Source:
        self._all.wait()
        if self._failed is not None:
            raise self._failed
        source = open_copy(self.path, "stdin", self._options)[0]
        return source.whole(run) if source.whole is not None else source


def take_stdin() -> Source:
    """The standard input as a table; the terminal takes its place, for the keys."""
    if os.isatty(0):
        raise TermsheetError(label("shell.no_pipe"), label("shell.pipe_as", "zcat x.csv.gz | termsheet -"), EXIT_USAGE)
    descriptor = os.dup(0)
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise TermsheetError(
            label("shell.terminal"), label("shell.print_with", "`… | termsheet list -`"), EXIT_USAGE
        ) from None
    os.dup2(terminal, 0)
    return Stream(descriptor).start()


def spooled() -> Path:
    """All of the standard input in a temporary file."""
    if sys.stdin.isatty():
        raise TermsheetError(
            label("shell.no_pipe"), label("shell.pipe_as", "cat x.csv | termsheet list -"), EXIT_UNREADABLE
        )
    return poured(sys.stdin.buffer)
