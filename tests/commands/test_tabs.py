"""From tab to tab, and to the pane."""

from __future__ import annotations

from tests.commands.doing import do
from tests.commands.fake_desk import FakeDesk


def test_tabs_by_number_and_by_table(corpus: FakeDesk) -> None:
    do(corpus, "tab.1")
    assert corpus.sheet.name == "overview"
    do(corpus, "go.users")
    assert corpus.sheet.name == "users"
    do(corpus, "tab.9")
    assert corpus.sheet.name == "sources"
    do(corpus, "go.deals")
    assert corpus.sheet.name == "deals"


def test_a_file_has_no_tab_of_the_corpus(desk: FakeDesk) -> None:
    do(desk, "go.deals")
    assert desk.sheet.name.endswith("deals.csv")


def test_to_the_pane_and_back(desk: FakeDesk, page: FakeDesk) -> None:
    do(desk, "pane.next")
    assert desk.told == "d shows the detail pane"
    do(desk, "detail", "pane.next")
    assert desk.pane.focused
    do(desk, "pane.previous")
    assert not desk.pane.focused
    do(page, "pane.next")
    assert page.told == "no figure under the cursor"
