"""The first frame: what a screen showed before, painted again before the program is loaded that draws it anew.

Standard library only, and little of it. Keys typed meanwhile wait in the terminal's queue and act on what was seen.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import os
import termios
from contextlib import ExitStack, suppress

from tui.terminal import ends
from tui.terminal.guardian import Guardian
from tui.terminal.modes import ALTERNATE, CURSOR, SYNCHRONISED, UNFINISHED, WRAP, as_stty, unseen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.terminal.modes import Attributes

_KEYBOARD, _SCREEN = 0, 1
_CLEAR = "\x1b[2J"
LOADING = "\x1b[{};{}H\x1b[2m…\x1b[m"
"""Says in the last cell but one that what is seen was kept: the program is still loading."""

_painted: list[tuple[Attributes, Guardian]] = []
"""What a painted terminal was like and who puts it back, until the driver takes it over or it is put back."""
_held = ExitStack()


def paint(frame: str, columns: int, rows: int) -> None:
    """Paints a frame on the standard output, and takes keys as they come and unseen. Raises OSError.

    Ctrl+C still ends the program.
    """
    try:
        found = termios.tcgetattr(_KEYBOARD)
        guardian = Guardian(_SCREEN, as_stty(found))
        _painted.append((found, guardian))
        _held.enter_context(ends.before_end(_put_back))
        # What was painted for another size cannot be laid out anew before the program is there.
        before = _signal.signal(_signal.SIGWINCH, lambda *_: _write(_CLEAR))
        _held.callback(_signal.signal, _signal.SIGWINCH, before)
        guardian.taken()
        termios.tcsetattr(_KEYBOARD, termios.TCSANOW, unseen(found))
    except termios.error as error:
        ends.put_back()
        raise OSError(*error.args) from None
    loading = LOADING.format(rows, columns - 1)
    _write(ALTERNATE.on + CURSOR.on + WRAP.on + SYNCHRONISED.on + frame + loading + SYNCHRONISED.off)


def take_over() -> tuple[Attributes, Guardian] | None:
    """What the terminal was like before it was painted, and its guardian, for whoever has it from now on.

    None where it was not painted.
    """
    _held.close()
    return _painted.pop() if _painted else None


def _put_back() -> None:
    if (painted := take_over()) is None:
        return
    found, guardian = painted
    _write(UNFINISHED + WRAP.off + CURSOR.off + ALTERNATE.off)
    with suppress(termios.error):
        termios.tcsetattr(_KEYBOARD, termios.TCSANOW, found)
    guardian.given()
    guardian.dismiss()


def _write(text: str) -> None:
    rest = text.encode()
    while rest:
        rest = rest[os.write(_SCREEN, rest) :]
