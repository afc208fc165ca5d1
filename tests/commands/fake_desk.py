"""A desk without a screen: what commands asked of it is kept, and a person can type at its prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tui.cells.cell import Reader
from tui.commands.desk import OPENING_CORPUS, Again
from tui.commands.faces import PagePart, Scrollable
from tui.commands.keymap import Keymap, keymap
from tui.commands.registry import Where
from tui.corpus.lens import Lens
from tui.corpus.opening import Opening
from tui.engines.lane import Inline
from tui.engines.task import Task, Tasks
from tui.grants import EVERYTHING
from tui.language.label import Label
from tui.pages.document import Block, plain_line
from tui.pages.graph import Graph
from tui.pages.page import PanelPage
from tui.pages.panel import Panel, Room, stacked
from tui.query.query import Filter
from tui.tables.line import CommandLine
from tui.tables.model import TableModel
from tui.tables.sheet import Sheet, TableSheet
from tui.tables.suggestions import Suggestion
from tui.tables.tabs import Tabs

HEIGHT = 10
FITTED, SHOWN = 17, 12
"""The widths that every column of a fake table has."""


class FakePage:
    """A page of a hundred lines."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.seen: float | None = None

    def move_by(self, rows: int) -> None:
        self.row += rows

    def page_by(self, pages: float) -> None:
        self.row += round(pages * HEIGHT)

    def move_to(self, row: int) -> None:
        self.row = row if row >= 0 else 100 + row

    def move_column(self, column: int) -> None:
        self.column = column

    def next_door(self, step: int) -> bool:
        self.column += step
        return True

    def leave_doors(self) -> None:
        self.column = 0

    def zoom(self, factor: float) -> None:
        self.seen = factor

    def pan(self, share: float) -> None:
        self.seen = share

    def choose(self, step: int) -> None:
        self.seen = step


class FakeTable:
    """A table that is not drawn."""

    page_height = HEIGHT

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk
        self.marked = 0

    @property
    def _model(self) -> TableModel:
        assert self._desk.model is not None
        return self._desk.model

    @property
    def column(self) -> int:
        return self._model.cursor.column

    def move_by(self, rows: int) -> None:
        self._model.move_by(rows, HEIGHT)

    def page_by(self, pages: float) -> None:
        self._model.page_by(round(pages * HEIGHT), HEIGHT)

    def move_to(self, row: int) -> None:
        self._model.move_to(row if row >= 0 else self._model.count + row, HEIGHT)

    def move_column(self, column: int) -> None:
        self._model.column_to(column if column >= 0 else len(self._model.columns) + column)

    def width_of(self, number: int) -> int:
        return SHOWN

    def fitted(self, number: int) -> int:
        return FITTED

    def moved_from(self, row: int, top: int) -> None:
        """Nothing is drawn."""

    def mark(self) -> None:
        self.marked += 1


class FakePane:
    """A pane that is not drawn."""

    def __init__(self) -> None:
        self.shown = self.focused = False


class FakeSuggestions:
    """Suggestions as a list."""

    def __init__(self) -> None:
        self.items: tuple[Suggestion, ...] = ()
        self.chosen = -1

    @property
    def here(self) -> Suggestion | None:
        return self.items[self.chosen] if 0 <= self.chosen < len(self.items) else None

    def show(self, items: Sequence[Suggestion]) -> None:
        self.items, self.chosen = tuple(items), -1

    def move(self, step: int) -> None:
        self.chosen = max(-1, min(self.chosen + step, len(self.items) - 1))


class Asked(NamedTuple):
    """What a command asks for."""

    mark: Label
    taken: Callable[[str], bool | None]
    changed: Callable[[str], None] | None
    left: Callable[[], None] | None
    assist: Callable[[str, str], str | None] | None


