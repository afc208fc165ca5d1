"""How the columns of a person's own file are drawn, by the type of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from unicodedata import normalize

import polars as pl

from tui.cells.cell import ShownColumn
from tui.files.written import is_currency
from tui.query.fields import KEY, RAW
from tui.text.numbers import Unit, compact, full, money
from tui.text.plain import LONGEST_CELL, plain_text
from tui.text.visible import visible
from tui.text.widths import ELLIPSIS

if TYPE_CHECKING:
    from tui.language.label import Language

WIDTH = 32
UNGROUPED = re.compile(
    r"(^|[_\s])(id|ids|year|yr|code|zip|no|nr|number|phone|key|index)$|^id_|年$|编号$|代码$", re.IGNORECASE
)
"""Names of whole numbers that count nothing: no commas."""

_EXACT = 2**53
"""Above it a number may lose digits where it is written in units."""

_Draw = Callable[[pl.Series], list[str]]


def _text(cells: pl.Series) -> list[str]:
    return ["" if cell is None else visible(cell[:LONGEST_CELL]) for cell in cells.to_list()]


def _cast(cells: pl.Series) -> list[str]:
    return _text(cells.cast(pl.String))


def _whole(cells: pl.Series) -> list[str]:
    return ["" if cell is None else f"{cell:,}" for cell in cells.to_list()]


def _bare(cells: pl.Series) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells.to_list()]


def _real(cells: pl.Series) -> list[str]:
    """Decimal points under each other: all cells of a page have as many places as the longest needs, at most six.

    What has more is cut there and says so with `…`, under which the others have a blank.
    """
    values = cells.to_list()
    longest = max((_places(v) for v in values if v is not None and v and SMALLEST <= abs(v) < LARGEST), default=0)
    places, end = min(longest, MOST_PLACES), " " if longest > MOST_PLACES else ""
    return ["" if v is None else _decimal(v, places, end) for v in values]


SMALLEST, LARGEST = 1e-3, 1e15
MOST_PLACES = 6


def _places(value: float) -> int:
    _, point, digits = repr(value).partition(".")
    return len(digits) if point and digits != "0" and "e" not in digits else 0


def _decimal(value: float, places: int, end: str) -> str:
    if value and not SMALLEST <= abs(value) < LARGEST:
        return full(value)
    if _places(value) <= places:
        return f"{value:,.{places}f}{end}"
    whole, _, digits = full(value).partition(".")
    return f"{whole}.{digits[:places]}{ELLIPSIS}"


def _moment(cells: pl.Series) -> list[str]:
    texts = cells.dt.to_string("%Y-%m-%d %H:%M:%S%.f").to_list()
    zone = getattr(cells.dtype, "time_zone", None)
    ending = f" {zone}" if zone else ""
    return ["" if text is None else re.sub(r"\.0+$", "", text).removesuffix(" 00:00:00") + ending for text in texts]


def _plain(cells: pl.Series) -> list[str]:
    return ["" if cell is None else plain_text(cell)[:LONGEST_CELL] for cell in cells.to_list()]


def _truth(cells: pl.Series) -> list[str]:
    return ["" if cell is None else "true" if cell else "false" for cell in cells.to_list()]


def _percent(cells: pl.Series) -> list[str]:
    return ["" if cell is None else f"{full(cell)}%" for cell in cells.to_list()]


def _unit(language: Language) -> Unit:
    return "chinese" if language == "zh" else "western"


_EVENLY = re.compile(r"\D*(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\D*")
"""How a figure is written whose commas stand where they are expected."""


def in_units(column: ShownColumn, unit: Unit) -> ShownColumn:
    """A column of a file with its numbers in 万 and 亿, or in K, M and B, all of their digits kept.

    What could not be read, is about so much or was read with doubt stays as it is written.
    """
    from tui.text.read_numbers import number

    name = column.name

    def written(value: float | None, raw: str | None, text: str) -> str:
        if value is None or abs(value) > _EXACT:
            return text
        if raw is None:
            return compact(float(value), unit)
        read = number(raw)
        if read is None or read.approximate or read.value != value or read.percent or not _EVENLY.fullmatch(raw):
            return text
        if read.currency is None:
            return f"{'¥' if '¥' in normalize('NFKC', raw) else ''}{compact(float(value), unit)}"
        return money(float(value), read.currency, unit)

    def draw(frame: pl.DataFrame) -> list[str]:
        cells = frame[name]
        if not cells.dtype.is_numeric():
            return column.draw(frame)
        raw = frame[name + RAW].to_list() if name + RAW in frame.columns else [None] * frame.height
        return [written(*one) for one in zip(cells.to_list(), raw, column.draw(frame), strict=True)]

    return column._replace(draw=draw)


def _draw(name: str, dtype: pl.DataType, kind: str) -> _Draw:
    if kind == "percent" and dtype.is_numeric():
        return _percent
    if dtype == pl.String:
        return _text
    if dtype.is_integer():
        return _bare if UNGROUPED.search(name) else _whole
    if dtype.is_float():
        return _real
    if isinstance(dtype, pl.Datetime):
        return _moment
    if dtype == pl.Boolean:
        return _truth
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Unknown) or isinstance(dtype, pl.Duration):
        return _plain
    return _cast


def _with_raw(name: str, draw: _Draw) -> Callable[[pl.DataFrame], list[str]]:
    """Cells that could not be read, or were read with doubt, show what stands in the file."""

    def texts(frame: pl.DataFrame) -> list[str]:
        raw = frame[name + RAW].to_list()
        return [
            given if text is None else visible(text[:LONGEST_CELL])
            for given, text in zip(draw(frame[name]), raw, strict=True)
        ]

    return texts


def file_columns(
    schema: Mapping[str, pl.DataType], kinds: Mapping[str, str], language: Language
) -> tuple[ShownColumn, ...]:
    """The columns of a file, each by the type of its values; `kinds` are those that a person chose."""
    shown = []
    for name, dtype in schema.items():
        if KEY in name or is_currency(name, schema):
            continue
        raw = name + RAW in schema
        draw = _draw(name, dtype, kinds.get(name, ""))
        whole = _with_raw(name, draw) if raw else lambda frame, name=name, draw=draw: draw(frame[name])
        column = ShownColumn(
            name=name,
            title=visible(name),
            width=WIDTH,
            right=dtype.is_numeric(),
            whole=dtype.is_numeric(),
            inputs=(name, name + RAW) if raw else (name,),
            draw=whole,
        )
        shown.append(in_units(column, _unit(language)) if kinds.get(name) == "money" else column)
    return tuple(shown)
