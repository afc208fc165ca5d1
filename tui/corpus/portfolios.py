"""What an investor bought into, with whom and when. A deal counts once for each of its investors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl

from tui.corpus.heads import OF_DEALS
from tui.corpus.histories import Fact
from tui.corpus.lens import Lens

_COLUMNS = ("lead", "investors")


class Holding(NamedTuple):
    """A company that an investor bought into: its deals with it, the newest first, and how many of them it led."""

    company: str
    deals: tuple[Fact, ...]
    led: int


class Portfolio(NamedTuple):
    """An investor's deals.

    Attributes:
        holdings: by company, the one with the newest deal first.
        others: who else took part, in how many of these deals; the most often first.
        years: how many deals, and how many led, in each year; the newest first.
        unsure: deals that are rumoured, denied or planned; they count nowhere.
    """

    holdings: tuple[Holding, ...]
    others: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int, int], ...]
    unsure: tuple[Fact, ...]

    @property
    def deals(self) -> int:
        """How many deals there are."""
        return sum(len(holding.deals) for holding in self.holdings)

    @property
    def led(self) -> int:
        """How many of them it led."""
        return sum(holding.led for holding in self.holdings)


def named_in(cell: str | None) -> list[str]:
    """The entities of a cell."""
    return [entity for entity in (cell or "").split(";") if entity]


def portfolio(lens: Lens, investor: str) -> Portfolio | None:
    """The deals in which an investor, or what belongs to it, took part; None where there is none."""
    if OF_DEALS not in lens.corpus.claimed:
        return None
    family = lens.names.family(investor)
    held = [
        pl.col(column).str.split(";").list.eval(pl.element().is_in(family)).list.any().fill_null(False)
        for column in _COLUMNS
    ]
    facts = lens.facts(OF_DEALS).filter(pl.any_horizontal(held)).sort("end", "start", descending=True, nulls_last=True)
    if facts.is_empty():
        return None
    deals = facts.to_dicts()
    happened = [deal for deal in deals if deal["status"] in lens.policy.happening and not deal["aside"]]
    unsure = [deal for deal in deals if deal not in happened]
    return _summed(happened, unsure, frozenset(family))


def led_by(deal: Fact, family: Iterable[str]) -> bool:
    """Whether one of a family led a deal, as far as is told and no flag speaks against it."""
    return not deal.get("lead_flag") and bool(set(named_in(deal["lead"])) & set(family))


def _summed(happened: Sequence[Fact], unsure: Sequence[Fact], family: frozenset[str]) -> Portfolio:
    companies: dict[str, list[Fact]] = {}
    others: Counter[str] = Counter()
    years: Counter[int] = Counter()
    led: Counter[int] = Counter()
    for deal in happened:
        companies.setdefault(deal["company"], []).append(deal)
        others.update({*named_in(deal["lead"]), *named_in(deal["investors"])} - family)
        year = deal["end"].year if deal["end"] else deal["start"].year if deal["start"] else 0
        years[year] += 1
        led[year] += led_by(deal, family)
    holdings = tuple(
        Holding(company, tuple(deals), sum(led_by(deal, family) for deal in deals))
        for company, deals in companies.items()
    )
    ranked = tuple(sorted(others.items(), key=lambda one: (-one[1], one[0])))
    return Portfolio(
        holdings, ranked, tuple((year, years[year], led[year]) for year in sorted(years, reverse=True)), tuple(unsure)
    )
