"""What the claims of a fact say of one part of it, and which claim is shown.

A part is shown as one claim states it, whole. A claim that cannot be shown as it stands says nothing against
one that can: what is flagged, restated, not happened, defined otherwise or our own arithmetic stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from tui.corpus import agreeing
from tui.corpus.money import with_rate
from tui.corpus.periods import with_period
from tui.corpus.policy import UNNAMED, Policy
from tui.corpus.tables import Part, Table
from tui.corpus.verdicts import value_columns

_OF_PART = ":"
"""What divides the part that a flag speaks of from the flag."""


def rank(column: str, order: Sequence[str]) -> pl.Expr:
    """The place of a value in an order, where an empty text is no value; behind all others where it has none."""
    ranks = {value: place for place, value in enumerate(order)}
    cells = pl.col(column).fill_null("") if "" in ranks else pl.col(column)
    return cells.replace_strict(ranks, default=len(order), return_dtype=pl.Int64)


def flags(cell: str | None, part: str) -> str | None:
    """Those of a claim's flags that speak of a part: of the whole row, or of the part by name."""
    given = (flag.rpartition(_OF_PART) for flag in (cell or "").split(";") if flag)
    return ";".join(flag for of, _, flag in given if of in ("", part)) or None


def flagged(part: str, cells: pl.Series) -> pl.Expr:
    """Of the cells of the column `flag`, what speaks of a part."""
    known = {cell: flags(cell, part) for cell in cells.unique().drop_nulls()}
    none = pl.lit(None, pl.String)
    return pl.col("flag").replace_strict(known, default=None, return_dtype=pl.String) if known else none


def standing(policy: Policy, status: str, nature: str, flag: str | pl.Expr) -> pl.Expr:
    """How what is stated stands: flagged, refuted, unsure, ahead (a plan, target or forecast), or null: it holds."""
    marked = (pl.col(flag) if isinstance(flag, str) else flag).is_not_null()
    return (
        pl.when(marked)
        .then(pl.lit("flagged"))
        .when(pl.col(status).is_in(policy.refuting))
        .then(pl.lit("refuted"))
        .when(~pl.col(status).is_in(policy.happening))
        .then(pl.lit("unsure"))
        .when(pl.col(nature).is_in(policy.ahead))
        .then(pl.lit("ahead"))
    )


def in_turn(columns: Iterable[tuple[pl.Expr, int]]) -> pl.Expr:
    """One number for several ranks, the first the weightiest; each is below the size beside it."""
    order = pl.lit(0, pl.Int64)
    for column, size in columns:
        order = order * size + column.cast(pl.Int64)
    return order


def _kind_of_date(part: Part, policy: Policy) -> pl.Expr:
    groups = {kind: place for place, group in enumerate(policy.date_kinds) for kind in group}
    return pl.col(part.basis or "").replace_strict(groups, default=len(policy.date_kinds), return_dtype=pl.Int64)


def _group(table: Table, part: Part, policy: Policy) -> tuple[pl.Expr, int]:
    """The rank of what a claim measures: the whole before its part, a kind of date before another."""
    if part.basis is None:
        return pl.lit(0), 1
    if part.match == "near":
        return _kind_of_date(part, policy), len(policy.date_kinds) + 1
    order = policy.basis.get(part.basis) or [choice.id for choice in table.column(part.basis).choices]
    return rank(part.basis, order), len(order) + 1


_NEEDED = ("same", "fact", "place", "key", "id", "voice", "status", "nature", "said_by_kind", "printed", "published",
           "month", "start", "end", "precision")  # fmt: skip
"""What comparing needs of each claim, besides the part itself."""


def part_columns(part: Part) -> tuple[str, ...]:
    """The columns of a table that a part takes from its claim."""
    names = (part.name, part.high, part.unit, part.basis, *part.beside)
    dates = ("start", "end", "precision") if part.match == "near" else ()
    return (*(name for name in names if name), *dates)


def _within(part: Part) -> tuple[str, ...]:
    return (part.within, "_within") if part.within else ()


