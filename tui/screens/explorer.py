"""The main screen: tabs, the table under a cursor, and the pane that follows it; an entity's page is one too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, on
from textual._context import NoActiveAppError
from textual.app import ComposeResult
from textual.widget import Widget

from tui.commands.columns import set_width
from tui.commands.leaving import leave
from tui.commands.lines import show_line
from tui.commands.opening import follow_door, open_door, open_row
from tui.commands.paging import page_keys
from tui.commands.rows import select_range
from tui.commands.sorting import sort_clicked
from tui.engines.lane import Background
from tui.engines.task import Tasks
from tui.language.words import label
from tui.pages.panel import Room, stacked
from tui.screens.desk import ScreenDesk
from tui.screens.files import FileTabs
from tui.screens.keyboard import Keyboard
from tui.screens.pane import DetailPane
from tui.screens.prompting import Prompting
from tui.screens.telling import Telling
from tui.tables.sheet import PageSheet, Sheet, TabKind, TableSheet
from tui.tables.tabs import Tabs
from tui.text.visible import visible
from tui.widgets.frame_table import FrameTable
from tui.widgets.lines import KeyLine, PromptMark, RowPlace, StatusLine, TabStrip
from tui.widgets.overview_view import OverviewView
from tui.widgets.page_view import AsRead, PageView
from tui.widgets.roles import Box, RoleScreen
from tui.widgets.suggestion_list import SuggestionList

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.engines.windows import Window
    from tui.query.query import Filter
    from tui.screens.session import Session
    from tui.tables.line import CommandLine
    from tui.tables.model import TableModel


class ExplorerScreen(RoleScreen):
    """Tabs over tables and pages: those of the corpus, of an entity, of files, or one made of another table.

    Args:
        session: what all screens share.
        sheets: the tabs.
        title: stands before the tabs.
        start: the name of the tab shown first.
        entity: the entity whose page this is, if it is one.
        drill: what Enter does with the filter that a row leads to.
        first: whether leaving this screen quits.
        line: filter, sort keys and fields of the first tab, as a command line gives them.

    Attributes:
        due: how the corpus was looked at over it, to be shown when it is in front.
    """

    def __init__(
        self,
        session: Session,
        sheets: Sequence[Sheet],
        title: str = "termsheet",
        start: str = "",
        *,
        entity: str | None = None,
        drill: Callable[[Filter], None] | None = None,
        first: bool = False,
        line: CommandLine | None = None,
    ) -> None:
        super().__init__()
        self._session, self._heading, self._first, self._line = session, title, first, line
        self.tabs = Tabs(sheets, start)
        self.desk = ScreenDesk(self, session, entity, drill)
        self.tasks = Tasks(Background, self._deliver)
        self.files = FileTabs(self, self.desk, self.tabs, self.tasks)
        self.prompting = Prompting(self, self.desk.say, lambda: self.home)
        self._keyboard = Keyboard(session.keys)
        self._followed = (-1, -1)
        self._drawn: Window | None = None
        self._read: str | None = None
        self._left: dict[str, AsRead] = {}
        self.due: tuple[Lens, Reader] | None = None

    # Composition

    def compose(self) -> ComposeResult:
        lens, reader = self._session.lens, self._session.reader
        note = str(lens.last_day)[:7] if lens and self._first else ""
        yield TabStrip(self._heading, [reader.label(sheet.title) for sheet in self.tabs.sheets], note, id="tabs")
        yield StatusLine(id="status")
        with Box(id="body"):
            yield FrameTable(id="table")
            yield PageView(id="page")
            yield OverviewView(reader, id="overview")
            yield PageView(id="detail", rule=True)
        yield SuggestionList(id="suggestions")
        with Box(id="prompt"):
            yield PromptMark(id="prompt-mark")
        with Box(id="foot"):
            yield KeyLine(id="keys")
            yield RowPlace(id="place")

    def on_mount(self) -> None:
        self.table = self.query_one("#table", FrameTable)
        self._page = self.query_one("#page", PageView)
        self._overview = self.query_one("#overview", OverviewView)
        self._parts: dict[TabKind, FrameTable | PageView | OverviewView] = {
            "table": self.table,
            "page": self._page,
            "overview": self._overview,
        }
        self._detail = self.query_one("#detail", PageView)
        self._keys = self.query_one(KeyLine)
        reader, desk = self._session.reader, self.desk
        self.pane = DetailPane(self, reader, self.tabs, lambda: self.home, self._detail)
        language, named = reader.language, self._session.keys.named
        asking = lambda: self.prompting.text is not None  # noqa: E731
        self.telling = Telling(self, language, named, self.tabs, self.files, self.tasks, asking)
        self.query_one("#prompt").display = False
        self.prompting.suggestions.display = False
        overview_first = self.tabs.sheets[0].kind == "overview"
        self.table.empty = desk.say(label("screen.empty" if overview_first else "screen.empty_file"))
        self._show_sheet()
        if self._line is not None and self.tabs.model is not None:
            show_line(desk, self.tabs.model, self._line)

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        """Shows what was watched, or looked at otherwise, over it."""
        due, self.due = self.due, None
        if due is not None:
            self.desk.look(*due)
        if self.tabs.sheet.kind == "overview":
            self._overview.again()

    def on_resize(self, event: events.Resize) -> None:
        self.pane.place(event.size.width)

    # What is shown

    @property
    def part(self) -> FrameTable | PageView | OverviewView:
        """The part that the keys of movement go to."""
        return self._detail if self._detail.has_focus else self._parts[self.tabs.sheet.kind]

    @property
    def home(self) -> Widget | None:
        """What has the keys in the tab shown; none where they are for the screen itself."""
        part = self._parts[self.tabs.sheet.kind]
        return part if part.can_focus else None

    def take_sheets(self, session: Session, sheets: Sequence[Sheet]) -> None:
        """Shows other sheets in the place of those of the same names, each table under the view it had."""
        self._session = session
        self.pane.reader, self._overview.reader = session.reader, session.reader
        self.tabs.take(sheets)
        self._show_sheet()
        strip = self.query_one(TabStrip)
        strip.rename([session.reader.label(sheet.title) for sheet in sheets])

    def show_tab(self, number: int | None) -> bool:
        """Shows a tab; whether there is one."""
        there = self.tabs.go(number)
        if there:
            self._show_sheet()
        return there

    def _show_sheet(self) -> None:
        sheet = self.tabs.sheet
        for kind, part in self._parts.items():
            part.display = kind == sheet.kind
        message = ""
        if isinstance(sheet, TableSheet):
            before = self.tabs.models.get(self.tabs.number)
            model = before or self._opened(sheet)
            self.table.model = model
            as_left = sheet.file is not None and model.view != model.first_view and not model.past.behind
            told = sheet.told if before is None else None
            message = self.desk.say(told or label("screen.remembered")) if told or as_left else ""
            if not model.pending:
                model.go_on()
        elif sheet.kind == "overview":
            self._overview.show(sheet)
        else:
            self._show_page(sheet)
        self.query_one(TabStrip).activate(self.tabs.number)
        self.pane.place(self.size.width)
        self.set_focus(self.home)
        self._show_keys()
        self._followed = self._here
        self.pane.fill()
        self.telling.tell(message)

    def _show_page(self, sheet: PageSheet) -> None:
        """Shows a tab that is a page, as it was left."""
        if self._read is not None:
            self._left[self._read] = self._page.kept
        self._read = sheet.name
        page = sheet.page(self._heading)
        room = partial(Room, rows=self.size.height, reader=self._session.reader)
        self._page.show(
            lambda width, look: stacked(page.panels, room(width, look=look)),
            page=page,
            kept=self._left.get(sheet.name),
        )

    def _opened(self, sheet: TableSheet) -> TableModel:
        model = self.tabs.models[self.tabs.number] = sheet.model()
        model.attach(self._deliver, lambda: self._changed(model))
        self.telling.wake()
        return model

    def _deliver(self, call: Callable[[], None]) -> None:
        """Brings a call from the thread of a task into that of the screen, unless the program has ended meanwhile."""
        with suppress(NoActiveAppError):
            self.call_later(call)

    def _changed(self, model: TableModel) -> None:
        """Rows, counts or hits of a table came to be known."""
        if model is not self.tabs.model:
            return
        if model.window is not self._drawn:
            # What is said of a tab as it opens is not taken away by its first rows.
            message = self.telling.message if self._drawn is None else ""
            self.requeried()
            self.telling.tell(message)
        else:
            self.table.repaint()
            self.telling.show()
        self.telling.wake()

    def requeried(self) -> None:
        """Draws a table whose rows or columns changed."""
        model = self.tabs.model
        self.telling.message = ""
        self.telling.wake()
        if model is not None and model.pending:
            # What is on the screen stays until the first rows are there.
            return
        self._drawn = model.window if model else None
        self.table.redraw()
        self.pane.fill()
        if model is None or model.tasks.awaited is None:
            self.telling.show()
        if model is not None:
            model.go_on()

    @property
    def _here(self) -> tuple[int, int]:
        model = self.tabs.model
        return self.tabs.number, model.cursor.row if model else 0

    @on(FrameTable.Moved)
    def follow(self) -> None:
        """Says where the cursor is, and lets the pane follow once it rests. Nothing if it has not moved."""
        if self._here == self._followed:
            return
        self._followed = self._here
        if self.telling.message:
            self.telling.tell("")
        else:
            # A step changes the place alone.
            self.telling.show_place()
        self.pane.follow()

    @property
    def rests(self) -> bool:
        """Whether all is shown that this screen shows by itself: nothing runs, is told or is asked."""
        model = self.tabs.model
        if self.telling.message or self.prompting.text is not None or self.tasks.awaited or self.files.begun:
            return False
        return model is None or not (model.pending or model.tasks.awaited or model.dataset.undecided)

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Does what a key is for."""
        if self.prompting.text is not None:
            # The line saw it.
            return
        event.stop()
        event.prevent_default()
        waited = self._keyboard.prefix
        command, unknown = self._keyboard.press(event, self.desk.where)
        if unknown:
            self.desk.tell(f"{visible(unknown)}: {self.desk.say(label('screen.no_key'))}")
        if waited != self._keyboard.prefix:
            self._show_keys()
        if command is not None:
            # What the command says is not taken away by a step before it that is told late.
            self.follow()
            command.carry_out(self.desk)

    def _show_keys(self) -> None:
        keys, language = self._session.keys, self._session.reader.language
        prefix = self._keyboard.prefix
        where = self.desk.where
        line = keys.behind(prefix, where, language) if prefix else keys.line(where, language)
        if not prefix and self.tabs.sheet.kind == "page":
            told = page_keys(keys, language, self._page)
            line = [*told, *(one for one in line if one not in told)]
        self._keys.keys(line)

    # Leaving

    def interrupt(self) -> bool:
        """Gives up the work that somebody waits for; whether any ran."""
        model = self.tabs.model
        if model is not None and model.give_up():
            self.desk.tell(label("screen.given_up"))
            return True
        stopped = self.tasks.cancel() or (model is not None and model.tasks.cancel())
        if stopped:
            self.desk.tell(label("screen.cancelled"))
        return bool(stopped)

    def back(self) -> None:
        """Goes back to where this was opened from; at the first screen quits."""
        if self.tabs.came_from is not None:
            self.show_tab(self.tabs.came_from)
        elif self._first:
            leave(self.desk)
        else:
            self.app.pop_screen()

    def quit(self) -> None:
        """Quits, and remembers how files were looked at; what could not be kept is said."""
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, ExplorerScreen)]
        lost = [told for screen in screens for told in screen.files.remember()]
        # As a text: markup in the name of a file is no markup.
        self.app.exit(message=Text("\n".join(visible(f"termsheet: {told}") for told in lost)) if lost else None)

    # The mouse

    @on(FrameTable.Opened)
    def _open_row(self) -> None:
        open_row(self.desk)

    @on(FrameTable.HeaderClicked)
    def _sort_clicked(self) -> None:
        if model := self.tabs.model:
            sort_clicked(self.desk, model)

    @on(FrameTable.Resized)
    def _resized(self, event: FrameTable.Resized) -> None:
        if model := self.tabs.model:
            set_width(self.desk, model, event.column, event.width)

    @on(FrameTable.Dragged)
    def _dragged(self) -> None:
        if model := self.tabs.model:
            model.selection.clear()
            select_range(self.desk, model)

    @on(TabStrip.Clicked)
    def _tab_clicked(self, event: TabStrip.Clicked) -> None:
        self.show_tab(event.number)

    @on(PageView.Opened)
    def _follow_door(self, event: PageView.Opened) -> None:
        follow_door(self.desk, event.door)

    @on(OverviewView.Opened)
    def _open_door(self, event: OverviewView.Opened) -> None:
        open_door(self.desk, event.door)
