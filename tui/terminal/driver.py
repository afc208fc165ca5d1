"""How the explorer drives a terminal, where it is not Windows'."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.errors import EXIT_INTERRUPTED
from tui.terminal.input import KeyReader

_PIECE = 4096
"""Bytes read at a time."""
_PATIENCE = 0.1
"""Seconds without input after which what came before is taken as it is, and the end of the program is seen."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, but for the reading of keys and for an interrupt, which puts the terminal back."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._before = signal.getsignal(signal.SIGINT)
        self._interruptible = self._before not in (None, signal.SIG_IGN)

    def start_application_mode(self) -> None:
        """Takes the terminal over."""
        if self._interruptible:
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, self._app.exit, EXIT_INTERRUPTED)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Gives the terminal back."""
        super().stop_application_mode()
        if self._interruptible:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
            signal.signal(signal.SIGINT, self._before)

    def run_input_thread(self) -> None:
        """Reads events until input is disabled."""
        # Overridden as a whole: Textual makes its decoder, which is strict, and its parser within this method.
        keys = KeyReader(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_PATIENCE):
                    for event in keys.read(os.read(self.fileno, _PIECE)):
                        self.process_message(event)
                for event in keys.waited():
                    self.process_message(event)
