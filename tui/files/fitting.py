"""Fits records to their header: names made unique, headers that are shorter than their rows, rows longer than it.

What is read otherwise than it was written is told once, with its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tui.files.parsing import ParsedRecord
from tui.files.source import Notice
from tui.language.label import Label
from tui.language.words import label
from tui.text.visible import visible
from tui.text.widths import cut

BOM = "\ufeff"
DOS_END = "\x1a"
"""What DOS ends a text with."""
_LEAD = re.compile(r"\s*[-+(]?\s*(?:[^\W\d_]{0,3}\s*)?[$€£¥￥₹]?\s*\d{1,3}")
_GROUP = re.compile(r"\d{3}")
_LAST = re.compile(r"\d{3}(?:\.\d+)?\s*[%)$€£¥]?\s*")
_MOST_JOINED = 4
"""Groups of digits behind the first that one number may have."""
_SHOWN = 5
"""Rows that are named where many have the same fault."""


def unique(names: Iterable[str]) -> tuple[list[str], list[Notice]]:
    """Column names made unique in a stable way: `amount`, `amount_2`; an empty one is named by its place."""
    found: dict[str, None] = {}
    notices = []
    given = list(names)
    taken = set(given)
    for place, name in enumerate(given, 1):
        plain = name.strip().strip(BOM)
        wanted = plain or f"column_{place}"
        chosen, number = wanted, 1
        while chosen in found or (number > 1 and chosen in taken):
            number += 1
            chosen = f"{wanted}_{number}"
        if not plain:
            notices.append(Notice(None, chosen, "", *label("notice.no_title", str(place))))
        elif chosen != plain:
            notices.append(Notice(None, chosen, "", *label("notice.title_again", visible(plain))))
        found[chosen] = None
    return list(found), notices


def _blank(cell: str) -> bool:
    return not cell.strip()


def _trimmed(record: list[str], width: int) -> list[str]:
    """A record without blank cells behind its last column."""
    end = len(record)
    while end > width and _blank(record[end - 1]):
        end -= 1
    return record[:end]


def _joins(cells: Sequence[str], start: int, surplus: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The ways to join neighbouring cells to numbers with thousands, `surplus` cells fewer in all."""
    if not surplus:
        yield ()
        return
    for first in range(start, len(cells) - 1):
        if not _LEAD.fullmatch(cells[first]):
            continue
        for more in range(1, min(surplus, _MOST_JOINED, len(cells) - 1 - first) + 1):
            last = first + more
            if not _LAST.fullmatch(cells[last]) or not all(_GROUP.fullmatch(cell) for cell in cells[first + 1 : last]):
                continue
            for rest in _joins(cells, last + 1, surplus - more):
                yield ((first, last), *rest)


def _ways(record: list[str], width: int) -> list[tuple[tuple[int, int], ...]]:
    """The ways to make a record as wide as it should be by joining numbers such as `1,234`, at most some."""
    if not width < len(record) <= width + 3 * _MOST_JOINED or len(record) > 200:
        return []
    return list(islice(_joins(record, 0, len(record) - width), _SHOWN))


