"""The tables of a workbook as text cells: merged cells filled, what stands outside of the table told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tui.errors import reason
from tui.files.fitting import unique
from tui.files.formulas import Unshown, unshown
from tui.files.source import HEADING_GAP, MOST_TOLD, Notice, Unreadable
from tui.language.words import label

ROWS_APART = 20
"""So many empty rows end a table; what stands below is told, not shown."""

MOST_EXACT = 1 << 53
"""Whole numbers beyond are no longer told apart."""

_LENGTH = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]0*)?S")
"""A length of time as ISO 8601 writes it, in hours."""

_Cells = list[list[str | None]]
_Range = tuple[tuple[int, int], tuple[int, int]]
_Value = float | str | bool | time | date | datetime | timedelta


class SheetTable(NamedTuple):
    """The table of one sheet: text cells, the row of each record on the sheet, and what to tell."""

    name: str
    texts: pl.DataFrame
    rows: pl.Series
    notices: list[Notice]


def _text(value: _Value) -> str | None:
    """A cell as text, as a person would type it; None for one that is blank."""
    match value:
        case str():
            if of_sheet := _LENGTH.fullmatch(value):
                # How calamine gives lengths of a day and more of an .ods.
                long, minutes, seconds = of_sheet.groups("0")
                return f"{int(long)}:{minutes.zfill(2)}:{seconds.zfill(2)}"
            return value if value and not value.isspace() else None
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return str(value) if value.time() != time() else str(value.date())
        case timedelta():
            hours, rest = divmod(value, timedelta(hours=1))
            return f"{hours}:{str(rest)[2:]}"
        case _:
            return str(value)


def _fill_merged(cells: _Cells, merged: Iterable[_Range]) -> int:
    """Gives the cells of ranges merged down a column the value at their top; how many there were."""
    filled = 0
    most = sum(map(len, cells))
    for (top, left), (bottom, right) in merged:
        value = cells[top][left] if left == right and top < len(cells) and left < len(cells[top]) else None
        # Ranges that lie over each other are damage, and would be filled again and again.
        if value and filled < most:
            for row in range(top + 1, min(bottom + 1, len(cells))):
                cells[row][left] = value
                filled += 1
    return filled


def _fill_errors(cells: _Cells, first: tuple[int, int], errors: Mapping[tuple[int, int], str]) -> None:
    """Shows errors as they stand on the sheet."""
    for (row, column), error in errors.items():
        top, left = row - 1 - first[0], column - first[1]
        if 0 <= top < len(cells) and 0 <= left < len(cells[top]):
            cells[top][left] = error


def _groups(cells: _Cells, head: int, merged: Iterable[_Range]) -> dict[int, str]:
    """What stands over several columns each, in the row above the header: the years over their quarters."""
    over = [(left, right, cells[top][left]) for (top, left), (bottom, right) in merged if top == bottom == head - 1]
    groups = [(left, right, title) for left, right, title in over if title and right > left]
    if len(groups) < 2:
        return {}
    return {column: title for left, right, title in groups for column in range(left, right + 1)}


def _extent(counts: Sequence[int]) -> tuple[int, int, int]:
    """The row of the header, the last row of the table, and the first after the gap below it (0: there is none)."""
    widest = max(counts)
    head = next(n for n, count in enumerate(counts) if count >= max(1, min(widest, 2), widest * 0.6))
    last = head
    for row in range(head + 1, len(counts)):
        if counts[row]:
            if row - last > ROWS_APART:
                return head, last, row
            last = row
    return head, last, 0


def _table(
    name: str, cells: _Cells, first: tuple[int, int], filled: int, merged: Sequence[_Range] = ()
) -> tuple[SheetTable, dict[int, str], bool] | None:
    """The table among cells that begin at `first` of the sheet; its titles by their place on the sheet; whether all of
    its cells have a value."""
    counts = [sum(cell is not None for cell in row) for row in cells]
    if not any(counts):
        return None
    notices: list[Notice] = []
    if filled:
        notices.append(Notice(None, "", "", *label("notice.merged", str(filled))))
    head, last, stray = _extent(counts)
    top = first[0] + 1
    if stray:
        apart = label("notice.apart", str(sum(counts[stray:])), str(stray - last - 1))
        notices.append(Notice(stray + top, "", "", *apart))
    body = [row for row in range(head + 1, last + 1) if counts[row]]
    used = [c for c in range(len(cells[head])) if any(cells[row][c] is not None for row in (head, *body))]
    groups = _groups(cells, head, merged)
    names, told = unique(f"{groups.get(c, '')} {cells[head][c] or ''}".strip() for c in used)
    notices += told
    if groups:
        over = sum(map(bool, counts[: head - 1]))
        above = label("notice.of_header.below", str(over)) if over else label("notice.of_header")
        notices.append(Notice(head + top - 1, "", "", *above))
    elif head:
        above = label("notice.header", str(sum(map(bool, counts[:head]))))
        heading = HEADING_GAP.join(cell.strip() for row in cells[:head] for cell in row if cell and cell.strip())
        notices.append(Notice(head + top, "", "", *above, heading))
    if blank := last - head - len(body):
        notices.append(Notice(None, "", "", *label("notice.blank_rows", str(blank))))
    columns = {name: [cells[row][c] for row in body] for c, name in zip(used, names, strict=True)}
    texts = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))
    rows = pl.Series([row + top for row in body], dtype=pl.Int64)
    titles = {c + first[1]: name for c, name in zip(used, names, strict=True)}
    return SheetTable(name, texts, rows, notices), titles, all(column.null_count() == 0 for column in texts)


def _sheet(path: Path, name: str, number: int, found: CalamineSheet) -> SheetTable | None:
    values = found.to_python(skip_empty_area=True)
    cells: _Cells = [[_text(value) for value in row] for row in values]
    top, left = first = found.start or (0, 0)
    merged = [((a - top, b - left), (c - top, d - left)) for (a, b), (c, d) in found.merged_cell_ranges or ()]
    inside = [area for area in merged if min(area[0]) >= 0 and area[0][0] < len(cells)]
    filled = _fill_merged(cells, inside)
    hidden = unshown(path, number) if any(cell is None for row in cells for cell in row) else Unshown([], {})
    _fill_errors(cells, first, hidden.errors)
    read = _table(name, cells, first, filled, inside)
    if read is None:
        return None
    sheet, titles, complete = read
    wide = sum(isinstance(v, float) and abs(v) > MOST_EXACT for row in values for v in row)
    if wide:
        sheet.notices.append(Notice(None, "", "", *label("notice.rounded", f"{wide:,}")))
    if not complete:
        rows = set(sheet.rows)
        blanks = [(row, titles[c]) for row, c in hidden.formulas if c in titles and row in rows]
        rule = label("notice.formula")
        sheet.notices.extend(Notice(row, title, "", *rule) for row, title in blanks[:MOST_TOLD])
        if len(blanks) > MOST_TOLD:
            sheet.notices.append(
                Notice(None, "", "", *label("notice.formulas_likewise", f"{len(blanks) - MOST_TOLD:,}"))
            )
    return sheet


def sheets_of(path: Path, wanted: str = "") -> list[SheetTable]:
    """The tables of a workbook, one a visible sheet that is not empty; or that of the sheet `wanted`."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            known = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            names = [sheet.name for sheet in known]
            if wanted and wanted not in names:
                raise Unreadable(label("file.no_sheet", wanted), label("file.sheets", ", ".join(names)))
            shown = [
                (book.sheet_names.index(sheet.name), sheet.name)
                for sheet in known
                if sheet.name == wanted or (not wanted and sheet.visible == SheetVisibleEnum.Visible)
            ]
            read = [_sheet(path, name, number, book.get_sheet_by_index(number)) for number, name in shown]
    except (CalamineError, OSError) as error:
        raise Unreadable(label("file.no_workbook", reason(error)), label("file.no_workbook.hint")) from None
    sheets = [sheet for sheet in read if sheet is not None]
    if not sheets:
        raise Unreadable(label("file.empty_workbook"), label("file.sheets", ", ".join(names)))
    hidden = [sheet.name for sheet in known if sheet.visible != SheetVisibleEnum.Visible]
    if hidden and not wanted:
        sheets[0].notices.append(Notice(None, "", "", *label("notice.hidden", ", ".join(hidden))))
    return sheets
