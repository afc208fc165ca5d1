"""What `termsheet check` warns of: what may stand so, and is seldom meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tui.corpus.money import MONTH
from tui.corpus.periods import with_period
from tui.corpus.reading import LINE, Problem
from tui.corpus.tables import Table
from tui.language.words import label

_MAIN = "USD"
_PROMISED = "commitment"


def doubts_of(
    table: Table, frame: pl.DataFrame, sources: pl.DataFrame, rates: pl.DataFrame | None, ahead: Sequence[str]
) -> list[Problem]:
    """The doubts about a table of claims, in the order of its lines; without rates, none about currencies.

    `ahead` are the natures that speak of what has not happened. What is flagged is known, and no doubt.
    """
    dated = with_period(frame, table.date).with_columns(_ahead=pl.col("nature").is_in(ahead))
    unflagged = dated.filter(pl.col("flag").is_null())
    found = [*_of_two_values(table, unflagged), *_too_early(table, unflagged, sources)]
    if rates is not None:
        found += _without_rate(table, dated, rates)
    return sorted(found)


def _told(table: Table, frame: pl.DataFrame, column: str, rule: str, *names: str) -> Iterator[Problem]:
    """One doubt a row; the rule tells what stands in further columns of it."""
    for row in frame.iter_rows(named=True):
        told = label(rule, *(str(row[name]) for name in names))
        yield Problem(f"{table.name}.csv", row[LINE], column, str(row[column]), *told)


def _without_rate(table: Table, dated: pl.DataFrame, rates: pl.DataFrame) -> Iterator[Problem]:
    """Money of a known month that no rate converts."""
    month = dated.filter(pl.col("precision") <= MONTH).with_columns(month=pl.col("start").dt.strftime("%Y-%m"))
    for part in table.figures:
        currency = table.drawn_from(part).get("currency")
        if currency is None:
            continue
        money = month.filter(pl.col(part.name).is_not_null() & (pl.col(currency) != _MAIN))
        bare = money.join(rates, left_on=["month", currency], right_on=["month", "currency"], how="anti")
        yield from _told(table, bare, currency, "doubt.rate", "month")


def _of_two_values(table: Table, unflagged: pl.DataFrame) -> Iterator[Problem]:
    """Rows in which one source states another value than in an earlier row, of the same part of the same fact."""
    for part in table.figures:
        alike = [name for name in (part.unit, part.basis) if name]
        stated = unflagged.filter(pl.col(part.name).is_not_null())
        one = list(dict.fromkeys([*table.identity, "source", "said_by", "_ahead", *alike]))
        value = [name for name in (part.name, part.high) if name]
        first = stated.unique([*one, *value], keep="first", maintain_order=True)
        further = first.filter(~pl.struct(one).is_first_distinct())
        earlier = first.filter(pl.struct(one).is_first_distinct()).select(*one, pl.col(LINE).alias("earlier"))
        pairs = further.join(earlier, on=one, how="left", nulls_equal=True, maintain_order="left")
        yield from _told(table, pairs, part.name, "doubt.value", "earlier")


def _too_early(table: Table, unflagged: pl.DataFrame, sources: pl.DataFrame) -> Iterator[Problem]:
    """What happened after its source was published."""
    pages = with_period(sources.select("id", "published"), "published", "published_")
    happened = unflagged.filter(~pl.col("_ahead") & (pl.col("nature") != _PROMISED))
    told = happened.join(pages, left_on="source", right_on="id", how="left", maintain_order="left")
    early = told.filter(pl.col("published_end") < pl.col("start"))
    yield from _told(table, early, table.date, "doubt.early", "published")
