"""A place that holds one table, as a database of one."""

from __future__ import annotations

import polars as pl

from tui.engines.base import CancelToken
from tui.engines.database import LISTING, Served


class OneTable:
    """The table at an address, whose rows each query reads anew.

    Args:
        served: the table.
        form: what it is.
    """

    def __init__(self, served: Served, form: str) -> None:
        self.name = self.table = served.name
        self.form = form
        self._served = served

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        return pl.DataFrame(schema=LISTING)

    def path(self, schema: str, table: str) -> str:
        return table

    def open(self, table: str) -> Served:
        return self._served
