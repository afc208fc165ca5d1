"""Keys of drawn columns: plain columns by which a table is sorted and searched as it is drawn.

They are made once for a table, from its rows on hand; a query never calls back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from tui.query.fields import KEY
from tui.text.dates import sort_key

if TYPE_CHECKING:
    from tui.cells.cell import Reader, ShownColumn
    from tui.corpus.tables import Column

NAME_KEY, RANK, ORDER, TEXT = f"{KEY}name", f"{KEY}rank", f"{KEY}order", f"{KEY}text"
"""How the names of keys end: an entity by its name, a term by its place in the list, a date by its beginning, the
cell as it is drawn."""


def by_name(name: str) -> tuple[str, ...]:
    return (name + NAME_KEY,)


def by_rank(name: str) -> tuple[str, ...]:
    return (name + RANK, name)


def by_order(name: str) -> tuple[str, ...]:
    return (name + ORDER,)


def key(name: str, frame: pl.DataFrame, column: ShownColumn, of: Column | None, reader: Reader) -> pl.Series:
    """A key of a column by its name."""
    ending = name.removeprefix(column.name)
    if ending == TEXT:
        texts = pl.Series(name, column.draw(frame), dtype=pl.String)
        # Where nothing is drawn, a column that is only drawn has no value.
        return texts if column.name in frame.columns else texts.replace("", None)
    cells = frame[column.name]
    if ending == RANK:
        ranks = {choice.id: rank for rank, choice in enumerate(of.choices)} if of else {}
        return cells.replace_strict(ranks, default=None, return_dtype=pl.Int16).alias(name)
    makers: dict[str, Callable[[str], str]] = {
        NAME_KEY: lambda entity: reader.names.name(entity, reader.language).casefold(),
        ORDER: sort_key,
    }
    made = {cell: makers[ending](cell) for cell in cells.unique() if cell is not None}
    return cells.replace_strict(made, default=None, return_dtype=pl.String).alias(name)
