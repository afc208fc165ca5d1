"""Sorting by the column under the cursor."""

from __future__ import annotations

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tui.commands.sorting import sort_clicked
from tui.query.query import SortKey


def test_up_down_and_the_same_again(desk: FakeDesk) -> None:
    model(desk).column_named("amount")
    do(desk, "sort.up")
    assert column(desk, "amount") == ["100", "200", "300", "12+"]
    do(desk, "sort.down")
    assert column(desk, "amount") == ["300", "200", "100", "12+"]
    do(desk, "sort.down")
    assert model(desk).view.query.sort == ()


def test_further_keys(desk: FakeDesk) -> None:
    model(desk).column_named("country")
    do(desk, "sort.down")
    model(desk).column_named("company")
    do(desk, "sort.add.up")
    assert model(desk).view.query.sort == (SortKey("country", True), SortKey("company"))
    do(desk, "sort.add.down")
    assert model(desk).view.query.sort == (SortKey("country", True), SortKey("company", True))


def test_what_has_no_value_stands_first_or_last(desk: FakeDesk) -> None:
    model(desk).column_named("amount")
    do(desk, "sort.up", "sort.nulls")
    assert desk.told == "rows without a value first"
    assert column(desk, "amount")[0] == "12+"
    do(desk, "sort.nulls")
    assert desk.told == "rows without a value last"


def test_a_click_on_a_header_turns_the_order_round(desk: FakeDesk) -> None:
    for descending in (True, False, True):
        sort_clicked(desk, model(desk))
        assert model(desk).view.query.sort == (SortKey("company", descending),)
