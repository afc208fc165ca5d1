"""What a column of a file prints is what was written, and what was read otherwise is told."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui.cells.file_columns import file_columns
from tui.engines.registry import runner
from tui.errors import TermsheetError
from tui.files import text
from tui.files.inference import cast
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.files.written import asked_for, values_or_texts
from tui.query.query import Aggregate, Condition, Group, Query
from tui.tables.of_files import file_dataset
from tui.writers.formats.json import plain_records
from tui.writers.registry import format_named

PIECES = """
1 12 1,234 1.234,5 12,50€ $1.2M 4.6亿美元 0.5 .5 1.50 -3 (4) 5- +7 007 1e5 1e-7 1E+3 12% NA - x 2024-01-02 03/04/2024
13/04/24 true FALSE 2024-01-02T10:00 2024-01-02T10:00:00+08:00 12345678901234567890 0.1234567890123456789
100000000000000000 0.00001 -0 1. nan inf
""".split()  # noqa: SIM905
DECIMALS = st.decimals(-(10**6), 10**6, places=2).map(str)
CELLS = st.sampled_from([*PIECES, " 8 ", "Apr 6, 2023", "12 €"]) | DECIMALS | st.text("0123456789.,- %", max_size=6)
ROWS = 6


@st.composite
def column(draw: st.DrawFn) -> list[str]:
    """Cells of a few kinds, so that columns are often of one."""
    few = draw(st.lists(CELLS, min_size=1, max_size=3))
    return draw(st.lists(st.sampled_from(few), min_size=ROWS, max_size=ROWS))


COLUMNS = st.lists(column(), min_size=1, max_size=3)


def opened(columns: list[list[str]]) -> Source:
    out = io.StringIO()
    names = [f"{name}{n}" for n, name in enumerate(("amount", "when", "v")[: len(columns)])]
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([names, *zip(*columns, strict=True)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(out.getvalue(), encoding="utf-8")
        source = open_file(str(path), Options(encoding="utf-8", delimiter=",", header=1))[0]
        return source.whole(runner()) if source.whole is not None else source


def printed(source: Source) -> list[list[str]]:
    page = source.frame.collect()
    names = [name for name in page.columns if "\x1f" not in name and not name.endswith("_currency")]
    page = page.select(asked_for(names, page.schema, typed=False))
    out = io.BytesIO()
    format_named("csv").write([values_or_texts(page, False)], out)
    return list(csv.reader(io.StringIO(out.getvalue().decode())))


def is_text(value: Any, written: str) -> bool:
    """Whether a value of JSON is the text that was written."""
    if isinstance(value, str):
        return value == written or (value + "T00:00:00" == written.replace(" ", "T"))
    if isinstance(value, bool):
        return written.lower() == json.dumps(value)
    try:
        return value is not None and Decimal(str(value)) == Decimal(written.strip())
    except InvalidOperation:
        return False


def check(columns: list[list[str]]) -> None:
    source = opened(columns)
    blank_free = [[cell if cell.strip() else "" for cell in column] for column in columns]
    rows = [list(row) for row in zip(*blank_free, strict=True)]
    assert printed(source)[1:] == rows
    told = {notice.column for notice in source.notices}
    page = source.frame.collect()
    for column, name in zip(
        blank_free, [n for n in page.columns if "\x1f" not in n and "_currency" not in n], strict=True
    ):
        values = [record[name] for record in plain_records(page.select(name))]
        plain = page.schema[name].is_temporal()
        for value, written in zip(values, column, strict=True):
            same = is_text(value, written) or (value is None and not written)
            if plain and value is not None and value[:10] == written[:10]:
                continue
            assert same or name in told, (name, value, written)


@pytest.mark.long
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(COLUMNS)
@example([["1"] * 6, ["1,234"] * 6, ["-0"] * 6])
def test_what_is_printed_is_what_was_written(columns: list[list[str]]) -> None:
    check(columns)


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(COLUMNS)
@example([["1"] * 6, ["1,234"] * 6, ["-0"] * 6])
def test_what_is_printed_of_a_large_file_is_what_was_written(columns: list[list[str]]) -> None:
    """One of which only the beginning was looked at before."""
    with pytest.MonkeyPatch.context() as patched:
        for name, size in (("SMALL_TEXT", 1), ("LARGEST_SEEN", 1), ("PREVIEW", 40)):
            patched.setattr(text, name, size)
        check(columns)


def test_what_is_read_otherwise_is_told_once_with_its_count(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("k;v\na;12,50\nb;n/a\nc;1.234,50\nd;n/a\n", encoding="utf-8")
    told = [str(notice) for notice in open_file(str(path))[0].notices]
    assert told == [
        "row 3, column v: `n/a` stands for no value; 2 cells so",
        "row 2, column v: `12,50` is read as 12.5, a comma for decimals; 2 cells so",
    ]


def test_raw_reads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2024-01-02\n2,$3\n", encoding="utf-8")
    source = open_file(str(path), Options(raw=True))[0]
    assert source.frame.collect().rows() == [("1", "2024-01-02"), ("2", "$3")]
    assert source.notices == ()


def test_a_column_that_was_read_has_a_mark_and_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("k;v\na;12,50\nb;7,25\n", encoding="utf-8")
    columns = file_dataset(open_file(str(path))[0], {}, "en").columns
    assert [(column.mark, column.rule) for column in columns] == [
        ("", ""),
        ("*", "`12,50` is read as 12.5, a comma for decimals; 2 cells so"),
    ]
    assert [column.mark for column in file_dataset(open_file(str(path))[0], {"v": "text"}, "en").columns] == ["", ""]


def test_a_typed_column_as_text_is_what_was_written() -> None:
    frame = pl.LazyFrame({"v": [1.5, 2.0, None], "v\x1fwritten": ["1.50", None, None], "v\x1fraw": [None, None, "x"]})
    assert cast(frame, {"v": "text"}).collect().to_dict(as_series=False) == {"v": ["1.50", "2", "x"]}


MONEY = "company,raised\nA,$1.2M\nB,4.6亿美元\nC,630万人民币\nD,n/a\n"


def test_money_of_several_currencies_is_never_added_up_or_compared(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(MONEY, encoding="utf-8")
    dataset = file_dataset(open_file(str(tmp_path / "x.csv"))[0], {}, "en")
    total = Group(("company",), (Aggregate("sum", "raised"),))
    with pytest.raises(TermsheetError, match="not all in one raised_currency: no sum of it"):
        dataset.engine.page(Query(group=total), 0, 9)
    with pytest.raises(TermsheetError, match="not all in one currency"):
        dataset.engine.count(Query((Condition("raised", ">", 1000),)))
    pinned = (Condition("raised_currency", "like", "usd"), Condition("raised", ">", 2_000_000))
    assert dataset.engine.page(Query(pinned), 0, 9).frame["company"].to_list() == ["B"]
    by_currency = Group(("raised_currency",), (Aggregate("sum", "raised"),))
    sums = dataset.engine.page(Query(group=by_currency), 0, 9).frame
    assert sorted(sums.drop_nulls().rows()) == [("CNY", 6_300_000), ("USD", 461_200_000)]
    shown = {column.name: column for column in dataset.columns}
    assert [*shown] == ["company", "raised"]
    frame = dataset.engine.page(Query(), 0, 9).frame
    assert shown["raised"].draw(frame) == ["$1.2M", "4.6亿美元", "630万人民币", "n/a"]


def test_a_column_of_currencies_goes_with_values_only() -> None:
    schema = {"v": pl.Int64(), "v\x1fraw": pl.String(), "v_currency": pl.Enum(["USD", "EUR"])}
    assert asked_for(["v"], schema, typed=True) == ("v", "v_currency")
    assert asked_for(["v"], schema, typed=False) == ("v", "v\x1fraw")
    assert asked_for(["v", "v_currency"], schema, typed=False) == ("v", "v\x1fraw", "v_currency")
    assert [column.name for column in file_columns(schema, {}, "en")] == ["v"]
