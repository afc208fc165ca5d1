"""The main screen: tabs, the table under a cursor, and the pane that follows it; an entity's page is one too."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from tui.commands import COMMANDS, PREFIX, after_prefix, key_name
from tui.frames.cells import Reader
from tui.frames.resolved import Resolved
from tui.models.detail import fact_page, source_page
from tui.models.document import Block, Heading, Item, Pair, Span, layout
from tui.models.help import help_page
from tui.models.overview import newest, overview
from tui.models.sheets import (
    OverviewSheet,
    PageSheet,
    Sheet,
    TableSheet,
    entity_sheets,
    row_entity,
    row_page,
    table_model,
)
from tui.models.table import TableModel
from tui.models.words import word
from tui.screens.keys import bindings, key_line, key_list
from tui.screens.page import PageScreen
from tui.widgets.frame_table import FrameTable
from tui.widgets.lines import KeyLine, Place, StatusLine, TabStrip
from tui.widgets.overview_view import OverviewView
from tui.widgets.page_view import PageView
from tui.widgets.roles import RoleScreen

REST = 0.06
"""Seconds that the cursor rests before the pane follows it."""
WIDE = 100
"""From this width on, the pane stands beside the table and is open at first."""

ON_PAGES = ("open", "help", "back")
"""The commands of the key line that do something where there is no table."""


class ExplorerScreen(RoleScreen):
    """Tabs over tables and pages of one corpus.

    Args:
        resolved: the corpus.
        reader: the language and names.
        sheets: the tabs.
        title: stands before the tabs.
        start: the name of the tab shown first.
        entity: the entity whose page this is, if it is one.
    """

    BINDINGS: ClassVar[list[Binding]] = bindings()  # type: ignore[assignment]

    def __init__(
        self,
        resolved: Resolved,
        reader: Reader,
        sheets: tuple[Sheet, ...],
        title: str = "termsheet",
        start: str = "",
        entity: str | None = None,
    ) -> None:
        super().__init__()
        self._resolved = resolved
        self._reader = reader
        self._sheets = sheets
        self._heading = title
        self._number = next((n for n, sheet in enumerate(sheets) if sheet.name == start), 0)
        self._entity = entity
        self._models: dict[str, TableModel] = {}
        self._prefix = False
        self._detail: bool | None = None
        self._rest: Timer | None = None
        self._message = ""
        self._problems = 0
        self._followed = (-1, -1)
        self._find_from = 0
        self._came_from: int | None = None

    def _word(self, key: str) -> str:
        return word(key, self._reader.language)

    # Composition

    def compose(self) -> ComposeResult:
        titles = [self._reader.label(sheet.title) for sheet in self._sheets]
        note = "" if self._entity else str(newest(self._resolved))[:7]
        yield TabStrip(self._heading, titles, note, id="tabs")
        yield StatusLine(id="status")
        with Container(id="body"):
            yield FrameTable(id="table")
            yield PageView(id="page")
            yield OverviewView(lambda width, rows: overview(self._resolved, self._reader, width, rows), id="overview")
            yield PageView(id="detail", rule=True)
        with Container(id="foot"):
            yield KeyLine(id="keys")
            yield Place(id="place")

    def on_mount(self) -> None:
        self._table = self.query_one("#table", FrameTable)
        self._page = self.query_one("#page", PageView)
        self._overview = self.query_one("#overview", OverviewView)
        self._pane = self.query_one("#detail", PageView)
        self._status = self.query_one(StatusLine)
        self._keys = self.query_one(KeyLine)
        self._place = self.query_one(Place)
        self._foot = self.query_one("#foot")
        self._table.empty = self._word("screen.empty")
        self._show_keys()
        self._show_sheet()

    def on_resize(self, event: events.Resize) -> None:
        self._place_pane(event.size.width)

    def _place_pane(self, width: int) -> None:
        wide = width >= WIDE
        self.set_class(wide, "-wide")
        self._pane.rule = wide
        wanted = wide if self._detail is None else self._detail
        self._pane.display = wanted and isinstance(self.sheet, TableSheet)

    # What is shown

    @property
    def sheet(self) -> Sheet:
        """The tab shown."""
        return self._sheets[self._number]

    @property
    def model(self) -> TableModel | None:
        """The table shown; none on a page."""
        return self._models.get(self.sheet.name) if isinstance(self.sheet, TableSheet) else None

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
            if sheet.name not in self._models:
                self._models[sheet.name] = table_model(self._resolved, sheet, self._reader)
            self._table.model = self._models[sheet.name]
        elif isinstance(sheet, PageSheet):
            self._page.show(lambda width: layout(sheet.blocks(), width))
        self.query_one(TabStrip).activate(self._number)
        self._place_pane(self.size.width)
        parts[type(sheet)].focus()
        self._message = ""
        self._show_keys()
        model = self.model
        self._followed = (self._number, model.cursor.row if model else 0)
        self._show_detail()
        self._show_status()

    def _show_detail(self) -> None:
        self._rest = None
        model = self.model
        if model is None or not self._pane.display:
            return
        row = model.row()
        name = self.sheet.name
        if row is None:
            self._pane.show(lambda width: layout([Pair("", self._word("no_claims"))], width))
            return
        self._pane.show(lambda width: layout(row_page(self._resolved, name, row, self._reader), width))

    def _show_status(self) -> None:
        model = self.model
        spans: list[Span] = []
        if self._message:
            spans.append(Span(self._message, "warn"))
        if model is not None:
            unit = self._word("screen.series") if self.sheet.name == "users" else self._word("screen.rows")
            spans.append(Span(f"{model.count:,} {unit}", "dim"))
            if "rivals" in model.frame.columns:
                disputed = int((model.frame["rivals"] > 0).sum())
                if disputed:
                    spans.append(Span(f"≠ {disputed} {self._word('screen.disputed')}", "dim"))
            for key in model.query.sort:
                title = next((c.title for c in model.columns if c.name == key.column), key.column)
                spans.append(Span(f"{self._word('screen.sorted')} {'↓' if key.descending else '↑'} {title}", "dim"))
        if self._problems:
            spans.append(Span(f"{self._problems} {self._word('screen.problems')}", "rival"))
        line: list[Span] = []
        for span in spans:
            line += [span, Span(" · ", "dim")]
        self._status.show(tuple(line[:-1]))
        where = f"{model.cursor.row + 1:,}/{model.count:,}" if model is not None and model.count else ""
        self._place.show(where)

    def _show_keys(self) -> None:
        language = self._reader.language
        if self._prefix:
            told = [
                (key_name(key), c.label.text(language))
                for c in COMMANDS
                for key in c.keys
                if key.startswith(f"{PREFIX} ")
            ]
            self._keys.keys(told)
        else:
            # Only what can be done here: a page has no rows to find or sort.
            here = [c for c in COMMANDS if self.model is not None or c.id in ON_PAGES]
            self._keys.keys(key_line(here, language))

    def tell(self, message: str) -> None:
        """Says something in the status line until the next key that changes it."""
        self._message = message
        self._show_status()

    def told_problems(self, count: int) -> None:
        """Says in the status line how many problems the data have."""
        self._problems = count
        self._show_status()

    # Keys

    def on_key(self, event: events.Key) -> None:
        if self._prefix:
            self._prefix = False
            self._show_keys()
            event.stop()
            event.prevent_default()
            command = after_prefix(event.character or event.key)
            if command:
                self.call_later(self.run_action, command.action)
        elif event.character == PREFIX:
            self._prefix = True
            self._show_keys()
            event.stop()
            event.prevent_default()

    @on(FrameTable.Moved)
    def _follow(self) -> None:
        """Says where the cursor is, and lets the pane follow once it rests. Nothing if it has not moved."""
        model = self.model
        here = (self._number, model.cursor.row if model else 0)
        if here == self._followed:
            return
        self._followed = here
        self._message = ""
        self._show_status()
        if not self._pane.display:
            return
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._show_detail)

    # What a key changes is drawn in one repaint: each of these follows at once, not when a message arrives.

    def action_down(self) -> None:
        self._active.move_by(1)
        self._follow()

    def action_up(self) -> None:
        self._active.move_by(-1)
        self._follow()

    def action_page(self, pages: int) -> None:
        self._active.page_by(pages)
        self._follow()

    def action_half(self, pages: int) -> None:
        self._active.page_by(pages / 2)
        self._follow()

    def action_first(self) -> None:
        self._active.move_to(0)
        self._follow()

    def action_last(self) -> None:
        self._active.move_to(-1)
        self._follow()

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

    def _requeried(self) -> None:
        self._table.redraw()
        self._show_detail()
        self._show_status()

    def action_sort(self, descending: bool) -> None:
        if self.model is None:
            self.tell(self._word("screen.no_sort"))
            return
        self._message = ""
        self.model.sort(descending)
        self._requeried()

    def action_clear(self) -> None:
        model = self.model
        self._message = ""
        if self._pane.has_focus:
            self._table.focus()
        elif model is not None and model.found.words:
            model.find("")
        elif model is not None and model.query.sort:
            model.requery(model.query._replace(sort=()))
            self._requeried()
        self._show_status()

    def action_back(self) -> None:
        if self._came_from is not None:
            self.action_tab_number(self._came_from + 1)
        elif self._entity is None:
            self.app.exit()
        else:
            self.app.pop_screen()

    def action_quit(self) -> None:
        self.app.exit()

    def action_redraw(self) -> None:
        self._table.redraw()
        self.refresh(repaint=True, layout=True)

    # Opening

    def action_open(self) -> None:
        if isinstance(self._active, OverviewView):
            self._active.open()
            return
        model = self.model
        row = model.row() if model else None
        if row is None:
            self.tell(self._word("screen.no_fact"))
            return
        entity = row_entity(self.sheet.name, row)
        if entity and entity in self._resolved.names and entity != self._entity:
            self.open_entity(entity)
        elif self.sheet.name == "sources" or self._entity:
            self.action_sources()
        else:
            self.tell(self._word("screen.no_entity"))

    def open_entity(self, entity: str) -> None:
        """Shows the page of an entity over this screen."""
        sheets = entity_sheets(self._resolved, entity, self._reader)
        name = self._reader.names.both(entity, self._reader.language)
        self.app.push_screen(ExplorerScreen(self._resolved, self._reader, sheets, name, entity=entity))

    @on(FrameTable.Opened)
    def _open_row(self) -> None:
        self.action_open()

    @on(FrameTable.HeaderClicked)
    def _sort_clicked(self) -> None:
        model = self.model
        if model is not None:
            ascending = any(k.column == model.column.name and k.descending for k in model.query.sort)
            self.action_sort(not ascending)

    @on(TabStrip.Clicked)
    def _tab_clicked(self, event: TabStrip.Clicked) -> None:
        self.action_tab_number(event.number + 1)

    @on(OverviewView.Opened)
    def _open_door(self, event: OverviewView.Opened) -> None:
        door, here = event.door, self._number
        self.action_tab(door.tab)
        self._came_from = here
        model = self.model
        if model is not None and door.key and model.go_to("key", door.key):
            self._requeried()

    def action_sources(self) -> None:
        model = self.model
        row = model.row() if model else None
        if row is None:
            self.tell(self._word("screen.no_fact"))
            return
        name = self.sheet.name
        if name == "companies":
            self.open_entity(row["company"])
            return
        if name == "sources":
            blocks = source_page(self._resolved, row["id"], self._reader)
        else:
            blocks = fact_page(self._resolved, name, row["key"], self._reader)
        self.app.push_screen(PageScreen(self._word("screen.sources"), lambda: blocks, self._reader.language))

    def action_help(self) -> None:
        language = self._reader.language
        self.app.push_screen(
            PageScreen(self._word("screen.help"), lambda: help_page(key_list(COMMANDS, language), language), language)
        )

    def action_problems(self) -> None:
        problems = self._resolved.corpus.check()
        language = self._reader.language
        blocks: list[Block] = [
            Item(
                (Span(f"{p.file}:{p.line}", "figure"), Span(p.column, "label"), Span(p.value, "rival")),
                (Span(p.rule),),
            )
            for p in problems
        ]
        page = blocks or [Heading(self._word("screen.none"), "dim")]
        self.app.push_screen(PageScreen(self._word("screen.problem_title"), lambda: page, language))

    # Find

    def action_find(self) -> None:
        if self.model is None:
            self.tell(self._word("screen.no_find"))
            return
        from tui.widgets.find_line import FindLine

        if not self.query(FindLine):
            self._foot.display = False
            self._find_from = self.model.cursor.row
            self.mount(FindLine(self.model.found.words, id="find"))

    def find_words(self, words: str) -> None:
        """Finds while the words are typed."""
        model = self.model
        if model is None:
            return
        count = model.find(words)
        row, top = model.cursor.row, model.cursor.top
        # Each letter looks anew from where the find began, so that a slip of the finger leads nowhere.
        model.move_to(self._find_from, self._table.page_height)
        model.find_next(self._table.page_height, here=True)
        self._table.moved_from(row, top)
        self._follow()
        told = f"{count} {self._word('screen.found')}" if count else self._word("screen.not_found")
        self.tell(f"/{words}  {told}" if words else "")

    def close_find(self, *, keep: bool) -> None:
        """Ends typing; without `keep` the search is forgotten."""
        from tui.widgets.find_line import FindLine

        self.query(FindLine).remove()
        self._foot.display = True
        self._table.focus()
        if not keep and self.model is not None:
            self.find_words("")

    def action_find_next(self, step: int) -> None:
        model = self.model
        if model is None or not model.found.words:
            return
        row, top = model.cursor.row, model.cursor.top
        model.find_next(self._table.page_height, step)
        self._table.moved_from(row, top)
        told = self._message
        self._follow()
        self.tell(told)