def _places(way: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """The columns in which a way joins cells."""
    gone = 0
    for first, last in way:
        yield first - gone
        gone += last - first


def joined_columns(records: Iterable[list[str]], width: int) -> frozenset[int]:
    """The columns whose numbers have unquoted thousands, by the records that can be read in one way only."""
    ways = (_ways(_trimmed(record, width), width) for record in records)
    return frozenset(place for found in ways if len(found) == 1 for place in _places(found[0]))


def with_thousands(record: list[str], width: int, columns: frozenset[int] = frozenset()) -> list[str] | None:
    """A record with numbers such as `1,234` in one cell again, where there is one way to make it as wide as it should
    be, or one that joins only in `columns`; else none."""
    ways = _ways(record, width)
    if len(ways) > 1:
        ways = [way for way in ways if columns.issuperset(_places(way))]
    if len(ways) != 1:
        return None
    joined: list[str] = []
    place = 0
    for first, last in ways[0]:
        joined += [*record[place:first], ",".join(record[first : last + 1])]
        place = last + 1
    return joined + record[place:]


def widened(names: list[str], sample: Sequence[list[str]], comma: bool) -> tuple[list[str], Label | None]:
    """The names of a header that is shorter than most rows, with empty ones for what it does not name; what to tell."""
    width = len(names)
    rows = [_trimmed(record, width) for record in sample if any(not _blank(cell) for cell in record)]
    wide = [record for record in rows if len(record) > width]
    columns = joined_columns(wide, width) if comma else frozenset()
    if width < 1 or len(wide) * 2 <= len(rows) or (columns and all(with_thousands(r, width, columns) for r in wide)):
        return names, None
    whole = max(map(len, wide))
    firsts = [record[0].strip() for record in rows]
    loose = any(record[-1].startswith(" ") for record in wide)
    named = str(width), str(whole)
    alike = whole == width + 1 > 2 and len(wide) == len(rows)
    if alike and all(firsts) and len(set(firsts)) == len(rows) and not loose:
        return ["", *names], label("notice.names_of_rows", *named)
    return [*names, *[""] * (whole - width)], label("notice.names_some", *named)


def _listed(rows: Sequence[int], one: str, many: str) -> list[Notice]:
    """One notice about some rows."""
    if not rows:
        return []
    if len(rows) == 1:
        return [Notice(rows[0], "", "", *label(one))]
    shown = ", ".join(map(str, rows[:_SHOWN])) + (" …" if len(rows) > _SHOWN else "")
    return [Notice(rows[0], "", "", *label(many, f"{len(rows):,}", shown))]


class Fitter:
    """Makes records as wide as their header and keeps what is to be told of them.

    Args:
        names: of the columns.
        header: the cells of the header as they stand in the file.
        thousands: the columns whose numbers may have commas outside of quotes; none where other signs divide cells.
        most: notices of one kind that are kept; the rest is counted.
    """

    def __init__(
        self, names: Sequence[str], header: Sequence[str], thousands: frozenset[int] | None, most: int
    ) -> None:
        self._names, self._header, self._thousands, self._most = names, list(header), thousands, most
        self._said: list[Notice] = []
        self._left: int = 0
        self._blank: list[int] = []
        self._joined: list[int] = []
        self._marked: list[int] = []
        self._again: list[int] = []

    def _say(self, notice: Notice) -> None:
        if len(self._said) < self._most:
            self._said.append(notice)
        else:
            self._left += 1

    def fitted(self, records: Iterable[ParsedRecord], first: int) -> Iterator[tuple[int, list[str] | None]]:
        """The row of each record, from `first`, and its cells; none for one that is left out."""
        for row, parsed in enumerate(records, first):
            yield row, self._one(row, parsed)

    def _one(self, row: int, parsed: ParsedRecord) -> list[str] | None:
        record, width = parsed.cells, len(self._names)
        if record and record[0].startswith(BOM):
            record[0] = record[0].lstrip(BOM)
            if record == self._header:
                self._again.append(row)
                return None
            self._marked.append(row)
        if parsed.fault:
            column = self._names[min(parsed.place, width - 1)]
            self._say(Notice(row, column, parsed.line, *label("notice.as_it_stands", label(parsed.fault))))
        if len(record) == width:
            return record
        if not record or (len(record) == 1 and width > 1 and (_blank(record[0]) or record[0] == DOS_END)):
            self._blank.append(row)
            return None
        if len(record) > width:
            record = _trimmed(record, width)
            joined = None if self._thousands is None else with_thousands(record, width, self._thousands)
            if joined:
                self._joined.append(row)
                return joined
            extra = [cell for cell in record[width:] if not _blank(cell)]
            if extra:
                left = cut(", ".join(visible(cell) for cell in extra), 60)
                self._say(Notice(row, "", "", *label("notice.wide", str(len(record)), str(width), left)))
            return record[:width]
        if not parsed.fault:
            self._say(Notice(row, "", "", *label("notice.short", str(len(record)), str(width))))
        return record + [""] * (width - len(record))

    @property
    def notices(self) -> list[Notice]:
        """What is to be told of the records so far."""
        notices = list(self._said)
        if self._left:
            notices.append(Notice(None, "", "", *label("notice.rows_likewise", f"{self._left:,}")))
        notices += _listed(self._joined, "notice.joined", "notice.joined.many")
        notices += _listed(self._marked, "notice.marked", "notice.marked.many")
        notices += _listed(self._again, "notice.repeats", "notice.repeats.many")
        if self._blank:
            shown = ", ".join(map(str, self._blank[:_SHOWN])) + (" …" if len(self._blank) > _SHOWN else "")
            many = label("notice.blanks_out", shown) if len(self._blank) > 1 else label("notice.blank_out")
            notices.append(Notice(self._blank[0], "", "", *many))
        return notices
