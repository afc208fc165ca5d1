"""Figures of one counter that cannot all be true: a part above its whole, a total that falls, shares above 100.

Pages that name nobody count as one where places, channels and totals are compared, and as one each where figures are
added up. All are found on the claims that hold: unflagged, not restated, of what happened, no growth.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tui.corpus import agreeing
from tui.corpus.periods import with_period
from tui.corpus.policy import Policy
from tui.corpus.series import STAT
from tui.corpus.tables import UNIT, Table

PAIRS = {
    "topic": pl.String(),
    "keys": pl.List(pl.String()),
    "how": pl.String(),
    "id": pl.String(),
    "other": pl.String(),
    "made": pl.Float64(),
    "spread": pl.Float64(),
}
"""What the functions here return: `id` is the claim of the part and `other` that of the whole, of which `keys` are the
facts, and `topic` what the first is of; `how` names the column that divides part and whole (of places and channels), or
is `total` (the claim of `id` is the earlier), `sum`, `peak`, `parts` or `shares`; `made` is what the parts of a whole
make together; `spread` is by how much the part is above the whole, as a ratio."""
_NO_COUNT = ("percent", "multiple", "year")
"""Forms of figures that are no counts: a share of one country is not a part of the world's."""
_TELLING = ("topic", "fact", "key", "id", "counter", "voice", "said_by_kind", "published", "flagged", "restated",
            "occurs", "order", "start", "end", "precision")  # fmt: skip
"""What is asked of each claim besides its figure and what that is of."""
_WHOLE = "_whole"
_MONTHS = {1: 1, 2: 3, 3: 6, 4: 12}
"""By the precision of a time (month, quarter, half, year) its months; months and quarters make up others."""


def _held(claims: pl.DataFrame, table: Table, policy: Policy) -> pl.DataFrame:
    """The best claim of each voice for each fact, of those that hold and are no growth."""
    holds = pl.col("flagged").is_null() & ~pl.col("restated") & pl.col("occurs")
    if "versus" in table.identity:
        holds &= pl.col("versus").is_null()
    return claims.filter(holds).unique(["fact", "voice"], keep="first", maintain_order=True)


def _reaching(claims: pl.DataFrame, table: Table, policy: Policy) -> pl.DataFrame:
    """Claims with what their figures reach, `adds` (how they add up) and `counts` (whether they count something)."""
    part = table.parts[0]
    qualifier = table.drawn_from(part)["qualifier"]
    own = [name for name in agreeing.REACH if name != part.name]
    known = agreeing.reached(claims.drop(own, strict=False), part.name, part.high, qualifier, policy)
    return known.select(*table.identity, *_TELLING, *agreeing.REACH, _adds(table).alias("adds"),
                        _is_count(table).alias("counts"))  # fmt: skip


def _of_choices(table: Table, column: str) -> pl.Expr:
    """How figures add up by the value that one of their columns has."""
    if column not in table.names:
        return pl.lit(None, pl.String)
    known = {choice.id: choice.adds for choice in table.column(column).choices if choice.adds}
    if not known:
        return pl.lit(None, pl.String)
    return pl.col(column).replace_strict(known, default=None, return_dtype=pl.String)


def _adds(table: Table) -> pl.Expr:
    """A statistic says how its figures add up, else the metric does; a rate by the day adds up to nothing."""
    rate = pl.col("per").is_not_null() if "per" in table.names else pl.lit(False)
    statistic = pl.col(STAT).is_not_null() if STAT in table.names else pl.lit(False)
    metric = pl.when(~rate).then(_of_choices(table, table.what))
    return pl.when(statistic).then(_of_choices(table, STAT)).otherwise(metric)


def _is_count(table: Table) -> pl.Expr:
    """Whether a figure counts something of which there is more in a larger place."""
    never = [(_of_choices(table, name) == "never").fill_null(False) for name in (table.what, UNIT)]
    shares = [unit for unit, form in table.forms.items() if form in _NO_COUNT]
    no_count = pl.col(UNIT).is_in(shares).fill_null(False) if UNIT in table.names else pl.lit(False)
    return ~pl.any_horizontal(*never, no_count)


def _paired(one: pl.DataFrame, other: pl.DataFrame, table: Table, apart: str, *also: str) -> pl.DataFrame:
    """Claims of both that differ in nothing but one column, nor in `also`; the second's columns have their ending."""
    on = [*(name for name in table.identity if name != apart), *also]
    return one.join(other, on=on, suffix=_WHOLE, nulls_equal=True, maintain_order="left")


