"""Makes what is computed of whole numbers and decimals exact: what no number of their type holds is none.

Polars computes whole numbers in as many bits as they have, and begins again at the other end where these do not do:
the length of a name less 5 would be 4,294,967,295. The expression that Polars has read is therefore written anew, from
its own serialisation, so that each step is computed in 128 bits and brought back to 64.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import polars as pl

_STEPS = ("Plus", "Minus", "Multiply", "Mul", "IntDiv", "Rem")
"""How Polars calls the steps of two numbers that give one of their type."""
_ESTIMATED: dict[str, Callable[..., pl.Expr]] = {
    "Plus": lambda left, right: left + right,
    "Minus": lambda left, right: left - right,
    "Multiply": lambda left, right: left * right,
    "Mul": lambda left, right: left * right,
    "Sum": lambda cells: cells.sum(),
    "CumSum": lambda cells: cells.cum_sum(),
}
"""What can leave the widest numbers there are, computed of floats."""
_WIDEST = 1.7e38
"""The widest whole number, or nearly: an estimate is no nearer."""
_DIGITS = 38
"""How many the widest decimals have."""
_NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
"""Whole numbers that 64 bits hold with their sign."""

_Place = tuple[str | int, ...]
"""Where something stands in a tree."""


def exact_expression(expression: str, schema: pl.Schema) -> pl.Expr:
    """An expression as Polars' SQL has it, each step of which is exact. Raises what Polars raises."""
    read = pl.sql_expr(expression)
    asked = tuple((name, schema[name]) for name in dict.fromkeys(read.meta.root_names()) if name in schema)
    return _rewritten(expression, asked)


@lru_cache(maxsize=64)
def _rewritten(expression: str, asked: tuple[tuple[str, pl.DataType], ...]) -> pl.Expr:
    tree = json.loads(pl.sql_expr(expression).meta.serialize(format="json"))
    return _read(_exact(tree, pl.LazyFrame(schema=dict(asked))))


def _read(tree: Any) -> pl.Expr:
    return pl.Expr.deserialize(io.StringIO(json.dumps(tree)), format="json")


def _tree(made: pl.Expr) -> Any:
    return json.loads(made.meta.serialize(format="json"))


def _exact(tree: Any, over: pl.LazyFrame) -> Any:
    """A node and what stands in it, each step exact."""
    if isinstance(tree, list):
        return [_exact(one, over) for one in tree]
    if not isinstance(tree, dict):
        return tree
    tree = {name: _exact(inner, over) for name, inner in tree.items()}
    step, places = _step_of(tree)
    if not places:
        return tree
    sides = [_read(_at(tree, place)) for place in places]
    kinds = [_kind(side, over) for side in sides]
    if all(kind is not None and kind.is_integer() for kind in kinds):
        return _of_whole(tree, step, places, sides, wide=any(kind not in _NARROW for kind in kinds))
    result = _kind(_read(tree), over)
    if isinstance(result, pl.Decimal) and len(places) == 2 and step in _ESTIMATED:
        return _of_decimals(tree, step, places, sides, result.scale)
    return tree


def _step_of(tree: dict[str, Any]) -> tuple[str, list[_Place]]:
    """The name of a step and where its numbers stand; no places for any other node."""
    match tree:
        case {"BinaryExpr": {"op": str(name)}} if name in _STEPS:
            return name, [("BinaryExpr", "left"), ("BinaryExpr", "right")]
        case {"Function": {"input": [_, _], "function": {"Sql": {"Binary": str(name)}}}} if name in _STEPS:
            return name, [("Function", "input", 0), ("Function", "input", 1)]
        case {"Function": {"input": [_], "function": "Abs"}}:
            return "Abs", [("Function", "input", 0)]
        case {"Function": {"input": [_], "function": {"CumSum": _}}}:
            return "CumSum", [("Function", "input", 0)]
        case {"Agg": {"Sum": _}}:
            return "Sum", [("Agg", "Sum")]
    return "", []


def _at(tree: Any, place: _Place) -> Any:
    for part in place:
        tree = tree[part]
    return tree


def _with(tree: Any, place: _Place, given: Any) -> Any:
    """A tree with something else in a place."""
    if not place:
        return given
    copy: Any = list(tree) if isinstance(tree, list) else dict(tree)
    copy[place[0]] = _with(tree[place[0]], place[1:], given)
    return copy


def _kind(made: pl.Expr, over: pl.LazyFrame) -> pl.DataType | None:
    """The type of what is computed; None where only what stands around it knows."""
    try:
        return over.select(made.alias("")).collect_schema()[""]
    except pl.exceptions.PolarsError:
        return None


def _of_whole(tree: Any, step: str, places: list[_Place], sides: list[pl.Expr], *, wide: bool) -> Any:
    sides = [side.cast(pl.Int128) for side in sides]
    for place, side in zip(places, sides, strict=True):
        tree = _with(tree, place, _tree(side))
    if step == "IntDiv":
        # Polars brings it back to 64 bits itself, and fails where it cannot.
        size = sides[0].abs() // sides[1].abs()
        tree = _tree(pl.when((sides[0] < 0) ^ (sides[1] < 0)).then(0 - size).otherwise(size))
    if wide and step in _ESTIMATED:
        return _tree(where_it_fits(step, sides, _read(tree)))
    if wide:
        return tree
    return _tree(_read(tree).cast(pl.Int64, strict=False))


def _of_decimals(tree: Any, step: str, places: list[_Place], sides: list[pl.Expr], scale: int) -> Any:
    """A step of decimals, not tried where it has more digits than they can: one such row would end the column."""
    fits = _estimate(step, sides) < 10.0 ** (_DIGITS - scale)
    return _with(tree, places[0], _tree(pl.when(fits).then(sides[0])))


def where_it_fits(step: str, sides: list[pl.Expr], found: pl.Expr) -> pl.Expr:
    """What was found of whole numbers in 128 bits; none where these do not do, and began at the other end."""
    return pl.when(_estimate(step, sides) < _WIDEST).then(found)


def _estimate(step: str, sides: list[pl.Expr]) -> pl.Expr:
    return _ESTIMATED[step](*(side.cast(pl.Float64) for side in sides)).abs()
