"""A chart on a page of its own: a cursor that reads it, a window of time, and where it is written to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.commands.desk import Desk
from tui.commands.paging import page_keys
from tui.commands.registry import Command, Where
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.language.words import word
from tui.pages.document import Span
from tui.pages.graph import (
    Graph,
    Sight,
    first_sight,
    graph_file,
    graph_lines,
    moved,
    panned_sight,
    place_of,
    zoomed_sight,
)
from tui.pages.panel import Room
from tui.screens.over import OverScreen
from tui.text.visible import visible
from tui.widgets.line_input import LineInput
from tui.widgets.lines import KeyLine, StatusLine, TabStrip
from tui.widgets.page_view import PageView

_ENDINGS = (".svg", ".txt")
OVER_TIME, ANOTHER = "axis.log", "graph.next"
"""What is done only with a chart over time, and only where there is another one."""


class ChartView(PageView):
    """A page with a chart at its top; the keys of columns move the cursor of the chart from value to value."""

    def __init__(self, reader: Reader, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reader = reader
        self._graph: Graph | None = None
        self.sight = Sight()

    def look(self, graph: Graph, sight: Sight, *, stay: bool = True) -> None:
        """Draws a chart as it is looked at."""
        self._graph, self.sight = graph, sight
        # How high the page is, is known only when it is laid out.
        self.show(lambda width, _: graph_lines(graph, sight, Room(width, self.page_height, self._reader)), stay=stay)

    @property
    def column(self) -> int:
        return place_of(self._graph, self.sight) if self._graph else 0

    def move_column(self, column: int) -> None:
        if self._graph is not None:
            self.look(self._graph, moved(self._graph, self.sight, column))


class ChartScreen(OverScreen):
    """Charts of one thing, one of them in front.

    Args:
        desk: that of the tabs beneath.
        graphs: the charts; the first is shown.
    """

    where = Where.CHART

    def __init__(self, desk: Desk, graphs: Sequence[Graph]) -> None:
        super().__init__(desk)
        self._graphs = tuple(graphs)
        self._number = 0
        self._overwrites: Path | None = None

    @property
    def graph(self) -> Graph:
        """The chart in front."""
        return self._graphs[self._number]

    def compose(self) -> ComposeResult:
        reader = self.desk.reader
        kinds = [reader.label(graph.kind) for graph in self._graphs]
        yield TabStrip("termsheet", kinds if len(kinds) > 1 else [self.graph.title], numbered=False, id="tabs")
        yield StatusLine(id="status")
        yield ChartView(reader, id="page")
        yield LineInput(id="prompt-input")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self._typed.display = False
        self.set_focus(self.part)
        self._show(first_sight(self.graph), stay=False)

    def _show_keys(self) -> None:
        """Says what can be done with the chart in front."""
        keys, language = self.desk.keys, self.desk.reader.language
        over_time = isinstance(self.graph.chart, LineChart)
        commands = {keys.key(id): id for id in (OVER_TIME, ANOTHER)}
        told = [(self._arrows, word("chart.cursor", language))] if over_time else []
        told += page_keys(keys, language, doors=False, over_time=over_time, choices=1)
        for key, short in keys.line(Where.CHART, language):
            id = commands.get(key, "")
            if (over_time or id != OVER_TIME) and (len(self._graphs) > 1 or id != ANOTHER):
                told.append((key, short))
        self.query_one(KeyLine).keys([*told, (keys.key("back"), word("key.back", language))])

    @property
    def _arrows(self) -> str:
        return "←→" if ("left",) in self.desk.keys.of("left") else self.desk.keys.key("left")

    @property
    def part(self) -> ChartView:
        return self.query_one("#page", ChartView)

    @property
    def _typed(self) -> Input:
        return self.query_one("#prompt-input", Input)

    def _show(self, sight: Sight, *, stay: bool = True) -> None:
        self.part.look(self.graph, sight, stay=stay)
        self._show_keys()
        self._tell("")

    def _tell(self, message: str) -> None:
        told = Span(message, "warn") if message else Span(self.graph.title, "heading")
        self.query_one(StatusLine).show((told,))

    def tell(self, message: Label) -> None:
        """Says something over it."""
        self._tell(self.desk.say(message))

    def _word(self, key: str) -> str:
        return word(key, self.desk.reader.language)

    def carry_out(self, command: Command) -> None:
        if command.charts is not None:
            command.charts(self)
        else:
            super().carry_out(command)

    # What is done with it

    def zoom(self, factor: float) -> None:
        """Draws a window that many times as long, about the cursor; 0 draws all there is."""
        sight = self.part.sight
        if isinstance(self.graph.chart, LineChart):
            self._show(zoomed_sight(self.graph, sight, factor) if factor else sight._replace(since=None, until=None))
        else:
            self._tell(self._word("chart.no_time"))

    def pan(self, share: float) -> None:
        """Draws the window that lies so much of its length later."""
        if isinstance(self.graph.chart, LineChart):
            self._show(panned_sight(self.graph, self.part.sight, share))
        else:
            self._tell(self._word("chart.no_time"))

    def turn(self) -> None:
        """Draws values by powers, or evenly."""
        if isinstance(self.graph.chart, LineChart):
            self._show(self.part.sight._replace(log=not self.part.sight.log))
        else:
            self._tell(self._word("chart.no_time"))

    def show_next(self) -> None:
        """Draws the same otherwise, where it can be."""
        if len(self._graphs) < 2:
            self._tell(self._word("chart.one"))
            return
        self._number = (self._number + 1) % len(self._graphs)
        self.query_one(TabStrip).activate(self._number)
        self._show(first_sight(self.graph), stay=False)

    # Where it is written to

    def ask_export(self) -> None:
        """Asks where to write it to."""
        self._typed.value = str(self._overwrites or _default_name(self.graph.title))
        self._typed.display = True
        self.set_focus(self._typed)
        self._tell(word("chart.file", self.desk.reader.language))

    def on_key(self, event: events.Key) -> None:
        if self._typed.has_focus and event.key == "escape":
            event.stop()
            event.prevent_default()
            self._put_away()
        else:
            super().on_key(event)

    def _put_away(self) -> None:
        self._typed.display = False
        self.set_focus(self.part)
        self._tell("")

    @on(Input.Submitted)
    def _export(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        path = Path(text).expanduser()
        if not text:
            self._put_away()
        elif path.suffix.lower() not in _ENDINGS:
            self._tell(self._word("chart.formats"))
        elif path.exists() and path != self._overwrites:
            self._overwrites = path
            self._tell(f"{self._word('chart.exists')} {visible(str(path))}")
        else:
            self._overwrites = None
            self._put_away()
            self._write(path)

    def _write(self, path: Path) -> None:
        from tui.writers.saving import save_text

        text = graph_file(self.graph, self.part.sight, path.suffix.lower(), self.desk.reader)
        try:
            done = save_text(text, path)
        except TermsheetError as error:
            self._tell(error.told(self.desk.reader.language))
        else:
            self._tell(f"{self._word('chart.written')} {visible(str(done))}")


def _default_name(title: str) -> Path:
    stem = re.sub(r"[^\w]+", "-", title).strip("-")
    return Path(f"{stem[:60] or 'chart'}.svg")
