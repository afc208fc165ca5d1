"""Texts, days and casts in the expressions of computed columns."""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis
import ibis.expr.datatypes as dt
import polars as pl
import sqlglot.expressions as sge

from tui.engines.ibis.computing import FLOAT, INTS, Computation, chosen_by, family, number_in
from tui.engines.ibis.expression_nodes import PARSED_AS, Nodes, count_of

_PARTS = ("YEAR", "MONTH", "DAY")
_BLANKS = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CASTS: dict[str, str] = {
    "TEXT": "VARCHAR", "VARCHAR": "VARCHAR", "INT": "INT", "BIGINT": "BIGINT", "DOUBLE": "DOUBLE", "DATE": "DATE",
}  # fmt: skip


class TextNodes(Nodes):
    """Reads what makes texts, or parts of days."""

    def _written(self, node: sge.Expression) -> Computation:
        """A cell as the text that it is joined as."""
        cell = self._node(node)
        cells = self._on.written(cell)
        if cells is None:
            raise self._lacks(node)
        return cell._replace(cells=cells)

    def _of_dpipe(self, node: sge.DPipe) -> Computation:
        left, right = self._written(node.this), self._written(node.expression)
        return self._cell(f"({left.text} || {right.text})", left.cells + right.cells)

    def _of_concat(self, node: sge.Concat) -> Computation:
        cells = [self._written(one) for one in node.expressions]
        joined = reduce(add, [cell.cells.fill_null("") for cell in cells])
        return self._cell(f"CONCAT({', '.join(cell.text for cell in cells)})", joined)

    def _of_upper(self, node: sge.Upper) -> Computation | None:
        return self._cased("UPPER", node)

    def _of_lower(self, node: sge.Lower) -> Computation | None:
        return self._cased("LOWER", node)

    def _cased(self, word: str, node: sge.Expression) -> Computation | None:
        cell = self._text(node.this)
        cells = self._on.cased(word, cell.cells)
        return None if cells is None else self._cell(f"{word}({cell.text})", cells)

    def _of_length(self, node: sge.Length) -> Computation:
        cell = self._text(node.this)
        return self._cell(f"LENGTH({cell.text})", self._on.length(cell.cells).cast(dt.int64))

    def _of_trim(self, node: sge.Trim) -> Computation | None:
        if node.args.get("expression") is not None or node.args.get("collation") is not None:
            return None
        cell, where = self._text(node.this), node.args.get("position") or ""
        first, last = f"^[{_BLANKS}]+", f"[{_BLANKS}]+$"
        name, pattern = {"": ("TRIM", f"{first}|{last}"), "LEADING": ("LTRIM", first), "TRAILING": ("RTRIM", last)}.get(
            str(where).upper(), ("", "")
        )
        return self._cell(f"{name}({cell.text})", cell.cells.re_replace(pattern, "")) if name else None

    def _of_substring(self, node: sge.Substring) -> Computation | None:
        cell, start = self._text(node.this), count_of(node.args["start"])
        length = node.args.get("length")
        size = None if length is None else count_of(length)
        if start is None or (length is not None and size is None):
            return None
        text = f"SUBSTR({cell.text}, {start}{'' if size is None else f', {size}'})"
        if start == 0:
            start, size = 1, None if size is None else max(0, size - 1)
        return self._cell(text, self._on.part(cell.cells, start, size))

    def _of_left(self, node: sge.Left) -> Computation | None:
        cell, size = self._text(node.this), count_of(node.expression)
        return None if not size else self._cell(f"LEFT({cell.text}, {size})", self._on.part(cell.cells, 1, size))

    def _of_extract(self, node: sge.Extract) -> Computation | None:
        return self._part_of_day(node.this.name.upper(), node.expression, "EXTRACT({0} FROM {1})")

    def _of_year(self, node: sge.Expression) -> Computation | None:
        return self._part_of_day(node.key.upper(), node.this, "{0}({1})")

    _of_month = _of_day = _of_year

    def _part_of_day(self, part: str, of: sge.Expression, written: str) -> Computation | None:
        cell = self._node(of)
        if part not in _PARTS or cell.dtype != pl.Date:
            return None
        cells = getattr(cell.cells, part.lower())()
        return self._cell(written.format(part, cell.text), cells.cast(dt.int64))

    def _of_cast(self, node: sge.Cast) -> Computation | None:
        name, to = node.to.this.name, _CASTS.get(node.to.sql(PARSED_AS))
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
            return self._cell(text, chosen_by(cell.cells, 1, 0), dtype)
        if (family(cell.dtype) == "int" and dtype == pl.Int64) or dtype == FLOAT:
            number = number_in(dtype, cell)
            return None if number is None else self._cell(text, number, dtype)
        return None
