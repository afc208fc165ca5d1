"""How a character is drawn, read from what sets it (SGR, OSC 8), and the shortest way from one look to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Rendition(NamedTuple):
    """The attributes by their SGR numbers, the colours by their SGR parameters, and a link as OSC 8 has it."""

    attributes: frozenset[int] = frozenset()
    ink: str = ""
    paper: str = ""
    link: str = ""


NORMAL = Rendition()
RESET = "\x1b[m"

_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55}
"""What ends each attribute."""
_EVERYWHERE = frozenset({1, 2, 3, 4, 5, 7, 9})
"""Attributes that every terminal ends one by one; the others are ended with all."""
_NAMED = {code: code // 10 % 10 % 6 == 3 for first in (30, 40, 90, 100) for code in range(first, first + 8)}
"""The sixteen colours: whether each is one of ink."""
_LENGTHS = {"5": 3, "2": 5}
"""How many parameters a colour takes, by its kind: of the palette, of three parts."""


@lru_cache(maxsize=4096)
def changed(look: Rendition, parameters: str) -> Rendition | None:
    """The look after `CSI parameters m`; None where it is not understood."""
    codes = parameters.split(";") if parameters else ["0"]
    while codes:
        code = codes[0] or "0"
        if not code.isdecimal():
            return None
        number, taken = int(code), 1
        if number in (38, 48):
            taken = _LENGTHS.get(codes[1], 0) if len(codes) > 1 else 0
            colour = codes[:taken]
            if not taken or len(colour) < taken or not all(part.isdecimal() for part in colour):
                return None
            look = _coloured(look, ";".join(colour), ink=number == 38)
        elif number in _NAMED:
            look = _coloured(look, code, ink=_NAMED[number])
        elif number == 0:
            look = Rendition(link=look.link)
        elif number in _OFF:
            look = look._replace(attributes=look.attributes | {number})
        elif number in _OFF.values():
            look = look._replace(attributes=frozenset(one for one in look.attributes if _OFF[one] != number))
        elif number in (39, 49):
            look = _coloured(look, "", ink=number == 39)
        else:
            return None
        del codes[:taken]
    return look


def _coloured(look: Rendition, colour: str, *, ink: bool) -> Rendition:
    return look._replace(ink=colour) if ink else look._replace(paper=colour)


@lru_cache(maxsize=4096)
def way(before: Rendition | None, after: Rendition) -> str:
    """The shortest that makes one look of another; of an unknown one, where `before` is None."""
    if before == after:
        return ""
    link = "" if before is not None and before.link == after.link else f"\x1b]8;{after.link or ';'}\x1b\\"
    if before is not None and before[:3] == after[:3]:
        return link
    parts = [*map(str, sorted(after.attributes)), after.ink, after.paper]
    anew = ";".join(["", *filter(None, parts)])
    step = _step(before, after) if before is not None else None
    return f"{link}\x1b[{anew if step is None else min(anew, step, key=len)}m"


def _step(before: Rendition, after: Rendition) -> str | None:
    """The parameters that change only what differs; None where all has to be ended."""
    if not before.attributes - after.attributes <= _EVERYWHERE:
        return None
    ended = {_OFF[one] for one in before.attributes - after.attributes}
    left = {one for one in before.attributes if _OFF[one] not in ended}
    codes = [*map(str, sorted(ended)), *map(str, sorted(after.attributes - left))]
    if before.ink != after.ink:
        codes.append(after.ink or "39")
    if before.paper != after.paper:
        codes.append(after.paper or "49")
    return ";".join(codes)
