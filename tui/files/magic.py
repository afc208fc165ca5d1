"""What is no table, by the bytes that a file begins with."""

from __future__ import annotations

import re

OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x9d", "data packed by compress"),
    (b"\x04\x22\x4d\x18", "LZ4 data"),
    (b"!<arch>\n", "an archive"),
    (b"FEA1", "Feather of version 1"),
    (b"\x89HDF\r\n\x1a\n", "HDF5"),
    (b"GIF8", "a picture"),
    (b"ORC", "ORC"),
    (b"\x93NUMPY", "NumPy data"),
    (b"\x80\x04\x95", "a Python pickle"),
    (b"\x80\x05\x95", "a Python pickle"),
)
TAR = slice(257, 262)
"""Where a tar archive says what it is."""
HTML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|body|meta)\b", re.IGNORECASE)
XML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<\?xml")
HEAD = 512
"""Bytes that are looked at."""


def no_table(head: bytes) -> str:
    """What a file is that begins so, in words, if it is known to be no table; else empty."""
    if HTML.match(head):
        return "HTML, not a workbook or table"
    known = next((what for mark, what in OTHERS if head.startswith(mark)), "XML" if XML.match(head) else "")
    if head[TAR] == b"ustar":
        known = "a tar archive"
    return f"{known}, not a table" if known else ""
