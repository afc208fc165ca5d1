"""A page of text as data: blocks that are laid out to a width, so that panes, cards and the shell share them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.charts.chart import Chart, pieces_of
from tui.charts.glyphs import Glyphs
from tui.text.widths import cell_width, wrap

NEWS_DOOR = "new"
"""The door to the list of what is new."""


class Door(NamedTuple):
    """Where a line leads: a table, and in it the fact with this key; or the page of a kind that it has there.

    An entity's door is its row in the table of entities.
    """

    table: str
    key: str = ""
    page: str = ""


class Span(NamedTuple):
    """A run of text in one role, and where it leads.

    The role names what the text is; the stylesheet says how that looks.
    """

    text: str
    role: str = ""
    door: Door | None = None


Line = tuple[Span, ...]


def door_of(line: Line) -> Door | None:
    """Where a line leads: the first of what leads anywhere in it."""
    return next((span.door for span in line if span.door), None)


class Heading(NamedTuple):
    """The name of the page or of a part of it."""

    text: str
    role: str = "heading"


class Pair(NamedTuple):
    """A labelled value; the value wraps under itself."""

    label: str
    text: str
    role: str = ""


class NamedSpans(NamedTuple):
    """A label, and runs of text beside it that flow under themselves: names that are doors, mostly."""

    label: str
    spans: Line


class Item(NamedTuple):
    """A line of a list: a mark of one cell and spans on one line, and paragraphs under it, indented."""

    spans: Line
    under: tuple[Span, ...] = ()
    mark: Span = Span(" ")


class Gap(NamedTuple):
    """An empty line."""


class Drawn(NamedTuple):
    """A chart as wide as the page."""

    chart: Chart
    height: int


Block = Heading | Pair | NamedSpans | Item | Gap | Drawn

LABEL_WIDTH = 13
INDENT = 2


def _wrapped(span: Span, width: int, indent: int) -> Iterable[Line]:
    for text in wrap(span.text, max(4, width - indent)):
        yield (Span(" " * indent), Span(text, span.role, span.door))


def flow(spans: Sequence[Span], width: int) -> Iterable[Line]:
    """Spans on as few lines as they fit on, none of them split unless it is longer than a line."""
    line: list[Span] = []
    used = 0
    for span in spans:
        size = cell_width(span.text)
        # What Chinese divides names by has its room in itself.
        gap = 0 if line and line[-1].text.endswith("、") else 1
        if line and used + gap + size > width:
            yield tuple(line)
            line, used = [], 0
        if size > width:
            *whole, last = wrap(span.text, width)
            for part in whole:
                yield (Span(part, span.role, span.door),)
            span, size = span._replace(text=last), cell_width(last)
        if line and gap:
            line.append(Span(" "))
            used += 1
        line.append(span)
        used += size
    if line:
        yield tuple(line)


def _pair(pair: Pair, label_width: int, width: int) -> Iterable[Line]:
    """A label and its value beside it; a label too long for its column stands above its value."""
    label = pair.label
    if cell_width(label) >= label_width:
        yield from ((Span(part, "label"),) for part in wrap(label, width))
        label_width, label = INDENT, ""
    told = label + " " * (label_width - cell_width(label))
    for part in wrap(pair.text, width - label_width) or [""]:
        yield (Span(told, "label"), Span(part, pair.role))
        told = " " * label_width


def _told(told: NamedSpans, label_width: int, width: int) -> Iterable[Line]:
    """A label, and beside it the runs of text, which flow."""
    label = told.label
    if cell_width(label) >= label_width:
        yield from ((Span(part, "label"),) for part in wrap(label, width))
        label_width, label = INDENT, ""
    label += " " * (label_width - cell_width(label))
    for line in flow(told.spans, max(4, width - label_width)):
        yield (Span(label, "label"), *line)
        label = " " * label_width


def layout(blocks: Iterable[Block], width: int, glyphs: Glyphs) -> list[Line]:
    """The blocks as lines of at most `width` cells, the values of all labels under each other."""
    lines: list[Line] = []
    blocks = list(blocks)
    widest = max((cell_width(block.label) for block in blocks if isinstance(block, Pair | NamedSpans)), default=0)
    label_width = max(LABEL_WIDTH, min(widest + 1, width * 2 // 5))
    for block in blocks:
        match block:
            case Heading(heading, role):
                lines += [(Span(part, role),) for part in wrap(heading, width)]
            case Pair():
                lines += _pair(block, label_width, width)
            case NamedSpans():
                lines += _told(block, label_width, width)
            case Item(spans, under, mark):
                head, indent = Span(mark.text + " ", mark.role), max(INDENT, cell_width(mark.text) + 1)
                for flowed in flow(spans, width - indent):
                    lines.append((head, *flowed))
                    head = Span(" " * indent)
                for paragraph in under:
                    lines += _wrapped(paragraph, width, INDENT)
            case Gap():
                lines.append(())
            case Drawn(chart, height):
                lines += spans_of_chart(chart, width, height, glyphs)
    return lines


def spans_of_chart(chart: Chart, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """A chart as lines of a page, in the roles that it has."""
    return [tuple(Span(text, role) for text, role in line) for line in pieces_of(chart, width, height, glyphs)]


def plain_line(line: Line) -> str:
    """A line as bare text."""
    return "".join(span.text for span in line).rstrip()
