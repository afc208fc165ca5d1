"""Words are found while they are typed."""

from __future__ import annotations

from pathlib import Path

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.files.open import open_file
from tui.files.source import Options
from tui.query.query import ANY, Condition
from tui.tables.of_files import file_sheet
from tui.tables.view import ALL_DIVISIONS


def test_each_letter_looks_anew_from_where_the_find_began(desk: FakeDesk) -> None:
    do(desk, "down", "find")
    desk.prompt.type("a")
    assert model(desk).cursor.row == 1
    desk.prompt.type("al")
    assert model(desk).cursor.row == 0
    desk.prompt.type("alx")
    assert model(desk).cursor.row == 1
    assert desk.prompt.enter("d")
    assert model(desk).cursor.row == 3


def test_from_hit_to_hit(desk: FakeDesk) -> None:
    do(desk, "find.next")
    assert model(desk).cursor.row == 0
    do(desk, "find")
    desk.prompt.enter("china")
    do(desk, "find.next")
    assert model(desk).cursor.row == 2
    do(desk, "find.next")
    assert model(desk).cursor.row == 0
    do(desk, "find.previous")
    assert model(desk).cursor.row == 2


def test_a_find_that_is_left_moves_nothing(desk: FakeDesk) -> None:
    do(desk, "down", "find")
    desk.prompt.type("delta")
    desk.prompt.leave()
    assert model(desk).cursor.row == 1
    assert model(desk).found.words == ""


def test_tab_makes_a_filter_of_it(desk: FakeDesk) -> None:
    do(desk, "find")
    desk.prompt.type("china alpha")
    desk.prompt.press("tab")
    desk.rest()
    assert desk.prompt.asked is None
    assert model(desk).view.query.filters == (Condition(ANY, "contains", "china"), Condition(ANY, "contains", "alpha"))
    assert model(desk).count == 1


def test_free_words_are_found_in_either_language(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("departures")
    model(corpus).show(model(corpus).view._replace(division=ALL_DIVISIONS))
    for words in ("离职高管", "executives", "视频生成", "video"):
        model(corpus).move_to(0, 20)
        do(corpus, "find")
        corpus.prompt.type(words)
        assert model(corpus).found.hits == 1, words
        corpus.prompt.leave()


def test_what_another_part_of_the_table_has_is_told(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("departures")
    do(corpus, "find")
    corpus.prompt.type("executives")
    assert model(corpus).found.hits == 0
    assert model(corpus).found_apart == [0, 0, 1]


def test_on_a_page_a_name_is_asked_for(page: FakeDesk) -> None:
    do(page, "find")
    assert page.prompt.text == ""
    assert page.told == ""


def test_a_filter_of_a_sound_keeps_the_rows_that_were_found_by_it(tmp_path: Path, chinese: Reader) -> None:
    path = tmp_path / "f.csv"
    path.write_text("公司,备注\n字节跳动,alpha\n旷视科技,zj\n", encoding="utf-8")
    (source,) = open_file(str(path), Options())
    desk = FakeDesk(file_sheet(source, "zh"), reader=chinese)
    do(desk, "find")
    desk.prompt.type("kuangshi")
    desk.prompt.press("tab")
    desk.rest()
    assert model(desk).view.query.filters == (Condition(ANY, "sounds", "kuangshi"),)
    assert model(desk).count == 1
