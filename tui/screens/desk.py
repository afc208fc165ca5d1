"""The desk that an explorer gives to commands: each part of the screen does its share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tui.commands.desk import OPENING_CORPUS, Again, Desk, Timer
from tui.commands.opening import follow_door
from tui.commands.registry import Where
from tui.language.words import label
from tui.pages.page import PanelPage
from tui.screens.asking import AskingScreen
from tui.screens.charts import ChartScreen
from tui.screens.over import OverScreen
from tui.screens.page import HelpScreen, PageScreen, WorkScreen
from tui.widgets.overview_view import OverviewView
from tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.commands.faces import Scrollable
    from tui.commands.keymap import Keymap
    from tui.corpus.lens import Lens
    from tui.engines.task import Task, Tasks
    from tui.grants import Grants
    from tui.language.label import Label
    from tui.pages.document import Block
    from tui.pages.graph import Graph
    from tui.pages.panel import Panel
    from tui.query.query import Filter
    from tui.screens.explorer import ExplorerScreen
    from tui.screens.pane import DetailPane
    from tui.screens.prompting import Prompting
    from tui.screens.session import Session
    from tui.tables.line import CommandLine
    from tui.tables.model import TableModel
    from tui.tables.sheet import Sheet
    from tui.tables.tabs import Tabs
    from tui.widgets.frame_table import FrameTable


class ScreenDesk:
    """What commands do to an explorer.

    Args:
        screen: the explorer.
        session: what it shares with all screens.
        entity: the entity whose page this is, if it is one.
        drill: what is done with the filter that a row of a made table leads to.
    """

    def __init__(
        self,
        screen: ExplorerScreen,
        session: Session,
        entity: str | None,
        drill: Callable[[Filter], None] | None,
    ) -> None:
        self._screen, self._session = screen, session
        self.entity, self.drill = entity, drill
        self._over_corpus: ScreenDesk | None = None

    @property
    def lens(self) -> Lens | None:
        return self._session.lens

    @property
    def asked(self) -> ScreenDesk | None:
        return self if self.lens is not None else self._over_corpus

    def with_corpus(self, call: Callable[[Desk], None], failed: Callable[[str | Label], None] | None = None) -> None:
        if self.asked is not None:
            call(self.asked)
            return

        def opened(lens: Lens) -> None:
            self.tell("")
            if self._over_corpus is None:
                reader = self.reader._replace(names=lens.names)
                self._over_corpus = ScreenDesk(
                    self._screen, self._session._replace(lens=lens, reader=reader), None, None
                )
            call(self._over_corpus)

        opening = label("task.corpus")
        self.tasks.start(OPENING_CORPUS, opening, lambda _: self.opened_corpus(), opened, failed or self.tell)
        self.tell(opening)
        self.wake()

    def opened_corpus(self) -> Lens:
        return self.lens or self._session.opening()

    @property
    def over_files(self) -> bool:
        return self._session.over_files

    @property
    def reader(self) -> Reader:
        return self._session.reader

    @property
    def keys(self) -> Keymap:
        return self._session.keys

    @property
    def grants(self) -> Grants:
        return self._session.grants

    # What is in front

    @property
    def where(self) -> Where:
        return Where.TABLE if self.model is not None and self.model.columns else Where.PAGE

    @property
    def tabs(self) -> Tabs:
        return self._screen.tabs

    @property
    def sheet(self) -> Sheet:
        return self._screen.tabs.sheet

    @property
    def model(self) -> TableModel | None:
        return self._screen.tabs.model

    @property
    def part(self) -> Scrollable:
        return self._screen.part

    @property
    def page(self) -> PageView | None:
        part = self._screen.part
        return part if isinstance(part, PageView) else None

    @property
    def table(self) -> FrameTable:
        return self._screen.table

    @property
    def pane(self) -> DetailPane:
        return self._screen.pane

    @property
    def prompt(self) -> Prompting:
        return (self._front or self._screen).prompting

    @property
    def _front(self) -> AskingScreen | None:
        """What lies over the tabs, where lines are typed and told on it."""
        front = self._screen.app.screen
        return front if isinstance(front, AskingScreen) else None

    # Telling

    def tell(self, message: str | Label) -> None:
        text = message if isinstance(message, str) else self.say(message)
        (self._front or self._screen.telling).tell(text)

    def say(self, label: Label) -> str:
        return self.keys.named(label.text(self.reader.language))

    @property
    def tasks(self) -> Tasks:
        return self._screen.tasks

    def show_status(self) -> None:
        self._screen.telling.show()

    def wake(self) -> None:
        self._screen.telling.wake()

    def requeried(self) -> None:
        self._screen.requeried()

    def follow(self) -> None:
        self._screen.follow()

    # Later

    def soon(self, call: Callable[[], None]) -> None:
        self._screen.call_later(call)

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        return self._screen.set_timer(seconds, call)

    # Opening and leaving

    def choose(
        self, title: Label, items: Sequence[str], marked: set[int] | None, chosen: Callable[[Sequence[int]], None]
    ) -> None:
        from tui.screens.chooser import ChooserScreen

        self._put(ChooserScreen(self, self.say(title), items, marked, chosen))

    def show_tab(self, number: int) -> bool:
        return self._screen.show_tab(number)

    def show_tab_named(self, name: str) -> bool:
        return self._screen.show_tab(self._screen.tabs.named(name))

    def open_here(self) -> bool:
        part = self._screen.part
        if isinstance(part, OverviewView):
            part.open()
        elif isinstance(part, PageView) and part.door is not None:
            follow_door(self, part.door)
        elif isinstance(part, PageView) and self.model is None:
            part.next_door(1)
        else:
            return False
        return True

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
        opened = type(self._screen)(self._session, sheets, title, start, entity=entity, drill=drill, line=line)
        self._put(opened)

    def _put(self, screen: Screen[None]) -> None:
        """Shows a screen over the one in front: while a line is typed there, when that is left."""
        app = self._screen.app
        self.prompt.when_left(lambda: app.push_screen(screen))

    def look(self, lens: Lens, reader: Reader) -> bool:
        from tui.tables.corpus_sheets import corpus_sheets, entity_sheets

        screen, front = self._screen, self._front
        if self.lens is None:
            # Of files, only what is asked about them is read otherwise.
            if self._over_corpus is not None:
                self._over_corpus._session = self._over_corpus._session._replace(lens=lens, reader=reader)
            return True
        again = front.again if isinstance(front, PageScreen) else None
        own = screen.desk is self
        if (own and screen.tabs.derived) or (front is not None and again is None):
            self.tell(label("looks.elsewhere"))
            return False
        self._session = self._session._replace(lens=lens, reader=reader)
        if own:
            sheets = entity_sheets(lens, self.entity, reader) if self.entity else corpus_sheets(lens, reader)
            screen.take_sheets(self._session, sheets)
        # Whoever goes back finds the rest looked at likewise.
        for other in screen.app.screen_stack:
            if isinstance(other, type(screen)) and other is not screen and not other.tabs.derived:
                other.due = (lens, reader)
            elif isinstance(other, PageScreen) and other.again is not None:
                other.take_page(other.again(lens, reader))
        return True

    def open_page(self, title: str, panels: Sequence[Panel]) -> None:
        self.show_page(PanelPage(title, panels))

    def open_charts(self, graphs: Sequence[Graph]) -> None:
        self._put(ChartScreen(self, graphs))

    def show_page(self, page: PanelPage, again: Again | None = None) -> None:
        self._put(PageScreen(self, page, again))

    def open_help(self, title: str, blocks: Sequence[Block]) -> None:
        self._put(HelpScreen(self, title, blocks))

    def open_work(self, title: str, blocks: Sequence[Block], running: Callable[[], Sequence[Task[Any]]]) -> None:
        self._put(WorkScreen(self, title, blocks, running))

    def running(self) -> list[Task[Any]]:
        screen = self._screen
        every = [screen.tasks, *(model.tasks for model in screen.tabs.models.values())]
        return sorted((task for tasks in every for task in tasks.running), key=lambda task: task.since)

    def back(self) -> None:
        self._screen.back()

    def uncover(self) -> ScreenDesk:
        while isinstance(self._screen.app.screen, OverScreen):
            self._screen.app.pop_screen()
        return self._screen.desk

    def close(self) -> None:
        self._screen.app.pop_screen()

    def quit(self) -> None:
        self._screen.quit()

    # The file and the terminal

    def decide(self) -> None:
        self._screen.files.decide()

    def reload(self) -> bool:
        return self._screen.files.reload()

    def reencode(self) -> bool:
        return self._screen.files.reencode()

    def write(self, sequence: str) -> None:
        self._session.terminal.write(sequence)

    def redraw(self) -> None:
        self._session.terminal.forget()
        self._screen.table.redraw()
        self._screen.app.screen.refresh(repaint=True, layout=True)

    def stop(self) -> None:
        self._screen.call_later(self._screen.app.run_action, "interrupt")

    def suspend(self) -> None:
        self._screen.app.action_suspend_process()

    def toggle_mouse(self) -> bool:
        return self._session.terminal.toggle_mouse()

    def toggle_plain(self, plain: bool | None = None) -> bool:
        app = self._screen.app
        app.set_class(not app.has_class("-plain") if plain is None else plain, "-plain")
        return app.has_class("-plain")