def _qualifier(part: Part) -> tuple[str, ...]:
    own = (f"{part.name}_flag",)
    return (*own, f"{part.name}_qualifier") if part.match == "interval" else own


def alone(of: str) -> pl.Expr:
    """Claims that are the only ones of their number `of`, of claims that stand in its order."""
    number = pl.col(of)
    return ((number == number.shift(1)) | (number == number.shift(-1))).fill_null(False).not_()


def is_ours() -> pl.Expr:
    """Claims that hold our own arithmetic: derived, and nowhere printed."""
    return (pl.col("nature") == "derived") & pl.col("printed").is_null()


def _among(column: str | None, values: Sequence[str]) -> pl.Expr:
    return pl.col(column).is_in(values).fill_null(False) if column and values else pl.lit(False)


def stated(ranked: pl.DataFrame, table: Table, part: Part, policy: Policy, fx: pl.DataFrame) -> pl.DataFrame:
    """The claims that state a part, best first within each fact; `place` is their row among those ranked.

    Adds `alone` (no other claim of the topic states it), `flagged` (the flags that speak of the part), `occurs`,
    `group` (the rank of what is measured), `restated` (a later figure of the same voice takes its place), `later`
    (that figure's claim), `loose` (a value that says nothing against another), `moment` (a value at one moment, which
    is no rival of others) and, of figures that do not stand alone, what they reach and their `rate`, US dollars for a
    unit. Our own arithmetic is left out.
    """
    there = pl.col(part.name).is_not_null()
    if part.match == "interval":
        there &= ~is_ours()
    if part.within:
        ranked = ranked.with_columns(pl.col(part.within).first().over("fact").alias("_within"))
    group, groups = _group(table, part, policy)
    loose = [choice.id for choice in table.column(part.name).choices if choice.loose]
    moments = [choice.id for choice in table.column(part.basis).choices if choice.alone] if part.basis else []
    found = ranked.select(list(dict.fromkeys((*_NEEDED, *part_columns(part), *_within(part), *_qualifier(part)))))
    found = found.filter(there).with_columns(
        pl.col(f"{part.name}_flag").alias("flagged"),
        policy.occurs().alias("occurs"),
        group.alias("group"),
        pl.lit(False).alias("restated"),
        pl.lit(None, pl.String).alias("later"),
        _among(part.name, loose).alias("loose"),
        _among(part.basis, moments).alias("moment"),
        alone("same").alias("alone"),
    )
    bounds: list[tuple[pl.Expr, int]] = []
    if part.match == "interval":
        qualifier = table.drawn_from(part)["qualifier"]
        bounds.append((rank(qualifier, policy.qualifier), len(policy.qualifier) + 1))
        # What stands alone is compared with nothing: most claims of a large corpus do.
        several = agreeing.reached(found.filter(~pl.col("alone")), part.name, part.high, qualifier, policy)
        several = with_rate(several, part.unit, fx, "rate") if part.unit else several
        several = _with_restated(several, part, policy)
        found = pl.concat([found.filter("alone"), several], how="diagonal")
    order = in_turn(
        [
            (pl.col("flagged").is_not_null(), 2),
            (pl.col("restated"), 2),
            (~pl.col("occurs"), 2),
            (pl.col("loose"), 2),
            ((pl.col(part.within) != pl.col("_within")).fill_null(False) if part.within else pl.lit(False), 2),
            (pl.col("group"), groups),
            (_foreign(part), 2),
            (rank("nature", policy.nature), len(policy.nature) + 1),
            (rank("status", policy.status), len(policy.status) + 1),
            (rank("said_by_kind", policy.said_by_kind), len(policy.said_by_kind) + 1),
            *bounds,
        ]
    )
    # Of equal claims the later published stands first: that is the order in which they come.
    return found.with_columns(order.alias("order")).sort("fact", "order", "place")


