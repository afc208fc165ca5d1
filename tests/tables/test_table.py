"""The table's state: cursor, page, sort, filter, find, selection and undo, without a screen."""

from __future__ import annotations

from itertools import cycle, islice

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import dataset_of, rows_of
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.errors import TermsheetError
from tui.query.columns import read_sort
from tui.query.query import Aggregate, Condition, Group, Query, SortKey
from tui.tables import here
from tui.tables import view as views
from tui.tables.corpus_sheets import corpus_sheets
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet
from tui.tables.view import View, from_text, to_text


def table_of(frame: pl.DataFrame, *, resident: bool = True) -> TableModel:
    return TableModel(dataset_of(frame, resident=resident), 0)


def values(model: TableModel, name: str) -> list[object]:
    return [model.window.value(row, name) for row in range(model.count)]


def sort(model: TableModel, descending: bool) -> None:
    model.show(views.sort(model.view, SortKey(model.column.name, descending)))


@pytest.fixture
def deals(lens: Lens, english: Reader) -> TableModel:
    sheet = next(s for s in corpus_sheets(lens, english) if s.name == "deals")
    assert isinstance(sheet, TableSheet)
    return sheet.model()


def test_a_sorted_table_is_shown_from_its_top(deals: TableModel) -> None:
    here.go_to(deals, "key", "moonshot-ai-2024-03")
    deals.column_to(1)
    sort(deals, True)
    assert deals.cursor.row == 0
    assert values(deals, "key")[0] == "openai-2025-03"


def test_undo_comes_back_to_the_row(deals: TableModel) -> None:
    here.go_to(deals, "key", "moonshot-ai-2024-03")
    deals.column_to(1)
    sort(deals, True)
    assert deals.undo()
    row = deals.row()
    assert row is not None
    assert row["key"] == "moonshot-ai-2024-03"
    assert deals.redo()
    assert deals.view.query.sort == (SortKey("amount", True),)
    assert not deals.redo()


def test_rows_without_a_value_come_last_both_ways(deals: TableModel) -> None:
    deals.column_to(1)
    for descending in (True, False):
        sort(deals, descending)
        assert values(deals, "key")[-1] == "deepseek-2025-02"
    deals.show(deals.view._replace(query=deals.view.query._replace(nulls_first=True)))
    assert values(deals, "key")[0] == "deepseek-2025-02"


def test_the_same_sort_again_gives_back_the_first_order(deals: TableModel) -> None:
    before = values(deals, "key")
    deals.column_to(1)
    sort(deals, False)
    sort(deals, False)
    assert values(deals, "key") == before


def test_rounds_sort_by_their_ladder(deals: TableModel) -> None:
    deals.column_to([c.name for c in deals.columns].index("round"))
    sort(deals, False)
    assert values(deals, "round") == ["a_plus", "b", "f", None]


def test_find_goes_round(deals: TableModel) -> None:
    assert deals.find("moonshot") == 2
    seen = []
    for _ in range(3):
        deals.find_next(10)
        seen.append(deals.cursor.row)
    assert seen[0] == seen[2] != seen[1]
    assert deals.find("月之暗面 reported") == 2
    assert deals.find("nowhere") == 0
    assert not deals.find_next(10)


def test_find_follows_the_order_on_the_screen() -> None:
    model = table_of(pl.DataFrame({"name": ["b x", "c", "a x", "d x"]}))
    sort(model, False)
    assert model.find("X") == 3
    assert [row for part in model.found.parts for row in part] == [0, 1, 3]
    model.find_next(5, -1)
    assert model.cursor.row == 3


def test_filters_narrow_and_come_back() -> None:
    model = table_of(pl.DataFrame({"name": ["a", "b", "a", None], "n": [1, 2, 3, 4]}))
    model.show(views.narrow(model.view, Condition("name", "=", "a")))
    assert values(model, "n") == [1, 3]
    assert model.window.number(1) == 2
    assert model.put_away_filters()
    assert model.count == 4
    assert model.put_away_filters()
    assert values(model, "n") == [1, 3]


def test_selected_rows_keep_their_number_through_sort_and_filter() -> None:
    model = table_of(pl.DataFrame({"n": [5, 1, 4, 2, 3]}))
    sort(model, False)
    selection = model.selection
    assert selection.toggle(model.window, model.cursor.row)
    model.move_to(2, 10)
    assert selection.reach(model.window, model.cursor.row)
    assert selection.numbers == {1, 3, 4}
    model.reset()
    assert [selection.holds(model.window, row) for row in range(5)] == [False, True, False, True, True]
    model.show(views.only(model.view, selection.numbers))
    assert values(model, "n") == [1, 2, 3]
    model.show(views.only(model.view, selection.numbers))
    assert model.count == 5


