"""Rows of a server that stand once for each value of cells that are lists."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.engines.ibis.conditions import values_listed
from tui.engines.ibis.scan import Scan


def spread_out(scan: Scan, names: Sequence[str]) -> Scan:
    """Rows once for each value of some columns whose cells are lists; once for a cell without any."""
    schema = dict(scan.schema)
    for name in names:
        column, dtype = scan.names[name], schema[name]
        rows = scan.rows.mutate(**{column: values_listed(scan, name)}).unnest(column, keep_empty=True)
        schema[name] = dtype.inner if isinstance(dtype, pl.List | pl.Array) else pl.String()  # type: ignore[assignment]
        scan = scan._replace(rows=rows, schema=pl.Schema(schema))
    return scan
