"""What a question asks for, as frozen values by kind."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scope:
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
        words: the line's own words that may name a segment or a whole.
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
    words: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Request:
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True)
class CardRequest(_Request):
    """An entity's card."""

    entity: str = ""


@dataclass(frozen=True)
class FigureRequest(_Request):
    """A measure of one entity or several; `measures` by preference, `series` for all of its points."""

    entities: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    series: bool = False


@dataclass(frozen=True)
class PeopleRequest(_Request):
    """Who left, joined or founded, from where to where; with `person`, where someone is."""

    what: str = "left"
    persons: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoundsRequest(_Request):
    """The deals of companies; with `partners`, those in which these took part too."""

    entities: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    by_amount: bool = False
    doubted: bool = False


@dataclass(frozen=True)
class InvestorsRequest(_Request):
    """Who bought into companies, led, or bought them; or what entities themselves bought into."""

    what: str = "backers"
    entities: tuple[str, ...] = ()


@dataclass(frozen=True)
class RankingRequest(_Request):
    """The first by something: `amount` of deals, `active` investors, `valuation`, or a measure."""

    by: str = "amount"
    measures: tuple[str, ...] = ()
    fastest: bool = False


@dataclass(frozen=True)
class MarketRequest(_Request):
    """A measure of a subject of the market, by period, region and counter."""

    subjects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    series: bool = False


@dataclass(frozen=True)
class DisputesRequest(_Request):
    """What is contradicted, of some entities and measures or at all."""

    entities: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewRequest(_Request):
    """What was added since a day."""

    since: str = ""


Asked = (
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
