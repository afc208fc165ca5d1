"""JSON with a record a line: lines that hold none are told and left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

import polars as pl

from tui.files.decoding import decoder, told_twice, values_in
from tui.files.records import LooseRecord, record_columns, together
from tui.files.source import MOST_TOLD, Notice, Unreadable
from tui.language.label import Label
from tui.language.words import label

_CHUNK = 50_000
"""Lines that are made columns together."""


def _of_line(line: str, reading: json.JSONDecoder) -> tuple[list[Any], Label | None]:
    """The values of a line, one or several, and what is wrong with it."""
    try:
        return [reading.decode(line)], None
    except RecursionError:
        return [], label("notice.line_no_json")
    except json.JSONDecodeError as error:
        if "Extra data" in error.msg:
            values, fault = values_in(line, reading)
            if fault is None:
                return values, None
        return [], label("notice.line_no_json.at", str(error.colno))


def _of_lines(numbered: Iterable[tuple[int, str]]) -> tuple[list[LooseRecord], list[Notice]]:
    records: list[LooseRecord] = []
    notices = []
    twice: dict[str, int] = {}
    reading = decoder(twice)
    for number, line in numbered:
        bare = line.strip().lstrip("\x1e\ufeff")
        if not bare:
            continue
        values, fault = _of_line(bare, reading)
        if fault:
            notices.append(Notice(number, "", bare, *fault))
        for value in values:
            if isinstance(value, dict):
                records.append(value)
            else:
                notices.append(Notice(number, "", bare, *label("notice.no_record")))
    return records, notices + told_twice(twice)


def lines(text: str) -> tuple[pl.DataFrame, list[Notice]] | None:
    """The records of a text with one a line; lines that are none are told and left out. None where none is.

    Records that stand over several lines each are read as a sequence.
    """
    records, notices = _of_lines(enumerate(text.split("\n"), 1))
    if len(notices) > len(records):
        values, fault = values_in(text.removeprefix("\ufeff"), decoder({}))
        spread = [value for value in values if isinstance(value, dict)]
        if len(spread) > len(records) and fault is None:
            return record_columns(spread), []
    return (record_columns(records), notices) if records else None


def lines_of(text: str) -> tuple[pl.DataFrame, list[Notice]]:
    """The records of some lines of a file, which may be none."""
    records, notices = _of_lines(enumerate(text.split("\n"), 1))
    return record_columns(records), notices


def large_lines(file: Iterable[str]) -> tuple[pl.LazyFrame, list[Notice]]:
    """The records of many lines, made columns in parts."""
    frames: list[pl.DataFrame] = []
    notices: list[Notice] = []
    left = 0
    numbered = enumerate(file, 1)
    while chunk := list(islice(numbered, _CHUNK)):
        records, told = _of_lines(chunk)
        left += max(0, len(told) - max(0, MOST_TOLD - len(notices)))
        notices += told[: max(0, MOST_TOLD - len(notices))]
        if records:
            frames.append(record_columns(records))
    if left:
        notices.append(Notice(None, "", "", *label("notice.lines_likewise", f"{left:,}")))
    if not frames:
        raise Unreadable(label("file.no_lines"), label("file.no_lines.hint"))
    return together(frames), notices
