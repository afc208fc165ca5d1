"""Values as text, in one way for every format: what a cell of CSV holds, and what stands for it in JSON.

A number is the shortest text that reads back as the same value of its type: a whole one has no point, a decimal all its
places. Dates and times are ISO 8601, with the offset where there is a zone; lengths of time too (`P1DT30S`). Bytes are
two hexadecimal digits each. Lists and records are JSON. What is no number (`NaN`, `inf`) is null in JSON.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from tui.engines.schema import instance

if TYPE_CHECKING:
    from polars.expr.struct import ExprStructNameSpace


def cell_text(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """The values of a column as texts; null where there is none."""
    if dtype == pl.String:
        return cells
    if dtype == pl.Null:
        return cells.cast(pl.String)
    if dtype.is_float():
        return cells.cast(pl.String).str.strip_suffix(".0").str.replace("e+", "e", literal=True)
    if dtype == pl.Date:
        return cells.dt.to_string("%Y-%m-%d")
    if isinstance(dtype, pl.Datetime):
        return cells.dt.to_string("%Y-%m-%dT%H:%M:%S%.f" + ("%:z" if dtype.time_zone else ""))
    if dtype == pl.Time:
        return cells.dt.to_string("%H:%M:%S%.f")
    if isinstance(dtype, pl.Duration):
        return cells.dt.to_string("iso")
    if dtype == pl.Binary:
        return cells.bin.encode("hex")
    if dtype.is_nested():
        return pl.when(cells.is_not_null()).then(json_text(cells, dtype))
    if dtype == pl.Object:
        return cells.map_elements(str, return_dtype=pl.String)
    return cells.cast(pl.String)


def json_text(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """The values of a column as JSON; `null` where there is none."""
    if isinstance(dtype, pl.Array):
        return json_text(cells.arr.to_list(), pl.List(dtype.inner))
    if isinstance(dtype, pl.List):
        inner = cells.list.eval(json_text(pl.element(), instance(dtype.inner)))
        found = pl.concat_str(pl.lit("["), inner.list.join(", "), pl.lit("]"))
        return pl.when(cells.is_not_null()).then(found).otherwise(pl.lit("null"))
    if isinstance(dtype, pl.Map):
        pairs = cells.map.entries().list.eval(_pair_text(pl.element().struct, dtype))
        found = pl.concat_str(pl.lit("{"), pairs.list.join(", "), pl.lit("}"))
        return pl.when(cells.is_not_null()).then(found).otherwise(pl.lit("null"))
    if isinstance(dtype, pl.Struct):
        found = record_text(
            {field.name: (cells.struct.field(field.name), instance(field.dtype)) for field in dtype.fields}
        )
        return pl.when(cells.is_not_null()).then(found).otherwise(pl.lit("null"))
    if dtype.is_numeric() or dtype in (pl.Boolean, pl.Null):
        known = pl.when(cells.is_finite()).then(cells) if dtype.is_float() else cells
        return cell_text(known, dtype).fill_null("null")
    if dtype.is_temporal() or dtype == pl.Binary:
        return pl.concat_str(pl.lit('"'), cell_text(cells, dtype), pl.lit('"')).fill_null("null")
    # Polars escapes a text only as a record's.
    escaped = pl.struct(cell_text(cells, dtype).alias("")).struct.json_encode()
    return escaped.str.strip_prefix('{"":').str.strip_suffix("}")


def _pair_text(pair: ExprStructNameSpace, dtype: pl.Map) -> pl.Expr:
    """An entry of a map as JSON, which has texts only for keys."""
    key = cell_text(pair.field("key"), instance(dtype.key))
    value = json_text(pair.field("value"), instance(dtype.value))
    return pl.concat_str(json_text(key, pl.String()), pl.lit(": "), value)


def record_text(columns: dict[str, tuple[pl.Expr, pl.DataType]]) -> pl.Expr:
    """Rows as JSON records of the columns given."""
    pieces: list[pl.Expr] = []
    for name, (cells, dtype) in columns.items():
        pieces += [
            pl.lit(f"{', ' if pieces else '{'}{json.dumps(name, ensure_ascii=False)}: "),
            json_text(cells, dtype),
        ]
    return pl.concat_str(*pieces, pl.lit("}")) if pieces else pl.lit("{}")


_WHOLE: dict[pl.DataType, int] = {pl.Float64(): 2**53, pl.Float32(): 2**24}
"""Below it each whole number is one of its own."""
_DIGITS: dict[pl.DataType, float] = {pl.Float64(): 1e16, pl.Float32(): 1e15}
"""From it on Polars writes an exponent."""
AS_THEY_ARE = (pl.String, pl.Boolean, pl.Date, pl.Categorical, pl.Enum)


def _plain(cells: pl.Series) -> pl.Series:
    """Numbers as whole ones where all are: the same texts, made many times as fast."""
    if cells.dtype not in _WHOLE:
        return cells
    whole = (cells == cells.round()) & (cells.abs() < _WHOLE[cells.dtype]) & ((cells != 0) | (1 / cells > 0))
    return cells.cast(pl.Int64) if whole.all() else cells


def _is_text_already(cells: pl.Series) -> bool:
    """Whether Polars writes the values of a column into CSV as `cell_text` does."""
    if cells.dtype in _DIGITS:
        return not ((cells == cells.round()) | (cells.abs() >= _DIGITS[cells.dtype])).any()
    return cells.dtype.is_integer() or cells.dtype.is_decimal() or cells.dtype in AS_THEY_ARE


def as_texts(page: pl.DataFrame) -> pl.DataFrame:
    """Rows as the texts of their cells."""
    return page.select(cell_text(pl.col(name), dtype).alias(name) for name, dtype in page.schema.items())


def for_csv(page: pl.DataFrame) -> pl.DataFrame:
    """Rows that Polars writes as `as_texts` has them: what it would write otherwise is text."""
    columns = [_plain(cells) for cells in page.iter_columns()]
    odd = [cells.name for cells in columns if not _is_text_already(cells)]
    plain = pl.DataFrame(columns)
    return plain.with_columns(cell_text(pl.col(name), plain.schema[name]).alias(name) for name in odd)


def as_bytes(texts: pl.Series, ending: str = "\n") -> bytes:
    """Texts one after the other, each with its ending."""
    out = BytesIO()
    # Polars writes them without making a text of Python of them.
    texts.to_frame().write_csv(out, include_header=False, quote_style="never", separator="\x01", line_terminator=ending)
    return out.getvalue()


def as_records(page: pl.DataFrame) -> pl.Series:
    """Rows as JSON records, one text each."""
    page = pl.DataFrame([_plain(cells) for cells in page.iter_columns()], height=page.height)
    columns = {name: (pl.col(name), dtype) for name, dtype in page.schema.items()}
    return page.select(record_text(columns).alias("record")).to_series() if columns else pl.Series(["{}"] * page.height)
