"""The ways in which a table's rows are shown; its TOML names one. A new way is one entry of `WAYS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from tui.corpus import companies, moves
from tui.corpus.order import in_order
from tui.corpus.tables import Table

if TYPE_CHECKING:
    from tui.corpus.lens import Lens


def _plain(lens: Lens, table: Table) -> pl.DataFrame:
    return in_order(lens.corpus.frame(table.name), table)


def _facts(lens: Lens, table: Table) -> pl.DataFrame:
    return lens.with_dispute(table.name, lens.facts(table.name))


def _series(lens: Lens, table: Table) -> pl.DataFrame:
    return lens.folded(table.name)


def _moves(lens: Lens, table: Table) -> pl.DataFrame:
    return moves.with_later(_facts(lens, table), lens.policy)


def _companies(lens: Lens, table: Table) -> pl.DataFrame:
    deals, users, departures, facts = table.of
    entities = lens.corpus.frame("entities")
    found = companies.companies(
        entities,
        lens.facts(deals),
        lens.facts(departures),
        lens.facts(facts),
        lens.headlines(users),
        lens.names,
        lens.policy,
    )
    usd = pl.when(pl.col("valuation_currency") == "USD").then("valuation")
    return found.with_columns(usd.alias("valuation_usd"))


def _companies_in_currency(lens: Lens, table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    deals, _, _, facts = table.of
    return companies.with_companies_in(rows, lens.facts(deals), lens.facts(facts), lens.currency, lens.policy)


def _disputes(lens: Lens, table: Table) -> pl.DataFrame:
    return lens.disputes.filter(pl.col("table").is_in(table.of))


def _sources(lens: Lens, table: Table) -> pl.DataFrame:
    """Every source with the number of claims that rest on it."""
    rows = lens.corpus.frame(table.name)
    counted = pl.concat(
        [rows.clear().select(pl.col("id").alias("source"))]
        + [lens.corpus.frame(name).select("source") for name in lens.corpus.claimed]
    )
    claims = counted.group_by("source").agg(pl.len().cast(pl.Int64).alias("claims"))
    found = rows.join(claims, left_on="id", right_on="source", how="left", maintain_order="left")
    return in_order(found.with_columns(pl.col("claims").fill_null(0)), table)


COMPANIES = "companies"
"""The way of companies summed up."""
DISPUTED = "disputes"
"""The way of the table of disputes, whose rows stand for facts of others."""


class Way(NamedTuple):
    """Makes the rows of a table; what is `computed` for them alone is worth keeping.

    `converted` adds their money in the currency of a lens where they have no month of their own.
    """

    rows: Callable[[Lens, Table], pl.DataFrame]
    computed: bool = True
    converted: Callable[[Lens, Table, pl.DataFrame], pl.DataFrame] | None = None


WAYS = {
    "plain": Way(_plain, computed=False),
    "facts": Way(_facts, computed=False),
    "series": Way(_series),
    "moves": Way(_moves),
    COMPANIES: Way(_companies, converted=_companies_in_currency),
    "sources": Way(_sources),
    DISPUTED: Way(_disputes, computed=False),
}
