"""What is no table, by the bytes that a file begins with."""

from __future__ import annotations

import re

OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x7fELF", "program"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
HTML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|body|meta)\b", re.IGNORECASE)
XML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<\?xml")
HEAD = 512
"""Bytes that are looked at."""


def no_table(head: bytes) -> str:
    """What a file is that begins so, in words, if it is known to be no table; else empty."""
    if HTML.match(head):
        return "HTML, not a workbook or table"
    known = next((what for mark, what in OTHERS if head.startswith(mark)), "XML" if XML.match(head) else "")
    return f"{known}, not a table" if known else ""
