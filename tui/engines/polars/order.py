"""The order of a query's rows: its beginning at once, all of it range by range in bounded memory.

A sample of the rows bounds what can come first, and divides the first key into ranges. Whatever lies beyond a bound is
left out by a filter that is pushed down to the file: of rows that tell together their least and greatest value, nothing
is read. The order does not depend on the sample: only how long it takes does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from math import ceil
from typing import Any, NamedTuple

import polars as pl

from tui.engines.base import CancelToken, Heard
from tui.engines.polars.compile import ROW, filtered, sort_keys
from tui.engines.polars.running import batches, collect, collect_each, telling
from tui.engines.schema import frame_schema
from tui.query.query import Query

SAMPLED = 1 << 20
"""Rows from which on a sample is taken before they are sorted."""
PIECE_ROWS = 1 << 22
"""Rows that are sorted at a time."""
HELD_BYTES = 256 << 20
"""Bytes of keys that are held at a time while pieces of them are sorted."""
_PLACES = 16
"""Places of the file from which the sample is taken."""
_SAMPLE = 1 << 18
"""Rows of the sample."""
_NUMBER = 4
"""Bytes of a row's number."""
_EXACT = (pl.Date, pl.Boolean, pl.String)
"""Types beside the numbers whose values are the same in Python and in Polars."""


