"""What a terminal shows, and what it is to show: only the difference is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tui.terminal.cells import Alphabet, ScreenGrid, unknown_screen
from tui.terminal.differences import difference, painting
from tui.terminal.frames import FrameReader, beside
from tui.terminal.modes import SYNCHRONISED


class Out(Protocol):
    """Where it is written, in another thread."""

    def write(self, text: str) -> None:
        """Adds a piece."""

    def add(self, make: Callable[[], str]) -> None:
        """Adds a piece that is made when its turn comes."""

    def show(self, make: Callable[[], str]) -> None:
        """Adds a frame in the place of the one that was last added, if that has not been made yet."""


class Display:
    """The screen of a terminal.

    Args:
        out: where it is written.
        columns, rows: its size.
        wide: whether it may have ambiguous characters wide.
        asked: is written before the first frame, and may leave a row empty: the frame draws all.
    """

    def __init__(self, out: Out, columns: int, rows: int, *, wide: bool = False, asked: str = "") -> None:
        self._out, self._asked = out, asked
        self._wide, self._synchronised = wide, False
        self._frames = FrameReader(Alphabet(wide=wide))
        self._shown = self._wanted = unknown_screen(self._frames.alphabet, columns, rows)

    def write(self, text: str) -> None:
        """Takes a frame, or what goes beside it."""
        if text == SYNCHRONISED.on:
            self._synchronised = True
        elif text == SYNCHRONISED.off:
            pass
        elif beside(text):
            self._out.write(text)
        elif (wanted := self._frames.read(text, self._wanted)) is not None:
            self._wanted = wanted
            self._out.show(lambda: self._draw(wanted))
            if wanted.alphabet.full:
                self._start(wanted.columns, len(wanted.rows))
        else:
            # Nobody knows what it does to the screen.
            self._start(self._wanted.columns, len(self._wanted.rows))
            self._pass(text, self._wanted)

    def resize(self, columns: int, rows: int) -> None:
        """Takes another size, or the same anew: what is shown is not known any more."""
        if (columns, rows) != (self._wanted.columns, len(self._wanted.rows)):
            self._start(columns, rows)
        self.forget()

    def forget(self) -> None:
        """Does not rely on what is shown: the next frame draws all."""
        self._pass("", unknown_screen(self._wanted.alphabet, self._wanted.columns, len(self._wanted.rows)))

    def widen(self) -> None:
        """Takes ambiguous characters for ones of uncertain width: this terminal has them wide."""
        self._wide = True
        self._start(self._wanted.columns, len(self._wanted.rows))
        self.forget()

    def shown(self) -> str | None:
        """What paints the screen as it is shown now; None where that is not known."""
        return painting(self._shown)

    def _start(self, columns: int, rows: int) -> None:
        self._frames = FrameReader(Alphabet(wide=self._wide))
        self._wanted = unknown_screen(self._frames.alphabet, columns, rows)

    def _pass(self, text: str, shown: ScreenGrid) -> None:
        def made() -> str:
            self._shown = shown
            return text

        self._out.add(made)

    def _draw(self, wanted: ScreenGrid) -> str:
        asked, self._asked = self._asked, ""
        written = asked + difference(self._shown, wanted)
        self._shown = wanted
        return f"{SYNCHRONISED.on}{written}{SYNCHRONISED.off}" if written and self._synchronised else written
