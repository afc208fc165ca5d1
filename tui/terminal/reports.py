"""What a terminal answers when it is asked; none of it is a key."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

ASK = "\x1b[5n"
"""Asks a terminal for its status: it answers when it has shown what came before."""
ANSWER = b"\x1b[0n"

# In the second row, as the same report of the first row may be a key: Shift+F3 and its kin.
ASK_WIDTH = "\x1b[2;1H─·\x1b[6n\x1b[2K"
"""Asks where the cursor stands behind two ambiguous characters; it leaves its row empty."""
_PLACE = re.compile(rb"\x1b\[2;([345])R")
_NARROW = 3


class Reports(NamedTuple):
    """Takes the answers out of what a terminal sends.

    Attributes:
        shown: called for each answer to the question after the status.
        wide: called when ambiguous characters turn out to be wide.
    """

    shown: Callable[[], None] = lambda: None
    wide: Callable[[], None] = lambda: None

    def taken(self, data: bytes) -> bytes:
        """The rest, which a person has typed, or moved, or pasted while an answer came."""
        if b"\x1b[" not in data:
            return data
        for _ in range(data.count(ANSWER)):
            self.shown()
        for place in _PLACE.finditer(data):
            if int(place[1]) > _NARROW:
                self.wide()
        return _PLACE.sub(b"", data.replace(ANSWER, b""))
