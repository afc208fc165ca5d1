"""Engines answer queries: each compiles the one `Query` to what its family of databases or frames runs.

An engine is asked about plain columns only: what a line means (`company:kimi`, an amount in dollars, words in any
column) is lowered to that before, by `query.lowering`. It answers with bounded Polars frames, and knows no drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from enum import Enum, auto
from typing import NamedTuple, Protocol

import polars as pl

from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, Said, TermsheetError, reason
from tui.language.label import Label
from tui.language.words import label
from tui.query.fields import Field
from tui.query.query import PINYIN, Condition, Derived, Filter, Query, conditions_of


class Can(Enum):
    """What engines differ in; the words of `can.` and its name say what a person would ask for."""

    REGEX = auto()
    DERIVE = auto()
    PIVOT = auto()
    ROW_NUMBERS = auto()
    CANCEL = auto()
    QUANTILES = auto()
    AS_TEXT = auto()
    PINYIN = auto()
    FILL = auto()
    CASE = auto()
    ORDERED = auto()


class Cancelled(Exception):
    """The work was given up: a newer request came, or the person pressed Ctrl+C."""


class CancelToken(Protocol):
    """Says whether work is still wanted, and stops what it waits for when it no longer is."""

    @property
    def cancelled(self) -> bool:
        """Whether the work was given up."""
        ...

    def stopping(self, stop: Callable[[], None]) -> AbstractContextManager[None]:
        """While inside, giving up the work calls `stop`, in the thread of whoever gives up; at once where it already
        was. Raises `Cancelled` on leaving where the work was given up, whatever was raised inside."""
        ...


class Runner(Protocol):
    """Runs a Polars query so that it can be interrupted.

    A `quick` query goes to the streaming engine, many times as fast where few rows of many are wanted, and
    runs to its end: Polars interrupts only its other engine.
    """

    def __call__(self, frame: pl.LazyFrame, /, *, quick: bool = False) -> pl.DataFrame: ...


Heard = Callable[[float], None]
"""Is told how much of some work is done (0 to 1)."""


def unheard(_: float) -> None:
    """Nobody waits for it."""


class Unsupported(TermsheetError):
    """What an engine cannot do, told to the person who asked for it."""

    def __init__(self, engine: str, what: Label | Can, hint: Said = "") -> None:
        told = label(f"can.{what.name}") if isinstance(what, Can) else what
        super().__init__(label("can.has_no", engine, told), hint or label("can.without"), EXIT_USAGE)


_CASELESS = frozenset(("contains", "lacks", "like"))


def _folds_letters(given: Condition) -> bool:
    """Whether letters beyond ASCII are compared that are written in two cases."""
    others = "".join(letter for letter in str(given.value) if not letter.isascii())
    return given.operator in _CASELESS and others.lower() != others.upper()


def beyond(query: Query) -> list[Can]:
    """What a query asks for of what engines differ in."""
    wanted = {
        Can.REGEX: any(given.operator == "matches" for given in conditions_of(query.filters)),
        Can.AS_TEXT: any(given.operator in ("drawn", "undrawn") for given in conditions_of(query.filters)),
        Can.CASE: any(map(_folds_letters, conditions_of(query.filters))),
        Can.DERIVE: bool(query.derived),
        Can.FILL: bool(query.filled),
        Can.PIVOT: query.group is not None and bool(query.group.across),
        Can.ROW_NUMBERS: query.only is not None,
        Can.PINYIN: any(key.collation == PINYIN for key in query.sort),
    }
    return [can for can, asked in wanted.items() if asked]


class Unanswered(TermsheetError):
    """What the library below an engine failed with: the data turned out damaged, a server went away.

    A server says what is wrong itself, and what to do then is not what is done with a file: `hint` tells it.
    """

    def __init__(self, error: Exception | Said, hint: Said = "") -> None:
        super().__init__(reason(error) if isinstance(error, Exception) else error, hint, EXIT_UNREADABLE)


class Page(NamedTuple):
    """Some rows of a query's answer, one after the other.

    Attributes:
        frame: the rows with the table's columns, computed ones and texts of unread cells among them, keys not.
        numbers: the number of each row in the table as it lies, from 0; None where the engine does not know them.
        more: whether rows follow.
    """

    frame: pl.DataFrame
    numbers: pl.Series | None
    more: bool

    def slice(self, start: int, size: int) -> Page:
        """Some of its rows."""
        numbers = None if self.numbers is None else self.numbers.slice(start, size)
        return Page(self.frame.slice(start, size), numbers, self.more or start + size < self.frame.height)


class Hits(NamedTuple):
    """Rows that were found since the last ones: their places in a query's answer, from 0, and how much of the answer
    was looked through so far (0 to 1)."""

    places: pl.Series
    share: float


class Summary(NamedTuple):
    """Statistics, one row for each column, and whether distinct values were estimated instead of counted.

    The frame has the columns of `SUMMARY`: `min`, `max` and `top` are texts, `shape` counts rows in eight equal parts
    of the range (in none where it has no width), `top_share` is 0 to 100. What says nothing of a column is null.
    """

    frame: pl.DataFrame
    estimated: bool


SUMMARY: dict[str, pl.DataType] = {
    "column": pl.String(),
    "type": pl.String(),
    "nulls": pl.Int64(),
    "distinct": pl.Int64(),
    "min": pl.String(),
    "q1": pl.Float64(),
    "median": pl.Float64(),
    "mean": pl.Float64(),
    "q3": pl.Float64(),
    "max": pl.String(),
    "shape": pl.List(pl.Int64),
    "top": pl.String(),
    "top_share": pl.Float64(),
}


class Engine(Protocol):
    """Answers queries over one table. Every answer is a bounded frame.

    A query names columns of `schema`, keys and computed columns. Raises `TermsheetError` for a column that is not
    there or a value that cannot be, `Unsupported` for what is missing from `can`, `Unanswered` for what fails below,
    `Cancelled` where `token` was given up meanwhile; nothing else.
    """

    @property
    def name(self) -> str:
        """What the engine is called."""
        ...

    @property
    def can(self) -> frozenset[Can]:
        """What it can do of what engines differ in."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """The table's own columns, in its order."""
        ...

    @property
    def height(self) -> int | None:
        """How many rows the table has, where that is known without counting."""
        ...

    @property
    def estimate(self) -> int | None:
        """How many rows the table has about, where that is said without counting, and the height is not known."""
        ...

    @property
    def dear_from(self) -> int:
        """Rows from which an answer that reads them all takes so long that it is said before it is asked for."""
        ...

    @property
    def by_number(self) -> bool:
        """Whether the first rows of a table that is sorted or filtered are had soonest by their numbers, a few at a
        time."""
        ...

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        """The types of the columns that a page has, with some computed ones at the end. Reads no rows."""
        ...

    def regex_fault(self, pattern: str) -> str:
        """What is wrong with a regular expression as this engine reads it; empty where nothing is."""
        ...

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        """Up to `size` rows of a query's answer from `start`. With the query's `index` they are taken through it.

        From a large sorted table the first rows come at once; later ones want an index where the engine gives one.
        """
        ...

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        """How many rows a query's answer has."""
        ...

    def index(self, query: Query, *, token: CancelToken | None = None, heard: Heard = unheard) -> pl.Series | None:
        """The numbers of a query's rows in its order; None for groups, and from an engine without row numbers.

        Without an index every row is reached by its place. With a limit the first ones are found without all others.
        """
        ...

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        """Where in a query's answer the rows stand that satisfy `wanted` too, piece by piece, to a share of 1.

        Without an `index` the looking begins at the place `start` and goes on round the end.
        """
        ...

    def frequency(
        self,
        query: Query,
        column: str,
        *,
        as_text: bool = False,
        each: bool = False,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        """How often each value of a column occurs, the most frequent first: `value`, `count`, `share` (0 to 100).

        Values that are as frequent stand in their own order; rows without a value count as one. `as_text` counts
        the texts of cells; for fields that say so there is no other way. With `each` cells are lists: a row counts once
        for each value in its cell, shares are of the rows, and rows without a value stand last.
        """
        ...

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        """Statistics of those of some fields that the table stores."""
        ...

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
        """Rows counted in `n` equal parts of the range of `x`, or of `x` and `y`, for charts.

        Columns: `x` (the part, from 0), `x_low`, `x_high` (its ends, numbers or moments), the same of `y`, `count`;
        with `of` also `min`, `mean`, `max` of that column's values in the part. Parts without rows are left out; rows
        without a value are not counted. `x` and `y` hold numbers, days or times.
        """
        ...

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        """A query's whole answer in order, in frames of at most `size` rows; one without rows if there are none.

        It never lies in memory as a whole unless it is sorted or grouped.
        """
        ...

    def plan(self, query: Query, size: int, *, token: CancelToken | None = None) -> list[str]:
        """How the first `size` rows of a query's answer would be had, line by line, as what is below tells it. Nothing
        is read for it."""
        ...

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        """A query's whole answer as a frame that is read when it is wanted, for tables that are made of several.

        An engine whose rows are not Polars' own reads them all.
        """
        ...


BATCH = 16_384
"""Rows that are asked for at a time where all are wanted."""


def answer(engine: Engine, query: Query, token: CancelToken | None = None) -> pl.DataFrame:
    """A query's whole answer, for those that are known to be small or must be on hand at once."""
    return pl.concat(engine.export(query, BATCH, token=token))
