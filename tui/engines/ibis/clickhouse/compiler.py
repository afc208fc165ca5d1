"""What ibis compiles for ClickHouse, mended where that would answer otherwise than Polars does."""

from __future__ import annotations

from typing import Any, ClassVar

import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.base import NULL
from ibis.backends.sql.compilers.clickhouse import ClickHouseCompiler

from tui.engines.ibis.clickhouse.types import ZONE

DIALECT = "clickhouse"
_MICROSECONDS = 6
_QUANTILE = "quantileExactInclusive"


class Compiler(ClickHouseCompiler):  # type: ignore[misc]
    """Figures are exact, letters of every language have another case, and days and times are read in one way."""

    SIMPLE_OPS: ClassVar[dict[Any, str]] = {}
    """What would stand in place of the methods here."""

    def visit_Median(self, op: Any, *, arg: Any, where: Any) -> Any:
        return self._quantile(op, arg, sge.convert(0.5), where)

    def visit_Quantile(self, op: Any, *, arg: Any, quantile: Any, where: Any) -> Any:
        return self._quantile(op, arg, quantile, where)

    def _quantile(self, op: Any, arg: Any, share: Any, where: Any) -> Any:
        """The value at a share of all, between two where it falls there; NaN counts as more than every number."""
        given = op.arg.arg if isinstance(op.arg, ops.Cast) else op.arg
        if not given.dtype.is_floating():
            return self._visit_quantile(_QUANTILE, arg, share, where)
        # The server's own leaves NaN out, and is none beside what is infinite.
        values = self.f.arraySort(self.agg.groupArray(arg, where=where))
        last = sge.paren(self.f.toFloat64(self.f.length(values)) - 1)
        below, above = self.f.floor(last * share), self.f.ceil(last * share)
        low, high = (self.f.arrayElement(values, self.f.toInt64(place + 1)) for place in (below, above))
        between = low + sge.paren(last * share - below) * sge.paren(high - low)
        return self.if_(self.f.empty(values), NULL, self.if_(below.eq(above), low, between))

    def visit_CountDistinct(self, op: Any, *, arg: Any, where: Any) -> Any:
        return self.agg.uniqExact(_one_zero(op.arg, arg), where=where)

    def visit_Aggregate(self, op: Any, *, parent: Any, groups: Any, metrics: Any) -> Any:
        groups = {name: _one_zero(op.groups[name], by) for name, by in groups.items()}
        return super().visit_Aggregate(op, parent=parent, groups=groups, metrics=metrics)

    def visit_Equals(self, op: Any, *, left: Any, right: Any) -> Any:
        return self.f.isNaN(left) if _is_nan(op.right) else left.eq(right)

    def visit_NotEquals(self, op: Any, *, left: Any, right: Any) -> Any:
        return sge.Not(this=self.f.isNaN(left)) if _is_nan(op.right) else left.neq(right)

    def visit_Less(self, op: Any, *, left: Any, right: Any) -> Any:
        return sge.Not(this=self.f.isNaN(left)) if _is_nan(op.right) else left < right

    def visit_LessEqual(self, op: Any, *, left: Any, right: Any) -> Any:
        # NaN is more than every number and equals itself.
        return self.f.isNaN(left) + 1 > 0 if _is_nan(op.right) else left <= right

    def visit_Sum(self, op: Any, *, arg: Any, where: Any) -> Any:
        if not op.arg.dtype.is_integer():
            return super().visit_Sum(op, arg=arg, where=where)
        # A sum that is longer than a number of its column would begin again from the other end.
        return self.f.toDecimal128(self.agg.sum(self.f.toInt128(arg), where=where), 0)

    def visit_Floor(self, op: Any, *, arg: Any) -> Any:
        return self._whole(self.f.floor(arg), op.dtype)

    def _whole(self, arg: Any, to: dt.DataType) -> Any:
        # What lies under a missing value is looked at too, and may be no number.
        return self.f.accurateCastOrNull(arg, self.type_mapper.to_string(to.copy(nullable=False)))

    def visit_Select(self, op: Any, **given: Any) -> Any:
        by = zip(op.sort_keys, given["sort_keys"], strict=True)
        given["sort_keys"] = [term for key, compiled in by for term in self._sorted_by(key, compiled)]
        return super().visit_Select(op, **given)

    def _sorted_by(self, key: Any, compiled: Any) -> list[Any]:
        """What is sorted by; NaN stands beside the greatest number and not where there is no value."""
        if not key.arg.dtype.is_floating():
            return [compiled]
        first = compiled.copy()
        first.set("this", self.f.isNaN(compiled.this.copy()))
        return [first, compiled]

    def visit_Lowercase(self, op: Any, *, arg: Any) -> Any:
        return self.f.lowerUTF8(arg)

    def visit_Cast(self, op: Any, *, arg: Any, to: dt.DataType) -> Any:
        given = op.arg.dtype
        if to.is_string() and given.is_decimal():
            return self.f.toDecimalString(arg, given.scale)
        if to.is_integer() and given.is_floating():
            return self._whole(arg, to)
        if to.is_timestamp() and given.is_string():
            return self.f.parseDateTime64BestEffort(arg, _MICROSECONDS, ZONE)
        if to.is_date() and given.is_string():
            return self.f.toDate32(arg)
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: dt.DataType) -> Any:
        if dtype.is_date():
            return self.f.toDate32(value.isoformat())
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)

    def visit_RegexSplit(self, op: Any, *, arg: Any, pattern: Any) -> Any:
        # No list is null here; one of nothing is empty once blank parts are left out.
        return self.f.splitByRegexp(pattern, self.f.ifNull(arg, ""))


def _one_zero(given: Any, arg: Any) -> Any:
    """Cells of which that below zero and that above it are one value."""
    return sge.paren(arg) + sge.convert(0) if given.dtype.is_floating() else arg


def _is_nan(given: Any) -> bool:
    """Whether a value is none of the numbers, as conditions have it."""
    number = given.dtype.is_floating()
    while isinstance(given, ops.Cast):
        given = given.arg
    return number and isinstance(given, ops.Literal) and given.value == "NaN"
