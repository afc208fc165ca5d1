"""Questions answered by value: the figure first, what contradicts it and what is counted otherwise beside it."""

from __future__ import annotations

from typing import Any

import pytest

from tui.ask.answering import answer_to
from tui.ask.answers import Answer, Refusal
from tui.ask.records import answer_record
from tui.cells.cell import Reader
from tui.corpus.lens import Lens


def asked(line: str, lens: Lens) -> Answer:
    found = answer_to(line, lens)
    assert isinstance(found, Answer), found
    return found


def refused(line: str, lens: Lens) -> Refusal:
    found = answer_to(line, lens)
    assert isinstance(found, Refusal), found
    return found


FIGURES: list[tuple[str, float, str, str]] = [
    ("kimi mau", 9_926_000, "questmobile", "2025-Q3"),
    ("doubao mau", 382_300_000, "questmobile", "2026-06"),
    ("chatgpt wau", 1_200_000_000, "openai", "2026-09-29"),
    ("minimax total users", 212_000_000, "minimax", "2025-09-30"),
    ("google tokens per month", 3.2e15, "google", "2026-05"),
    ("豆包月活 2025年8月", 157_420_000, "questmobile", "2025-08"),
    ("豆包 2025年三季度 月活", 159_000_000, "questmobile", "2025-Q3"),
    ("harvey arr april 2025", 75_000_000, "nerd-lawyer", "2025-04"),
    ("纵目科技 净亏损", 564_000_000, "zongmu", "2023"),
    ("ai share of venture funding 2024", 33.33, "crunchbase", "2024"),
    ("全球独角兽数量", 1258, "cb-insights", "2025-02"),
    ("硅谷 2023上半年 AI融资", 14e9, "guangzhui-zhineng", "2023-H1"),
]


@pytest.mark.parametrize(("line", "value", "teller", "period"), FIGURES, ids=[line for line, *_ in FIGURES])
def test_the_figure_comes_first(shipped: Lens, line: str, value: float, teller: str, period: str) -> None:
    first = asked(line, shipped).figures[0]
    assert (first.value, first.of("teller"), first.row["period"]) == (value, teller, period)


def test_rivals_and_what_is_counted_otherwise_stand_beside(lens: Lens) -> None:
    found = asked("deepseek mau feb 2025", lens)
    values = {one.value for one in (*found.figures, *found.rivals, *found.otherwise)}
    assert values == {145_500_000, 190_000_000, 61_800_000}
    assert found.rivals


def test_a_company_descends_to_its_product_and_a_product_climbs_to_its_maker(lens: Lens) -> None:
    down = asked("moonshot mau", lens)
    assert down.figures[0].value == 18_200_000
    assert "its product Kimi" in down.notes[0].en
    up = asked("kimi valuation", lens)
    assert up.figures[0].value == 2_500_000_000
    assert "its maker Moonshot AI" in up.notes[0].en


def test_a_series_is_one_counters_points(lens: Lens) -> None:
    found = asked("doubao mau trend", lens)
    assert [one.value for one in found.figures] == [116_000_000, 78_600_000, 75_000_000]
    assert {one.row["counter"] for one in found.figures} == {"questmobile"}
    assert len(found.curves[0].points) == 3


def test_sums_of_a_year_and_a_quarter_are_no_line(shipped: Lens) -> None:
    for curve in asked("openai revenue trend", shipped).curves:
        assert curve.shown is not None
    rows = asked("openai revenue trend", shipped).figures
    assert len({one.row["precision"] for one in rows}) == 1


def test_of_several_periods_the_level_is_said(lens: Lens) -> None:
    assert "the latest inside it" in asked("doubao mau 2025", lens).notes[0].en
    assert refused("doubao mau 2022", lens).lines[0].en.startswith("there is 2024-12")


def test_a_side_without_a_figure_is_said(lens: Lens) -> None:
    found = asked("doubao vs openai mau", lens)
    assert [one.row["product"] for one in found.figures] == ["doubao"]
    assert any("OpenAI" in note.en for note in found.notes)


def test_what_is_denied_is_no_round_unless_it_is_asked_whether_it_is_true(lens: Lens) -> None:
    rounds = asked("moonshot rounds", lens)
    assert {one.row["key"] for one in rounds.figures} == {"moonshot-ai-2024-02", "moonshot-ai-2024-03"}
    told = asked("deepseek 融资 是真的吗", lens)
    assert told.figures[0].row["status"] == "denied"


def test_people_go_where_they_are_said_to(lens: Lens) -> None:
    assert asked("段楠 去哪了", lens).figures[0].value == "jd"
    assert [one.row["person"] for one in asked("阶跃星辰 离职", lens).figures] == ["duan-nan"]
    assert asked("who joined 京东", lens).figures[0].row["person"] == "duan-nan"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("who left openai 2024", {"mira-murati", "ilya-sutskever", "john-schulman", "lilian-weng"}),
        ("百川智能 离职高管", {"hong-tao", "chen-weipeng", "xie-jian", "jiao-ke"}),
        ("who went from thinking machines to openai", {"barret-zoph", "luke-metz", "sam-schoenholz"}),
    ],
)
def test_all_who_left_are_there(shipped: Lens, line: str, names: set[str]) -> None:
    assert names <= {one.row["person"] for one in asked(line, shipped).figures}


def test_a_ranking_is_of_what_happened_and_whole(shipped: Lens) -> None:
    for one in asked("largest rounds 2025", shipped).figures:
        assert one.row["kind"] == "funding"
        assert one.row["amount_status"] in shipped.policy.happening
        assert one.row["basis"] == shipped.policy.whole
        assert str(one.row["start"])[:4] == "2025"
    amounts = [one.row["amount_usd"] for one in asked("largest rounds 2025", shipped).figures]
    assert amounts == sorted(amounts, reverse=True)
    assert len(amounts) == 10


def test_a_part_of_the_market_is_no_answer_for_the_whole(shipped: Lens) -> None:
    assert asked("ai funding 2025", shipped).figures[0].row["segment"] is None


def test_a_deal_that_was_undone_says_so(shipped: Lens) -> None:
    first = asked("who bought manus", shipped).figures[0]
    assert (first.row["acquirer"], first.row["status"]) == ("meta", "withdrawn")


def test_one_name_of_two_is_asked_or_settled_by_the_measure(shipped: Lens) -> None:
    assert asked("qwen 2026-02-07 dau", shipped).figures[0].row["product"] == "qwen-app"
    assert len(refused("qwen", shipped).lines) == 2


def test_the_record_holds_all_in_order(shipped: Lens) -> None:
    record = answer_record(asked("kimi mau", shipped), shipped, Reader("en", shipped.names))
    assert [*record] == ["answer", "rivals", "otherwise", "rows", "sources", "read_as", "command", "notes"]
    first: dict[str, Any] = record["answer"][0]
    assert (first["value"], first["unit"], first["period"], first["said_by"]) == (
        9_926_000, "people", "2025-Q3", "QuestMobile",
    )  # fmt: skip
    assert record["sources"][0].keys() == {"publisher", "title", "published", "url", "id"}
    assert record["command"] == "termsheet list users product:kimi metric:mau --facts"
