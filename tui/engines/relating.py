"""Two tables put beside each other by a key: how they match, their rows joined, and what differs.

Both come as lazy frames with their key in the column `MATCHED`; no key is null that matches another.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal, NamedTuple

import polars as pl

from tui.engines.base import CancelToken
from tui.engines.polars.room import ARRANGED, GROUPED, require_rows
from tui.engines.polars.running import collect, telling

MATCHED = "\x1fmatched"
"""The column of the key by which rows are matched."""
How = Literal["left", "inner", "anti"]
CHANGE, CHANGED = "change", "changed"
BEFORE = "_before"
"""Ends the name of the column that holds what stood in a cell before."""
_IN_LEFT, _IN_RIGHT = "\x1fleft", "\x1fright"


class Matching(NamedTuple):
    """How two tables match by a key, in rows unless said otherwise.

    Attributes:
        left, right: the rows of each.
        left_alone, right_alone: those without a partner, those without a key among them.
        left_bare, right_bare: those without a key.
        left_repeated, right_repeated: the keys that stand in several rows.
        many: the keys that match and stand in several rows on both sides.
        joined: the rows of an inner join.
        folded: the left rows without a partner that would have one without case and blanks at the ends.
        example: a key that repeats on both sides, else one that repeats.
    """

    left: int
    right: int
    left_alone: int
    right_alone: int
    left_bare: int
    right_bare: int
    left_repeated: int
    right_repeated: int
    many: int
    joined: int
    folded: int
    example: str


def matching(left: pl.LazyFrame, right: pl.LazyFrame, token: CancelToken | None = None) -> Matching:
    """How two tables match by their keys; only these are read."""
    for side in (left, right):
        require_rows("engine.joining", side, [MATCHED], [partial(_height, side, token)], GROUPED, token)
    counted = [collect(_counted(side), token) for side in (left, right)]
    bare = [int(found.filter(pl.col(MATCHED).is_null())["rows"].sum()) for found in counted]
    ours, theirs = (found.drop_nulls(MATCHED) for found in counted)
    both = ours.join(theirs, on=MATCHED, how="inner", suffix="_right")
    twice = pl.col("rows") > 1, pl.col("rows_right") > 1
    totals = [int(found["rows"].sum()) for found in (ours, theirs)]
    matched = [int(both["rows"].sum()), int(both["rows_right"].sum())]
    many = both.filter(*twice)
    repeated = [found.filter(twice[0]) for found in (ours, theirs)]
    example = next((str(found[MATCHED][0]) for found in (many, *repeated) if found.height), "")
    return Matching(
        left=totals[0] + bare[0],
        right=totals[1] + bare[1],
        left_alone=totals[0] - matched[0] + bare[0],
        right_alone=totals[1] - matched[1] + bare[1],
        left_bare=bare[0],
        right_bare=bare[1],
        left_repeated=repeated[0].height,
        right_repeated=repeated[1].height,
        many=many.height,
        joined=int((both["rows"] * both["rows_right"]).sum()),
        folded=_folded(ours.join(theirs, on=MATCHED, how="anti"), theirs),
        example=example,
    )


def _height(rows: pl.LazyFrame, token: CancelToken | None) -> int:
    return int(collect(rows.select(pl.len()), token, quick=True).item())


def _counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by(MATCHED).agg(pl.len().cast(pl.Int64).alias("rows"))


def _folded(alone: pl.DataFrame, theirs: pl.DataFrame) -> int:
    """How many rows would match without case and blanks at the ends of their keys."""
    if alone.schema[MATCHED] != pl.String:
        return 0
    plain = pl.col(MATCHED).str.strip_chars().str.to_lowercase()
    found = alone.with_columns(plain).join(theirs.select(plain).unique(), on=MATCHED, how="semi")
    return int(found["rows"].sum())


def rows_joined(
    left: pl.LazyFrame, right: pl.LazyFrame, how: How, height: int = 0, token: CancelToken | None = None
) -> pl.LazyFrame:
    """The rows of two tables that have no other column in common, in the order of the left one.

    `height` is that of the right one, which lies in memory. Raises `TermsheetError` where it has no room.
    """
    with telling():
        require_rows("engine.joining", right, right.collect_schema().names(), [partial(int, height)], ARRANGED, token)
        right = right.select(MATCHED) if how == "anti" else right
        return left.join(right, on=MATCHED, how=how, maintain_order="left").drop(MATCHED)


def differences(
    left: pl.LazyFrame,
    right: pl.LazyFrame,
    compared: Mapping[str, tuple[pl.Expr, pl.Expr]],
    heights: tuple[int, int] = (0, 0),
    token: CancelToken | None = None,
) -> pl.LazyFrame:
    """The rows that were added, removed or changed from the left table to the right one, by a key.

    The columns of the left one end in `BEFORE`. `compared` are the columns that both have, as they are compared. Rows
    whose key is missing, or repeats on a side, are left out. The answer begins with `CHANGE` (added, removed, changed)
    and `CHANGED`, the names of the columns that differ. Raises `TermsheetError` where the rows, of which there are
    `heights`, have no room.
    """
    with telling():
        for side, height in zip((left, right), heights, strict=True):
            require_rows("engine.joining", side, side.collect_schema().names(), [partial(int, height)], ARRANGED, token)
        once = (_once(left, right, _IN_LEFT), _once(right, left, _IN_RIGHT))
        pairs = once[0].join(once[1], on=MATCHED, how="full", coalesce=True, maintain_order="left_right")
        differ = {name: before.ne_missing(after) for name, (before, after) in compared.items()}
        names = [pl.when(expr).then(pl.lit(name)) for name, expr in differ.items()]
        changed = pl.concat_list(names).list.drop_nulls() if names else pl.lit([], pl.List(pl.String))
        change = (
            pl.when(pl.col(_IN_LEFT).is_null()).then(pl.lit("added"))
            .when(pl.col(_IN_RIGHT).is_null()).then(pl.lit("removed"))
            .when(pl.any_horizontal(False, *differ.values())).then(pl.lit("changed"))
        )  # fmt: skip
        found = pairs.with_columns(change.alias(CHANGE)).filter(pl.col(CHANGE).is_not_null())
        told = pl.when(pl.col(CHANGE) == "changed").then(changed)
        return found.with_columns(told.alias(CHANGED)).drop(_IN_LEFT, _IN_RIGHT)


def _once(rows: pl.LazyFrame, others: pl.LazyFrame, mark: str) -> pl.LazyFrame:
    """The rows whose key stands once here and at most once there."""
    again = [side.group_by(MATCHED).len().filter(pl.col("len") > 1).select(MATCHED) for side in (rows, others)]
    known = rows.filter(pl.col(MATCHED).is_not_null())
    for repeated in again:
        known = known.join(repeated, on=MATCHED, how="anti", maintain_order="left")
    return known.with_columns(pl.lit(True).alias(mark))


def counted_changes(found: pl.DataFrame | pl.LazyFrame, token: CancelToken | None = None) -> Mapping[str, int]:
    """How many rows were added, removed and changed."""
    counts = collect(found.lazy().group_by(CHANGE).len(), token)
    return dict.fromkeys(("added", "removed", "changed"), 0) | dict(counts.iter_rows())
