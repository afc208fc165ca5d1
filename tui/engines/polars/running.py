"""Runs Polars' queries: so that they can be interrupted, and with its failures told in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import polars as pl

from tui.engines.base import Cancelled, CancelToken, Unanswered
from tui.language.words import label

FAILURES = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What it fails with. A panic is no Exception, and no reason to end."""
_DIFFERS = re.compile(
    r"data type mismatch for column (?P<type>[^:]+)|extra column in file outside of expected schema: (?P<more>[^,]+)"
    r"|did not find column (?P<less>[^,]+)(?=, consider passing)"
)
"""What Polars says of a file that does not hold the columns of the first of several."""
_OF_STORE = re.compile(r"Error performing [A-Z]+ \S+")
"""What it says where an object store fails."""


@contextmanager
def telling() -> Iterator[None]:
    """Tells what Polars fails with as what an engine fails with."""
    try:
        yield
    except FAILURES as error:
        raise failed(error) from None


def failed(error: BaseException) -> Unanswered:
    """What Polars failed with, as a person is told it."""
    differs = _DIFFERS.search(str(error))
    if differs is not None:
        what = str(differs.lastgroup)
        return Unanswered(label(f"engine.differs.{what}", differs[what]), label("engine.differs.hint"))
    if _OF_STORE.search(str(error)):
        return Unanswered(label("engine.store"), label("server.again"))
    return Unanswered(error if isinstance(error, Exception) else str(error))


def check(token: CancelToken | None) -> None:
    """Raises `Cancelled` where work was given up."""
    if token is not None and token.cancelled:
        raise Cancelled


def collect(frame: pl.LazyFrame, token: CancelToken | None, *, quick: bool = False) -> pl.DataFrame:
    """The rows of a lazy frame, with Polars' failures told."""
    with telling():
        return ran(frame, token, quick=quick)


def ran(frame: pl.LazyFrame, token: CancelToken | None, *, quick: bool = False) -> pl.DataFrame:
    """The rows of a lazy frame.

    A `quick` query goes to the streaming engine, many times as fast where few rows of many are wanted, and
    runs to its end: Polars interrupts only its other engine.
    """
    check(token)
    if token is None:
        return frame.collect(engine="streaming")
    if quick:
        found = frame.collect(engine="streaming")
        check(token)
        return found
    query = frame.collect(background=True)
    with token.stopping(query.cancel):
        # A query that was begun is always waited for: left alone, it would take the process with it.
        return query.fetch_blocking()


BATCH = 1 << 20
"""Rows after which it is looked whether work is still wanted."""
_AT_ONCE = 16
"""Queries that are run side by side."""
_EACH_ALONE = pl.QueryOptFlags(comm_subplan_elim=False)
"""What queries have in common would be read whole, and kept, before a few rows of it are taken."""


def batches(frame: pl.LazyFrame, token: CancelToken | None, size: int = BATCH) -> Iterator[pl.DataFrame]:
    """The rows of a lazy frame in their order, piece by piece; interrupted between two pieces."""
    check(token)
    with telling():
        for batch in frame.collect_batches(chunk_size=size, maintain_order=True, engine="streaming"):
            check(token)
            yield batch


def collect_each(frames: Sequence[pl.LazyFrame], token: CancelToken | None) -> list[pl.DataFrame]:
    """The rows of each of some lazy frames, of which each is quick."""
    found: list[pl.DataFrame] = []
    for start in range(0, len(frames), _AT_ONCE):
        check(token)
        with telling():
            found += pl.collect_all(frames[start : start + _AT_ONCE], engine="streaming", optimizations=_EACH_ALONE)
    return found
