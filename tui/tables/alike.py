"""Cells of two columns as values of one type, equal where they say the same.

Numbers are exact: a whole one never becomes a float, which has too few digits for it. What a float has behind its point
is what it is written as, so that 0.1 is that of a decimal, and of a float of another size.
"""

from __future__ import annotations

import polars as pl

from tui.engines.schema import instance
from tui.writers.values import cell_text

_MOST_DIGITS = 38
"""Of a decimal."""
_WHOLE_DIGITS = 20
"""Of a whole number in 64 bits."""
_WIDE = (pl.Int128, pl.UInt128)
_FLOATS: tuple[pl.DataType, ...] = (pl.Float16(), pl.Float32(), pl.Float64())
"""The narrowest first."""
_Pair = tuple[pl.Expr, pl.Expr]


def made_alike(left: pl.Expr, ours: pl.DataType, right: pl.Expr, theirs: pl.DataType) -> _Pair | None:
    """Cells of two types as values that can be compared; None where only their texts can be."""
    if ours == theirs:
        return left, right
    if ours.is_numeric() and theirs.is_numeric():
        return _numbers(left, ours, right, theirs)
    if _is_moment(ours) and _is_moment(theirs):
        return _moment_text(left, ours), _moment_text(right, theirs)
    if isinstance(ours, pl.Duration) and isinstance(theirs, pl.Duration):
        return cell_text(left, ours), cell_text(right, theirs)
    if isinstance(ours, pl.List | pl.Array) and isinstance(theirs, pl.List | pl.Array):
        pair = _within(pl.element(), instance(ours.inner), pl.element(), instance(theirs.inner))
        return _as_list(left, ours).list.eval(pair[0]), _as_list(right, theirs).list.eval(pair[1])
    if isinstance(ours, pl.Struct) and isinstance(theirs, pl.Struct):
        return _records(left, ours, right, theirs)
    if {ours, theirs} == {pl.String(), pl.Binary()}:
        # Not all bytes are a text, but each text is bytes.
        return left.cast(pl.Binary), right.cast(pl.Binary)
    return None


def _within(left: pl.Expr, ours: pl.DataType, right: pl.Expr, theirs: pl.DataType) -> _Pair:
    """Cells within cells as values that can be compared, if need be as texts."""
    return made_alike(left, ours, right, theirs) or (cell_text(left, ours), cell_text(right, theirs))


def _as_list(cells: pl.Expr, dtype: pl.List | pl.Array) -> pl.Expr:
    return cells.arr.to_list() if isinstance(dtype, pl.Array) else cells


def _records(left: pl.Expr, ours: pl.Struct, right: pl.Expr, theirs: pl.Struct) -> _Pair | None:
    """Records of the same fields, in whatever order."""
    here, there = ({field.name: instance(field.dtype) for field in side.fields} for side in (ours, theirs))
    if here.keys() != there.keys():
        return None
    pairs = {
        name: _within(left.struct.field(name), dtype, right.struct.field(name), there[name])
        for name, dtype in here.items()
    }
    one, other = (pl.struct(pair[place].alias(name) for name, pair in pairs.items()) for place in (0, 1))
    return pl.when(left.is_not_null()).then(one), pl.when(right.is_not_null()).then(other)


# Moments


def _is_moment(dtype: pl.DataType) -> bool:
    return dtype == pl.Date or isinstance(dtype, pl.Datetime)


def _moment_text(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Moments as texts, whatever their unit: a date as its midnight, one with a zone as that of Greenwich.

    None of a zone is one without. As a number some of a coarse unit have no room in a finer one.
    """
    if not isinstance(dtype, pl.Datetime):
        return cell_text(cells.cast(pl.Datetime("us")), pl.Datetime("us"))
    if dtype.time_zone is None:
        return cell_text(cells, dtype)
    return cell_text(cells.dt.convert_time_zone("UTC"), pl.Datetime(dtype.time_unit, "UTC"))


# Numbers


def _numbers(left: pl.Expr, ours: pl.DataType, right: pl.Expr, theirs: pl.DataType) -> _Pair:
    """Numbers of two types as those of the least costly one that holds all of both, else as their digits."""
    both = ours, theirs
    if ours.is_float() and theirs.is_float():
        narrow = min(both, key=_FLOATS.index)
        return _as_read(left, ours, narrow), _as_read(right, theirs, narrow)
    if all(dtype.is_integer() and dtype != pl.UInt128 for dtype in both):
        return left.cast(pl.Int128), right.cast(pl.Int128)
    scale = max(_scale(dtype) for dtype in both)
    if all(_whole_digits(dtype) + scale <= _MOST_DIGITS for dtype in both):
        common = pl.Decimal(_MOST_DIGITS, scale)
        return left.cast(common), right.cast(common)
    return _digits(left, ours), _digits(right, theirs)


def _scale(dtype: pl.DataType) -> int:
    return dtype.scale if isinstance(dtype, pl.Decimal) else 0


def _whole_digits(dtype: pl.DataType) -> int:
    """How many digits a number of a type may have before its point, at most; too many where there is no telling."""
    if isinstance(dtype, pl.Decimal):
        return (dtype.precision or _MOST_DIGITS) - dtype.scale
    return _WHOLE_DIGITS if dtype.is_integer() and dtype not in _WIDE else _MOST_DIGITS + 1


def _digits(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Numbers as texts, the same one for the same number: all of its digits, no exponent and no zero at the end."""
    if dtype.is_float():
        read = _as_read(cells, dtype, dtype)
        whole = [read.cast(wide, strict=False).cast(pl.String) for wide in _WIDE]
        return pl.coalesce(pl.when(read == read.round()).then(pl.coalesce(*whole)), _pointed(read))
    text = cells.cast(pl.String)
    return text.str.strip_chars_end("0").str.strip_suffix(".") if _scale(dtype) else text


def _pointed(cells: pl.Expr) -> pl.Expr:
    """Floats of 64 bits as texts, those near zero without their exponent: 1.5e-7 as 0.00000015."""
    # Few are: what looks into a text passes over the others where there is none.
    text = pl.when(cells.abs() < 1e-3).then(cells).cast(pl.String)
    digits = text.str.extract(r"^-?([\d.]+)e").str.replace(".", "", literal=True)
    places = text.str.extract(r"e-(\d+)$").cast(pl.UInt32)
    zeros = digits.str.zfill(digits.str.len_bytes() + places - 1)
    sign = pl.when(cells < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.coalesce(pl.concat_str(sign, pl.lit("0."), zeros), cells.cast(pl.String))


def _as_read(cells: pl.Expr, dtype: pl.DataType, narrow: pl.DataType) -> pl.Expr:
    """Floats as those of 64 bits: whole ones as they are, others as they are read of what is written.

    One that a narrower type holds as well is read of what is written there: it may be of such a column.
    """
    if dtype == narrow == pl.Float64:
        return cells
    wide = cells.cast(pl.Float64)
    read = _written(cells, dtype)
    if dtype != narrow:
        narrowed = cells.cast(narrow)
        read = pl.when(narrowed.cast(pl.Float64) == wide).then(_written(narrowed, narrow)).otherwise(read)
    return pl.when(wide == wide.round()).then(wide).otherwise(read)


def _written(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Floats as those of 64 bits that are written alike."""
    return cells if dtype == pl.Float64 else cells.cast(pl.String).cast(pl.Float64)
