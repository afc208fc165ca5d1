"""The pages that doors lead to, as text: of an entity, a series, a comparison, a market, a metric, a dispute."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.document import Door, Line, plain_line
from tui.pages.doors import page_of
from tui.pages.doorway import doorways
from tui.pages.entity import entity_page
from tui.pages.look import Look, zoomed
from tui.pages.page import PanelPage
from tui.pages.panel import Room, stacked
from tui.text.widths import cell_width

DOUBAO = "doubao|mau||average|app|cn|2025-03|people#questmobile"
FUNDING = "ai|funding||world|2024|money|USD#cb-insights"


def lines(page: PanelPage | None, reader: Reader, width: int = 80, look: Look | None = None) -> list[Line]:
    assert page is not None
    return stacked(page.panels, Room(width, 24, reader, look or Look()))


def text(page: PanelPage | None, reader: Reader, width: int = 80, look: Look | None = None) -> str:
    return "\n".join(map(plain_line, lines(page, reader, width, look)))


def test_a_series_shows_its_points_as_a_table(lens: Lens, english: Reader) -> None:
    page = text(page_of(lens, Door("users", DOUBAO, "series"), english), english)
    assert page.startswith("Doubao  豆包 · MAU\n  116M 2025-03 QuestMobile +47.6% on 2025-01")
    rows = [line.split() for line in page.splitlines() if line.startswith("202")]
    assert [row[:2] for row in rows] == [["2025-03", "116M"], ["2025-01", "78.6M"], ["2024-12", "75M"]]
    assert "counted by   QuestMobile panel" in page
    assert "[1] " in page.split("SOURCES")[1]


@pytest.mark.parametrize(
    ("door", "day", "told"),
    [
        (Door("users", DOUBAO, "series"), date(2025, 1, 1), ["78.6M 2025-01 QuestMobile one voice, no rival"]),
        (
            Door("entities", "doubao;kimi", "compare"),
            date(2025, 3, 1),
            ["A Doubao 豆包 116M 2025-03 QuestMobile one voice, no rival", "B Kimi 18.2M 2025-03 QuestMobile"],
        ),
        (Door("entities", "doubao;kimi", "compare"), date(2025, 1, 1), ["A Doubao 豆包 78.6M 2025-01", "B Kimi –"]),
        (Door("market", FUNDING, "market"), date(2023, 1, 1), ["$55.9B 2023 CB Insights one voice, no rival"]),
    ],
)
def test_a_chart_is_read_at_its_cursor(lens: Lens, english: Reader, door: Door, day: date, told: list[str]) -> None:
    page = page_of(lens, door, english)
    assert page is not None
    assert day in page.stops(Look())
    at = [" ".join(line.split()) for line in text(page, english, 100, Look(cursor=day)).splitlines()]
    unread = [" ".join(line.split()) for line in text(page, english, 100).splitlines()]
    for wanted in told:
        assert any(line.startswith(wanted) for line in at), at
        assert not any(line.startswith(wanted) for line in unread)


def test_what_is_read_is_a_door_to_its_claims(lens: Lens, english: Reader) -> None:
    page = page_of(lens, Door("entities", "doubao;kimi", "compare"), english)
    ways = doorways(lines(page, english, look=Look(cursor=date(2025, 3, 1))))
    assert Door("users", DOUBAO) in [way.door for way in ways]


def test_a_series_is_switched_to_another_counter(lens: Lens, english: Reader) -> None:
    key = "deepseek|mau||average|app|cn|2025-02|people#xsignal"
    page = page_of(lens, Door("users", key, "series"), english)
    assert page is not None
    assert page.choices == 3
    shown = [text(page, english, look=Look(choice=choice)).splitlines()[1] for choice in range(3)]
    assert "145.5M" in shown[0]
    assert {line.split()[0] for line in shown} == {"145.5M", "190M+", "61.8M"}


def test_a_closer_look_keeps_what_is_inside(lens: Lens, english: Reader) -> None:
    page = page_of(lens, Door("users", DOUBAO, "series"), english)
    assert page is not None
    assert page.axis is not None
    look = zoomed(Look(), page.axis, 0.5)
    assert [line[:7] for line in text(page, english, look=look).splitlines() if line.startswith("202")] == [
        "2025-03",
        "2025-01",
    ]


def test_a_comparison_is_of_what_is_counted_alike(lens: Lens, english: Reader) -> None:
    page = page_of(lens, Door("entities", "doubao;kimi", "compare"), english)
    told = text(page, english)
    assert "MAU  QuestMobile · app · China" in told
    assert "A Doubao  豆包  B Kimi" in told
    assert "nobody tells one" in told
    assert page_of(lens, Door("entities", "doubao", "compare"), english) is None
    assert page_of(lens, Door("entities", "doubao;nobody", "compare"), english) is None


def test_what_is_counted_otherwise_is_said(lens: Lens, english: Reader) -> None:
    told = text(page_of(lens, Door("entities", "openai;kimi", "compare"), english), english)
    assert "nothing is counted alike of two of them: no chart" in told


def test_a_market_has_a_column_for_each_counter(lens: Lens, english: Reader) -> None:
    page = page_of(lens, Door("market", FUNDING, "market"), english)
    told = text(page, english)
    assert told.startswith("AI")
    years = told.split("BY YEAR")[1].split("\n\n")[0]
    assert [line.split() for line in years.splitlines()[2:]] == [["2024", "$100.4B"], ["2023", "$55.9B"]]
    assert "BY REGION  3" in told
    assert "+79.61%" in told.split("GROWTH AS STATED")[1]


def test_countries_stand_as_parts_of_the_world(lens: Lens, english: Reader) -> None:
    told = text(page_of(lens, Door("market", FUNDING, "market"), english), english)
    bars = told.split("COUNTRIES OF THE WHOLE WORLD")[1].split("\n\n")[0].splitlines()[1:]
    assert bars[:2] == ["CB Insights", "A United States  B China  C the rest, computed here"]
    year, bar, figure = bars[2].split()
    assert (year, figure) == ("2024", "$100.4B")
    lengths = [len(part) for part in re.split("[ABC]", bar)[1:]]
    # 76.3, 5.2 and what is left of 100.4.
    assert [round(length / sum(lengths), 1) for length in lengths] == [0.8, 0.0, 0.2]


def test_regions_that_may_overlap_are_no_parts(lens: Lens) -> None:
    assert {"us", "cn"} <= lens.countries
    assert "world" not in lens.countries
    assert "openai" not in lens.countries


def test_a_metric_of_everybody(lens: Lens, english: Reader) -> None:
    told = text(page_of(lens, Door("facts", "annualised_revenue", "metric"), english), english)
    assert "OpenAI                      $7.2B+ 2025-01" in told
    # Ten times that is flagged.
    assert "$56B" not in told
    assert page_of(lens, Door("facts", "nothing", "metric"), english) is None


def test_a_dispute_sets_the_voices_side_by_side(lens: Lens, english: Reader) -> None:
    told = text(page_of(lens, Door("deals", "openai-2025-03", "dispute"), english), english)
    assert "the larger 1.33 times the smaller" in told
    assert "$40B / ~$30B = 1.33" in told
    assert told.count("DISPUTE") == 1


def test_an_investor_is_told_by_its_deals(lens: Lens, english: Reader) -> None:
    told = text(entity_page(lens, "softbank", english), english)
    assert "2 companies, 2 deals, 1 led" in told
    assert "not of this" in told


def test_a_person_with_no_move_that_happened_is_told_so(lens: Lens, english: Reader) -> None:
    told = text(entity_page(lens, "duan-nan", english), english)
    assert "at           JD.com" in told or "at           JD" in told
    assert "since        2025" in told


@pytest.mark.parametrize("width", [24, 40, 80, 120, 200])
def test_pages_keep_to_their_room_and_their_doors_lead_somewhere(lens: Lens, english: Reader, width: int) -> None:
    pages = [
        page_of(lens, Door("users", DOUBAO, "series"), english),
        page_of(lens, Door("entities", "doubao;kimi", "compare"), english),
        page_of(lens, Door("market", FUNDING, "market"), english),
        page_of(lens, Door("facts", "annualised_revenue", "metric"), english),
        page_of(lens, Door("deals", "openai-2025-03", "dispute"), english),
        entity_page(lens, "openai", english),
        entity_page(lens, "softbank", english),
        entity_page(lens, "duan-nan", english),
    ]
    for page in pages:
        drawn = lines(page, english, width)
        assert page is not None
        if width >= 80:
            wide = [plain_line(line) for line in drawn if cell_width("".join(span.text for span in line)) > width]
            assert wide == [], page.title
        for way in doorways(drawn):
            if way.door.page == "tab" or (way.door.table == "entities" and not way.door.page):
                assert lens.entity(way.door.key) is not None
            else:
                assert page_of(lens, way.door, english) is not None, way
