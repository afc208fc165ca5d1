"""Finds the encoding of a text: byte order marks, UTF-8 and UTF-16 by their form, all others by their language.

The language is found by chardet, among the encodings that tables are met in. What is guessed is told.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
TYPOGRAPHIC = re.compile(
    rb"(?:[\x00-\x7f]|[\x80\x82\x84-\x87\x89\x8b\x91-\x97\x99\x9b](?![\x80-\xff])"
    rb"|(?<![a-zA-Z\x80-\xff])[\xa0-\xbf](?![a-zA-Z\x80-\xff]))*"
)
"""Signs of Windows among ASCII: quotes and dashes anywhere, currencies and fractions outside of words."""
_TURKISH = frozenset(letter.encode("cp1254") for letter in "çğıöşüâîûÇĞİÖŞÜÂÎÛ")
_TURKISH_ALONE = frozenset(letter.encode("cp1254") for letter in "ğışĞİŞ")
"""Letters that stand where only Icelandic has some."""
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_LATIN_2 = re.compile(rb"[a-zA-Z\xc0-\xff][\xa6\xa9\xac\xae\xb6]|[\xa6\xa9\xac\xae\xb6][a-z\xe0-\xff]")
"""Signs of Windows-1250 within words, which are letters in ISO-8859-2."""
_OTHER_SCRIPTS = frozenset(["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "cp1255", "cp1256", "cp874"])
"""Encodings of letters that stand in no word with Latin ones."""
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_LATIN = re.compile(r"[a-zA-Z]")
_ODDLY = re.compile(r"(?<=[a-zà-öø-ÿа-яα-ω])[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]")
_UNLIKELY, _RARER = 0.1, 0.9
_NEVER = re.compile(rb"[\x00-\x7f\xfe\xff]*")
"""Bytes that are damage wherever nothing else is beyond ASCII."""
LANGUAGE_BYTES = 1 << 16
"""Bytes of lines beyond ASCII from which a language is found."""
TITLES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "cp874": "Windows-874",
    "cp866": "DOS 866",
    "cp852": "DOS 852",
    "cp850": "DOS 850",
    "iso8859_2": "ISO-8859-2",
    "iso8859_5": "ISO-8859-5",
    "iso8859_15": "ISO-8859-15",
    "mac_roman": "Mac Roman",
    "iso2022_jp_2": "ISO-2022-JP",
    **{f"cp{page}": f"Windows-{page}" for page in range(1250, 1259)},
}
MET = {
    **{name: name for name in ("gb18030", "big5hkscs", "cp932", "cp949", "cp874", "cp866", "cp852", "cp850")},
    **{f"cp{page}": f"cp{page}" for page in range(1250, 1258)},
    "euc_jis_2004": "euc_jp",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "iso8859-2": "iso8859_2",
    "iso8859-5": "iso8859_5",
    "mac-roman": "mac_roman",
}
"""The encodings that are looked for, by chardet's names."""
ESCAPES = re.compile(rb"\x1b\$[@B]")
"""What Japanese begins with in ISO-2022-JP, which is all ASCII."""
_DAMAGED_SHARE = 0.1
"""The share of lines that may hold bytes that are none of the encoding; one of a few lines may."""
_FEW_LINES = 4
SAME = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
}
"""Encodings by the name of one that holds them."""


def title_of(name: str) -> str:
    """What people call an encoding."""
    return TITLES.get(name, name)


class Encoding(NamedTuple):
    """An encoding, whether it was guessed from the bytes alone, and the next likely ones."""

    name: str
    guessed: bool = False
    others: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return title_of(self.name)


def known(name: str) -> str:
    """The codec of a name as people write it; LookupError for none."""
    plain = name.lower().replace("_", "-")
    found = SAME.get(plain) or codecs.lookup(plain.replace("windows-", "cp")).name
    return MET.get(found, found)


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in sample


def _wide(head: bytes) -> str:
    """The form of UTF-16 or UTF-32 that a text without a mark is in; empty for none."""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) > len(head) * 0.2 > 5 * head[1 - start :: 2].count(0):
            return name
    for name in _WIDE:
        # Of other letters few bytes are NUL; but other bytes would hardly make lines of nothing but characters.
        if b"\x00" in head and _fits(head, name):
            text = codecs.getincrementaldecoder(name)().decode(head)
            if "\n" in text and all(c.isprintable() or c.isspace() for c in text):
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


