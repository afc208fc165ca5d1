"""Files as people have them: opened with a counted warning, or refused in one line."""

from __future__ import annotations

import gzip
import io
import json
import os
import sqlite3
import threading
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tui.engines.registry import runner
from tui.errors import EXIT_UNREADABLE, TermsheetError, both
from tui.files import temporary as room
from tui.files import text
from tui.files.encodings import detect
from tui.files.formats import arrow
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.files.temporary import temporary
from tui.query.fields import RAW

HEADER = "company,date,amount\n"


def opened(path: Path, content: str | bytes, options: Options | None = None) -> Source:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_file(str(path), options)[0]


def told(source: Source) -> str:
    return "\n".join(map(str, source.notices))


def rows(source: Source) -> pl.DataFrame:
    return source.frame.collect().select(pl.selectors.exclude(f"^.*{RAW}$"))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "公司,数\n月之暗面,1\n"),
        ("utf-16", "公司,数\n月之暗面,1\n"),
        ("utf-16-le", "公司,数\n月之暗面,1\n"),
        ("gb18030", "公司,数\n月之暗面,1\n智谱华章,2\n"),
        ("big5hkscs", "公司,數\n騰訊控股有限公司,1\n台灣積體電路製造,2\n"),
        ("cp1252", "Stadt,Zahl\nKöln,1\nMünchen,2\nBesançon,3\n"),
    ],
)
def test_encodings_are_found_and_can_be_said(tmp_path: Path, encoding: str, text: str) -> None:
    source = opened(tmp_path / "x.csv", text.encode(encoding))
    expected = [line.split(",")[0] for line in text.splitlines()[1:]]
    first = text.split(",", maxsplit=1)[0]
    assert rows(source)[first].to_list() == expected
    said = opened(tmp_path / "y.csv", text.encode(encoding), Options(encoding=encoding))
    assert rows(said)[first].to_list() == expected


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "公司\n月之暗面\n智谱\n".encode("gbk"))
    assert both(source.told[0])[0].startswith("GB18030 (guessed")


