"""How the program ends from outside: Ctrl+C, a signal, a terminal that is gone.

Standard library only, and little of it: `signal` itself costs two milliseconds of enumerations.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import atexit
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.errors import EXIT_INTERRUPTED

ENDING = tuple(getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(_signal, name))
"""The signals that end a program in front of which a person sits."""
BY_SIGNAL = EXIT_INTERRUPTED - int(_signal.SIGINT)
"""What a shell adds to the number of the signal that ended a program."""

_first: list[Callable[[], None]] = []
"""What is done before all else: the terminal is put back."""


def put_back() -> None:
    """Does what is to be done before all else, once."""
    # What is taken off the list is not done twice, should the end itself be interrupted.
    while _first:
        _first.pop()()


def end(code: int) -> None:
    """Ends the program at once: the terminal is put back, temporary files are taken away.

    An exception could be caught, or printed, by whatever is being imported or called.
    """
    put_back()
    atexit._run_exitfuncs()
    os._exit(code)


def _by_signal(number: int, _: object) -> None:
    end(BY_SIGNAL + number)


def guard() -> None:
    """From now on an interrupt ends the program; where it is ignored, as under nohup, it stays so."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _by_signal)


@contextmanager
def before_end(call: Callable[[], None]) -> Iterator[None]:
    """Meanwhile every signal that ends the program lets `call` be done first; one that is ignored stays so."""
    kept = {number: _signal.getsignal(number) for number in ENDING}
    _first.append(call)
    for number, handler in kept.items():
        if handler not in (None, _signal.SIG_IGN):
            _signal.signal(number, _by_signal)
    try:
        yield
    finally:
        for number, handler in kept.items():
            if handler not in (None, _signal.SIG_IGN):
                _signal.signal(number, handler)
        _first[:] = [other for other in _first if other is not call]