def whole(stated: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """The claims that state a part, with all that they say besides."""
    others = [name for name in ranked.columns if name not in stated.columns]
    return stated.hstack(ranked.select(others)[stated["place"]])


def _foreign(part: Part) -> pl.Expr:
    """Whether a figure is in another currency than most voices of its fact state it in."""
    if part.match != "interval" or part.unit is None:
        return pl.lit(False)
    main = pl.col(part.unit).filter(pl.col("flagged").is_null()).mode(maintain_order=True).first().over("same")
    return (pl.col(part.unit) != main).fill_null(False)


def _with_restated(found: pl.DataFrame, part: Part, policy: Policy) -> pl.DataFrame:
    """Marks figures that the same voice contradicts on a page that is surely later, unless it says them there again."""
    same = [name for name in ("fact", "voice", part.unit, "group", "occurs") if name]
    # All pages that name nobody are one voice, but none of them restates what another said.
    able = found.filter(pl.col("flagged").is_null() & (pl.col("voice") != UNNAMED)).select(
        *same, "id", "published", *agreeing.REACH
    )
    able = with_period(able.filter(pl.struct(same).is_duplicated()), "published", "published_")
    others = able.rename({name: f"shown_{name}" for name in able.columns if name not in same})
    pairs = able.join(others, on=same, nulls_equal=True, maintain_order="left").with_columns(
        agreeing.relation(policy).alias("relation")
    )
    said_until = pl.col("shown_published_end").filter(pl.col("relation") == agreeing.AGREES).max().over("id")
    begun = pl.col("shown_published_start")
    gone = pairs.filter(
        (pl.col("relation") == agreeing.CONTRADICTS)
        & (pl.col("published_end") < begun)
        & (said_until < begun).fill_null(False)
    )
    last = gone.sort("shown_published_start", maintain_order=True).unique("id", keep="last", maintain_order=True)
    later = last.select("id", pl.col("shown_id").alias("later"))
    found = found.drop("later").join(later, on="id", how="left", maintain_order="left")
    return found.with_columns(pl.col("later").is_not_null().alias("restated"))


def chosen(stated: pl.DataFrame, part: Part, policy: Policy) -> pl.DataFrame:
    """The claim shown for each fact: the best, or a finer one that says the same.

    A figure is refined by the same voice, a date by any claim of its kind that lies inside the best one's.
    """
    first = (pl.col("fact") != pl.col("fact").shift(1)).fill_null(True)
    best = stated.filter(first)
    if part.match not in ("interval", "near"):
        return best
    refined = _refined(stated.filter(~pl.col("alone")), best.filter(~pl.col("alone")), part, policy)
    if refined.is_empty():
        return best
    return pl.concat([best.join(refined, on="fact", how="anti"), refined]).sort("fact")


def _refined(stated: pl.DataFrame, best: pl.DataFrame, part: Part, policy: Policy) -> pl.DataFrame:
    """The claims that say the same as the best one of their fact, and say it finer."""
    same = ["fact", "group", "occurs"] + (["voice", part.unit] if part.match == "interval" else [])
    on = [name for name in same if name]
    able = pl.col("flagged").is_null() & ~pl.col("restated")
    several = stated.filter(able).join(
        best.filter(able).select(
            *on,
            *(pl.col(name).alias(f"shown_{name}") for name in ("id", *value_columns(part))),
        ),
        on=on,
        nulls_equal=True,
        maintain_order="left",
    )
    if part.match == "interval":
        finer = (agreeing.relation(policy) == agreeing.AGREES) & (
            (pl.col("step") < pl.col("shown_step")).fill_null(False)
            & pl.col("open").is_null()
            & pl.col("shown_open").is_null()
        )
        several = several.filter(finer).sort("fact", "step", "order", "place")
    else:
        inside = (pl.col("start") >= pl.col("shown_start")) & (pl.col("end") <= pl.col("shown_end"))
        several = several.filter(inside & (pl.col("precision") < pl.col("shown_precision")))
        if part.within:
            several = several.filter(pl.col(part.within) == pl.col("_within"))
        several = several.sort("fact", "precision", "order", "place")
    return several.filter(pl.col("fact").is_first_distinct()).select(best.columns)
