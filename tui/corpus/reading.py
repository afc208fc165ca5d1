"""Reads one CSV of the corpus into text columns; what cannot be read is told as a problem, never dropped.

The standard library's reader is used because it knows the line on which each record begins, which every
message about the data needs; the tables are small.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label, Language
from tui.language.system import system_says
from tui.language.words import label

# The reader's own limit of 128 KiB a field would stop it in the middle of a file.
csv.field_size_limit(1 << 30)

LINE = "_line"
"""The column that holds the 1-based line on which a record begins."""


class Problem(NamedTuple):
    """One thing wrong in a file: where it stands, what stands there, and the rule that it breaks."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    chinese: str = ""

    def __str__(self) -> str:
        return self.text("en")

    @property
    def said(self) -> Label:
        """The rule in both languages."""
        return Label(self.rule, self.chinese or self.rule)

    def text(self, language: Language) -> str:
        """The whole in a language."""
        value = f"`{self.value}`" if language == "en" else f"“{self.value}”"
        cell = " ".join(part for part in (self.column, value if self.value else "") if part)
        colon = "：" if language == "zh" else ": "
        return f"{self.file}:{self.line}{colon}{cell}{colon if cell else ''}{self.said.text(language)}"


def _decode(raw: bytes, name: str) -> tuple[str, list[Problem]]:
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        rule = label("rule.utf8", str(error.start))
        return raw.decode("utf-8-sig", errors="replace"), [Problem(name, line, "", "", *rule)]


def _records(text: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each record with its line; after a quote that never closes, the rest is read line by line."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True)
    start = 1
    try:
        for record in reader:
            if record:
                yield start, record
            start = reader.line_num + 1
        return
    except csv.Error as error:
        problems.append(Problem(name, start, "", "", *label("rule.quote", str(error))))
    for number, line in enumerate(lines[start - 1 :], start):
        for record in csv.reader([line]):
            yield number, record


def read_csv(path: Path, columns: Sequence[str]) -> tuple[pl.DataFrame, list[Problem]]:
    """The file's rows as text columns in the order of `columns` plus `_line`; empty cells are null.

    Columns that the file lacks are null throughout, and a column that is not in `columns` is left out;
    both, and every record of the wrong length, are problems. A missing file raises `TermsheetError`.
    """
    name = path.name
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TermsheetError(
            label("corpus.failed", str(path), system_says(error)), label("corpus.folder_name"), EXIT_UNREADABLE
        ) from None
    text, problems = _decode(raw, name)
    records = _records(text, name, problems)
    _, header = next(records, (1, []))
    if not header:
        problems.append(Problem(name, 1, "", "", *label("rule.empty_file", ",".join(columns))))
    for column in columns if header else ():
        if column not in header:
            problems.append(Problem(name, 1, column, "", *label("rule.no_column")))
    for column in header:
        if column not in columns:
            problems.append(Problem(name, 1, column, "", *label("rule.other_column")))
    width = len(header)
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, record in records:
        if len(record) != width:
            rule = label("rule.fields", str(len(record)), str(width))
            problems.append(Problem(name, number, "", "", *rule))
            record = (record + [""] * width)[:width]
        rows.append(record)
        numbers.append(number)
    cells = ([cell or None for cell in column] for column in zip(*rows, strict=True))
    by_name = dict(zip(header, cells, strict=True)) if rows else {}
    empty = [None] * len(rows)
    return pl.DataFrame(
        {c: by_name.get(c, empty) for c in columns} | {LINE: numbers},
        schema=dict.fromkeys(columns, pl.String) | {LINE: pl.Int64},
    ), problems
