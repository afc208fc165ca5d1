"""Help, problems, the file, the mouse and the terminal."""

from __future__ import annotations

from pathlib import Path

from tests.commands.doing import do
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.commands.keymap import keymap
from tui.commands.problems import problem_page
from tui.commands.registry import commands
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.tables.corpus_sheets import corpus_sheets


def test_help_has_every_command_with_the_keys_that_the_person_has(desk: FakeDesk) -> None:
    desk.keys = keymap({"find": "Ctrl+S"})
    do(desk, "help")
    title, text = desk.pages[-1]
    assert title == "Help"
    assert "label='Ctrl+S', text='find in every column, as you type; on a page, a name'" in text
    for command in commands():
        assert command.label.en in text


def test_what_is_wrong_in_a_file_is_listed(desk: FakeDesk) -> None:
    do(desk, "problems")
    title, text = desk.pages[-1]
    assert title == "Problems"
    assert "row 4, column amount: `12+` is no number" in text


def test_what_is_wrong_in_the_corpus_and_in_the_keys_is_listed(scratch: Path, english: Reader) -> None:
    path = scratch / "deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1300000000", "1.3bn"), encoding="utf-8")
    lens = Lens(Corpus(scratch))
    desk = FakeDesk(*corpus_sheets(lens, english), reader=english, lens=lens, keys=keymap({"nothing": "x"}))
    first, second = map(repr, problem_page(desk))
    assert "[keys] nothing" in first
    assert "deals.csv:5" in second
    assert "1.3bn" in second


def test_where_nothing_is_wrong_it_says_so(corpus: FakeDesk) -> None:
    do(corpus, "problems")
    assert "No problem was found" in corpus.pages[-1][1]


def test_a_file_is_read_again(desk: FakeDesk) -> None:
    do(desk, "reload")
    assert desk.told == "this is no file that could be read again"
    desk.is_file, desk.told = True, ""
    do(desk, "reload")
    assert (desk.done, desk.told) == (["reload"], "")


def test_a_file_is_read_in_another_encoding(desk: FakeDesk) -> None:
    do(desk, "encoding")
    assert desk.told == "this is no text whose encoding could be another"
    desk.is_file, desk.told = True, ""
    do(desk, "encoding")
    assert (desk.done, desk.told) == (["reencode"], "")


def test_the_mouse_is_given_back_and_taken(desk: FakeDesk) -> None:
    do(desk, "mouse")
    assert desk.told == "the mouse is the terminal's; % takes it"
    do(desk, "mouse")
    assert desk.told == "the mouse is termsheet's; % gives it back"


def test_the_terminal_is_the_screens(desk: FakeDesk) -> None:
    do(desk, "redraw", "suspend", "stop")
    assert desk.done == ["redraw", "suspend", "stop"]
