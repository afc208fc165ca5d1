"""Sorting by the column under the cursor."""

from __future__ import annotations

from pathlib import Path

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.commands.sorting import NOT_SORTED, sort_clicked
from tui.files.open import open_file
from tui.files.source import Options
from tui.query.query import PINYIN, SortKey
from tui.tables.of_files import file_sheet
from tui.tables.status import status


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


def test_chinese_is_sorted_by_pinyin_on_a_chinese_screen_and_that_is_said(tmp_path: Path, chinese: Reader) -> None:
    path = tmp_path / "f.csv"
    path.write_text("公司,n\n字节跳动,1\n阿里,2\n旷视,3\n", encoding="utf-8")
    (source,) = open_file(str(path), Options())
    desk = FakeDesk(file_sheet(source, "zh"), reader=chinese)
    do(desk, "sort.up")
    assert model(desk).view.query.sort == (SortKey("公司", False, PINYIN),)
    assert [model(desk).window.value(n, "公司") for n in range(3)] == ["阿里", "旷视", "字节跳动"]
    told = [span.text for span in status(model(desk), desk.sheet, "zh", str, None, False, 0.0)]  # type: ignore[arg-type]
    assert "排序 ↑ 公司（拼音）" in told
    do(desk, "sort.collation")
    assert model(desk).view.query.sort == (SortKey("公司"),)
    assert [model(desk).window.value(n, "公司") for n in range(3)] == ["字节跳动", "旷视", "阿里"]
    do(desk, "sort.up")
    assert model(desk).view.query.sort == ()
    do(desk, "sort.collation")
    assert desk.told == NOT_SORTED.zh
