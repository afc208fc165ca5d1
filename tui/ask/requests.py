"""What a question asks for, as frozen values by kind."""

from __future__ import annotations

from typing import Literal, NamedTuple

ALL_AI = "ai"
"""The sector that everything in the corpus belongs to."""

LEADING = ("ceo",)
"""The office of those who lead."""


class Scope(NamedTuple):
    """What limits an answer besides whom it is about.

    Attributes:
        period: as the corpus writes it; empty for the latest.
        region: of a figure; empty for the home or the world.
        tellers: who is to have said it.
        per, stat, channel: of figures of users.
        share, growth, forecast, total: whether a share, a change, what is expected, or a total since ever is meant.
        country, sectors, kinds, rounds: of deals, and of companies.
        rhythm: by year, quarter or month.
        first, last, smallest: which of several.
        limit: rows at most; None where nothing is said.
        span: whether a change on the year or on the step before is meant; empty for any.
        words: the line's own words that may name a segment or a whole.
        said: the line, as it is compared.
    """

    period: str = ""
    region: str = ""
    tellers: tuple[str, ...] = ()
    per: str = ""
    stat: str = ""
    channel: str = ""
    share: bool = False
    growth: bool = False
    forecast: bool = False
    total: bool = False
    country: str = ""
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    rhythm: str = ""
    first: bool = False
    last: bool = False
    smallest: bool = False
    limit: int | None = None
    span: Literal["", "year", "step"] = ""
    words: tuple[str, ...] = ()
    said: str = ""
    filters: tuple[tuple[str, str], ...] = ()


class CardRequest(NamedTuple):
    """An entity's card."""

    scope: Scope
    entity: str = ""


class FigureRequest(NamedTuple):
    """A measure of one entity or several; `measures` by preference, `series` for all of its points."""

    scope: Scope
    entities: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    series: bool = False


class PeopleRequest(NamedTuple):
    """Who left, joined or founded, from where to where; with `person`, where someone is.

    `counted` where a number of people is asked for, `doubted` whether it is true, `founders` of founders alone,
    `offices` of those who held one.
    """

    scope: Scope
    what: str = "left"
    persons: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    counted: bool = False
    doubted: bool = False
    founders: bool = False
    offices: tuple[str, ...] = ()


class RoundsRequest(NamedTuple):
    """The deals of companies; with `partners`, those in which these took part too; `buying` where they bought it."""

    scope: Scope
    entities: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    by_amount: bool = False
    doubted: bool = False
    buying: bool = False
    swapped: bool = False


class InvestorsRequest(NamedTuple):
    """Who bought into companies, led, or bought them; or what entities themselves bought into."""

    scope: Scope
    what: str = "backers"
    entities: tuple[str, ...] = ()
    by_amount: bool = False


class RankingRequest(NamedTuple):
    """The first by something: `amount` of deals, `active` investors, those who `led`, `valuation`, or a measure."""

    scope: Scope
    by: str = "amount"
    measures: tuple[str, ...] = ()
    fastest: bool = False


class MarketRequest(NamedTuple):
    """A measure of a subject of the market, by period, region and counter; of `parts` that are counted apart."""

    scope: Scope
    subjects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    series: bool = False
    parts: tuple[str, ...] = ()


class DisputesRequest(NamedTuple):
    """What is contradicted, of some entities and measures or at all."""

    scope: Scope
    entities: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


class NewRequest(NamedTuple):
    """What was added since a day, of some entities or at all."""

    scope: Scope
    since: str = ""
    entities: tuple[str, ...] = ()


Question = (
    CardRequest
    | FigureRequest
    | PeopleRequest
    | RoundsRequest
    | InvestorsRequest
    | RankingRequest
    | MarketRequest
    | DisputesRequest
    | NewRequest
)
