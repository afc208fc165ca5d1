"""Numbers of several types in the parts of a table keep their digits: where no number holds them they are text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tui.files.documents import document
from tui.files.exact import floats_beyond
from tui.files.json_lines import large_lines
from tui.files.open import open_file
from tui.files.records import record_columns, together

LONG = 2**53 + 1
"""The first whole number that a fraction in 64 bits does not hold."""
WIDE = Decimal("12345678901234567.89")
Part = tuple[Sequence[Any], pl.DataType | type[pl.DataType]]


def parts_of(*values: list[Any]) -> pl.Series:
    """The column that values are which were made columns in parts."""
    return together(record_columns([{"v": value} for value in part]) for part in values).collect()["v"]


@pytest.mark.parametrize(
    "parts",
    [
        ([LONG, 1], [1.5, None]),
        ([-LONG], [0.5, 1e22]),
        ([2**53], [0.5]),
        ([1], [1.5, 1e22]),
        ([WIDE], [1, None], [0.25]),
        ([WIDE], [Decimal("0.12345678901234567891")]),
        ([WIDE], [Decimal("0.1234567890123456789012345")], [1.5]),
        ([WIDE], [float("nan")]),
        ([WIDE], ["x"]),
        ([LONG], [None, None], [2]),
        ([None], [1.5]),
        ([True], [1], [1.5]),
        ([None], [None]),
    ],
)
def test_records_in_parts_are_what_they_are_at_once(parts: tuple[list[Any], ...]) -> None:
    whole = record_columns([{"v": value} for part in parts for value in part])["v"]
    assert (parts_of(*parts).dtype, parts_of(*parts).to_list()) == (whole.dtype, whole.to_list())


def test_long_whole_numbers_in_parts_keep_their_digits() -> None:
    assert parts_of([LONG], [1.5]).to_list() == ["9007199254740993", "1.5"]
    assert parts_of([2**53], [1.5]).to_list() == [9007199254740992.0, 1.5]
    assert parts_of([WIDE], [1], [0.125]).to_list() == [Decimal("12345678901234567.890"), Decimal(1), Decimal("0.125")]


def test_a_column_that_parts_lack_keeps_its_digits() -> None:
    rows = together([pl.DataFrame({"v": [LONG]}), pl.DataFrame({"w": [1]}), pl.DataFrame({"v": [0.5], "w": [2]})])
    assert rows.collect().rows() == [("9007199254740993", None), (None, 1), ("0.5", 2)]


def test_lines_in_parts_keep_their_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.files.json_lines._CHUNK", 2)
    lines = ['{"v":9007199254740993}\n', '{"v":2}\n', '{"v":3}\n', '{"v":4}\n', '{"v":0.5}\n']
    assert large_lines(lines)[0].collect()["v"].to_list() == ["9007199254740993", "2", "3", "4", "0.5"]


def test_a_long_decimal_beside_words_is_written_as_it_is() -> None:
    assert document('[{"v":12345678901234567.89},{"v":"x"}]')[0]["v"].to_list() == ["12345678901234567.89", "x"]


@pytest.mark.parametrize(
    ("value", "found"),
    [(9007199254740992.0, True), (-9e15 * 2, True), (9007199254740991.0, False), (None, False), ([1.0, 1e17], True)],
)
def test_fractions_that_may_have_been_longer_are_found(value: object, found: bool) -> None:
    rows = pl.LazyFrame({"v": [value], "r": [{"a": "x", "b": 0.5}], "n": [LONG]}, strict=False)
    assert any(rows.select(floats_beyond(rows)).collect().row(0)) is found


def patterned(folder: Path, *parts: Part) -> tuple[pl.Series, str]:
    """The column that several Parquet files have together, and what is told of it."""
    for number, (values, dtype) in enumerate(parts):
        pl.DataFrame({"v": pl.Series(values, dtype=dtype)}).write_parquet(folder / f"{number}.parquet")
    (source,) = open_file(str(folder / "*.parquet"))
    return source.frame.collect()["v"], "\n".join(map(str, source.notices))


NESTED = pl.Struct({"a": pl.Int64, "b": pl.Int64}), pl.Struct({"a": pl.Float64, "b": pl.Float64})
TEXTS: dict[str, tuple[list[Part], list[Any]]] = {
    "whole numbers": (
        [([LONG, None], pl.Int64), ([1.5, 2.0, 1e22], pl.Float64)], [str(LONG), None, "1.5", "2", "1e22"],
    ),
    "negative ones": ([([0.5], pl.Float32), ([-LONG], pl.Int64)], ["0.5", str(-LONG)]),
    "of three types": (
        [([2**64 - 1], pl.UInt64), ([1], pl.Int64), ([0.5], pl.Float64)], ["18446744073709551615", "1", "0.5"],
    ),
    "decimals": ([([WIDE], pl.Decimal(38, 2)), ([0.5], pl.Float64)], ["12345678901234567.89", "0.5"]),
    "decimals of many places": (
        [([Decimal("0.1234567890123456789")], pl.Decimal(38, 19)), ([0.5], pl.Float64)],
        ["0.1234567890123456789", "0.5"],
    ),
    "in lists": ([([[LONG]], pl.List(pl.Int64)), ([[0.5]], pl.List(pl.Float64))], [[str(LONG)], ["0.5"]]),
    "in records": (
        [([{"a": LONG, "b": 1}], NESTED[0]), ([{"a": 0.5, "b": 0.5}], NESTED[1])],
        [{"a": str(LONG), "b": 1.0}, {"a": "0.5", "b": 0.5}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TEXTS)
def test_files_whose_one_type_would_round_are_text(tmp_path: Path, what: str) -> None:
    parts, expected = TEXTS[what]
    cells, told = patterned(tmp_path, *parts)
    assert cells.to_list() == expected
    assert told.startswith("column v: holds ")
    assert told.endswith(" in different files; read as text, so that no digit is lost")


def test_maps_keep_their_digits(tmp_path: Path) -> None:
    for name, value, dtype in (("1", LONG, pl.Int64()), ("2", 0.5, pl.Float64())):
        pairs = pl.List(pl.Struct({"key": pl.String, "value": dtype}))
        maps = pl.Series("v", [[{"key": "k", "value": value}]], dtype=pairs).cast(pl.Map(pl.String(), dtype))
        maps.to_frame().write_parquet(tmp_path / f"{name}.parquet")
    (source,) = open_file(str(tmp_path / "*.parquet"))
    assert source.frame.collect()["v"].to_list() == [{"k": str(LONG)}, {"k": "0.5"}]


NUMBERS: dict[str, tuple[list[Part], list[Any]]] = {
    "short whole numbers": ([([2**53], pl.Int64), ([0.5], pl.Float64)], [9007199254740992.0, 0.5]),
    "short decimals": ([([Decimal("1234567.89")], pl.Decimal(38, 2)), ([0.5], pl.Float64)], [1234567.89, 0.5]),
    "whole numbers of two types": ([([2**64 - 1], pl.UInt64), ([LONG], pl.Int64)], [2**64 - 1, LONG]),
    "whole numbers and decimals": (
        [([LONG], pl.Int64), ([Decimal("0.25")], pl.Decimal(20, 2))], [Decimal(LONG), Decimal("0.25")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NUMBERS)
def test_files_whose_one_type_holds_all_stay_numbers(tmp_path: Path, what: str) -> None:
    parts, expected = NUMBERS[what]
    cells, told = patterned(tmp_path, *parts)
    assert cells.dtype.is_numeric()
    assert cells.to_list() == expected
    assert told.endswith(" in different files; read as one type")
