"""Filters by a line and by the value under the cursor."""

from __future__ import annotations

import threading

import polars as pl
import pytest

from tests.asking import dataset_of
from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.language.label import Label
from tui.storage import own
from tui.tables.model import TableModel
from tui.tables.of_files import record_page
from tui.tables.sheet import RowMeaning, TableSheet


def test_a_line_is_counted_and_echoed_while_it_is_typed(corpus: FakeDesk) -> None:
    do(corpus, "filter")
    corpus.prompt.type("company:yzam")
    assert corpus.told == "2 rows · company = Moonshot AI"
    corpus.prompt.type("company:yzam round:zz")
    assert "`zz` is no round" in corpus.told
    assert not corpus.prompt.enter()
    assert corpus.prompt.text == "company:yzam round:zz"
    assert corpus.prompt.enter("company:yzam")
    assert model(corpus).count == 2
    assert own.typed_lines("filter") == ["company:yzam"]


def test_columns_and_values_are_suggested(corpus: FakeDesk) -> None:
    do(corpus, "filter")
    corpus.prompt.type("comp")
    assert corpus.prompt.suggestions.items[0].shown == "company:"
    corpus.prompt.press("tab")
    assert corpus.prompt.text == "company:"
    corpus.prompt.type("company:moon")
    assert [one.shown for one in corpus.prompt.suggestions.items] == ["Moonshot AI  月之暗面"]
    corpus.prompt.press("down")
    corpus.prompt.press("enter")
    assert corpus.prompt.text == "company:moonshot-ai "
    corpus.prompt.leave()
    assert (corpus.told, corpus.prompt.suggestions.items) == ("", ())


@pytest.mark.parametrize("typed", ["视频", "video", "shipin"])
def test_free_words_are_suggested_by_either_language(corpus: FakeDesk, typed: str) -> None:
    assert corpus.show_tab_named("departures")
    do(corpus, "filter")
    corpus.prompt.type(f"role:{typed}")
    assert [one.shown for one in corpus.prompt.suggestions.items] == ["head of video generation  视频生成负责人"]
    corpus.prompt.press("down")
    corpus.prompt.press("enter")
    assert corpus.prompt.text == 'role:"head of video generation" '
    assert corpus.prompt.enter("role:视频生成负责人")
    assert corpus.told == "role = head of video generation"
    assert model(corpus).count == 1


def test_lines_typed_before_come_back(desk: FakeDesk) -> None:
    for line in ("country:china", "amount>100"):
        do(desk, "filter")
        assert desk.prompt.enter(line)
        do(desk, "undo")
    do(desk, "filter")
    desk.prompt.suggestions.show(())
    for line in ("amount>100", "country:china"):
        desk.prompt.press("up")
        desk.prompt.suggestions.show(())
        assert desk.prompt.text == line


def test_a_sign_alone_is_about_the_column_under_the_cursor(desk: FakeDesk) -> None:
    model(desk).column_named("amount")
    do(desk, "filter")
    assert desk.prompt.enter(">150")
    assert column(desk, "company") == ["Alpha 甲", "Delta"]
    do(desk, "filter")
    assert desk.prompt.text == "amount>150 "


def test_a_line_on_a_large_table_is_looked_up_at_a_pause(english: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = dataset_of(pl.DataFrame({"n": list(range(5000))}), resident=False)
    sheet = TableSheet("made", Label("Made", "自制"), lambda: TableModel(dataset, 0), RowMeaning(record_page))
    desk = FakeDesk(sheet, reader=english)
    do(desk, "filter")
    desk.prompt.type("n>")
    desk.prompt.type("n>10")
    first, last = desk.pauses
    assert first.call is None
    assert last.call is not None
    assert desk.told == ""
    counted, tell = threading.Event(), desk.tell

    def told(message: str | Label) -> None:
        tell(message)
        if "rows" in desk.told:
            counted.set()

    monkeypatch.setattr(desk, "tell", told)
    desk.rest()
    assert counted.wait(10)
    assert desk.told == "4,989 rows"


def test_the_value_under_the_cursor(desk: FakeDesk) -> None:
    model(desk).column_named("country")
    do(desk, "filter.keep")
    assert column(desk, "country") == ["China", "China"]
    do(desk, "filter.put_away")
    assert model(desk).count == 4
    do(desk, "filter.put_away")
    assert model(desk).count == 2
    do(desk, "undo", "filter.drop")
    assert column(desk, "country") == ["France", "India"]


def test_without_a_filter_there_is_none_to_take_away(desk: FakeDesk) -> None:
    do(desk, "filter.put_away")
    assert desk.told == "no filter is set"
