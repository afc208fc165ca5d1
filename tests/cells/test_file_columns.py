"""The numbers of a person's own file: as they are, or cut and said so."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cells.file_columns import file_columns
from tui.language.label import Language
from tui.text.numbers import full
from tui.text.read_numbers import number


def drawn(values: list[float | None], kind: str = "", language: Language = "en") -> list[str]:
    column = file_columns({"x": pl.Float64()}, {"x": kind} if kind else {}, language)[0]
    return column.draw(pl.DataFrame({"x": pl.Series(values, dtype=pl.Float64)}))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1.5, 0.25, None, 2.0], ["1.50", "0.25", "", "2.00"]),
        ([0.1, 0.123456789, 1234.5], ["0.100000 ", "0.123456…", "1,234.500000 "]),
        ([0.1 + 0.2, -0.0], ["0.300000…", "-0.000000 "]),
        ([0.9999999], ["0.999999…"]),
        ([1e-7, 1e15], ["0.0000001", "1,000,000,000,000,000"]),
    ],
)
def test_numbers_keep_their_digits_or_say_that_there_are_more(values: list[float | None], shown: list[str]) -> None:
    assert drawn(values) == shown


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=8))
def test_a_drawn_number_is_the_number_or_its_beginning(values: list[float | None]) -> None:
    for value, text in zip(values, drawn(values), strict=True):
        shown = text.strip()
        assert value is not None
        if shown.endswith("…"):
            assert full(value).startswith(shown[:-1])
        else:
            assert float(shown.replace(",", "")) == value


@given(st.floats(1, 1e15), st.sampled_from(("en", "zh")))
def test_money_in_a_file_keeps_its_digits(value: float, language: Language) -> None:
    read = number(drawn([value], "money", language)[0])
    assert read is not None
    assert read.value == value


def test_a_percentage_in_a_file_keeps_its_digits() -> None:
    assert drawn([33.333333333, 50.0], "percent") == ["33.333333333%", "50%"]
