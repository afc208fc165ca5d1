"""Makes facts of claims: each part as one claim states it, and the state of the fact itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from tui.corpus import parts, verdicts
from tui.corpus.policy import Policy
from tui.corpus.tables import Part, Table

WITH_PART = (
    "qualifier", "nature", "status", "flag", "standing", "said_by", "said_by_kind", "teller", "source", "line",
    "printed", "published",
)  # fmt: skip
"""What each part takes of the claim that is shown for it, as `PART_qualifier` and so on."""
_OF_FIGURE = ("qualifier", "printed")
"""What only a figure has of that."""
_OF_FACT = ("qualifier", "nature", "said_by", "said_by_kind", "source", "line", "printed", "confidence", "note",
            "published", "publisher", "teller", "alt_amount", "alt_value", "alt_currency")  # fmt: skip
"""What stands for the whole fact: that of the claim shown for the first part, else of the best claim."""
_OF_CLAIM = ("key", "id", "same", "status", "flag", "standing", "_line", "fact", "place", "month", "voice", "aside")
"""What a claim has for itself."""


def _status(ranked: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The status of each fact: closed; withdrawn; denied by a party and not later confirmed; else the best there is."""
    refuted, denial = pl.col("status") == "withdrawn", pl.col("status") == "denied"
    confirmed = pl.col("status") == "confirmed"
    denied = denial & pl.col("said_by_kind").is_in(policy.parties)
    last_denied = pl.col("published").filter(denied).max()
    rest = [status for status in policy.status if status not in policy.refuting]
    best = pl.col("status").filter(~pl.col("status").is_in(policy.refuting))
    best = best.sort_by(parts.rank("status", rest).filter(~pl.col("status").is_in(policy.refuting))).first()
    # What a flag speaks against states nothing of the fact while another claim does.
    row = pl.col("flag").is_null() | pl.col("flag").str.split(";").list.eval(pl.element().str.contains(":")).list.all()
    alone = ranked.select(parts.alone("fact")).to_series()
    able = ranked.filter(~alone).with_columns(row.alias("_able"))
    able = able.filter(pl.col("_able") | ~pl.col("_able").any().over("fact"))
    several = able.group_by("fact", maintain_order=True).agg(
        pl.when((pl.col("status") == "closed").any())
        .then(pl.lit("closed"))
        .when(refuted.any())
        .then(pl.lit("withdrawn"))
        .when(denied.any() & ~(confirmed & (pl.col("published") > last_denied).fill_null(True)).any())
        .then(pl.lit("denied"))
        .otherwise(pl.coalesce(best, pl.col("status").first()))
        .alias("status")
    )
    return pl.concat([several, ranked.filter(alone).select("fact", "status")])


