"""The fields of typed columns, for tables that say nothing more of themselves: files, and answers of other queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import polars as pl

from tui.query.fields import CURRENCY, KEY, NUMBERS, RAW, Field, Kind
from tui.text.visible import visible

if TYPE_CHECKING:
    from polars.datatypes import DataTypeClass


def frame_schema(frame: pl.LazyFrame | pl.DataFrame) -> pl.Schema:
    """The columns of a frame, which stays as it is.

    Polars keeps what it found out of a lazy frame that is asked itself, and no longer numbers its rows where the file
    is read: a filter of numbered rows then reads all of it.
    """
    return frame.clone().collect_schema()


def kind_of(dtype: pl.DataType) -> Kind:
    """The kind of a typed column."""
    if dtype.is_numeric():
        return "number"
    if dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        return "text"
    if dtype == pl.Date:
        return "date"
    if isinstance(dtype, pl.Datetime):
        return "time"
    return "truth" if dtype == pl.Boolean else "other"


def is_list(dtype: pl.DataType) -> bool:
    """Whether cells are lists of plain values."""
    return isinstance(dtype, pl.List | pl.Array) and not dtype.inner.is_nested()


def fields_of(
    schema: Mapping[str, pl.DataType], kinds: Mapping[str, str] | None = None, listed: Collection[str] = ()
) -> tuple[Field, ...]:
    """The fields of some columns by their types; `kinds` says which numbers are money or percent, `listed` which texts
    are lists."""
    fields = []
    for name, dtype in schema.items():
        if KEY in name:
            continue
        kind = kind_of(dtype)
        chosen = (kinds or {}).get(name)
        if kind == "number" and chosen in NUMBERS:
            kind = chosen  # type: ignore[assignment]
        raw = name + RAW if name + RAW in schema else ""
        whole = not raw and not dtype.is_nested() and dtype != pl.Binary
        units = (name + CURRENCY,) if kind in NUMBERS and schema.get(name + CURRENCY) == pl.Enum else ()
        sort_by = (*units, name) if units else ()
        each = visible(name) if is_list(dtype) or (name in listed and dtype == pl.String) else ""
        fields.append(Field(name, visible(name), kind, units, sort_by, raw=raw, as_text=not whole, each=each))
    return tuple(fields)


def type_of(field: Field, dtype: pl.DataType) -> str:
    """What a column holds, in one word: what its numbers are, its kind, or else the name of its type."""
    kind = field.kind if field.kind in NUMBERS else kind_of(dtype)
    return str(dtype).split("(", maxsplit=1)[0].lower() if kind == "other" else kind


def instance(dtype: pl.DataType | DataTypeClass) -> pl.DataType:
    """A type of cells within cells, which may stand there without its parameters."""
    return dtype() if isinstance(dtype, type) else dtype
