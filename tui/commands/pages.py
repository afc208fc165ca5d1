"""What is shown, page by page, as it is copied and exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.commands.desk import Desk
from tui.engines.base import BATCH, CancelToken
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    import polars as pl

Pages = Callable[[CancelToken | None, bool], Iterator["pl.DataFrame"]]
"""Gives the rows for a format that holds values, or for one of texts."""


def pages_shown(desk: Desk, model: TableModel) -> Pages:
    """The rows of the table shown, in its order, with the columns that hold values and what goes with them."""
    engine, query, sheet = model.dataset.engine, model.shown_query(), desk.sheet
    assert isinstance(sheet, TableSheet)
    given = sheet.outgoing(query.columns or (), engine.schema(query.derived))

    def pages(token: CancelToken | None, typed: bool) -> Iterator[pl.DataFrame]:
        asked = query._replace(columns=given.read(typed))
        return (given.rows(page, typed) for page in engine.export(asked, BATCH, token=token))

    return pages
