"""What the claims of a fact say of one part of it: which claim is shown, and how each stands to that one.

A part is shown as one claim states it, whole. A claim that cannot be shown as it stands says nothing against
one that can: what is flagged, restated, not happened, defined otherwise or our own arithmetic stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from tui.corpus import agreeing
from tui.corpus.money import with_rate
from tui.corpus.policy import Policy
from tui.corpus.tables import Part, Table

_SHOWN, WITNESS, RIVAL, _SILENT = "shown", "witness", "rival", "silent"
_FLAGGED, _RESTATED, _ASIDE, _APART = "flagged", "restated", "aside", "apart"
_LONG_AGO, _FAR_AHEAD = pl.date(1000, 1, 1), pl.date(3000, 1, 1)
_OF_PART = ":"
"""What divides the part that a flag speaks of from the flag."""


def rank(column: str, order: Sequence[str]) -> pl.Expr:
    """The place of a value in an order; behind all others where it has none."""
    ranks = {value: place for place, value in enumerate(order)}
    return pl.col(column).replace_strict(ranks, default=len(order), return_dtype=pl.Int64)


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
           "dated", "month", "start", "end", "precision")  # fmt: skip
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


def stated(ranked: pl.DataFrame, table: Table, part: Part, policy: Policy, fx: pl.DataFrame) -> pl.DataFrame:
    """The claims that state a part, best first within each fact; `place` is their row among those ranked.

    Adds `alone` (no other claim of the topic states it), `flagged` (the flags that speak of the part), `occurs`,
    `group` (the rank of what is measured), `restated` (a later figure of the same voice takes its place), `loose`
    (a value that says nothing against another) and, of figures that do not stand alone, what they reach and their
    `rate`, US dollars for a unit. Our own arithmetic, derived and nowhere printed, is left out.
    """
    ours = (pl.col("nature") == "derived") & pl.col("printed").is_null()
    there = pl.col(part.name).is_not_null()
    if part.within:
        ranked = ranked.with_columns(pl.col(part.within).first().over("fact").alias("_within"))
    group, groups = _group(table, part, policy)
    loose = [choice.id for choice in table.column(part.name).choices if choice.loose]
    found = ranked.select(list(dict.fromkeys((*_NEEDED, *part_columns(part), *_within(part), *_qualifier(part)))))
    found = found.filter(there & ~ours if part.match == "interval" else there).with_columns(
        pl.col(f"{part.name}_flag").alias("flagged"),
        policy.occurs().alias("occurs"),
        group.alias("group"),
        pl.lit(False).alias("restated"),
        (pl.col(part.name).is_in(loose) if loose else pl.lit(False)).alias("loose"),
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
    """Marks figures that the same voice contradicts by a printed date that is later."""
    same = [name for name in ("fact", "voice", part.unit, "group", "occurs") if name]
    able = found.filter(pl.col("flagged").is_null() & pl.col("dated")).select(
        *same, "place", "published", *(name for name in agreeing.REACH)
    )
    able = able.filter(pl.struct(same).is_duplicated())
    pairs = able.join(able.rename({n: f"shown_{n}" for n in able.columns if n not in same}), on=same, nulls_equal=True)
    gone = pairs.filter(
        (pl.col("published") < pl.col("shown_published"))
        & ~pl.col("shown_published").str.starts_with(pl.col("published"))
        & (agreeing.relation(policy) == agreeing.CONTRADICTS)
    )
    return found.with_columns(pl.col("place").is_in(gone["place"].implode()).alias("restated"))


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
            *(pl.col(name).alias(f"shown_{name}") for name in ("id", *_compared(part))),
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


def _compared(part: Part) -> tuple[str, ...]:
    """The columns by which two claims of a part are compared."""
    match part.match:
        case "interval":
            return agreeing.REACH
        case "near":
            return ("start", "end", "precision")
    return (part.name,)


def related(
    stated: pl.DataFrame, against: pl.DataFrame, part: Part, roots: Mapping[str, str], policy: Policy
) -> pl.DataFrame:
    """How each claim of a part stands to one or several of its topic.

    Returns `key shown_key shown_id id voice relation reason open`, and numbers, `same` of the topic and `shown_place`.
    `relation` is shown, witness, rival, silent (a bound that says nothing against it), flagged, restated, aside (not
    happened beside what has) or apart (not comparable; `reason` then names the columns that differ). `open` marks
    rivals that make a dispute. `roots` maps a unit to the top of its parents: a move to a unit and one to its
    parent agree.
    """
    tells = ["id", "voice", "occurs", "loose", "nature", part.unit, part.basis, "group", *_compared(part)]
    if part.match == "interval" and part.unit:
        tells.append("rate")
    if part.within:
        tells.append(part.within)
    kept = list(dict.fromkeys(name for name in tells if name))
    told = ("same", "key", "shown_key", "shown_id", "shown_place", "id", "voice", "relation", "reason", "open")
    single = stated.filter("alone").select(
        "same",
        "key",
        pl.col("key").alias("shown_key"),
        pl.col("id").alias("shown_id"),
        pl.col("place").alias("shown_place"),
        "id",
        "voice",
        pl.lit(_SHOWN).alias("relation"),
        pl.lit("").alias("reason"),
        pl.lit(False).alias("open"),
    )
    others = against.filter(~pl.col("alone")).select(
        "same", *(pl.col(n).alias(f"shown_{n}") for n in ("key", "place", *kept))
    )
    pairs = stated.filter(~pl.col("alone")).join(others, on="same", maintain_order="left")
    pairs = pairs.with_columns(_reason(part).alias("reason"))
    verdict, is_open = _verdict(part, roots, policy)
    relation = (
        pl.when(pl.col("place") == pl.col("shown_place"))
        .then(pl.lit(_SHOWN))
        .when(pl.col("flagged").is_not_null())
        .then(pl.lit(_FLAGGED))
        .when(pl.col("restated"))
        .then(pl.lit(_RESTATED))
        .when(pl.col("occurs") != pl.col("shown_occurs"))
        .then(pl.lit(_ASIDE))
        .when(pl.col("reason") != "")
        .then(pl.lit(_APART))
        .otherwise(verdict)
    )
    reason = pl.when(pl.col("relation") == _APART).then(pl.col("reason")).otherwise(pl.lit(""))
    compared = pairs.with_columns(relation.alias("relation")).with_columns(
        ((pl.col("relation") == RIVAL) & is_open).alias("open"), reason.alias("reason")
    )
    return pl.concat([single, compared.select(told)]).sort("same", maintain_order=True)


def _reason(part: Part) -> pl.Expr:
    """Why a claim cannot be compared with the one shown, as column names; empty if it can."""

    def differs(name: str) -> pl.Expr:
        both = pl.col(name).is_not_null() & pl.col(f"shown_{name}").is_not_null()
        return pl.when(both & (pl.col(name) != pl.col(f"shown_{name}"))).then(pl.lit(name))

    reasons: list[pl.Expr] = []
    if part.basis:
        column = "group" if part.match == "near" else part.basis
        both = pl.col(column).is_not_null() & pl.col(f"shown_{column}").is_not_null()
        unlike = both & (pl.col(column) != pl.col(f"shown_{column}"))
        reasons.append(pl.when(unlike).then(pl.lit(part.basis)))
    if part.match == "interval":
        # What is bound or promised is not what was paid; who estimates speaks of the same thing as who reports.
        bound = pl.col("nature") == "commitment"
        reasons.append(pl.when(bound != (pl.col("shown_nature") == "commitment")).then(pl.lit("nature")))
        if part.unit:
            unknown = pl.col("rate").is_null() | pl.col("shown_rate").is_null()
            unlike = (pl.col(part.unit) != pl.col(f"shown_{part.unit}")).fill_null(False)
            reasons.append(pl.when(unlike & unknown).then(pl.lit(part.unit)))
    if part.within:
        reasons.append(differs(part.within))
    return pl.concat_str(reasons, separator=" ", ignore_nulls=True) if reasons else pl.lit("")


def _verdict(part: Part, roots: Mapping[str, str], policy: Policy) -> tuple[pl.Expr, pl.Expr]:
    """How two comparable claims stand to each other, and whether a contradiction is a dispute."""
    yes = pl.lit(True)
    if part.match == "interval":
        found = agreeing.relation(policy, rate="rate" if part.unit else None)
        words = {agreeing.AGREES: WITNESS, agreeing.CONTRADICTS: RIVAL, agreeing.SAYS_NOTHING: _SILENT}
        return found.replace_strict(words, return_dtype=pl.String), yes
    if part.match == "near":
        before = pl.col("shown_start").fill_null(_LONG_AGO) - pl.col("end").fill_null(_FAR_AHEAD)
        after = pl.col("start").fill_null(_LONG_AGO) - pl.col("shown_end").fill_null(_FAR_AHEAD)
        days = pl.max_horizontal(before.dt.total_days(), after.dt.total_days())
        other = pl.col("voice") != pl.col("shown_voice")
        rival = pl.when((days > policy.days_apart) & other).then(pl.lit(RIVAL))
        return rival.when(days > policy.days_apart).then(pl.lit(_SILENT)).otherwise(
            pl.lit(WITNESS)
        ), days >= policy.days_open
    mine, shown = pl.col(part.name), pl.col(f"shown_{part.name}")
    if part.match == "overlap":
        one, other = (cell.str.split(";").list.eval(pl.element().replace(roots)) for cell in (mine, shown))
        same = one.list.set_intersection(other).list.len() > 0
    else:
        same = mine.replace(roots) == shown.replace(roots)
    loose = pl.col("loose") | pl.col("shown_loose")
    return pl.when(same).then(pl.lit(WITNESS)).when(loose).then(pl.lit(_SILENT)).otherwise(pl.lit(RIVAL)), yes


def counts(related: pl.DataFrame) -> pl.DataFrame:
    """For each claim compared against: how many voices agree with it, contradict it, and dispute it.

    Returns `shown_place shown_id key witnesses rivals open`.
    """
    relation, voice = pl.col("relation"), pl.col("voice")
    return related.group_by("shown_place", maintain_order=True).agg(
        pl.col("shown_id").first(),
        pl.col("shown_key").first().alias("key"),
        voice.filter(relation.is_in([_SHOWN, WITNESS])).n_unique().cast(pl.Int64).alias("witnesses"),
        voice.filter(relation == RIVAL).n_unique().cast(pl.Int64).alias("rivals"),
        voice.filter(pl.col("open")).n_unique().cast(pl.Int64).alias("open"),
    )
