"""What a row is about is opened: its entity, its sources, its cell."""

from __future__ import annotations

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk
from tui.commands.opening import follow_door, open_door
from tui.pages.document import Door
from tui.tables import here


def test_a_row_of_the_corpus_opens_its_entity(corpus: FakeDesk) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    do(corpus, "open")
    assert corpus.opened is not None
    assert (corpus.opened.entity, corpus.opened.title) == ("openai", "OpenAI")
    assert corpus.opened.sheets[0].name == "card"


def test_sources_stand_behind_a_figure(corpus: FakeDesk) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    do(corpus, "sources")
    title, text = corpus.pages[-1]
    assert title == "Sources of this figure"
    assert "CLAIMS" in text


def test_a_company_has_its_page_instead(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("companies")
    do(corpus, "sources")
    assert corpus.opened is not None
    assert corpus.opened.entity


def test_a_source_opens_its_page(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("sources")
    do(corpus, "open")
    assert corpus.opened is None
    assert corpus.pages[-1][0] == "Sources of this figure"


def test_a_row_of_a_file_is_a_record(desk: FakeDesk) -> None:
    do(desk, "open")
    title, text = desk.pages[-1]
    assert title == "Record"
    assert "Alpha 甲" in text
    assert "2024-01-03" in text


def test_a_cell_in_full(desk: FakeDesk) -> None:
    do(desk, "cell")
    assert desk.pages[-1] == ("company", "  Alpha 甲")


def test_the_pane_comes_and_goes(desk: FakeDesk, page: FakeDesk) -> None:
    do(desk, "detail")
    assert desk.pane.shown
    do(desk, "detail")
    assert not desk.pane.shown
    do(page, "detail")
    assert page.told == "no figure under the cursor"


def test_a_door_leads_to_the_row_of_its_fact(corpus: FakeDesk) -> None:
    corpus.show_tab(0)
    open_door(corpus, Door("deals", "moonshot-ai-2024-03"))
    assert corpus.sheet.name == "deals"
    assert corpus.tabs.came_from == 0
    row = model(corpus).row()
    assert row is not None
    assert row["key"] == "moonshot-ai-2024-03"


def test_a_door_to_what_no_tab_shows_opens_a_page(corpus: FakeDesk) -> None:
    corpus.show_tab(0)
    open_door(corpus, Door("users", "doubao|mau||average|app|cn|2025-01|people#questmobile"))
    assert corpus.tabs.number == 0
    assert corpus.pages[-1][0] == "Sources of this figure"


def test_a_door_with_nothing_behind_it_says_so(corpus: FakeDesk) -> None:
    open_door(corpus, Door("deals", "nothing"))
    assert corpus.pages == []
    assert corpus.told == "there is nothing behind this name"


def test_a_figure_opens_its_series_and_a_name_its_page(corpus: FakeDesk) -> None:
    assert corpus.show_tab_named("users")
    here.go_to(model(corpus), "product", "doubao")
    do(corpus, "open")
    title, text = corpus.pages[-1]
    assert title == "Doubao  豆包 · MAU"
    assert "2025-01" in text
    follow_door(corpus, Door("entities", "bytedance"))
    assert corpus.opened is not None
    assert corpus.opened.entity == "bytedance"


def test_the_rest_of_a_table_is_in_its_tab(corpus: FakeDesk) -> None:
    follow_door(corpus, Door("deals", "openai", "tab"))
    assert corpus.opened is not None
    assert (corpus.opened.entity, corpus.opened.start) == ("openai", "deals")
