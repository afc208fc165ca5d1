"""What is no table, by the bytes that a file begins with."""

from __future__ import annotations

import re

from tui.language.label import Label
from tui.language.words import label

OTHERS: tuple[tuple[bytes, str | Label], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", label("magic.picture")),
    (b"\xff\xd8\xff", label("magic.picture")),
    (b"\x7fELF", label("magic.program")),
    (b"7z\xbc\xaf\x27\x1c", label("magic.7z")),
    (b"Rar!\x1a\x07", label("magic.rar")),
    (b"\x1f\x9d", label("magic.compress")),
    (b"\x04\x22\x4d\x18", label("magic.lz4")),
    (b"!<arch>\n", label("magic.archive")),
    (b"FEA1", label("magic.feather")),
    (b"\x89HDF\r\n\x1a\n", "HDF5"),
    (b"GIF8", label("magic.picture")),
    (b"ORC", "ORC"),
    (b"\x93NUMPY", label("magic.numpy")),
    (b"\x80\x04\x95", label("magic.pickle")),
    (b"\x80\x05\x95", label("magic.pickle")),
)
TAR = slice(257, 262)
"""Where a tar archive says what it is."""
HTML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|body|meta)\b", re.IGNORECASE)
XML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<\?xml")
HEAD = 512
"""Bytes that are looked at."""


def no_table(head: bytes) -> Label | None:
    """What a file is that begins so, in words; None where it may be a table."""
    if HTML.match(head):
        return label("magic.html")
    known = next((what for mark, what in OTHERS if head.startswith(mark)), "XML" if XML.match(head) else "")
    if head[TAR] == b"ustar":
        known = label("magic.tar")
    return label("magic.no_table", known) if known else None
