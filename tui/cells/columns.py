"""The columns of a view, ready to draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from tui.cells.cell import Cell, Reader, ShownColumn, drawn_by, texts_of
from tui.cells.kinds import BY_TYPE, CELLS
from tui.corpus.tables import Column, Table, ViewColumn
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.text.spelling import nearest


def shown_columns(
    columns: Sequence[ViewColumn], table: Table, reader: Reader, described: Callable[[str], Table]
) -> tuple[ShownColumn, ...]:
    """The columns of a view in the reader's language; `described` gives another table's description."""
    known = {column.name: column for column in table.columns}
    shown = []
    for view in columns:
        if view.of:
            other, _, name = view.of.partition(".")
            column: Column | None = described(other).column(name)
        else:
            column = known.get(view.name)
        kind = _kind(view, column, table)
        label = view.title or (column.title if column else Label(view.name, view.name))
        inputs = tuple(kind.inputs(view.name))
        draw = drawn_by(inputs, kind.write(reader, column))
        shown.append(
            ShownColumn(
                name=view.name,
                title=reader.label(label),
                width=view.width,
                right=kind.right,
                whole=kind.right or kind.whole,
                inputs=inputs,
                draw=draw,
                order=kind.order(view.name, reader, column),
                texts=texts_of(inputs, draw),
                units=kind.units,
                coded=kind.coded,
            )
        )
    return tuple(shown)


def _kind(view: ViewColumn, column: Column | None, table: Table) -> Cell:
    """How a column is drawn: as its view says, else by the type of its values."""
    name = view.cell or BY_TYPE.get(column.type if column else "text", "text")
    if name not in CELLS:
        raise TermsheetError(f"{table.name}.toml: no kind of cell `{name}`", nearest(name, [*CELLS]), EXIT_UNREADABLE)
    return CELLS[name]


def can_draw(view: ViewColumn, table: Table, names: Sequence[str]) -> bool:
    """Whether a frame has what a column of the view is made of: claims have no marks, facts no trend."""
    column = next((c for c in table.columns if c.name == view.name), None)
    kind = _kind(view, column, table)
    return all(name in names for name in kind.inputs(view.name))


def write_rows(frame: pl.DataFrame, columns: Sequence[ShownColumn]) -> list[tuple[str, ...]]:
    """The rows of a frame as texts, one for each column. The frame is bounded: a page, or a printed list."""
    return list(zip(*(column.draw(frame) for column in columns), strict=True))
