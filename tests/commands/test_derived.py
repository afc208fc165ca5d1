"""Tables and columns made of the one shown."""

from __future__ import annotations

from tests.commands.doing import column, do, model, titles
from tests.commands.fake_desk import FakeDesk
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
