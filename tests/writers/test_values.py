"""What each format holds: the same values in one way, however many pages they come in."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import inf, nan

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tui.errors import TermsheetError
from tui.writers.formats import excel
from tui.writers.formats.json import plain_records
from tui.writers.registry import format_named, format_of_file, output_formats, text_formats


def written(form: str, *pages: pl.DataFrame, header: bool = True) -> bytes:
    out = io.BytesIO()
    format_named(form).write(pages, out, header=header)
    return out.getvalue()


def cell(values: list[object], dtype: pl.DataType | type[pl.DataType]) -> list[str]:
    frame = pl.DataFrame({"x": pl.Series(values, dtype=dtype), "y": 1})
    return [row[0] for row in csv.reader(io.StringIO(written("csv", frame).decode()))][1:]


def value(values: list[object], dtype: pl.DataType | type[pl.DataType]) -> list[str]:
    """The JSON of each value, as it is written."""
    lines = written("jsonl", pl.DataFrame({"x": pl.Series(values, dtype=dtype)})).decode().splitlines()
    return [line.removeprefix('{"x": ').removesuffix("}") for line in lines]


SHANGHAI = pl.Datetime("us", "Asia/Shanghai")
EACH = [
    (pl.Int64, 2**53 + 1, "9007199254740993", "9007199254740993"),
    (pl.Int128, 2**100, str(2**100), str(2**100)),
    (pl.Float64, 1.0, "1", "1"),
    (pl.Float64, 4e10, "40000000000", "40000000000"),
    (pl.Float64, 0.1, "0.1", "0.1"),
    (pl.Float32, 0.1, "0.1", "0.1"),
    (pl.Float64, -0.0, "-0", "-0"),
    (pl.Float64, 1e300, "1e300", "1e300"),
    (pl.Float64, 1e-9, "1e-9", "1e-9"),
    (pl.Float64, nan, "NaN", "null"),
    (pl.Float64, inf, "inf", "null"),
    (pl.Float64, -inf, "-inf", "null"),
    (pl.Boolean, True, "true", "true"),
    (pl.Date, date(1, 1, 1), "0001-01-01", '"0001-01-01"'),
    (pl.Datetime("us"), datetime(2024, 2, 29, 12, 30, 15, 250), *["2024-02-29T12:30:15.000250"] * 2),
    (pl.Datetime("ms"), datetime(1969, 7, 20), "1969-07-20T00:00:00", '"1969-07-20T00:00:00"'),
    (SHANGHAI, datetime(2024, 2, 29, 23, 30, tzinfo=UTC), *["2024-03-01T07:30:00+08:00"] * 2),
    (pl.Time, time(12, 30, 15, 500_000), "12:30:15.500", '"12:30:15.500"'),
    (pl.Duration("us"), timedelta(days=1, seconds=30), "P1DT30S", '"P1DT30S"'),
    (pl.Duration("us"), timedelta(microseconds=-5), "-PT0.000005S", '"-PT0.000005S"'),
    (pl.Binary, b"\x00\xff", "00ff", '"00ff"'),
    (pl.Decimal(18, 2), Decimal("1.50"), "1.50", "1.50"),
    (pl.Categorical, "a", "a", '"a"'),
    (pl.Enum(["a"]), "a", "a", '"a"'),
    (pl.String, 'say "hi"\n\x1b月', 'say "hi"\n\x1b月', json.dumps('say "hi"\n\x1b月', ensure_ascii=False)),
    (pl.List(pl.Float64), [1.0, None, nan], "[1, null, null]", "[1, null, null]"),
    (pl.List(pl.String), [], "[]", "[]"),
    (pl.Array(pl.Int8, 2), [1, None], "[1, null]", "[1, null]"),
    (pl.List(pl.List(pl.Date)), [[date(2024, 1, 2)], None], *['[["2024-01-02"], null]'] * 2),
    (pl.Struct({"a": pl.Float64, "b": pl.Binary}), {"a": 2.0, "b": b"\x01"}, *['{"a": 2, "b": "01"}'] * 2),
    (pl.List(pl.Struct({'"': pl.Duration})), [{'"': timedelta(0)}], *['[{"\\"": "PT0S"}]'] * 2),
]


@pytest.mark.parametrize(("dtype", "given", "text", "literal"), EACH, ids=lambda given: str(given)[:30])
def test_a_value_is_written_in_one_way(dtype: pl.DataType, given: object, text: str, literal: str) -> None:
    if literal == text and isinstance(given, datetime):
        literal = f'"{text}"'
    assert cell([given, None], dtype) == [text, ""]
    assert value([given, None], dtype) == [literal, "null"]
    frame = pl.DataFrame({"x": pl.Series([given], dtype=dtype)})
    assert written("md", frame).decode().splitlines()[2].replace("␊", "\n").replace("␛", "\x1b") == f"| {text} |"
    assert json.loads(written("json", frame)) == [json.loads(f'{{"x": {literal}}}')]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_read_back_as_they_were(numbers: list[float]) -> None:
    texts = cell([*numbers], pl.Float64)
    assert [float(text) for text in texts] == numbers
    assert [str(float(text)) for text in texts] == [str(number) for number in numbers]
    assert not any(text.endswith(".0") for text in texts)
    assert [json.loads(text) for text in value([*numbers], pl.Float64)] == numbers


@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(-(2**60), 2**60).map(float))), st.sampled_from([32, 64]))
def test_a_number_is_written_as_if_it_stood_alone(numbers: list[float | None], size: int) -> None:
    dtype = pl.Float32 if size == 32 else pl.Float64
    frame = pl.DataFrame({"x": pl.Series(numbers, dtype=dtype, strict=False), "y": 1})
    for form in ("csv", "jsonl", "md"):
        alone = [written(form, frame[row], header=False) for row in range(frame.height)]
        assert written(form, frame, header=False) == b"".join(alone)


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]))), min_size=1))
def test_texts_read_back_as_they_were(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"x": pl.Series(texts, dtype=pl.String), "y": 1})
    assert [json.loads(line)["x"] for line in written("jsonl", frame).decode().split("\n")[:-1]] == texts
    assert pl.read_csv(io.BytesIO(written("csv", frame)), schema=frame.schema)["x"].to_list() == texts


PAGES = [pl.DataFrame({"a": [n, None], "b": ["x|y", "z"], "c": [[n * 1.0], None]}) for n in range(3)]


@pytest.mark.parametrize("form", [form.name for form in text_formats()])
def test_pages_are_written_as_one_table(form: str) -> None:
    assert written(form, *PAGES) == written(form, pl.concat(PAGES))


def test_a_table_without_rows_has_its_titles() -> None:
    none = PAGES[0].clear()
    assert written("csv", none) == b"a,b,c\n"
    assert written("csv", none, header=False) == b""
    assert written("json", none) == b"[]\n"
    assert written("jsonl", none) == b""
    assert written("md", none).decode().count("\n") == 2
    assert pl.read_parquet(written("parquet", none)).schema == none.schema


def test_without_a_header_the_titles_are_left_out() -> None:
    for form in ("csv", "tsv", "md"):
        whole = written(form, *PAGES).decode().splitlines()
        assert written(form, *PAGES, header=False).decode().splitlines() == whole[2 if form == "md" else 1 :]


def test_a_row_without_values_is_still_a_row() -> None:
    frame = pl.DataFrame({"x": [1, None, 3]})
    assert len(list(csv.reader(io.StringIO(written("csv", frame).decode())))) == 4
    assert pl.read_csv(written("csv", frame)).height == 3


def test_parquet_holds_the_values() -> None:
    frame = pl.DataFrame({f"c{n}": pl.Series([given, None], dtype=dtype) for n, (dtype, given, *_) in enumerate(EACH)})
    frame = frame.drop(name for name, dtype in frame.schema.items() if dtype == pl.Int128)
    assert_frame_equal(pl.read_parquet(written("parquet", frame.head(1), frame.tail(1))), frame)


def test_parquet_passes_on_what_fails_below() -> None:
    class Stopped(Exception):
        pass

    def pages() -> object:
        yield PAGES[0]
        raise Stopped

    with pytest.raises(Stopped):
        format_named("parquet").write(pages(), io.BytesIO())  # type: ignore[arg-type]


def test_a_workbook_holds_values_and_what_it_cannot_hold_as_text() -> None:
    frame = pl.DataFrame(
        {
            "int": [1, 2],
            "large": [2**53 + 1, 1],
            "float": [1.5, nan],
            "day": [date(2024, 1, 2), None],
            "zoned": pl.Series([datetime(2024, 7, 1, tzinfo=UTC), None], dtype=SHANGHAI),
            "decimal": [Decimal("12345678901234567.89"), None],
            "price": pl.Series([Decimal("1.50"), None], dtype=pl.Decimal(18, 2)),
            "bytes": [b"\xff", None],
            "list": [[1, 2], None],
            "length": [timedelta(seconds=-5), None],
        }
    )
    found = pl.read_excel(io.BytesIO(written("xlsx", frame)))
    assert found.row(0) == (
        1,
        "9007199254740993",
        1.5,
        date(2024, 1, 2),
        "2024-07-01T08:00:00+08:00",
        "12345678901234567.89",
        1.5,
        "ff",
        "[1, 2]",
        "-PT5S",
    )


def test_a_workbook_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "SHEET_ROWS", 3)
    with pytest.raises(TermsheetError, match="Excel holds 3 rows, here are more; write CSV or Parquet"):
        written("xlsx", *PAGES)


def test_records_are_what_json_holds() -> None:
    assert plain_records(PAGES[1]) == [{"a": 1, "b": "x|y", "c": [1]}, {"a": None, "b": "z", "c": None}]


def test_a_format_is_found_by_its_ending_and_its_name() -> None:
    for form in output_formats():
        assert format_named(form.name) is form
        for ending in form.endings:
            assert format_of_file(f"X{ending.upper()}") is form
    names = [form.name for form in output_formats()]
    endings = [ending for form in output_formats() for ending in form.endings]
    assert len(names) == len(set(names))
    assert len(endings) == len(set(endings))
    with pytest.raises(TermsheetError, match=r"endings: \.csv"):
        format_of_file("x.doc")


def test_no_module_of_a_format_loads_polars_before_it_writes() -> None:
    script = (
        "import sys; from tui.writers.registry import output_formats; output_formats(); print('polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
