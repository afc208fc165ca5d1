"""Statistics of columns by a database: of each is asked what `engines.polars.summary` asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.base import CancelToken, Summary
from tui.engines.ibis.bins import FLOAT, on_a_line, part_on_line
from tui.engines.ibis.compile import Compiled, extreme, left_by
from tui.engines.ibis.conditions import rank_of
from tui.engines.ibis.held import COUNT
from tui.engines.ibis.scan import Scan
from tui.engines.ibis.server import Server
from tui.engines.polars.summary import EXACT, FEW, PARTS, QUARTILES, asked_of, summed
from tui.query.fields import Field
from tui.query.query import Query

Ask = Callable[[ir.Table, Mapping[str, pl.DataType]], pl.DataFrame]


def server_summary(server: Server, query: Query, fields: Sequence[Field], token: CancelToken | None) -> Summary:
    """Statistics of those of some fields that the table has, a row each."""
    scan = left_by(query, server.scan)

    def ask(rows: ir.Table, types: Mapping[str, pl.DataType]) -> pl.DataFrame:
        return server.frame(Compiled(rows, tuple(types)), pl.Schema(types), token)

    height = int(ask(scan.rows.aggregate(rows=scan.rows.count()), {"rows": COUNT}).item())
    known = [field for field in fields if field.name in scan.schema]
    found = [(field, scan.schema[field.name], _one(scan, field, height, ask)) for field in known]
    return summed(found, height > EXACT)


def _one(scan: Scan, field: Field, height: int, ask: Ask) -> dict[str, Any]:
    dtype = scan.schema[field.name]
    wanted, cells = asked_of(field, dtype), scan.cells(field.name)
    figures: dict[str, ir.Scalar] = {"nulls": cells.isnull().sum().fill_null(0)}
    types: dict[str, pl.DataType] = {"nulls": COUNT}
    if wanted.distinct:
        exact = height <= EXACT or dtype == pl.Boolean
        figures["distinct"] = cells.nunique() if exact else cells.approx_nunique()
        types["distinct"] = COUNT
    if wanted.range:
        figures |= {end: extreme(cells, dtype, end) for end in ("min", "max")}
        types |= {"min": dtype, "max": dtype}
    if wanted.figures:
        number = cells.cast(dt.float64)
        figures |= {"mean": number.mean()} | {name: number.quantile(share) for share, name in QUARTILES}
        types |= dict.fromkeys(figures.keys() - types.keys(), FLOAT)
    answer = ask(scan.rows.aggregate(**figures), {name: types[name] for name in figures}).row(0, named=True)
    if answer["nulls"] == height:
        return {"nulls": height}
    if wanted.shape:
        answer["shape"] = _shape(scan, field.name, (answer["min"], answer["max"]) if wanted.figures else None, ask)
    elif wanted.top and 0 < answer["distinct"] <= FEW:
        rows = scan.rows.select(x=cells).drop_null()
        most = rows.group_by("x").aggregate(n=rows.count())
        most = most.order_by(most.n.desc(), rank_of(most.x, dtype) if isinstance(dtype, pl.Enum) else most.x).limit(1)
        value, count = ask(most, {"x": dtype, "n": COUNT}).row(0)
        answer |= {"top": str(value), "top_share": count / max(height, 1) * 100}
    return answer


def _shape(scan: Scan, name: str, ends: tuple[float, float] | None, ask: Ask) -> list[int]:
    """How many numbers or moments lie in each of eight parts of their range; no parts where they are all one."""
    rows = scan.rows.select(x=on_a_line(scan, name))
    if ends is None:
        asked = rows.aggregate(low=rows.x.min(), high=rows.x.max())
        ends = ask(asked, {"low": FLOAT, "high": FLOAT}).row(0)
    low, high = float(ends[0]), float(ends[1])
    if low == high or not isfinite(high - low):
        return []
    parts = rows.select(x=part_on_line(rows.x, low, high, PARTS)).drop_null()
    counted = parts.group_by("x").aggregate(n=parts.count())
    by_part = dict(ask(counted, {"x": pl.Int32(), "n": COUNT}).iter_rows())
    return [by_part.get(part, 0) for part in range(PARTS)]
