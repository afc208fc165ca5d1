"""JSON read so that nothing of it is lost: digits that numbers cannot hold, keys that stand twice, values in a row."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from tui.files.source import Notice
from tui.language.words import label

_DIGITS = 15
"""Digits that every decimal number keeps."""
_LONGEST = 4300
"""Digits of the longest number that is one: reading more takes ever longer, and Python refuses it."""
_BETWEEN = re.compile(r"[\s,\x1e]*")
"""What stands between the records of a sequence."""


def _number(text: str) -> float | Decimal | str:
    """A decimal number, exact where a binary one would lose digits; the text of one that is too great."""
    value = float(text)
    if value in (float("inf"), float("-inf")):
        return text
    if len(text) <= _DIGITS:
        return value
    # As many digits as the shortest text of the value has are kept; more are lost.
    exact = Decimal(text)
    return value if exact == Decimal(repr(value)) else exact


def _whole_number(text: str) -> int | str:
    """A whole number of any length that anybody counts with; the text of a longer one."""
    return int(text) if len(text) <= _LONGEST else text


def whole_characters(text: str) -> str:
    """A text in which halves of characters, which JSON can name and no encoding can hold, are U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decoder(twice: dict[str, int]) -> json.JSONDecoder:
    """Reads JSON; a key that stands twice in a record keeps both values, and is counted in `twice`."""

    def record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs) and all(map(str.isascii, found)):
            return found
        found = {}
        for given, value in pairs:
            key = name = given if given.isascii() else whole_characters(given)
            number = 1
            while name in found:
                number += 1
                name = f"{key}_{number}"
            if number == 2:
                twice[key] = twice.get(key, 0) + 1
            found[name] = value
        return found

    return json.JSONDecoder(parse_float=_number, parse_int=_whole_number, object_pairs_hook=record)


def told_twice(twice: dict[str, int]) -> list[Notice]:
    """What is told of keys that stand twice in a record."""
    return [
        Notice(None, key, "", *label("notice.twice" if count > 1 else "notice.twice.one", f"{count:,}", key))
        for key, count in twice.items()
    ]


def values_in(text: str, reading: json.JSONDecoder) -> tuple[list[Any], json.JSONDecodeError | None]:
    """The values that stand one behind the other, and what is wrong behind the last."""
    values: list[Any] = []
    match = _BETWEEN.match(text)
    place = match.end() if match else 0
    while place < len(text):
        try:
            value, place = reading.raw_decode(text, place)
        except json.JSONDecodeError as error:
            return values, error
        values.append(value)
        match = _BETWEEN.match(text, place)
        place = match.end() if match else place
    return values, None
