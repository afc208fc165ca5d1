"""Questions in the shell: which first words are one, what is printed, and the codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.golden import compare
from tui.cli.routes import is_file, is_question, verb_of
from tui.text.widths import cell_width

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("words", "verb"),
    [("kimi mau", "ask"), ("deals", "list"), ("who left openai", "ask"), ("x.csv", "open"), ("show kimi", "show")],
)
def test_the_first_word_decides(words: str, verb: str) -> None:
    first = words.split(maxsplit=1)[0]
    assert verb_of(first, "", alone=" " not in words) == verb


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("list who left openai", True),
        ("open positions at openai", True),
        ("help me with kimi", True),
        ("check kimi mau", True),
        ("new 2026-10-01 openai", True),
        ("new 2026-10-01 --limit 5", False),
        ("new 2026-10-01", False),
        ("list deals kimi", False),
        ("list deal", False),
        ("stats x.csv amount", False),
        ("help filters", False),
        ("load bearing walls", True),
        ("load duckdb:x.db --replace", False),
        ("show kimi", False),
    ],
)
def test_a_verb_without_an_operand_is_part_of_a_question(words: str, asks: bool) -> None:
    assert is_question(words.split(), "") is asks


def test_a_question_mark_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kimi").write_text("a\n1\n")
    assert not is_file("kimi?")
    assert is_file("part-*.csv")
    assert is_file("kimi")
    assert not is_file("kimi", alone=False)


def test_an_answer_is_at_most_a_screen(run: Run) -> None:
    for words in ("doubao mau", "deepseek mau", "openai rounds", "moonshot rounds", "ai funding"):
        code, out, _ = run(*words.split())
        assert code == 0, words
        assert len(out.splitlines()) <= 22
        assert max(map(cell_width, out.splitlines())) <= 80


def test_no_answer_is_four_and_says_what_there_is(run: Run) -> None:
    code, out, err = run("kimi", "headcount")
    assert (code, out) == (4, "")
    assert "no claim on headcount of Kimi" in err
    code, out, err = run("ask", "--json", "kimi", "headcount")
    assert code == 4
    assert json.loads(out)["answer"] == []


def test_nothing_to_read_is_two(run: Run) -> None:
    assert run("ask")[0] == 2
    assert run("ask", "???")[0] == 2


def test_a_name_that_is_only_similar_is_offered(run: Run) -> None:
    code, out, err = run("show", "阶月星尘")
    assert (code, out) == (4, "")
    for words in (("show", "quantmobile"), ("find", "questnobile x"), ("quantmobile", "mau")):
        code, out, err = run(*words)
        assert (code, out) == (4, ""), words
        assert "nothing is called" in err


def test_words_that_are_no_names_are_read_as_a_question(run: Run) -> None:
    code, out, err = run("show", "doubao", "mau")
    assert code == 0
    assert "read as a question" in err
    assert "116M" in out


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("figure", "deepseek mau"),
        ("series", "doubao mau trend"),
        ("rounds", "openai rounds"),
        ("people", "段楠 去哪了"),
    ],
)
def test_answers_look_so(run: Run, name: str, words: str, lang: str) -> None:
    code, out, _ = run("ask", "--lang", lang, *words.split())
    assert code == 0
    compare(GOLDEN / f"ask-{name}-{lang}.txt", out)


def test_markdown_and_chart(run: Run) -> None:
    code, out, _ = run("ask", "--md", "doubao", "mau")
    assert code == 0
    assert out.startswith("# Doubao")
    assert "## SOURCES" in out
    code, out, _ = run("ask", "--chart", "doubao", "mau")
    assert code == 0
    assert len(out.splitlines()) == 17


def test_a_page_of_the_explorer_needs_a_terminal_and_no_form(run: Run) -> None:
    code, out, err = run("ask", "kimi", "mau", "--tui")
    assert (code, out) == (2, "")
    assert "needs a terminal" in err
    assert run("ask", "kimi", "mau", "--tui", "--json")[0] == 2
    assert run("ask", "nosuchthing", "at", "all", "--tui")[0] == 4
