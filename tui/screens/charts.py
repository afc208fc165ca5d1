"""A chart on a page of its own: a cursor that reads it, a window of time, and where it is written to."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from tui.charts.line import LineChart
from tui.commands.desk import Desk
from tui.commands.registry import Command, Where
from tui.errors import TermsheetError
from tui.language.words import label
from tui.pages.document import Line, Span
from tui.pages.graph import Graph, first_look, graph_file, graph_lines, graph_page
from tui.pages.look import Look
from tui.pages.panel import Room
from tui.screens.asking import AskingScreen
from tui.text.visible import visible
from tui.widgets.lines import TabStrip
from tui.widgets.page_view import AsRead

_ENDINGS = (".svg", ".txt")
OVER_TIME, ANOTHER = "axis.log", "graph.next"
"""What is done only with a chart over time, and only where there is another one."""


class ChartScreen(AskingScreen):
    """Charts of one thing, one of them in front.

    Args:
        desk: that of the tabs beneath.
        graphs: the charts; the first is shown.
    """

    where = Where.CHART

    def __init__(self, desk: Desk, graphs: Sequence[Graph]) -> None:
        kinds = [desk.reader.label(graph.kind) for graph in graphs]
        super().__init__(desk, kinds if len(kinds) > 1 else [graphs[0].title])
        self._graphs = tuple(graphs)
        self._number = 0
        self._overwrites: Path | None = None

    @property
    def graph(self) -> Graph:
        """The chart in front."""
        return self._graphs[self._number]

    @property
    def subject(self) -> Line:
        return (Span(self.graph.title, "heading"),)

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    def _show(self) -> None:
        """Draws the chart in front as it is first looked at."""
        self.part.show(self._lines, page=graph_page(self.graph), kept=AsRead(look=first_look(self.graph)))
        self.show_keys()

    def _lines(self, width: int, look: Look) -> Sequence[Line]:
        return graph_lines(self.graph, Room(width, self.part.page_height, self.desk.reader, look))

    def own_keys(self) -> list[tuple[str, str]]:
        keys = self.desk.keys
        left_out = {OVER_TIME} if not self._over_time else set()
        left_out |= {ANOTHER} if len(self._graphs) < 2 else set()
        hidden = {keys.key(id) for id in left_out}
        return [told for told in keys.line(Where.CHART, self.desk.reader.language) if told[0] not in hidden]

    @property
    def _over_time(self) -> bool:
        return isinstance(self.graph.chart, LineChart)

    def carry_out(self, command: Command) -> None:
        if command.charts is not None:
            command.charts(self)
        else:
            super().carry_out(command)

    # What is done with it

    def zoom(self, factor: float) -> None:
        """Draws a window that many times as long, about the cursor; 0 draws all there is."""
        if self._has_time():
            self.part.zoom(factor)

    def pan(self, share: float) -> None:
        """Draws the window that lies so much of its length later."""
        if self._has_time():
            self.part.pan(share)

    def turn(self) -> None:
        """Draws values by powers, or evenly."""
        if self._has_time():
            look = self.part.kept.look
            self.part.look_at(look._replace(log=not look.log))

    def _has_time(self) -> bool:
        """Whether the chart has an axis of time; says so where it has none."""
        if not self._over_time:
            self.desk.tell(label("chart.no_time"))
        return self._over_time

    def show_next(self) -> None:
        """Draws the same otherwise, where it can be."""
        if len(self._graphs) < 2:
            self.desk.tell(label("chart.one"))
            return
        self._number = (self._number + 1) % len(self._graphs)
        self.query_one(TabStrip).activate(self._number)
        self._show()
        self.tell("")

    # Where it is written to

    def ask_export(self) -> None:
        """Asks where to write it to."""
        given = str(self._overwrites or _default_name(self.graph.title))
        self.prompting.ask(label("chart.file"), given, self._export)

    def _export(self, text: str) -> bool:
        """Writes it where it is told to; whether that was so."""
        path, desk = Path(os.path.expanduser(text.strip())), self.desk
        if not text.strip():
            return True
        if path.suffix.lower() not in _ENDINGS:
            desk.tell(label("chart.formats"))
            return False
        if os.path.exists(path) and path != self._overwrites:
            self._overwrites = path
            desk.tell(f"{desk.say(label('chart.exists'))} {visible(str(path))}")
            return False
        self._overwrites = None
        self._write(path)
        return True

    def _write(self, path: Path) -> None:
        from tui.writers.saving import save_text

        desk = self.desk
        text = graph_file(self.graph, self.part.kept.look, path.suffix.lower(), desk.reader)
        try:
            done = save_text(text, path)
        except TermsheetError as error:
            desk.tell(error.told(desk.reader.language))
        else:
            desk.tell(f"{desk.say(label('chart.written'))} {visible(str(done))}")


def _default_name(title: str) -> Path:
    stem = re.sub(r"[^\w]+", "-", title).strip("-")
    return Path(f"{stem[:60] or 'chart'}.svg")
