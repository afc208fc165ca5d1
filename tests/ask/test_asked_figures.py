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


SAID: list[tuple[str, str]] = [
    ("即梦 月活", "no claim on the level; this is a change"),
    ("anthropic arr growth", "no claim on the change; these are the figures"),
    ("new unicorns 2025", "of a part alone: early stage"),
    ("zhipu vs minimax net loss 2024", "the figures are in different currencies"),
    ("chatgpt deepseek visits feb 2025", "the figures differ by what they count: Per, Statistic"),
    ("claude vs chatgpt dau", "the figures differ by what they count: Statistic"),
    ("ai funding us vs china 2025", "the figures are in different currencies"),
    ("ai funding us vs china 2025", "the figures are of different counters"),
    ("us vs china vs europe ai funding 2024", "the figures are of different counters"),
    ("宇树 C轮", "no claim on C; this is C+"),
    ("kimi ceo", "no claim on Kimi; this is of its maker Moonshot AI"),
    ("chatgpt mau two years ago", "of a part alone: United States"),
]


@pytest.mark.parametrize(("line", "note"), SAID)
def test_what_a_figure_is_not_is_said(shipped: Lens, line: str, note: str) -> None:
    assert note in [one.en for one in asked(line, shipped).notes]


def test_places_are_compared_by_one_counter_in_one_currency(shipped: Lens) -> None:
    told = asked("ai funding us vs china by year", shipped).figures
    assert {one.row["region"] for one in told} == {"us", "cn"}
    assert len({(one.row["counter"], one.row["currency"], one.row["segment"]) for one in told}) == 1


def test_entities_are_not_aligned_by_a_counter_that_tells_of_one_long_ago(shipped: Lens) -> None:
    told = asked("chatgpt 和 豆包 哪个用户多", shipped).figures
    assert all(one.row["start"].year >= 2026 for one in told)


def test_sums_and_totals_are_no_points_of_one_line(shipped: Lens) -> None:
    told = asked("deepseek 下载量 走势", shipped).figures
    assert len({(one.row["precision"], one.row["stat"]) for one in told}) == 1


def test_of_a_year_the_longest_part_that_is_told_answers(shipped: Lens) -> None:
    assert asked("microsoft capex 2025", shipped).figures[0].row["period"] == "2025-H2"
    assert asked("ai funding 2025 cb insights", shipped).figures[0].row["period"] == "2025-H1"


def test_a_change_on_the_year_is_none_on_the_month(shipped: Lens) -> None:
    assert asked("豆包 月活 同比", shipped).figures[0].row["versus"] == "2025-06"
    assert asked("豆包 月活 环比", shipped).figures[0].row["versus"] == "2026-04"


def test_a_part_that_a_line_names_is_read(shipped: Lens) -> None:
    found = asked("deepseek v4 flash output price", shipped)
    assert found.figures[0].row["basis"] == "output"
    assert not any("not read" in note.en for note in found.notes)


@pytest.mark.parametrize("line", ["microsoft capex fy2026", "智谱 2024财年 营收", "openai revenue FY2024"])
def test_a_fiscal_year_is_not_taken_for_a_year(shipped: Lens, line: str) -> None:
    assert "2024-07..2025-06" in refused(line, shipped).lines[0].en


def test_a_subject_that_was_not_asked_for_never_answers(shipped: Lens) -> None:
    assert asked("中国日均token 2026", shipped).about == ("china-llm-tokens",)


def test_the_rows_of_a_ranking_within_a_sector_are_listed_by_its_command(shipped: Lens) -> None:
    found = asked("largest robotics rounds", shipped)
    assert {one.row["company"] for one in found.figures} <= {*found.command.split("company:")[1].split()[0].split(",")}


def test_what_is_new_is_what_the_command_tells(shipped: Lens) -> None:
    from tui.tables.news import entered_since, last_added

    found = asked("what's new", shipped)
    day = last_added(shipped)
    assert found.command == f"termsheet new {day}"
    entered = {entry.row["key"] for entry in entered_since(shipped, day).happened}
    assert {one.row["key"] for one in found.figures} <= entered
    starts = [one.row["start"] for one in found.figures]
    assert starts == sorted(starts, reverse=True)
