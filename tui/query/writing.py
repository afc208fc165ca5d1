"""Writes filters as the line that reads back as the same filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tui.language.filters import SOUND
from tui.query.meaning import COMPARISONS, Meaning
from tui.query.query import ANY, Condition, Either, Filter, Without
from tui.query.syntax import quoted

_SIGNS = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "contains": "~", "like": ":", "drawn": "=="}
_DENIED = {"lacks": "contains", "undrawn": "drawn", "present": "null"}
UNITS = ((1e12, "t"), (1e9, "b"), (1e6, "m"))
WHOLE = 1e15
"""Whole numbers up to here are written without a point."""


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if abs(value) < WHOLE and float(value).is_integer() else repr(value)
    return quoted(str(value))


def _amount(value: Any) -> str:
    """An amount with the largest unit that divides it, and its currency: `5b`, `1500m`, `20000cny`."""
    number, _, currency = str(value).partition(" ")
    amount = float(number)
    for unit, letter in UNITS:
        if amount and amount % unit == 0 and amount / unit < unit:
            return f"{int(amount / unit)}{letter}{currency.lower()}"
    return f"{_value(amount)}{currency.lower()}"


def _condition(given: Condition, values: Mapping[str, Meaning]) -> str:
    column, operator, value = given
    if operator in _DENIED:
        return "-" + _condition(Condition(column, _DENIED[operator], value), values)  # type: ignore[arg-type]
    name = "" if column == ANY else quoted(column)
    if operator == "null":
        return f"{name}:null"
    if operator == "matches":
        pattern = "/" + str(value).replace("/", "\\/") + "/"
        return f"{name}:{pattern}" if name else pattern
    if operator == "sounds":
        return f"{SOUND}:{quoted(str(value))}"
    if not name:
        return quoted(str(value))
    if operator == "holds":
        return f"{name}=={','.join(map(_value, value))}"  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return f"{name}:{','.join(map(_value, value))}"
    meant = values.get(column)
    sign = _SIGNS[operator]
    if sign == "=" and (meant is not None or isinstance(value, int | float)):
        sign = ":"
    # Every other operator looks at a text, which is written as it stands whatever the column holds.
    if meant is not None and meant.kind in ("money", "number") and operator in COMPARISONS:
        return f"{name}{sign}{_amount(value)}"
    return f"{name}{sign}{_value(value)}"


def _range(first: Filter, second: Filter, values: Mapping[str, Meaning]) -> str | None:
    """Two ends of one column as `column:a..b`."""
    if not (isinstance(first, Condition) and isinstance(second, Condition) and first.column == second.column):
        return None
    if (first.operator, second.operator) != (">=", "<="):
        return None
    ends = [_condition(end, values).partition(sign)[2] for end, sign in ((first, ">="), (second, "<="))]
    if any(not end or end[0] == '"' or "," in end for end in ends):
        return None
    return f"{quoted(first.column)}:{ends[0]}..{ends[1]}"


def _list(options: Sequence[Sequence[Filter]], values: Mapping[str, Meaning]) -> str | None:
    """Several values of one column as `column:a,b`."""
    only = [option[0] for option in options if len(option) == 1]
    conditions = [given for given in only if isinstance(given, Condition)]
    if len(conditions) < len(options) or len({(c.column, c.operator) for c in conditions}) != 1:
        return None
    first = conditions[0]
    if first.column == ANY or first.operator not in _SIGNS or first.operator == "!=" or len(conditions) < 2:
        return None
    texts = [_condition(given, values) for given in conditions]
    signs = {text[len(quoted(first.column)) :][:1] for text in texts}
    if len(signs) != 1:
        return None
    head = len(quoted(first.column)) + len(_SIGNS[first.operator] if signs != {":"} else ":")
    return texts[0] + "".join("," + text[head:] for text in texts[1:])


def _filter(given: Filter, values: Mapping[str, Meaning]) -> str:
    match given:
        case Either(options):
            told = _list(options, values)
            return told or "(" + " or ".join(written(option, values) for option in options) + ")"
        case Without((only,)) if not isinstance(only, Without):
            return "-" + _filter(only, values)
        case Without(filters):
            return f"-({written(filters, values)})"
        case Condition():
            return _condition(given, values)


def written(filters: Sequence[Filter], values: Mapping[str, Meaning] | None = None) -> str:
    """Filters as a line. `values` are the columns whose values have a meaning of their own."""
    known = values or {}
    parts: list[str] = []
    position = 0
    while position < len(filters):
        pair = filters[position : position + 2]
        ranged = _range(pair[0], pair[1], known) if len(pair) == 2 else None
        parts.append(ranged or _filter(filters[position], known))
        position += 2 if ranged else 1
    return " ".join(parts)
