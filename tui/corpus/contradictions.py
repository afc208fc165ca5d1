"""What contradicts what within a table: pairs of claims, each with the class of the dispute that it makes.

Pairs come from the parts of one fact, from our own arithmetic on what a counter printed, and from figures of several
facts that cannot all be true.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tui.corpus import agreeing, parts, verdicts, wholes
from tui.corpus.policy import UNNAMED, Policy
from tui.corpus.tables import Part, Table

CONTRADICTION, PART_ABOVE_WHOLE, COUNTERS, _RESTATED, _FLAGGED = CLASSES = (
    "contradiction",
    "part_above_whole",
    "counters",
    "restated",
    "flagged",
)
"""The classes of disputes, the weightiest first."""
OPEN = CLASSES[:3]
"""Those that are not settled."""
FOUND_PAIRS = {
    "topic": pl.String(),
    "keys": pl.List(pl.String()),
    "class": pl.String(),
    "part": pl.String(),
    "how": pl.String(),
    "id": pl.String(),
    "other": pl.String(),
    "made": pl.Float64(),
    "spread": pl.Float64(),
    "voices": pl.Int64(),
}
"""What a pair tells: `id` is the claim shown (the part, the earlier, the one restated by) and `other` its rival;
`topic` is what the first is of, `keys` are the facts of both; `how` is `value`, `computed` (ours), or what
`wholes.PAIRS` says; `made` is what the parts of a whole make; `spread` is given of such pairs alone; `voices` are all
who take part."""
_SIDES = ("", "_other")


def _with_voices(pairs: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """With who states the two claims of a pair, and as what; `topic` and `keys` where they are not told."""
    for column, ending in zip(("id", "other"), _SIDES, strict=True):
        said = ranked.select(
            pl.col("id").alias(column),
            *(pl.col(name).alias(f"{name}{ending}") for name in ("topic", "key", "voice", "said_by", "said_by_kind")),
        )
        kept = said.drop(name for name in said.columns if name != column and name in pairs.columns)
        pairs = pairs.join(kept, on=column, how="left", maintain_order="left")
    return pairs


def _class(table: Table, policy: Policy) -> pl.Expr:
    """Of claims that contradict each other: whether two counters differ by how they count.

    Only where figures are counted, by voices that have a name, one of them a panel.
    """
    if table.what not in table.identity:
        return pl.lit(CONTRADICTION)
    named = [
        pl.col(f"said_by{ending}").is_not_null() | pl.col(f"said_by_kind{ending}").is_in(policy.counters)
        for ending in _SIDES
    ]
    panel = pl.any_horizontal(pl.col(f"said_by_kind{ending}").is_in(policy.panels) for ending in _SIDES)
    differ = pl.col("voice") != pl.col("voice_other")
    return pl.when(differ & pl.all_horizontal(named) & panel).then(pl.lit(COUNTERS)).otherwise(pl.lit(CONTRADICTION))


def _one_voice() -> pl.Expr:
    """Whether one voice states both; pages that name nobody are several."""
    return (pl.col("voice") == pl.col("voice_other")) & (pl.col("voice") != UNNAMED)


def _number_of_voices() -> pl.Expr:
    return pl.when(_one_voice()).then(1).otherwise(2)


def _told(pairs: pl.DataFrame, part: Part) -> pl.DataFrame:
    """Pairs as `FOUND_PAIRS` says; what they do not tell is empty."""
    keys = pl.concat_list("key", "key_other").list.unique(maintain_order=True)
    more = [keys.alias("keys")] if "keys" not in pairs.columns else []
    empty = [pl.lit(None).alias(name) for name in ("made", "spread") if name not in pairs.columns]
    return (
        pairs.with_columns(*more, *empty, pl.lit(part.name).alias("part"))
        .select(*FOUND_PAIRS)
        .cast(pl.Schema(FOUND_PAIRS))
    )


def of_part(related: pl.DataFrame, ranked: pl.DataFrame, table: Table, part: Part, policy: Policy) -> pl.DataFrame:
    """Pairs that make disputes of one part of each topic, and those that are settled: see `FOUND_PAIRS`.

    `related` is how each claim stands to the one shown for each fact of its topic. Of several counters those that
    contradict the first are told, else those that contradict each other.
    """
    relation, own = pl.col("relation"), pl.col("key") == pl.col("shown_key")
    if not related.select((pl.col("open") | pl.col("against") | (relation == verdicts.RESTATED)).any()).item():
        return pl.DataFrame(schema=FOUND_PAIRS)
    first = (pl.col("shown_place") == pl.col("shown_place").min().over("same")) | own
    settled = (relation == verdicts.FLAGGED) & pl.col("against") & first | (relation == verdicts.RESTATED) & own
    several = related.filter((pl.col("open") | (relation == verdicts.FLAGGED) & pl.col("against")).any().over("same"))
    several = pl.concat([several, related.filter(relation == verdicts.RESTATED)]).unique(maintain_order=True)
    place = pl.col("shown_place").filter(own).min()
    several = several.with_columns(
        (pl.col("open") & first).alias("_against_first"), place.over("same", "key").alias("_place")
    )
    beside = ~pl.col("_against_first").any().over("same") & (pl.col("shown_place") < pl.col("_place"))
    pairs = several.filter(pl.col("open") & (first | beside) | settled)
    agree = relation.is_in(verdicts.AGREEING)
    voices = (
        several.filter(first)
        .group_by("same")
        .agg(pl.col("voice").filter(pl.col("open") | agree).n_unique().alias("voices"))
    )
    pairs = pairs.unique(["shown_id", "id"], keep="first", maintain_order=True).select(
        "same", "relation", "open", pl.coalesce("later", "shown_id").alias("id"), pl.col("id").alias("other")
    )
    pairs = _with_voices(pairs.join(voices, on="same", how="left", maintain_order="left"), ranked)
    number = pl.when("open").then(pl.max_horizontal("voices", _number_of_voices())).otherwise(_number_of_voices())
    pairs = pairs.with_columns(
        pl.when(relation == verdicts.FLAGGED)
        .then(pl.lit(_FLAGGED))
        .when(relation == verdicts.RESTATED)
        .then(pl.lit(_RESTATED))
        .otherwise(_class(table, policy))
        .alias("class"),
        pl.lit("value").alias("how"),
        number.alias("voices"),
    )
    return _told(pairs, part)


def ours_against(related: pl.DataFrame, ranked: pl.DataFrame, table: Table, part: Part, policy: Policy) -> pl.DataFrame:
    """Where our own arithmetic on what one voice printed contradicts what it states itself, else what is shown.

    Such a figure is never shown and is nobody's rival; it tells that the printed ones do not fit each other.
    """
    if part.match != "interval":
        return pl.DataFrame(schema=FOUND_PAIRS)
    there = pl.col(part.name).is_not_null() & pl.col(f"{part.name}_flag").is_null() & policy.occurs()
    ours = ranked.filter(parts.is_ours() & there)
    if ours.is_empty():
        return pl.DataFrame(schema=FOUND_PAIRS)
    settled = related.filter(pl.col("relation").is_in([verdicts.FLAGGED, verdicts.RESTATED]))["id"].implode()
    same = pl.col("same").is_in(ours["same"].unique().implode())
    theirs = ranked.filter(same & there & ~parts.is_ours() & ~pl.col("id").is_in(settled))
    on = [name for name in ("same", part.unit, part.basis) if name]
    kept = ["id", *agreeing.REACH]
    qualifier = table.drawn_from(part)["qualifier"]
    one, other = (agreeing.reached(given, part.name, part.high, qualifier, policy) for given in (ours, theirs))
    shown = other.select(*on, *(pl.col(name).alias(f"shown_{name}") for name in kept))
    pairs = one.select(*on, *kept).join(shown, on=on, nulls_equal=True, maintain_order="left")
    wrong = (agreeing.relation(policy) == agreeing.CONTRADICTS) & ~agreeing.near(policy.apart)
    pairs = pairs.filter(wrong).select(pl.col("shown_id").alias("id"), pl.col("id").alias("other"))
    pairs = _with_voices(pairs, ranked)
    itself = pl.col("voice") == pl.col("voice_other")
    first = related.filter(pl.col("shown_place") == pl.col("shown_place").min().over("same"))["shown_id"].implode()
    pairs = pairs.filter(itself | (pl.col("id").is_in(first) & ~itself.any().over("other")))
    pairs = pairs.unique("other", keep="first", maintain_order=True).with_columns(
        _class(table, policy).alias("class"),
        pl.lit("computed").alias("how"),
        _number_of_voices().alias("voices"),
    )
    return _told(pairs, part)


def of_wholes(stated: pl.DataFrame, table: Table, parents: Mapping[str, str], policy: Policy) -> pl.DataFrame:
    """Figures of several facts that cannot all be true: see `wholes.impossible`."""
    if table.what not in table.identity:
        return pl.DataFrame(schema=FOUND_PAIRS)
    pairs = _with_voices(wholes.impossible(stated, table, parents, policy), stated)
    alone = pl.col("voice").is_null() | pl.col("voice_other").is_null()
    one = alone | (pl.col("voice") == pl.col("voice_other"))
    pairs = pairs.with_columns(
        pl.when(one).then(pl.lit(PART_ABOVE_WHOLE)).otherwise(_class(table, policy)).alias("class"),
        pl.when(alone).then(1).otherwise(_number_of_voices()).alias("voices"),
    )
    return _told(pairs, table.parts[0])


def disputed(found: pl.DataFrame) -> pl.DataFrame:
    """The facts that are disputed and the class of each, the weightiest: `key dispute`."""
    order = pl.col("class").replace_strict({name: n for n, name in enumerate(CLASSES)}, return_dtype=pl.Int64)
    unsettled = found.filter(pl.col("class").is_in(OPEN))
    return (
        unsettled.select("class", order.alias("_order"), pl.col("keys").alias("key"))
        .explode("key")
        .sort("_order", maintain_order=True)
        .unique("key", keep="first", maintain_order=True)
        .select("key", pl.col("class").alias("dispute"))
    )
