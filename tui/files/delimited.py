"""Reads delimited text: delimiter, preamble, header and records, and every record that does not fit, by its row.

A small file goes through the standard library's reader, which knows where each record begins; a large one
through Polars, which reads it many times as fast and is told what was found in its beginning.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from tui.files.source import Notice, Options, Unreadable
from tui.text import read_dates, read_numbers
from tui.text.visible import visible
from tui.text.widths import cut

csv.field_size_limit(1 << 30)

DELIMITERS = (",", ";", "\t", "|", "\x01")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "\x01": "control character 1"}
SEP_HINT = re.compile(r"\A\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
SAMPLE = 60
"""Records that the delimiter and the header are guessed from."""
MOST_NOTICES = 200
"""Notices kept of one kind in one file; the rest is counted."""


class Dialect(NamedTuple):
    """How a delimited text is written: what divides cells, how many records stand before the header."""

    delimiter: str
    skipped: int
    header: bool
    hint: bool


class Records(NamedTuple):
    """The records of a delimited text: cells by column, and the number of each record in the file."""

    form: Dialect
    names: list[str]
    columns: list[list[str | None]]
    rows: list[int]
    notices: list[Notice]


def _score(records: Sequence[list[str]]) -> tuple[float, int]:
    """How regular records are: the share that has the most frequent number of cells, and that number."""
    counts = Counter(len(record) for record in records if record)
    if not counts:
        return 0.0, 1
    cells, often = max(counts.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return often / sum(counts.values()), cells


def _sample(text: str, delimiter: str) -> list[list[str]]:
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            records.append(record)
            if len(records) >= SAMPLE:
                break
    except csv.Error:
        pass
    return records


def _blank(cell: str) -> bool:
    return not cell.strip()


def _head(records: Sequence[list[str]], cells: int) -> int:
    """The position of the header: the first record as wide as the table that is not all but empty."""
    for position, record in enumerate(records):
        filled = sum(not _blank(cell) for cell in record)
        if len(record) >= cells and filled >= min(cells, max(2, (cells + 1) // 2)):
            return position
    return next((n for n, record in enumerate(records) if any(not _blank(cell) for cell in record)), 0)


def sniff(text: str, options: Options, tabbed: bool = False) -> Dialect:
    """How a text is written, from its beginning and what the person says of it."""
    hint = SEP_HINT.match(text)
    delimiter = options.delimiter or (hint.group(1) if hint else "")
    body = text[hint.end() :] if hint else text
    if not delimiter:
        scored = {mark: _score(_sample(body, mark)) for mark in DELIMITERS}
        likely = {mark: share * (cells > 1) for mark, (share, cells) in scored.items()}
        best = max(DELIMITERS, key=lambda mark: (round(likely[mark], 1), scored[mark][1]))
        delimiter = best if likely[best] else "\t" if tabbed else ","
    records = _sample(body, delimiter)
    cells = _score(records)[1]
    if options.header is not None:
        return Dialect(delimiter, max(0, options.header - 1), options.header > 0, bool(hint))
    position = _head(records, cells)
    first = [cell for cell in records[position] if not _blank(cell)] if records else []
    # Names are words: a first record of nothing but numbers and dates is already data.
    words = any(read_numbers.number(cell) is None and read_dates.day(cell) is None for cell in first)
    return Dialect(delimiter, position, words or len(records) < 2, bool(hint))


def unique(names: Iterable[str]) -> tuple[list[str], list[Notice]]:
    """Column names made unique in a stable way: `amount`, `amount_2`; an empty one is named by its place."""
    found: list[str] = []
    notices = []
    given = list(names)
    for place, name in enumerate(given, 1):
        plain = name.strip().strip("\ufeff")
        wanted = plain or f"column_{place}"
        chosen, number = wanted, 1
        while chosen in found or (number > 1 and chosen in given):
            number += 1
            chosen = f"{wanted}_{number}"
        if not plain:
            notices.append(Notice(None, chosen, "", f"column {place} has no name in the header"))
        elif chosen != plain:
            notices.append(Notice(None, chosen, "", f"the header names `{visible(plain)}` again"))
        found.append(chosen)
    return found, notices


def _parsed(text: str, delimiter: str) -> Iterator[tuple[list[str], Notice | None]]:
    """Every record; a quote that never closes is told, and what follows it read line by line."""
    lines = io.StringIO(text, newline="").readlines()
    start = number = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        begun = 0
        try:
            for record in reader:
                begun = reader.line_num
                number += 1
                yield record, None
            return
        except csv.Error as error:
            start += begun
            number += 1
            if "unexpected end" not in str(error):
                # A quote inside a cell: read as it stands, as spreadsheets do.
                loose = csv.reader(lines[start:], delimiter=delimiter)
                yield next(loose), None
                start += loose.line_num
                continue
        # The standard library reads to the end of the file for the quote that closes.
        opened = next(csv.reader(lines[start : start + 1], delimiter=delimiter), [])
        yield opened, Notice(number, str(len(opened)), lines[start].strip(), "the quote is never closed")
        for line in lines[start + 1 :]:
            yield next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), []), None
        return


def _fit(
    records: Iterator[tuple[list[str], Notice | None]], names: list[str], first: int, said: list[Notice]
) -> tuple[list[list[str]], list[int]]:
    """Records as wide as the header, and the row of each; what did not fit is told."""
    width = len(names)
    kept: list[list[str]] = []
    rows: list[int] = []
    blank: list[int] = []
    for row, (record, notice) in enumerate(records, first):
        if notice:
            column = names[min(len(record), width) - 1] if record else ""
            said.append(notice._replace(row=row, column=column, rule=f"{notice.rule}; read line by line from there"))
        if len(record) != width:
            if not record or (len(record) == 1 and _blank(record[0]) and width > 1):
                blank.append(row)
                continue
            if len(record) > width:
                extra = [cell for cell in record[width:] if not _blank(cell)]
                if extra:
                    left = cut(", ".join(visible(cell) for cell in extra), 60)
                    said.append(Notice(row, "", "", f"has {len(record)} cells, {width} expected; left out: {left}"))
                record = record[:width]
            else:
                if not notice:
                    said.append(Notice(row, "", "", f"has {len(record)} cells, {width} expected; the rest is empty"))
                record = record + [""] * (width - len(record))
        kept.append(record)
        rows.append(row)
    if blank:
        shown = ", ".join(map(str, blank[:5])) + (" …" if len(blank) > 5 else "")
        said.append(
            Notice(blank[0], "", "", f"blank rows left out: {shown}" if len(blank) > 1 else "is blank, left out")
        )
    return kept, rows


def read_records(text: str, options: Options, tabbed: bool = False) -> Records:
    """All records of a text. Raises `TermsheetError` where there is no header."""
    form = sniff(text[: 1 << 18], options, tabbed)
    notices: list[Notice] = []
    hint = SEP_HINT.match(text) if form.hint else None
    body = text[hint.end() :] if hint else text.removeprefix("\ufeff")
    records = _parsed(body, form.delimiter)
    before = [next(records, ([], None))[0] for _ in range(form.skipped)]
    lead = 1 + bool(hint)
    if any(any(not _blank(cell) for cell in record) for record in before):
        notices.append(Notice(lead, "", "", f"{form.skipped} rows before the header left out"))
    row = lead + form.skipped
    if form.header:
        header, notice = next(records, ([], None))
        # Cells beyond the header's are dropped at the end of a line where a delimiter ends each line.
        names, told = unique(header)
        notices += told + ([notice._replace(row=row, column=names[-1])] if notice else [])
        row += 1
    else:
        first = next(records, ([], None))
        names = [f"column_{n}" for n in range(1, len(first[0]) + 1)]
        notices.append(Notice(None, "", "", "the first row holds no names; columns are named by their place"))
        rest = records
        records = (pair for pairs in ([first], rest) for pair in pairs)
    if not names:
        raise Unreadable("no header was found", "name its row with --header")
    kept, rows = _fit(records, names, row, notices)
    cells: list[list[str | None]] = [
        [cell if cell.strip() else None for cell in column] for column in zip(*kept, strict=True)
    ]
    columns = cells or [[] for _ in names]
    for name, column in zip(names, columns, strict=True):
        for mark, what in (("\ufffd", "holds bytes that are not of the file's encoding"), ("\x00", "holds NUL bytes")):
            marked = [n for n, cell in enumerate(column) if cell and mark in cell]
            notices += [Notice(rows[n], name, column[n] or "", what) for n in marked[:MOST_NOTICES]]
    return Records(form, names, columns, rows, notices)


def text_frame(records: Records) -> pl.DataFrame:
    """Records as text columns."""
    return pl.DataFrame(
        dict(zip(records.names, records.columns, strict=True)), schema=dict.fromkeys(records.names, pl.String)
    )
