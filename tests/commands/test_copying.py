"""Copies go to the terminal's clipboard."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk
from tui.commands import copying
from tui.tables import here


def clipboard(desk: FakeDesk) -> str:
    """What was copied last."""
    sequence = desk.written.rpartition("\x1b]52;c;")[2]
    return b64decode(sequence.removesuffix("\x07")).decode()


def test_cells_and_rows_are_copied_as_they_truly_are(desk: FakeDesk) -> None:
    do(desk, "copy.cell")
    assert clipboard(desk) == "Alpha 甲"
    assert desk.told == "sent to the terminal: Alpha 甲"
    do(desk, "copy.row")
    assert clipboard(desk) == "Alpha 甲\tChina\t300\t2024-01-03"


def test_tables_are_copied_in_a_format_that_is_chosen(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    do(desk, "copy.table")
    assert desk.choice is not None
    assert desk.choice.items[0] == "TSV"
    desk.choice.chosen([desk.choice.items.index("CSV")])
    assert clipboard(desk).splitlines()[:2] == ["company,country,amount,date", "Alpha 甲,China,300,2024-01-03"]
    monkeypatch.setattr(copying, "COPIED_ROWS", 3)
    do(desk, "copy.table")
    assert desk.told == "too many rows to copy: e writes a file"


def test_figures_are_copied_with_who_said_them(corpus: FakeDesk, desk: FakeDesk) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    do(corpus, "copy.citation")
    assert "OpenAI" in clipboard(corpus)
    assert "40B" in clipboard(corpus)
    do(corpus, "copy.address")
    assert clipboard(corpus).startswith("https://")
    do(desk, "copy.citation")
    assert desk.told == "only the corpus has citations"


def test_the_line_that_shows_a_table_is_copied(desk: FakeDesk, csv: Path) -> None:
    do(desk, "sort.down", "copy.line")
    assert clipboard(desk) == f"termsheet list {csv} --sort=-company"
    do(desk, "select", "select.only", "copy.line")
    assert desk.told.endswith("without selected rows")


def test_what_is_too_long_for_the_clipboard_is_in_a_file(desk: FakeDesk) -> None:
    copying.copy(desk, "x" * 1_000_000)
    assert desk.written == ""
    path = Path(desk.told.rpartition(" ")[2])
    assert path.read_text() == "x" * 1_000_000
    path.unlink()


def test_a_row_of_the_corpus_is_copied_with_who_said_it_and_where(corpus: FakeDesk) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    do(corpus, "copy.row")
    cells = clipboard(corpus).split("\t")
    assert cells[-4:] == ["closed", "OpenAI", "Rounds, first report", "https://example.org/a"]


def test_citations_are_copied_as_markdown_and_bibtex(corpus: FakeDesk) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    do(corpus, "copy.markdown")
    assert "[Rounds, first report](https://example.org/a)" in clipboard(corpus)
    do(corpus, "copy.bibtex")
    assert clipboard(corpus).startswith("@misc{openai-2025-03-s1-1,\n")
