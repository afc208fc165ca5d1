"""Finds the encoding of a text: byte order marks, UTF-8 and UTF-16 by their form, all others by their language."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.files.languages import likeliest

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
LANGUAGE_BYTES = 1 << 16
"""Bytes of lines beyond ASCII from which a language is found."""
TITLES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32": "UTF-32",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "koi8_r": "KOI8-R",
    **{f"cp{page}": f"Windows-{page}" for page in range(1250, 1259)},
}
SAME = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
}
"""Encodings by the name of one that holds them."""


class Encoding(NamedTuple):
    """An encoding and whether it was guessed from the bytes alone."""

    name: str
    guessed: bool = False

    @property
    def title(self) -> str:
        return TITLES.get(self.name, self.name)


def known(name: str) -> str:
    """The codec of a name as people write it; LookupError for none."""
    plain = name.lower().replace("_", "-")
    return SAME.get(plain) or codecs.lookup(plain.replace("windows-", "cp")).name


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in sample


def _wide(head: bytes) -> str:
    """The form of UTF-16 that puts a NUL beside each character of ASCII; empty for none."""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) > len(head) * 0.2 > 5 * head[1 - start :: 2].count(0):
            return name
    return ""


def _high_lines(sample: bytes) -> Iterator[bytes]:
    """The first lines that are not all ASCII."""
    place = size = 0
    while size < LANGUAGE_BYTES and (found := HIGH.search(sample, place)):
        start = max(place, sample.rfind(b"\n", place, found.start()) + 1)
        place = sample.find(b"\n", found.start()) + 1 or len(sample)
        line = sample[start : min(place, start + LANGUAGE_BYTES)]
        size += len(line)
        yield line


def detect(sample: bytes, whole: bool = True) -> Encoding:
    """The encoding of a file by its first bytes; `whole` says that there are no more of them."""
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return Encoding(name)
    if not whole:
        # A character may be cut at the end.
        sample = sample[: max(sample.rfind(b"\n") + 1, len(sample) - 4)]
    if _is_utf8(sample):
        return Encoding("utf-8")
    if wide := _wide(sample[:4096]):
        return Encoding(wide, guessed=True)
    high = b"".join(_high_lines(sample))
    sequences = UTF8_SEQUENCE.findall(high)
    beyond = len(high) - len(high.translate(None, bytes(range(0x80, 0x100))))
    if len(sequences) > beyond - sum(map(len, sequences)):
        return Encoding("utf-8", guessed=True)
    return Encoding(likeliest(high) or "utf-8", guessed=True)
