"""`.` charts what stands under the cursor, `x` compares what is marked."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.commands.conftest import sheet_of
from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.charts.labelled import Bar, BarChart
from tui.charts.line import LineChart
from tui.charts.scatter import Scatter
from tui.charts.upright import UprightBars
from tui.files.open import open_file
from tui.files.source import Options
from tui.tables import here
from tui.tables.of_files import file_sheet

DOUBAO = "doubao|mau||average|app|cn|2025-03|people#questmobile"
KIMI = "kimi|mau||average|app|cn|2025-03|people#questmobile"


def on_column(desk: FakeDesk, name: str) -> None:
    model(desk).column_named(name)


def kinds(desk: FakeDesk) -> list[str]:
    return [graph.kind.en for graph in desk.charts[-1]]


def test_a_row_of_users_is_its_series(corpus: FakeDesk) -> None:
    corpus.show_tab_named("users")
    assert here.go_to(model(corpus), "key", DOUBAO)
    do(corpus, "chart")
    [graph] = corpus.charts[-1]
    assert graph.title == "Doubao · MAU"
    assert isinstance(graph.chart, LineChart)
    [series] = graph.chart.series
    assert [(str(point.start), str(point.end), point.value) for point in series.points] == [
        ("2024-12-01", "2024-12-31", 75e6),
        ("2025-01-01", "2025-01-31", 78.6e6),
        ("2025-03-01", "2025-03-31", 116e6),
    ]
    assert [note.en for note in graph.notes] == ["QuestMobile · people · average · app · China  中国"]


def test_a_deal_is_the_valuations_or_the_rounds_of_its_company(corpus: FakeDesk) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    on_column(corpus, "valuation")
    do(corpus, "chart")
    assert corpus.charts[-1][0].title == "OpenAI · Valuation"
    on_column(corpus, "amount")
    do(corpus, "chart")
    [graph] = corpus.charts[-1]
    assert graph.title == "OpenAI · Amount"
    assert isinstance(graph.chart, LineChart)
    assert graph.chart.series[0].joined == "none"


def test_kinds_are_counted(corpus: FakeDesk) -> None:
    on_column(corpus, "kind")
    do(corpus, "chart")
    [graph] = corpus.charts[-1]
    assert isinstance(graph.chart, BarChart)
    assert sum(bar.value for bar in graph.chart.bars) == model(corpus).count
    assert graph.chart.bars[0].label == "funding"
    corpus.show_tab_named("departures")
    do(corpus, "chart")
    assert kinds(corpus) == ["bars"]


def test_a_table_without_rows_has_nothing_to_chart(empty: FakeDesk) -> None:
    do(empty, "chart")
    assert empty.charts == []
    assert empty.told == "nothing here to chart: no numbers or dates"


def test_one_marked_row_waits_for_another(corpus: FakeDesk) -> None:
    corpus.show_tab_named("users")
    here.go_to(model(corpus), "key", DOUBAO)
    do(corpus, "compare")
    assert corpus.charts == []
    assert corpus.told.startswith("marked: x on another row compares both")
    here.go_to(model(corpus), "key", KIMI)
    do(corpus, "compare")
    [graph] = corpus.charts[-1]
    assert graph.title == "Doubao, Kimi · MAU"
    assert isinstance(graph.chart, LineChart)
    assert [one.name for one in graph.chart.series] == ["Doubao  豆包", "Kimi"]
    # What is marked stays so: once more compares the same.
    do(corpus, "compare")
    assert corpus.charts[-1] == corpus.charts[-2] or len(corpus.charts) == 2


def test_counters_that_differ_are_named_and_said(corpus: FakeDesk) -> None:
    corpus.show_tab_named("users")
    for counter in ("questmobile", "xsignal"):
        here.go_to(model(corpus), "key", f"deepseek|mau||average|app|cn|2025-02|people#{counter}")
        do(corpus, "select")
    do(corpus, "compare")
    [graph] = corpus.charts[-1]
    assert isinstance(graph.chart, LineChart)
    assert {one.name.rpartition(" · ")[2] for one in graph.chart.series} == {"QuestMobile", "Xsignal"}
    assert any(note.en.startswith("counted by different counters: ") for note in graph.notes)


def test_columns_of_a_file_are_charted_by_what_they_hold(tmp_path: Path, english: Reader) -> None:
    path = tmp_path / "apps.csv"
    rows = "".join(f"2024-01-{day:02},{'甲乙'[day % 2]},{day * 10}\n" for day in range(1, 29))
    path.write_text("day,app,users\n" + rows, encoding="utf-8")
    (source,) = open_file(str(path), Options())
    desk = FakeDesk(file_sheet(source, "en"), reader=english)
    on_column(desk, "users")
    do(desk, "chart")
    assert kinds(desk) == ["over time", "histogram"]
    line = desk.charts[-1][0].chart
    assert isinstance(line, LineChart)
    assert [point.value for point in line.series[0].points] == [day * 10 for day in range(1, 29)]
    on_column(desk, "day")
    do(desk, "chart")
    assert kinds(desk) == ["histogram"]
    spread = desk.charts[-1][0].chart
    assert isinstance(spread, UprightBars)
    assert [bar.value for bar in spread.bars] == [1] * 28
    assert spread.ends == ("2024-01-01", "2024-01-28")
    on_column(desk, "app")
    do(desk, "chart")
    assert desk.charts[-1][0].chart == BarChart((Bar("乙", 14.0), Bar("甲", 14.0)), desk.charts[-1][0].chart.write)  # type: ignore[attr-defined]


def test_two_columns_are_charted_against_each_other(english: Reader) -> None:
    desk = FakeDesk(
        sheet_of(pl.DataFrame({"x": [0, 5, 10], "y": [1.0, 2.0, 9.0], "t": ["a", "b", "c"]})), reader=english
    )
    on_column(desk, "x")
    do(desk, "compare")
    assert desk.told == "x marked: x on another column of numbers or dates charts both"
    on_column(desk, "y")
    do(desk, "compare")
    [graph] = desk.charts[-1]
    assert isinstance(graph.chart, Scatter)
    assert [(round(one.x, 6), round(one.y, 6)) for one in graph.chart.clusters] == [
        (0, 1),
        (5.020921, 2.008403),
        (10, 9),
    ]
    do(desk, "compare")
    on_column(desk, "t")
    do(desk, "compare")
    assert desk.told == "nothing here to chart: no numbers or dates"


def test_what_only_a_chart_has_is_not_there_before_a_table(desk: FakeDesk) -> None:
    do(desk, "axis.log")
    assert desk.told == "there is no chart here: . draws one"