def compared(
    ranked: pl.DataFrame, table: Table, part: Part, roots: Mapping[str, str], policy: Policy, fx: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The claim shown for a part of each fact, and how every claim that states the part stands to it."""
    stated = parts.stated(ranked, table, part, policy, fx)
    shown = parts.chosen(stated, part, policy)
    return shown, verdicts.related(stated, shown, part, roots, policy)


def resolve(
    ranked: pl.DataFrame, table: Table, found: Mapping[str, tuple[pl.DataFrame, pl.DataFrame]], policy: Policy
) -> pl.DataFrame:
    """One row for each fact: the parts as shown, and how many voices agree with and contradict each.

    `found` is what `compared` gives for each part, by its name. For each part come its columns, `PART_claim`,
    `PART_witnesses`, `PART_rivals` and what `WITH_PART` names; a first part that no claim gives a number of has the
    claim that leaves it open (see `_open`). `flag` holds the flags of shown parts. A column that belongs to no part is
    the first stated in order of precedence; a list is all that unflagged claims name. Adds `claims` (their number),
    `witnesses` of the best attested part, and `rivals`, the voices of open disputes over all parts.
    """
    first = table.parts[0]
    facts = _of_facts(ranked, table).join(_status(ranked, policy), on="fact", how="left", maintain_order="left")
    for part in table.parts:
        shown = _shown(part, ranked, *found[part.name])
        if part is first:
            shown = pl.concat([shown, _open(part, ranked, found, policy)], how="diagonal")
        facts = facts.join(shown, on="fact", how="left", maintain_order="left")
    of_fact = facts.select(pl.coalesce(f"_{first.name}_place", "_best")).to_series()
    facts = facts.drop("_best", "fact").hstack(ranked.select(_whole(ranked))[of_fact])
    disputed = pl.sum_horizontal(pl.col(f"_{part.name}_open").fill_null(0) for part in table.parts)
    flags = [
        pl.col(f"{part.name}_flag") if part is first else pl.lit(f"{part.name}:") + pl.col(f"{part.name}_flag")
        for part in table.parts
    ]
    unsure = ~pl.col("status").is_in(policy.happening) | pl.col("nature").is_in(policy.ahead)
    return (
        facts.with_columns(
            pl.max_horizontal(pl.col(f"{part.name}_witnesses") for part in table.parts).alias("witnesses"),
            disputed.alias("rivals"),
            pl.concat_str(flags, separator=";", ignore_nulls=True).replace("", None).alias("flag"),
            unsure.fill_null(False).alias("aside"),
            *(_standing(part, policy) for part in table.parts),
        )
        .with_columns(parts.standing(policy, "status", "nature", f"{first.name}_flag").alias("standing"))
        .drop(f"_{part.name}_{name}" for part in table.parts for name in ("open", "place"))
    )


def _whole(ranked: pl.DataFrame) -> list[str]:
    """The columns that come with the claim that stands for the fact."""
    return [name for name in _OF_FACT if name in ranked.columns]


def _of_facts(ranked: pl.DataFrame, table: Table) -> pl.DataFrame:
    """One row for each fact with what belongs to no part, its best claim and the number of its claims."""
    of_parts = {name for part in table.parts for name in parts.part_columns(part)}
    made = {f"{part.name}_{name}" for part in table.parts for name in WITH_PART}
    plain = [name for name in ranked.columns if name not in {*of_parts, *_whole(ranked), *_OF_CLAIM, *made}]
    lists = [column.name for column in table.columns if column.type == "entities" and column.name in plain]
    alone = ranked.select(parts.alone("fact")).to_series()
    several = (
        ranked.filter(~alone)
        .group_by("fact", maintain_order=True)
        .agg(
            pl.col("key").first(),
            *(pl.col(name).drop_nulls().first() for name in plain if name not in lists),
            *(_united(name, ranked) for name in lists),
            pl.col("place").first().alias("_best"),
            pl.len().cast(pl.Int64).alias("claims"),
        )
    )
    singles = ranked.filter(alone).select(
        "fact",
        "key",
        *(_named(name, ranked) if name in lists else name for name in plain),
        pl.col("place").alias("_best"),
        pl.lit(1, pl.Int64).alias("claims"),
    )
    return pl.concat([several, singles.select(several.columns)]).sort("fact")


def _named(name: str, ranked: pl.DataFrame) -> pl.Expr:
    """A list, where no flag speaks against it."""
    return pl.when(parts.flagged(name, ranked["flag"]).is_null()).then(name).alias(name)


def _united(name: str, ranked: pl.DataFrame) -> pl.Expr:
    """All that claims name which no flag speaks against."""
    return (
        _named(name, ranked)
        .drop_nulls()
        .str.split(";")
        .explode()
        .unique(maintain_order=True)
        .str.join(";")
        .replace("", None)
        .alias(name)
    )


def _open(
    first: Part, ranked: pl.DataFrame, found: Mapping[str, tuple[pl.DataFrame, pl.DataFrame]], policy: Policy
) -> pl.DataFrame:
    """For each fact whose first part no claim gives a number of, the claim that leaves it open.

    That is the best one which says that it is vague or undisclosed; where the fact has no part at all, the best.
    Its own number, if it has one, is our arithmetic and not shown.
    """
    shown = {name: chosen["fact"] for name, (chosen, _) in found.items()}
    left = ranked.filter(~pl.col("fact").is_in(shown[first.name].implode()))
    bare = ~pl.any_horizontal(pl.col("fact").is_in(facts.implode()) for facts in shown.values())
    claims = left.filter(pl.col(f"{first.name}_qualifier").is_in(policy.silent).fill_null(False) | bare)
    numbers = [name for name in (first.name, first.high) if name]
    return _told(first, claims.filter(pl.col("fact").is_first_distinct())).with_columns(
        pl.lit(None, pl.Float64).alias(name) for name in numbers
    )


def _standing(part: Part, policy: Policy) -> pl.Expr:
    """How a part stands within its fact: figures of what is denied are denied; else what differs from the fact."""
    name = f"{part.name}_standing"
    holds = pl.col(f"{part.name}_flag").is_null() & pl.col(f"{part.name}_claim").is_not_null()
    if part.match == "interval":
        return (
            pl.when(holds & pl.col("status").is_in(policy.refuting)).then(pl.lit("refuted")).otherwise(name).alias(name)
        )
    return pl.when(~holds | pl.col("status").is_in(policy.happening)).then(name).alias(name)


def _of_claim(part: Part, name: str, columns: Sequence[str]) -> pl.Expr:
    """What a claim says with a part: of the part where it tells the two apart, else of the whole."""
    own = f"{part.name}_{name}"
    return pl.col(own if own in columns else name).alias(own)


def _told(part: Part, claims: pl.DataFrame) -> pl.DataFrame:
    """What claims say of a part, as the columns of their facts."""
    return claims.select(
        "fact",
        pl.col("id").alias(f"{part.name}_claim"),
        *(parts.part_columns(part)),
        *(
            _of_claim(part, name, claims.columns)
            for name in WITH_PART
            if name not in _OF_FIGURE or part.match == "interval"
        ),
    )


def _shown(part: Part, ranked: pl.DataFrame, chosen: pl.DataFrame, related: pl.DataFrame) -> pl.DataFrame:
    """The columns of a part, from the claim that is shown for it."""
    # A claim's place is its row.
    found = _told(part, ranked[chosen["place"]]).with_columns(chosen["place"].alias(f"_{part.name}_place"))
    counted = verdicts.counts(related).select(
        pl.col("shown_place").alias(f"_{part.name}_place"),
        pl.col("witnesses").alias(f"{part.name}_witnesses"),
        pl.col("rivals").alias(f"{part.name}_rivals"),
        pl.col("open").alias(f"_{part.name}_open"),
    )
    return found.join(counted, on=f"_{part.name}_place", how="left", maintain_order="left")
