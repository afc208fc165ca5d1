"""Compiles the expressions of computed columns to ibis, with exactly the meaning that Polars' SQL gives them.

An expression is parsed to a tree of which a list of nodes is known. What the tree means is written out again in full,
with all parentheses, and Polars must read that as it reads the expression itself; Polars tells the type of each node
too. Everything else is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce
from operator import add, and_, ge, gt, le, lt, mul, or_, sub
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.base import Unsupported
from tui.engines.ibis.computing import FLOAT, INTS, NULL, Cell, Computing, as_type, compared, family, number_in, wrapped
from tui.engines.ibis.held import held
from tui.engines.ibis.scan import Scan
from tui.engines.polars.shape import computed as computed_by_polars
from tui.language.words import label
from tui.query.query import Derived

_PARSED_AS = "duckdb"
"""The dialect that is nearest to that of Polars; where they differ, an expression is refused."""
_ARITHMETIC: dict[type[sge.Expression], tuple[str, Callable[[Any, Any], Any]]] = {
    sge.Add: ("+", add), sge.Sub: ("-", sub), sge.Mul: ("*", mul),
}  # fmt: skip
_COMPARISONS: dict[type[sge.Expression], str] = {
    sge.EQ: "=", sge.NEQ: "<>", sge.LT: "<", sge.LTE: "<=", sge.GT: ">", sge.GTE: ">=",
}  # fmt: skip
_JOINED: dict[type[sge.Expression], tuple[str, Callable[[Any, Any], Any]]] = {
    sge.And: ("AND", and_),
    sge.Or: ("OR", or_),
}
_PARTS = ("YEAR", "MONTH", "DAY")
_BLANKS = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CASTS: dict[str, str] = {
    "TEXT": "VARCHAR", "VARCHAR": "VARCHAR", "INT": "INT", "BIGINT": "BIGINT", "DOUBLE": "DOUBLE", "DATE": "DATE",
}  # fmt: skip
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


class _Reading:
    """Reads one expression over a table."""

    def __init__(self, scan: Scan) -> None:
        assert scan.computing is not None
        self._scan, self._on = scan, scan.computing
        self._none = pl.LazyFrame(schema=scan.schema)

    def column(self, expression: str) -> Cell:
        """What an expression computes. Raises `TermsheetError` for what Polars does not read either."""
        computed_by_polars(self._none, [Derived("", expression)])
        try:
            tree = sg.parse_one(expression, dialect=_PARSED_AS)
        except (sg.errors.SqlglotError, ValueError):
            raise self._lacks(expression) from None
        found = self._node(tree)
        if not pl.sql_expr(found.text).meta.eq(pl.sql_expr(expression)) or family(found.dtype) is None:
            raise self._lacks(expression)
        return found._replace(cells=self._on.finished(as_type(found, found.dtype), found.dtype))

    def _lacks(self, what: str | sge.Expression) -> Unsupported:
        text = what if isinstance(what, str) else what.sql(_PARSED_AS)
        return self._scan.lacks(label("can.computed", " ".join(text.split())))

    def _type(self, text: str) -> pl.DataType:
        return self._none.select(pl.sql_expr(text).alias("")).collect_schema()[""]

    def _cell(self, text: str, cells: ir.Value, dtype: pl.DataType | None = None) -> Cell:
        """What stands as `text` in an expression, of the type that Polars gives it."""
        return Cell(text, cells, dtype if dtype is not None else self._type(text))

    def _node(self, node: sge.Expression) -> Cell:
        found = self._known(node)
        if found is None:
            raise self._lacks(node)
        return found

    def _known(self, node: sge.Expression) -> Cell | None:
        """What a node means; None where it is not known, or not exactly."""
        kind = type(node)
        if kind in _ARITHMETIC:
            return self._arithmetic(node)
        if kind in _COMPARISONS:
            left, right = self._node(node.this), self._node(node.expression)
            held_to = compared(_COMPARISONS[kind], left, right, self._on)
            sign = _COMPARISONS[kind]
            return None if held_to is None else self._cell(f"({left.text} {sign} {right.text})", held_to)
        if kind in _JOINED:
            word, join = _JOINED[kind]
            left, right = self._truth(node.this), self._truth(node.expression)
            return self._cell(f"({left.text} {word} {right.text})", join(left.cells, right.cells))
        read: Callable[[Any], Cell | None] | None = getattr(self, f"_of_{node.key}", None)
        return read(node) if read is not None else None

    def _truth(self, node: sge.Expression) -> Cell:
        found = self._node(node)
        if found.dtype != pl.Boolean:
            raise self._lacks(node)
        return found

    def _text(self, node: sge.Expression) -> Cell:
        found = self._node(node)
        if found.dtype != pl.String:
            raise self._lacks(node)
        return found

    # What expressions end in

    def _of_paren(self, node: sge.Paren) -> Cell:
        return self._node(node.this)

    def _of_column(self, node: sge.Column) -> Cell | None:
        name = node.name
        if node.table or name not in self._scan.schema:
            return None
        quoted = name.replace('"', '""')
        cells, dtype = self._scan.cells(name), self._scan.schema[name]
        return self._cell(f'"{quoted}"', cells, dtype)

    def _of_literal(self, node: sge.Literal, sign: str = "") -> Cell | None:
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
        return Cell(sign + text, ibis.literal(value, type=kind), dtype, value)

    def _of_boolean(self, node: sge.Boolean) -> Cell:
        return self._cell("TRUE" if node.this else "FALSE", ibis.literal(bool(node.this)), pl.Boolean())

    def _of_null(self, node: sge.Null) -> Cell:
        return self._cell("NULL", ibis.null(), NULL)

    # Numbers

    def _arithmetic(self, node: sge.Expression) -> Cell | None:
        sign, work = _ARITHMETIC[type(node)]
        left, right = self._node(node.this), self._node(node.expression)
        text = f"({left.text} {sign} {right.text})"
        dtype = self._type(text)
        sides = [number_in(dtype, side) for side in (left, right)]
        if any(side is None for side in sides):
            return None
        return self._cell(text, wrapped(work(*sides), dtype), dtype)

    def _of_div(self, node: sge.Div) -> Cell | None:
        left, right = self._node(node.this), self._node(node.expression)
        text = f"({left.text} / {right.text})"
        sides = [number_in(FLOAT, side) for side in (left, right)]
        if self._type(text) != FLOAT or any(side is None for side in sides):
            return None
        return self._cell(text, self._on.divided(*sides), FLOAT)

    def _whole(self, node: sge.Expression, sign: str, work: Callable[[Any, Any], Any]) -> Cell | None:
        left, right = self._node(node.this), self._node(node.expression)
        text = f"({left.text} {sign} {right.text})"
        if family(left.dtype) != "int" or family(right.dtype) != "int":
            return None
        dtype = self._type(text)
        numbers = [side.cells.cast(dt.int64) for side in (left, right)]
        return self._cell(text, wrapped(work(numbers[0], numbers[1].nullif(0)), dtype), dtype)

    def _of_intdiv(self, node: sge.IntDiv) -> Cell | None:
        return self._whole(node, "//", self._on.quotient)

    def _of_mod(self, node: sge.Mod) -> Cell | None:
        return self._whole(node, "%", lambda left, right: left % right)

    def _of_neg(self, node: sge.Neg) -> Cell | None:
        if isinstance(node.this, sge.Literal) and not node.this.is_string:
            return self._of_literal(node.this, "-")
        inner = self._node(node.this)
        return self._of_number(f"(-{inner.text})", inner, lambda cells: -cells)

    def _of_abs(self, node: sge.Abs) -> Cell | None:
        inner = self._node(node.this)
        return self._of_number(f"ABS({inner.text})", inner, lambda cells: cells.abs())

    def _of_number(self, text: str, inner: Cell, work: Callable[[Any], Any]) -> Cell | None:
        dtype = self._type(text)
        cells = number_in(dtype, inner)
        return None if cells is None else self._cell(text, wrapped(work(cells), dtype), dtype)

    def _of_round(self, node: sge.Round) -> Cell | None:
        inner, decimals = self._node(node.this), node.args.get("decimals")
        places = 0 if decimals is None else _count(decimals)
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

    def _of_not(self, node: sge.Not) -> Cell:
        inner = node.this
        if isinstance(inner, sge.Is) and isinstance(inner.expression, sge.Null):
            cell = self._node(inner.this)
            return self._cell(f"({cell.text} IS NOT NULL)", cell.cells.notnull())
        cell = self._truth(inner)
        return self._cell(f"(NOT {cell.text})", ~cell.cells)

    def _of_is(self, node: sge.Is) -> Cell | None:
        if not isinstance(node.expression, sge.Null):
            return None
        cell = self._node(node.this)
        return self._cell(f"({cell.text} IS NULL)", cell.cells.isnull())

    def _of_between(self, node: sge.Between) -> Cell | None:
        cell, low, high = (self._node(node.args[part]) for part in ("this", "low", "high"))
        ends = [compared(">=", cell, low, self._on), compared("<=", cell, high, self._on)]
        if node.args.get("symmetric") or ends[0] is None or ends[1] is None:
            return None
        return self._cell(f"({cell.text} BETWEEN {low.text} AND {high.text})", ends[0] & ends[1])

    def _of_in(self, node: sge.In) -> Cell | None:
        cell, options = self._node(node.this), [self._node(one) for one in node.expressions]
        if not options or any(family(one.dtype) != family(cell.dtype) for one in options):
            return None
        found = [compared("=", cell, one, self._on) for one in options]
        if any(one is None for one in found) or not all(isinstance(one, sge.Literal | sge.Neg) for one in node.expressions):
            return None
        listed = ", ".join(one.text for one in options)
        return self._cell(f"({cell.text} IN ({listed}))", reduce(or_, found))  # type: ignore[arg-type]

    def _of_like(self, node: sge.Like) -> Cell | None:
        pattern = node.expression
        if not isinstance(pattern, sge.Literal) or not pattern.is_string or "\\" in pattern.this:
            return None
        cell, like = self._text(node.this), self._node(pattern)
        return self._cell(f"({cell.text} LIKE {like.text})", cell.cells.like(pattern.this))

    # Choices

    def _one_of(self, text: str, cells: Sequence[Cell]) -> tuple[list[ir.Value], pl.DataType] | None:
        """Some cells in the type that Polars gives what is chosen of them."""
        dtype = self._type(text)
        found = [as_type(cell, dtype) if _goes_into(cell, dtype) else None for cell in cells]
        return None if any(one is None for one in found) or family(dtype) is None else (found, dtype)  # type: ignore[return-value]

    def _of_case(self, node: sge.Case) -> Cell | None:
        given = self._node(node.this) if node.this is not None else None
        whens: list[tuple[str, Any]] = []
        for one in node.args["ifs"]:
            cell = self._truth(one.this) if given is None else self._node(one.this)
            holds = cell.cells if given is None else compared("=", given, cell, self._on)
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

    def _of_coalesce(self, node: sge.Coalesce) -> Cell | None:
        cells = [self._node(one) for one in (node.this, *node.expressions)]
        text = f"COALESCE({', '.join(cell.text for cell in cells)})"
        chosen = self._one_of(text, cells)
        return None if chosen is None else self._cell(text, ibis.coalesce(*chosen[0]), chosen[1])

    def _of_nullif(self, node: sge.Nullif) -> Cell | None:
        left, right = self._node(node.this), self._node(node.expression)
        equal = compared("=", left, right, self._on)
        if equal is None:
            return None
        return self._cell(f"NULLIF({left.text}, {right.text})", ibis.ifelse(equal, None, left.cells), left.dtype)

    # Texts and days

    def _written(self, node: sge.Expression) -> Cell:
        """A cell as the text that it is joined as."""
        cell = self._node(node)
        cells = self._on.written(cell)
        if cells is None:
            raise self._lacks(node)
        return cell._replace(cells=cells)

    def _of_dpipe(self, node: sge.DPipe) -> Cell:
        left, right = self._written(node.this), self._written(node.expression)
        return self._cell(f"({left.text} || {right.text})", left.cells + right.cells)

    def _of_concat(self, node: sge.Concat) -> Cell:
        cells = [self._written(one) for one in node.expressions]
        joined = reduce(add, [cell.cells.fill_null("") for cell in cells])
        return self._cell(f"CONCAT({', '.join(cell.text for cell in cells)})", joined)

    def _of_upper(self, node: sge.Upper) -> Cell | None:
        return self._cased("UPPER", node)

    def _of_lower(self, node: sge.Lower) -> Cell | None:
        return self._cased("LOWER", node)

    def _cased(self, word: str, node: sge.Expression) -> Cell | None:
        cell = self._text(node.this)
        cells = self._on.cased(word, cell.cells)
        return None if cells is None else self._cell(f"{word}({cell.text})", cells)

    def _of_length(self, node: sge.Length) -> Cell:
        cell = self._text(node.this)
        return self._cell(f"LENGTH({cell.text})", self._on.length(cell.cells).cast(dt.int64))

    def _of_trim(self, node: sge.Trim) -> Cell | None:
        if node.args.get("expression") is not None or node.args.get("collation") is not None:
            return None
        cell, where = self._text(node.this), node.args.get("position") or ""
        first, last = f"^[{_BLANKS}]+", f"[{_BLANKS}]+$"
        name, pattern = {"": ("TRIM", f"{first}|{last}"), "LEADING": ("LTRIM", first), "TRAILING": ("RTRIM", last)}.get(
            str(where).upper(), ("", "")
        )
        return self._cell(f"{name}({cell.text})", cell.cells.re_replace(pattern, "")) if name else None

    def _of_substring(self, node: sge.Substring) -> Cell | None:
        cell, start = self._text(node.this), _count(node.args["start"])
        length = node.args.get("length")
        size = None if length is None else _count(length)
        if start is None or (length is not None and size is None):
            return None
        text = f"SUBSTR({cell.text}, {start}{'' if size is None else f', {size}'})"
        if start == 0:
            start, size = 1, None if size is None else max(0, size - 1)
        return self._cell(text, self._on.part(cell.cells, start, size))

    def _of_left(self, node: sge.Left) -> Cell | None:
        cell, size = self._text(node.this), _count(node.expression)
        return None if size is None else self._cell(f"LEFT({cell.text}, {size})", self._on.part(cell.cells, 1, size))

    def _of_extract(self, node: sge.Extract) -> Cell | None:
        return self._part_of_day(node.this.name.upper(), node.expression, "EXTRACT({0} FROM {1})")

    def _of_year(self, node: sge.Expression) -> Cell | None:
        return self._part_of_day(node.key.upper(), node.this, "{0}({1})")

    _of_month = _of_day = _of_year

    def _part_of_day(self, part: str, of: sge.Expression, written: str) -> Cell | None:
        cell = self._node(of)
        if part not in _PARTS or cell.dtype != pl.Date:
            return None
        cells = getattr(cell.cells, part.lower())()
        return self._cell(written.format(part, cell.text), cells.cast(dt.int64))

    def _of_cast(self, node: sge.Cast) -> Cell | None:
        name, to = node.to.this.name, _CASTS.get(node.to.sql(_PARSED_AS))
        if to is None or name not in _CASTS or node.args.get("safe") or node.args.get("format"):
            return None
        cell = self._node(node.this)
        text = f"CAST({cell.text} AS {to})"
        dtype = self._type(text)
        if dtype == pl.Date and isinstance(node.this, sge.Literal):
            day = pl.select(pl.sql_expr(text)).item()
            plain = self._cell(f"DATE {cell.text}", ibis.literal(day), dtype)
            return plain if node.this.this == day.isoformat() else None
        if dtype == pl.String:
            cells = self._on.written(cell)
            return None if cells is None else self._cell(text, cells, dtype)
        if family(cell.dtype) == "bool" and dtype in INTS:
            return self._cell(text, ibis.ifelse(cell.cells, 1, 0), dtype)
        if family(cell.dtype) == "int" and dtype == pl.Int64 or dtype == FLOAT:
            number = number_in(dtype, cell)
            return None if number is None else self._cell(text, number, dtype)
        return None


def _goes_into(cell: Cell, dtype: pl.DataType) -> bool:
    into = family(dtype)
    if cell.dtype == NULL or family(cell.dtype) == into:
        return True
    return into in ("float", "decimal") and number_in(dtype, cell) is not None


def _count(node: sge.Expression) -> int | None:
    """A whole number that is written out; None for all else."""
    plain = isinstance(node, sge.Literal) and not node.is_string and node.this.isdigit()
    return int(node.this) if plain else None
