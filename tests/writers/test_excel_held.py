"""What a workbook holds comes back as it was; what it cannot hold is text, and what no cell holds is refused."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tui.errors import EXIT_USAGE, TermsheetError
from tui.writers.registry import format_named


def read_back(cells: pl.Series) -> list[object]:
    """What stands in the cells of a column that was written; an empty one is None."""
    out = io.BytesIO()
    format_named("xlsx").write([pl.DataFrame({"x": cells, "row": range(len(cells))})], out)
    out.seek(0)
    rows = CalamineWorkbook.from_filelike(out).get_sheet_by_name("data").to_python()[1:]
    return [None if row[0] == "" else row[0] for row in rows]


AS_TEXT = [
    (pl.Date, [date(1600, 1, 1), date(2024, 1, 2), None], ["1600-01-01", "2024-01-02", None]),
    (pl.Date, [date(1899, 12, 31)], ["1899-12-31"]),
    (pl.Datetime, [datetime(1800, 2, 2, 12), datetime(2024, 1, 2)], ["1800-02-02T12:00:00", "2024-01-02T00:00:00"]),
    (pl.Datetime, [datetime(1900, 1, 1, 12)], ["1900-01-01T12:00:00"]),
    (pl.Datetime, [datetime(2024, 2, 29, 12, 30, 15, 123456)], ["2024-02-29T12:30:15.123456"]),
    (pl.Datetime("ns"), [1_709_209_815_123_456_789], ["2024-02-29T12:30:15.123456789"]),
    (pl.Time, [time(23, 59, 59, 999_999)], ["23:59:59.999999"]),
    (pl.Int64, [2**63 - 1, 5, None], ["9223372036854775807", "5", None]),
    (pl.Int64, [-(2**63)], ["-9223372036854775808"]),
    (pl.Int64, [12345678901234568, 1], ["12345678901234568", "1"]),
    (pl.Int64, [10**15], ["1000000000000000"]),
    (pl.UInt64, [2**64 - 1, 5], ["18446744073709551615", "5"]),
    (pl.Int128, [2**127 - 1], [str(2**127 - 1)]),
    (pl.Decimal(38, 4), [Decimal("123456789012.3456")], ["123456789012.3456"]),
]


@pytest.mark.parametrize(("dtype", "values", "texts"), AS_TEXT)
def test_what_a_sheet_cannot_hold_is_text(dtype: pl.DataType, values: list[object], texts: list[object]) -> None:
    assert read_back(pl.Series(values, dtype=dtype)) == texts


AS_VALUE = [
    (pl.Date, [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), None, date(9999, 12, 31)]),
    (pl.Datetime, [datetime(1900, 1, 2, 6), datetime(2024, 2, 29, 12, 30, 15, 123_000), None]),
    (pl.Time, [time(0), time(12, 30, 15, 123_000), None]),
    (pl.Int64, [10**15 - 1, 1 - 10**15, 0, None]),
    (pl.UInt8, [255, 0]),
    (pl.Decimal(38, 10), [Decimal("12345678"), Decimal("0.5"), Decimal("-0.0000000001"), Decimal(0)]),
    (pl.Float64, [0.30000000000000004, 1 / 3, 12345678901234568.0, 0.1, 2.0, -1e300, None]),
]


@pytest.mark.parametrize(("dtype", "values"), AS_VALUE)
def test_what_a_sheet_holds_is_a_value(dtype: pl.DataType, values: list[object]) -> None:
    found = read_back(pl.Series(values, dtype=dtype))
    assert not any(isinstance(value, str) for value in found)
    given_back = [float(value) if isinstance(value, Decimal) else value for value in values]
    assert found == given_back


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_fractions_read_back_as_they_were(numbers: list[float]) -> None:
    assert read_back(pl.Series(numbers)) == numbers


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1))
def test_whole_numbers_lose_no_digits(numbers: list[int]) -> None:
    found = read_back(pl.Series(numbers, dtype=pl.Int64))
    assert [int(value) for value in found if isinstance(value, float | int | str)] == numbers


@pytest.mark.parametrize("text", ["a" * 32_767, "月" * 32_767, "𝟙" * 16_383])
def test_a_text_as_long_as_a_cell_comes_back_whole(text: str) -> None:
    assert read_back(pl.Series([text])) == [text]


@pytest.mark.parametrize(
    ("cells", "length"),
    [
        (pl.Series(["a" * 40_000, "b"]), "40,000"),
        (pl.Series(["𝟙" * 16_384]), "32,768"),
        (pl.Series(["a" * 40_000], dtype=pl.Categorical), "40,000"),
        (pl.Series([b"a" * 20_000]), "40,000"),
    ],
    ids=["text", "pairs", "category", "bytes"],
)
def test_a_text_too_long_for_a_cell_is_refused_by_its_column(cells: pl.Series, length: str) -> None:
    told = f"x: {length} characters; 32,767 are the most; write CSV or Parquet"
    with pytest.raises(TermsheetError, match=f"^{re.escape(told)}$") as refused:
        read_back(cells)
    assert refused.value.exit_code == EXIT_USAGE
    assert refused.value.told("zh") == f"x：共 {length} 个字符，最多 32,767 个；请写出 CSV 或 Parquet"
