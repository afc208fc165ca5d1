"""Tables and columns made of the one shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.doing import column, do, model, titles
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.files.open import open_file
from tui.files.source import Options
from tui.tables.of_files import file_sheet
from tui.tables.sheet import TableSheet


def made(desk: FakeDesk) -> FakeDesk:
    """The desk that a command opened."""
    assert desk.opened is not None
    (sheet,) = desk.opened.sheets
    assert isinstance(sheet, TableSheet)
    return FakeDesk(sheet, reader=desk.reader, drill=desk.opened.drill)


def test_frequencies_lead_to_their_rows(desk: FakeDesk) -> None:
    model(desk).column_named("country")
    do(desk, "frequency")
    counts = made(desk)
    assert column(counts, "value") == ["China", "France", "India"]
    assert column(counts, "count") == ["2", "1", "1"]
    assert desk.opened is not None
    assert desk.opened.title == "country"
    do(counts, "open")
    assert counts.done == ["close"]
    assert column(desk, "company") == ["Alpha 甲", "Gamma 丙"]


def test_statistics_of_all_columns(desk: FakeDesk) -> None:
    do(desk, "statistics")
    assert desk.opened is not None
    assert desk.opened.title == "statistics"
    assert column(made(desk), "column") == ["company", "country", "amount", "date"]


def test_groups_are_asked_for(desk: FakeDesk) -> None:
    model(desk).column_named("country")
    do(desk, "group")
    assert desk.prompt.text == "country: count"
    assert desk.prompt.enter("country: sum amount")
    groups = made(desk)
    assert titles(groups) == ["country", "sum amount"]
    assert dict(zip(column(groups, "country"), column(groups, "sum amount"), strict=True))["India"] == "200"
    do(desk, "group")
    assert desk.prompt.enter("nothing: count")
    assert "no column `nothing`" in desk.told


def test_a_column_is_computed(desk: FakeDesk) -> None:
    do(desk, "derive")
    assert desk.prompt.enter("half = amount / 2")
    assert titles(desk)[-1] == "half"
    assert model(desk).column.name == "half"
    assert column(desk, "half")[0] == "150"


def test_why_a_column_cannot_be_computed_is_told(desk: FakeDesk) -> None:
    for line, told in (
        ("half", "write it as: name = amount / 1000"),
        ("amount = 1", "there is a column `amount` already"),
        ("bad = nothing + 1", "nothing"),
    ):
        do(desk, "derive")
        assert desk.prompt.enter(line)
        assert told in desk.told
        assert titles(desk) == ["company", "country", "amount", "date"]


LISTS = """company,investors,amount
Alpha,a16z; Lightspeed,1
Beta,a16z,2
Gamma,Sequoia; a16z,4
Delta,,8
"""


@pytest.fixture
def lists(tmp_path: Path, english: Reader) -> FakeDesk:
    """A file with a column of lists."""
    path = tmp_path / "lists.csv"
    path.write_text(LISTS, encoding="utf-8")
    (source,) = open_file(str(path), Options())
    return FakeDesk(file_sheet(source, "en"), reader=english)


def test_values_of_lists_are_counted_one_by_one_and_lead_to_their_rows(lists: FakeDesk) -> None:
    model(lists).column_named("investors")
    do(lists, "frequency")
    counts = made(lists)
    assert column(counts, "value") == ["a16z", "Lightspeed", "Sequoia", "(none)"]
    assert column(counts, "count") == ["3", "1", "1", "1"]
    assert column(counts, "share") == ["75%", "25%", "25%", "25%"]
    assert counts.sheet.note == "each row counts once for each investors; rows with no investors: 1"  # type: ignore[union-attr]
    for row, companies in ((0, ["Alpha", "Beta", "Gamma"]), (2, ["Gamma"]), (3, ["Delta"])):
        do(lists, "undo")
        model(counts).move_to(row, 10)
        do(counts, "open")
        assert column(lists, "company") == companies


def test_groups_by_lists_say_so_and_lead_to_their_rows(lists: FakeDesk) -> None:
    do(lists, "group")
    assert lists.prompt.enter("investors: sum amount, count")
    groups = made(lists)
    assert column(groups, "investors") == ["a16z", "Sequoia", "Lightspeed", "(none)"]
    assert column(groups, "sum amount") == ["7", "4", "1", "8"]
    figure = next(one for one in model(groups).columns if one.name == "sum amount")
    assert figure.mark
    assert figure.rule == "each row counts once for each investors; rows with no investors: 1"
    model(groups).move_to(1, 10)
    do(groups, "open")
    assert column(lists, "company") == ["Gamma"]


def test_leads_of_the_corpus_are_counted_one_by_one(corpus: FakeDesk) -> None:
    corpus.show_tab_named("deals")
    table = model(corpus)
    table.column_named("lead")
    do(corpus, "frequency")
    counts = made(corpus)
    row = next(n for n in range(model(counts).count) if model(counts).window.value(n, "value") == "softbank")
    model(counts).move_to(row, 50)
    times = column(counts, "count")[row]
    do(counts, "open")
    assert str(table.count) == times
    assert all("softbank" in str(table.window.value(n, "lead")).split(";") for n in range(table.count))