def test_a_failed_request_leaves_the_table_as_it_was() -> None:
    model = table_of(pl.DataFrame({"n": [1, 2]}))
    model.show(views.narrow(model.view, Condition("n", ">", "many")))
    assert model.tasks.failure is not None
    assert "`many` is no number" in model.tasks.failure.en
    assert model.count == 2
    assert model.view.query == Query()


def test_a_computed_column_is_shown_sorted_and_searched() -> None:
    model = table_of(pl.DataFrame({"n": [1, 2]}))
    model.show(views.derive(model.view, model.names, "twice", "n * 2"))
    assert [c.name for c in model.columns] == ["n", "twice"]
    model.column_named("twice")
    sort(model, True)
    assert values(model, "twice") == [4, 2]


def test_a_computed_column_that_cannot_be_is_told() -> None:
    model = table_of(pl.DataFrame({"n": [1, 2]}))
    with pytest.raises(TermsheetError, match="nothing"):
        model.show(views.derive(model.view, model.names, "bad", "nothing + 1"))
    assert [c.name for c in model.columns] == ["n"]


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["move_by", "page_by", "scroll_by", "move_to"]), st.integers(-40, 40)),
        max_size=20,
    ),
    height=st.integers(1, 9),
    rows=st.integers(0, 30),
)
def test_the_cursor_is_always_on_the_screen(moves: list[tuple[str, int]], height: int, rows: int) -> None:
    model = table_of(pl.DataFrame({"n": list(range(rows))}))
    for name, amount in moves:
        getattr(model, name)(amount, height)
        cursor = model.cursor
        assert 0 <= cursor.row < max(1, rows)
        assert cursor.top <= cursor.row < cursor.top + height


@given(
    numbers=st.lists(st.one_of(st.none(), st.integers(-5, 5)), min_size=1, max_size=40),
    texts=st.lists(st.sampled_from("abc"), min_size=1, max_size=40),
    rows=st.integers(0, 2000),
    descending=st.booleans(),
    second=st.booleans(),
    nulls_first=st.booleans(),
)
def test_pages_joined_are_the_sorted_frame(
    numbers: list[int | None], texts: list[str], rows: int, descending: bool, second: bool, nulls_first: bool
) -> None:
    columns = {"n": list(islice(cycle(numbers), rows)), "t": list(islice(cycle(texts), rows))}
    frame = pl.DataFrame(columns, schema={"n": pl.Int64, "t": pl.String})
    keys = (SortKey("n", descending), SortKey("t", not descending))[: 1 + second]
    query = Query(sort=keys, nulls_first=nulls_first)
    model = TableModel(dataset_of(frame), 0, View(query, frozen=0))
    joined = [(model.window.value(row, "n"), model.window.value(row, "t")) for row in range(model.count)]
    expected = frame.sort(
        [k.column for k in keys],
        descending=[k.descending for k in keys],
        nulls_last=not nulls_first,
        maintain_order=True,
    )
    assert joined == expected.rows()


def test_the_numbers_of_a_sorted_view_lead_to_its_rows() -> None:
    frame = pl.DataFrame({"n": [(i * 7919) % 1500 for i in range(1500)]})
    model = table_of(frame)
    sort(model, True)
    for row in (0, 511, 512, 1023, 1499):
        number = model.window.number(row)
        assert number is not None
        assert frame["n"][number] == model.window.value(row, "n") == 1499 - row
    found = model.window.row(700)
    assert found is not None
    number = model.window.number(700)
    assert number is not None
    assert found["n"] == frame["n"][number]


@given(
    names=st.lists(st.text(min_size=1, max_size=5), min_size=2, max_size=6, unique=True),
    steps=st.lists(st.tuples(st.sampled_from(["hide", "left", "right", "freeze", "wide"]), st.integers(0, 5))),
)
def test_columns_are_neither_lost_nor_doubled(names: list[str], steps: list[tuple[str, int]]) -> None:
    view = View(frozen=0)
    for step, place in steps:
        seen = views.shown(view, names)
        column = seen[place % len(seen)]
        match step:
            case "hide":
                view = views.hide(view, names, column)
            case "left" | "right":
                view = views.move(view, names, column, 1 if step == "right" else -1)
            case "freeze":
                view = views.freeze(view, names, column)
            case _:
                view = views.resize(view, column, place)
        after = views.shown(view, names)
        assert after
        assert len(set(after)) == len(after)
        assert set(after) <= set(names)
        assert 0 <= view.frozen <= len(after)
    assert from_text(to_text(view)) == view


