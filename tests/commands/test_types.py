"""Columns of files are read as other kinds."""

from __future__ import annotations

import pytest

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk


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


def test_only_columns_of_files(corpus: FakeDesk) -> None:
    do(corpus, "type.date")
    assert corpus.told == "only columns of files can be read otherwise"
    assert model(corpus).view == model(corpus).first_view
