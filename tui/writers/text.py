"""Frames as text for other programs: JSON, JSON lines, CSV, TSV, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite
from typing import Any, Literal

import polars as pl

from tui.corpus.periods import PRECISIONS
from tui.text.visible import visible

Format = Literal["text", "json", "jsonl", "csv", "tsv", "md"]
FORMATS: tuple[Format, ...] = ("json", "jsonl", "csv", "tsv", "md")
LISTS = ("lead", "investors", "acquirer", "aliases", "kinds", "members", "flag")
"""Columns whose cells hold several values divided by `;`: lists in JSON."""


HIDDEN = ("_line", "start", "end", "origin", "voice", "teller", "aside", "series", "axis_start", "axis_end")
"""Columns of the corpus that serve the comparison and say nothing of their own."""


def told(names: Sequence[str]) -> list[str]:
    """The columns of the corpus that programs are given."""
    return [name for name in names if name not in HIDDEN]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if not isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def records(frame: pl.DataFrame, plain: bool = False) -> Iterator[dict[str, Any]]:
    """Rows as plain values: whole numbers without a point, dates as text, lists as lists, the precision in words.

    `plain` rows are those of any table: their columns have no meaning of ours.
    """
    if plain:
        for row in frame.iter_rows(named=True):
            yield {name: _plain(value) for name, value in row.items()}
        return
    for row in frame.iter_rows(named=True):
        record = {}
        for name, value in row.items():
            if name == "precision" and value is not None:
                record[name] = PRECISIONS[value]
            elif name in LISTS and value is not None:
                record[name] = value.split(";")
            else:
                record[name] = _plain(value)
        yield record


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_flat(v) for v in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _delimited(frame: pl.DataFrame, delimiter: str, plain: bool, header: bool) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(frame.columns)
    for record in records(frame, plain):
        writer.writerow([_flat(value) for value in record.values()])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _markdown(frame: pl.DataFrame, plain: bool, header: bool) -> Iterator[str]:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(visible(cell).replace("|", "\\|") for cell in cells) + " |\n"

    if header:
        yield line(frame.columns)
        yield line(["---"] * len(frame.columns))
    for record in records(frame, plain):
        yield line([_flat(value) for value in record.values()])


def _json(frame: pl.DataFrame, plain: bool) -> Iterator[str]:
    opening = "["
    for record in records(frame, plain):
        yield f"{opening}\n{json.dumps(record, ensure_ascii=False)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def write(frame: pl.DataFrame, form: Format, *, plain: bool = False, header: bool = True) -> Iterator[str]:
    """A frame as pieces of text in a machine's format. Values stay as they are: base units, nothing cut."""
    match form:
        case "json":
            return _json(frame, plain)
        case "jsonl":
            return (json.dumps(record, ensure_ascii=False) + "\n" for record in records(frame, plain))
        case "csv":
            return _delimited(frame, ",", plain, header)
        case "tsv":
            return _delimited(frame, "\t", plain, header)
        case "md":
            return _markdown(frame, plain, header)
        case _:
            raise ValueError(form)
