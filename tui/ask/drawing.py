"""An answer as panels: the headline, what says otherwise, the chart, the rows, the sources and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tui.ask.answers import Answer, Curve, Shown
from tui.ask.figures import CHARTED
from tui.ask.lines import line_of_row
from tui.ask.records import cited_sources
from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.charts.sparkline import Sparkline, placed
from tui.corpus.lens import Lens
from tui.corpus.tables import UNIT
from tui.language.words import word
from tui.pages.document import Item, Line, Pair, Span
from tui.pages.panel import Panel, Room, columns, laid, stacked
from tui.text.figures import figure
from tui.text.visible import visible
from tui.text.widths import cell_width, cut

LINES = 22
"""Lines of an answer at 80 columns."""
_CHART, _TALL = 5, 16
_NARROW, _TREND = 18, 30


@dataclass(frozen=True)
class AnswerRows:
    """Rows of an answer under a title, at most so many, the rest counted; each a door to its fact."""

    lens: Lens
    heading: str
    rows: tuple[Shown, ...]
    most: int | None = None
    subject: bool = True
    measure: bool = False
    strong: bool = False
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        if not self.heading:
            return ()
        return (
            Span(
                self.heading if self.strong else word(self.heading, reader.language),
                "heading" if self.strong else "part",
            ),
        )

    def draw(self, room: Room) -> list[Line]:
        kept = self.rows[: self.most]
        one_line = len(kept) > 1
        lines: list[Line] = []
        for one in kept:
            spans = line_of_row(one, self.lens, room.reader, subject=self.subject, measure=self.measure)
            drawn = laid([Item(spans)], room)
            lines += [_fitted(spans, room.width)] if one_line and len(drawn) > 1 else drawn
        left = len(self.rows) - len(kept)
        if left > 0:
            lines.append((Span("  "), Span(word("ask.more", room.reader.language, str(left)), "dim")))
        return lines


def _fitted(spans: Line, width: int) -> Line:
    """As many parts as one line holds; the last is cut."""
    line: list[Span] = [Span("  ")]
    used = 2
    for span in spans:
        free = width - used - (1 if len(line) > 1 else 0)
        if free < 4:
            break
        if len(line) > 1:
            line.append(Span(" "))
            used += 1
        text = cut(span.text, free)
        line.append(span._replace(text=text))
        used += cell_width(text)
    return tuple(line)


@dataclass(frozen=True)
class AnswerNotes:
    """What is said of the reading."""

    notes: tuple[str, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def draw(self, room: Room) -> list[Line]:
        return [(Span("  "), Span(cut(note, room.width - 2), "dim")) for note in self.notes]


@dataclass(frozen=True)
class AnswerChart:
    """The series of an answer: one as a chart, several as trends on one time axis."""

    lens: Lens
    curves: tuple[Curve, ...]
    height: int = _CHART
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def draw(self, room: Room) -> list[Line]:
        able = [curve for curve in self.curves[:CHARTED] if len(curve.points) > 1]
        if not able:
            return []
        if len(able) == 1:
            chart = LineChart(
                able[0].points, lambda value: _written(able[0], value, self.lens, room.reader), able[0].beside
            )
            return [(Span(text, "bar"),) for text in chart.draw(room.width, self.height, room.reader.glyphs)]
        start = min(point[0] for curve in able for point in curve.points)
        end = max(point[0] for curve in able for point in curve.points)
        return [self._trend(curve, start, end, room) for curve in able]

    def _trend(self, curve: Curve, start: date, end: date, room: Room) -> Line:
        width = max(8, min(_TREND * 2, room.width - _NARROW - 24))
        drawn = Sparkline(tuple(placed(curve.points, start, end, width))).draw(width, 1, room.reader.glyphs)[0]
        last = _written(curve, curve.points[-1][1], self.lens, room.reader)
        return columns(
            (visible(room.reader.names.name(curve.name, room.reader.language)), _NARROW, "left", ""),
            (drawn, width, "left", "bar"),
            (last, 10, "right", "figure"),
            (f"{start:%Y-%m} … {end:%Y-%m}", 20, "left", "dim"),
        )


def _written(curve: Curve, value: float, lens: Lens, reader: Reader) -> str:
    one = curve.shown
    if one is None:
        return figure(value, reader.figures)
    row, table = one.row, lens.table(one.table)
    currency = row.get("valuation_currency") if one.part == "valuation" else row.get("currency")
    form = table.forms.get(row.get(UNIT) or "", "")
    return figure(value, reader.figures, currency=currency, form=form)


@dataclass(frozen=True)
class AnswerLeague:
    """Who took part, in how many deals, and led how many."""

    answer: Answer
    most: int | None = None
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        kept = self.answer.league[: self.most]
        told = []
        for row in kept:
            led = f"{reader.names.name(row['entity'], reader.language)}  {row['deals']}"
            told.append(Span(led + (f" ({word('ask.led', reader.language)} {row['led']})" if row["led"] else ""), ""))
        if not self.answer.figures:
            return laid([Item((span,)) for span in told], room)
        left = len(self.answer.league) - len(kept)
        names = " · ".join(span.text for span in told) + (f" · +{left}" if left else "")
        return laid([Item((Span(names, "dim"),))], room)


@dataclass(frozen=True)
class AnswerSources:
    """The sources of an answer: publisher, title, date."""

    lens: Lens
    told: tuple[Shown, ...]
    most: int | None = None
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(word("ask.sources", reader.language), "part"),)

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        rows = cited_sources(self.told, self.lens)
        lines: list[Line] = []
        for row in rows[: self.most]:
            publisher = reader.names.name(row["publisher"], reader.language) if row["publisher"] else ""
            end = f" {row['published'] or ''}".rstrip()
            head = visible(publisher or row["id"])
            room_for = room.width - 4 - cell_width(head) - cell_width(end)
            title = cut(visible(row["title"] or ""), max(8, room_for))
            lines.append((Span("  "), Span(head, "said"), Span("  "), Span(title, "source"), Span(end, "dim")))
        left = len(rows) - len(lines)
        if left > 0:
            lines.append((Span("  "), Span(word("ask.more", reader.language, str(left)), "dim")))
        return lines


@dataclass(frozen=True)
class AnswerReading:
    """How the question was read, and the command that gives the rows."""

    answer: Answer
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        read = visible(reader.label(self.answer.read_as))
        told = [Pair(word("ask.read_as", reader.language), cut(read, room.width - 14), "dim")]
        if self.answer.command:
            told.append(Pair(word("ask.rows", reader.language), visible(self.answer.command), "dim"))
        return laid(told, room)


def headline(answer: Answer, reader: Reader) -> str:
    """What an answer is called: whom it is about, and what of them."""
    names = [reader.names.both(entity, reader.language) for entity in answer.about[:3]]
    what = reader.label(answer.measure)
    return visible(
        " · ".join(part for part in (", ".join(names) + (" …" if len(answer.about) > 3 else ""), what) if part)
    )


def answer_panels(answer: Answer, lens: Lens, reader: Reader, *, whole: bool = True, lines: int = LINES) -> list[Panel]:
    """The panels of an answer; unless it is to be whole, as many rows of each as let it fit."""
    several = len({_subject(one, lens) for one in answer.figures}) > 1 or _is_list(answer)
    told = (*answer.figures, *answer.rivals, *answer.otherwise)
    listed = _is_list(answer)
    chart = bool(answer.curves)
    top = None if whole else _top(answer, lines)
    side = None if whole else (2 if listed else 3)
    unlike = len({one.row.get("metric") for one in (*answer.figures, *answer.otherwise)}) > 1
    panels: list[Panel] = [
        AnswerRows(
            lens,
            headline(answer, reader),
            answer.figures,
            top,
            subject=several,
            measure=unlike and several,
            strong=True,
        ),
    ]
    if answer.league:
        panels.append(AnswerLeague(answer, None if whole else 8 if answer.figures else 14))
    if answer.notes:
        panels.append(AnswerNotes(tuple(reader.label(note) for note in answer.notes[: None if whole else 3])))
    if chart:
        panels.append(AnswerChart(lens, answer.curves))
    if answer.rivals and not _among(answer):
        panels.append(AnswerRows(lens, "ask.rivals", answer.rivals, side, subject=several, measure=unlike))
    if answer.otherwise:
        panels.append(AnswerRows(lens, "ask.otherwise", answer.otherwise, side, subject=several, measure=unlike))
    rest = tuple(one for one in answer.rows if one not in told) if whole or answer.path else ()
    if rest:
        panels.append(
            AnswerRows(lens, "ask.path" if answer.path else "ask.rows", rest, None if whole else 5, subject=several)
        )
    panels.append(AnswerSources(lens, told, None if whole else 3 if not listed else 2))
    panels.append(AnswerReading(answer))
    return panels


def _subject(one: Shown, lens: Lens) -> str | None:
    return one.row["id"] if one.table == "entities" else lens.table(one.table).subject_of(one.row)


def _is_list(answer: Answer) -> bool:
    return len(answer.figures) > 3


def _among(answer: Answer) -> bool:
    """Whether the rivals stand among the figures already."""
    shown = {id(one.row) for one in answer.figures}
    return all(id(one.row) in shown for one in answer.rivals)


def _top(answer: Answer, lines: int) -> int:
    taken = 8 + len(answer.notes[:3]) + (_CHART + 1 if answer.curves else 0)
    taken += 4 if answer.otherwise else 0
    taken += 4 if answer.rivals and not _among(answer) else 0
    taken += 2 if answer.league and answer.figures else 0
    return max(3, lines - taken)


def answer_lines(answer: Answer, lens: Lens, room: Room, *, whole: bool = False) -> list[Line]:
    """The lines of an answer; unless it is to be whole at most `LINES`, the panels without empty lines between them."""
    if whole:
        return stacked(answer_panels(answer, lens, room.reader), room)
    panels = answer_panels(answer, lens, room.reader, whole=False)
    drawn = [(panel, panel.draw(room)) for panel in panels]
    parts = [
        ([panel.title(room.reader)] if panel.title(room.reader) else []) + lines for panel, lines in drawn if lines
    ]
    # What stands last, how it was read and the sources, gives way last.
    while (over := sum(map(len, parts)) - LINES) > 0:
        widest = max(range(len(parts) - 1), key=lambda n: len(parts[n]))
        if len(parts[widest]) <= 2:
            break
        parts[widest] = _shortened(parts[widest], min(over, len(parts[widest]) - 2))
    return [line for part in parts for line in part][:LINES]


def _shortened(lines: Sequence[Line], by: int) -> list[Line]:
    return [*lines[: len(lines) - by]]


def chart_lines(answer: Answer, lens: Lens, room: Room) -> list[Line]:
    """The chart of an answer, as large as a screen; where there is no series, the answer."""
    drawn = AnswerChart(lens, answer.curves, _TALL).draw(room)
    return [(Span(headline(answer, room.reader), "heading"),), *drawn] if drawn else answer_lines(answer, lens, room)
