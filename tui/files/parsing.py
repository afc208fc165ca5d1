"""Divides text into records: a line each, or several where a quoted cell holds line breaks.

A quote that never closes, or closes within a word, costs its own line and no other: it is read as it stands there.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

csv.field_size_limit(1 << 30)

LONGEST = 20_000
"""Lines that a quoted cell may have; a quote that closes later is taken for one that never does."""
_INNER = "\x1f"
"""Stands for a delimiter of several characters while the standard library reads a record."""
_ONLY = "\x1e"
"""Divides nothing: the delimiter of a text of one column."""
_BACKSLASHED = re.compile(r'(\\\\)|\\"')
_CLOSED = re.compile(r'"((?:[^"]|"")*)" *')
_SPACED = re.compile(r' *"((?:[^"]|"")*)" *')
STRAY = "filter.quote"
"""The word for a quote that is never closed."""


class Division(NamedTuple):
    r"""How records are divided.

    Attributes:
        delimiter: what divides cells, of any length; empty where a line is one cell.
        spaced: whether blanks behind a delimiter are no part of the cell.
        escaped: whether quotes in cells are written `\"`.
        single: whether quotes are single ones.
        blanks: how many blanks at least divide cells, where blanks do.
    """

    delimiter: str
    spaced: bool = False
    escaped: bool = False
    single: bool = False
    blanks: int = 0

    @property
    def plain(self) -> bool:
        """Whether every reader of delimited text divides records so."""
        return len(self.delimiter) == 1 and self == Division(self.delimiter)


class ParsedRecord(NamedTuple):
    """A record: its cells; what is wrong with its quotes, and the cell that it is wrong in."""

    cells: list[str]
    fault: str = ""
    place: int = 0
    line: str = ""


class _Reader:
    """Reads the records of a form."""

    def __init__(self, form: Division) -> None:
        self._form = form
        self._several = form.delimiter if len(form.delimiter) > 1 else ""
        self._mark = _INNER if self._several else form.delimiter or _ONLY

    def _prepared(self, text: str) -> str:
        if self._form.escaped:
            text = _BACKSLASHED.sub(lambda found: found[1] or '""', text)
        return text.replace(self._several, _INNER) if self._several else text

    def _restored(self, cells: list[str]) -> list[str]:
        return [cell.replace(_INNER, self._several) for cell in cells] if self._several else cells

    def strictly(self, lines: Iterator[str]) -> list[str] | None:
        """The next record of lines, of which no more are taken; none where its quotes do not close behind a cell."""
        reader = csv.reader(
            map(self._prepared, lines), delimiter=self._mark, skipinitialspace=self._form.spaced, strict=True
        )
        try:
            return self._restored(next(reader, []))
        except csv.Error:
            return None

    def as_it_stands(self, line: str) -> tuple[list[str], int | None]:
        """The record of one line, whose quotes are characters like others where they do not stand around a cell, and
        the place of the first cell that begins with such a quote."""
        ended = self._prepared(line.rstrip("\r\n"))
        around = _SPACED if self._form.spaced else _CLOSED
        cells: list[str] = []
        start, stray = 0, None
        while start <= len(ended):
            quoted = around.match(ended, start)
            if quoted and (quoted.end() == len(ended) or ended[quoted.end()] == self._mark):
                cells.append(quoted[1].replace('""', '"'))
                start = quoted.end() + 1
                continue
            end = ended.find(self._mark, start)
            cell = ended[start : end if end >= 0 else len(ended)]
            if stray is None and cell.lstrip().startswith('"') and not quoted:
                stray = len(cells)
            cell = cell.lstrip(" ") if self._form.spaced else cell
            cells.append(cell.replace('""', '\\"') if self._form.escaped else cell)
            start = (end if end >= 0 else len(ended)) + 1
        return self._restored(cells), stray

    def unquoted(self, line: str) -> list[str]:
        """The record of a line without quotes."""
        ended = line.rstrip("\r\n")
        if not ended:
            return []
        if not self._form.delimiter:
            return [ended]
        cells = ended.split(self._form.delimiter)
        return [cell.lstrip(" ") for cell in cells] if self._form.spaced else cells


QUOTES = str.maketrans("'\"", "\"'")


def _as_usual(lines: Iterable[str], form: Division, width: int) -> Iterator[ParsedRecord]:
    """The records of lines with single quotes, or that blanks divide, read as those with the usual signs."""
    if form.blanks:
        runs = re.compile(rf" {{{form.blanks},}}")
        rest = (runs.sub("\t", line.strip(" ").replace("\t", " ")) for line in lines)
        yield from records_in(rest, Division("\t"), width)
        return
    for record in records_in((line.translate(QUOTES) for line in lines), form._replace(single=False), width):
        yield record._replace(
            cells=[cell.translate(QUOTES) for cell in record.cells], line=record.line.translate(QUOTES)
        )


def records_in(lines: Iterable[str], form: Division, width: int = 0) -> Iterator[ParsedRecord]:
    """Every record of lines that keep their ends; `width` is how many cells one should have, where that is known."""
    if form.single or form.blanks:
        yield from _as_usual(lines, form, width)
        return
    reader = _Reader(form)
    coming = iter(lines)
    waiting: deque[str] = deque()
    taken: list[str] = []

    def following() -> Iterator[str]:
        while len(taken) < LONGEST and (line := waiting.popleft() if waiting else next(coming, None)) is not None:
            taken.append(line)
            yield line

    while (line := waiting.popleft() if waiting else next(coming, None)) is not None:
        if '"' not in line:
            yield ParsedRecord(reader.unquoted(line))
            continue
        waiting.appendleft(line)
        taken.clear()
        found = reader.strictly(following())
        if found is not None and (len(taken) == 1 or len(found) == width or width < 2):
            yield ParsedRecord(found)
            continue
        alone, stray = reader.as_it_stands(line)
        if found is not None and len(alone) != width:
            yield ParsedRecord(found)
            continue
        waiting.extendleft(reversed(taken[1:]))
        # A quote inside of a cell is read as it stands, as spreadsheets do.
        yield ParsedRecord(alone) if stray is None else ParsedRecord(alone, STRAY, stray, line.strip())
