"""Anything is done by name."""

from __future__ import annotations

import pytest

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tui.commands import palette
from tui.corpus.lens import Lens
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.storage import own


def say(desk: FakeDesk, line: str) -> None:
    """Types a line after the colon."""
    do(desk, "palette")
    assert desk.prompt.enter(line)
    desk.rest()


def test_rows_commands_and_verbs(desk: FakeDesk) -> None:
    say(desk, "3")
    assert model(desk).cursor.row == 2
    say(desk, "undo")
    assert desk.told == "nothing to undo"
    say(desk, "sort -company")
    assert column(desk, "company")[0] == "Gamma 丙"
    say(desk, "filter country:china")
    assert model(desk).count == 2
    say(desk, "sort nothing")
    assert "no column `nothing`" in desk.told
    say(desk, "theme plain")
    assert desk.told == "without colours"
    say(desk, "theme colour")
    assert desk.told == "in colours"
    assert own.typed_lines("palette")[-1] == "theme colour"


def test_views_are_kept_under_a_name(desk: FakeDesk) -> None:
    say(desk, "filter country:china")
    say(desk, "save chinese")
    assert desk.told == "saved; back with :view chinese"
    do(desk, "reset")
    say(desk, "view chinese")
    assert model(desk).count == 2
    say(desk, "view nothing")
    assert desk.told == "nothing: no view is saved under this name"


def test_a_view_of_another_table_is_told_how_to_open(desk: FakeDesk, corpus: FakeDesk) -> None:
    say(corpus, "save deals")
    say(desk, "view deals")
    assert desk.told == "termsheet list deals --tui"
    corpus.show_tab_named("users")
    say(corpus, "view deals")
    assert corpus.sheet.name == "deals"


def test_entities_and_tabs(corpus: FakeDesk) -> None:
    say(corpus, "yzam deals")
    assert corpus.opened is not None
    assert (corpus.opened.entity, corpus.opened.start) == ("moonshot-ai", "deals")
    say(corpus, "users")
    assert corpus.sheet.name == "users"
    say(corpus, "openai vs yzam")
    assert corpus.pages[-1][0] == "OpenAI vs Moonshot AI"


def test_a_metric_has_a_page_and_a_matrix(corpus: FakeDesk) -> None:
    say(corpus, "metric annualised revenue")
    assert corpus.pages[-1][0] == "annualised revenue"
    say(corpus, "metric 月活")
    assert corpus.pages[-1][0] == "MAU"
    say(corpus, "metric nothing")
    assert corpus.told == "nothing: no metric is called so"
    say(corpus, "matrix dau")
    assert corpus.told == "dau: no metric is called so"
    say(corpus, "matrix mau")
    assert corpus.opened is not None
    assert [sheet.name for sheet in corpus.opened.sheets] == ["mau"]
    assert corpus.opened.title.startswith("QuestMobile")
    say(corpus, "matrix 月活 QuestMobile")
    assert corpus.opened.title.startswith("QuestMobile")
    say(corpus, "matrix mau openai")
    assert corpus.told == "no counter tells this over time"
    say(corpus, "matrix mau nobody at all")
    assert corpus.told == "nobody at all: nobody who counts is called so"


def test_metrics_are_offered_behind_their_verbs(corpus: FakeDesk) -> None:
    do(corpus, "palette")
    corpus.prompt.type("metric annualised r")
    corpus.rest()
    assert [one.line for one in corpus.prompt.suggestions.items] == ["metric annualised revenue"]


def test_a_question_is_answered_on_a_page(corpus: FakeDesk) -> None:
    say(corpus, "kimi mau")
    title, text = corpus.pages[-1]
    assert title == "Kimi · MAU"
    assert "QuestMobile" in text
    assert "read as" in text


