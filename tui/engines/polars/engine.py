"""The engine of local files and of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from tui.engines.base import Can, CancelToken, Heard, Hits, Page, Summary, unheard
from tui.engines.polars import bins, frequency, pages, summary
from tui.engines.polars.compile import ROW, filtered
from tui.engines.polars.order import SAMPLED, Keyed, beginning, order
from tui.engines.polars.room import ARRANGED, FEW, GROUPED, HOLDING, SORTED, Count, groups, require, require_rows
from tui.engines.polars.running import check, collect, telling
from tui.engines.polars.shape import compiled, computed, filled_down
from tui.engines.polars.text import regex_fault
from tui.engines.schema import fields_of, frame_schema
from tui.query.fields import WRITTEN_OTHERWISE, Field
from tui.query.query import Derived, Filter, Group, Query, columns_of

_DEAR, _DEAR_FAR = 500_000_000, 50_000_000
"""Rows of a table here, and of one in a store, from which an answer that reads them all is dear."""

KeyColumns = Mapping[str, Callable[[], pl.Series]]
"""Columns made of others, by name: each is made when a query first names it."""


class PolarsEngine:
    """Answers queries over a frame. Keys go with a frame that is on hand.

    Args:
        frame: the rows; a lazy one is read anew by each query.
        fields: its columns, where more is known of them than their types.
        height: how many rows a lazy frame has, where that is known.
        keys: the columns that stand for others.
        far: whether each part that is read of it costs a request, so that few large ones are better than many.
    """

    name = "Polars"
    can = frozenset(Can)
    estimate: int | None = None

    def __init__(
        self,
        frame: pl.LazyFrame | pl.DataFrame,
        fields: Sequence[Field] = (),
        height: int | None = None,
        keys: KeyColumns | None = None,
        *,
        far: bool = False,
    ) -> None:
        self._far = far
        self.dear_from = _DEAR_FAR if far else _DEAR
        self._whole = frame if isinstance(frame, pl.DataFrame) else None
        self._frame = frame.lazy()
        self._keys = keys or {}
        self._made: dict[str, pl.Series] = {}
        self._schema = self._read_schema()
        # Read only where they are asked for: they are as large as the texts of the file.
        self._beside = {name for name in self._schema.names() if name.endswith(WRITTEN_OTHERWISE)}
        self.height = height if self._whole is None else self._whole.height
        self.fields = tuple(fields) or fields_of(self._schema)

    @property
    def by_number(self) -> bool:
        return not self._far and self.height is not None and self.height >= SAMPLED

    def _apart(self, query: Query) -> int | None:
        """How many rows the table has, where any of them are read without those before them."""
        return None if self._far or query.filled or query.derived else self.height

    def _keyed(self, query: Query, token: CancelToken | None) -> Keyed:
        return Keyed(self._rows(query), query, self._apart(query), token)

    def _read_schema(self) -> pl.Schema:
        with telling():
            return frame_schema(self._frame)

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        if not derived:
            return self._schema
        with telling():
            return computed(self._frame, derived).collect_schema()

    def regex_fault(self, pattern: str) -> str:
        return regex_fault(pattern)

    def _rows(self, query: Query, *more: str) -> pl.LazyFrame:
        """The rows with what a query computes, and with the keys that it names."""
        group = query.group
        named = {
            *columns_of(query.filters),
            *(key.column for key in query.sort),
            *(group.by if group else ()),
            *(query.columns or ()),
            *more,
        }
        rows = filled_down(self._with_keys(named & self._keys.keys()), query.filled, self._schema)
        # Even a choice of all columns keeps filters of numbered rows from the file.
        unasked = self._beside - named
        return computed(rows.drop(unasked) if unasked else rows, query.derived)

    def _with_keys(self, names: set[str]) -> pl.LazyFrame:
        if not names:
            # Whoever asks it for its columns asks a copy.
            return self._frame.clone()
        assert self._whole is not None
        for name in names - self._made.keys():
            self._made[name] = self._keys[name]()
        return self._whole.with_columns(**{name: self._made[name] for name in sorted(names)}).lazy()

    def _own(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A page without the keys of its query."""
        return frame.drop([name for name in frame.columns if name in self._keys])

    def _answer(self, query: Query, token: CancelToken | None) -> pl.LazyFrame:
        rows = self._rows(query)
        found = compiled(rows, query, lambda frame: collect(frame, token))
        if query.columns is not None or query.group:
            return found
        return found.drop([name for name in frame_schema(rows).names() if name in self._keys])

    def _heights(self, query: Query, token: CancelToken | None) -> list[Count]:
        """How many rows a query has: at most so many as the table, and what is left by its filters."""
        plain = Query(filters=query.filters, only=query.only, derived=query.derived)
        known = self.height
        at_most: list[Count] = [] if known is None or not query.narrowed else [lambda: known]
        return [*at_most, lambda: self.count(plain, token=token)]

    def _require(self, query: Query, token: CancelToken | None, most: int | None = None) -> None:
        """Raises `TermsheetError` where the answer to a query has no room, or its first rows, `most` of them."""
        frame, heights = self._rows(query), self._heights(query, token)
        if query.group is not None:
            group = query.group
            by = (*group.by, *([group.across] if group.across else []))
            held = [figure.column for figure in group.aggregates if figure.function in HOLDING]
            if held:
                # However few the groups are.
                require_rows("engine.grouping", frame, held, heights, SORTED, token)
            heights.append(lambda: groups(frame, query, by, token))
            require_rows(
                "engine.grouping", frame, (*by, *(f.column for f in group.aggregates)), heights, GROUPED, token
            )
        elif query.sort and (most is None or most > FEW):
            names = frame.collect_schema().names() if query.columns is None else query.columns
            require_rows(
                "engine.sorting", frame, (*names, *(key.column for key in query.sort)), heights, ARRANGED, token
            )

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        if index is not None:
            numbers = index.slice(start, size)
            frame = pages.gather(self._rows(query.rows, *query.columns or ()), numbers, self._apart(query), token)
            shown = frame.select(query.columns) if query.columns is not None else frame.drop(ROW)
            return Page(shown, frame[ROW], start + numbers.len() < index.len())
        plain = query.group is None and query.columns is None and query.limit is None
        if plain and not query.sort and not query.narrowed:
            frame = pages.slice_of(self._rows(query), start, size + 1, token)
        elif plain and start == 0:
            if query.sort and size < FEW and (self._apart(query) or 0) >= SAMPLED:
                first = beginning(self._keyed(query, token), size + 1, token)
                return self.page(query, 0, size, index=first, token=token)
            frame = self._own(pages.head(self._rows(query), query, size + 1, token))
        else:
            self._require(query, token, start + size)
            frame = collect(self._answer(query, token).slice(start, size + 1), token, quick=True)
        more = frame.height > size
        frame = frame.head(size)
        numbers_ = frame[ROW] if ROW in frame.columns else None
        return Page(frame.drop(ROW, strict=False), numbers_, more)

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        if query.group is None:
            if not query.narrowed and self.height is not None:
                count = self.height
            else:
                with telling():
                    rows = filtered(self._rows(query._replace(sort=())), query, numbered=False)
                count = int(collect(rows.select(pl.len()), token, quick=True).item())
            return count if query.limit is None else min(count, query.limit)
        self._require(query, token)
        return int(collect(self._answer(query._replace(sort=()), token).select(pl.len()), token, quick=True).item())

    def index(self, query: Query, *, token: CancelToken | None = None, heard: Heard = unheard) -> pl.Series | None:
        if query.group:
            return None
        if not query.sort:
            rows = self._rows(query)
            if query.limit is None:
                return pages.numbers(rows, query, token, heard, self.height)
            return pages.first_numbers(rows, query, query.limit, token)
        keyed = self._keyed(query, token)
        if keyed.many and query.limit is not None and query.limit <= FEW:
            return beginning(keyed, query.limit, token)
        if keyed.bounded:
            require("engine.sorting", keyed.room)
        else:
            keys = [key.column for key in query.sort]
            require_rows("engine.sorting", self._rows(query), keys, self._heights(query, token), SORTED, token)
        found = order(keyed, token, heard)
        return found if query.limit is None else found.head(query.limit)

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        if index is None and (query.sort or query.narrowed or query.limit is not None):
            index = self.index(query, token=token)
        rows = self._rows(query.rows, *columns_of(wanted))
        height = self.height if self.height is not None else self.count(Query(), token=token)
        return pages.search(rows, wanted, height, start, index, token)

    def frequency(
        self,
        query: Query,
        column: str,
        *,
        as_text: bool = False,
        each: bool = False,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        rows = self._rows(query, column)
        if each:
            return frequency.frequency_of_each(rows, query, column, self.count(query, token=token), token)
        self._require(query._replace(group=Group((column,)), sort=()), token)
        return frequency.frequency(rows, query, column, as_text, token)

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        return summary.summary(self._rows(query, *(field.name for field in fields)), query, fields, token)

    def bins(
        self,
        query: Query,
        x: str,
        y: str | None = None,
        n: int | tuple[int, int] = 8,
        *,
        of: str | None = None,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        parts = (n, n) if isinstance(n, int) else n
        axes = [(x, parts[0]), *([(y, parts[1])] if y else [])]
        return bins.bins(self._rows(query), query, axes, of, token)

    def plan(self, query: Query, size: int, *, token: CancelToken | None = None) -> list[str]:
        with telling():
            return self._answer(query, token).head(size).explain().splitlines()

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        self._require(query, token, query.limit)
        return self._answer(query, token)

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        self._require(query, token, query.limit)
        answer = self._answer(query, token)
        with telling():
            none = pl.DataFrame(schema=answer.collect_schema())
            found = False
            for batch in answer.collect_batches(chunk_size=size, maintain_order=True, engine="streaming"):
                check(token)
                for part in batch.iter_slices(size):
                    found = found or part.height > 0
                    yield part
        if not found:
            yield none