class FakePrompt:
    """A line, and the person who types it."""

    def __init__(self) -> None:
        self.suggestions = FakeSuggestions()
        self.asked: Asked | None = None
        self.text: str | None = None

    def ask(
        self,
        mark: Label,
        text: str,
        taken: Callable[[str], bool | None],
        changed: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        assist: Callable[[str, str], str | None] | None = None,
        *,
        select: bool = True,
    ) -> None:
        self.asked, self.text = Asked(mark, taken, changed, left, assist), text

    def put(self, text: str) -> None:
        self.type(text)

    def put_away(self) -> None:
        self.asked = self.text = None

    # The person

    def type(self, text: str) -> None:
        """Writes a line, instead of what stands there."""
        assert self.asked is not None
        self.text = text
        if self.asked.changed is not None:
            self.asked.changed(text)

    def press(self, key: str) -> None:
        """Presses Tab, an arrow or Enter."""
        assert self.asked is not None
        assert self.text is not None
        assert self.asked.assist is not None
        line = self.asked.assist(key, self.text)
        if line is not None:
            self.type(line)

    def enter(self, text: str | None = None) -> bool:
        """Takes the line, or another one; whether it was accepted."""
        if text is not None:
            self.type(text)
        asked, line = self.asked, self.text
        assert asked is not None
        assert line is not None
        self.put_away()
        if asked.taken(line) is False:
            self.asked, self.text = asked, line
            return False
        return True

    def leave(self) -> None:
        """Leaves the line."""
        asked = self.asked
        assert asked is not None
        self.put_away()
        if asked.left is not None:
            asked.left()


class Choice(NamedTuple):
    """What a command lets the person choose from."""

    title: Label
    items: Sequence[str]
    marked: set[int] | None
    chosen: Callable[[Sequence[int]], None]


class Opened(NamedTuple):
    """Tabs over the desk."""

    sheets: Sequence[Sheet]
    title: str
    start: str
    entity: str | None
    drill: Callable[[Filter], None] | None
    line: CommandLine | None


class Pause:
    """A call that is made when the test says so."""

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def stop(self) -> None:
        self.call = None


