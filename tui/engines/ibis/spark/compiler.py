"""What ibis compiles for Spark, mended where that would answer otherwise than Polars does."""

from __future__ import annotations

from typing import Any, ClassVar

import ibis.expr.datatypes as dt
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.base import NULL, SQLGlotCompiler
from ibis.backends.sql.compilers.pyspark import PySparkCompiler

DIALECT = "databricks"


class SparkCompiler(PySparkCompiler):  # type: ignore[misc]
    """Sums are as long as they are, NaN is a value, and pages begin anywhere."""

    SIMPLE_OPS: ClassVar[dict[Any, str]] = {}
    """What would stand in place of the methods here."""

    rewrites = SQLGlotCompiler.rewrites
    """An offset stays one: as a number of each row it would look at all that lie before."""

    def visit_Select(self, op: Any, **given: Any) -> Any:
        by = zip(op.sort_keys, given["sort_keys"], strict=True)
        given["sort_keys"] = [
            _without_sign(compiled) if key.arg.dtype.is_floating() else compiled for key, compiled in by
        ]
        return super().visit_Select(op, **given)

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: dt.DataType) -> Any:
        if dtype.is_floating():
            return SQLGlotCompiler.visit_NonNullLiteral(self, op, value=value, dtype=dtype)
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)

    def visit_Field(self, op: Any, *, rel: Any, name: str) -> Any:
        return SQLGlotCompiler.visit_Field(self, op, rel=rel, name=name)

    def visit_IsNull(self, op: Any, *, arg: Any) -> Any:
        # What is compared thereafter is compared with all of it.
        return sge.paren(arg.is_(NULL))

    def visit_NotNull(self, op: Any, *, arg: Any) -> Any:
        return sge.paren(sge.Not(this=arg.is_(NULL)))

    def visit_IsInf(self, op: Any, *, arg: Any) -> Any:
        return self.f.abs(arg).eq(self.cast(sge.convert("Infinity"), op.arg.dtype))

    def visit_Sum(self, op: Any, *, arg: Any, where: Any) -> Any:
        if not op.arg.dtype.is_integer():
            return super().visit_Sum(op, arg=arg, where=where)
        return self.agg.sum(self.cast(arg, dt.Decimal(20, 0)), where=where)

    def visit_Cast(self, op: Any, *, arg: Any, to: dt.DataType) -> Any:
        if to.is_string() and op.arg.dtype.is_timestamp():
            return self.f.anon.date_format(arg, "yyyy-MM-dd HH:mm:ss.SSSSSS")
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_RegexSplit(self, op: Any, *, arg: Any, pattern: Any) -> Any:
        return self.f.anon.split(arg, pattern, -1)

    def visit_Floor(self, op: Any, *, arg: Any) -> Any:
        return self.cast(self.f.floor(arg), op.dtype)


def _without_sign(sorted_by: Any) -> Any:
    """What is sorted by, with 0 for -0: they are equal, and other keys come next."""
    found = sorted_by.copy()
    found.set("this", sge.Add(this=found.this.copy(), expression=sge.Literal.number("0.0D")))
    return found


def statement_of(rows: Any) -> str:
    """The statement that a query is."""
    return str(SparkCompiler().to_sqlglot(rows).sql(DIALECT))