def _fits(raw: bytes, encoding: str) -> bool:
    """Whether all bytes are of an encoding, but for a character that is cut at the end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(raw)
    except UnicodeDecodeError:
        return False
    return True


def _mended(lines: Sequence[bytes]) -> dict[bytes, None]:
    """The lines as they are, and without the few that are no text in an encoding that all others are text in."""
    texts = {b"".join(lines): None}
    for name in MET.values():
        if len(lines) >= _FEW_LINES and not _fits(next(iter(texts)), name):
            kept = [line for line in lines if _fits(line, name)]
            if len(lines) - len(kept) <= max(1, _DAMAGED_SHARE * len(lines)):
                texts[b"".join(kept)] = None
    return texts


def likely(raw: bytes) -> list[str]:
    """The encodings of bytes of which some are beyond ASCII, the likeliest first; none where they are no text."""
    import chardet

    if TYPOGRAPHIC.fullmatch(raw):
        return [*_rather(raw, "cp1252"), "cp1252"]
    if _NEVER.fullmatch(raw):
        return []
    best: dict[str, float] = {}
    for text in _mended(raw.splitlines(keepends=True)):
        for found in chardet.detect_all(
            text, ignore_threshold=True, prefer_superset=False, compat_names=False, include_encodings=list(MET)
        ):
            name = MET.get(found["encoding"] or "")
            if name and _fits(text, name):
                best[name] = max(best.get(name, 0.0), found["confidence"] * _likelihood(text, name))
    order = sorted(best, key=lambda name: -best[name])
    return [*_rather(raw, order[0]), *order] if order else []


def _likelihood(raw: bytes, name: str) -> float:
    """How likely the words are that a text would hold: with letters of two scripts, or capitals behind small letters,
    hardly; what Windows writes is met more often than what others do."""
    words = _WORD.findall(raw.decode(name, "replace"))
    mixed = sum(_LATIN.search(word) is not None for word in words) if name in _OTHER_SCRIPTS else 0
    odd = sum(_ODDLY.search(word) is not None for word in words)
    common = 1.0 if name.startswith("cp125") else _RARER
    return common * (_UNLIKELY if mixed + odd > 0.3 * len(words) else 1)


def _rather(raw: bytes, name: str) -> list[str]:
    """What a text is rather in than what it was taken for, by signs that are seldom there."""
    if name == "cp1250" and not re.search(rb"[\x80-\x9f]", raw) and _LATIN_2.search(raw):
        return ["iso8859_2"]
    if name != "cp1252":
        return []
    high = HIGH.findall(raw)
    if _TURKISH.issuperset(high) and not _TURKISH_ALONE.isdisjoint(high):
        return ["cp1254"]
    # The sign of no currency stands where ISO-8859-15 has the euro.
    return ["iso8859_15"] if b"\xa4" in high and all(byte >= b"\xa0" for byte in high) else []


def of_high_lines(high: bytes) -> Encoding:
    """The encoding of lines of which each has bytes beyond ASCII."""
    sequences = UTF8_SEQUENCE.findall(high)
    beyond = len(high) - len(high.translate(None, bytes(range(0x80, 0x100))))
    if len(sequences) > beyond - sum(map(len, sequences)):
        return Encoding("utf-8", guessed=True)
    first, *others = dict.fromkeys((*likely(high), "utf-8"))
    return Encoding(first, guessed=True, others=tuple(others))


def following(name: str, found: Encoding) -> tuple[str, ...]:
    """The encodings to try after one, the next likely first, round to the one itself, which is left out.

    Those that a text could be in come first, in the order of how likely they are; then all others that are known.
    """
    order = list(dict.fromkeys((found.name, *found.others, "utf-8", *MET.values(), "utf-16-le", "utf-16-be")))
    place = order.index(name) if name in order else -1
    return tuple(each for each in (*order[place + 1 :], *order[: max(place, 0)]) if each != name)


def detect(sample: bytes, whole: bool = True) -> Encoding:
    """The encoding of a file by its first bytes; `whole` says that there are no more of them."""
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return Encoding(name)
    if not whole:
        # A character may be cut at the end.
        sample = sample[: max(sample.rfind(b"\n") + 1, len(sample) - 4)]
    if ESCAPES.search(sample) and _fits(sample, "iso2022_jp_2"):
        return Encoding("iso2022_jp_2", guessed=True)
    if _is_utf8(sample):
        return Encoding("utf-8")
    if wide := _wide(sample[:4096]):
        return Encoding(wide, guessed=True)
    if _fits(sample, "utf-8"):
        # With NUL bytes in it, which are told by their rows.
        return Encoding("utf-8")
    return of_high_lines(b"".join(_high_lines(sample)))
