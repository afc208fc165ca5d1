"""Formulas of a workbook whose values were never computed, and errors such as `#N/A`.

Readers of values show them as empty cells, so they are looked for in the sheet's XML, a piece at a time.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from tui.files.temporary import PIECE

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACE = re.compile(r"([A-Z]+)(\d+)$")


def _part(archive: zipfile.ZipFile, number: int) -> str | None:
    """The name of the XML of a sheet, counted from 0 as they stand in the workbook."""
    if not {BOOK, LINKS} <= set(archive.namelist()):
        return None
    sheets = [tag for tag in ElementTree.fromstring(archive.read(BOOK)).iter() if tag.tag.endswith("}sheet")]
    targets = {tag.get("Id"): tag.get("Target", "") for tag in ElementTree.fromstring(archive.read(LINKS))}
    target = targets.get(sheets[number].get(RELATION)) if number < len(sheets) else None
    if not target:
        return None
    name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return name if name in archive.namelist() else None


def _column(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1


Place = tuple[int, int]
"""A row, counted from 1, and a column, counted from 0."""


class Unshown(NamedTuple):
    """What readers of values show as empty: formulas without a value, and errors."""

    formulas: list[Place]
    errors: dict[Place, str]


class _Cells:
    """Takes the elements of a sheet and keeps the places of cells that have a formula and no value, and the errors."""

    def __init__(self) -> None:
        self.found = Unshown([], {})
        self._place = self._error = ""
        self._wrong = False
        self._formula = self._value = self._in_value = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._place, self._error = given.get("r", ""), ""
                self._wrong = given.get("t") == "e"
                self._formula = self._value = False
            case "f":
                self._formula = True
            case "v" | "is":
                self._in_value = True

    def text(self, text: str) -> None:
        self._value = self._value or self._in_value
        if self._wrong and self._in_value:
            self._error += text

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "is":
                self._in_value = False
            case "c" if (self._error or (self._formula and not self._value)) and (place := PLACE.match(self._place)):
                where = int(place[2]), _column(place[1])
                if self._error:
                    self.found.errors[where] = self._error
                else:
                    self.found.formulas.append(where)


def _read(sheet: IO[bytes]) -> Unshown:
    cells = _Cells()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = cells.start, cells.end
    parser.CharacterDataHandler = cells.text
    while piece := sheet.read(PIECE):
        parser.Parse(piece)
    return cells.found


def _has_any(sheet: IO[bytes]) -> bool:
    """Whether the XML of a sheet speaks of formulas or errors; a hundred times as fast as to read it."""
    rest = b""
    while piece := sheet.read(PIECE):
        if re.search(rb"<(\w+:)?f[ />]|\bt=[\"']e[\"']", rest + piece):
            return True
        rest = piece[-16:]
    return False


def unshown(path: Path, number: int) -> Unshown:
    """The formulas without a value and the errors of a sheet of an .xlsx; none of other workbooks."""
    nothing = Unshown([], {})
    try:
        with zipfile.ZipFile(path) as archive:
            name = _part(archive, number)
            if name is None or not name.endswith(".xml"):
                return nothing
            with archive.open(name) as sheet:
                if not _has_any(sheet):
                    return nothing
            with archive.open(name) as sheet:
                return _read(sheet)
    except (zipfile.BadZipFile, ElementTree.ParseError, expat.ExpatError, KeyError):
        return nothing
