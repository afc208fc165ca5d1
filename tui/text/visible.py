"""The one function through which all text from a file, a source or an error passes before it is drawn."""

from __future__ import annotations

from unicodedata import category

_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_STAND_IN = "\ufffd"
_JOINER = "\u200d"
_MARKS = 2
"""Combining marks kept on one character; more are a trick to draw over other lines."""


def _stand_in(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    return _STAND_IN


def visible(text: str) -> str:
    """The text with control, bidirectional and invisible characters as visible stand-ins of one cell.

    No cell can then move the cursor, set a title, write the clipboard or fake a line. Markup is never read:
    brackets stay brackets.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for position, char in enumerate(text):
        kind = category(char)
        if kind in ("Mn", "Me"):
            marks += 1
            if marks > _MARKS or not position:
                continue
            kept.append(char)
            continue
        marks = 0
        if char == _JOINER and 0 < position < len(text) - 1 and category(text[position - 1]) in ("So", "Mn", "Sk"):
            kept.append(char)
        elif kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            kept.append(_stand_in(char))
        else:
            kept.append(char)
    return "".join(kept)
