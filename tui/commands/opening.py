"""Opening what the row under the cursor is about: its entity, its sources, its cell in full."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import Where, anywhere, on_table
from tui.language.label import Label
from tui.pages.document import Door
from tui.pages.overview.news import NEWS_DOOR
from tui.tables import here
from tui.tables.line import CommandLine
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

NO_FACT = Label("no figure under the cursor", "光标处没有数字")
NO_ENTITY = Label("this line names no entity · {sources} shows its sources", "此行不指主体 · {sources} 查看来源")
SOURCES = Label("Sources of this figure", "此数字的来源")
RECORD = Label("Record", "记录")


@anywhere(
    "open",
    "Enter",
    Label("open: the entity, or what the line leads to", "打开：主体或该行所指"),
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
    entity = meaning.entity(row) if meaning.entity else None
    if entity and desk.lens and entity in desk.lens.names and entity != desk.entity:
        open_entity(desk, entity)
    elif meaning.entity is None or desk.entity or meaning.sources is None:
        show_sources(desk, model)
    else:
        desk.tell(NO_ENTITY)


def open_entity(desk: Desk, entity: str, tab: str = "", filter: str = "") -> None:
    """Shows the page of an entity over this screen, at a tab and under a filter."""
    from tui.tables.of_corpus import entity_sheets

    lens, reader = desk.lens, desk.reader
    assert lens is not None
    name = reader.names.both(entity, reader.language)
    line = CommandLine(tab, filter) if filter else None
    desk.open_sheets(entity_sheets(lens, entity, reader), name, tab, entity=entity, line=line)


def compare_entities(desk: Desk, left: str, right: str) -> None:
    """Shows the cards of two entities side by side."""
    from tui.pages.card import entity_card

    lens, reader = desk.lens, desk.reader
    assert lens is not None
    title = " vs ".join(reader.names.name(entity, reader.language) for entity in (left, right))
    desk.open_beside(title, entity_card(lens, left), entity_card(lens, right))


def open_door(desk: Desk, door: Door) -> None:
    """Goes to the tab that a line of the overview leads to, and to the fact that it names."""
    from tui.pages.fact import fact_page

    if door.table == NEWS_DOOR:
        from tui.commands.following import list_news

        list_news(desk)
        return
    before = desk.tabs.number
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
    desk.open_page(desk.say(SOURCES), fact_page(lens, door.table, door.key))


@on_table(
    "sources",
    "s",
    Label("the claims and sources behind this figure", "此数字的主张与来源"),
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
        desk.open_page(model.column.title, cell_page(row, model))
