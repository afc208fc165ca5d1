"""Reads delimited text: delimiter, preamble, header and records, and every record that does not fit, by its row.

A small file goes through here, where it is known at which row each record stands; a large one through Polars, which
reads it many times as fast and is told what was found in its beginning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

import polars as pl

from tui.files.dialect import Dialect, sniff
from tui.files.fitting import BOM, Fitter, joined_columns, unique, widened
from tui.files.parsing import ParsedRecord, records_in
from tui.files.source import HEADING_GAP, Notice, Options, Unreadable
from tui.language.words import label

MOST_NOTICES = 200
"""Notices kept of one kind in one file; the rest is counted."""
LONE_CR = re.compile(r"\r(?!\n|\Z)")
PROBED = 1 << 18
_LOOKED_AT = 200
"""Records from which it is seen whether the header is shorter than its rows."""


class Records(NamedTuple):
    """The records of a delimited text: cells by column, and the number of each record in the file; what is told of
    what stands before them, and of all; whether only this reader divides them rightly."""

    form: Dialect
    names: list[str]
    columns: list[list[str | None]]
    rows: list[int]
    heading: list[Notice]
    notices: list[Notice]
    odd: bool


class Begun(NamedTuple):
    """A delimited text of which the header was read.

    Attributes:
        names: of its columns.
        fitter: fits its records to them.
        fitted: the rows and cells of the records, none where one is left out.
        notices: what is to be told of what stands before the records.
        unnamed: whether the rows hold more columns than the header names.
        first: the row of the first record.
    """

    names: list[str]
    fitter: Fitter
    fitted: Iterator[tuple[int, list[str] | None]]
    notices: list[Notice]
    unnamed: bool
    first: int


def _before(form: Dialect, before: list[ParsedRecord], lead: int) -> list[Notice]:
    """What is told of the records before the header."""
    if not any(any(cell.strip() for cell in record.cells) for record in before):
        return []
    if form.comments == form.skipped:
        return [Notice(lead, "", "", *label("notice.comments", str(form.comments)))]
    heading = HEADING_GAP.join(cell.strip() for record in before for cell in record.cells if cell.strip())
    return [Notice(lead, "", "", *label("notice.before", str(form.skipped)), heading)]


def records_of(lines: Iterable[str], form: Dialect, most: int = MOST_NOTICES) -> Begun:
    """The records of lines that keep their ends. Raises `TermsheetError` where there is no header."""
    coming = iter(lines)
    lead = 1 + bool(form.hint)
    if form.hint:
        next(coming, None)
    first = next(coming, "").removeprefix(BOM)
    records = records_in(chain([first] if first else [], coming), form.form, form.width)
    before = list(islice(records, form.skipped))
    notices = _before(form, before, lead)
    row = lead + form.skipped
    if form.form.spaced:
        notices.append(Notice(None, "", "", *label("notice.spaced")))
    if form.form.single:
        notices.append(Notice(None, "", "", *label("notice.single")))
    if form.form.blanks:
        notices.append(Notice(None, "", "", *label("notice.blanks" if form.form.blanks > 1 else "notice.blank")))
    header: list[str] = []
    fault: ParsedRecord | None = None
    if form.header:
        head = next(records, ParsedRecord([]))
        header, fault = head.cells, head if head.fault else None
    sample = list(islice(records, _LOOKED_AT))
    comma = form.delimiter == ","
    given, told = (
        widened(header, [r.cells for r in sample], comma) if form.header else ([""] * len(_first(sample)), None)
    )
    if not given:
        raise Unreadable(label("file.no_header"), label("file.no_header.hint"))
    if form.header:
        names, said = unique(given)
        if told:
            unnamed = {name for name, cell in zip(names, given, strict=True) if not cell.strip().strip(BOM)}
            said = [notice for notice in said if notice.column not in unnamed]
            notices.append(Notice(row, "", "", *told))
        notices += said
        if fault:
            notices.append(Notice(row, names[-1], fault.line, *label(fault.fault)))
        row += 1
    else:
        names = [f"column_{n}" for n in range(1, len(given) + 1)]
        notices.append(Notice(None, "", "", *label("notice.no_names")))
    thousands = joined_columns((record.cells for record in sample), len(names)) if comma else None
    fitter = Fitter(names, header, thousands, most)
    fitted = fitter.fitted(chain(sample, records), row)
    return Begun(names, fitter, fitted, notices, form.header and len(names) != len(header), row)


def _first(sample: list[ParsedRecord]) -> list[str]:
    return sample[0].cells if sample else []


def read_records(text: str, options: Options, tabbed: bool = False) -> Records:
    """All records of a text. Raises `TermsheetError` where there is no header."""
    form = sniff(text[:PROBED], options, tabbed)
    opened = records_of(io.StringIO(text, newline=""), form)
    kept: list[list[str]] = []
    rows: list[int] = []
    for row, cells in opened.fitted:
        if cells is not None:
            kept.append(cells)
            rows.append(row)
    columns: list[list[str | None]] = [
        [cell if cell.strip() else None for cell in column] for column in zip(*kept, strict=True)
    ]
    columns = columns or [[] for _ in opened.names]
    notices = opened.notices + opened.fitter.notices
    for name, column in zip(opened.names, columns, strict=True):
        for mark, what in (("\ufffd", "notice.other_bytes"), ("\x00", "notice.nul")):
            marked = [n for n, cell in enumerate(column) if cell and mark in cell]
            notices += [Notice(rows[n], name, column[n] or "", *label(what)) for n in marked[:MOST_NOTICES]]
    odd = not form.plain or opened.unnamed or LONE_CR.search(text, 0, PROBED) is not None
    return Records(form, opened.names, columns, rows, opened.notices, notices, odd)


def text_frame(records: Records) -> pl.DataFrame:
    """Records as text columns."""
    return pl.DataFrame(
        dict(zip(records.names, records.columns, strict=True)), schema=dict.fromkeys(records.names, pl.String)
    )