def _inside() -> pl.Expr:
    """Whether the time of the first lies in that of the second."""
    return (pl.col("start") >= pl.col(f"start{_WHOLE}")) & (pl.col("end") <= pl.col(f"end{_WHOLE}"))


def _above(policy: Policy) -> pl.Expr:
    """Whether the first figure surely lies above the second: by more than the share, and beyond what each reaches."""
    sure = (pl.col("open") != "down").fill_null(True) & (pl.col(f"open{_WHOLE}") != "up").fill_null(True)
    ratio = pl.col("value") > pl.col(f"value{_WHOLE}") * (1 + policy.above)
    return sure & ratio & (pl.col("low") > pl.col(f"high_end{_WHOLE}")) & (pl.col(f"value{_WHOLE}") > 0)


def _told(pairs: pl.DataFrame, how: str) -> pl.DataFrame:
    """One pair for each part and whole, the one that lies furthest apart."""
    spread = pl.col("value") / pl.col(f"value{_WHOLE}")
    return (
        pairs.with_columns(spread.alias("spread"))
        .sort("spread", descending=True, maintain_order=True)
        .unique("key", keep="first", maintain_order=True)
        .select(
            "topic",
            pl.concat_list("key", f"key{_WHOLE}").alias("keys"),
            pl.lit(how).alias("how"),
            "id",
            pl.col(f"id{_WHOLE}").alias("other"),
            pl.lit(None, pl.Float64).alias("made"),
            "spread",
        )
    )


def _places(claims: pl.DataFrame, table: Table, policy: Policy) -> list[pl.DataFrame]:
    """A country above the world, an app above all channels."""
    found = []
    counts = claims.filter(pl.col("counts"))
    for column, whole in table.wholes.of.items():
        inner = pl.col(column).is_not_null() & (pl.col(column) != whole)
        pairs = _paired(counts.filter(inner), counts.filter(pl.col(column) == whole), table, column, "voice")
        found.append(_told(pairs.filter(_above(policy)), column))
    return found


def _totals(claims: pl.DataFrame, table: Table, policy: Policy) -> pl.DataFrame:
    """A total above one of a later time: of one voice, or of two of which neither counts by a method of its own."""
    totals = claims.filter((pl.col("adds") == "total") & pl.col("counts"))
    panels = [pl.col(f"said_by_kind{ending}").is_in(policy.panels) for ending in ("", _WHOLE)]
    alike = (pl.col("voice") == pl.col(f"voice{_WHOLE}")) | ~pl.any_horizontal(panels)
    pairs = _paired(totals, totals, table, table.date).filter(alike)
    return _told(pairs.filter((pl.col("end") < pl.col(f"start{_WHOLE}")) & _above(policy)), "total")


def _times(claims: pl.DataFrame, table: Table, policy: Policy) -> list[pl.DataFrame]:
    """A day above its month, a quarter above its year, of what adds up; a day above the peak of its time."""
    found = []
    for how, also in (("sum", ("counter",)), ("peak", ())):
        known = claims.filter((pl.col("adds") == how) & pl.col("counts") & pl.col("start").is_not_null())
        pairs = _paired(known, known, table, table.date, *also)
        pairs = pairs.filter(_inside() & (pl.col("topic") != pl.col(f"topic{_WHOLE}")) & _above(policy))
        found.append(_told(pairs, how))
    return found


