"""The figures that name an entity: users, the last round, the value, revenue, what was raised, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tui.corpus.histories import Fact, is_sure
from tui.corpus.lens import Lens
from tui.corpus.policy import Policy
from tui.corpus.tables import UNIT

OF_USERS, OF_DEALS, OF_FACTS = "users", "deals", "facts"
_PEOPLE = ("mau", "wau", "dau", "users")
"""Metrics of people who use a product, in the order in which they name it."""
_STATED = ("revenue", "annualised_revenue", "headcount")
"""Metrics of a company that are stated alone."""
_MOST_PRODUCTS = 3
"""Products of one company whose users are told."""


class Head(NamedTuple):
    """One figure: what it measures, the table and the part that it stands in, its fact."""

    measure: str
    table: str
    part: str
    row: Fact

    @property
    def end(self) -> date | None:
        """The last day of its time."""
        return self.row["end"]  # type: ignore[no-any-return]


def heads(lens: Lens, entity: str) -> list[Head]:
    """The figures of an entity: of a product its users and its maker's money, of a company both."""
    company = lens.names.root(entity)
    return [*users_of(lens, entity), *_of_company(lens, company), *stated_of(lens, company)]


def users_of(lens: Lens, entity: str) -> list[Head]:
    """How many people use a product, by each metric that has a headline; of a company, its largest products."""
    if OF_USERS not in lens.corpus.claimed:
        return []
    family = lens.names.family(entity)
    rows = [
        row
        for row in lens.headlines(OF_USERS).select("product", "metric", "key", "value", UNIT).iter_rows(named=True)
        if row["product"] in family and row["metric"] in _PEOPLE and row[UNIT] == "people"
    ]
    largest: dict[str, float] = {}
    for row in rows:
        largest[row["product"]] = max(largest.get(row["product"], 0), row["value"])
    products = sorted(largest, key=lambda product: (product != entity, -largest[product]))[:_MOST_PRODUCTS]
    rows.sort(key=lambda row: _PEOPLE.index(row["metric"]))
    # The first product is named by all of its metrics, the others by the one that comes first.
    chosen = [
        row
        for place, product in enumerate(products)
        for row in [row for row in rows if row["product"] == product][: 1 if place else None]
    ]
    facts = [(row["metric"], lens.fact(OF_USERS, row["key"])) for row in chosen]
    return [Head(metric, OF_USERS, "value", fact) for metric, fact in facts if fact is not None]


def _of_company(lens: Lens, company: str) -> Iterator[Head]:
    """What the summary of a company names: its last round, its value, what it raised."""
    row = lens.company(company)
    if row is None:
        return
    if row["last_key"] and (fact := lens.fact(OF_DEALS, row["last_key"])) is not None:
        yield Head("last_round", OF_DEALS, "amount", fact)
    if row["valuation_key"] and (fact := lens.fact(row["valuation_table"], row["valuation_key"])) is not None:
        yield Head(
            "valuation", row["valuation_table"], "valuation" if row["valuation_table"] == OF_DEALS else "value", fact
        )
    if row["raised_key"] and (fact := lens.fact(OF_FACTS, row["raised_key"])) is not None:
        yield Head("raised", OF_FACTS, "value", fact)


def stated_of(lens: Lens, company: str) -> Iterator[Head]:
    """What is stated of a company alone: revenue, annualised revenue, people."""
    if OF_FACTS not in lens.corpus.claimed:
        return
    facts = lens.facts_of(OF_FACTS, "entity", company).to_dicts()
    for metric in _STATED:
        found = newest_whole([fact for fact in facts if fact["metric"] == metric], lens.policy)
        if found is not None:
            yield Head(metric, OF_FACTS, "value", found)


def newest_whole(facts: Sequence[Fact], policy: Policy) -> Fact | None:
    """The newest figure that has happened; a part, and what nobody signs, only where there is no other."""
    held = [fact for fact in facts if is_sure(fact, policy) and not fact["versus"] and fact[UNIT] != "percent"]
    if not held:
        return None

    def weak(fact: Fact) -> int:
        unnamed = fact["value_said_by_kind"] in policy.said_by_kind[-2:]
        part = (fact["basis"] or "") not in policy.bases or bool(fact["counterparty"]) or bool(fact["whole"])
        return unnamed + 2 * part

    least = min(map(weak, held))
    kept = [fact for fact in held if weak(fact) == least]
    return max(kept, key=lambda fact: (fact["end"] or date.min, -(fact["precision"] or 0)))
