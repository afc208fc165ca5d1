"""Finds the encoding of a text from its bytes: byte order marks, UTF-8 and -16, GB18030, Big5, Shift-JIS, cp1252."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
NOWHERE = frozenset(b"\x81\x8d\x8f\x90\x9d\xfe\xff")
"""Bytes that no text in Windows-1252 has, or hardly one: what stands alone there is damage."""
HIGH_RUN = re.compile(rb"[\x80-\xff][\x40-\xff]*")
TITLES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32": "UTF-32",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp1252": "Windows-1252",
    "cp932": "Shift-JIS",
}


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
    plain = {"gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs", "windows-1252": "cp1252"}.get(plain, plain)
    codecs.lookup(plain)
    return plain


def _pairs(raw: bytes, lead: range, trail: tuple[range, ...], common: range) -> tuple[int, int, int]:
    """Double-byte characters read from the bytes: how many, how many common ones, how many that do not fit."""
    count = often = wrong = position = 0
    while position < len(raw):
        byte = raw[position]
        if byte < 0x80:
            position += 1
        elif byte in lead and position + 1 < len(raw) and any(raw[position + 1] in part for part in trail):
            count += 1
            often += byte in common
            position += 2
        else:
            wrong += 1
            position += 1
    return count, often, wrong


def _is_japanese(sample: bytes) -> bool:
    """Whether Shift-JIS makes kana and the common Chinese characters of the bytes, and nothing else."""
    text = sample.decode("cp932", "replace")
    high = [char for char in text if char > "\x7f"]
    fit = sum("\u3041" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" for char in high)
    return fit > 0.9 * len(high)


def detect(sample: bytes, whole: bool = True) -> Encoding:
    """The encoding of a file by its first bytes; `whole` says that there are no more of them."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return Encoding(name)
    if not whole:
        # A character may be cut at the end.
        sample = sample[: max(sample.rfind(b"\n") + 1, len(sample) - 4)]
    try:
        sample.decode("utf-8")
        if b"\x00" not in sample:
            return Encoding("utf-8")
    except UnicodeDecodeError:
        pass
    head = sample[:4096]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) > len(head) * 0.2 > 5 * head[1 - start :: 2].count(0):
            return Encoding(name, guessed=True)
    sequences = len(UTF8_SEQUENCE.findall(sample))
    high = sum(byte >= 0x80 for byte in sample)
    left = high - sum(len(found) for found in UTF8_SEQUENCE.findall(sample))
    if not high or sequences > left:
        return Encoding("utf-8", guessed=high > 0)
    # Letters with accents and curly quotes stand alone between ASCII; Chinese comes in runs of two and more.
    runs = HIGH_RUN.findall(sample)
    alone = sum(len(run) == 1 or not any(byte >= 0x80 for byte in run[1:2]) for run in runs)
    if alone > len(runs) * 0.6:
        return Encoding("utf-8" if NOWHERE.intersection(sample) else "cp1252", guessed=True)
    gb = _pairs(sample, range(0x81, 0xFF), (range(0x40, 0x7F), range(0x80, 0xFF)), range(0xB0, 0xD8))
    big5 = _pairs(sample, range(0x87, 0xFF), (range(0x40, 0x7F), range(0xA1, 0xFF)), range(0xA4, 0xC7))

    def score(pairs: tuple[int, int, int]) -> float:
        count, often, wrong = pairs
        return (often - 4 * wrong) / max(1, count + wrong)

    # In Big5 the second byte is below 0x80 in four of ten; in the common part of GBK never.
    low = len(re.findall(rb"[\xa4-\xc6][\x40-\x7e](?=[\xa4-\xc6\x00-\x7f])", sample))
    best = max(score(gb), score(big5))
    if best < 0.5:
        return Encoding("cp932" if _is_japanese(sample) else "cp1252", guessed=True)
    chinese = "big5hkscs" if score(big5) > 0.5 and low > 0.15 * big5[0] else "gb18030"
    return Encoding(chinese, guessed=True)