def _made(stated: pl.DataFrame, claims: pl.DataFrame, table: Table, policy: Policy) -> pl.DataFrame:
    """A time whose figure is not what those of all its months, or of all its quarters, make.

    What a voice ever stated of the whole counts; and what was counted later may be more than its parts once were.
    """
    able = pl.col("open").is_null() & pl.col("start").is_not_null()
    parts = claims.filter(pl.col("adds").is_in(["sum", "mean"]) & able)
    wholes = stated.filter(pl.col("flagged").is_null() & pl.col("occurs") & able)
    parts, wholes = (with_period(frame, "published", "published_") for frame in (parts, wholes))
    before = pl.col("published_end") < pl.col(f"published_start{_WHOLE}")
    pairs = _paired(
        parts.filter(pl.col("precision").is_in([*_MONTHS][:2])),
        wholes.filter(pl.col("precision").is_in([*_MONTHS][1:])),
        table,
        table.date,
        "counter",
    ).filter(_inside() & (pl.col("precision") < pl.col(f"precision{_WHOLE}")))
    summed = ("value", "low", "high_end")
    made = pairs.group_by(f"id{_WHOLE}", "precision", maintain_order=True).agg(
        *(pl.col(f"{name}{_WHOLE}").first() for name in ("key", "topic", "order", "precision", *summed)),
        pl.col("adds").first(),
        before.any().fill_null(False).alias("later"),
        pl.col("key").sort_by("start"),
        *(pl.col(name).sum() for name in summed),
    )
    whole, part = (pl.col(name).replace_strict(_MONTHS) for name in (f"precision{_WHOLE}", "precision"))
    made = made.filter(pl.col("key").list.len() == whole // part)
    divided = pl.when(pl.col("adds") == "mean").then(whole // part).otherwise(1)
    made = made.with_columns(pl.col(name) / divided for name in summed)
    ratio = pl.col("value") / pl.col(f"value{_WHOLE}")
    beyond = (pl.col("low") > pl.col(f"high_end{_WHOLE}")) | (pl.col("high_end") < pl.col(f"low{_WHOLE}"))
    grown = (pl.col("adds") == "sum") & pl.col("later") & (ratio < 1)
    wrong = beyond & ((ratio - 1).abs() > policy.above) & ~grown
    return (
        made.filter(wrong.all().over(f"key{_WHOLE}"))
        .sort(f"order{_WHOLE}", maintain_order=True)
        .unique(f"key{_WHOLE}", keep="first", maintain_order=True)
        .select(
            pl.col(f"topic{_WHOLE}").alias("topic"),
            pl.concat_list(f"key{_WHOLE}", "key").alias("keys"),
            pl.lit("parts").alias("how"),
            pl.lit(None, pl.String).alias("id"),
            pl.col(f"id{_WHOLE}").alias("other"),
            pl.col("value").alias("made"),
            ratio.alias("spread"),
        )
    )


def _shares(claims: pl.DataFrame, table: Table, parents: Mapping[str, str], policy: Policy) -> pl.DataFrame:
    """Shares of one whole that make more than 100 together; what belongs to another that is counted is left out."""
    column = table.wholes.shares
    if not column:
        return pl.DataFrame(schema=PAIRS)
    on = [*(name for name in table.identity if name != column), "counter"]
    percent = [unit for unit, form in table.forms.items() if form == "percent"]
    shares = claims.filter(pl.col(UNIT).is_in(percent) & pl.col("whole").is_not_null())
    beside = shares.group_by(on).agg(pl.col(column).alias("_beside"))
    alone = shares.with_columns(pl.col(column).replace_strict(parents, default=None).alias("_above")).join(
        beside, on=on, nulls_equal=True, maintain_order="left"
    )
    alone = alone.filter(~pl.col("_beside").list.contains(pl.col("_above")).fill_null(False))
    sums = (
        alone.sort("value", descending=True, maintain_order=True)
        .group_by(on, maintain_order=True)
        .agg(pl.col("topic").first(), pl.col("key"), pl.col("id"), pl.col("low").sum(), pl.col("value").sum())
        .filter((pl.col("low") > 100 * (1 + policy.above)) & (pl.col("key").list.len() > 1))
    )
    return sums.select(
        "topic",
        pl.col("key").alias("keys"),
        pl.lit("shares").alias("how"),
        pl.col("id").list.first().alias("id"),
        pl.col("id").list.get(1).alias("other"),
        pl.col("value").alias("made"),
        (pl.col("value") / 100).alias("spread"),
    )


def impossible(stated: pl.DataFrame, table: Table, parents: Mapping[str, str], policy: Policy) -> pl.DataFrame:
    """What cannot be true of several figures together: see `PAIRS`.

    `stated` are the claims of the figure as `parts.stated` leaves them, with all that they say besides; `parents` is
    what each entity belongs to.
    """
    stated = _reaching(stated, table, policy)
    claims = _held(stated, table, policy)
    found = [
        *_places(claims, table, policy),
        _totals(claims, table, policy),
        *_times(claims, table, policy),
        _made(stated, claims, table, policy),
        _shares(claims, table, parents, policy),
    ]
    return pl.concat([frame.cast(pl.Schema(PAIRS)) for frame in found])
