"""The records in a JSON document: in a list wherever it stands, by key, by column, or one behind the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from tui.files.decoding import decoder, told_twice, values_in
from tui.files.records import LooseRecord, column, record_columns
from tui.files.source import Notice, Unreadable
from tui.language.words import label

DEEPEST_LIST = 4
"""Levels in which a list of records is looked for."""
_ALIKE = 0.5
"""The share of its keys that a record by key has in common with the others."""
_NAMES = ("columns", "header", "headers", "fields")
_ROWS = ("data", "rows", "values", "records")


def _refused(text: str, error: json.JSONDecodeError) -> Unreadable:
    early = error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
    why = label("file.ends_early") if early else error.msg
    return Unreadable(label("file.no_json", str(error.lineno), str(error.colno), why), label("file.mend"))


def _loaded(text: str) -> tuple[Any, list[Notice]]:
    """The value of a document; several that stand one behind the other are a list."""
    twice: dict[str, int] = {}
    reading = decoder(twice)
    try:
        return reading.decode(text), told_twice(twice)
    except RecursionError:
        raise Unreadable(label("file.deep"), label("file.deep.hint")) from None
    except json.JSONDecodeError as error:
        if "Extra data" not in error.msg and "\x1e" not in text[:1]:
            raise _refused(text, error) from None
        twice.clear()
        values, fault = values_in(text, reading)
        told = told_twice(twice)
        if fault is None:
            return values if len(values) > 1 else values[0] if values else [], told
        if len(values) < 2:
            raise _refused(text, fault) from None
        rule = label("notice.no_json", str(fault.lineno), str(fault.colno))
        return values, [*told, Notice(len(values) + 1, "", "", *rule)]


# Where the records are


def _by_key(value: Mapping[str, Any]) -> bool:
    """Whether an object holds a record under each key, all of them much alike."""
    inner = list(value.values())
    if len(inner) < 2 or not all(isinstance(record, dict) and record for record in inner):
        return False
    counts: dict[str, int] = {}
    for record in inner:
        for key in record:
            counts[key] = counts.get(key, 0) + 1
    return sum(counts.values()) > _ALIKE * len(counts) * len(inner)


def _by_column(value: Mapping[str, Any]) -> bool:
    """Whether an object holds a column under each key, as objects whose keys are the numbers of the rows."""
    inner = list(value.values())
    if not inner or not all(isinstance(cells, dict) and cells for cells in inner):
        return False
    first = list(inner[0])
    return all(key == str(n) for n, key in enumerate(first)) and all(list(cells) == first for cells in inner)


def _names_of(value: Any) -> list[str]:
    """The names in a list of them, or of objects that have one."""
    if not isinstance(value, list) or not value:
        return []
    names = [each.get("name", each.get("id")) if isinstance(each, dict) else each for each in value]
    return [str(name) for name in names] if all(isinstance(name, str | int) for name in names) else []


def _rows_under_names(value: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]] | None:
    """The names and rows of an object that holds them apart."""
    for key in _NAMES:
        names = _names_of(value.get(key))
        for other in _ROWS:
            rows = value.get(other)
            if not (names and isinstance(rows, list) and rows):
                continue
            if all(isinstance(row, list) and len(row) == len(names) for row in rows):
                return names, rows
    return None


def _keyed(value: Mapping[str, Any]) -> list[LooseRecord]:
    """The records under keys, each with its key."""
    name = "key"
    while any(name in record for record in value.values()):
        name += "_"
    return [{name: key, **record} for key, record in value.items()]


def _is_table(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, dict) and (_by_column(value) or _by_key(value) or _rows_under_names(value) is not None)


def _tables(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What could be a table in a document, with its path."""
    if _is_table(value):
        yield path, value
    elif isinstance(value, dict) and len(path) < DEEPEST_LIST:
        for key, inner in value.items():
            yield from _tables(inner, (*path, key))


def _of_records(items: Iterable[Any]) -> tuple[pl.DataFrame, list[Notice]]:
    records: list[LooseRecord] = []
    notices: list[Notice] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            records.append(item)
        else:
            shown = json.dumps(item, ensure_ascii=False, default=str)
            notices.append(Notice(number, "", shown, *label("notice.no_record")))
    return record_columns(records), notices


def _unique(names: Sequence[str]) -> list[str]:
    from tui.files.fitting import unique

    return unique(names)[0]


def _of_rows(names: Sequence[str], rows: Sequence[list[Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        [column(name, [row[n] if n < len(row) else None for row in rows]) for n, name in enumerate(_unique(names))]
    )


def _of_lists(rows: list[Any]) -> pl.DataFrame | None:
    """A list of rows; their first may hold the names."""
    if not all(isinstance(row, list) for row in rows):
        return None
    width = max(map(len, rows))
    head = rows[0]
    names = all(isinstance(cell, str) for cell in head) and len(set(head)) == len(head) == width and len(rows) > 1
    alike = all(all(isinstance(cell, str) for cell in row) for row in rows)
    if names and (not alike or all(cell and not cell[0].isdigit() for cell in head)):
        return _of_rows(head, rows[1:])
    return _of_rows([f"column_{n}" for n in range(1, width + 1)], rows)


def _frame(value: Any) -> tuple[pl.DataFrame, list[Notice]]:
    """The table that a value is."""
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            return _of_records(value)
        rows = _of_lists(value)
        return (rows, []) if rows is not None else (record_columns([{"value": item} for item in value]), [])
    if _by_column(value):
        return pl.DataFrame([column(name, list(cells.values())) for name, cells in value.items()]), []
    apart = _rows_under_names(value)
    if apart is not None:
        return _of_rows(*apart), []
    if _by_key(value):
        return record_columns(_keyed(value)), []
    columns = list(value.values())
    if all(isinstance(cells, list) and len(cells) == len(columns[0]) for cells in columns):
        return pl.DataFrame([column(name, cells) for name, cells in value.items()]), []
    return record_columns([value]), []


def document(text: str) -> tuple[pl.DataFrame, tuple[str, ...], list[Notice]]:
    """The records of a JSON document, the path of their list in it, and what was left out.

    Raises `TermsheetError` with line and column where the text is no JSON, or where no list of records is in it.
    """
    whole, notices = _loaded(text)
    tables = list(_tables(whole))
    if not tables:
        if isinstance(whole, dict | list) and whole:
            frame, told = _frame(whole)
            return frame, (), [*notices, *told]
        raise Unreadable(label("file.no_list"), label("file.no_list.hint"))
    path, value = max(tables, key=lambda found: (-len(found[0]), len(found[1])))
    frame, told = _frame(value)
    notices += told
    if len(tables) > 1:
        others = ", ".join(".".join(other) or "." for other, _ in tables if other != path)
        notices.append(Notice(None, "", "", *label("notice.shows", ".".join(path) or label("notice.outer"), others)))
    return frame, path, notices


def part(text: str, table: str) -> pl.DataFrame:
    """The records at a path such as `data.items`. Raises `TermsheetError` where none are there."""
    value, _ = _loaded(text)
    for key in table.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if not (isinstance(value, list | dict) and value):
        raise Unreadable(label("file.no_path", table), label("file.no_path.hint"))
    return _frame(value)[0]
