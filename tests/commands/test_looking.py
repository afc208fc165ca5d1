"""Figures of the corpus in another currency, in other units, and as of a day."""

from __future__ import annotations

from datetime import date

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk
from tui.query.query import Condition
from tui.tables import here
from tui.tables import view as views
from tui.tables.corpus_sheets import corpus_sheets
from tui.tables.line import line_of_screen
from tui.tables.sheet import TableSheet


def looked_at(desk: FakeDesk) -> FakeDesk:
    """The desk with its tabs as they are looked at now."""
    assert desk.lens is not None
    desk.tabs.take(corpus_sheets(desk.lens, desk.reader))
    return desk


def test_currencies_and_units_go_round(corpus: FakeDesk) -> None:
    seen = []
    for _ in range(4):
        do(corpus, "type.money")
        seen.append((corpus.reader.currency, corpus.lens.currency if corpus.lens else None))
    assert seen == [("USD", "USD"), ("CNY", "CNY"), ("EUR", "EUR"), ("", "")]
    units = []
    for _ in range(3):
        do(corpus, "type.number")
        units.append(corpus.reader.units)
    assert units == ["western", "chinese", None]


def test_the_tabs_stay_as_they_were_and_say_how_they_are_looked_at(corpus: FakeDesk) -> None:
    table = model(corpus)
    table.show(views.narrow(table.view, Condition("company", "=", "openai")))
    here.go_to(table, "key", "openai-2025-03")
    for _ in range(2):
        do(corpus, "type.money")
    do(corpus, "type.number", "type.number")
    table = model(looked_at(corpus))
    row = table.row()
    assert row is not None
    assert row["key"] == "openai-2025-03"
    amount = next(column for column in table.columns if column.name == "amount")
    assert amount.title == "Amount → CNY"
    assert table.text(table.cursor.row, amount).startswith("~")
    assert table.text(table.cursor.row, amount).endswith("亿元")
    sheet = corpus.sheet
    assert isinstance(sheet, TableSheet)
    assert sheet.note == "in CNY · Chinese units"
    line = line_of_screen(sheet, table)
    assert line.text() == "termsheet list deals company:openai --currency=CNY --units=chinese"


def test_the_corpus_as_of_a_day(corpus: FakeDesk) -> None:
    before = model(corpus).count
    do(corpus, "as_of")
    assert corpus.prompt.enter("soon") is False
    assert corpus.told == "write 2025-06-30, 2025-06 or 2025; nothing for all"
    corpus.prompt.enter("2025-03")
    assert corpus.lens is not None
    assert corpus.lens.corpus.until == date(2025, 3, 31)
    assert model(looked_at(corpus)).count < before
    do(corpus, "as_of")
    assert corpus.prompt.text == "2025-03-31"
    corpus.prompt.enter("")
    assert model(looked_at(corpus)).count == before


def test_in_files_the_keys_read_the_column(desk: FakeDesk) -> None:
    model(desk).column_named("amount")
    do(desk, "type.money")
    assert model(desk).view.kinds == (("amount", "money"),)
    do(desk, "as_of")
    assert desk.told == "only figures of the corpus are looked at so"
