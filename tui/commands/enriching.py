"""A table of one's own with what the corpus states of the names in a column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import work
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.tables.model import TableModel

if TYPE_CHECKING:
    from tui.corpus.lens import Lens
    from tui.engines.base import CancelToken
    from tui.tables.beside import Side
    from tui.tables.dataset import Dataset
    from tui.tables.enriching import Meanings

ENRICH = Label("look up the names of column: ", "查找此列的名称： ")
ENRICHED = Label("From the corpus", "数据集补充")
_NONE = Label("none of these", "都不是")
NO_MORE = Label("none, nor for any other name", "都不是，其余也不再询问")
_PURPOSE = "beside"


def enrich_line(desk: Desk, model: TableModel, text: str) -> None:
    """Adds what the corpus states of the names in a column; names that are unsure are asked for one by one."""
    from tui.tables.beside import side_of

    try:
        side = side_of(Path(desk.sheet.name).name, model.dataset, text, model.view.query)
    except TermsheetError as error:
        desk.tell(error.told(desk.reader.language))
        return

    def matched(token: CancelToken | None) -> tuple[Lens, Meanings]:
        from tui.tables.enriching import meanings_of_names

        lens = desk.opened_corpus()
        return lens, meanings_of_names(side, lens, token)

    def done(result: tuple[Lens, Meanings]) -> None:
        lens, meanings = result
        _ask(desk, model, side, lens, meanings, {}, [*meanings.unsure])

    work(desk, model, Label(f"looking up {text}", f"查找 {text}"), matched, done, purpose=_PURPOSE)


def _ask(
    desk: Desk,
    model: TableModel,
    side: Side,
    lens: Lens,
    meanings: Meanings,
    answers: dict[str, str],
    asked: Sequence[str],
) -> None:
    """Asks for the first of the names that are unsure, then for the others; then the table is made."""
    if not asked:
        _add(desk, model, side, lens, meanings.with_answers(answers))
        return
    name, *others = asked
    may_be = meanings.unsure[name]
    items = [lens.names.both(entity, desk.reader.language) for entity in may_be]
    items += [desk.say(_NONE), desk.say(NO_MORE)]

    def chosen(picked: Sequence[int]) -> None:
        number = picked[0] if picked else len(may_be)
        more = {name: may_be[number]} if number < len(may_be) else {}
        rest = [] if number > len(may_be) else others
        _ask(desk, model, side, lens, meanings, {**answers, **more}, rest)

    rows = f"{meanings.rows[name]:,}"
    desk.choose(Label(f"{name} (rows: {rows}) is", f"{name}（{rows} 行）是"), items, None, chosen)


def _add(desk: Desk, model: TableModel, side: Side, lens: Lens, meanings: Meanings) -> None:
    from tui.tables.beside import made_sheet
    from tui.tables.enriching import enriched, enriching_told

    reader = desk.reader

    def done(dataset: Dataset) -> None:
        sheet = made_sheet("enriched", ENRICHED, dataset, enriching_told(meanings))
        desk.open_sheets((sheet,), desk.say(ENRICHED))

    what = Label(f"looking up {side.key}", f"查找 {side.key}")
    work(desk, model, what, lambda token: enriched(side, meanings, lens, reader, token), done, purpose=_PURPOSE)


@on_table("enrich", "gi", Label("add what the corpus says of the names in a column", "补充数据集关于此列名称的说法"))
def enrich_column(desk: Desk, model: TableModel) -> None:
    def taken(text: str) -> None:
        if text.strip():
            enrich_line(desk, model, text)

    desk.prompt.ask(ENRICH, model.column.name, taken)
