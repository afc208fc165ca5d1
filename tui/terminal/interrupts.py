"""Ctrl+C ends the program at once and silently. Only a screen, which must put the terminal back first, takes it over.

Standard library only, and little of it: `signal` itself costs two milliseconds of enumerations.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import atexit
import os

from tui.errors import EXIT_INTERRUPTED


def _end(*_: object) -> None:
    # An exception could be caught, or printed, by whatever is being imported or called; so only what removes
    # temporary files is done.
    atexit._run_exitfuncs()
    os._exit(EXIT_INTERRUPTED)


def guard() -> None:
    """From now on an interrupt ends the program; where it is ignored, as under nohup, it stays so."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _end)
