"""What is shown of a fact: its figures with how sure they are, and what else its row says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, marked
from tui.charts.line import LineChart
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import UNIT, Column, Part, Table
from tui.language.words import word
from tui.pages.beside import in_yuan, row_with_yuan
from tui.pages.counted import counted
from tui.pages.document import Block, Drawn, Gap, Line, NamedSpans, Pair, Span
from tui.pages.naming import named_both, names_listed
from tui.pages.panel import Room, laid
from tui.pages.plotted import curve
from tui.pages.stated import in_full, marked_figure
from tui.pages.vouching import ACTUAL, Vouching
from tui.text.figures import converted, figure
from tui.text.numbers import full
from tui.text.visible import visible

CHART = 9
"""Lines of the chart of a series."""


@dataclass(frozen=True)
class Figures:
    """A fact as its table shows it; where the row is a series, over its history."""

    lens: Lens
    table: Table
    row: Row
    series: Row | None = None
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (named_both(self.table.subject_of(self.row), reader, "heading"),)

    def draw(self, room: Room) -> list[Line]:
        vouching = Vouching(self.lens, self.table, self.row, room.reader)
        history = _history(self.lens, self.table, self.series, room.reader) if self.series else ()
        return laid((*history, *_figures(vouching), *_others(vouching)), room)


def _history(lens: Lens, table: Table, series: Row, reader: Reader) -> Iterator[Block]:
    """The series of a row as a line, under the name of who states it."""
    form = table.forms.get(series.get(UNIT) or "", "")

    def write(value: float) -> str:
        return figure(value, reader.figures, form=form)

    said = visible(reader.names.name(series["teller"], reader.language))
    yield Pair(word("trend", reader.language), f"{said} · {series['points']}", "dim")
    found = counted(lens, table.name, series["key"])
    if found is not None:
        yield Drawn(LineChart((curve(found.found[0], lens.policy),), write), CHART)
    yield Gap()


def _figures(vouching: Vouching) -> Iterator[Block]:
    """The figures of a row, each with who vouches for it."""
    table, reader = vouching.table, vouching.reader
    row = row_with_yuan(vouching.row, table, vouching.lens, reader)
    for part in table.parts:
        if part.match != "interval" or not vouching.shows(part):
            continue
        text = marked_figure(table, row, part.name, reader)
        yield Pair(reader.label(table.column(part.name).title), text, _look(row, part, "figure"))
        if row[part.name] is not None:
            yield from _exactly(table, row, part, reader)
        yield from vouching.lines(part)


def _exactly(table: Table, row: Row, part: Part, reader: Reader) -> Iterator[Pair]:
    """A figure with all of its digits, and in yuan and US dollars."""
    currency = row.get(part.unit or "currency")
    unit = row.get(part.unit) if part.unit else currency
    if not unit and row.get(UNIT):
        unit = table.column(UNIT).choice(row[UNIT], reader.language)
    ends = [row[part.name], row.get(part.high) if part.high else None]
    parts = ["–".join(full(end) for end in ends if end is not None), visible(str(unit or ""))]
    if part.basis and row.get(part.basis):
        parts.append(f"· {in_full(table.column(part.basis), row[part.basis], reader)}")
    if yuan := in_yuan(row, part, reader):
        parts.append(f"· {word('in_yuan', reader.language)} {yuan}")
    yield Pair("", " ".join(parts), "dim")
    if currency != "USD" and f"{part.name}_usd" in row:
        usd = row[f"{part.name}_usd"]
        said = word("no_rate", reader.language) if usd is None else converted(usd, reader.figures)
        yield Pair("", f"{word('converted', reader.language)}: {said}", "dim")


def _look(row: Row, part: Part, role: str) -> str:
    return "struck" if row.get(f"{part.name}{STANDING}") == "refuted" else role


_ENDINGS = (
    "key",
    "status",
    "nature",
    "qualifier",
    "said_by",
    "said_by_kind",
    "source",
    "line",
    "printed",
    "confidence",
    "flag",
    "note",
    "alt_currency",
    "currency",
    UNIT,
)
"""What stands beside a figure or among the claims."""


def _others(vouching: Vouching) -> Iterator[Block]:
    """The columns of a row that are no figures and say something, in the order of the table; its status last."""
    table, row, reader = vouching.table, vouching.row, vouching.reader
    parts = {part.name: part for part in table.parts if part.match != "interval"}
    figures = [part for part in table.parts if part.name not in parts]
    drawn = {name for part in figures for name in (part.name, part.high, part.unit, part.basis)}
    beside = {part.basis for part in parts.values()}
    for column in table.columns:
        value = row.get(column.name)
        if value is None or column.name in {*drawn, *beside, *_ENDINGS, table.subject[0]}:
            continue
        if column.name in parts:
            yield from _part(vouching, parts[column.name], column)
            continue
        if column.type in ("entity", "entities"):
            yield NamedSpans(reader.label(column.title), _names(column, value, reader))
        elif column.name.startswith("alt_"):
            yield Pair(reader.label(column.title), figure(value, reader.figures, currency=row.get("alt_currency")))
        else:
            yield Pair(reader.label(column.title), in_full(column, value, reader))
        if column.type == "entities" and ";" in value and row["claims"] > 1:
            yield Pair("", word("united", reader.language), "dim")
    yield _status(vouching)
    # Of a statement without a figure, who makes it.
    yield from (line for part in figures[:1] if not vouching.shows(part) for line in vouching.lines(part))


def _names(column: Column, value: str, reader: Reader, role: str = "") -> Line:
    """The entities of a cell, each a door."""
    if column.type == "entities":
        return names_listed(value.split(";"), reader, role)
    return (named_both(value, reader, role),)


def _part(vouching: Vouching, part: Part, column: Column) -> Iterator[Block]:
    """A part that is no figure, with who vouches for it."""
    table, row, reader = vouching.table, vouching.row, vouching.reader
    standing, look = row.get(f"{part.name}{STANDING}"), _look(row, part, "")
    if column.type in ("entity", "entities"):
        mark = (Span(marked(" ", standing).strip(), look),) if standing else ()
        yield NamedSpans(reader.label(column.title), (*mark, *_names(column, row[part.name], reader, look)))
    else:
        text = marked(in_full(column, row[part.name], reader), standing)
        basis = row.get(part.basis) if part.basis else None
        if basis and part.basis:
            text += f" · {in_full(table.column(part.basis), basis, reader)}"
        yield Pair(reader.label(column.title), text, look)
    yield from vouching.lines(part)


def _status(vouching: Vouching) -> Pair:
    """The status of the row itself, and its nature where no figure tells one."""
    table, row, reader = vouching.table, vouching.row, vouching.reader
    told = [table.column("status").choice(row["status"], reader.language)]
    if vouching.nature and vouching.nature != ACTUAL:
        told.append(table.column("nature").choice(vouching.nature, reader.language))
    doubted = row["status"] in vouching.lens.policy.unsure
    return Pair(reader.label(table.column("status").title), visible(" · ".join(told)), "rival" if doubted else "")
