"""What may have all rows of a very large table read says so before, and does it when asked once more."""

from __future__ import annotations

import polars as pl
import pytest

from tests.asking import dataset_of
from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.commands.registry import commands
from tui.commands.sorting import sort_clicked
from tui.engines.over import Over
from tui.engines.polars.engine import PolarsEngine
from tui.language.label import Label
from tui.pages.page import PanelPage
from tui.query.query import SortKey
from tui.tables.model import TableModel
from tui.tables.sheet import RowMeaning, TableSheet

FRAME = pl.DataFrame({"name": ["b", "a", "c"], "n": [2, 3, 1]})


def desk_of(reader: Reader, monkeypatch: pytest.MonkeyPatch, dear_from: int, estimate: int | None) -> FakeDesk:
    """A table whose server is not asked how many rows it has, but says about how many there are."""
    monkeypatch.setattr(Over, "dear_from", dear_from)
    monkeypatch.setattr(Over, "height", None)
    monkeypatch.setattr(Over, "estimate", estimate)
    dataset = dataset_of(FRAME)
    page = lambda *_: PanelPage("", ())  # noqa: E731
    sheet = TableSheet("made", Label("Made", "自制"), lambda: TableModel(dataset, 0), RowMeaning(page))
    return FakeDesk(sheet, reader=reader)


def test_it_is_said_once_and_done_when_asked_once_more(english: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(english, monkeypatch, 20_000_000, 1_200_000_000)
    do(desk, "sort.up")
    assert model(desk).view.query.sort == ()
    assert desk.told == "Polars may read all of about 1.2B rows for this: once more does it, Ctrl+C stops it"
    do(desk, "sort.up")
    assert model(desk).view.query.sort == (SortKey("name"),)
    # It is known now; another key is another question.
    do(desk, "sort.up")
    assert model(desk).view.query.sort == ()
    do(desk, "sort.down")
    assert model(desk).view.query.sort == ()


def test_in_chinese(chinese: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(chinese, monkeypatch, 20_000_000, 1_200_000_000)
    do(desk, "frequency")
    assert desk.told == "Polars 可能为此读取全部约 12亿行：再按一次执行，Ctrl+C 停止"


@pytest.mark.parametrize("estimate", [19_999_999, None])
def test_nothing_is_said_of_fewer_rows_or_where_it_is_not_known(
    english: Reader, monkeypatch: pytest.MonkeyPatch, estimate: int | None
) -> None:
    desk = desk_of(english, monkeypatch, 20_000_000, estimate)
    do(desk, "sort.up")
    assert model(desk).view.query.sort == (SortKey("name"),)


def test_a_click_on_a_header_says_it_too(english: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(english, monkeypatch, 20_000_000, 30_000_000)
    sort_clicked(desk, model(desk))
    assert model(desk).view.query.sort == ()
    assert desk.told == "Polars may read all of about 30M rows for this: once more does it, Ctrl+C stops it"


def test_what_reads_all_rows_is_marked() -> None:
    assert {command.id for command in commands() if command.dear} == {
        *("sort.up", "sort.down", "sort.add.up", "sort.add.down", "sort.nulls", "sort.collation"),
        *("find", "frequency", "statistics", "group", "chart", "compare"),
    }


def test_tables_here_have_room_for_more_than_those_of_a_server() -> None:
    near, far = (PolarsEngine(FRAME.lazy(), height=3, far=far) for far in (False, True))
    assert near.dear_from > far.dear_from > 10_000_000
