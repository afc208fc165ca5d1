"""The main screen: tabs, the table under a cursor, and the pane that follows it; an entity's page is one too."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from tui.cells.cell import Reader
from tui.commands.registry import COMMANDS, PREFIXES, Command, after_prefix, key_line, key_list, key_name, of_key
from tui.corpus.lens import Lens
from tui.engines.windows import Window
from tui.language.words import noun
from tui.pages.card import entity_card
from tui.pages.document import Block, Heading, Item, Pair, Span, layout
from tui.pages.fact import fact_page
from tui.pages.help import help_page
from tui.pages.overview import overview
from tui.pages.panel import Room, Text, stacked
from tui.query.query import Condition
from tui.screens.file_actions import FileActions
from tui.screens.find_actions import FindActions
from tui.screens.page import ComparisonScreen, HelpScreen, PageScreen
from tui.screens.palette_actions import PaletteActions
from tui.screens.table_actions import TableActions
from tui.tables.line import CommandLine
from tui.tables.model import TableModel
from tui.tables.of_corpus import entity_sheets
from tui.tables.sheet import OverviewSheet, PageSheet, Sheet, TableSheet
from tui.tables.status import NOTE_AFTER, status
from tui.text.visible import visible
from tui.widgets.frame_table import FrameTable
from tui.widgets.lines import KeyLine, PromptMark, RowPlace, StatusLine, TabStrip
from tui.widgets.overview_view import OverviewView
from tui.widgets.page_view import PageView
from tui.widgets.suggestion_list import SuggestionList

REST = 0.06
"""Seconds that the cursor rests before the pane follows it."""
WIDE = 100
"""From this width on, the pane stands beside the table and is open at first."""

ON_PAGES = ("open", "help", "back")
"""The commands of the key line that do something where there is no table."""


class ExplorerScreen(TableActions, FindActions, PaletteActions, FileActions):
    """Tabs over tables and pages: those of the corpus, of an entity, of files, or one made of another table.

    Args:
        lens: the corpus, where there is one.
        reader: the language and names.
        sheets: the tabs.
        title: stands before the tabs.
        start: the name of the tab shown first.
        entity: the entity whose page this is, if it is one.
        drill: what Enter does with the filter that a row leads to.
        first: whether leaving this screen quits.
        line: filter, sort keys and fields of the first tab, as a command line gives them.
    """

    def __init__(
        self,
        lens: Lens | None,
        reader: Reader,
        sheets: Sequence[Sheet],
        title: str = "termsheet",
        start: str = "",
        entity: str | None = None,
        drill: Callable[[Condition], None] | None = None,
        *,
        first: bool = False,
        line: CommandLine | None = None,
    ) -> None:
        super().__init__(reader)
        self._lens = lens
        self._sheets = list(sheets)
        self._heading = title
        self._number = next((n for n, sheet in enumerate(sheets) if sheet.name == start), 0)
        self._entity = entity
        self._drill = drill
        self._first = first
        self._line = line
        self._prefix = ""
        self._detail: bool | None = None
        self._rest: Timer | None = None
        self._ticker: Timer | None = None
        self._message = ""
        self._problems = 0
        self._followed = (-1, -1)
        self._came_from: int | None = None
        self._drawn: Window | None = None
        self._place_width = 0
        self._mouse = True

    # Composition

    def compose(self) -> ComposeResult:
        titles = [self._reader.label(sheet.title) for sheet in self._sheets]
        note = str(self._lens.last_day)[:7] if self._lens and self._first else ""
        yield TabStrip(self._heading, titles, note, id="tabs")
        yield StatusLine(id="status")
        with Container(id="body"):
            yield FrameTable(id="table")
            yield PageView(id="page")
            yield OverviewView(overview(self._lens) if self._lens else (), self._reader, id="overview")
            yield PageView(id="detail", rule=True)
        yield SuggestionList(id="suggestions")
        with Container(id="prompt"):
            yield PromptMark(id="prompt-mark")
        with Container(id="foot"):
            yield KeyLine(id="keys")
            yield RowPlace(id="place")

    def on_mount(self) -> None:
        self._table = self.query_one("#table", FrameTable)
        self._page = self.query_one("#page", PageView)
        self._overview = self.query_one("#overview", OverviewView)
        self._pane = self.query_one("#detail", PageView)
        self._status = self.query_one(StatusLine)
        self._keys = self.query_one(KeyLine)
        self._place = self.query_one(RowPlace)
        self._foot = self.query_one("#foot", Container)
        self._prompt_row = self.query_one("#prompt", Container)
        self._prompt_row.display = False
        self.suggestions.display = False
        overview_first = isinstance(self._sheets[0], OverviewSheet)
        self._table.empty = self._word("screen.empty" if overview_first else "screen.empty_file")
        self._show_keys()
        self._show_sheet()
        if self._line is not None:
            self.show_line(self._line)

    def on_resize(self, event: events.Resize) -> None:
        self._place_pane(event.size.width)

    def _place_pane(self, width: int) -> None:
        wide = width >= WIDE
        self.set_class(wide, "-wide")
        self._pane.rule = wide
        sheet = self.sheet
        wanted = (wide and isinstance(sheet, TableSheet) and sheet.pane) if self._detail is None else self._detail
        self._pane.display = wanted and isinstance(self.sheet, TableSheet)

    # What is shown

    @property
    def sheet(self) -> Sheet:
        """The tab shown."""
        return self._sheets[self._number]

    @property
    def model(self) -> TableModel | None:
        """The table shown; none on a page."""
        return self._models.get(self._number) if isinstance(self.sheet, TableSheet) else None

    @property
    def _active(self) -> FrameTable | PageView | OverviewView:
        """The part that the keys of movement go to."""
        if self._pane.has_focus:
            return self._pane
        match self.sheet:
            case TableSheet():
                return self._table
            case PageSheet():
                return self._page
            case OverviewSheet():
                return self._overview

    def _show_sheet(self) -> None:
        sheet = self.sheet
        self._came_from = None
        parts: dict[type, Widget] = {
            TableSheet: self._table,
            PageSheet: self._page,
            OverviewSheet: self._overview,
        }
        for kind, part in parts.items():
            part.display = isinstance(sheet, kind)
        if isinstance(sheet, TableSheet):
            if self._number not in self._models:
                self._models[self._number] = self._opened(sheet)
            self._table.model = self._models[self._number]
        elif isinstance(sheet, PageSheet):
            self._page.show(lambda width: stacked(sheet.panels(), self._room(width)))
        self.query_one(TabStrip).activate(self._number)
        self._place_pane(self.size.width)
        parts[type(sheet)].focus()
        self._message = ""
        if isinstance(sheet, TableSheet) and sheet.file is not None and self.model is not None:
            as_left = self.model.view != self.model.first_view and not self.model.past.behind
            self._message = self._word("screen.remembered") if as_left else ""
        self._show_keys()
        model = self.model
        self._followed = (self._number, model.cursor.row if model else 0)
        self._show_detail()
        self.show_status()

    def _opened(self, sheet: TableSheet) -> TableModel:
        model = sheet.model()
        model.attach(self.deliver, lambda: self._changed(model))
        self.wake()
        return model

    def _changed(self, model: TableModel) -> None:
        """Rows, counts or hits of a table came to be known."""
        if model is not self.model:
            return
        self.move_to_found()
        if model.window is not self._drawn:
            self.requeried()
        else:
            self._table.repaint()
            self.show_status()
        self.wake()

    def wake(self) -> None:
        """Tells how long work takes, from now until it is done."""
        if self._ticker is None:
            self._ticker = self.set_interval(NOTE_AFTER, self._tick)

    def _tick(self) -> None:
        model = self.model
        self.show_status()
        busy = self.tasks.awaited or (model is not None and model.tasks.awaited)
        if not busy and self._ticker is not None:
            self._ticker.stop()
            self._ticker = None

    def _show_detail(self) -> None:
        self._rest = None
        model, sheet = self.model, self.sheet
        if model is None or not self._pane.display or not isinstance(sheet, TableSheet):
            return
        row = model.row()
        if row is None:
            self._pane.show(lambda width: layout([Pair("", self._word("no_claims"))], width, self._reader.glyphs))
            return
        self._pane.show(lambda width: stacked(sheet.meaning.page(row), self._room(width)))

    def _room(self, width: int) -> Room:
        return Room(width, self.size.height, self._reader)

    def show_status(self) -> None:
        model, sheet = self.model, self.sheet
        spans = [Span(self._message, "warn")] if self._message else []
        # While a line is typed, what is said of it stands alone.
        asked = self._prompt is not None and bool(self._message)
        if model is not None and isinstance(sheet, TableSheet) and not asked:
            spans += status(model, sheet, self._reader.language, self.file_task, self.is_stale, time.monotonic())
        if self._problems:
            spans.append(Span(noun("problem").counted(self._problems, self._reader.language), "rival"))
        line: list[Span] = []
        for span in spans:
            line += [span, Span(" · ", "dim")]
        self._status.show(tuple(line[:-1]))
        self._show_place()

    def _show_place(self) -> None:
        model = self.model
        where = ""
        if model is not None and model.count:
            more = "" if model.window.counted and self.file_task is None else "+"
            where = f"{model.cursor.row + 1:,}/{model.count:,}{more}"
        if len(where) != self._place_width:
            self._place_width = len(where)
            self._place.styles.width = max(14, len(where) + 1)
        self._place.show(where)

    def _show_keys(self) -> None:
        language = self._reader.language
        if self._prefix:
            told = [
                (key_name(key), c.label.text(language))
                for c in COMMANDS
                for key in c.keys
                if key.startswith(f"{self._prefix} ")
            ]
            self._keys.keys(told)
        else:
            # Only what can be done here: a page has no rows to find or sort.
            here = [c for c in COMMANDS if self.model is not None or c.id in ON_PAGES]
            self._keys.keys(key_line(here, language))

    def tell(self, message: str) -> None:
        """Says something in the status line until the next key that changes it."""
        self._message = message
        self.show_status()

    def told_problems(self, count: int) -> None:
        """Says in the status line how many problems the data have."""
        self._problems = count
        self.show_status()

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Does what a key is for, here and not later: what is typed behind it may already belong to a prompt."""
        current = self.app.screen
        if current is self and self.prompted(event):
            return
        event.stop()
        event.prevent_default()
        if current is not self:
            # Typed behind the key that opened or left a screen: it is for the one that is shown now.
            current.post_message(events.Key(event.key, event.character))
        elif (command := self._command(event)) is not None:
            await self.run_action(command.action)

    def _command(self, event: events.Key) -> Command | None:
        """The command of a key, or of the second of two keys."""
        if self._prefix:
            pressed = event.character or event.key
            command = after_prefix(self._prefix, pressed)
            if command is None and event.key != "escape":
                self.tell(f"{self._prefix} {visible(pressed)}: {self._word('screen.no_key')}")
            self._prefix = ""
            self._show_keys()
            return command
        if event.character in PREFIXES:
            self._prefix = event.character or ""
            self._show_keys()
            return None
        return of_key(event.key)

    @on(FrameTable.Moved)
    def follow(self) -> None:
        """Says where the cursor is, and lets the pane follow once it rests. Nothing if it has not moved."""
        model = self.model
        here = (self._number, model.cursor.row if model else 0)
        if here == self._followed:
            return
        self._followed = here
        if self._message:
            self._message = ""
            self.show_status()
        else:
            # A step changes the place alone.
            self._show_place()
        if not self._pane.display:
            return
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._show_detail)

    # What a key changes is drawn in one repaint: each of these follows at once, not when a message arrives.

    def action_down(self) -> None:
        self._active.move_by(1)
        self.follow()

    def action_up(self) -> None:
        self._active.move_by(-1)
        self.follow()

    def action_page(self, pages: int) -> None:
        self._active.page_by(pages)
        self.follow()

    def action_half(self, pages: int) -> None:
        self._active.page_by(pages / 2)
        self.follow()

    def action_first(self) -> None:
        self._active.move_to(0)
        self.follow()

    def action_last(self) -> None:
        self._active.move_to(-1)
        self.follow()

    def _step_column(self, step: int) -> None:
        active = self._active
        if isinstance(active, OverviewView):
            active.move_column(active.column + step)
        elif isinstance(active, FrameTable) and active.model:
            active.move_column(active.model.cursor.column + step)

    def action_left(self) -> None:
        self._step_column(-1)

    def action_right(self) -> None:
        self._step_column(1)

    def action_first_column(self) -> None:
        self._active.move_column(0)

    def action_last_column(self) -> None:
        if self.model:
            self._active.move_column(len(self.model.columns) - 1)

    def action_tab_number(self, number: int) -> None:
        if number <= len(self._sheets):
            self._number = number - 1
            self._show_sheet()

    def action_tab(self, name: str) -> None:
        numbers = [n for n, sheet in enumerate(self._sheets) if sheet.name == name]
        if numbers:
            self._number = numbers[0]
            self._show_sheet()

    def action_pane(self, step: int) -> None:
        if not self._pane.display:
            self.tell(self._word("screen.no_fact") if self.model is None else "d")
            return
        (self._table if self._pane.has_focus else self._pane).focus()

    def action_detail(self) -> None:
        if self.model is None:
            self.tell(self._word("screen.no_fact"))
            return
        self._detail = not self._pane.display
        self._place_pane(self.size.width)
        self._table.focus()
        self._show_detail()

    def requeried(self) -> None:
        model = self.model
        self._message = ""
        if model is not None and model.pending:
            # What is on the screen stays until the first rows are there.
            self.wake()
            return
        self._drawn = model.window if model else None
        self._table.redraw()
        self._show_detail()
        self.wake()
        if model is None or model.tasks.awaited is None:
            self.show_status()

    def action_clear(self) -> None:
        model = self.model
        self._message = ""
        if self._pane.has_focus:
            self._table.focus()
        elif model is not None and model.found.words:
            model.find("")
        elif model is not None and model.selection and model.view.query.only is None:
            model.selection.clear()
            self._table.relay()
            self._table.repaint()
        elif model is not None and model.view.query.narrowed:
            self.action_put_away_filters()
        elif model is not None and model.view.query.sort:
            model.show(model.view._replace(query=model.view.query._replace(sort=())))
            self.requeried()
        self.show_status()

    def interrupt(self) -> bool:
        """Gives up the work that runs; whether any did."""
        model = self.model
        stopped = self.tasks.cancel() or (model is not None and model.cancel())
        if stopped:
            self.tell(self._word("screen.cancelled"))
        return bool(stopped)

    def action_back(self) -> None:
        if self._came_from is not None:
            self.action_tab_number(self._came_from + 1)
        elif self._first:
            self.leave_files()
            self.app.exit()
        else:
            self.app.pop_screen()

    def action_quit(self) -> None:
        self.leave_files()
        self.app.exit()

    def action_redraw(self) -> None:
        self._table.redraw()
        self.refresh(repaint=True, layout=True)

    # Opening

    def action_open(self) -> None:
        if isinstance(self._active, OverviewView):
            self._active.open()
            return
        model, sheet = self.model, self.sheet
        row = model.row() if model else None
        if row is None or not isinstance(sheet, TableSheet):
            self.tell(self._word("screen.no_fact"))
            return
        meaning = sheet.meaning
        if meaning.drill is not None and self._drill is not None:
            condition = meaning.drill(row)
            self.app.pop_screen()
            self._drill(condition)
            return
        entity = meaning.entity(row) if meaning.entity else None
        if entity and self._lens and entity in self._lens.names and entity != self._entity:
            self.open_entity(entity)
        elif meaning.entity is None or self._entity or meaning.sources is None:
            self.action_sources()
        else:
            self.tell(self._word("screen.no_entity"))

    def open_entity(self, entity: str, tab: str = "", filter: str = "") -> None:
        """Shows the page of an entity over this screen, at a tab and under a filter."""
        assert self._lens is not None
        sheets = entity_sheets(self._lens, entity, self._reader)
        name = self._reader.names.both(entity, self._reader.language)
        self.app.push_screen(
            ExplorerScreen(
                self._lens,
                self._reader,
                sheets,
                name,
                tab,
                entity,
                line=CommandLine(tab, filter) if filter else None,
            )
        )

    def compare(self, entities: tuple[str, ...]) -> None:
        """Shows two cards side by side."""
        lens, reader = self._lens, self._reader
        assert lens is not None
        cards = [entity_card(lens, entity) for entity in entities]
        title = " vs ".join(reader.names.name(entity, reader.language) for entity in entities)
        self.app.push_screen(ComparisonScreen(title, cards[0], cards[1], reader))

    def open_sheet(self, sheet: TableSheet, title: str, drill: Callable[[Condition], None] | None = None) -> None:
        self.app.push_screen(ExplorerScreen(self._lens, self._reader, (sheet,), title, drill=drill))

    def action_mouse(self) -> None:
        driver: Any = self.app._driver
        self._mouse = not self._mouse
        change = getattr(driver, "_enable_mouse_support" if self._mouse else "_disable_mouse_support", None)
        if change is not None:
            change()
        self.tell(self._word("screen.mouse_on" if self._mouse else "screen.mouse_off"))

    def action_cell(self) -> None:
        """Shows the cell under the cursor in full."""
        model = self.model
        row = model.row() if model else None
        if model is None or row is None:
            self.tell(self._word("screen.no_fact"))
            return
        from tui.tables.record import cell_page

        panels = cell_page(row, model)
        self.app.push_screen(PageScreen(model.column.title, lambda: panels, self._reader))

    @on(FrameTable.Opened)
    def _open_row(self) -> None:
        self.action_open()

    @on(FrameTable.HeaderClicked)
    def _sort_clicked(self) -> None:
        model = self.model
        if model is not None:
            ascending = any(k.column == model.column.name and k.descending for k in model.view.query.sort)
            self.action_sort(not ascending)

    @on(FrameTable.Resized)
    def _resized(self, event: FrameTable.Resized) -> None:
        model = self.model
        if model is not None:
            from tui.tables.view import resize

            self._show_view(resize(model.view, model.columns[event.column].name, event.width))

    @on(FrameTable.Dragged)
    def _dragged(self) -> None:
        model = self.model
        if model is not None:
            model.selection.clear()
            self.action_select_range()

    @on(TabStrip.Clicked)
    def _tab_clicked(self, event: TabStrip.Clicked) -> None:
        self.action_tab_number(event.number + 1)

    @on(OverviewView.Opened)
    def _open_door(self, event: OverviewView.Opened) -> None:
        door, here = event.door, self._number
        self.action_tab(door.table)
        self._came_from = here
        model = self.model
        if not door.key or self._lens is None:
            return
        if model is not None and model.go_to("key", door.key):
            self.requeried()
            return
        # A fact may have no row in a tab: facts have none, and a series shows its latest figure only.
        self.action_tab_number(here + 1)
        panels = fact_page(self._lens, door.table, door.key)
        self.app.push_screen(PageScreen(self._word("screen.sources"), lambda: panels, self._reader))

    def action_sources(self) -> None:
        model, sheet = self.model, self.sheet
        row = model.row() if model else None
        if row is None or not isinstance(sheet, TableSheet):
            self.tell(self._word("screen.no_fact"))
            return
        meaning = sheet.meaning
        if meaning.sources is None and meaning.entity and (entity := meaning.entity(row)):
            self.open_entity(entity)
            return
        page = meaning.sources or meaning.page
        title = self._word("screen.sources" if meaning.sources else "screen.record")
        panels = page(row)
        self.app.push_screen(PageScreen(title, lambda: panels, self._reader))

    def action_help(self) -> None:
        language = self._reader.language
        page = help_page(key_list(COMMANDS, language), language)
        self.app.push_screen(HelpScreen(self._word("screen.help"), page, self._reader))

    def action_problems(self) -> None:
        sheet = self.sheet
        if isinstance(sheet, TableSheet) and sheet.file is not None:
            blocks: list[Block] = [Item((Span(str(notice)),)) for notice in sheet.file.notices]
        elif self._lens is not None:
            blocks = [
                Item(
                    (Span(f"{p.file}:{p.line}", "figure"), Span(p.column, "label"), Span(p.value, "rival")),
                    (Span(p.rule),),
                )
                for p in self._lens.corpus.check()
            ]
        else:
            blocks = []
        page = Text(tuple(blocks or [Heading(self._word("screen.none"), "dim")]))
        self.app.push_screen(PageScreen(self._word("screen.problem_title"), lambda: [page], self._reader))


def file_explorer(reader: Reader, sheets: Sequence[TableSheet], line: CommandLine | None = None) -> ExplorerScreen:
    """The explorer on a person's own files."""
    return ExplorerScreen(None, reader, cast("Sequence[Sheet]", sheets), first=True, line=line)
