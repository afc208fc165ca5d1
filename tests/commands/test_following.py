"""What a person follows: what is new, names watched, notes of their own."""

from __future__ import annotations

import csv
import os
import stat
from pathlib import Path

import pytest

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tests.commands.test_copying import clipboard
from tui.cells.cell import Reader
from tui.commands import palette
from tui.commands.by_name import carry_out
from tui.corpus.lens import Lens
from tui.pages.document import plain_line
from tui.pages.overview import overview
from tui.pages.panel import Room, stacked
from tui.storage import folders, watching
from tui.tables import here
from tui.tables.sheet import TableSheet


def overview_text(lens: Lens, reader: Reader) -> str:
    return "\n".join(plain_line(line) for line in stacked(overview(lens), Room(70, 8, reader)))


def test_a_name_is_watched_and_stands_first_on_the_overview(corpus: FakeDesk, lens: Lens) -> None:
    here.go_to(model(corpus), "key", "openai-2025-03")
    do(corpus, "watch")
    assert corpus.told == "watched, on the Overview: OpenAI"
    text = overview_text(lens, corpus.reader).splitlines()
    assert text[0].startswith("WATCHED")
    assert text[1].startswith("OpenAI ")
    path = Path(folders.own()) / "watched"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    do(corpus, "watch")
    assert corpus.told == "no longer watched: OpenAI"
    assert "WATCHED" not in overview_text(lens, corpus.reader)


def test_where_no_name_is_there_is_nothing_to_watch(desk: FakeDesk) -> None:
    do(desk, "watch")
    assert desk.told == "no name under the cursor"
    do(desk, "note")
    assert desk.told == "notes stand on facts of the corpus"


def test_a_note_is_kept_and_shown_beside_its_fact(corpus: FakeDesk) -> None:
    table = model(corpus)
    here.go_to(table, "key", "openai-2025-03")
    do(corpus, "note")
    assert corpus.prompt.enter("ask the CFO")
    row = table.row()
    assert row is not None
    assert table.noted == {"openai-2025-03"}
    sheet = corpus.sheet
    assert isinstance(sheet, TableSheet)
    room = Room(60, 20, corpus.reader)
    assert "ask the CFO" in "\n".join(map(plain_line, stacked(sheet.meaning.page(row), room)))
    assert stat.S_IMODE(os.stat(Path(folders.own()) / "notes.json").st_mode) == 0o600
    do(corpus, "copy.row")
    assert clipboard(corpus).endswith("\task the CFO")
    do(corpus, "note")
    assert corpus.prompt.text == "ask the CFO"
    assert corpus.prompt.enter("")
    assert table.noted == frozenset()
    assert not (Path(folders.own()) / "notes.json").exists()


def test_a_note_goes_out_with_its_row_and_is_no_column_without_one(corpus: FakeDesk, tmp_path: Path) -> None:
    def exported(name: str) -> list[dict[str, str]]:
        do(corpus, "export")
        assert corpus.prompt.enter(str(tmp_path / name))
        corpus.rest()
        with open(tmp_path / name, encoding="utf-8", newline="") as file:
            return [*csv.DictReader(file)]

    assert "own_note" not in exported("before.csv")[0]
    watching.keep_note("deals", "openai-2025-03", "ask, the CFO")
    watching.keep_note("deals", "of-no-deal-that-is-here", "lost")
    told = [(row["company"], row["own_note"]) for row in exported("after.csv") if row["own_note"]]
    assert told == [("openai", "ask, the CFO")]
    watching.keep_note("deals", "openai-2025-03", "")
    assert "own_note" not in exported("gone.csv")[0]


def test_what_is_new_is_told_until_its_list_has_been_opened(corpus: FakeDesk, lens: Lens) -> None:
    assert "NEW SINCE" not in overview_text(lens, corpus.reader)
    watching.keep_looked("2000-01-01")
    assert "NEW SINCE YOU LOOKED    2000-01-01" in overview_text(lens, corpus.reader)
    do(corpus, "news")
    assert corpus.opened is not None
    assert corpus.opened.sheets[0].name == "news"
    assert "NEW SINCE" not in overview_text(lens, corpus.reader)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("new", "new", ""),
        ("new 2026-11-01", "new", "2026-11-01"),
        ("since 90d", "since", "90d"),
        ("new openai rounds", "question", "new openai rounds"),
        ("since when", "question", "since when"),
    ],
)
def test_lines_that_ask_for_what_is_new(lens: Lens, line: str, kind: str, text: str) -> None:
    found = palette.read_request(line, lens)
    assert found is not None
    assert (found.kind, found.text) == (kind, text)


def test_what_happened_since_a_day_is_listed_over_all_tables(corpus: FakeDesk, lens: Lens) -> None:
    request = palette.read_request("since 3y", lens)
    assert request is not None
    carry_out(corpus, request)
    assert corpus.opened is not None
    made = FakeDesk(*corpus.opened.sheets, reader=corpus.reader)
    assert {"Deals", "Users"} <= set(column(made, "table"))
    years = [date[:4] for date in column(made, "date")]
    assert years == sorted(years, reverse=True)
