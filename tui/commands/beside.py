"""Tables made of the one shown and another: joined by a column, compared by a key."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import work
from tui.engines.names import is_address
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.corpus.names import Names
    from tui.engines.base import CancelToken
    from tui.engines.relating import How, Matching
    from tui.tables.beside import Differences, Side
    from tui.tables.dataset import Dataset

JOINED = Label("Joined", "连接")
DIFFERENCES = Label("Differences", "差异")
YES, NO = Label("join", "连接"), Label("leave it", "不连接")
JOIN_HOW = Label(
    "write it as: join TAB on COLUMN, or on HERE=THERE, inner or anti",
    "写作：join 表 on 列，或 on 此列=彼列，可加 inner 或 anti",
)
DIFF_HOW = Label("write it as: diff TAB by KEY", "写作：diff 表 by 键")
_JOINED = re.compile(r"(?P<tab>.+?)\s+on\s+(?P<column>.+?)(?:\s+(?P<how>left|inner|anti))?", re.IGNORECASE)
_COMPARED = re.compile(r"(?P<tab>.+?)\s+by\s+(?P<column>.+)", re.IGNORECASE)
_PURPOSE = "beside"


class TablesAsked(NamedTuple):
    """What a line asks for: another table, the columns here and there by which rows are matched, and how."""

    tab: str
    here: str
    there: str
    how: How = "left"


def read_join(text: str) -> TablesAsked | None:
    """What a line asks to join: `TAB on COLUMN`, `TAB on HERE=THERE inner`."""
    found = _JOINED.fullmatch(text.strip())
    if found is None:
        return None
    here, _, there = found["column"].partition("=")
    how: How = (found["how"] or "left").lower()  # type: ignore[assignment]
    return TablesAsked(found["tab"], here.strip(), there.strip() or here.strip(), how)


def read_diff(text: str) -> TablesAsked | None:
    """What a line asks to compare: `TAB by KEY`."""
    found = _COMPARED.fullmatch(text.strip())
    if found is None:
        return None
    here, _, there = found["column"].partition("=")
    return TablesAsked(found["tab"], here.strip(), there.strip() or here.strip())


def _other(desk: Desk, name: str) -> Callable[[], tuple[Dataset, Names | None]]:
    """What opens the table of a name: a tab here, a table of the corpus, a file. Raises `TermsheetError`."""
    from tui.storage.corpora import described_tables

    reader, lens = desk.reader, desk.lens
    wanted = name.casefold()
    sheets = {n: sheet for n, sheet in enumerate(desk.tabs.sheets) if isinstance(sheet, TableSheet)}
    number = next((n for n, sheet in sheets.items() if wanted in sheet.called), None)
    if number is not None:
        model, sheet = desk.tabs.models.get(number), sheets[number]
        return lambda: ((model or sheet.model()).dataset, None)
    if lens is None and wanted in described_tables(""):
        return lambda: _of_corpus(desk.opened_corpus(), wanted, reader)
    if desk.grants.may_read(name) and os.path.isfile(os.path.expanduser(name)):
        return lambda: (_of_file(name, reader), None)
    known = [sheet.name for sheet in sheets.values()]
    raise TermsheetError(
        Label(f"`{name}` is no tab and no file", f"“{name}”既不是标签页，也不是文件"),
        spelled_like(name, known, known_as="tab.known"),
        EXIT_USAGE,
    )


def _of_corpus(lens: Lens, name: str, reader: Reader) -> tuple[Dataset, Names]:
    from tui.tables.of_corpus import corpus_dataset

    if name not in lens.corpus.listed:
        raise TermsheetError(
            Label(f"`{name}` is no table with rows", f"“{name}”不是有行的表"),
            spelled_like(name, lens.corpus.listed),
            EXIT_USAGE,
        )
    return corpus_dataset(lens, name, lens.shown(name), reader._replace(names=lens.names)), lens.names


def _of_file(name: str, reader: Reader) -> Dataset:
    from tui.files.open import open_file
    from tui.tables.of_files import file_dataset

    place = name if is_address(name) else os.path.expanduser(name)
    return file_dataset(open_file(place)[0], {}, reader.language)


def _sides(desk: Desk, model: TableModel, asked: TablesAsked) -> Callable[[], tuple[Side, Side]]:
    from tui.tables.beside import side_of

    other = _other(desk, asked.tab)
    name, query, own = Path(desk.sheet.name).name, model.view.query, desk.lens.names if desk.lens else None
    here = side_of(name, model.dataset, asked.here, query, own)

    def sides() -> tuple[Side, Side]:
        dataset, names = other()
        known = names or own
        there = side_of(Path(asked.tab).name, dataset, asked.there, names=known)
        return here._replace(names=known), there

    return sides


def join_line(desk: Desk, model: TableModel, text: str) -> None:
    """Joins the table that a line names to the one shown: first how they match, then, where that is clear, the rows."""
    asked = read_join(text)
    if asked is None:
        desk.tell(JOIN_HOW)
        return
    try:
        sides = _sides(desk, model, asked)
    except TermsheetError as error:
        desk.tell(error.told(desk.reader.language))
        return

    def matched(token: CancelToken | None) -> tuple[Side, Side, Matching]:
        from tui.tables.beside import matching_of

        left, right = sides()
        return left, right, matching_of(left, right, token)

    def done(result: tuple[Side, Side, Matching]) -> None:
        left, right, found = result
        if found.many and asked.how != "anti":
            _ask_many(desk, model, left, right, found, asked.how)
        else:
            _join(desk, model, left, right, found, asked.how)

    work(desk, model, Label(f"matching {asked.tab}", f"匹配 {asked.tab}"), matched, done, purpose=_PURPOSE)


def _ask_many(desk: Desk, model: TableModel, left: Side, right: Side, found: Matching, how: How) -> None:
    """Says what comes of keys that stand in several rows on both sides, before it is made."""
    from tui.tables.beside import rows_made

    many, rows = label("join.many", f"{found.many:,}", found.example), f"{rows_made(found, how):,}"
    title = Label(f"{many.en}; rows that come of it: {rows}", f"{many.zh}；将得到 {rows} 行")

    def chosen(picked: Sequence[int]) -> None:
        if picked and picked[0] == 0:
            _join(desk, model, left, right, found, how)

    desk.choose(title, [desk.say(YES), desk.say(NO)], None, chosen)


def _join(desk: Desk, model: TableModel, left: Side, right: Side, found: Matching, how: How) -> None:
    from tui.tables.beside import joined_table, matching_told

    def done(dataset: Dataset) -> None:
        _open(desk, "join", JOINED, dataset, matching_told(left, right, found, how))

    what = Label(f"joining {right.name}", f"连接 {right.name}")
    work(desk, model, what, lambda token: joined_table(left, right, how, found, token), done, purpose=_PURPOSE)


def diff_line(desk: Desk, model: TableModel, text: str) -> None:
    """Shows what was added, removed and changed from the table shown to the one that a line names."""
    asked = read_diff(text)
    if asked is None:
        desk.tell(DIFF_HOW)
        return
    try:
        sides = _sides(desk, model, asked)
    except TermsheetError as error:
        desk.tell(error.told(desk.reader.language))
        return

    def compared(token: CancelToken | None) -> Differences:
        from tui.tables.beside import differences_of

        return differences_of(*sides(), desk.reader.language, token)

    def done(found: Differences) -> None:
        _open(desk, "diff", DIFFERENCES, found.dataset, found.told)

    work(desk, model, Label(f"comparing {asked.tab}", f"比较 {asked.tab}"), compared, done, purpose=_PURPOSE)


def _open(desk: Desk, kind: str, title: Label, dataset: Dataset, told: Sequence[Label]) -> None:
    from tui.tables.beside import made_sheet

    desk.open_sheets((made_sheet(kind, title, dataset, told),), desk.say(title))


@on_table("join", "gj", Label("join a table: TAB on COLUMN", "连接另一表：表 on 列"))
def join_tables(desk: Desk, model: TableModel) -> None:
    column = model.column
    mark = Label(
        f"join by {column.title} (or on COLUMN, inner, anti) the table: ",
        f"按 {column.title} 连接（或 on 列、inner、anti）表： ",
    )

    def taken(text: str) -> None:
        if text.strip():
            join_line(desk, model, text if _says("on", text) else f"{text} on {column.name}")

    desk.prompt.ask(mark, "", taken)


@on_table("diff", "g=", Label("what differs from another table: TAB by KEY", "与另一表的差异：表 by 键"))
def compare_tables(desk: Desk, model: TableModel) -> None:
    column = model.column
    mark = Label(f"compare by {column.title} (or by KEY) with the table: ", f"按 {column.title}（或 by 键）比较表： ")

    def taken(text: str) -> None:
        if text.strip():
            diff_line(desk, model, text if _says("by", text) else f"{text} by {column.name}")

    desk.prompt.ask(mark, "", taken)


def _says(word: str, text: str) -> bool:
    return re.search(rf"\s{word}\s", text) is not None
