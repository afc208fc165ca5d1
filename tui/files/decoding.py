"""JSON read so that nothing of it is lost: digits that numbers cannot hold, keys that stand twice, values in a row."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

_DIGITS = 15
"""Digits that every decimal number keeps."""
_BETWEEN = re.compile(r"[\s,\x1e]*")
"""What stands between the records of a sequence."""


def _number(text: str) -> float | str:
    """A decimal number, or its text where a number would lose digits of it."""
    value = float(text)
    if value in (float("inf"), float("-inf")):
        return text
    if len(text) <= _DIGITS:
        return value
    # As many digits as the shortest text of the value has are kept; more are lost.
    return value if Decimal(text) == Decimal(repr(value)) else text


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A record; a key that stands twice keeps both values."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        name, number = key, 1
        while name in found:
            number += 1
            name = f"{key}_{number}"
        found[name] = value
    return found


DECODER = json.JSONDecoder(parse_float=_number, object_pairs_hook=_record)


def values_in(text: str) -> tuple[list[Any], json.JSONDecodeError | None]:
    """The values that stand one behind the other, and what is wrong behind the last."""
    values: list[Any] = []
    match = _BETWEEN.match(text)
    place = match.end() if match else 0
    while place < len(text):
        try:
            value, place = DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            return values, error
        values.append(value)
        match = _BETWEEN.match(text, place)
        place = match.end() if match else place
    return values, None
