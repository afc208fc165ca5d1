"""How two claims of one part stand to each other: what keeps them from being compared, and what each says of the other.

All works on pairs of claims: the columns of one, and behind `shown_` those of the claim that it is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tui.corpus import agreeing
from tui.corpus.policy import UNNAMED, Policy
from tui.corpus.tables import Part

_SHOWN, _WITNESS, _RIVAL, _SILENT = "shown", "witness", "rival", "silent"
AGREEING = (_SHOWN, _WITNESS)
"""Claims that say what is shown."""
FLAGGED, RESTATED, _ASIDE, _APART = "flagged", "restated", "aside", "apart"
_SIDES = ("", "shown_")
_LONG_AGO, _FAR_AHEAD = pl.date(1000, 1, 1), pl.date(3000, 1, 1)


def _columns_compared(part: Part) -> tuple[str, ...]:
    """The columns of a claim by which it is compared on a part."""
    tells = ["id", "voice", "occurs", "flagged", "loose", "moment", "nature", "status", "said_by_kind", "start", "end"]
    tells += ["group", *value_columns(part)]
    tells += [name for name in (part.unit, part.basis, part.within) if name]
    tells += ["rate"] if part.match == "interval" and part.unit else []
    return tuple(dict.fromkeys(tells))


def value_columns(part: Part) -> tuple[str, ...]:
    """The columns that hold what a claim states of a part."""
    match part.match:
        case "interval":
            return agreeing.REACH
        case "near":
            return ("start", "end", "precision")
    return (part.name,)


def days_between(one: str = "", other: str = "shown_") -> pl.Expr:
    """The days that lie between two dates, 0 or less where they meet."""
    before = pl.col(f"{other}start").fill_null(_LONG_AGO) - pl.col(f"{one}end").fill_null(_FAR_AHEAD)
    after = pl.col(f"{one}start").fill_null(_LONG_AGO) - pl.col(f"{other}end").fill_null(_FAR_AHEAD)
    return pl.max_horizontal(before.dt.total_days(), after.dt.total_days())


def _differ(name: str) -> pl.Expr:
    """Whether both tell something of a kind, and not the same."""
    return (pl.col(name) != pl.col(f"shown_{name}")).fill_null(False)


def _why_apart(part: Part) -> pl.Expr:
    """Why a claim cannot be compared with another, as column names; empty if it can."""
    reasons: list[tuple[pl.Expr, str]] = []
    if part.basis:
        # A price of the stock exchange is no value that a page tells without saying of what moment.
        moment = (pl.col("moment") | pl.col("shown_moment")) & pl.col(part.basis).ne_missing(
            pl.col(f"shown_{part.basis}")
        )
        reasons.append((_differ("group") if part.match == "near" else _differ(part.basis) | moment, part.basis))
    if part.match == "interval":
        # What is bound or promised is not what was paid; who estimates speaks of the same thing as who reports.
        bound = pl.col("nature") == "commitment"
        reasons.append((bound != (pl.col("shown_nature") == "commitment"), "nature"))
        if part.unit:
            unknown = pl.col("rate").is_null() | pl.col("shown_rate").is_null()
            reasons.append((_differ(part.unit) & unknown, part.unit))
    if part.within:
        reasons.append((_differ(part.within), part.within))
    return _named(reasons)


def _named(reasons: list[tuple[pl.Expr, str]]) -> pl.Expr:
    told = [pl.when(holds).then(pl.lit(name)) for holds, name in reasons]
    return pl.concat_str(told, separator=" ", ignore_nulls=True) if told else pl.lit("")


def _why_both(part: Part, policy: Policy) -> pl.Expr:
    """Why two claims that contradict each other may both be true, as column names; empty if they cannot.

    What was confirmed when a deal was announced may differ from what a party states of its closing, the day of a
    signature from that of the announcement.
    """
    if part.match == "near" and part.basis:
        return _named([(_differ(part.basis), part.basis)])
    if part.match != "interval" or not part.basis:
        return pl.lit("")
    closing, announced = (
        [
            (pl.col(f"{side}status") == "closed") & pl.col(f"{side}said_by_kind").is_in(policy.parties)
            for side in _SIDES
        ],
        [pl.col(f"{side}status") == "confirmed" for side in _SIDES],
    )
    return _named([((closing[0] & announced[1]) | (closing[1] & announced[0]), "status")])


def _verdict(part: Part, roots: Mapping[str, str], policy: Policy) -> pl.Expr:
    """How a claim stands to another that it can be compared with: witness, rival or silent.

    `roots` maps a unit to the top of its parents.
    """
    if part.match == "interval":
        rate = "rate" if part.unit else None
        found = agreeing.relation(policy, rate=rate)
        # What nobody signs and comes near a figure retells it.
        unnamed = (pl.col("voice") == UNNAMED) | (pl.col("shown_voice") == UNNAMED)
        retold = unnamed & agreeing.near(policy.tolerance, rate=rate)
        return (
            pl.when(found == agreeing.AGREES)
            .then(pl.lit(_WITNESS))
            .when((found == agreeing.SAYS_NOTHING) | retold)
            .then(pl.lit(_SILENT))
            .otherwise(pl.lit(_RIVAL))
        )
    if part.match == "near":
        far = days_between() > policy.days_apart
        # A page tells on which day it reports; that another page reported on another day contradicts nothing.
        telling = pl.col(part.basis).is_in(policy.telling) if part.basis else pl.lit(False)
        other = (pl.col("voice") != pl.col("shown_voice")) & ~telling.fill_null(False)
        return pl.when(~far).then(pl.lit(_WITNESS)).when(other).then(pl.lit(_RIVAL)).otherwise(pl.lit(_SILENT))
    mine, shown = pl.col(part.name), pl.col(f"shown_{part.name}")
    if part.match == "overlap":
        one, other = (cell.str.split(";").list.eval(pl.element().replace(roots)) for cell in (mine, shown))
        same = one.list.set_intersection(other).list.len() > 0
    else:
        same = mine.replace(roots) == shown.replace(roots)
    loose = pl.col("loose") | pl.col("shown_loose")
    return pl.when(same).then(pl.lit(_WITNESS)).when(loose).then(pl.lit(_SILENT)).otherwise(pl.lit(_RIVAL))


def _is_dispute(part: Part, policy: Policy) -> pl.Expr:
    """Whether a contradiction is a dispute.

    Figures that differ in their last digits and dates that lie near each other are none, nor are two names for one
    thing. Talks move on: what has not happened is disputed in its figures alone, among those told of one time.
    """
    if part.called:
        return pl.lit(False)
    if part.match == "interval":
        close = agreeing.near(policy.apart, rate="rate" if part.unit else None)
        return ~close & (pl.col("occurs") | ~(days_between() >= policy.days_open))
    return pl.col("occurs") & (days_between() >= policy.days_open if part.match == "near" else pl.lit(True))


def related(
    stated: pl.DataFrame, against: pl.DataFrame, part: Part, roots: Mapping[str, str], policy: Policy
) -> pl.DataFrame:
    """How each claim of a part stands to one or several of its topic.

    Returns `key shown_key shown_id id voice relation reason open against later`, and numbers, `same` of the topic and
    `shown_place`. `relation` is shown, witness, rival, silent (it says nothing against it), flagged, restated, aside
    (not happened beside what has) or apart (not comparable, or both may be true; `reason` then names the columns that
    differ). `open` marks rivals that make a dispute, `against` whatever contradicts it, flagged and restated claims
    too; `later` is the claim that restates one. `roots` maps a unit to the top of its parents: a move to a unit and one
    to its parent agree.
    """
    told = ("same", "key", "shown_key", "shown_id", "shown_place", "id", "voice", "relation", "reason", "open",
            "against", "later")  # fmt: skip
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
        pl.lit(False).alias("against"),
        "later",
    )
    others = against.filter(~pl.col("alone")).select(
        "same", *(pl.col(name).alias(f"shown_{name}") for name in ("key", "place", *_columns_compared(part)))
    )
    pairs = stated.filter(~pl.col("alone")).join(others, on="same", maintain_order="left")
    pairs = pairs.with_columns(_why_apart(part).alias("reason"), _verdict(part, roots, policy).alias("verdict"))
    # What may both be true is told apart, where it does not agree anyway.
    rival = (pl.col("reason") == "") & (pl.col("verdict") == _RIVAL)
    pairs = pairs.with_columns(pl.when(rival).then(_why_both(part, policy)).otherwise("reason").alias("reason"))
    itself, alike = pl.col("place") == pl.col("shown_place"), pl.col("occurs") == pl.col("shown_occurs")
    relation = (
        pl.when(itself)
        .then(pl.lit(_SHOWN))
        .when(pl.col("flagged").is_not_null())
        .then(pl.lit(FLAGGED))
        .when(pl.col("restated"))
        .then(pl.lit(RESTATED))
        .when(~alike)
        .then(pl.lit(_ASIDE))
        .when(pl.col("reason") != "")
        .then(pl.lit(_APART))
        .otherwise("verdict")
    )
    compared = pairs.with_columns(
        relation.alias("relation"), (~itself & alike & rival & (pl.col("reason") == "")).alias("against")
    ).with_columns(
        ((pl.col("relation") == _RIVAL) & pl.col("shown_flagged").is_null() & _is_dispute(part, policy)).alias("open"),
        pl.when(pl.col("relation") == _APART).then(pl.col("reason")).otherwise(pl.lit("")).alias("reason"),
    )
    return pl.concat([single, compared.select(told)]).sort("same", maintain_order=True)


def counts(related: pl.DataFrame) -> pl.DataFrame:
    """For each claim compared against: how many voices agree with it, contradict it, and dispute it.

    Returns `shown_place shown_id key witnesses rivals open`.
    """
    relation, voice = pl.col("relation"), pl.col("voice")
    return related.group_by("shown_place", maintain_order=True).agg(
        pl.col("shown_id").first(),
        pl.col("shown_key").first().alias("key"),
        voice.filter(relation.is_in(AGREEING)).n_unique().cast(pl.Int64).alias("witnesses"),
        voice.filter(relation == _RIVAL).n_unique().cast(pl.Int64).alias("rivals"),
        voice.filter(pl.col("open")).n_unique().cast(pl.Int64).alias("open"),
    )