def test_what_cannot_be_answered_is_told_and_opens_nothing(corpus: FakeDesk) -> None:
    say(corpus, "qqqq zzzz")
    assert corpus.told.startswith("nothing is called `qqqq")
    say(corpus, "杨植鳞 月活")
    assert corpus.pages == []
    assert corpus.opened is None


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("kimi mau", "Kimi · MAU"),
        ("kimi", "Kimi"),
        ("kimi deals", "Kimi"),
        ("openai vs kimi", "OpenAI vs Kimi"),
        ("new 2020-01-01", "≥ 2020-01-01"),
        ("since 2020-01-01", "≥ 2020-01-01"),
        ("metric mau", "MAU"),
        ("matrix mau", "QuestMobile"),
    ],
)
def test_over_a_file_the_corpus_is_opened_to_answer(desk: FakeDesk, lens: Lens, line: str, shown: str) -> None:
    desk.opening = lambda: lens
    say(desk, line)
    title = desk.opened.title if desk.opened is not None else desk.pages[-1][0]
    assert title.startswith(shown)


def _no_corpus() -> Lens:
    raise TermsheetError(Label("no folder", "没有文件夹"), "")


@pytest.mark.parametrize("line", ["2", "sort who", "filter x", "save mine", "column.fit", "undo", "theme", "sor"])
def test_what_is_about_the_file_opens_no_corpus(desk: FakeDesk, line: str) -> None:
    opened: list[str] = []
    desk.opening = lambda: opened.append(line) or _no_corpus()  # type: ignore[func-returns-value]
    do(desk, "palette")
    desk.prompt.type(line)
    assert opened == []


def test_a_corpus_that_cannot_be_opened_is_told(desk: FakeDesk) -> None:
    desk.opening = _no_corpus
    say(desk, "kimi mau")
    assert desk.told == "no folder"
    assert desk.pages == []
    # What begins a command is one all the same.
    say(desk, "as wide as")
    assert desk.told != "no folder"


def test_over_a_file_its_tab_is_shown_and_those_of_the_corpus_are_told(desk: FakeDesk, lens: Lens) -> None:
    desk.opening = lambda: lens
    say(desk, "Deals")
    assert desk.opened is None
    assert desk.told == ""
    say(desk, "users")
    assert desk.told == "users: a tab of the corpus, opened by termsheet --tab users"


def test_names_are_suggested_with_their_keys(corpus: FakeDesk) -> None:
    do(corpus, "palette")
    corpus.prompt.type("undo")
    corpus.rest()
    assert ("undo", "u") in [(one.line, one.note) for one in corpus.prompt.suggestions.items]
    corpus.prompt.type("moonsh")
    corpus.rest()
    assert corpus.prompt.suggestions.items[0].line == "Moonshot AI"
    corpus.prompt.press("down")
    corpus.prompt.press("enter")
    assert corpus.prompt.text == "Moonshot AI"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("kimi mau", "Kimi · MAU  18.2M people 2025-03"),
        ("who left 阶跃星辰", "StepFun  阶跃星辰 · departures  2025 段楠 StepFun → JD.com"),
        ("kimi", ""),
        ("kimi ma", ""),
        ("foo bar baz", ""),
        ("sort -amount", ""),
    ],
)
def test_the_headline_stands_while_a_question_is_typed(corpus: FakeDesk, line: str, told: str) -> None:
    do(corpus, "palette")
    corpus.prompt.type(line)
    corpus.rest()
    assert corpus.told.startswith(told)
    assert bool(corpus.told) == bool(told)


@pytest.mark.parametrize("line", ["", "   "])
def test_an_empty_line_does_nothing(corpus: FakeDesk, line: str) -> None:
    say(corpus, line)
    assert corpus.told == ""


def test_of_a_group_its_members_are_told_and_not_its_own_rows(shipped: Lens) -> None:
    asked = palette.read_request("六小虎 离职", shipped)
    assert asked == palette.Request("question", "六小虎 离职", ("six-tigers",), "", "departures")
    own = palette.read_request("openai departures", shipped)
    assert own == palette.Request("entity", "departures", ("openai",))
