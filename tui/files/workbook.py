"""Reads Excel workbooks as text cells: the table of a sheet, merged cells filled, formulas without a value told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.files.delimited import unique
from tui.files.source import Notice

MERGED = re.compile(r'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
FORMULA = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]*><f\b[^>]*?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>')
MIDNIGHT = re.compile(r"^(\d{4}-\d{2}-\d{2}) 00:00:00$")
GAP = 20
"""So many empty rows end a table; what stands below is told, not shown."""
MOST_MERGED = 20_000


class Sheet(NamedTuple):
    """The table of one sheet: text cells, the row of each record on the sheet, and what to tell."""

    name: str
    texts: pl.DataFrame
    rows: pl.Series
    notices: list[Notice]


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1


def _parts(path: Path) -> list[str]:
    """The XML of each sheet in the order of the workbook; none for the old binary format."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        book = (
            archive.read("xl/workbook.xml").decode("utf-8", "replace")
            if "xl/workbook.xml" in archive.namelist()
            else ""
        )
        links = "xl/_rels/workbook.xml.rels"
        targets = {}
        if links in archive.namelist():
            for tag in re.findall(r"<Relationship\b[^>]*>", archive.read(links).decode("utf-8", "replace")):
                told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
                targets[told.get("Id", "")] = told.get("Target", "").lstrip("/").removeprefix("xl/")
        parts = []
        for tag in re.findall(r"<sheet\b[^>]*>", book):
            link = re.search(r'r:id="([^"]*)"', tag)
            name = f"xl/{targets.get(link.group(1), '')}" if link else ""
            parts.append(archive.read(name).decode("utf-8", "replace") if name in archive.namelist() else "")
        return parts


def _merges(xml: str) -> Iterator[tuple[int, int, int, int]]:
    """Merged cells: first row and column, last row and column, from 0."""
    for number, found in enumerate(MERGED.finditer(xml)):
        if number >= MOST_MERGED:
            return
        left, top, right, bottom = found.groups()
        yield int(top) - 1, _number(left), int(bottom) - 1, _number(right)


def _table(name: str, cells: list[list[str | None]], xml: str) -> Sheet | None:
    notices: list[Notice] = []
    filled = 0
    for top, left, bottom, right in _merges(xml):
        if left == right and bottom > top and top < len(cells) and left < len(cells[top]) and cells[top][left]:
            for row in range(top + 1, min(bottom + 1, len(cells))):
                cells[row][left] = cells[top][left]
                filled += 1
    if filled:
        notices.append(Notice(None, "", "", f"{filled} cells of vertically merged ranges filled with their value"))
    counts = [sum(cell is not None for cell in row) for row in cells]
    if not any(counts):
        return None
    widest = max(counts)
    head = next(n for n, count in enumerate(counts) if count >= max(1, min(widest, 2), widest * 0.6))
    last = head
    for row in range(head + 1, len(cells)):
        if counts[row]:
            if row - last > GAP:
                stray = sum(counts[row:])
                notices.append(
                    Notice(
                        row + 1, "", "", f"{stray} cells below the table, {row - last - 1} empty rows apart, left out"
                    )
                )
                break
            last = row
    body = [row for row in range(head + 1, last + 1) if counts[row]]
    used = [
        c for c in range(len(cells[head])) if cells[head][c] is not None or any(cells[r][c] is not None for r in body)
    ]
    names, told = unique(cells[head][c] or "" for c in used)
    notices += told
    if head:
        notices.append(
            Notice(head + 1, "", "", f"holds the header; {sum(map(bool, counts[:head]))} rows above it left out")
        )
    blank = last - head - len(body)
    if blank:
        notices.append(Notice(None, "", "", f"{blank} blank rows left out"))
    titles = dict(zip(used, names, strict=True))
    for found in FORMULA.finditer(xml):
        column, row = _number(found.group(1)), int(found.group(2))
        if head < row - 1 <= last and column in titles:
            notices.append(
                Notice(row, titles[column], "", "is a formula whose value was never computed; shown as empty")
            )
    columns = {
        name: [MIDNIGHT.sub(r"\1", text) if (text := cells[r][c]) is not None else None for r in body]
        for c, name in titles.items()
    }
    texts = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))
    return Sheet(name, texts, pl.Series([row + 1 for row in body], dtype=pl.Int64), notices)


def read(path: Path, wanted: str = "") -> list[Sheet]:
    """The tables of a workbook, one a visible sheet that is not empty; or that of the sheet `wanted`."""
    try:
        import fastexcel
    except ImportError:
        raise TermsheetError(
            "reading Excel needs the extra `excel`", "pip install 'termsheet[excel]'", EXIT_UNREADABLE
        ) from None
    try:
        book = fastexcel.read_excel(path)
        names = book.sheet_names
        parts = _parts(path)
        if wanted and wanted not in names:
            raise TermsheetError(f"no sheet `{wanted}`", f"sheets: {', '.join(names)}", EXIT_UNREADABLE)
        sheets = []
        hidden = []
        for number, name in enumerate(names):
            if wanted and name != wanted:
                continue
            loaded = book.load_sheet(number, header_row=None, dtypes="string", whitespace_as_null=True)
            if loaded.visible != "visible" and not wanted:
                hidden.append(name)
                continue
            frame = loaded.to_polars()
            # The reader begins at the first cell used; merged ranges count from the sheet's own corner.
            cells = [list(row) for row in frame.iter_rows()]
            table = _table(name, cells, parts[number] if number < len(parts) else "")
            if table:
                sheets.append(table)
    except fastexcel.FastExcelError as error:
        told = str(error).splitlines()[0]
        raise TermsheetError(f"no readable workbook: {told}", "save it again as .xlsx", EXIT_UNREADABLE) from None
    if not sheets:
        raise TermsheetError("the workbook holds no table", f"sheets: {', '.join(names)}", EXIT_UNREADABLE)
    if hidden:
        sheets[0].notices.append(
            Notice(None, "", "", f"hidden sheets not shown: {', '.join(hidden)}; --table opens one")
        )
    return sheets
