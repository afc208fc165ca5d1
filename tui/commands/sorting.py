"""Sorting by the column under the cursor."""

from __future__ import annotations

from tui.commands.dear import said_before
from tui.commands.desk import Desk
from tui.commands.registry import LAST, on_table
from tui.commands.showing import show, when_decided
from tui.engines.base import Can, Unsupported
from tui.language.label import Label
from tui.query.query import PINYIN, SortKey
from tui.tables import view as views
from tui.tables.model import TableModel

NULLS_FIRST = Label("rows without a value first", "空值在前")
NULLS_LAST = Label("rows without a value last", "空值在后")


BY_PINYIN = Label("texts sorted by pinyin", "文本按拼音排序")
BY_CODE = Label("texts sorted by their code points", "文本按码位排序")
NOT_SORTED = Label("sort by a column of texts first", "请先按一列文本排序")


def collation_of(desk: Desk, model: TableModel, name: str) -> str:
    """How the texts of a column are sorted: as they are, and before a person says, by pinyin on a Chinese screen."""
    for key in model.view.query.sort:
        if key.column == name:
            return key.collation
    texts = _is_text(model, name) and Can.PINYIN in model.dataset.engine.can
    return PINYIN if texts and desk.reader.language == "zh" else ""


def _sort(desk: Desk, model: TableModel, descending: bool, *, add: bool = False) -> None:
    name = model.column.name

    def sort() -> None:
        key = SortKey(name, descending, collation_of(desk, model, name))
        show(desk, model, views.sort(model.view, key, add=add))

    when_decided(desk, model, [name], sort)


@on_table(
    "sort.up",
    "[",
    Label("sort by this column, ascending", "按此列升序"),
    short=Label("sort", "排序"),
    rank=13,
    dear=True,
)
def sort_up(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, False)


@on_table("sort.down", "]", Label("sort by this column, descending", "按此列降序"), rank=14, dear=True)
def sort_down(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, True)


@on_table("sort.add.up", "{", Label("add this column as a further sort key, ascending", "加为次级升序键"), dear=True)
def add_up(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, False, add=True)


@on_table("sort.add.down", "}", Label("add this column as a further sort key, descending", "加为次级降序键"), dear=True)
def add_down(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, True, add=True)


@on_table("sort.nulls", "g0", Label("rows without a value first, or last", "空值在前或在后"), rank=LAST + 1, dear=True)
def nulls(desk: Desk, model: TableModel) -> None:
    query = model.view.query
    shown = show(desk, model, model.view._replace(query=query._replace(nulls_first=not query.nulls_first)))
    if shown and not model.pending:
        desk.tell(NULLS_LAST if query.nulls_first else NULLS_FIRST)


@on_table(
    "sort.collation",
    "gz",
    Label("sort texts by pinyin, or by code points", "文本按拼音或按码位排序"),
    rank=LAST + 1,
    dear=True,
)
def collation(desk: Desk, model: TableModel) -> None:
    """Sorts texts the other way: those of the column under the cursor, else those of the last key."""
    keys = [key for key in model.view.query.sort if _is_text(model, key.column)]
    if not keys:
        desk.tell(NOT_SORTED)
        return
    key = next((one for one in keys if one.column == model.column.name), keys[-1])
    wanted = "" if key.collation else PINYIN
    if wanted and Can.PINYIN not in model.dataset.engine.can:
        raise Unsupported(model.dataset.engine.name, Can.PINYIN)
    if show(desk, model, views.collate(model.view, key.column, wanted)):
        desk.tell(BY_PINYIN if wanted else BY_CODE)


def _is_text(model: TableModel, name: str) -> bool:
    field = model.dataset.schema.field(name)
    return field is not None and field.kind == "text"


def sort_clicked(desk: Desk, model: TableModel) -> None:
    """Sorts by the column whose header was clicked, the other way round where it is sorted by it."""
    if (told := said_before(desk, "sort.up")) is not None:
        desk.tell(told)
        return
    keys = model.view.query.sort
    _sort(desk, model, not any(key.column == model.column.name and key.descending for key in keys))
