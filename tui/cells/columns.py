"""The columns of a view, ready to draw, and what queries know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import polars as pl

from tui.cells.cell import Cell, Reader, ShownColumn, drawn_by
from tui.cells.keys import TEXT, key
from tui.cells.kinds import BY_TYPE, CELLS, OF_TABLE, figure_cell, standing_cell
from tui.cells.marks import STANDING, marked
from tui.corpus.companies import MONEY_OF_COMPANIES
from tui.corpus.money import SEEN, SEEN_HIGH
from tui.corpus.tables import Column, Table, ViewColumn
from tui.corpus.ways import COMPANIES
from tui.engines.schema import kind_of
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.query.fields import KEY, Field
from tui.query.meaning import spelled_like
from tui.text.figures import converted
from tui.text.widths import cell_width

Described = Callable[[str], Table]


def _resolved(view: ViewColumn, table: Table, described: Described) -> tuple[Cell, Column | None]:
    """The kind of a view's cells, and the column of the data that stands in it."""
    if view.of:
        other, _, name = view.of.partition(".")
        column: Column | None = described(other).column(name)
    else:
        column = next((column for column in table.columns if column.name == view.name), None)
    return _kind(view, column, table), column


def _shown(view: ViewColumn, kind: Cell, column: Column | None, reader: Reader) -> ShownColumn:
    label = view.title or (column.title if column else Label(view.name, view.name))
    inputs = tuple(kind.inputs(view.name))
    return ShownColumn(
        name=view.name,
        title=reader.label(label),
        width=view.width,
        right=kind.right,
        whole=kind.right or kind.whole,
        inputs=inputs,
        draw=drawn_by(inputs, kind.write(reader, column)),
        coded=kind.coded,
        least=view.least,
        further=view.further,
    )


def _in_currency(shown: ShownColumn, table: Table, reader: Reader) -> ShownColumn:
    """A column whose figures stand in the currency of the reader, where its rows have them converted."""
    part = table.figure(shown.name)
    of_money = part is not None and "currency" in table.drawn_from(part)
    if not reader.currency or not (of_money or (table.rows == COMPANIES and shown.name in MONEY_OF_COMPANIES)):
        return shown
    seen, qualifier, standing = shown.name + SEEN, f"{shown.name}_qualifier", shown.name + STANDING

    def draw(frame: pl.DataFrame) -> list[str]:
        texts = shown.draw(frame)
        none = [None] * frame.height
        beside = [
            frame[n].to_list() if n in frame.columns else none for n in (qualifier, standing, shown.name + SEEN_HIGH)
        ]
        rows = zip(texts, frame[seen], *beside, strict=True)
        return [
            text if value is None
            else marked(converted(value, reader.figures, bound, currency=reader.currency, high=high), state)
            for text, value, bound, state, high in rows
        ]  # fmt: skip

    highs = (shown.name + SEEN_HIGH,) if part is not None and part.high else ()
    title = f"{shown.title} → {reader.currency}"
    width, inputs = max(shown.width, cell_width(title)), (*shown.inputs, seen, *highs)
    return shown._replace(title=title, width=width, inputs=inputs, draw=draw)


def shown_columns(
    columns: Sequence[ViewColumn], table: Table, reader: Reader, described: Described
) -> tuple[ShownColumn, ...]:
    """The columns of a view in the reader's language; `described` gives another table's description."""
    return tuple(
        _in_currency(_shown(view, *_resolved(view, table, described), reader), table, reader) for view in columns
    )


def shown_fields(
    columns: Sequence[ViewColumn], table: Table, reader: Reader, described: Described, frame: pl.DataFrame
) -> tuple[tuple[Field, ...], Mapping[str, Callable[[], pl.Series]]]:
    """What queries know of the columns of a view over some rows, and how the keys are made that stand for them."""
    fields: list[Field] = []
    keys: dict[str, Callable[[], pl.Series]] = {}
    for view in columns:
        kind, column = _resolved(view, table, described)
        shown = _shown(view, kind, column, reader)
        field = _field(shown, kind, frame.schema)
        fields.append(field)
        for name in _keys(field):
            keys[name] = partial(key, name, frame, shown, column, reader)
    return tuple(fields), keys


def _field(shown: ShownColumn, kind: Cell, schema: Mapping[str, pl.DataType]) -> Field:
    dtype = schema.get(shown.name)
    alone = dtype is not None and shown.inputs == (shown.name,)
    return Field(
        name=shown.name,
        title=shown.title,
        kind="text" if dtype is None else kind_of(dtype),
        units=kind.units(shown.name),
        sort_by=tuple(name for name in kind.sort(shown.name) if KEY in name or name in schema),
        search_by=shown.name if kind.as_it_is and dtype == pl.String else shown.name + TEXT,
        stored=dtype is not None,
        as_text=not alone or (dtype is not None and (dtype.is_nested() or dtype == pl.Binary)),
        coded=kind.coded,
    )


def _keys(field: Field) -> Iterator[str]:
    return (name for name in (*field.sort_by, field.search_by) if KEY in name)


def _kind(view: ViewColumn, column: Column | None, table: Table) -> Cell:
    """How a column is drawn: as its view says, else as the figure that it is, else by the type of its values."""
    part = next((part for part in table.parts if part.name == view.name), None)
    cell = _plain_kind(view, column, table)
    return standing_cell(cell) if part else cell


def _plain_kind(view: ViewColumn, column: Column | None, table: Table) -> Cell:
    figure = table.figure(view.name)
    if figure is not None and not view.cell:
        return figure_cell(table, figure)
    of_type = BY_TYPE.get(column.type if column else "text", "text")
    name = view.cell or ("word" if of_type == "text" and column and column.words else of_type)
    if name in OF_TABLE:
        return OF_TABLE[name](table)
    if name not in CELLS:
        known = spelled_like(name, [*CELLS, *OF_TABLE])
        raise TermsheetError(label("corpus.no_cell", f"{table.name}.toml", name), known, EXIT_UNREADABLE)
    return CELLS[name]


def drawable(view: ViewColumn, table: Table, names: Sequence[str]) -> ViewColumn | None:
    """A column of the view as rows with these columns can show it; None where they lack what it is made of.

    Claims have no marks, facts no trend; a date is drawn without its age where nobody computed that.
    """
    column = next((c for c in table.columns if c.name == view.name), None)
    kind = _kind(view, column, table)
    if all(name in names for name in kind.inputs(view.name)):
        return view
    return drawable(view._replace(cell=kind.otherwise), table, names) if kind.otherwise else None


def write_rows(frame: pl.DataFrame, columns: Sequence[ShownColumn]) -> list[tuple[str, ...]]:
    """The rows of a frame as texts, one for each column. The frame is bounded: a page, or a printed list."""
    return list(zip(*(column.draw(frame) for column in columns), strict=True))
