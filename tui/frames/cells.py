"""How a column of a view is drawn and sorted, by the kind of its cells. A new kind is one entry of `CELLS`.

A cell is text: the value made short for a table. The raw value stays in the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from tui.charts.sparkline import place, sparkline
from tui.frames.catalog import Column, Label, Language, Table, ViewColumn
from tui.frames.names import Names
from tui.frames.series import REAL
from tui.text.dates import sort_key
from tui.text.figures import figure
from tui.text.numbers import compact, percent
from tui.text.visible import visible


class Reader(NamedTuple):
    """Who reads the cells: the language, and the names in it."""

    language: Language
    names: Names

    def label(self, label: Label) -> str:
        return label.text(self.language)


class ShownColumn(NamedTuple):
    """A column of a view, ready to draw.

    Attributes:
        name: the column of the frame, by which queries call it.
        inputs: the columns of the frame that `draw` reads.
        draw: the texts of a frame's rows; the frame is bounded, a page.
        order: the expressions that sort by this column.
        texts: the cells as text, for finding and filtering.
        kind: `text`, `number`, `date` … : how values are typed and compared.
        units: the columns that hold the unit or currency of each value: values of several are never added up.
        coded: whether values are ids and codes, which mean something only as they are drawn.
        whole: left out where it would have to be cut: half a figure or half a trend misleads.
    """

    name: str
    title: str
    width: int
    right: bool
    whole: bool
    inputs: tuple[str, ...]
    draw: Callable[[pl.DataFrame], list[str]]
    order: tuple[pl.Expr, ...]
    texts: pl.Expr
    kind: str = "text"
    units: tuple[str, ...] = ()
    coded: bool = False


def drawn_by(inputs: Sequence[str], text: Callable[..., str]) -> Callable[[pl.DataFrame], list[str]]:
    """Draws each row from its values in `inputs`."""

    def draw(frame: pl.DataFrame) -> list[str]:
        return [text(*values) for values in zip(*(frame[name].to_list() for name in inputs), strict=True)]

    return draw


def texts_of(inputs: Sequence[str], draw: Callable[[pl.DataFrame], list[str]]) -> pl.Expr:
    """The texts that are drawn, as an expression."""

    def read(cells: pl.Series) -> pl.Series:
        return pl.Series(cells.name, draw(cells.struct.unnest()), dtype=pl.String)

    return pl.struct(list(inputs)).map_batches(read, return_dtype=pl.String)


class Cell(NamedTuple):
    """A kind of cell: the columns it reads, how it is written, how it sorts."""

    inputs: Callable[[str], Sequence[str]]
    write: Callable[[Reader, Column | None], Callable[..., str]]
    right: bool = False
    whole: bool = False
    order: Callable[[str, Reader, Column | None], tuple[pl.Expr, ...]] = lambda name, *_: (pl.col(name),)
    units: tuple[str, ...] = ()
    coded: bool = False


def _text(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda value: "" if value is None else visible(str(value))


def _name(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda entity: visible(reader.names.name(entity, reader.language))


def _both(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda entity: visible(reader.names.both(entity, reader.language))


def _names(reader: Reader, column: Column | None) -> Callable[..., str]:
    joint = "、" if reader.language == "zh" else ", "
    return lambda ids: visible(joint.join(reader.names.name(i, reader.language) for i in (ids or "").split(";") if i))


def _who(reader: Reader, column: Column | None) -> Callable[..., str]:
    """The person who moved, or how many of whom."""

    def text(person: str | None, count: float | None, high: float | None, qualifier: str | None, of: str | None) -> str:
        if person:
            return visible(reader.names.both(person, reader.language))
        number = figure(count, reader.language, high=high, qualifier=qualifier)
        return visible(f"{number} {of or ''}".strip())

    return text


def _choice(reader: Reader, column: Column | None) -> Callable[..., str]:
    known = {c.id: reader.label(c.label) for c in column.choices} if column else {}
    joint = "、" if reader.language == "zh" else ", "
    return lambda value: joint.join(known.get(v) or visible(v) for v in (value or "").split(";") if v)


def _figure(*keywords: str) -> Callable[[Reader, Column | None], Callable[..., str]]:
    def write(reader: Reader, column: Column | None) -> Callable[..., str]:
        def text(value: Any, *rest: Any) -> str:
            given = dict(zip(keywords, rest, strict=True))
            growth = given.pop("growth", None) is not None
            return figure(value, reader.language, growth=growth, **given)

        return text

    return write


def _usd(reader: Reader, column: Column | None) -> Callable[..., str]:
    def text(usd: float | None, currency: str | None, qualifier: str | None) -> str:
        if usd is None:
            return ""
        # A converted figure is told from a printed one, and what was only a bound stays one.
        if currency != "USD" and qualifier not in ("at_least", "at_most"):
            qualifier = "approx"
        return figure(usd, reader.language, currency="USD", qualifier=qualifier)

    return text


def _sum(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda usd: figure(usd, reader.language, currency="USD", qualifier="approx")


def _count(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda value: "" if not value else compact(value, "chinese" if reader.language == "zh" else "western")


def _change(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda value: "" if value is None else percent(value, signed=True)


def _marks(reader: Reader, column: Column | None) -> Callable[..., str]:
    return marks


def marks(witnesses: int | None, rivals: int | None) -> str:
    """`=n` voices agree with the figure shown, `≠n` contradict it; nothing where one voice stands alone."""
    agree = f"={witnesses}" if witnesses and witnesses > 1 else ""
    contradict = f"≠{rivals}" if rivals else ""
    return f"{agree} {contradict}".strip()


TREND_WIDTH = 10


def trend(row: Mapping[str, Any], width: int = TREND_WIDTH) -> str:
    """The history of a series on the time axis of all series; nothing where there are too few points."""
    if not row["values"] or len(row["values"]) < REAL:
        return ""
    points = list(zip(row["starts"], row["values"], strict=True))
    return sparkline(place(points, row["axis_start"], row["axis_end"], width), width)


TREND_INPUTS = ("starts", "values", "axis_start", "axis_end", "period")


def _trend(reader: Reader, column: Column | None) -> Callable[..., str]:
    def text(*given: Any) -> str:
        row = dict(zip(TREND_INPUTS, given, strict=True))
        return trend(row) or (f"· {row['period']}" if row["period"] else "")

    return text


def _by_choice(name: str, reader: Reader, column: Column | None) -> tuple[pl.Expr, ...]:
    ranks = {c.id: rank for rank, c in enumerate(column.choices)} if column else {}
    return (pl.col(name).replace_strict(ranks, default=None, return_dtype=pl.Int16), pl.col(name))


def _mapped(name: str, key: Callable[[str], str]) -> pl.Expr:
    def apply(cells: pl.Series) -> pl.Series:
        keys = {cell: key(cell) for cell in cells.unique() if cell is not None}
        return cells.replace_strict(keys, default=None, return_dtype=pl.String)

    return pl.col(name).map_batches(apply, return_dtype=pl.String)


def _by_name(name: str, reader: Reader, column: Column | None) -> tuple[pl.Expr, ...]:
    return (_mapped(name, lambda entity: reader.names.name(entity, reader.language).casefold()),)


def _by_date(name: str, reader: Reader, column: Column | None) -> tuple[pl.Expr, ...]:
    return (_mapped(name, sort_key),)


def _own(name: str) -> Sequence[str]:
    return (name,)


CELLS: dict[str, Cell] = {
    "text": Cell(_own, _text),
    "name": Cell(_own, _both, order=_by_name, coded=True),
    "entity": Cell(_own, _name, order=_by_name, coded=True),
    "who": Cell(lambda n: (n, "count", "count_high", "qualifier", "count_of"), _who, order=_by_name, coded=True),
    "names": Cell(_own, _names, coded=True),
    "choice": Cell(_own, _choice, order=_by_choice, coded=True),
    "date": Cell(_own, _text, whole=True, order=_by_date),
    "number": Cell(_own, _count, right=True),
    "change": Cell(_own, _change, right=True),
    "usd": Cell(lambda n: (n, "currency", "qualifier"), _usd, right=True),
    "sum": Cell(_own, _sum, right=True),
    "amount": Cell(
        lambda n: ("amount", "amount_high", "currency", "qualifier"),
        _figure("high", "currency", "qualifier"),
        right=True,
        order=lambda *_: (pl.col("amount_usd"), pl.col("amount")),
        units=("currency",),
    ),
    "valuation": Cell(
        lambda n: ("valuation", "valuation_currency", "valuation_qualifier"),
        _figure("currency", "qualifier"),
        right=True,
        order=lambda *_: (pl.col("valuation_usd"), pl.col("valuation")),
        units=("valuation_currency",),
    ),
    "measure": Cell(
        lambda n: ("value", "value_high", "unit", "qualifier", "versus"),
        _figure("high", "unit", "qualifier", "growth"),
        right=True,
        units=("unit",),
    ),
    "quantity": Cell(
        lambda n: ("value", "value_high", "unit", "currency", "qualifier", "versus"),
        _figure("high", "unit", "currency", "qualifier", "growth"),
        right=True,
        units=("unit", "currency"),
    ),
    "raised": Cell(
        lambda n: ("raised", "raised_currency", "raised_qualifier"),
        _figure("currency", "qualifier"),
        right=True,
        units=("raised_currency",),
    ),
    "users": Cell(lambda n: ("users", "users_qualifier"), _figure("qualifier"), right=True),
    "trend": Cell(lambda n: TREND_INPUTS, _trend, whole=True, order=lambda *_: (pl.col("points"),)),
    "marks": Cell(
        lambda n: ("witnesses", "rivals"), _marks, whole=True, order=lambda *_: (pl.col("rivals"), pl.col("witnesses"))
    ),
}

BY_TYPE = {
    "entity": "entity",
    "entities": "names",
    "enum": "choice",
    "enums": "choice",
    "date": "date",
    "number": "number",
    "money": "number",
}
"""The kind of cell for a column of the data whose view names none."""


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
        kind = CELLS[view.cell or BY_TYPE.get(column.type if column else "text", "text")]
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


def can_draw(view: ViewColumn, table: Table, names: Sequence[str]) -> bool:
    """Whether a frame has what a column of the view is made of: claims have no marks, facts no trend."""
    column = next((c for c in table.columns if c.name == view.name), None)
    kind = CELLS[view.cell or BY_TYPE.get(column.type if column else "text", "text")]
    return all(name in names for name in kind.inputs(view.name))


def write_rows(frame: pl.DataFrame, columns: Sequence[ShownColumn]) -> list[tuple[str, ...]]:
    """The rows of a frame as texts, one for each column. The frame is bounded: a page, or a printed list."""
    return list(zip(*(column.draw(frame) for column in columns), strict=True))
