"""Opening what the row under the cursor is about: its page, its sources, its cell in full; and what a door leads to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.commands.registry import Where, anywhere, on_table
from tui.language.label import Label
from tui.pages.document import NEWS_DOOR, Door
from tui.pages.naming import ENTITIES
from tui.tables import here
from tui.tables.line import CommandLine
from tui.tables.sheet import TableSheet
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.commands.desk import Desk
    from tui.corpus.lens import Lens, Row
    from tui.pages.page import PanelPage
    from tui.tables.model import TableModel

NO_FACT = Label("no figure under the cursor", "光标处没有数字")
NO_ENTITY = Label("this line names no entity · {sources} shows its sources", "此行不指主体 · {sources} 查看来源")
NO_DOOR = Label("there is nothing behind this name", "此名称后无内容")
SOURCES = Label("Sources of this figure", "此数字的来源")
RECORD = Label("Record", "记录")
_OPENING = "page"
"""The purpose of the task that makes a page."""


@anywhere(
    "open",
    "Enter",
    Label("open: the page of what the line is about, or what it leads to", "打开：该行主体的页面，或其所指"),
    short=Label("open", "打开"),
    rank=1,
)
def open_row(desk: Desk) -> None:
    if desk.open_here():
        return
    model, sheet = desk.model, desk.sheet
    row = model.row() if model else None
    if model is None or row is None or not isinstance(sheet, TableSheet):
        desk.tell(NO_FACT)
        return
    meaning, drill = sheet.meaning, desk.drill
    if meaning.drill is not None and drill is not None:
        condition = meaning.drill(row)
        desk.close()
        drill(condition)
        return
    if meaning.opens is not None:
        open_table(desk, row, meaning.opens)
        return
    door = meaning.door(row) if meaning.door else None
    if door is not None and door != Door(ENTITIES, desk.entity or ""):
        follow_door(desk, door)
    elif meaning.door is None or desk.entity or meaning.sources is None:
        show_sources(desk, model)
    else:
        desk.tell(NO_ENTITY)


def open_table(desk: Desk, row: Row, opens: Callable[[Row], TableSheet]) -> None:
    """Shows the table that a row stands for over this screen; it is opened beside the keys."""
    name = visible(str(row.get("table", "")))

    def opened(sheet: TableSheet) -> None:
        desk.open_sheets([sheet], desk.reader.label(sheet.title))

    desk.tasks.start(_OPENING, Label(f"opening {name}", f"打开 {name}"), lambda _: opens(row), opened, desk.tell)
    desk.wake()


def open_entity(desk: Desk, entity: str, tab: str = "", filter: str = "") -> None:
    """Shows the page of an entity over this screen, at a tab and under a filter; it is made beside the keys."""
    from tui.tables.corpus_sheets import entity_sheets

    lens, reader = desk.lens, desk.reader
    assert lens is not None
    name = reader.names.both(entity, reader.language)
    line = CommandLine(tab, filter) if filter else None
    desk.tasks.start(
        _OPENING,
        Label(name, name),
        lambda _: entity_sheets(lens, entity, reader),
        lambda sheets: desk.open_sheets(sheets, name, tab, entity=entity, line=line),
        desk.tell,
    )
    desk.wake()


def follow_door(desk: Desk, door: Door) -> None:
    """Shows the page that a door leads to over this screen; it is made beside the keys."""
    lens, reader = desk.lens, desk.reader
    if lens is None:
        return
    if door.table == ENTITIES and not door.page:
        open_entity(desk, door.key)
        return
    if door.page == "tab":
        if not (desk.entity == door.key and desk.show_tab_named(door.table)):
            open_entity(desk, door.key, door.table)
        return
    desk.tasks.start(
        _OPENING,
        Label(door.key, door.key),
        lambda _: page_behind(door, lens, reader),
        lambda page: desk.tell(NO_DOOR) if page is None else desk.show_page(page, partial(page_behind, door)),
        desk.tell,
    )
    desk.wake()


def page_behind(door: Door, lens: Lens, reader: Reader) -> PanelPage | None:
    """The page behind a door, of a corpus as it is read now."""
    from tui.pages.doors import page_of

    return page_of(lens, door, reader)


def compare_entities(desk: Desk, *entities: str) -> None:
    """Shows several entities on one page."""
    follow_door(desk, Door(ENTITIES, ";".join(entities), "compare"))


def open_door(desk: Desk, door: Door) -> None:
    """Goes to the tab that a line of the overview leads to, and to the fact that it names."""
    if door.table == NEWS_DOOR:
        from tui.commands.following import list_news

        list_news(desk)
        return
    before = desk.tabs.number
    if door.page or door.table == ENTITIES:
        follow_door(desk, door)
        return
    if desk.show_tab_named(door.table):
        desk.tabs.came_from = before
    model, lens = desk.model, desk.lens
    if not door.key or lens is None:
        return
    if model is not None and here.go_to(model, "key", door.key):
        desk.requeried()
        return
    # A fact may have no row in a tab: facts have none, and a series shows its latest figure only.
    desk.show_tab(before)
    follow_door(desk, door)


@on_table(
    "sources",
    "s",
    Label("the claims and sources behind this figure", "此数字的说法与来源"),
    short=Label("sources", "来源"),
    rank=5,
    elsewhere=NO_FACT,
)
def show_sources(desk: Desk, model: TableModel) -> None:
    row, sheet = model.row(), desk.sheet
    if row is None or not isinstance(sheet, TableSheet):
        desk.tell(NO_FACT)
        return
    meaning = sheet.meaning
    if meaning.sources is None and meaning.entity and (entity := meaning.entity(row)):
        open_entity(desk, entity)
        return
    page = meaning.sources or meaning.page
    desk.open_page(desk.say(SOURCES if meaning.sources else RECORD), page(row))


@anywhere(
    "detail",
    "d",
    Label("show or hide the detail pane", "显示或隐藏详情"),
    short=Label("detail", "详情"),
    rank=6,
    where=Where.TABLE,
    elsewhere=NO_FACT,
)
def detail(desk: Desk) -> None:
    desk.pane.shown = not desk.pane.shown


@on_table("cell", "z", Label("this cell in full", "此格全文"), elsewhere=NO_FACT)
def show_cell(desk: Desk, model: TableModel) -> None:
    from tui.tables.record import cell_page

    row = model.row()
    if row is None:
        desk.tell(NO_FACT)
    else:
        desk.open_page(model.column.title, cell_page(row, model, desk.reader.language))