class FakeDesk:
    """What commands did, for a test to look at."""

    def __init__(
        self,
        *sheets: Sheet,
        reader: Reader,
        lens: Lens | None = None,
        keys: Keymap | None = None,
        entity: str | None = None,
        drill: Callable[[Filter], None] | None = None,
        opening: Callable[[], Lens] | None = None,
    ) -> None:
        self.opening, self.over_files = opening, lens is None
        self.reader, self.lens, self.entity, self.drill = reader, lens, entity, drill
        self.keys = keys or keymap({})
        self.grants = EVERYTHING
        self.tabs = Tabs(sheets)
        self.table, self.front, self.pane, self.prompt = FakeTable(self), FakePage(), FakePane(), FakePrompt()
        self.told = ""
        self.calls: list[Callable[[], None]] = []
        self.pauses: list[Pause] = []
        self.choice: Choice | None = None
        self.opened: Opened | None = None
        self.pages: list[tuple[str, str]] = []
        self.charts: list[tuple[Graph, ...]] = []
        self.done: list[str] = []
        self.uncovered = False
        self.written = ""
        self.has_mouse, self.plain, self.is_file = True, False, False
        self.tasks = Tasks(Inline)
        self.show_tab(0)

    # The corpus

    @property
    def asked(self) -> FakeDesk | None:
        return self if self.lens is not None else None

    def with_corpus(self, call: Callable[[Any], None], failed: Callable[[str | Label], None] | None = None) -> None:
        def opened(lens: Lens) -> None:
            self.lens, self.reader = lens, self.reader._replace(names=lens.names)
            call(self)

        self.tasks.start(
            OPENING_CORPUS,
            Label(OPENING_CORPUS, OPENING_CORPUS),
            lambda _: self.opened_corpus(),
            opened,
            failed or self.tell,
        )

    def opened_corpus(self) -> Lens:
        return self.lens or (self.opening or Opening())()

    # What is in front

    @property
    def where(self) -> Where:
        return Where.TABLE if self.model is not None and self.model.columns else Where.PAGE

    @property
    def sheet(self) -> Sheet:
        return self.tabs.sheet

    @property
    def model(self) -> TableModel | None:
        return self.tabs.model

    @property
    def part(self) -> Scrollable:
        return self.table if self.model is not None else self.front

    @property
    def page(self) -> PagePart | None:
        return None if self.model is not None else self.front

    # Telling

    def tell(self, message: str | Label) -> None:
        self.told = message if isinstance(message, str) else self.say(message)

    def say(self, label: Label) -> str:
        return self.keys.named(label.text(self.reader.language))

    def show_status(self) -> None:
        """There is no status line."""

    def wake(self) -> None:
        """Nothing is told of work."""

    def requeried(self) -> None:
        self.told = ""

    def follow(self) -> None:
        self.done.append("follow")

    # Later

    def soon(self, call: Callable[[], None]) -> None:
        self.calls.append(call)

    def later(self, seconds: float, call: Callable[[], None]) -> Pause:
        self.pauses.append(Pause(call))
        return self.pauses[-1]

    def rest(self) -> None:
        """Does what was put off."""
        calls, self.calls = self.calls, []
        for call in calls:
            call()
        pauses, self.pauses = self.pauses, []
        for pause in pauses:
            if pause.call is not None:
                pause.call()

    # Opening and leaving

    def choose(
        self, title: Label, items: Sequence[str], marked: set[int] | None, chosen: Callable[[Sequence[int]], None]
    ) -> None:
        self.choice = Choice(title, items, marked, chosen)

    def show_tab(self, number: int) -> bool:
        there = self.tabs.go(number)
        sheet = self.sheet
        if there and isinstance(sheet, TableSheet) and self.tabs.number not in self.tabs.models:
            self.tabs.models[self.tabs.number] = sheet.model()
        return there

    def show_tab_named(self, name: str) -> bool:
        number = self.tabs.named(name)
        return number is not None and self.show_tab(number)

    def open_here(self) -> bool:
        return False

    def open_sheets(
        self,
        sheets: Sequence[Sheet],
        title: str,
        start: str = "",
        *,
        entity: str | None = None,
        drill: Callable[[Filter], None] | None = None,
        line: CommandLine | None = None,
    ) -> None:
        self.opened = Opened(sheets, title, start, entity, drill, line)

    def _show_page(self, title: str, *columns: Sequence[Panel]) -> None:
        room = Room(80, 24, self.reader)
        self.pages.append((title, "\n".join(plain_line(line) for panels in columns for line in stacked(panels, room))))

    def look(self, lens: Lens, reader: Reader) -> bool:
        self.lens, self.reader = lens, reader
        self.done.append("look")
        return True

    def open_page(self, title: str, panels: Sequence[Panel]) -> None:
        self._show_page(title, panels)

    def open_charts(self, graphs: Sequence[Graph]) -> None:
        self.charts.append(tuple(graphs))

    def show_page(self, page: PanelPage, again: Again | None = None) -> None:
        self._show_page(page.title, page.panels)

    def open_help(self, title: str, blocks: Sequence[Block]) -> None:
        self.pages.append((title, repr(blocks)))

    def open_work(self, title: str, blocks: Sequence[Block], running: Callable[[], Sequence[Task[Any]]]) -> None:
        self.pages.append((title, repr(blocks)))

    def running(self) -> Sequence[Task[Any]]:
        return self.model.tasks.running if self.model is not None else []

    def back(self) -> None:
        self.done.append("back")

    def uncover(self) -> FakeDesk:
        self.uncovered = True
        return self

    def close(self) -> None:
        self.done.append("close")

    def quit(self) -> None:
        self.done.append("quit")

    # The file and the terminal

    def reload(self) -> bool:
        self.done += ["reload"] * self.is_file
        return self.is_file

    def reencode(self) -> bool:
        self.done += ["reencode"] * self.is_file
        return self.is_file

    def write(self, sequence: str) -> None:
        self.written += sequence

    def redraw(self) -> None:
        self.done.append("redraw")

    def stop(self) -> None:
        self.done.append("stop")

    def suspend(self) -> None:
        self.done.append("suspend")

    def toggle_mouse(self) -> bool:
        self.has_mouse = not self.has_mouse
        return self.has_mouse

    def toggle_plain(self, plain: bool | None = None) -> bool:
        self.plain = not self.plain if plain is None else plain
        return self.plain
