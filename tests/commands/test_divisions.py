"""Parts of a table, and what is folded under a row."""

from __future__ import annotations

import pytest

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tui.commands.lines import line_here
from tui.tables import here
from tui.tables.sheet import TableSheet


@pytest.fixture
def users(corpus: FakeDesk) -> FakeDesk:
    """The users of a small corpus: three products, one of which has two more counters."""
    assert corpus.show_tab_named("users")
    return corpus


def test_a_row_stands_for_all_counters_until_it_is_unfolded(users: FakeDesk) -> None:
    folded = ["DeepSeek  深度求索", "Doubao  豆包", "Kimi"]
    assert column(users, "product") == folded
    do(users, "unfold")
    assert column(users, "product") == [folded[0], "└ DeepSeek  深度求索", "└ DeepSeek  深度求索", *folded[1:]]
    assert column(users, "teller")[:3] == ["Xsignal", "QuestMobile", "Acme Press"]
    assert model(users).cursor.row == 0
    do(users, "down", "unfold")
    assert column(users, "product") == folded
    assert model(users).cursor.row == 0


def test_what_is_unfolded_stays_under_its_row_however_rows_are_sorted(users: FakeDesk) -> None:
    do(users, "unfold")
    model(users).column_named("value")
    do(users, "sort.up")
    assert column(users, "product") == ["Kimi", "Doubao  豆包", "DeepSeek  深度求索"] + ["└ DeepSeek  深度求索"] * 2
    do(users, "sort.down")
    assert column(users, "product")[:3] == ["DeepSeek  深度求索"] + ["└ DeepSeek  深度求索"] * 2


def test_all_is_unfolded_at_once(users: FakeDesk) -> None:
    do(users, "unfold.all")
    assert model(users).count == 5
    do(users, "unfold.all")
    assert model(users).count == 3


def test_where_nothing_is_folded_it_says_so(users: FakeDesk) -> None:
    do(users, "down", "unfold")
    assert users.told == "nothing is folded under this row"
    assert users.show_tab_named("deals")
    do(users, "unfold", "unfold.all")
    assert users.told == "nothing is folded under this row"


def test_a_filter_on_who_counts_goes_through_all_counters(users: FakeDesk) -> None:
    do(users, "filter")
    users.prompt.enter("said_by:questmobile")
    assert sorted(column(users, "product")) == ["Doubao  豆包", "Kimi", "└ DeepSeek  深度求索"]


def test_from_part_to_part(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("departures")
    assert column(corpus, "person") == ["段楠"]
    assert model(corpus).divided == [1, 0, 1]
    do(corpus, "part.next", "part.next")
    assert column(corpus, "person") == ["3+ executives who left"]
    do(corpus, "part.next")
    assert model(corpus).count == 2
    do(corpus, "part.next")
    assert model(corpus).view.division == 0
    do(corpus, "part.previous", "part.previous")
    assert column(corpus, "person") == ["3+ executives who left"]
    # The command line that is copied gives the same rows.
    line = line_here(corpus)
    assert line is not None
    assert "kind" in line.filter


def test_a_filter_on_the_kind_goes_through_all_parts(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("departures")
    do(corpus, "filter")
    corpus.prompt.enter("kind:count")
    assert model(corpus).count == 1
    do(corpus, "part.next")
    assert corpus.told == "the filter goes through all parts: & takes it away"


def test_a_table_of_one_sort_says_so(corpus: FakeDesk) -> None:
    do(corpus, "part.next")
    assert corpus.told == "the rows of this table are all of one sort"


def test_a_door_leads_to_rows_of_other_parts_and_to_folded_ones(users: FakeDesk) -> None:
    table = model(users)
    key = next(k for k in table.dataset.engine.page(table.view.query, 0, 9).frame["key"] if "acme-press" in k)
    assert here.go_to(table, "key", key)
    assert table.text(table.cursor.row, next(c for c in table.columns if c.name == "teller")) == "Acme Press"
    assert not here.go_to(table, "key", "no such key")


def test_a_matrix_of_the_counter_and_metric_of_a_row(users: FakeDesk) -> None:
    do(users, "down", "matrix")
    users.rest()
    assert users.opened is not None
    assert users.opened.title == "QuestMobile · app · China"
    (sheet,) = users.opened.sheets
    assert isinstance(sheet, TableSheet)
    assert [one.title for one in sheet.model().columns] == ["Product", "2025-03", "2025-02", "2025-01", "2024-12"]


def test_without_figures_over_time_there_is_no_matrix(corpus: FakeDesk) -> None:
    do(corpus, "matrix")
    assert corpus.told == "no counter tells this over time"
