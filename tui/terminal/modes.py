"""The modes of a terminal that the explorer sets, each with what ends it."""

from __future__ import annotations

import termios
import tty

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Loading it takes half as long as Python itself, and the first frame is painted before.
    from typing import Any, TypeAlias

    Attributes: TypeAlias = list[Any]
    """What `termios.tcgetattr` gives."""


class Mode:
    """What sets a mode, and what ends it."""

    def __init__(self, on: str, off: str) -> None:
        self.on, self.off = on, off


ALTERNATE = Mode("\x1b[?1049h", "\x1b[?1049l")
CURSOR = Mode("\x1b[?25l", "\x1b[?25h")
FOCUS = Mode("\x1b[?1004h", "\x1b[?1004l")
PASTE = Mode("\x1b[?2004h", "\x1b[?2004l")
WRAP = Mode("\x1b[?7l", "\x1b[?7h")
SYNCHRONISED = Mode("\x1b[?2026h", "\x1b[?2026l")
# Escape alone, all keys as sequences, and the text of each: the keyboard protocol of kitty.
KEYBOARD = Mode("\x1b[>25u", "\x1b[<u")
# Buttons, every move, and the form of reports that reaches beyond column 223.
MOUSE = Mode("\x1b[?1000h\x1b[?1003h\x1b[?1006h", "\x1b[?1006l\x1b[?1003l\x1b[?1000l")

# A frame is shown whole. Textual turns it on where the terminal says that it can.
SYNCHRONISED = Mode("\x1b[?2026h", "\x1b[?2026l")

MODES = (ALTERNATE, CURSOR, FOCUS, KEYBOARD, PASTE, WRAP)
"""All that are always set, in the order in which they are."""

UNFINISHED = f"\x1b\\{SYNCHRONISED.off}\x1b[r\x1b[m"
"""Ends what a frame that was cut off may have begun: a string, a synchronised update, a scroll region, a look."""
TAKE = "".join(mode.on for mode in MODES)
GIVE_BACK = UNFINISHED + MOUSE.off + "".join(mode.off for mode in reversed(MODES))


def raw(attributes: Attributes) -> Attributes:
    """The attributes with which each key comes as it is, at once and unseen."""
    changed = list(attributes)
    changed[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    changed[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[tty.CC] = [*changed[tty.CC]]
    changed[tty.CC][termios.VMIN] = 1
    changed[tty.CC][termios.VTIME] = 0
    return changed


def unseen(attributes: Attributes) -> Attributes:
    """The attributes with which keys wait unseen for a program that is loading, and Ctrl+C ends it."""
    changed = raw(attributes)
    changed[tty.LFLAG] |= attributes[tty.LFLAG] & termios.ISIG
    # Stopped by Ctrl+Z it would leave what it painted to the shell.
    changed[tty.CC][termios.VSUSP] = b"\0"
    return changed


def as_stty(attributes: Attributes) -> str:
    """Attributes as `stty` of Linux takes them."""
    flags = attributes[tty.IFLAG], attributes[tty.OFLAG], attributes[tty.CFLAG], attributes[tty.LFLAG]
    characters = (byte if isinstance(byte, int) else byte[0] for byte in attributes[tty.CC])
    return ":".join(f"{number:x}" for number in (*flags, *characters))
