"""The one owner of a terminal while the explorer is on it: modes, keys, ends, and what else is written to it."""

from __future__ import annotations

import asyncio
import os
import select
import shutil
import signal
import sys
import termios
from contextlib import ExitStack, suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from tui.terminal import ends, first_frame
from tui.terminal.aside import turned_aside
from tui.terminal.display import Display
from tui.terminal.guardian import Guardian
from tui.terminal.input import KeyReader
from tui.terminal.modes import ALTERNATE, GIVE_BACK, MOUSE, TAKE, as_stty, raw
from tui.terminal.output import Output
from tui.terminal.reports import ASK_WIDTH, Reports
from tui.terminal.waking import waking

if TYPE_CHECKING:
    from tui.terminal.modes import Attributes

_PIECE = 4096
"""Bytes read at a time."""
_PATIENCE = 0.1
"""Seconds without input after which an Escape is taken for the key, not for the beginning of another."""
_LAST = 1.0
"""Seconds that a terminal which takes nothing is waited for at the end."""
REPAINT = "TERMSHEET_REPAINT"
"""The variable that has frames written as Textual makes them, where it is `full`."""
_ASK_SYNC = "\x1b[?2026$p"
"""Asks whether frames may be shown whole."""


class TerminalDriver(Driver):
    """Textual's face of a terminal on the standard input and output.

    Attributes:
        aside: the path of the file that takes what libraries write to the standard error meanwhile; nothing of it
            reaches the screen.
        guarded: whether a shell stands by that puts the terminal back when the program cannot.
        ascii: whether the terminal may know nothing but ASCII: it is asked with nothing else, and no width of what is
            ambiguous is relied on.
    """

    aside: str = os.devnull
    guarded: bool = True
    ascii: bool = False

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.input_tty = True
        self._keyboard, self._screen = sys.__stdin__.fileno(), os.dup(sys.__stdout__.fileno())  # type: ignore[union-attr]
        self._found: Attributes | None = None
        self._output: Output | None = None
        self._display: Display | None = None
        self._input: Thread | None = None
        self._wake: tuple[int, int] | None = None
        self._guardian: Guardian | None = None
        self._held = ExitStack()

    @property
    def can_suspend(self) -> bool:
        return True

    # The terminal is taken and given back

    def start_application_mode(self) -> None:
        """Takes the terminal over."""
        painted = first_frame.take_over()
        if painted is not None:
            self._found, self._guardian = painted
        else:
            with suppress(termios.error):
                self._found = termios.tcgetattr(self._keyboard)
        if self.guarded and self._guardian is None and self._found is not None:
            self._guardian = Guardian(self._screen, as_stty(self._found))
        self._held.enter_context(ends.before_end(self._let_go))
        self._watch_signals()
        self._held.enter_context(turned_aside(self.aside))
        if self._guardian is not None:
            self._guardian.taken()
        # What was painted stays until the first frame: only with that one its rows may be asked in.
        output = self._open(asked=self._question if painted else "")
        self._set_raw()
        # Some terminals clear what is on the other screen when they are told again to show it.
        taken = TAKE.replace(ALTERNATE.on, "") if painted else TAKE
        asked = "" if painted or self._display is None else self._question
        output.write(taken + (MOUSE.on if self._mouse else "") + _ASK_SYNC + asked, asking=self._display is not None)
        self._wake = os.pipe()
        self._input = Thread(target=self._read, args=(self._wake[0],), name="input", daemon=True)
        self._input.start()
        self._tell_size()

    def stop_application_mode(self) -> None:
        """Gives the terminal back."""
        self.disable_input()
        self._give_back(dropping=False)
        self._held.close()

    def disable_input(self) -> None:
        """Takes no more keys; those that were typed ahead are not for the shell."""
        if self._input is None or self._wake is None:
            return
        if self._output is not None:
            self._output.hush(_LAST)
        os.close(self._wake[1])
        self._input.join()
        os.close(self._wake[0])
        self._input = self._wake = None
        with suppress(termios.error):
            termios.tcflush(self._keyboard, termios.TCIFLUSH)

    def close(self) -> None:
        """Ends for good."""
        if self._guardian is not None:
            self._guardian.dismiss()
            self._guardian = None

    @property
    def _question(self) -> str:
        """Asks how wide ambiguous characters are, where such are drawn."""
        return "" if self.ascii else ASK_WIDTH

    def _open(self, *, asked: str) -> Output:
        """Begins to write; what the terminal shows is not known. What is asked is asked with the first frame."""
        self._output = Output(self._screen, self._lost)
        if os.environ.get(REPAINT) != "full":
            self._display = Display(self._output, *shutil.get_terminal_size(), wide=self.ascii, asked=asked)
        return self._output

    def _set_raw(self) -> None:
        if self._found is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._keyboard, termios.TCSANOW, raw(self._found))

    def _give_back(self, *, dropping: bool) -> None:
        output = self._output
        if output is None:
            return
        # Whoever reads the answers still has to find whose they are.
        output.hush(_LAST)
        self._output = self._display = None
        written = output.close(GIVE_BACK, _LAST, dropping=dropping)
        if self._found is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._keyboard, termios.TCSANOW, self._found)
        # What was not written is the guardian's to write, once this program is gone.
        if self._guardian is not None and written:
            self._guardian.given()

    def _let_go(self) -> None:
        """The end from outside: what is not written yet does not matter any more."""
        self._give_back(dropping=True)

    def _lost(self) -> None:
        """The terminal is gone: nobody reads, nobody types."""
        if self._output is not None:
            self._output.hush(0)
        ends.end(ends.BY_SIGNAL + signal.SIGHUP)

    # Signals that do not end

    def _watch_signals(self) -> None:
        self._held.enter_context(waking(self._loop))
        for number, handler in (
            (signal.SIGWINCH, self._resized),
            (signal.SIGTSTP, self._stopped),
            (signal.SIGCONT, self._continued),
        ):
            before = signal.signal(number, handler)
            self._held.callback(signal.signal, number, before)

    def _resized(self, *_: object) -> None:
        self._tell_size()

    def _stopped(self, *_: object) -> None:
        self._give_back(dropping=True)
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continued(self, *_: object) -> None:
        """In front again: whatever the shell did to the terminal meanwhile, it is taken over anew."""
        if not self._auto_restart:
            return
        if self._guardian is not None:
            self._guardian.taken()
        before = GIVE_BACK if self._output is not None else ""
        output = self._output or self._open(asked=self._question)
        output.write(before + TAKE + (MOUSE.on if self._mouse else ""), asking=self._display is not None)
        self._set_raw()
        self._tell_size()
        self._loop.call_soon_threadsafe(self._paint)

    def _paint(self) -> None:
        self._app.screen.refresh(repaint=True, layout=True)

    # Out

    def write(self, data: str) -> None:
        """Writes a frame, or what goes beside it."""
        out = self._display or self._output
        if out is not None:
            out.write(data)

    def forget(self) -> None:
        """The next frame draws all, whatever the terminal shows."""
        if self._display is not None:
            self._display.forget()

    def shown(self) -> str | None:
        """What paints the screen as it is shown now: texts, looks and places; None where that is not known."""
        return self._display.shown() if self._display is not None else None

    def take_mouse(self, taken: bool) -> None:
        """Reports of the mouse come, or are left to the terminal."""
        self._mouse = taken
        self.write(MOUSE.on if taken else MOUSE.off)

    def _tell_size(self) -> None:
        size = Size(*shutil.get_terminal_size())
        if self._display is not None:
            self._loop.call_soon_threadsafe(self._display.resize, *size)
        asyncio.run_coroutine_threadsafe(self._app._post_message(events.Resize(size, size)), loop=self._loop)

    # In

    def _read(self, wake: int) -> None:
        """Reads keys until input is disabled; waits without a limit unless a sequence may have begun."""
        keys = KeyReader(self._debug, Reports(self._answered, self._wide))
        while True:
            ready, _, _ = select.select([self._keyboard, wake], [], [], _PATIENCE if keys.pending else None)
            if wake in ready:
                return
            if ready:
                try:
                    data = os.read(self._keyboard, _PIECE)
                except OSError:
                    data = b""
                if not data:
                    self._lost()
                for event in keys.read(data):
                    self.process_message(event)
            for event in keys.waited():
                self.process_message(event)

    def _answered(self) -> None:
        output = self._output
        if output is not None:
            output.answered()

    def _wide(self) -> None:
        """Ambiguous characters are wide here."""
        if self._display is not None:
            self._loop.call_soon_threadsafe(self._display.widen)
            self._loop.call_soon_threadsafe(self._paint)