def test_sort_keys_are_read_from_text(deals: TableModel) -> None:
    keys = (SortKey("amount", True), SortKey("company"))
    assert read_sort("-amount, company", deals.dataset.schema) == keys
    assert read_sort("-金额,公司", deals.dataset.schema) == keys
    assert read_sort(",".join(map(str, keys)), deals.dataset.schema) == keys
    with pytest.raises(TermsheetError, match="did you mean amount"):
        read_sort("amont", deals.dataset.schema)


def test_an_unknown_column_names_its_neighbours() -> None:
    frame = pl.DataFrame({"amount": [1]})
    with pytest.raises(TermsheetError, match=r"no column `amont`.*amount"):
        rows_of(dataset_of(frame), Query(sort=(SortKey("amont"),)))


def test_a_view_given_up_half_way_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of a sorted table never comes: Ctrl+C goes back to the view before."""
    import threading

    from tui.engines.lowered import Lowered

    go, waiting = threading.Event(), threading.Event()

    def never(*_: object, **given: object) -> pl.Series:
        waiting.set()
        go.wait(10)
        return pl.Series([], dtype=pl.UInt32)

    monkeypatch.setattr(Lowered, "index", never)
    model = table_of(pl.DataFrame({"n": list(range(2000))}), resident=False)
    sort(model, True)
    assert waiting.wait(10)
    assert model.window.value(0, "n") == 1999
    assert model.tasks.cancel()
    go.set()
    assert model.view.query == Query()
    assert not model.tasks.cancel() or model.count == 2000


def test_no_figure_is_made_of_several_currencies(deals: TableModel) -> None:
    of_amount = Group(("company",), (Aggregate("sum", "amount"),))
    with pytest.raises(TermsheetError, match="not all in one currency") as refused:
        rows_of(deals.dataset, Query(group=of_amount))
    assert "group by currency too, or take amount_usd" in str(refused.value)
    by_currency = of_amount._replace(by=("company", "currency"))
    assert rows_of(deals.dataset, Query(group=by_currency)).height
    in_dollars = Group(("company",), (Aggregate("sum", "amount_usd"),))
    assert rows_of(deals.dataset, Query(group=in_dollars)).height


def test_statistics_say_no_range_of_several_currencies(deals: TableModel) -> None:
    fields = deals.dataset.fields(deals.dataset.columns, Query())
    told = {row["column"]: row for row in deals.dataset.engine.summary(Query(), fields).frame.to_dicts()}
    assert told["amount"]["max"] is None
    assert told["amount"]["mean"] is None


def test_money_goes_out_with_its_currency_and_bound(deals: TableModel) -> None:
    columns = deals.shown_query().columns
    assert columns is not None
    assert {"amount", "amount_high", "currency", "amount_qualifier"} <= set(columns)


def test_the_money_under_the_cursor_is_kept_with_its_currency(deals: TableModel) -> None:
    deals.column_named("amount")
    row = deals.row()
    assert row is not None
    kept = here.condition_at(deals, deals.cursor.row, deals.column.name, True)
    assert kept is not None
    deals.show(views.narrow(deals.view, kept))
    assert deals.count >= 1
    assert set(values(deals, "currency")) == {row["currency"]}
    assert set(values(deals, "amount")) == {row["amount"]}


def test_an_empty_group_of_a_pivot_counts_nothing() -> None:
    frame = pl.DataFrame({"a": ["x", "y"], "b": ["p", "q"], "n": [1, 2]})
    model = table_of(frame)
    found = rows_of(model.dataset, Query(group=Group(("a",), (Aggregate("count"),), "b")))
    assert found.sort("a").rows() == [("x", 1, 0), ("y", 0, 1)]
    both = Group(("a",), (Aggregate("count"), Aggregate("mean", "n")), "b")
    assert rows_of(model.dataset, Query(group=both)).sort("a").row(0) == ("x", 1, 0, 1.0, None)


def test_what_never_came_leaves_the_table_and_its_past_as_they_were() -> None:
    model = table_of(pl.DataFrame({"n": [2, 1]}))
    sort(model, False)
    model.undo()
    model.show(views.narrow(model.view, Condition("n", ">", "many")))
    assert model.tasks.failure
    assert model.view.query == Query()
    assert model.redo()
    assert values(model, "n") == [1, 2]


def test_a_search_in_an_empty_table_ends() -> None:
    model = table_of(pl.DataFrame({"n": []}, schema={"n": pl.Int64}))
    assert model.find("x") == 0
    assert model.found.share == 1


def test_a_line_that_looks_for_the_same_words_is_not_sought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    model = table_of(pl.DataFrame({"name": ["kimi und", "und", "kimi"]}))
    assert model.find("kimi und") == 1
    monkeypatch.setattr(type(model.dataset.engine), "search", None)
    for line in ("kimi und ", "kimi und kimi", "kimi und  kimi und"):
        assert model.find(line) == 1
    assert model.found.words == "kimi und  kimi und"
