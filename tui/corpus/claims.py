"""Puts claims into the order of their precedence, each with what comparing and citing it need."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tui.corpus.agreeing import holds
from tui.corpus.money import with_month
from tui.corpus.parts import alone, flagged, in_turn, rank, standing
from tui.corpus.periods import with_period
from tui.corpus.policy import UNNAMED, Policy
from tui.corpus.tables import Part, Table

COUNTER = "#"
"""What divides the topic from who counts, in the key of a fact."""
_NOBODY = "unknown-publisher"


def origins(sources: pl.DataFrame) -> dict[str, str]:
    """For each source that rewrites another, the source at the end of that chain."""
    copies = {row[0]: row[1] for row in sources.select("id", "copies").iter_rows() if row[1]}
    ends: dict[str, str] = {}
    for start, end in copies.items():
        seen = {start}
        while end in copies and end not in seen:
            seen.add(end)
            end = copies[end]
        ends[start] = end
    return ends


def ordered(claims: pl.DataFrame, table: Table, sources: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The claims in order of key and precedence, each with what the comparison needs.

    Adds `topic` (what the claim speaks of, as text), `key` (the fact's: the topic, and who counts where that is part of
    the fact), `id` (`topic@source#n`), `counter` (who counts), `published` and `publisher`
    of the source, `voice` (who states it, else the publisher of the page that was not copied) by which witnesses are
    counted, `teller` (who states it, else the publisher) by which they are named, the start, end and precision of its
    date, `month` (that of the topic's finest date), the numbers `same`, `fact` and `place` of its topic, its fact and
    the claim, and for each part `PART_status`, `PART_nature`, `PART_flag`, `PART_standing` and, of a figure,
    `PART_qualifier` and `PART_printed`.
    """
    if "key" in claims.columns:
        claims = claims.with_columns(pl.col("key").alias("topic"))
    else:
        parts = [pl.col(name).fill_null("") for name in table.identity]
        claims = claims.with_columns(pl.concat_str(parts, separator="|").str.strip_chars_end("|").alias("topic"))
    told = sources.select(
        pl.col("id").alias("source"),
        "published",
        "publisher",
        pl.col("id").replace(origins(sources)).alias("_origin"),
    )
    publishers = sources.select(pl.col("id").alias("_origin"), pl.col("publisher").alias("_published_by"))
    told = told.join(publishers, on="_origin", how="left", maintain_order="left").drop("_origin")
    found = (
        claims.with_row_index("_row")
        .with_columns((~policy.occurs()).alias("aside"))
        .join(told, on="source", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("said_by", pl.when(~_unnamed()).then("_published_by"), pl.lit(UNNAMED)).alias("voice"),
            pl.coalesce("said_by", "publisher").alias("teller"),
        )
        .drop("_published_by")
        .with_columns(counter())
        .with_columns(_key(table))
        .pipe(with_period, table.date)
        .pipe(with_month)
    )
    order = in_turn(
        [
            (pl.col("flag").is_not_null(), 2),
            (pl.col("aside"), 2),
            (rank("nature", policy.nature), len(policy.nature) + 1),
            (rank("status", policy.status), len(policy.status) + 1),
            (rank("said_by_kind", policy.said_by_kind), len(policy.said_by_kind) + 1),
            (rank("qualifier", policy.qualifier), len(policy.qualifier) + 1),
        ]
    )
    ranked = (
        found.with_columns(column for part in table.parts for column in _of_part(part, table, found, policy))
        .with_columns(standing(policy, "status", "nature", "flag").alias("standing"), order.alias("_order"))
        .sort(
            # Of several counters the better stands first.
            *(("topic", pl.col("_order").min().over("key")) if table.counted else ()),
            "key",
            "_order",
            pl.col("published").fill_null(""),
            "source",
            "_row",
            descending=[False] * (2 if table.counted else 0) + [False, False, True, False, False],
        )
        .with_columns(
            pl.col("key").rle_id().alias("fact"),
            pl.col("topic").rle_id().alias("same"),
            pl.int_range(pl.len(), dtype=pl.Int64).alias("place"),
        )
    )
    single = ranked.select(alone("same")).to_series()
    number = pl.when(single).then(1).otherwise(pl.col("_row").rank("ordinal").over("same", "source"))
    month = pl.when(single).then("month").otherwise(pl.col("month").drop_nulls().first().over("same"))
    return ranked.with_columns(
        pl.concat_str(pl.col("topic"), pl.lit("@"), pl.col("source"), pl.lit("#"), number).alias("id"),
        month.alias("month"),
    ).drop("_row", "_order")


def _of_part(part: Part, table: Table, claims: pl.DataFrame, policy: Policy) -> Iterator[pl.Expr]:
    """What a claim says of one part: its status, nature, flags and standing, and the qualifier of a figure."""
    flag = flagged(part.name, claims["flag"])
    yield pl.col("status").alias(f"{part.name}_status")
    yield pl.col("nature").alias(f"{part.name}_nature")
    yield flag.alias(f"{part.name}_flag")
    yield standing(policy, "status", "nature", flag).alias(f"{part.name}_standing")
    if part.match == "interval":
        yield pl.when(_qualified(part, table)).then("qualifier").alias(f"{part.name}_qualifier")
        yield pl.when(_printed_of(table) == part.name).then("printed").alias(f"{part.name}_printed")


def _qualified(part: Part, table: Table) -> pl.Expr:
    """Whether a claim's qualifier speaks of a figure: of the first, or where that is not stated of the other that is.

    Only what is undisclosed is the first, whatever else is stated.
    """
    first, *others = table.figures
    unstated = pl.col(first.name).is_null()
    named = pl.any_horizontal([pl.col(one.name).is_not_null() for one in others]) if others else pl.lit(False)
    of_other = unstated & named & (pl.col("qualifier") != "undisclosed").fill_null(True)
    return ~of_other if part is first else of_other & pl.col(part.name).is_not_null()


def _printed_of(table: Table) -> pl.Expr:
    """The figure that a printed text is of: the first that it holds, else the first stated, else a vague one."""
    figures = [part.name for part in table.figures]
    told = []
    if len(figures) > 1:
        told = [pl.when(holds(pl.col("printed"), pl.col(name))).then(pl.lit(name)) for name in figures]
    told += [pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in figures]
    vague = pl.when(pl.col("qualifier") == "vague").then(pl.lit(figures[0]))
    return pl.coalesce(*told, vague)


def counter() -> pl.Expr:
    """Who counts. What nobody signs is counted by nobody else: pages without a name are one counter each."""
    nobody = pl.col("teller").is_null() | (pl.col("teller") == _NOBODY)
    unnamed = pl.when(nobody).then("source").otherwise("teller")
    return pl.when(pl.col("voice") == UNNAMED).then(unnamed).otherwise("voice").alias("counter")


def _key(table: Table) -> pl.Expr:
    counted = pl.concat_str("topic", pl.lit(COUNTER), "counter")
    return (counted if table.counted else pl.col("topic")).alias("key")


def _unnamed() -> pl.Expr:
    """Retellings without a name: by a page of nobody, or of who collects what others wrote."""
    return pl.col("said_by_kind").is_in(["aggregator", "anonymous"]) | (pl.col("publisher") == _NOBODY)
