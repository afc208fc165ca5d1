"""Ranks claims, compares them, and resolves them into facts by the policy of the data's card.

A claim is an interval on each field that it states. Two claims of one fact that can be compared are
witnesses when their intervals meet and rivals when they do not.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.corpus.periods import with_period
from tui.corpus.policy import POLICY, Policy
from tui.corpus.tables import Part, Table

LONG_AGO, FAR_AHEAD = pl.date(1000, 1, 1), pl.date(3000, 1, 1)


def _rank(column: str, order: Sequence[str]) -> pl.Expr:
    ranks = {value: rank for rank, value in enumerate(order)}
    return pl.col(column).replace_strict(ranks, default=len(order), return_dtype=pl.Int8)


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


def rank(claims: pl.DataFrame, table: Table, sources: pl.DataFrame, policy: Policy = POLICY) -> pl.DataFrame:
    """The claims in order of key and precedence, each with what the comparison needs.

    Adds `key` (the fact's identity as text) where the table has none, `id` (`key@source#n`), `published` and
    `origin` of the source, `voice` (who states it, else the origin) by which witnesses are counted, `teller`
    (who states it, else the publisher) by which they are named, `aside` (stands beside what happened), and
    the start, end and precision of its date.
    """
    if "key" not in claims.columns:
        parts = [pl.col(name).fill_null("") for name in table.identity]
        claims = claims.with_columns(pl.concat_str(parts, separator="|").str.strip_chars_end("|").alias("key"))
    number = pl.int_range(1, pl.len() + 1).over("key", "source")
    found = (
        claims.with_columns(
            pl.concat_str(pl.col("key"), pl.lit("@"), pl.col("source"), pl.lit("#"), number).alias("id"),
            pl.col("source").replace(origins(sources)).alias("origin"),
            policy.aside().alias("aside"),
            pl.col("source").replace_strict(sources["id"], sources["published"], default=None).alias("published"),
            pl.col("source").replace_strict(sources["id"], sources["publisher"], default=None).alias("publisher"),
        )
        .with_columns(
            pl.coalesce("said_by", "origin").alias("voice"), pl.coalesce("said_by", "publisher").alias("teller")
        )
        .pipe(with_period, table.date)
    )
    first, *others = (f for f in table.fields if f.match == "interval")
    # The qualifier speaks of the first field; where that is silent it speaks of the other.
    own = [pl.when(pl.col(first.name).is_null()).then("qualifier").alias(f"{f.name}_qualifier") for f in others]
    return found.with_columns(own).sort(
        "key",
        pl.col("flag").is_not_null(),
        "aside",
        _rank("nature", policy.nature),
        _rank("status", policy.status),
        _rank("said_by_kind", policy.said_by_kind),
        _rank("qualifier", policy.qualifier),
        pl.col("published").fill_null(""),
        "id",
        descending=[False] * 7 + [True, False],
        maintain_order=True,
    )


def _interval(table: Table, f: Part, policy: Policy) -> tuple[pl.Expr, pl.Expr]:
    value = pl.col(f.name)
    slack = value.abs() * policy.tolerance
    qualifier = pl.col("qualifier")
    if f is not table.fields[0]:
        qualifier = pl.col(f"{f.name}_qualifier")
    high = pl.col(f.high) if f.high else pl.lit(None, pl.Float64)
    low_end = pl.when(qualifier == "at_least").then(value).when(high.is_not_null()).then(value)
    high_end = pl.when(qualifier == "at_most").then(value).when(high.is_not_null()).then(high)
    return (
        low_end.when(qualifier == "at_most").then(float("-inf")).otherwise(value - slack),
        high_end.when(qualifier == "at_least").then(float("inf")).otherwise(value + slack),
    )


def _reasons(f: Part) -> pl.Expr:
    """Why a claim cannot be compared with the one shown, as column names; empty if it can."""
    columns = [name for name in (f.basis, f.unit, f.within) if name]

    def differs(name: str) -> pl.Expr:
        both = pl.col(name).is_not_null() & pl.col(f"shown_{name}").is_not_null()
        return pl.when(both & (pl.col(name) != pl.col(f"shown_{name}"))).then(pl.lit(name))

    nature = pl.when(~pl.col("aside") & (pl.col("nature") != pl.col("shown_nature"))).then(pl.lit("nature"))
    return pl.concat_str([*(differs(name) for name in columns), nature], separator=" ", ignore_nulls=True)


def _apart(f: Part, roots: dict[str, str], policy: Policy) -> pl.Expr:
    if f.match == "equal":
        return pl.col(f.name).replace(roots) != pl.col(f"shown_{f.name}").replace(roots)
    if f.match == "near":
        before = pl.col("shown_start").fill_null(LONG_AGO) - pl.col("end").fill_null(FAR_AHEAD)
        after = pl.col("start").fill_null(LONG_AGO) - pl.col("shown_end").fill_null(FAR_AHEAD)
        return pl.max_horizontal(before.dt.total_days(), after.dt.total_days()) > policy.days_apart
    return (pl.col("low") > pl.col("shown_high_end")) | (pl.col("high_end") < pl.col("shown_low"))


def _stated(ranked: pl.DataFrame, table: Table, f: Part, policy: Policy) -> pl.DataFrame:
    """The claims that state a field, best first within each fact, with the interval they mean."""
    if f.within:
        ranked = ranked.with_columns(pl.col(f.within).first().over("key").alias(f"first_{f.within}"))
    stated = ranked.filter(pl.col(f.name).is_not_null())
    if f.match == "interval":
        low, high = _interval(table, f, policy)
        stated = stated.with_columns(low.alias("low"), high.alias("high_end"))
    by: list[pl.Expr] = []
    if f.within:
        by.append(pl.col(f.within) != pl.col(f"first_{f.within}"))
    if f.basis:
        by.append(_rank(f.basis, [choice.id for choice in table.column(f.basis).choices]))
    if f.match == "near":
        # Of two dates that agree, the finer tells more.
        by.append(pl.col("precision"))
    if not by:
        return stated
    return stated.sort("key", pl.col("flag").is_not_null(), "aside", *by, maintain_order=True)


def compare(
    ranked: pl.DataFrame,
    table: Table,
    f: Part,
    roots: dict[str, str] | None = None,
    policy: Policy = POLICY,
    *,
    everyone: bool = False,
) -> pl.DataFrame:
    """How each claim stands to the claim shown for its fact on one field, or to every claim of its fact.

    Returns `key shown_id id voice relation reason` for the claims that state the field. `relation` is shown,
    witness, rival, aside (a rumour, denial, plan or forecast beside what happened) or apart (not comparable;
    `reason` then names the columns that differ). `roots` maps a unit to the top of its parents, so that a
    move to a unit and one to its parent agree.
    """
    stated = _stated(ranked, table, f, policy)
    keep = [f.name, "id", "aside", "nature", f.unit, f.basis, f.within]
    keep += ["low", "high_end"] if f.match == "interval" else ["start", "end"]
    kept = [name for name in keep if name]
    against = stated if everyone else stated.unique("key", keep="first", maintain_order=True)
    against = against.select("key", *(pl.col(n).alias(f"shown_{n}") for n in kept))
    relation = (
        pl.when(pl.col("id") == pl.col("shown_id"))
        .then(pl.lit("shown"))
        .when(pl.col("aside") != pl.col("shown_aside"))
        .then(pl.lit("aside"))
        .when(pl.col("reason") != "")
        .then(pl.lit("apart"))
        .when(_apart(f, roots or {}, policy))
        .then(pl.lit("rival"))
        .otherwise(pl.lit("witness"))
    )
    return (
        stated.join(against, on="key", how="inner", maintain_order="left")
        .with_columns(_reasons(f).alias("reason"))
        .select("key", "shown_id", "id", "voice", relation.alias("relation"), "reason")
    )


def counts(compared: pl.DataFrame) -> pl.DataFrame:
    """For each claim compared against: `shown_id`, how many voices agree with it, and how many contradict it."""
    relation, voice = pl.col("relation"), pl.col("voice")
    return compared.group_by("shown_id", maintain_order=True).agg(
        pl.col("key").first(),
        voice.filter(relation.is_in(["shown", "witness"])).n_unique().cast(pl.Int64).alias("witnesses"),
        voice.filter(relation == "rival").n_unique().cast(pl.Int64).alias("rivals"),
    )


def resolve(
    ranked: pl.DataFrame, table: Table, roots: dict[str, str] | None = None, policy: Policy = POLICY
) -> pl.DataFrame:
    """One row for each fact: the columns of the table as shown, and how many voices agree and contradict.

    A column that belongs to no field takes the first stated value in order of precedence. The columns of
    a field come together from the claim that is shown for it, with `FIELD_claim`, `FIELD_witnesses` and
    `FIELD_rivals`. Adds `claims` (their number) and `rivals` (over all fields). A fact denied or withdrawn
    has that status unless a party has confirmed or closed it.
    """
    primary = table.fields[0]
    together = {f.name: [n for n in (f.name, f.high, f.unit, f.basis) if n] for f in table.fields}
    # What describes the statement as a whole comes with the first field's claim.
    together[primary.name] += ["qualifier", "nature", "said_by", "said_by_kind", "source", "line", "printed"]
    together[primary.name] += ["confidence", "flag", "note", "published", "publisher", "teller"]
    together[primary.name] += [n for n in ("alt_amount", "alt_value", "alt_currency") if n in ranked.columns]
    for f in table.fields:
        if f"{f.name}_qualifier" in ranked.columns:
            together[f.name].append(f"{f.name}_qualifier")
        if f.match == "near":
            together[f.name] += ["start", "end", "precision"]
    taken = {name for names in together.values() for name in names}
    plain = [n for n in ranked.columns if n not in taken and n not in ("key", "id", "status", "_line")]
    status = pl.col("status").sort_by(_rank("status", policy.status_of_fact)).first()
    facts = ranked.group_by("key", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in plain),
        status,
        pl.len().cast(pl.Int64).alias("claims"),
    )
    for f in table.fields:
        compared = counts(compare(ranked, table, f, roots, policy)).select(
            "key",
            pl.col("shown_id").alias(f"{f.name}_claim"),
            pl.col("witnesses").alias(f"{f.name}_witnesses"),
            pl.col("rivals").alias(f"{f.name}_rivals"),
        )
        facts = facts.join(compared, on="key", how="left", maintain_order="left")
    for position, f in enumerate(table.fields):
        claim = pl.col(f"{f.name}_claim")
        if position == 0:
            # A fact whose claims are all silent on the figure still has a source: that of its first claim.
            first = ranked.unique("key", keep="first").select("key", pl.col("id").alias("first"))
            facts = facts.join(first, on="key", how="left", maintain_order="left")
            claim = pl.coalesce(claim, "first")
        shown = ranked.select(pl.col("id").alias("shown"), *together[f.name])
        facts = facts.with_columns(claim.alias("shown")).join(shown, on="shown", how="left", maintain_order="left")
        facts = facts.drop("shown")
    rivals = [pl.col(f"{f.name}_rivals").fill_null(0) for f in table.fields]
    return facts.drop("first").with_columns(pl.sum_horizontal(rivals).alias("rivals"))
