"""Compiles the expressions of computed columns to ibis, with exactly the meaning that Polars' SQL gives them.

An expression is parsed to a tree of which a list of nodes is known. What the tree means is written out again in full,
with all parentheses, and Polars must read that as it reads the expression itself; Polars tells the type of each node
too. Everything else is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial, reduce
from operator import add, and_, mod, mul, neg, or_, sub
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.ibis.computing import (
    FLOAT,
    INTS,
    NULL,
    Computation,
    as_type,
    chosen_by,
    comparison_of,
    family,
    in_64_bits,
    kept_as,
    number_in,
    where_they_fit,
)
from tui.engines.ibis.expression_nodes import PARSED_AS, count_of
from tui.engines.ibis.expression_texts import TextNodes
from tui.engines.ibis.held import held
from tui.engines.ibis.scan import Scan
from tui.engines.polars.shape import computed as computed_by_polars
from tui.query.query import Derived

_ARITHMETIC: dict[type[sge.Expression], tuple[str, Callable[..., Any]]] = {
    sge.Add: ("+", add), sge.Sub: ("-", sub), sge.Mul: ("*", mul),
}  # fmt: skip
_COMPARISONS: dict[type[sge.Expression], str] = {
    sge.EQ: "=", sge.NEQ: "<>", sge.LT: "<", sge.LTE: "<=", sge.GT: ">", sge.GTE: ">=",
}  # fmt: skip
_JOINED: dict[type[sge.Expression], tuple[str, Callable[[Any, Any], Any]]] = {
    sge.And: ("AND", and_),
    sge.Or: ("OR", or_),
}
_COLUMN = "d"
"""Begins what a computed column is called on the server."""


def with_derived(derived: Sequence[Derived], scan: Scan) -> Scan:
    """A table with the columns that a query computes. Raises `Unsupported` where the server cannot give one exactly."""
    for column in derived:
        found = _Reading(scan).column(column.expression)
        place = f"{_COLUMN}{sum(name.startswith(_COLUMN) for name in scan.names.values())}"
        scan = scan._replace(
            rows=scan.rows.mutate(**{place: found.cells}),
            names={**scan.names, column.name: place},
            schema=pl.Schema({**scan.schema, column.name: found.dtype}),
            # What is computed may be called as a column of the table is.
            exact={name: kept for name, kept in scan.exact.items() if name != column.name},
            filled=scan.filled - {column.name},
        )
    return scan


class _Reading(TextNodes):
    """Reads one expression over a table."""

    def column(self, expression: str) -> Computation:
        """What an expression computes. Raises `TermsheetError` for what Polars does not read either."""
        computed_by_polars(self._none, [Derived("", expression)])
        try:
            tree = sg.parse_one(expression, dialect=PARSED_AS)
        except (sg.errors.SqlglotError, ValueError):
            raise self._lacks(expression) from None
        if tree.find(sge.Column) is None:
            # With what is the same in all rows Polars computes in other ways than with a column.
            raise self._lacks(expression)
        assert isinstance(tree, sge.Expression)
        found = self._node(tree)
        if not pl.sql_expr(found.text).meta.eq(pl.sql_expr(expression)) or family(found.dtype) is None:
            raise self._lacks(expression)
        return found._replace(cells=self._on.finished(as_type(found, found.dtype), found.dtype))

    def _known(self, node: sge.Expression) -> Computation | None:
        """What a node means; None where it is not known, or not exactly."""
        kind = type(node)
        if kind in _ARITHMETIC:
            return self._arithmetic(node)
        if kind in _COMPARISONS:
            left, right = self._node(node.this), self._node(node.expression)
            held_to = comparison_of(_COMPARISONS[kind], left, right, self._on)
            sign = _COMPARISONS[kind]
            return None if held_to is None else self._cell(f"({left.text} {sign} {right.text})", held_to)
        if kind in _JOINED:
            word, join = _JOINED[kind]
            left, right = self._truth(node.this), self._truth(node.expression)
            return self._cell(f"({left.text} {word} {right.text})", join(left.cells, right.cells))
        return super()._known(node)

    # What expressions end in

    def _of_paren(self, node: sge.Paren) -> Computation:
        return self._node(node.this)

    def _of_column(self, node: sge.Column) -> Computation | None:
        name = node.name
        if node.table or name not in self._scan.schema:
            return None
        quoted = name.replace('"', '""')
        cells, dtype = self._scan.cells(name), self._scan.schema[name]
        return self._cell(f'"{quoted}"', cells, dtype)

    def _of_literal(self, node: sge.Literal, sign: str = "") -> Computation | None:
        text = node.this
        if node.is_string:
            quoted = text.replace("'", "''")
            return self._cell(f"'{quoted}'", ibis.literal(text), pl.String())
        dtype = self._type(sign + text)
        if dtype in INTS:
            value: Any = int(sign + text)
        elif isinstance(dtype, pl.Decimal):
            value = Decimal(sign + text)
        else:
            value = float(sign + text)
        kind = dt.int64 if dtype in INTS else held(dtype)
        return Computation(sign + text, ibis.literal(value, type=kind), dtype, value)

    def _of_boolean(self, node: sge.Boolean) -> Computation:
        return self._cell("TRUE" if node.this else "FALSE", ibis.literal(bool(node.this)), pl.Boolean())

    def _of_null(self, node: sge.Null) -> Computation:
        return self._cell("NULL", ibis.null(), NULL)

    # Numbers

    def _arithmetic(self, node: sge.Expression) -> Computation | None:
        sign, work = _ARITHMETIC[type(node)]
        left, right = self._node(node.this), self._node(node.expression)
        text = f"({left.text} {sign} {right.text})"
        dtype = self._type(text)
        taken = [_factor(side) if work is mul and isinstance(dtype, pl.Decimal) else dtype for side in (left, right)]
        sides = [number_in(one, side) for one, side in zip(taken, (left, right), strict=True)]
        if any(side is None for side in sides):
            return None
        if dtype in INTS:
            return self._cell(text, in_64_bits(work, *sides), dtype)
        if isinstance(dtype, pl.Decimal):
            if dtype.scale > self._on.places:
                return None
            sides = where_they_fit(work, sides, dtype)
        return self._cell(text, work(*sides).cast(kept_as(dtype)), dtype)

    def _of_div(self, node: sge.Div) -> Computation | None:
        left, right = self._node(node.this), self._node(node.expression)
        text = f"({left.text} / {right.text})"
        sides = [number_in(FLOAT, side) for side in (left, right)]
        if self._type(text) != FLOAT or any(side is None for side in sides):
            return None
        if node.expression.find(sge.Column) is not None or right.value == 0:
            return self._cell(text, self._on.divided(*sides), FLOAT)
        if right.value is None or node.this.find(sge.Column) is None:
            return None
        # By a number that is written out Polars divides so.
        return self._cell(text, sides[0] * ibis.literal(1.0 / float(right.value), type=dt.float64), FLOAT)

    def _whole(
        self, node: sge.Expression, sign: str, work: Callable[[Any, Any], Any], by_minus: Callable[[Any], Any]
    ) -> Computation | None:
        """A whole number divided by another; `by_minus` tells what it is by -1: the least one leaves 64 bits there, and
        no server divides it."""
        left, right = self._node(node.this), self._node(node.expression)
        text = f"({left.text} {sign} {right.text})"
        if family(left.dtype) != "int" or family(right.dtype) != "int":
            return None
        one, other = (side.cells.cast(dt.int64) for side in (left, right))
        found = ibis.ifelse(other == -1, by_minus(one), work(one, other.nullif(0).nullif(-1)))
        return self._cell(text, found.cast(dt.int64), self._type(text))

    def _of_intdiv(self, node: sge.IntDiv) -> Computation | None:
        return self._whole(node, "//", self._on.quotient, partial(in_64_bits, neg))

    def _of_mod(self, node: sge.Mod) -> Computation | None:
        return self._whole(node, "%", mod, lambda cells: ibis.ifelse(cells.isnull(), None, 0))

    def _of_neg(self, node: sge.Neg) -> Computation | None:
        if isinstance(node.this, sge.Literal) and not node.this.is_string:
            return self._of_literal(node.this, "-")
        inner = self._node(node.this)
        return self._of_number(f"(-{inner.text})", inner, neg)

    def _of_abs(self, node: sge.Abs) -> Computation | None:
        inner = self._node(node.this)
        return self._of_number(f"ABS({inner.text})", inner, lambda cells: cells.abs())

    def _of_number(self, text: str, inner: Computation, work: Callable[[Any], Any]) -> Computation | None:
        dtype = self._type(text)
        cells = number_in(dtype, inner)
        if cells is None:
            return None
        found = in_64_bits(work, cells) if dtype in INTS else work(cells).cast(kept_as(dtype))
        return self._cell(text, found, dtype)

    def _of_round(self, node: sge.Round) -> Computation | None:
        inner, decimals = self._node(node.this), node.args.get("decimals")
        places = 0 if decimals is None else count_of(decimals)
        if places is None:
            return None
        text = f"ROUND({inner.text}, {places})" if decimals is not None else f"ROUND({inner.text})"
        if family(inner.dtype) == "int":
            return self._cell(text, inner.cells, inner.dtype)
        if inner.dtype != FLOAT:
            return None
        scale = ibis.literal(10.0**places, type=dt.float64)
        # As Polars does it: to the even one of two that are as near.
        cells = self._on.half_even(inner.cells * scale) / scale if places else self._on.half_even(inner.cells)
        return self._cell(text, cells, FLOAT)

    # Conditions

    def _of_not(self, node: sge.Not) -> Computation | None:
        inner = node.this
        if inner.key in ("between", "in", "like"):
            found = getattr(self, f"_of_{inner.key}")(inner, "NOT ")
            return None if found is None else found._replace(cells=chosen_by(found.cells, False, True))
        if isinstance(inner, sge.Is) and isinstance(inner.expression, sge.Null):
            cell = self._node(inner.this)
            return self._cell(f"({cell.text} IS NOT NULL)", cell.cells.notnull())
        cell = self._truth(inner)
        return self._cell(f"(NOT {cell.text})", chosen_by(cell.cells, False, True))

    def _of_is(self, node: sge.Is) -> Computation | None:
        if not isinstance(node.expression, sge.Null):
            return None
        cell = self._node(node.this)
        return self._cell(f"({cell.text} IS NULL)", cell.cells.isnull())

    def _of_between(self, node: sge.Between, no: str = "") -> Computation | None:
        cell, low, high = (self._node(node.args[part]) for part in ("this", "low", "high"))
        ends = [comparison_of(">=", cell, low, self._on), comparison_of("<=", cell, high, self._on)]
        if node.args.get("symmetric") or ends[0] is None or ends[1] is None:
            return None
        return self._cell(f"({cell.text} {no}BETWEEN {low.text} AND {high.text})", ends[0] & ends[1])

    def _of_in(self, node: sge.In, no: str = "") -> Computation | None:
        cell, options = self._node(node.this), [self._node(one) for one in node.expressions]
        of_floats = ("int", "decimal") if cell.dtype == FLOAT else ()
        if not options or any(family(one.dtype) not in (family(cell.dtype), *of_floats) for one in options):
            return None
        found = [comparison_of("=", cell, one, self._on) for one in options]
        if any(one is None for one in found) or not all(
            isinstance(one, sge.Literal | sge.Neg | sge.Boolean) for one in node.expressions
        ):
            return None
        listed = ", ".join(one.text for one in options)
        return self._cell(f"({cell.text} {no}IN ({listed}))", reduce(or_, found))

    def _of_like(self, node: sge.Like, no: str = "") -> Computation | None:
        pattern = node.expression
        if not isinstance(pattern, sge.Literal) or not pattern.is_string or "\\" in pattern.this:
            return None
        cell, like = self._text(node.this), self._node(pattern)
        return self._cell(f"({cell.text} {no}LIKE {like.text})", cell.cells.like(pattern.this))

    # Choices

    def _one_of(self, text: str, cells: Sequence[Computation]) -> tuple[list[ir.Value], pl.DataType] | None:
        """Some cells in the type that Polars gives what is chosen of them."""
        dtype = self._type(text)
        found = [as_type(cell, dtype) if _goes_into(cell, dtype) else None for cell in cells]
        return None if any(one is None for one in found) or family(dtype) is None else (found, dtype)

    def _of_case(self, node: sge.Case) -> Computation | None:
        given = self._node(node.this) if node.this is not None else None
        whens: list[tuple[str, Any]] = []
        for one in node.args["ifs"]:
            cell = self._truth(one.this) if given is None else self._node(one.this)
            holds = cell.cells if given is None else comparison_of("=", given, cell, self._on)
            if holds is None:
                return None
            whens.append((cell.text, holds))
        thens = [self._node(one.args["true"]) for one in node.args["ifs"]]
        other = self._node(node.args["default"]) if node.args.get("default") is not None else None
        parts = [f"WHEN {when} THEN {then.text}" for (when, _), then in zip(whens, thens, strict=True)]
        ended = f" ELSE {other.text}" if other is not None else ""
        text = f"(CASE {given.text + ' ' if given is not None else ''}{' '.join(parts)}{ended} END)"
        chosen = self._one_of(text, [*thens, *([other] if other is not None else [])])
        if chosen is None:
            return None
        cells, dtype = chosen
        rest = cells[-1] if other is not None else None
        held_to = [(holds, then) for (_, holds), then in zip(whens, cells, strict=False)]
        return self._cell(text, ibis.cases(*held_to, else_=rest), dtype)

    def _of_if(self, node: sge.If) -> Computation | None:
        if node.args.get("false") is None:
            return None
        cell, then, other = self._truth(node.this), self._node(node.args["true"]), self._node(node.args["false"])
        text = f"IF({cell.text}, {then.text}, {other.text})"
        chosen = self._one_of(text, [then, other])
        return None if chosen is None else self._cell(text, ibis.ifelse(cell.cells, *chosen[0]), chosen[1])

    def _of_coalesce(self, node: sge.Coalesce) -> Computation | None:
        cells = [self._node(one) for one in (node.this, *node.expressions)]
        text = f"COALESCE({', '.join(cell.text for cell in cells)})"
        chosen = self._one_of(text, cells)
        return None if chosen is None else self._cell(text, ibis.coalesce(*chosen[0]), chosen[1])

    def _of_nullif(self, node: sge.Nullif) -> Computation | None:
        left, right = self._node(node.this), self._node(node.expression)
        equal = comparison_of("=", left, right, self._on)
        if equal is None:
            return None
        return self._cell(f"NULLIF({left.text}, {right.text})", ibis.ifelse(equal, None, left.cells), left.dtype)


def _factor(cell: Computation) -> pl.DataType:
    """The type in which a factor of a decimal is taken: the places of a product are those of both."""
    return pl.Decimal(38, cell.dtype.scale if isinstance(cell.dtype, pl.Decimal) else 0)


def _goes_into(cell: Computation, dtype: pl.DataType) -> bool:
    into = family(dtype)
    if cell.dtype == NULL or family(cell.dtype) == into:
        return True
    return into in ("float", "decimal") and number_in(dtype, cell) is not None