class Sorting(NamedTuple):
    """By what rows are sorted: the names of their keys, the most important first, and how each is sorted."""

    keys: tuple[str, ...]
    descending: tuple[bool, ...]
    nulls_last: bool

    @property
    def rest(self) -> Sorting:
        """What sorts rows that have the same first key."""
        return Sorting(self.keys[1:], self.descending[1:], self.nulls_last)

    def apply(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows sorted by all keys; those that are alike keep their order."""
        if not self.keys:
            return rows
        return rows.sort(self.keys, descending=list(self.descending), nulls_last=self.nulls_last, maintain_order=True)


class End(NamedTuple):
    """Where a range begins or ends: a value, and whether it belongs to the range."""

    value: Any
    within: bool


class Range(NamedTuple):
    """A part of the order by its first key.

    Attributes:
        start: where it begins in the order; none where nothing but blanks comes before.
        end: where it ends.
        share: the share of the rows in it, about.
        blank: whether it holds the rows without a value.
        filled: whether it holds those with one.
    """

    start: End | None
    end: End | None
    share: float
    blank: bool = False
    filled: bool = True

    @property
    def single(self) -> bool:
        """Whether all its rows have the same key."""
        return not self.filled or (not self.blank and self.start is not None and self.start == self.end)

    def joined(self, later: Range) -> Range:
        """With the ranges behind it, as far as a later one."""
        start = self if self.filled else later
        end = later if later.filled else self
        filled = self.filled or later.filled
        return Range(start.start, end.end, self.share + later.share, self.blank or later.blank, filled)

    def held(self, key: pl.Expr, *, descending: bool) -> pl.Expr:
        """Whether a key belongs to it."""
        if not self.filled:
            return key.is_null()
        conditions: list[pl.Expr] = []
        for end, before in ((self.start, True), (self.end, False)):
            if end is None:
                continue
            if before != descending:
                conditions.append(key >= end.value if end.within else key > end.value)
            else:
                conditions.append(key <= end.value if end.within else key < end.value)
        inside = pl.all_horizontal(conditions) if conditions else key.is_not_null()
        return (inside | key.is_null()) if self.blank else inside


def ranges(first: pl.Series, sorting: Sorting, pieces: int) -> list[Range]:
    """The ranges of a key in their order, as many as pieces or more; by a sample of its cells.

    A value that fills more than a piece is a range of its own.
    """
    down = sorting.descending[0]
    filled = first.drop_nulls().sort(descending=down)
    share = filled.len() / max(1, first.len())
    blank = Range(None, None, 1 - share, blank=True, filled=False)
    found: list[Range] = []
    picked = filled.gather([filled.len() * n // pieces for n in range(1, pieces)]) if filled.len() else filled
    start: End | None = None
    for value, alike in groupby(picked.to_list()):
        part, count = share / pieces, len(list(alike))
        if count > 1:
            found.append(Range(start, End(value, within=False), part / 2))
            found.append(Range(End(value, within=True), End(value, within=True), part * (count - 1)))
            part /= 2
        else:
            found.append(Range(start, End(value, within=True), part))
        start = End(value, within=False)
    found.append(Range(start, None, share / pieces))
    return [*found, blank] if sorting.nulls_last else [blank, *found]


def held_together(found: Sequence[Range], about: float, width: float) -> Iterator[list[Range]]:
    """Ranges one behind the other that are held at a time; one of a single value that is more than a piece is alone."""
    some: list[Range] = []
    for one in found:
        large = one.single and one.share * about > PIECE_ROWS
        if some and (large or (sum(r.share for r in some) + one.share) * about * width > HELD_BYTES):
            yield some
            some = []
        if large:
            yield [one]
        else:
            some.append(one)
    if some:
        yield some


class Keyed:
    """The keys of a query's rows, with their numbers.

    Args:
        frame: the rows of the table.
        height: how many it has, where any of them are read without those before them.

    Attributes:
        rows: the keys with the numbers.
        many: whether there are so many that a sample pays.
        bounded: whether a sample bounds what comes first.
    """

    def __init__(self, frame: pl.LazyFrame, query: Query, height: int | None, token: CancelToken | None) -> None:
        self._frame, self._query, self.height, self._token = frame, query, height or 0, token
        self.many = self.height >= SAMPLED
        schema = frame_schema(frame)
        with telling():
            self._by, descending = sort_keys(query, schema)
            names = tuple(f"key {place}" for place in range(len(self._by)))
            self.rows = self._keys(filtered(frame, query, numbered=True), ROW)
            dtype = frame_schema(self.rows)[names[0]]
        self.sorting = Sorting(names, tuple(descending), not query.nulls_first)
        # A key that is made of others would be made twice, and what Python knows otherwise is no bound.
        stored = query.sort[0].column
        plain = schema[stored] == dtype and not query.sort[0].collation
        self.bounded = self.many and plain and query.only is None and _bounds({names[0]: dtype}, self.sorting)

    @property
    def room(self) -> int:
        """Bytes that ordering range by range takes."""
        return self.height * _NUMBER + 3 * HELD_BYTES

    def _keys(self, rows: pl.LazyFrame, *more: str) -> pl.LazyFrame:
        return rows.select(*(key.alias(f"key {place}") for place, key in enumerate(self._by)), *more)

    def sample(self) -> tuple[pl.DataFrame, float]:
        """The keys of rows from all over the table, and the share of the looked-at rows that they are."""
        size = max(1, min(_SAMPLE, self.height) // _PLACES)
        starts = sorted({place * max(0, self.height - size) // max(1, _PLACES - 1) for place in range(_PLACES)})
        if self.height <= size * _PLACES:
            starts, size = [0], self.height
        query = self._query
        with telling():
            parts = [self._keys(filtered(self._frame.slice(at, size), query, numbered=False)) for at in starts]
        found = pl.concat(collect_each(parts, self._token))
        return found, found.height / max(1, size * len(starts))


def _bounds(schema: Mapping[str, pl.DataType], sorting: Sorting) -> bool:
    """Whether values of the first key are bounds."""
    dtype = schema[sorting.keys[0]] if sorting.keys else pl.Null()
    return dtype in _EXACT or dtype.is_integer() or dtype.is_float()


def beginning(keyed: Keyed, size: int, token: CancelToken | None) -> pl.Series:
    """The numbers of the first rows in their order, without sorting all."""
    rows, sorting = keyed.rows, keyed.sorting
    if keyed.bounded:
        seen, _ = keyed.sample()
        if seen.height >= size:
            first = sorting.keys[0]
            least = collect(sorting.apply(seen.lazy()).slice(size - 1, 1), None, quick=True)[first].item()
            bound = _until(pl.col(first), least, sorting)
            rows = rows if bound is None else rows.filter(bound)
    # So few are left as a rule that to sort them is nothing; of many alike, the first ones are kept.
    found = pl.DataFrame(schema=frame_schema(rows))
    for batch in batches(rows, token):
        found = found.vstack(batch)
        if found.height > PIECE_ROWS:
            found = collect(sorting.apply(found.lazy()).head(size), None, quick=True)
    return collect(sorting.apply(found.lazy()).select(ROW).head(size), None, quick=True).to_series()


def _until(key: pl.Expr, last: Any, sorting: Sorting) -> pl.Expr | None:
    """What comes in an order until a value, with it; none where that is everything."""
    if last is None:
        return None if sorting.nulls_last else key.is_null()
    near: pl.Expr = key >= last if sorting.descending[0] else key <= last
    return near if sorting.nulls_last else near | key.is_null()


def order(keyed: Keyed, token: CancelToken | None, heard: Heard) -> pl.Series:
    """The numbers of all rows in their order. `heard` is told which share of them is ordered."""
    seen, left = keyed.sample() if keyed.bounded else (None, 1.0)
    about = left * keyed.height
    ordering = _Ordering(keyed.height, about, token, heard)
    parts = [part for part in ordering.parts(keyed.rows, keyed.sorting, seen, about) if part.len()]
    heard(1.0)
    return pl.concat(parts, rechunk=False) if parts else pl.Series(ROW, [], dtype=pl.UInt32)


class _Ordering:
    """Orders rows range by range, and tells how far it got."""

    def __init__(self, height: int, about: float, token: CancelToken | None, heard: Heard) -> None:
        self._height, self._token, self._heard = max(1, height), token, heard
        self._done, self._total = 0.0, max(1.0, about)

    def parts(
        self, rows: pl.LazyFrame, sorting: Sorting, seen: pl.DataFrame | None, about: float
    ) -> Iterator[pl.Series]:
        """The numbers of some rows in their order, one part after the other.

        Args:
            seen: a sample of them; none where their first key has no ranges.
            about: how many they are.
        """
        if not sorting.keys or seen is None or about <= PIECE_ROWS:
            yield self._sorted(self._held(rows.select(*sorting.keys, ROW), about / 2), sorting, about / 2)
            return
        width = seen.estimated_size() / max(1, seen.height) + _NUMBER
        found = ranges(seen[sorting.keys[0]], sorting, ceil(about / PIECE_ROWS))
        for some in held_together(found, about, width):
            yield from self._of(some, rows, sorting, seen, about)

    def _of(
        self, some: Sequence[Range], rows: pl.LazyFrame, sorting: Sorting, seen: pl.DataFrame, about: float
    ) -> Iterator[pl.Series]:
        """The order of ranges whose keys are held together, or of one that is more than that."""
        key, down = pl.col(sorting.keys[0]), sorting.descending[0]
        whole = reduce(Range.joined, some)
        held = whole.held(key, descending=down)
        if len(some) == 1 and whole.single:
            of_rest = seen.filter(held) if _bounds(seen.schema, sorting.rest) else None
            yield from self.parts(rows.filter(held), sorting.rest, of_rest, whole.share * about)
            return
        keys = self._held(rows.filter(held).select(*sorting.keys, ROW), whole.share * about / 2)
        for one in some:
            piece = keys.filter(one.held(key, descending=down))
            yield self._sorted(piece, sorting.rest if one.single else sorting, one.share * about / 2)

    def _held(self, rows: pl.LazyFrame, work: float) -> pl.DataFrame:
        """Rows in memory."""
        found: list[pl.DataFrame] = []
        begun = self._done
        for batch in batches(rows, self._token):
            if batch.height:
                found.append(batch)
                # Numbers rise with the place in the file.
                self._tell(begun + work * batch[ROW][-1] / self._height)
        self._tell(begun + work)
        return pl.concat(found, rechunk=False) if found else pl.DataFrame(schema=rows.collect_schema())

    def _sorted(self, piece: pl.DataFrame, sorting: Sorting, work: float) -> pl.Series:
        """The numbers of rows in memory in their order.

        Several keys are sorted by one after the other, the least important first, each sort stable and on its own:
        together they cost many times as much.
        """
        for place in range(len(sorting.keys) - 1, -1, -1):
            one = Sorting(sorting.keys[place : place + 1], sorting.descending[place : place + 1], sorting.nulls_last)
            left = one.apply(piece.lazy()).select(*sorting.keys[:place], ROW)
            # What is sorted whole takes so long that it must be interrupted.
            piece = collect(left, self._token, quick=piece.height <= 2 * PIECE_ROWS)
        self._tell(self._done + work)
        return piece[ROW].rechunk()

    def _tell(self, done: float) -> None:
        self._done = done
        self._heard(min(1.0, done / self._total))
