"""Compiles filters to ibis, true or false and never null, by the rules of `engines.polars.compile`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from math import isnan
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.held import INEXACT, held
from tui.engines.ibis.scan import Scan
from tui.engines.literals import exact_comparison, literal
from tui.query.query import LIST_MARK, OTHER_LIST_MARKS, Condition, Either, Filter, Without
from tui.text.folding import caseless, variants

ORDERED: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
OF_TEXTS = frozenset(("contains", "lacks", "like", "drawn", "undrawn"))
CAST = (pl.Boolean, pl.Date, pl.Decimal)
"""Types that every server casts to the text that Polars does, beside whole numbers."""
LOWERED_TO_ASCII = {"k": "\u212a", "i": "\u0130"}
"""The letters outside ASCII whose small letter is one of ASCII: they are other letters where only ASCII is folded."""
OTHER = "\ufffd"


def all_hold(filters: Sequence[Filter], scan: Scan) -> ir.BooleanValue:
    """Whether a row satisfies all of some filters."""
    return _joined(and_, [_matching(given, scan) for given in filters], True)


def _joined(join: Callable[[Any, Any], Any], parts: Sequence[ir.BooleanValue], none: bool) -> ir.BooleanValue:
    """Conditions joined two by two: a row of a thousand is as deep as it is long, and compilers fail of it."""
    if len(parts) < 2:
        return parts[0] if parts else ibis.literal(none)
    middle = len(parts) // 2
    found: ir.BooleanValue = join(_joined(join, parts[:middle], none), _joined(join, parts[middle:], none))
    return found


def _matching(given: Filter, scan: Scan) -> ir.BooleanValue:
    match given:
        case Either(options):
            return _joined(or_, [all_hold(option, scan) for option in options], False)
        case Without(filters):
            return ~all_hold(filters, scan)
        case Condition():
            return _condition(given, scan)


def _condition(given: Condition, scan: Scan) -> ir.BooleanValue:
    name, operator, value = given
    cells = scan.cells(name)
    match operator:
        case "null":
            return cells.isnull()
        case "present":
            return cells.notnull()
        case "holds":
            return _has_any(scan, name, value)  # type: ignore[arg-type]
        case "in":
            return _joined(or_, [_compared(scan, name, "=", one) for one in value], False)  # type: ignore[union-attr]
    if operator in OF_TEXTS:
        return _in_texts(cell_texts(scan, name), operator, str(value))
    return _compared(scan, name, operator, value)


def _held(operator: str, found: ir.BooleanValue) -> ir.BooleanValue:
    """A comparison that is never null: a cell without a value is other than everything."""
    return found.fill_null(operator in ("!=", "undrawn"))


def _compared(scan: Scan, name: str, operator: str, value: Any) -> ir.BooleanValue:
    cells, dtype = scan.as_kept(name) if operator in ("=", "!=") else scan.cells(name), scan.schema[name]
    if value is None:
        return ibis.literal(operator == "!=")
    if dtype.is_nested() or dtype == pl.Binary:
        return _held(operator, ORDERED[operator](cell_texts(scan, name), str(value)))
    operator, value = exact_comparison(operator, value, dtype)
    if value is None:
        return ibis.literal(operator == "!=")
    if operator == "present":
        return cells.notnull()
    if isinstance(dtype, pl.Enum) and operator not in ("=", "!="):
        cells, value = rank_of(cells, dtype), dtype.categories.index_of(value)
    elif dtype == pl.Boolean and not isinstance(value, bool):
        cells = cells.cast(dt.string if isinstance(value, str) else dt.int8)
    elif dtype.is_integer():
        if isinstance(value, float):
            # One that is no number, or endless: all others are compared as whole ones.
            cells, value = cells.cast(dt.float64), _number(value)
        else:
            value = ibis.literal(value, type=cells.type()) if abs(value) >= INEXACT else int(value)
    elif isinstance(value, Decimal):
        value = ibis.literal(value, type=held(dtype))
    elif dtype == pl.Float32:
        # Polars compares with the nearest float of the column's size.
        value = _number(value).cast(dt.float32)
    elif dtype.is_numeric():
        cells, value = cells.cast(dt.float64), _number(value)
    found = _held(operator, ORDERED[operator](cells, _moment(value, dtype)))
    # Servers hold NaN to be more than every number.
    return found & ~cells.isnan().fill_null(False) if dtype.is_float() and operator in (">", ">=") else found


def _number(value: float) -> ir.FloatingScalar:
    """A number as a literal; ibis takes NaN for no value."""
    return ibis.literal("NaN" if isnan(value) else float(value)).cast(dt.float64)


def _moment(value: Any, dtype: pl.DataType) -> Any:
    """A day or a time as a literal of its own type, all others as they are."""
    if isinstance(value, datetime):
        zoned = value.tzinfo is not None
        return ibis.literal(value.isoformat(" ")).cast(dt.Timestamp(timezone="UTC" if zoned else None))
    if isinstance(value, time):
        return ((value.hour * 60 + value.minute) * 60 + value.second) * 10**9 + value.microsecond * 1000
    return ibis.literal(value) if isinstance(value, date) else value


def rank_of(cells: ir.StringValue, dtype: pl.Enum) -> ir.IntegerValue:
    """The places of texts among the categories of their type, which give their order."""
    return cells.cases(*((name, place) for place, name in enumerate(dtype.categories)), else_=None)


def values_listed(scan: Scan, name: str) -> ir.ArrayValue:
    """The distinct values of each cell of a column: of a list, or of a text with marks between its parts."""
    if isinstance(scan.schema[name], pl.List | pl.Array):
        return scan.cells(name).filter(lambda value: value.notnull()).unique()
    parts = cell_texts(scan, name).re_split(f"[{LIST_MARK}{OTHER_LIST_MARKS}]")
    return parts.map(lambda part: part.strip()).filter(lambda part: part != "").unique()


def _has_any(scan: Scan, name: str, values: Sequence[Any]) -> ir.BooleanValue:
    """Whether the list in a cell has one of some values."""
    dtype = scan.schema[name]
    inner = dtype.inner if isinstance(dtype, pl.List | pl.Array) else pl.String()
    found = [values_listed(scan, name).contains(literal(value, inner)) for value in values]  # type: ignore[arg-type]
    return _joined(or_, found, False).fill_null(False)


# Texts


def cell_texts(scan: Scan, name: str) -> ir.StringValue:
    """The cells of a column as text, null where there is no value."""
    cells, dtype = scan.cells(name), scan.schema[name]
    if cells.type().is_string():
        return cells
    return cells.cast(dt.string) if dtype.is_integer() or dtype.base_type() in CAST else scan.text(cells, name, dtype)


def _in_texts(texts: ir.StringValue, operator: str, words: str) -> ir.BooleanValue:
    match operator:
        case "contains":
            return _has_words(texts, words)
        case "lacks":
            return ~_has_words(texts, words)
        case "like":
            return _folded(texts, words, eq)
        case "drawn":
            return _held(operator, texts == words)
        case _:
            return _held(operator, texts != words)


def _has_words(texts: ir.StringValue, words: str) -> ir.BooleanValue:
    found = [_folded(texts, written, lambda cells, part: cells.contains(part)) for written in variants(words)]
    return reduce(or_, found)


def _folded(texts: ir.StringValue, words: str, compare: Callable[[Any, str], Any]) -> ir.BooleanValue:
    """Whether a comparison holds without case; only ASCII is folded for words that have no other case."""
    if words.lower() == words.upper():
        return compare(texts, words).fill_null(False)
    small = words.lower()
    if not caseless(words):
        # Servers know one small letter for each: that of İ is two, and Σ at the end of words has another.
        cells = texts.replace("İ", "İ".lower()).lower().replace("ς", "σ")
        return compare(cells, small.replace("ς", "σ")).fill_null(False)
    found = compare(texts.lower(), small)
    others = [other for letter, other in LOWERED_TO_ASCII.items() if letter in small]
    if not others:
        return found.fill_null(False)
    exact = reduce(lambda cells, other: cells.replace(other, OTHER), others, texts)
    # What all but never occurs is looked at in the hits alone.
    return ibis.ifelse(found, compare(exact.lower(), small), False)
