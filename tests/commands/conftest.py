"""Desks with a file, a table of the corpus, a page, and nothing on them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.asking import dataset_of
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.files.open import open_file
from tui.files.source import Options
from tui.language.label import Label
from tui.tables.corpus_sheets import corpus_sheets, entity_sheets
from tui.tables.model import TableModel
from tui.tables.of_files import file_sheet, record_page
from tui.tables.sheet import RowMeaning, TableSheet

TEXT = """company,country,amount,date
Alpha 甲,China,300,2024-01-03
Beta,France,100,2024-01-02
Gamma 丙,China,12+,2024-01-01
Delta,India,200,2024-01-04
"""


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the person keeps is kept for one test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TMUX", raising=False)


def sheet_of(frame: pl.DataFrame) -> TableSheet:
    dataset = dataset_of(frame)
    return TableSheet("made", Label("Made", "自制"), lambda: TableModel(dataset, 0), RowMeaning(record_page))


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def desk(csv: Path, english: Reader) -> FakeDesk:
    """A file of four rows, of which one has an amount that is no number."""
    (source,) = open_file(str(csv), Options())
    return FakeDesk(file_sheet(source, "en"), reader=english)


@pytest.fixture
def corpus(lens: Lens, english: Reader) -> FakeDesk:
    """The tabs of the corpus, at the deals."""
    found = FakeDesk(*corpus_sheets(lens, english), reader=english, lens=lens)
    assert found.show_tab_named("deals")
    return found


@pytest.fixture
def page(lens: Lens, english: Reader) -> FakeDesk:
    """The page of an entity, at its card."""
    return FakeDesk(*entity_sheets(lens, "openai", english), reader=english, lens=lens, entity="openai")


@pytest.fixture
def empty(english: Reader) -> FakeDesk:
    """A table without rows."""
    frame = pl.DataFrame({"name": [], "n": []}, schema={"name": pl.String, "n": pl.Int64})
    return FakeDesk(sheet_of(frame), reader=english)
