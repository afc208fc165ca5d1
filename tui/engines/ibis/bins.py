"""Rows counted by a database in equal parts of the range of one column, or of two."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.base import CancelToken
from tui.engines.ibis.compile import Compiled, extreme, left_by, selected
from tui.engines.ibis.scan import Scan
from tui.engines.ibis.server import Server
from tui.engines.polars.bins import Axis, check_bins, with_ends
from tui.query.query import Query

FLOAT = pl.Float64()
OF_PARTS = ("min", "mean", "max")


def on_a_line(scan: Scan, name: str) -> ir.FloatingValue:
    """Cells as numbers on a line, null where they are no number."""
    dtype = scan.schema[name]
    cells = scan.number(scan.cells(name), dtype) if dtype.is_temporal() else scan.cells(name)
    cells = cells.cast(dt.float64)
    return ibis.ifelse(cells.isnan() | cells.isinf(), None, cells)


def part_on_line(number: ir.FloatingValue, low: float, high: float, parts: int) -> ir.IntegerValue:
    """In which of some equal parts between two numbers a number lies, from 0."""
    span = high - low
    if not span or not isfinite(span):
        return ibis.ifelse(number.notnull(), 0, None).cast(dt.int32)
    return ((number - low) / span * parts).floor().clip(0, parts - 1).cast(dt.int32)


def server_bins(
    server: Server, query: Query, axes: Sequence[tuple[str, int]], of: str | None, token: CancelToken | None
) -> pl.DataFrame:
    """Rows counted by the parts of one or two columns, each with its number of parts."""
    scan = left_by(query, server.scan)
    check_bins(scan.schema, [name for name, _ in axes], of)
    names = ("x", "y")[: len(axes)]
    columns = {axis: on_a_line(scan, column) for axis, (column, _) in zip(names, axes, strict=True)}
    figure = {"of": scan.cells(of).cast(dt.float64)} if of is not None else {}
    placed = scan.rows.select(**columns, **figure).drop_null([*names])
    ends = {f"{axis}_{end}": getattr(placed[axis], end)() for axis in names for end in ("min", "max")}
    asked = Compiled(placed.aggregate(**ends), tuple(ends))
    range_ = server.frame(asked, pl.Schema(dict.fromkeys(ends, FLOAT)), token).row(0, named=True)
    places = [
        Axis(axis, range_[f"{axis}_min"] or 0.0, range_[f"{axis}_max"] or 0.0, parts, scan.schema[column])
        for axis, (column, parts) in zip(names, axes, strict=True)
    ]
    cut = placed.mutate(
        **{axis.name: part_on_line(placed[axis.name], axis.low, axis.high, axis.parts) for axis in places}
    )
    figures = {}
    if of is not None:
        cells = cut["of"]
        figures = {name: cells.mean() if name == "mean" else extreme(cells, FLOAT, name) for name in OF_PARTS}
    found = cut.group_by([*names]).aggregate(count=cut.count(), **figures).order_by([*names])
    schema = pl.Schema(dict.fromkeys(names, pl.Int32()) | {"count": pl.Int64()} | dict.fromkeys(figures, FLOAT))
    answer = selected(found, {name: found[name] for name in schema})
    return with_ends(server.frame(answer, schema, token).lazy(), places).collect()
