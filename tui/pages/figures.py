"""What is shown of a fact: its figures with how sure they are, and what else its row says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.corpus.lens import Row
from tui.corpus.policy import Policy
from tui.corpus.tables import UNIT, Table
from tui.language.words import word
from tui.pages.document import Block, Drawn, Gap, Line, Pair, Span
from tui.pages.panel import Room, laid
from tui.pages.stated import fact_title, figure_of, in_full, verdict
from tui.text.figures import converted, figure
from tui.text.numbers import full
from tui.text.visible import visible

CHART = 9
"""Lines of the chart of a series."""


@dataclass(frozen=True)
class Figures:
    """A fact as its table shows it; where the row is a series, over its history."""

    table: Table
    row: Row
    policy: Policy
    series: Row | None = None
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(fact_title(self.table, self.row, reader), "heading"),)

    def draw(self, room: Room) -> list[Line]:
        table, row, reader = self.table, self.row, room.reader
        history = _history(table, self.series, reader) if self.series else ()
        figures = (*_figures(table, row, reader, self.policy), *_facts(table, row, reader, self.policy))
        return laid((*history, *figures), room)


def _history(table: Table, series: Row, reader: Reader) -> Iterator[Block]:
    """The series of a row as a line, under the name of who states it."""
    form = table.forms.get(series.get(UNIT) or "", "")

    def write(value: float) -> str:
        return figure(value, reader.language, form=form)

    said = visible(reader.names.name(series["teller"], reader.language))
    yield Pair(word("trend", reader.language), f"{said} · {series['points']}", "dim")
    line, beside = (tuple(zip(series[f"{of}starts"], series[f"{of}values"], strict=True)) for of in ("", "beside_"))
    yield Drawn(LineChart(line, write, beside), CHART)
    yield Gap()


def _figures(table: Table, row: Row, reader: Reader, policy: Policy) -> Iterator[Block]:
    for f in table.parts:
        if f.match != "interval":
            continue
        label = reader.label(table.column(f.name).title)
        text = figure_of(table, row, f.name, reader)
        if not text:
            continue
        value = row[f.name]
        role = "struck" if row["status"] in policy.refuting else "figure"
        yield Pair(label, text, role)
        if value is None:
            continue
        unit = row.get(f.unit) if f.unit else row.get("currency")
        if not unit and row.get("unit"):
            unit = table.column("unit").choice(row["unit"], reader.language)
        parts = [full(value), visible(str(unit or ""))]
        if f.basis and row.get(f.basis):
            parts.append(f"· {in_full(table.column(f.basis), row[f.basis], reader)}")
        yield Pair("", " ".join(parts), "dim")
        currency = row.get(f.unit or "currency")
        if currency != "USD" and f"{f.name}_usd" in row:
            usd = row[f"{f.name}_usd"]
            said = word("no_rate", reader.language) if usd is None else converted(usd, reader.language)
            yield Pair("", f"{word('converted', reader.language)}: {said}", "dim")
        witnesses, rivals = row.get(f"{f.name}_witnesses"), row.get(f"{f.name}_rivals")
        if witnesses is not None:
            yield Pair("", verdict(witnesses, rivals or 0, reader), "rival" if rivals else "dim")


ENDINGS = (
    "status",
    "nature",
    "qualifier",
    "said_by",
    "said_by_kind",
    "source",
    "line",
    "printed",
    "confidence",
)


def _facts(table: Table, row: Row, reader: Reader, policy: Policy) -> Iterator[Block]:
    """The columns of the fact's own that say something, in the order of the table."""
    drawn = {n for f in table.parts if f.match == "interval" for n in (f.name, f.high, f.unit, f.basis) if n}
    skipped = {
        *drawn,
        *ENDINGS,
        "key",
        "flag",
        "note",
        "alt_currency",
        "currency",
        "unit",
        table.subject[0],
    }
    for column in table.columns:
        value = row.get(column.name)
        if value is None or column.name in skipped:
            continue
        text = in_full(column, value, reader)
        if column.name.startswith("alt_"):
            text = figure(value, reader.language, currency=row.get("alt_currency"))
        yield Pair(reader.label(column.title), text)
    for f in table.parts:
        if f.match != "interval" and row[f.name] is not None:
            witnesses, rivals = row[f"{f.name}_witnesses"], row[f"{f.name}_rivals"]
            if witnesses > 1 or rivals:
                label = reader.label(table.column(f.name).title)
                yield Pair(label, verdict(witnesses, rivals, reader), "rival" if rivals else "dim")
    status = table.column("status")
    word_of_status = status.choice(row["status"], reader.language)
    nature = row.get("nature")
    if nature and nature != "actual":
        word_of_status += f" · {table.column('nature').choice(nature, reader.language)}"
    role = "rival" if row["status"] in policy.unsure else ""
    yield Pair(reader.label(status.title), visible(word_of_status), role)
