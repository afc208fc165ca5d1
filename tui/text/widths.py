"""How many terminal cells a text takes, and texts cut, padded and wrapped to cells.

The screen is laid out by rich, so these widths are rich's: where the two disagree a column slips. wcwidth gives
the same but for lone flag letters and skin tones, which rich counts otherwise; it takes 23 ms to load, three times what
a kept answer takes in all, and what it measures faster is measured once here and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal
from unicodedata import category, east_asian_width

ELLIPSIS = "…"
JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"
EMOJI_STYLED = frozenset(
    "#*0123456789©®‼⁉™ℹ↔↕↖↗↘↙↩↪⌨⏏⏭⏮⏯⏱⏲⏸⏹⏺Ⓜ▪▫▶◀◻◼☀☁☂☃☄☎☑☘☝☠☢☣☦☪☮☯☸☹☺♀♂♟♠♣♥♦♨♻♾⚒⚔⚕⚖⚗⚙⚛⚜⚠⚧⚰⚱⛈⛏⛑⛓⛩⛰⛱⛴⛷⛸⛹"
    "✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❣❤➡⤴⤵⬅⬆⬇🅰🅱🅾🅿🌡🌤🌥🌦🌧🌨🌩🌪🌫🌬🌶🍽🎖🎗🎙🎚🎛🎞🎟🏋🏌🏍🏎🏔🏕🏖🏗🏘🏙🏚🏛🏜🏝🏞🏟🏳🏵🏷🐿👁📽🕉🕊🕯🕰🕳🕴🕵🕶🕷🕸🕹🖇🖊🖋🖌🖍🖐🖥🖨🖱🖲"
    "🖼🗂🗃🗄🗑🗒🗓🗜🗝🗞🗡🗣🗨🗯🗳🗺🛋🛍🛎🛏🛠🛡🛢🛣🛤🛥🛩🛰🛳"
)
"""Narrow characters that variation selector 16 makes two cells wide (Unicode's emoji-variation-sequences)."""

CLOSING = frozenset("。，、；：！？）」』】》〉〕｝］〗〙…～·”’,.;:!?)]}%％‰℃")
"""Punctuation that does not begin a line where that can be avoided (the rule of GB/T 15834 and kinsoku)."""
_OPENING = frozenset("（「『【《〈〔｛［〖〘“‘([{￥＄#@")
"""Punctuation that does not end one."""

_SPACES = " \u3000"
_CACHED_LENGTH = 512

# Where Unicode 17, which rich follows, says otherwise than the category and the older tables of Python.
_EXCEPTIONS = (
    (0xAD, 0xAD, 1),
    (0x600, 0x605, 1),
    (0x6DD, 0x6DD, 1),
    (0x70F, 0x70F, 1),
    (0x890, 0x891, 1),
    (0x8E2, 0x8E2, 1),
    (0x1160, 0x11FF, 0),
    (0x2630, 0x2637, 2),
    (0x268A, 0x268F, 2),
    (0x3164, 0x3164, 0),
    (0x4DC0, 0x4DFF, 2),
    (0xD7B0, 0xD7FB, 0),
    (0xFFA0, 0xFFA0, 0),
    (0x110BD, 0x110BD, 1),
    (0x110CD, 0x110CD, 1),
    (0x1D300, 0x1D356, 2),
    (0x1D360, 0x1D376, 2),
    (0x1F3FB, 0x1F3FF, 0),
)


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Cells of one character that stands alone: 0, 1 or 2."""
    code = ord(char)
    for first, last, width in _EXCEPTIONS:
        if first <= code <= last:
            return width
    kind = category(char)
    if kind in ("Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"):
        return 0
    # Python calls unassigned characters full width; Unicode only those of the ideographic planes.
    if kind == "Cn":
        return 2 if 0x20000 <= code <= 0x3FFFD else 1
    return 2 if east_asian_width(char) in "WF" else 1


def _measure(text: str) -> int:
    if JOINER not in text and EMOJI_STYLE not in text:
        return sum(map(char_width, text))
    total = 0
    base = ""
    joined = False
    for char in text:
        if joined:
            # One picture takes the cells of its first part.
            joined = False
        elif char == JOINER:
            joined = True
        elif char == EMOJI_STYLE:
            total += base in EMOJI_STYLED
            base = ""
        elif width := char_width(char):
            total += width
            base = char
    return total


_measured = lru_cache(maxsize=16384)(_measure)


def cell_width(text: str) -> int:
    """Cells that a text takes: 2 for ideographs and emoji, 0 for combining marks and controls."""
    if text.isascii() and text.isprintable():
        return len(text)
    return _measured(text) if len(text) <= _CACHED_LENGTH else _measure(text)


def _flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks, joiners and second flag letters that belong to them, which no cut may part.

    The widths of the clusters add up to the width of the text.
    """
    start = 0
    half_flag = False
    for position, char in enumerate(text):
        second = half_flag and _flag_letter(char)
        if position and (second or not char_width(char) or text[position - 1] == JOINER):
            half_flag = half_flag and not second
            continue
        if position:
            yield text[start:position]
        start = position
        half_flag = _flag_letter(char)
    if text:
        yield text[start:]


def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """The text in at most `width` cells; where it is cut, `ellipsis` says so. No wide character is split.

    Without room for the ellipsis it is left out; a `width` of 0 or less gives the empty text.
    """
    if width <= 0:
        return ""
    if text.isascii() and text.isprintable():
        if len(text) <= width:
            return text
    elif 2 * len(text) <= width or (len(text) <= _CACHED_LENGTH and cell_width(text) <= width):
        return text
    mark = ellipsis if cell_width(ellipsis) <= width else ""
    room = width - cell_width(mark)
    used = length = kept = 0
    # No more is read than is shown: a cell may hold a megabyte.
    for cluster in _clusters(text):
        used += cell_width(cluster)
        if used > width:
            break
        length += len(cluster)
        if used <= room:
            kept = length
    else:
        return text
    return text[:kept].rstrip(_SPACES) + mark if mark else text[:kept]


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """The text in exactly `width` cells, cut or filled up with spaces."""
    if len(text) <= width and text.isascii() and text.isprintable():
        return text.ljust(width) if align == "left" else text.rjust(width)
    # A joiner that joins nothing would swallow the first space.
    shown = cut(text, width).rstrip(JOINER)
    space = " " * (width - cell_width(shown))
    return shown + space if align == "left" else space + shown


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring clusters."""
    if after in _SPACES:
        return False
    if before in _SPACES:
        return after.isascii() or after not in CLOSING
    wide = cell_width(before) == 2 or cell_width(after) == 2
    return wide and before not in _OPENING and after not in CLOSING


def _pieces(text: str) -> Iterator[list[str]]:
    """What a line may not break within, as clusters: words and wide characters with their punctuation."""
    piece: list[str] = []
    for cluster in _clusters(text):
        if piece and _breaks(piece[-1], cluster):
            yield piece
            piece = []
        piece.append(cluster)
    if piece:
        yield piece


def _head(clusters: list[str], width: int) -> int:
    """How many clusters of a piece that is too long go on one line, at least one."""
    used = count = 0
    for cluster in clusters:
        used += cell_width(cluster)
        if used > width:
            break
        count += 1
    count = max(1, count)
    # A list without blanks goes on behind a comma.
    behind = next((n for n in range(count, count // 2, -1) if clusters[n - 1] == ","), 0)
    if behind:
        return behind
    fewer = count
    while 1 < fewer < len(clusters) and clusters[fewer] in CLOSING:
        fewer -= 1
    return count if fewer < len(clusters) and clusters[fewer] in CLOSING else fewer


def _wrapped_line(text: str, width: int) -> list[str]:
    lines: list[str] = []

    def end(line: str) -> None:
        if shown := line.rstrip(_SPACES):
            lines.append(shown)

    line, used = "", 0
    for piece in _pieces(text):
        clusters = piece
        size = cell_width("".join(clusters).rstrip(_SPACES))
        if line and used + size > width:
            end(line)
            line, used = "", 0
        while size > width and (count := _head(clusters, width)) < len(clusters):
            end("".join(clusters[:count]))
            clusters = clusters[count:]
            size = cell_width("".join(clusters).rstrip(_SPACES))
        added = "".join(clusters)
        line += added
        used += cell_width(added)
    end(line)
    return lines or [""]


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells: between words, between wide characters, else where it must.

    Only spaces at the ends of lines are lost. A newline ends a line; the empty text is one empty line.
    A single character wider than `width` has a line to itself.
    """
    width = max(1, width)
    return [line for part in text.split("\n") for line in _wrapped_line(part, width)]
