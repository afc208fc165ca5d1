"""How many terminal cells a text takes, and texts cut, padded and wrapped to cells."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from unicodedata import category, combining, east_asian_width

ELLIPSIS = "…"
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
CLOSING = frozenset("。，、；：！？）」』】》〉”’,.;:!?)]}%…")
"""Punctuation that does not begin a line where that can be avoided."""


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    if combining(char) or category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


@lru_cache(maxsize=16384)
def _width(text: str) -> int:
    total, joined, last = 0, False, 0
    for char in text:
        if char == _JOINER:
            joined = True
            continue
        if char == _EMOJI_STYLE:
            total += 2 - last if last == 1 else 0
            last = 2 if last else 0
            continue
        size = _char_width(char)
        if joined and size:
            joined = False
            continue
        total += size
        last = size or last
    return total


def cell_width(text: str) -> int:
    """Cells that a text takes: 2 for wide East Asian characters, 0 for combining marks and joiners."""
    return len(text) if text.isascii() and text.isprintable() else _width(text)


def _clusters(text: str) -> list[str]:
    """Characters with the marks and joiners that belong to them, which no cut may part."""
    found: list[str] = []
    joined = False
    for char in text:
        if found and (joined or char in (_JOINER, _EMOJI_STYLE) or _char_width(char) == 0):
            found[-1] += char
        else:
            found.append(char)
        joined = char == _JOINER
    return found


def _take(text: str, width: int) -> str:
    """The longest beginning that fits."""
    used, kept = 0, []
    for cluster in _clusters(text):
        used += cell_width(cluster)
        if used > width:
            break
        kept.append(cluster)
    return "".join(kept)


@lru_cache(maxsize=8192)
def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """The text in at most `width` cells; where it is cut, `ellipsis` says so. No wide character is split."""
    if width <= 0:
        return ""
    if cell_width(text) <= width:
        return text
    room = width - cell_width(ellipsis)
    if room < 0:
        return _take(text, width)
    return _take(text, room).rstrip() + ellipsis


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """The text in exactly `width` cells, cut or filled up with spaces."""
    if text.isascii() and len(text) <= width:
        return text.ljust(width) if align == "left" else text.rjust(width)
    shown = cut(text, width)
    space = " " * max(0, width - cell_width(shown))
    return shown + space if align == "left" else space + shown


def _pieces(text: str) -> list[str]:
    """What a line may break between: words with the spaces after them, and single wide characters."""
    pieces: list[str] = []
    for cluster in _clusters(text):
        wide = cell_width(cluster) == 2
        if not pieces or wide:
            glued = pieces and cluster in CLOSING
            if glued:
                pieces[-1] += cluster
            else:
                pieces.append(cluster)
        elif pieces[-1][-1] == " " and cluster != " ":
            pieces.append(cluster)
        elif cluster != " " and cluster not in CLOSING and cell_width(pieces[-1][-1]) == 2:
            pieces.append(cluster)
        else:
            pieces[-1] += cluster
    return pieces


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells: between words, between wide characters, else where it must.

    No character is lost but the spaces at the ends of lines. `width` below 2 is taken as 2.
    """
    width = max(2, width)
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = cell_width(piece.rstrip(" "))
        if used and used + size > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        while size > width:
            head = _take(piece, width)
            lines.append(head)
            piece = piece[len(head) :]
            size = cell_width(piece.rstrip(" "))
        line += piece
        used += cell_width(piece)
    if line.rstrip(" ") or not lines:
        lines.append(line.rstrip(" "))
    return lines