def test_one_bad_byte_in_utf8_is_named(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", b"name,n\nA,1\nB\xff,2\n")
    assert told(source).startswith("row 3, column name: `B�`")
    assert rows(source)["n"].to_list() == [1, 2]


def test_ragged_records_are_kept_and_told(tmp_path: Path) -> None:
    text = "a,b,c\n1,x,10\n2,y\n3,z,30,extra\n\n5,w,50\n"
    source = opened(tmp_path / "x.csv", text)
    assert rows(source)["c"].to_list() == [10, None, 30, 50]
    notices = told(source)
    assert "row 3: has 2 cells, 3 expected" in notices
    assert "row 4: has 4 cells, 3 expected; left out: extra" in notices
    assert "row 5: is blank" in notices


def test_an_open_quote_is_named_and_no_giant_record(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", 'name,n\nA,1\n"B,2\nC,3\n')
    assert rows(source).height == 3
    assert "row 3, column name" in told(source)
    assert "never closed" in told(source)


def test_line_breaks_in_cells_make_no_records(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", 'name,n\r\n"A\r\nB\n\nC",1\r\nD,2\r\n')
    assert rows(source)["n"].to_list() == [1, 2]
    assert source.notices == ()


def test_names_are_made_unique_and_told(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "amount,,amount,Amount\n1,2,3,4\n")
    assert rows(source).columns == ["amount", "column_2", "amount_2", "Amount"]
    assert rows(source).row(0) == (1, 2, 3, 4)
    assert "the header names `amount` again" in told(source)


def test_preamble_and_hint_are_left_out(tmp_path: Path) -> None:
    assert rows(opened(tmp_path / "a.csv", "sep=;\na;b\n1;x,y\n")).row(0) == (1, "x,y")
    source = opened(tmp_path / "b.csv", "Report 2024\n\nname,date,n\nA,2024-01-02,1\nB,2024-01-03,2\n")
    assert rows(source).columns == ["name", "date", "n"]
    assert "2 rows before the header left out" in told(source)


def test_a_file_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "1,2024-01-01\n2,2024-01-02\n3,2024-01-03\n")
    assert rows(source)["column_1"].to_list() == [1, 2, 3]


def test_delimiters_are_found_and_can_be_said(tmp_path: Path) -> None:
    for mark in ";\t|":
        assert rows(opened(tmp_path / "x.csv", f"a{mark}b\n1{mark}x, y\n2{mark}z\n")).row(0) == (1, "x, y")
    assert rows(opened(tmp_path / "x.csv", "a^b\n1^2\n", Options(delimiter="^"))).row(0) == (1, 2)


def test_german_figures(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "datum;betrag\n06.04.2023;2.345.678,90\n31.12.2022;1.500\n")
    assert rows(source)["datum"].to_list() == [date(2023, 4, 6), date(2022, 12, 31)]
    assert rows(source)["betrag"].to_list() == [2345678.9, 1500.0]


def test_a_late_bad_number_costs_one_cell(tmp_path: Path) -> None:
    lines = "".join(f"c{n},2024-01-01,{n}\n" for n in range(3000))
    source = opened(tmp_path / "x.csv", HEADER + lines + "late,2024-01-01,1x2\n")
    amounts = rows(source)["amount"]
    assert amounts.null_count() == 1
    assert amounts.sum() == sum(range(3000))
    assert told(source) == "row 3002, column amount: `1x2` is no number"
    assert source.frame.collect()["amount" + RAW][-1] == "1x2"


def test_units_sentinels_and_months(tmp_path: Path) -> None:
    text = "when,how much\n2024-01-05,3亿\n2024年3月,4000万\n9999-12-31,数亿\n31/12/2023,约2亿\n"
    source = opened(tmp_path / "x.csv", text)
    assert rows(source)["how much"].to_list() == [300_000_000, 40_000_000, None, 200_000_000]
    assert rows(source)["when"].to_list()[1:] == [date(2024, 3, 1), date(9999, 12, 31), date(2023, 12, 31)]
    for part in ("names only the month", "unlikely date", "`数亿` stands for no value", "approximate"):
        assert part in told(source)


def test_how_a_number_was_read_is_told_to_the_last_digit(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "price\n1.25\n约1.5\n2.5\n3.5\n4.5\n")
    assert rows(source)["price"].to_list() == [1.25, 1.5, 2.5, 3.5, 4.5]
    assert told(source) == "row 3, column price: `约1.5` is read as 1.5, approximate"


def test_dates_that_may_be_two_days_are_told(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "when\n3/4/2024\n5/6/2024\n2024-01-31\n")
    assert rows(source)["when"].to_list() == [date(2024, 3, 4), date(2024, 5, 6), date(2024, 1, 31)]
    assert "row 2, column when: `3/4/2024` is read as 2024-03-04: nothing in the column tells" in told(source)
    assert opened(tmp_path / "y.csv", "when\n3/4/2024\n31/6/2024\n30/6/2024\n").notices[0].row == 3


def test_codes_stay_text(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "zip,long\n01234,12345678901234567890\n99999,2\n")
    assert rows(source).row(0) == ("01234", 12345678901234567890)


def test_gzip(tmp_path: Path) -> None:
    packed = gzip.compress(("a,b\n" + "1,2\n" * 500).encode())
    assert rows(opened(tmp_path / "x.csv.gz", packed)).height == 500
    with pytest.raises(TermsheetError, match=r"x\.csv\.gz: gzip data ends early") as failure:
        opened(tmp_path / "x.csv.gz", packed[: len(packed) // 2])
    assert failure.value.exit_code == EXIT_UNREADABLE


def test_parquet_is_known_by_its_bytes(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pl.DataFrame({"a": [1, 2]}).write_parquet(buffer)
    assert rows(opened(tmp_path / "x.csv", buffer.getvalue()))["a"].to_list() == [1, 2]
    with pytest.raises(TermsheetError, match="not a complete Parquet file"):
        opened(tmp_path / "y.parquet", buffer.getvalue()[:-40])


def test_arrow_files_and_streams(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": [1, 2]})
    file, stream = io.BytesIO(), io.BytesIO()
    frame.write_ipc(file)
    frame.write_ipc_stream(stream)
    assert rows(opened(tmp_path / "x.arrow", file.getvalue())).equals(frame)
    assert rows(opened(tmp_path / "y.arrow", stream.getvalue())).equals(frame)


def test_a_pattern_of_parquet_files_is_one_table(tmp_path: Path) -> None:
    for n in range(3):
        pl.DataFrame({"a": [n]}).write_parquet(tmp_path / f"p{n}.parquet")
    sources = open_file(str(tmp_path / "p*.parquet"))
    assert len(sources) == 1
    assert sources[0].height == 3


def test_json_finds_its_records(tmp_path: Path) -> None:
    wrapped = json.dumps({"meta": 1, "data": {"items": [{"a": 1, "b": [1]}, {"a": 2}]}})
    source = opened(tmp_path / "x.json", wrapped)
    assert source.told == ("data.items",)
    assert rows(source).rows() == [(1, "[1]"), (2, None)]


def test_broken_json_is_refused_by_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(TermsheetError, match=r"line 2, column \d+: not JSON"):
        opened(tmp_path / "x.json", '[{"a": 1},\n {"a":')
    with pytest.raises(TermsheetError, match="nested too deep"):
        opened(tmp_path / "y.json", "[" * 100_000 + "]" * 100_000)


def test_bad_lines_of_ndjson_are_named(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.jsonl", '{"a":1}\n{"a":\n\n[1]\n{"a":4}\n')
    assert rows(source)["a"].to_list() == [1, 4]
    assert "row 2" in told(source)
    assert "row 4" in told(source)


def test_sqlite_tables_are_tabs(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table one (a, b)")
        connection.executemany("insert into one values (?, ?)", [(1, "x"), (2.5, None)])
        connection.execute('create table "two""s" (c)')
    connection.close()
    one, two = open_file(str(path))
    assert rows(one).rows() == [(1.0, "x"), (2.5, None)]
    assert two.height == 0


def test_a_workbook_is_read_where_its_table_is(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Deals")
        sheet.merge_range("A1:C1", "Deals of the year")
        sheet.write_row("A3", ["company", "date", "amount"])
        sheet.merge_range("A4:A5", "Acme")
        sheet.write_datetime(
            "B4", __import__("datetime").datetime(2024, 1, 5), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        sheet.write_number("C4", 100)
        sheet.write_row("B5", ["2024-02-05", "2,000"])
        sheet.write("J300", "stray")
        book.add_worksheet("Empty")
    source = open_file(str(path))[0]
    found = rows(source)
    assert found["company"].to_list() == ["Acme", "Acme"]
    assert found["amount"].to_list() == [100, 2000]
    assert found["date"].to_list() == [date(2024, 1, 5), date(2024, 2, 5)]
    assert "left out" in told(source)
    assert "vertically merged" in told(source)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.csv", b"", "the file is empty"),
        ("x.csv", b"\xef\xbb\xbf\n", "the file is empty"),
        ("x.xls", b"<html><table><tr><td>1</td></tr></table></html>", "this is HTML"),
        ("x.csv", b"%PDF-1.7 ...", "this is PDF"),
        ("x.json", b"[]", "no list of records"),
        ("x.jsonl", b"1\n2\n", "no line holds a record"),
        ("x.db", b"SQLite format 3\x00" + b"\x00" * 50, "no readable database"),
        ("x.xlsx", b"PK\x03\x04 nothing", "no readable workbook"),
        ("x.arrow", b"ARROW1\x00\x00 nothing", "Arrow"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    with pytest.raises(TermsheetError) as failure:
        opened(tmp_path / name, content)
    assert why in str(failure.value)
    assert name in str(failure.value)
    assert "\n" not in str(failure.value)
    assert failure.value.exit_code == EXIT_UNREADABLE


def test_large_text_is_read_like_small_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast way for large files against the careful way for small ones."""
    lines = [f'"c, {n}",2024-01-{1 + n % 28:02},{n * 1.5},{n}' for n in range(3000)]
    lines[2500] = "bad,31/12/2023,12x34,2500"
    lines[2600] = "short,2024-01-01"
    path = tmp_path / "x.csv"
    path.write_text("company,date,amount,n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    small = open_file(str(path))[0]
    monkeypatch.setattr(text, "SMALL_TEXT", 1000)
    monkeypatch.setattr(text, "PREVIEW", 4000)
    start = open_file(str(path))[0]
    assert start.whole is not None
    assert start.height is None
    whole = start.whole(runner())
    assert whole.height == 3000
    assert rows(whole).equals(rows(small))
    notices = told(whole)
    assert "row 2502, column amount: `12x34` is no number" in notices
    assert "row 2602: has 2 cells, 4 expected" in notices


def test_large_text_in_another_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(("公司,数\n" + "月之暗面,1\n" * 500).encode("gbk"))
    monkeypatch.setattr(text, "SMALL_TEXT", 1000)
    source = open_file(str(path))[0]
    assert source.whole is not None
    whole = source.whole(runner())
    assert rows(whole)["公司"].unique().to_list() == ["月之暗面"]


def test_temporary_files_lie_in_one_folder() -> None:
    assert temporary(".x").parent == temporary(".y").parent


def test_detection_does_not_mind_a_cut_character() -> None:
    assert detect("月".encode()[:2] + b"", whole=False).name in ("utf-8", "cp1252", "gb18030", "big5hkscs")
    text = ("月之暗面\n" * 100).encode()
    assert detect(text[:-2], whole=False).name == "utf-8"


@pytest.mark.parametrize(
    ("raw", "columns"),
    [
        ("会社,金額\n東京電力,100\n日本製鉄,200\n".encode("cp932"), ["会社", "金額"]),
        (b"a\x01b\n1\x012\n", ["a", "b"]),
    ],
)
def test_rarer_forms_are_found(tmp_path: Path, raw: bytes, columns: list[str]) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(raw)
    assert [c for c in open_file(str(path))[0].frame.collect_schema().names() if RAW not in c] == columns


def test_a_late_byte_of_no_encoding_is_told_by_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "SMALL_TEXT", 1000)
    monkeypatch.setattr(text, "PREVIEW", 500)
    path = tmp_path / "late.csv"
    path.write_bytes(b"a,b\n" + b"x,1\n" * 500 + b"\xff\xfe,2\n")
    source = open_file(str(path))[0]
    assert source.whole is not None
    read = source.whole(runner())
    assert read.height == 501
    assert [str(notice) for notice in read.notices] == ["row 502: holds bytes that are not of the file's encoding"]


def test_a_named_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("a,b\n1,2\n",), daemon=True)
    writer.start()
    assert open_file(str(path))[0].frame.collect().select("a", "b").rows() == [(1, 2)]
    writer.join()


def test_a_folder_without_parquet_says_so(tmp_path: Path) -> None:
    with pytest.raises(TermsheetError, match="a folder without Parquet files"):
        open_file(str(tmp_path))


def test_an_address_of_this_machine_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a b.csv"
    path.write_text("a,b\n1,x\n", encoding="utf-8")
    (source,) = open_file(path.as_uri())
    assert (source.path, source.frame.collect().rows()) == (path, [(1, "x")])


@pytest.mark.parametrize("batch", [100, 5000])
def test_a_large_arrow_file_shows_its_first_rows_before_it_is_copied(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrow, "IN_MEMORY", 1 << 18)
    frame = pl.select(n=pl.int_range(40_000), t=pl.int_range(40_000).cast(pl.String)).with_columns(
        c=pl.col("t").str.slice(0, 1).cast(pl.Categorical)
    )
    path = tmp_path / "x.arrow"
    frame.write_ipc(path, record_batch_size=batch)
    (source,) = open_file(str(path))
    assert source.whole is not None
    begun = source.frame.collect()
    assert 0 < begun.height <= arrow.ROWS_SHOWN
    assert begun.equals(frame.head(begun.height))
    whole = source.whole(runner())
    assert whole.height == 40_000
    assert whole.frame.collect().equals(frame)


def test_an_arrow_file_without_room_for_a_copy_is_read_where_it_lies_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrow, "IN_MEMORY", 10)
    monkeypatch.setattr(room, "free_bytes", lambda folder: 0)
    path = tmp_path / "x.arrow"
    pl.DataFrame({"a": [1]}).write_ipc(path)
    (source,) = open_file(str(path))
    assert source.frame.collect().rows() == [(1,)]
    assert [notice.rule.split(" (")[0] for notice in source.notices] == ["there is no room for a copy"]
