"""Columns of files are read as other kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.files.open import open_file
from tui.files.source import Options
from tui.language.label import Language
from tui.tables import view as views
from tui.tables.of_files import file_sheet


@pytest.mark.parametrize(
    ("id", "kind", "told"),
    [
        ("type.text", "text", "amount: text"),
        ("type.money", "money", "amount: money, 1 cell could not be read so and stands as it is"),
        ("type.date", "date", "amount: dates, 4 cells could not be read so and stand as they are"),
    ],
)
def test_a_column_of_a_file(desk: FakeDesk, id: str, kind: str, told: str) -> None:
    model(desk).column_named("amount")
    do(desk, id)
    field = model(desk).dataset.schema.field("amount")
    assert field is not None
    assert field.kind == kind
    assert desk.told == told
    assert column(desk, "amount")[2] == "12+"


def test_the_same_key_shows_a_column_as_it_was_read(desk: FakeDesk) -> None:
    model(desk).column_named("amount")
    first = model(desk).view.kinds
    do(desk, "type.text")
    assert model(desk).view.kinds == (("amount", "text"),)
    do(desk, "type.text")
    assert model(desk).view.kinds == first
    assert desk.told == "amount: as it was read, 1 cell could not be read so and stands as it is"


def of_file(path: Path, english: Reader, content: str, language: Language) -> FakeDesk:
    (path / "n.csv").write_text(content, encoding="utf-8")
    (source,) = open_file(str(path / "n.csv"), Options())
    return FakeDesk(file_sheet(source, language), reader=english._replace(language=language))


@pytest.mark.parametrize(("language", "first", "second"), [("zh", "1.525亿", "152.5M"), ("en", "152.5M", "1.525亿")])
def test_numbers_are_written_in_units_and_in_full_again(
    tmp_path: Path, english: Reader, language: Language, first: str, second: str
) -> None:
    desk = of_file(tmp_path, english, "name,n\na,152500000\nb,nope\nc,9007199254740993\n", language)
    model(desk).column_named("n")
    do(desk, "type.number")
    full = column(desk, "n")
    assert full == ["152,500,000", "nope", "9,007,199,254,740,993"]
    do(desk, "type.number")
    # A cell that could not be read stands as it is, and a number that would lose digits in full.
    assert column(desk, "n") == [first, *full[1:]]
    do(desk, "type.number")
    assert column(desk, "n") == [second, *full[1:]]
    assert views.from_text(views.to_text(model(desk).view)).units == model(desk).view.units
    do(desk, "type.number")
    assert column(desk, "n") == full
    assert model(desk).view.units == ()
    assert model(desk).undo()
    assert column(desk, "n") == [second, *full[1:]]


def test_money_is_written_in_other_units_and_then_in_full(tmp_path: Path, english: Reader) -> None:
    desk = of_file(tmp_path, english, "name,n\na,152500000元\nb,2亿元\n", "zh")
    model(desk).column_named("n")
    told = []
    for id in ("type.money", *["type.number"] * 4):
        do(desk, id)
        told.append(column(desk, "n")[0])
    assert told == ["1.525亿元", "¥152.5M", "152500000元", "1.525亿元", "¥152.5M"]
    assert model(desk).view.kinds == (("n", "number"),)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("$1.5bn", "15亿美元"),
        ("€5m", "500万欧元"),
        ("￥3000万", "¥3000万"),
        # What is about so much, or may be another figure, stays as it is written.
        ("约3亿元", "约3亿元"),
        ("1,50,000元", "1,50,000元"),
        ("未披露", "未披露"),
    ],
)
def test_money_with_its_currency_is_written_in_units(tmp_path: Path, english: Reader, written: str, shown: str) -> None:
    desk = of_file(tmp_path, english, f'name,n\na,"{written}"\nb,2亿元\nc,3亿元\n', "zh")
    model(desk).column_named("n")
    do(desk, "type.money")
    assert column(desk, "n")[0] == shown


def test_only_columns_of_files(corpus: FakeDesk) -> None:
    do(corpus, "type.date")
    assert corpus.told == "only columns of files can be read otherwise"
    assert model(corpus).view == model(corpus).first_view
