"""Loose records as columns: those of a JSON document, wherever their list stands in it, and those of lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from tui.files.source import Notice, Unreadable

_Record = Mapping[str, Any]
DEEPEST_LIST = 4
"""Levels in which a list of records is looked for."""


def _plain(value: Any) -> Any:
    """A nested value as JSON text; a whole number beyond 64 bits as its digits."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and not isinstance(value, bool) and not -(1 << 63) <= value < 1 << 63:
        return str(value)
    return value


def column(name: str, values: list[Any]) -> pl.Series:
    """One column of loose values: of their one type, else of text."""
    plain = [_plain(value) for value in values]
    types = {type(value) for value in plain if value is not None}
    if types <= {int, float} and float in types:
        return pl.Series(name, plain, dtype=pl.Float64, strict=False)
    if len(types) == 1:
        only = types.pop()
        if only in (bool, int, float, str, bytes):
            return pl.Series(name, plain)
        return pl.Series(name, [None if value is None else str(value) for value in plain], dtype=pl.String)
    texts = [value if value is None or isinstance(value, str) else json.dumps(value, default=str) for value in plain]
    return pl.Series(name, texts, dtype=pl.String)


def record_columns(records: Iterable[_Record]) -> pl.DataFrame:
    """Records as columns, in the order in which their keys are first met; keys that a record lacks are null."""
    found = list(records)
    names = dict.fromkeys(key for record in found for key in record)
    return pl.DataFrame([column(name, [record.get(name) for record in found]) for name in names])


def _lists(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            yield path, value
    elif isinstance(value, dict) and len(path) < DEEPEST_LIST:
        for key, inner in value.items():
            yield from _lists(inner, (*path, key))


def _rows(items: list[Any], what: str) -> tuple[list[_Record], list[Notice]]:
    records: list[_Record] = []
    notices: list[Notice] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            records.append(item)
        else:
            notices.append(
                Notice(number, "", json.dumps(item, ensure_ascii=False, default=str), f"is no {what}, left out")
            )
    return records, notices


def document(text: str) -> tuple[pl.DataFrame, tuple[str, ...], list[Notice]]:
    """The records of a JSON document, the path of their list in it, and what was left out.

    Raises `TermsheetError` with line and column where the text is no JSON, or where no list of records is in it.
    """
    try:
        whole = json.loads(text)
    except RecursionError:
        raise Unreadable("JSON is nested too deep to be a table", "flatten it first") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        end = "the file ends early" if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg else error.msg
        raise Unreadable(f"{place}: not JSON: {end}", "mend or fetch the file again") from None
    lists = list(_lists(whole))
    if not lists and isinstance(whole, list) and whole:
        records: list[_Record] = [{"value": item} for item in whole]
        return record_columns(records), (), []
    if not lists:
        if isinstance(whole, dict) and whole:
            columns = list(whole.values())
            if all(isinstance(values, list) and len(values) == len(columns[0]) for values in columns):
                return pl.DataFrame([column(name, values) for name, values in whole.items()]), (), []
            return record_columns([whole]), (), []
        raise Unreadable("holds no list of records", "JSON with a list of objects can be shown")
    path, items = max(lists, key=lambda found: (-len(found[0]), len(found[1])))
    records, notices = _rows(items, "record")
    if len(lists) > 1:
        others = ", ".join(".".join(other) or "." for other, _ in lists if other != path)
        notices.append(Notice(None, "", "", f"shows {'.'.join(path) or 'the outer list'}; --table opens {others}"))
    return record_columns(records), path, notices


def part(text: str, table: str) -> pl.DataFrame:
    """The list of records at a path such as `data.items`. Raises `TermsheetError` where none is there."""
    value = json.loads(text)
    for key in table.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise Unreadable(f"no list at `{table}`", "name it as in data.items")
    return record_columns(_rows(value, "record")[0])


def lines(text: str) -> tuple[pl.DataFrame, list[Notice]]:
    """The records of a text with one a line; lines that are none are told and left out."""
    records: list[_Record] = []
    notices = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            at = f"column {error.colno}: " if isinstance(error, json.JSONDecodeError) else ""
            notices.append(Notice(number, "", line.strip(), f"{at}is no JSON, left out"))
            continue
        if isinstance(value, dict):
            records.append(value)
        else:
            notices.append(Notice(number, "", line.strip(), "is no record, left out"))
    if not records:
        raise Unreadable("no line holds a record", "one JSON object a line is expected")
    return record_columns(records), notices
