"""An answer as panels: the headline, what says otherwise, the chart, the rows, the sources and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

from tui.ask.answers import CHARTED, Answer, Shown
from tui.ask.lines import in_columns, parts_of_row
from tui.ask.plot import AnswerChart, height_of
from tui.ask.records import cited_sources
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.words import noun, word
from tui.pages.document import Door, Item, Line, Pair, Span
from tui.pages.naming import ENTITIES, entity_door, named_door
from tui.pages.panel import Panel, Room, laid, stacked
from tui.text.visible import visible
from tui.text.widths import cell_width, cut

LINES = 22
"""Lines of an answer at least, where it has as many."""
_PER_SIDE, _PER_SOURCE = 4, 8
"""Lines more that give what stands beside the figures, and the sources, one line more each."""
_TALL = 16
"""Lines of a chart that stands alone."""


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
    door: Door | None = None

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def title(self, reader: Reader) -> Line:
        if not self.heading:
            return ()
        text = self.heading if self.strong else word(self.heading, reader.language)
        return (Span(text, "heading" if self.strong else "part", self.door),)

    def draw(self, room: Room) -> list[Line]:
        kept = self.rows[: self.most]
        lines: list[Line] = []
        # Rows of one kind that stand together have columns in common.
        for _, together in groupby(kept, lambda one: (one.table, one.part)):
            told = [
                parts_of_row(one, self.lens, room.reader, subject=self.subject, measure=self.measure)
                for one in together
            ]
            if len(kept) > 1:
                lines += [_fitted(spans, room.width) for spans in in_columns(told, room.width - 2)]
            else:
                lines += laid([Item(tuple(part for part in spans if part.text)) for spans in told], room)
        left = len(self.rows) - len(kept)
        if left > 0:
            lines.append((Span("  "), Span(word("ask.more", room.reader.language, str(left)), "dim")))
        return lines


def _fitted(spans: Line, width: int) -> Line:
    """As many parts as one line holds; the last is cut, unless it tells a figure."""
    line: list[Span] = [Span("  ")]
    used = 2
    for span in spans:
        free = width - used - (1 if len(line) > 1 else 0)
        told = cell_width(span.text.rstrip())
        if free < 4 or (told > free and span.role == "figure" and used > 2):
            break
        if len(line) > 1:
            line.append(Span(" "))
            used += 1
        text = (
            cut(span.text, free) if told > free else span.text[: len(span.text) - max(0, cell_width(span.text) - free)]
        )
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
        lines: list[str] = []
        for note in self.notes:
            joined = f"{lines[-1]} · {note}" if lines else note
            if lines and cell_width(joined) <= room.width - 2:
                lines[-1] = joined
            else:
                lines.append(note)
        return [(Span("  "), Span(cut(line, room.width - 2), "dim")) for line in lines]


@dataclass(frozen=True)
class AnswerLeague:
    """Who took part, in how many deals, and led how many."""

    answer: Answer
    most: int | None = None
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        # Beside figures it goes on from them.
        return () if self.answer.figures else (Span(headline(self.answer, reader), "heading"),)

    def draw(self, room: Room) -> list[Line]:
        reader, league = room.reader, self.answer.league
        kept = league[: self.most]
        if not self.answer.figures:
            told = [
                (
                    named_door(row["entity"], reader),
                    Span(noun("deal").counted(row["deals"], reader.language), "figure"),
                    Span(word("ask.leads", reader.language, str(row["led"])) if row["led"] else "", "label"),
                )
                for row in kept
            ]
            return [_fitted(line, room.width) for line in in_columns(told, room.width - 2)]
        left = len(league) - len(kept)
        names = [f"{reader.names.name(row['entity'], reader.language)} {row['deals']}" for row in kept]
        return laid([Item((Span(" · ".join((*names, *([f"+{left}"] if left else ()))), "dim"),))], room)


@dataclass(frozen=True)
class AnswerSources:
    """The sources of an answer: publisher, title, date."""

    lens: Lens
    told: tuple[Shown, ...]
    most: int | None = None
    door: ClassVar[None] = None

    @property
    def size(self) -> int:
        """How many sources there are."""
        return len(cited_sources(self.told, self.lens))

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
            named = Span(head, "said", Door("sources", row["id"]))
            lines.append((Span("  "), named, Span("  "), Span(title, "source"), Span(end, "dim")))
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


def door_of_names(entities: Sequence[str], reader: Reader) -> Door | None:
    """Where the names of an answer lead: one to its page, several to their comparison."""
    known = [entity for entity in entities if entity_door(entity, reader)]
    if len(known) < 2:
        return entity_door(known[0], reader) if known else None
    return Door(ENTITIES, ";".join(known), "compare")


def answer_panels(answer: Answer, lens: Lens, reader: Reader, *, whole: bool = True, lines: int = LINES) -> list[Panel]:
    """The panels of an answer; unless it is to be whole, as many rows of each as let it fit."""
    several = len({_subject(one, lens) for one in answer.figures}) > 1 or _is_list(answer)
    told = (*answer.figures, *answer.rivals, *answer.otherwise)
    listed = _is_list(answer)
    chart = bool(answer.curves)
    top = None if whole else _top(answer, lines)
    more = max(0, lines - LINES)
    side = None if whole else (2 if listed else 3) + more // _PER_SIDE
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
            door=door_of_names(answer.about, reader),
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
            AnswerRows(lens, "ask.path" if answer.path else "ask.table", rest, None if whole else 5, subject=several)
        )
    panels.append(AnswerSources(lens, told, None if whole else (2 if listed else 3) + more // _PER_SOURCE))
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
    taken = 8 + len(answer.notes[:3]) + (height_of(answer.curves) + 1 if answer.curves else 0)
    taken += 4 if answer.otherwise else 0
    taken += 4 if answer.rivals and not _among(answer) else 0
    taken += 2 if answer.league and answer.figures else 0
    return max(3, min(len(answer.figures), CHARTED), lines - taken)


def answer_lines(answer: Answer, lens: Lens, room: Room, *, whole: bool = False) -> list[Line]:
    """The lines of an answer; unless it is to be whole as many as the room has, with no empty lines between panels."""
    if whole:
        return stacked(answer_panels(answer, lens, room.reader), room)
    most = max(LINES, room.rows)
    panels = answer_panels(answer, lens, room.reader, whole=False, lines=most)
    parts: list[tuple[Panel, list[Line]]] = [(panel, lines) for panel in panels if (lines := _titled(panel, room))]
    # What stands last, how it was read and the sources, gives way last; a chart without its axis is none.
    while (over := sum(len(lines) for _, lines in parts) - most) > 0:
        # What is compared stays side by side, if need be beyond the last line.
        able = [n for n, (panel, _) in enumerate(parts) if _may_give(panel) and (n or len(answer.figures) > CHARTED)]
        if not able:
            break
        longest = max(able, key=lambda n: len(parts[n][1]))
        panel = parts[longest][0]
        assert isinstance(panel, AnswerRows | AnswerSources)
        # Where nothing was left out, a line more tells how much is.
        shown = _shown(panel)
        fewer = replace(panel, most=max(1, shown - over - (shown == panel.size)))
        parts[longest] = fewer, _titled(fewer, room)
    return [line for _, lines in parts for line in lines]


def _titled(panel: Panel, room: Room) -> list[Line]:
    title, lines = panel.title(room.reader), panel.draw(room)
    return [title, *lines] if title and lines else lines


def _may_give(panel: Panel) -> bool:
    """Whether it has lines less when it shows less; the line that tells how much is left out is one of them."""
    shown = _shown(panel)
    return shown > (2 if isinstance(panel, AnswerRows | AnswerSources) and shown == panel.size else 1)


def _shown(panel: Panel) -> int:
    """How many of its rows a panel shows; none of one that has no rows."""
    if not isinstance(panel, AnswerRows | AnswerSources):
        return 0
    return panel.size if panel.most is None else min(panel.size, panel.most)


def chart_lines(answer: Answer, lens: Lens, room: Room) -> list[Line]:
    """The chart of an answer, as large as a screen; where there is no series, the answer."""
    drawn = AnswerChart(lens, answer.curves, max(_TALL, room.rows - LINES + _TALL)).draw(room)
    return [(Span(headline(answer, room.reader), "heading"),), *drawn] if drawn else answer_lines(answer, lens, room)
