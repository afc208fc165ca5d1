"""What several entities can be compared on: figures of one metric, one counter, one region and one unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.corpus.heads import OF_DEALS, OF_FACTS, OF_USERS
from tui.corpus.histories import Fact, History, histories, is_peak, is_sure, latest
from tui.corpus.lens import Lens

MOST_COMPARED = 6
"""Entities that are compared at most."""
_METRICS = ("mau", "wau", "dau", "users", "visits", "downloads")
"""Metrics of products, the first to be compared first."""
_STATED = ("annualised_revenue", "revenue", "headcount", "valuation")
_FEWEST = 2
"""Entities, and figures of one of them, from which on there is something to draw."""


class Measure(NamedTuple):
    """One thing on which entities are compared.

    Attributes:
        table: where its figures stand.
        metric: which; `amount` and `valuation` are parts of deals.
        axis: what all of the figures have in common besides whom they are of.
        of: the history of each entity that has one.
    """

    table: str
    metric: str
    axis: Mapping[str, object]
    of: Mapping[str, History]


def subjects(lens: Lens, entity: str) -> list[str]:
    """Whose users stand for an entity: its own, else those of what belongs to it."""
    return lens.names.family(entity)


def measures(lens: Lens, entities: Sequence[str]) -> list[Measure]:
    """All on which two of the entities or more can be drawn, what most share first; of companies their money first."""
    users, money = _of_users(lens, entities), [*_of_values(lens, entities), *_of_facts(lens, entities)]
    products = any("product" in lens.kinds.get(entity, ()) for entity in entities)
    return sorted([*users, *money] if products else [*money, *users], key=lambda measure: -len(measure.of))


def _key(history: History, subject: str) -> tuple[tuple[str, object], ...]:
    return tuple((name, value) for name, value in history.axis.items() if name != subject)


def _shared(found: Mapping[str, list[History]], table: str, subject: str, lens: Lens) -> list[Measure]:
    """The histories of several entities that are counted alike; those with growth or shares left out."""
    alike: dict[tuple[tuple[str, object], ...], dict[str, History]] = {}
    for entity, own in found.items():
        for history in own:
            key = _key(history, subject)
            before = alike.setdefault(key, {}).get(entity)
            if before is None or len(history.facts) > len(before.facts):
                alike[key][entity] = history
    told = []
    for key, of in alike.items():
        axis = dict(key)
        drawn = [history for history in of.values() if len(points_of(history, lens)) >= _FEWEST]
        plain = not axis.get("versus") and not axis.get("whole") and axis.get("unit") != "percent"
        if len(of) >= _FEWEST and drawn and plain:
            told.append(Measure(table, str(axis["metric"]), axis, of))
    order = _METRICS if table == OF_USERS else _STATED

    def weight(measure: Measure) -> tuple[int, int, int]:
        place = order.index(measure.metric) if measure.metric in order else len(order)
        return -len(measure.of), place, -sum(len(history.facts) for history in measure.of.values())

    return sorted(told, key=weight)


def points_of(history: History, lens: Lens) -> list[Fact]:
    """The figures of a history that a line goes through."""
    return [fact for fact in history.facts if is_sure(fact, lens.policy) and not is_peak(fact) and fact["start"]]


def _of_users(lens: Lens, entities: Sequence[str]) -> list[Measure]:
    if OF_USERS not in lens.corpus.claimed:
        return []
    table, found = lens.table(OF_USERS), {}
    for entity in entities:
        facts = lens.facts_of(OF_USERS, "product", *_products(lens, entity)).to_dicts()
        kept = [fact for fact in facts if fact["metric"] in _METRICS and fact["value"] is not None]
        found[entity] = [history for history in histories(kept, table) if points_of(history, lens)]
    best: dict[str, Measure] = {}
    for measure in _shared(found, OF_USERS, "product", lens):
        best.setdefault(measure.metric, measure)
    return list(best.values())


def _products(lens: Lens, entity: str) -> list[str]:
    """The product itself; of a company the one that its summary names, else all that it has."""
    if "product" in lens.kinds.get(entity, ()):
        return [entity]
    row = lens.company(entity)
    return [row["product"]] if row is not None and row["product"] else subjects(lens, entity)


def _of_facts(lens: Lens, entities: Sequence[str]) -> list[Measure]:
    if OF_FACTS not in lens.corpus.claimed:
        return []
    table, found = lens.table(OF_FACTS), {}
    for entity in entities:
        facts = lens.facts_of(OF_FACTS, "entity", lens.names.root(entity)).to_dicts()
        kept = [
            fact
            for fact in facts
            if fact["metric"] in _STATED
            and fact["value"] is not None
            and not fact["counterparty"]
            and (fact["basis"] or "") in lens.policy.bases
        ]
        found[entity] = [history for history in histories(kept, table) if points_of(history, lens)]
    best: dict[str, Measure] = {}
    for measure in _shared(found, OF_FACTS, "entity", lens):
        best.setdefault(measure.metric, measure)
    return list(best.values())


def _of_values(lens: Lens, entities: Sequence[str]) -> list[Measure]:
    """What rounds valued companies at, in one currency."""
    if OF_DEALS not in lens.corpus.claimed:
        return []
    by_currency: dict[str, dict[str, History]] = {}
    for entity in entities:
        facts = lens.facts_of(OF_DEALS, "company", lens.names.root(entity))
        held = facts.filter(lens.policy.happened("valuation")).sort("end", nulls_last=True).to_dicts()
        for currency in dict.fromkeys(fact["valuation_currency"] for fact in held):
            own = tuple(_as_value(fact) for fact in held if fact["valuation_currency"] == currency)
            axis = {"metric": "valuation", "currency": currency, "unit": "money"}
            by_currency.setdefault(currency, {})[entity] = History(axis, own)
    return [
        Measure(OF_DEALS, "valuation", {"metric": "valuation", "currency": currency}, of)
        for currency, of in by_currency.items()
        if len(of) >= _FEWEST and any(len(history.facts) >= _FEWEST for history in of.values())
    ]


def _as_value(deal: Fact) -> Fact:
    """A deal by what it valued the company at, as a fact of that value alone."""
    named = (
        "status",
        "nature",
        "flag",
        "standing",
        "teller",
        "said_by",
        "source",
        "qualifier",
        "printed",
        "basis",
        "high",
    )
    own = {f"value_{name}": deal.get(f"valuation_{name}") for name in named}
    return (
        deal | own | {"value": deal["valuation"], "currency": deal["valuation_currency"], "period": deal["announced"]}
    )


def newest(history: History, lens: Lens) -> Fact:
    """The latest figure of a history."""
    return latest(history, lens.policy)
