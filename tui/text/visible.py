"""The one function through which all text from a file, a source or an error passes before it is drawn."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from unicodedata import category

from tui.text.widths import EMOJI_STYLED, JOINER, char_width

STAND_IN = "\ufffd"
MARKS = 2
"""Combining marks kept on one character; more are a trick to draw over other lines."""
_JOINTS = 3
"""Joiners kept in one emoji, as in the longest families; each can hide two cells from the layout."""

_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_NEWLINE_PICTURE = "\u2424"
_NEWLINES = "\x85\u2028\u2029"
_PARTED = re.compile(r"[^\n\t]+")
"""What stands between the ends of lines and the tabs of a text."""
_PLAIN = re.compile(r"[ -~\u3001\u3002\u4e00-\u9fff\uff08-\uff5e]*")
"""Texts of letters and ideographs alone, which are most: each stands for itself."""
_ADDRESS = re.compile(r"https?://[!-~]{1,2000}", re.IGNORECASE)
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
"""Fillers that are letters or marks by category and yet show nothing."""

_Role = Literal["", "hidden", "joiner", "mark", "variation", "modifier"]


@lru_cache(maxsize=8192)
def _role(char: str) -> _Role:
    """What a character does beside its neighbours; empty for one that stands for itself."""
    if char == JOINER:
        return "joiner"
    kind = category(char)
    if kind in _HIDDEN or char in _BLANK:
        return "hidden"
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return "variation"
    if char_width(char):
        return ""
    return "modifier" if kind == "Sk" else "mark"


def _stand_in(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    return _NEWLINE_PICTURE if char in _NEWLINES else STAND_IN


def _emoji(char: str) -> bool:
    if char in EMOJI_STYLED:
        return not char.isascii()
    return char != "" and category(char) == "So" and char_width(char) == 2


def visible(text: str) -> str:
    """The text with control, bidirectional and invisible characters as visible stand-ins of one cell.

    No cell can then move the cursor, set a title, write the clipboard or fake a line. C0 and DEL show as
    control pictures, other line ends as `␤`, the rest, unassigned and private characters among them, as `�`.
    Marks stay on their character, at most two; selectors and joiners stay where they shape an ideograph or
    emoji. Markup is never read: brackets stay brackets.
    """
    if text.isascii() and text.isprintable():
        return text
    if _PLAIN.fullmatch(text) or not any(map(_role, text)):
        return text
    kept: list[str] = []
    base = ""
    marks = joints = 0
    for position, char in enumerate(text):
        match _role(char):
            case "":
                stays = True
                base, marks = char, 0
                joints = joints if position and kept[-1] == JOINER else 0
            case "mark":
                stays = base != "" and marks < MARKS
                marks += 1
            case "variation":
                stays = marks == 0 and (base in EMOJI_STYLED or (base != "" and char_width(base) == 2))
                marks += 1
            case "modifier":
                stays = marks == 0 and _emoji(base)
                marks += 1
            case "joiner":
                stays = joints < _JOINTS and _emoji(base) and _emoji(text[position + 1 : position + 2])
                stays = stays and kept[-1] != JOINER
                joints += 1
            case _:
                stays = False
        if not stays:
            base, marks, joints = _stand_in(char), 0, 0
        kept.append(char if stays else base)
    return "".join(kept)


def visible_lines(text: str) -> str:
    """A text of several lines, where ends of lines and tabs are its own, with all else as `visible` shows it."""
    return _PARTED.sub(lambda part: visible(part[0]), text)


def safe_address(text: str) -> str:
    """The address that a terminal may be told to open: of the web, in plain ASCII; empty where a text is none.

    What else an address can start, a call, a mail, a program, no source may name.
    """
    return text if _ADDRESS.fullmatch(text) else ""
