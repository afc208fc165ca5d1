"""Whether a query has room: what it needs is estimated before, and too much is refused in words.

Factors were measured on ten and twenty million rows: what is sorted lies in memory up to three times, what is grouped
up to five times where each group has one row, whole rows that are sorted up to twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from tui.engines import memory
from tui.engines.base import CancelToken
from tui.engines.polars.compile import filtered
from tui.engines.polars.running import collect, telling
from tui.errors import TermsheetError
from tui.language.words import label
from tui.query.query import Query

SORTED, GROUPED, ARRANGED, PIVOTED = 3, 5, 2, 3
"""How many times what is sorted by, what is grouped, whole rows, and a pivot's cells lie in memory."""
HOLDING = frozenset(("median", "distinct"))
"""Figures of a group for which all its values lie in memory."""
FEW = 1 << 16
"""Rows of which the first are found without sorting all."""
NUMBER = 8
"""Bytes of a number, and of a row's place."""
_SAMPLE = 2048
"""Rows by which the width of all is estimated."""
_SURELY = 1 << 28
"""Bytes that are not asked for."""
_LONG = 256
"""Bytes that a cell has at most, as a rule; where even so little is needed, nobody looks at the rows."""

_WAYS_ON = {
    "engine.sorting": "engine.sorting.hint",
    "engine.grouping": "engine.grouping.hint",
    "engine.joining": "engine.joining.hint",
    "engine.summing": "engine.summing.hint",
}
"""What is said to whoever is refused, by what is done."""

Count = Callable[[], int]


class TooLarge(TermsheetError):
    """What needs more memory than is free."""

    def __init__(self, doing: str, needed: int, free: int) -> None:
        told = label("engine.room", label(doing), f"{needed / 1e9:,.1f}", f"{free / 1e9:,.1f}")
        super().__init__(told, label(_WAYS_ON[doing], f"{FEW:,}"))


def require(doing: str, needed: int) -> None:
    """Raises `TooLarge` where so many bytes are not free for what is done, the name of a label."""
    if needed <= _SURELY:
        return
    free = memory.free_memory()
    if free is not None and needed > free:
        raise TooLarge(doing, needed, free)


def require_rows(
    doing: str,
    rows: pl.LazyFrame,
    names: Sequence[str],
    counts: Sequence[Count],
    times: int,
    token: CancelToken | None,
) -> None:
    """Raises `TooLarge` where some columns of so many rows have no room; `counts` tell how many, each better than the
    one before and slower."""
    schema = rows.collect_schema()
    known = [name for name in dict.fromkeys(names) if name in schema]
    width = 0
    failed: TooLarge | None = None
    for count in counts:
        height = count()
        if height * (len(known) * _LONG + NUMBER) * times <= _SURELY:
            # Even if cells were long.
            return
        width = width or _width(rows.select(known), token) + NUMBER
        try:
            require(doing, height * width * times)
        except TooLarge as error:
            failed = error
        else:
            return
    if failed is not None:
        raise failed


def _width(rows: pl.LazyFrame, token: CancelToken | None) -> int:
    """Bytes of a row."""
    some = collect(rows.head(_SAMPLE), token, quick=True)
    return -(-int(some.estimated_size()) // max(1, some.height))


def groups(frame: pl.LazyFrame, query: Query, by: Sequence[str], token: CancelToken | None) -> int:
    """How many groups the rows of a query make, about."""
    with telling():
        rows = filtered(frame, query, numbered=False)
        schema = rows.collect_schema()
    known = [name for name in by if name in schema]
    if not known:
        return 0
    each = pl.struct(known).hash().approx_n_unique()
    return int(collect(rows.select(each), token, quick=True).item())
