"""RowReader of an export as claims: each row is read, or left out and told with its place; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tui.corpus.tables import Column, Part, Table
from tui.errors import EXIT_USAGE, TermsheetError
from tui.importing.cells import Figure
from tui.importing.columns import ReadColumn, of_column
from tui.importing.mapping import Given, Mapped
from tui.importing.naming import Naming
from tui.importing.words import Target, plain_word, rules
from tui.language.label import Label
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.text import dates

Fate = Literal["row", "duplicate", "cell", "doubt"]
"""What became of what is told: the row was left out; it says what an earlier one says; only a cell was left out; a
cell was read with doubt."""
Claim = dict[str, str]
"""A claim by its columns; names stand as they are written until they are given entities."""
ROW_IN_FILE, NOTE, FLAG, AS_PRINTED, QUALIFIER = "line", "note", "flag", "printed", "qualifier"
_COUNT_BEHIND = re.compile(r"\s*[\d(（].*$", re.DOTALL)
"""What stands behind a word for a total: `合计（37起）`."""
_BETWEEN = "\n"
"""Between the names of a list; no name holds it."""


class Remark(NamedTuple):
    """One thing that could not be read, or is not as it should be: its row in the file, column, text and why."""

    row: int
    column: str
    value: str
    reason: Label
    fate: Fate


class Origin(NamedTuple):
    """Where claims come from: the id of the file among the sources, when it was published, when they are added."""

    source: str
    published: str
    added: str


class Stated(NamedTuple):
    """What the rows of a file state: their claims, each with its row in `line`, and what is told of them."""

    claims: list[Claim]
    told: list[Remark]


class _Written(NamedTuple):
    """A figure of a row with its place and text."""

    figure: Figure
    header: str
    text: str


class _Row(NamedTuple):
    """A row on its way: what its columns say, its figures, and what could not be read, by the columns of the corpus."""

    number: int
    said: Claim
    figures: dict[str, _Written]
    wrong: dict[str, Remark]
    doubts: list[Remark]
    notes: list[str]

    def tell(self, name: str, header: str, text: str, reason: Label) -> None:
        """Keeps why a cell was left out."""
        self.wrong[name] = Remark(self.number, header, text, reason, "cell")

    def doubt(self, header: str, text: str, reason: Label) -> None:
        """Keeps why a cell that was read is doubtful."""
        self.doubts.append(Remark(self.number, header, text, reason, "doubt"))


def _clean(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


class RowReader:
    """Makes claims of the rows of a file, whose numbers in it are `rows`."""

    def __init__(
        self,
        target: Target,
        table: Table,
        how: Mapped,
        columns: Sequence[ReadColumn],
        rows: Sequence[int],
        given: Given,
        naming: Naming,
        origin: Origin,
    ) -> None:
        self._target, self._table, self._given, self._naming = target, table, given, naming
        self._rows, self._origin = rows, origin
        self._end = dates.parse(origin.published).end if origin.published else None
        self._names = {column.name: column for column in table.columns}
        self._said = {name: self._checked(name, value) for name, value in how.said.items() if value}
        self._figures = [c for c in columns if target.figure and c.meant.column == target.figure]
        self._simple = [c for c in columns if c not in self._figures]
        self._first = target.needs[0]
        self._high = next((part.high for part in table.figures if part.name == target.figure), None)

    def _checked(self, name: str, value: str) -> str:
        """What is said of every row, as the table knows it. Raises `TermsheetError` where it does not."""
        column = self._names.get(name)
        if column is None:
            raise TermsheetError(label("filter.no_column", name), spelled_like(name, [*self._names]), EXIT_USAGE)
        known = [choice.id for choice in column.choices]
        if known and value not in known:
            raise TermsheetError(label("filter.term", value, name), spelled_like(value, known), EXIT_USAGE)
        return value

    def stated(self) -> Stated:
        """The claims of all rows, and why others became none."""
        found: list[Claim] = []
        told: list[Remark] = []
        above = ""
        for place, number in enumerate(self._rows):
            row = self._row(place, number)
            if (total := self._total(place)) is not None:
                told.append(Remark(number, *total, label("import.total"), "row"))
                continue
            if self._given.fill_down and self._first not in row.said and above:
                row.said[self._first] = above
            above = row.said.get(self._first, above)
            claims = [*self._claims(place, row)]
            found += claims
            told += [*row.wrong.values(), *row.doubts] if claims else [self._why(row)]
        return Stated(found, told)

    def _total(self, place: int) -> tuple[str, str] | None:
        """The column and the text by which a row adds others up: one that stands in the place of its name."""
        written = [(c, text) for c in self._simple if (text := (c.texts[place] or "").strip())]
        of_name = [one for one in written if one[0].meant.column == self._first]
        column, text = next(iter(of_name or written), (None, ""))
        bare = plain_word(_COUNT_BEHIND.sub("", text))
        return (column.header, text) if column and bare in rules().totals and text not in self._given.names else None

    # A row

    def _row(self, place: int, number: int) -> _Row:
        row = _Row(number, {}, {}, {}, [], [])
        for column in self._simple:
            self._take(row, column, place)
        return row

    def _take(self, row: _Row, column: ReadColumn, place: int) -> None:
        """Takes one cell into a row."""
        name, header = column.meant.column, column.header
        cell, text = column.cells[place], column.texts[place] or ""
        if place in column.wrong:
            row.tell(name, header, text, column.wrong[place])
            row.notes.append(f"{header}: {_clean(text)}")
        if place in column.doubts:
            row.doubt(header, text, column.doubts[place])
        for other, of in self._target.also.items():
            if of == name and (value := column.also[place]):
                row.said[other] = value
        if cell is None:
            return
        if isinstance(cell, Figure):
            row.figures[name] = _Written(cell, header, text)
        elif not isinstance(cell, str):
            self._take_names(row, name, cell)
        elif name == NOTE:
            row.notes.append(cell)
        else:
            row.said[name] = cell

    def _take_names(self, row: _Row, name: str, names: Sequence[str]) -> None:
        """Takes a list of names behind those that are there; one marked as having led stands among the leads."""
        led, marked = self._target.led or ("", "")
        for one in names:
            mark = next((mark for mark in rules().lead if one.endswith(mark)), "") if name == marked else ""
            column, bare = (led, one.removesuffix(mark).strip()) if mark else (name, one)
            before = row.said[column].split(_BETWEEN) if column in row.said else []
            row.said[column] = _BETWEEN.join(dict.fromkeys([*before, bare]))

    # Its claims

    def _claims(self, place: int, row: _Row) -> Iterator[Claim]:
        """The claims of a row; none where it states nothing or lacks what every claim has."""
        if not self._figures:
            said = self._with_figures(row)
            if any(said.get(name) for name in self._target.any) or said.get(QUALIFIER) == "vague":
                yield from self._whole(said, row)
            return
        for column in self._figures:
            cell, text = column.cells[place], column.texts[place] or ""
            if place in column.wrong:
                row.tell(column.header, column.header, text, column.wrong[place])
            if not isinstance(cell, Figure) or not (cell.value or cell.qualifier == "vague"):
                continue
            if cell.doubt is not None:
                row.doubt(column.header, text, cell.doubt)
            metric = column.meant.metric or row.said.get(self._target.metric) or self._said.get(self._target.metric)
            problem, currency = self._of_unit(row, cell, self._target.units.get(metric or "", ""))
            if problem is not None:
                row.tell(column.header, column.header, text, problem)
                continue
            said = {
                **row.said,
                **self._target.of_metric.get(metric or "", {}),
                QUALIFIER: cell.qualifier,
                AS_PRINTED: text.strip(),
                self._target.figure: cell.value,
                **({self._high: cell.high} if self._high and cell.high else {}),
                "currency": currency,
            }
            said |= {self._target.metric: column.meant.metric} if column.meant.metric else {}
            said |= {self._target.period: column.meant.period} if column.meant.period else {}
            yield from self._whole(said, row)

    def _of_unit(self, row: _Row, figure: Figure, unit: str) -> tuple[Label | None, str]:
        """Why a figure is none of the unit of its metric, and the currency of one of money."""
        if figure.percent and unit != "percent":
            return label("import.percent"), ""
        if unit != "money":
            return label("import.no_number") if figure.currency else None, ""
        code = figure.currency or row.said.get("currency", "") or self._given.currency
        return None if code or not figure.value else label("import.bare"), code

    def _with_figures(self, row: _Row) -> Claim:
        """What a row says with its figures, each in its currency; one that has none is told and left out."""
        said = dict(row.said)
        for part in reversed(self._table.figures):
            # The first part is the one that qualifier and print speak of, where it is told.
            written = row.figures.get(part.name)
            if written is None:
                continue
            figure = written.figure
            if figure.qualifier:
                said[QUALIFIER] = figure.qualifier
            if not figure.value:
                said |= {part.unit: figure.currency} if part.unit and figure.currency else {}
                continue
            problem = self._in_currency(row, said, part, figure)
            if problem is None:
                said |= {part.name: figure.value, AS_PRINTED: written.text.strip()}
                said |= {part.high: figure.high} if part.high and figure.high else {}
                continue
            row.tell(part.name, written.header, written.text, problem)
            row.notes.append(f"{written.header}: {_clean(written.text)}")
            said.pop(part.unit or "", None)
            said[QUALIFIER] = "undisclosed"
        return said

    def _in_currency(self, row: _Row, said: Claim, part: Part, figure: Figure) -> Label | None:
        """Gives a figure its currency: the one beside it, in its column, or said for all; why it has none."""
        if part.unit is None:
            return None
        beside = said.get(part.unit, "")
        if figure.currency and beside and figure.currency != beside:
            return label("import.two_currencies", figure.currency, beside)
        first = self._table.figures[0].unit
        column = row.said.get(first or "", "")
        if figure.of_header and column and column != figure.currency:
            # The header's currency is that of the rows that name no other.
            return label("import.two_currencies", figure.currency, column)
        code = figure.currency or beside or self._given.currency
        if code:
            said[part.unit] = code
        return None if code else label("import.bare")

    def _whole(self, said: Claim, row: _Row) -> Iterator[Claim]:
        """A claim with all of its columns; none where one that every claim has is missing."""
        claim = {**self._said, **said}
        if "unit" in self._names and "unit" not in claim:
            claim["unit"] = self._target.units.get(claim.get(self._target.metric, ""), "")
        for part in self._table.parts:
            if not claim.get(part.name) and part.basis:
                claim.pop(part.basis, None)
        claim |= {"source": self._origin.source, ROW_IN_FILE: str(row.number), "added": self._origin.added}
        claim |= {NOTE: " · ".join(row.notes)} if row.notes else {}
        claim = {name: value for name, value in claim.items() if name in self._names and value}
        if any(c.required and c.name not in claim and c.type != "key" for c in self._table.columns):
            return
        self._fit_printed(claim)
        self._flag_late(claim, row)
        yield {name: self._entities(self._names[name], value) for name, value in claim.items()}

    def _flag_late(self, claim: Claim, row: _Row) -> None:
        """What a page dates behind its own day stays as it is printed, and is flagged."""
        name = self._table.date
        start = dates.parse(claim[name]).start if name in claim else None
        if self._end and start and start > self._end:
            claim[FLAG] = f"{name}:misdated" if any(p.name == name for p in self._table.parts) else "misdated"
            row.doubt(name, claim[name], label("import.after_file"))

    def _fit_printed(self, claim: Claim) -> None:
        most, printed = self._names[AS_PRINTED].max_length, claim.get(AS_PRINTED, "")
        if not printed.isprintable() or (most is not None and len(printed) > most):
            del claim[AS_PRINTED]

    def _entities(self, column: Column, text: str) -> str:
        if column.type not in ("entity", "entities"):
            return text
        kinds = self._target.entities.get(column.name, ())
        return ";".join(dict.fromkeys(self._naming.entity(name, kinds) for name in text.split(_BETWEEN)))

    def _why(self, row: _Row) -> Remark:
        """Why a row became no claim: what it lacks, else the first cell that could not be read."""
        figures = [c.header for c in self._figures]
        required = [c.name for c in self._table.columns if c.required]
        for name in (*self._target.needs, *required, *figures, *row.wrong):
            if name in row.wrong:
                return row.wrong[name]._replace(fate="row")
        said = {**self._said, **row.said}
        in_headers = {name for c in self._figures for name in _of_header(c, self._target)}
        lacking = next((n for n in self._target.needs if n not in said and n not in in_headers), "")
        reason = of_column("import.lacks", self._names[lacking]) if lacking else label("import.states_nothing")
        header = next((c.header for c in self._simple if c.meant.column == lacking), "")
        return Remark(row.number, header, "", reason, "row")


def _of_header(column: ReadColumn, target: Target) -> set[str]:
    """The columns of the corpus that the header of a figure fills, and the figure."""
    named = {target.metric: column.meant.metric, target.period: column.meant.period}
    return {name for name, value in named.items() if value} | {target.figure}
