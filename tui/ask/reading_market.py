"""What a question asks of the market, or of what is counted together; and whether it asks for all points of a line."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tui.ask.parsing import Parsed
from tui.ask.requests import ALL_AI, CardRequest, FigureRequest, MarketRequest, Question, Scope
from tui.corpus.lens import Lens
from tui.text import dates

COUNTED_MARKET, _SHARES = "market", ("share",)
_VENTURE = "venture"
_OF_VENTURE = ("venture", "vc")
_COUNTED = ("companies", "unicorns", "deals", "new_unicorns")
"""What is counted where a line says no more than how many."""
RHYTHMS = ("by_year", "by_quarter", "by_month")


def of_market(
    parsed: Parsed, scope: Scope, measures: tuple[str, ...], topics: tuple[str, ...], lens: Lens
) -> Question | None:
    said = [word.casefold() for word in parsed.words]
    if not topics and ALL_AI not in parsed.topics and any(word.startswith(_OF_VENTURE) for word in said):
        topics = (_VENTURE,)
    if scope.share and ALL_AI in parsed.topics and topics == (_VENTURE,):
        # Of two wholes that stand in one line the larger is what the other is a share of.
        topics = ()
    regions = parsed.places or tuple(code.lower() for code in parsed.countries)
    # A sector that the market does not count is told by its deals, and never by those of everything.
    subjects = topics or parsed.sectors or ((ALL_AI,) if ALL_AI in parsed.topics or regions or measures else ())
    if not subjects:
        return None
    given = measures or (_COUNTED if "count" in parsed.verbs else ())
    if (not given and parsed.verbs & {"raised", "invests"}) or (scope.share and not given):
        given = ("funding",)
    if not given and len(topics) == 1 and (whole := _all_of(scope, topics[0], lens)):
        return whole
    if not given and topics and (parsed.period or regions or parsed.verbs & {"growth", "trend", *RHYTHMS}):
        given = ("funding", *_COUNTED)
    if not given and len(topics) == 1 and not regions:
        return CardRequest(scope, topics[0])
    if not given:
        return None
    series = trends(parsed) or spans_several(parsed.period)
    if stating := [topic for topic in (topics or (ALL_AI,)) if is_stated(lens, topic, given)]:
        return FigureRequest(scope, tuple(stating), given, series=series)
    return MarketRequest(scope, subjects, given, regions, series=series)


def share_of_market(parsed: Parsed, scope: Scope, own: tuple[str, ...], lens: Lens) -> MarketRequest | None:
    """The share of companies in a market that a line names, or the only one in which theirs is told; none where it
    may be one of users."""
    if COUNTED_MARKET not in lens.corpus.claimed:
        return None
    rows = lens.facts(COUNTED_MARKET).filter(pl.col("metric").is_in(_SHARES)).select("subject", "segment").unique()
    markets = rows["subject"].to_list()
    if any(entity in markets for entity in parsed.entities):
        return None
    topics = tuple(topic for topic in parsed.topics if topic in markets)
    if not topics:
        if any(is_stated(lens, entity, own) for entity in parsed.entities):
            return None
        sharing = rows.filter(pl.col("segment").is_in(parts_told_of(lens, parsed.entities)))["subject"]
        topics = tuple(sharing.unique(maintain_order=True))
    regions = parsed.places or tuple(code.lower() for code in parsed.countries)
    return MarketRequest(scope, topics, _SHARES, regions, parts=parsed.entities) if len(topics) == 1 else None


def parts_told_of(lens: Lens, entities: Iterable[str]) -> list[str]:
    """The parts of a market that are called after entities, or after those that they belong to."""
    whose = {name for entity in entities for name in (entity, lens.names.root(entity))}
    told = lens.facts(COUNTED_MARKET)["segment"].drop_nulls().unique(maintain_order=True)
    return [part for part in told if set(lens.names.find(part)) & whose]


def is_stated(lens: Lens, topic: str, measures: tuple[str, ...]) -> bool:
    """Whether a table beside the market states one of some measures of a sector or a group."""
    for name in lens.corpus.claimed:
        table = lens.table(name)
        if name != COUNTED_MARKET and table.what == "metric":
            rows = lens.facts_of(name, table.subject[0], topic)
            if rows.height and rows["metric"].is_in(list(measures)).any():
                return True
    return False


def _all_of(scope: Scope, topic: str, lens: Lens) -> FigureRequest | None:
    """The figure of a subject of users of which one thing is measured: `全国日均Token` is called by it."""
    rows = lens.facts_of("users", "product", topic) if "users" in lens.corpus.claimed else None
    measures = rows["metric"].unique().to_list() if rows is not None else []
    return FigureRequest(scope, (topic,), tuple(measures)) if len(measures) == 1 else None


def trends(parsed: Parsed) -> bool:
    """Whether all points are asked for, not one."""
    return bool(parsed.verbs & {"trend", *RHYTHMS})


_POINTS_FROM = 45
"""Days from which on an interval holds several figures."""


def spans_several(period: str) -> bool:
    """Whether a period spans more than one figure of a series."""
    if not period:
        return False
    found = dates.parse(period)
    return found.precision == "interval" and (
        found.start is None or found.end is None or (found.end - found.start).days > _POINTS_FROM
    )
