"""What a person follows: what is new, the entities watched, notes of one's own on facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.commands.desk import Desk
from tui.commands.registry import anywhere, on_table
from tui.language.label import Label
from tui.storage import watching
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    from tui.tables.news import Recent

NOTHING_NEW = Label("nothing since", "此后无新增")
NO_NAME = Label("no name under the cursor", "光标处没有名称")
WATCHED = Label("watched, on the Overview:", "已关注，见总览：")
UNWATCHED = Label("no longer watched:", "已取消关注：")
NO_NOTE = Label("notes stand on facts of the corpus", "笔记只写在自带数据的事实上")
_NOTE = Label("your note: ", "我的笔记： ")
_LOOKING = "news"
"""The purpose of the task that looks for what is new."""


@anywhere("news", "gN", Label("what was entered since you looked last", "上次查看后的新增"))
def show_news(desk: Desk) -> None:
    list_news(desk)


def list_news(desk: Desk, since: str = "", *, dated: bool = False) -> None:
    """Opens the list of what was entered since a day, else since the last look; `dated`, of what happened since."""
    desk.with_corpus(lambda over: _list_news(over, since, dated=dated))


class _Found(NamedTuple):
    """What is new since a day, or behind the one that was seen last, and the day up to which that is."""

    news: Recent
    day: str
    seen: str
    last: str


def _list_news(desk: Desk, since: str, *, dated: bool) -> None:
    from tui.tables.news import added_since, happened_since, last_added, news_sheets
    from tui.text.since import since as day_of

    lens, reader, looked = desk.opened_corpus(), desk.reader, watching.looked()

    def found(_: object) -> _Found:
        asked = day_of(since, lens.last_day) if since else None
        last = last_added(lens)
        # What was seen already is shown again where nothing came after it.
        seen = looked if not since and looked and looked < last else ""
        day = asked.isoformat() if asked is not None else last
        if dated and asked is not None:
            return _Found(happened_since(lens, reader, asked), day, seen, last)
        return _Found(added_since(lens, reader, seen or day, after=bool(seen)), day, seen, last)

    def done(found: _Found) -> None:
        news, day, seen, last = found
        sheets = news_sheets(lens, news, reader)
        if not since:
            watching.keep_looked(last)
        if sheets:
            desk.open_sheets(sheets, f"≥ {day}" if not seen else f"> {seen}")
        else:
            desk.tell(f"{desk.say(NOTHING_NEW)} {day}")

    desk.tasks.start(_LOOKING, Label("what is new", "新增"), found, done, desk.tell)
    desk.wake()


@anywhere("watch", "w", Label("watch this name on the Overview, or no longer", "关注此名称，或取消"))
def watch(desk: Desk) -> None:
    entity = desk.entity or _entity_here(desk)
    lens = desk.lens
    if entity is None or lens is None or entity not in lens.names:
        desk.tell(NO_NAME)
        return
    now = watching.watch(entity)
    desk.tell(f"{desk.say(WATCHED if now else UNWATCHED)} {desk.reader.names.name(entity, desk.reader.language)}")


def _entity_here(desk: Desk) -> str | None:
    model, sheet = desk.model, desk.sheet
    row = model.row() if model is not None else None
    if row is None or not isinstance(sheet, TableSheet):
        return None
    return sheet.meaning.entity(row) if sheet.meaning.entity is not None else row.get("subject")


@on_table("note", "a", Label("a note of your own on this row", "给此行写笔记"), elsewhere=NO_NOTE)
def note(desk: Desk, model: TableModel) -> None:
    row, sheet = model.row(), desk.sheet
    place = (
        sheet.meaning.fact(row) if row is not None and isinstance(sheet, TableSheet) and sheet.meaning.fact else None
    )
    if place is None:
        desk.tell(NO_NOTE)
        return
    table, key = place

    def taken(text: str) -> None:
        watching.keep_note(table, key, text)
        model.noted = frozenset(watching.notes_on(table))
        desk.requeried()

    desk.prompt.ask(_NOTE, watching.notes_on(table).get(key, ""), taken)
