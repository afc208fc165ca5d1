"""What the columns of a table are called where its rows go out to programs, and in what order they stand."""

from __future__ import annotations

import pytest

from tests.conftest import CLAIMED
from tui.corpus.lens import Lens
from tui.corpus.scheme import Listed, Told, scheme, ways_listed

VOUCHED = ("nature", "status", "flag", "said_by", "source", "title", "url", "line")
COUNTED = ("claim", "witnesses", "rivals")


def names(lens: Lens, table: str, listed: Listed) -> list[str]:
    return [one.name for one in scheme(lens.table(table), listed)]


def of_part(part: str, own: str, *, figure: bool) -> list[str]:
    """The columns of a part: its own, what its claim vouches for, how many agree."""
    first, last = (["qualifier"], ["printed"]) if figure else ([], [])
    endings = [*first, *VOUCHED, *last, *COUNTED]
    return [*own.split(), *(f"{part}_{ending}" for ending in endings)]


def test_a_deal_is_its_key_its_state_what_it_is_and_its_parts(lens: Lens) -> None:
    assert names(lens, "deals", "facts") == [
        *("key", "status", "claims", "rivals"),
        *("company", "kind", "alt_amount", "alt_currency", "investors", "acquirer", "confidence", "note", "added"),
        *of_part("amount", "amount amount_high amount_currency amount_usd amount_basis", figure=True),
        *of_part("valuation", "valuation valuation_currency valuation_usd valuation_basis", figure=True),
        *of_part("lead", "lead", figure=False),
        *of_part("round", "round", figure=False),
        *of_part("announced", "announced announced_basis announced_precision", figure=False),
    ]


def test_a_destination_has_its_role_beside_it(lens: Lens) -> None:
    found = names(lens, "departures", "facts")
    start = found.index("to_org")
    assert found[start : start + 3] == ["to_org", "to_role", "to_org_nature"]
    assert "to_org_to_role" not in found


def test_who_counts_is_part_of_the_fact_where_the_toml_says_so(lens: Lens) -> None:
    assert names(lens, "market", "facts")[: len(lens.table("market").identity) + 2][-1] == "counter"
    assert "counter" in names(lens, "users", "claims")
    assert "counter" not in names(lens, "facts", "facts")


def test_a_series_is_one_counter_and_its_part_is_its_claim(lens: Lens) -> None:
    table = lens.table("users")
    found = scheme(table, "series")
    assert [one.name for one in found][: len(table.identity) + 4] == [
        *("key", *table.identity),
        *("counter", "status", "rivals"),
    ]
    of = {one.name: one.of for one in found}
    assert (of["value_claim"], of["value_said_by"], of["value_status"]) == ("id", "said_by", "value_status")


def test_a_claim_says_once_what_holds_for_all_of_its_parts(lens: Lens) -> None:
    found = names(lens, "deals", "claims")
    assert found[:4] == ["id", "key", "status", "rivals"]
    assert {"said_by", "source", "url", "line", "printed", "flag", "nature"} <= set(found)
    assert {"amount_flag", "amount_qualifier", "amount_printed", "lead_flag", "announced_basis"} <= set(found)
    assert not {"amount_source", "amount_said_by", "lead_status", "lead_qualifier"} & set(found)


@pytest.mark.parametrize("table", CLAIMED)
def test_each_way_names_each_column_once_and_holds_every_column_of_the_csv(lens: Lens, table: str) -> None:
    described = lens.table(table)
    for listed in ways_listed(described):
        found = scheme(described, listed)
        assert len({one.name for one in found}) == len(found)
        told = {one.of for one in found} | {one.of.removeprefix(f"{described.parts[0].name}_") for one in found}
        # Who witnesses, of what kind, is asked for by its name.
        assert set(described.names) - told <= {"said_by_kind", "flag"}
        assert all(one.part or not one.ending for one in found)


def test_a_column_has_the_type_that_its_toml_says(lens: Lens) -> None:
    types = {one.name: one.type for one in scheme(lens.table("deals"), "facts")}
    assert (types["amount_currency"], types["announced_basis"], types["lead"]) == ("currency", "enum", "entities")
    assert (types["amount_witnesses"], types["amount_usd"], types["amount_url"]) == ("number", "number", "url")
    assert Told("x", "x").type == "text"
