"""Files through an engine that reads them itself: the same rows, or refused in a line that says why."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tui.engines.base import answer
from tui.errors import EXIT_USAGE, TermsheetError
from tui.files import text
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.query.query import Query, SortKey
from tui.tables.of_files import file_dataset

pytest.importorskip("ibis")

CSV = '''company,round,amount,share,day,when,listed,note
OpenAI,A,100,0.5,2024-01-02,2024-01-02 10:00:00,true,"two
lines, and a ""quote"""
月之暗面,B,,1.25,2024-01-03,2024-01-03T23:59:59.25,false,  x
Kimi,A,300,-3,,,TRUE,
,A, 400 ,.5e1,2024-01-02,2024-01-02 10:00:00,,\u3000
'''
FRAME = pl.DataFrame({"a": [3, 1, None, 3], "b": ["x", "é", None, "x"], "c": [0.5, None, 1.5, -2.0]})


def opened(path: Path | str, options: Options) -> tuple[Source, Source]:
    """A file without and with an engine."""
    (plain,), (asked,) = open_file(str(path), options), open_file(str(path), options._replace(engine="duckdb"))
    if plain.whole is not None:
        from tui.engines.registry import runner

        plain = plain.whole(runner())
    assert asked.engine is not None
    assert asked.engine.name == "DuckDB"
    return plain, asked


def same(path: Path | str, options: Options | None = None, *, figures: bool = True) -> Source:
    """What is asked of a file is answered alike: its rows in any order, and with `figures` what they hold."""
    plain, asked = opened(path, options or Options())
    ours, theirs = (file_dataset(source, {}, "en") for source in (plain, asked))
    assert theirs.height == ours.height
    kinds = [[(field.name, field.title, field.kind) for field in each.engine.fields] for each in (ours, theirs)]
    assert kinds[0] == kinds[1]
    assert_frame_equal(answer(theirs.engine, Query()), answer(ours.engine, Query()))
    for key in (None, *ours.schema.names):
        query = Query(sort=(SortKey(key),) if key else ())
        numbers, expected = theirs.engine.index(query), ours.engine.index(query)
        assert numbers is not None
        assert expected is not None
        assert numbers.to_list() == expected.to_list()
    if not figures:
        return asked
    for name in ours.schema.names:
        assert_frame_equal(theirs.engine.frequency(Query(), name), ours.engine.frequency(Query(), name))
    fields = ours.fields(ours.columns, Query())
    assert_frame_equal(theirs.engine.summary(Query(), fields).frame, ours.engine.summary(Query(), fields).frame)
    return asked


TEXTS: dict[str, tuple[str, Options]] = {
    "x.csv": (CSV, Options()),
    "it's [1] *.csv": ("a,b\n1,x\n2,y\n", Options()),
    "bom.csv": ("\ufeff月,b\n1,x\n2,y\n", Options()),
    "hint.csv": ("sep=;\na;b\n1;x\n2;y\n", Options()),
    "semicolon.csv": ("a;b\n1;x,y\n2;y\n", Options()),
    "bar.txt": ("a|b\n1|x\n2|y\n", Options()),
    "x.tsv": ('a\tb\n1\t007\n2\t"8"\n', Options()),
    "said.csv": ("a^b\n1^x\n2^y\n", Options(delimiter="^")),
    "control.csv": ("a\x01b\n1\x01x\n2\x01y\n", Options()),
    "dos.csv": ('a,b\r\n1,x\r\n2,"y\r\nz"\r\n', Options()),
    "above.csv": ("A report\nof 2024\n\na,b,c\n1,x,2\n2,y,3\n", Options()),
    "header.csv": ("x,y\na,b\n1,2\n3,4\n", Options(header=2)),
    "none.csv": ("1,2\n3,4\n", Options(header=0)),
    "blank.csv": ("a,b\n1,x\n\n2,y\n\n", Options()),
    "one.csv": ("a\n1\n2\n", Options()),
    "names.csv": ('A,a,,"b\nc",a\n1,2,3,4,5\n6,7,8,9,10\n', Options()),
    "empty.csv": ("a,b\n", Options()),
    "gaps.csv": ("a,b\n,\n \t,\xa0\n", Options()),
    "whole.csv": ("a,b\n1.0,1e3\n2.,-5\n", Options()),
}


OF_ALL_KINDS = ("x.csv", "empty.csv", "gaps.csv", "whole.csv")
"""Where columns of every kind stand, or none: the others are told apart by how their rows are read."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(tmp_path: Path, name: str) -> None:
    content, options = TEXTS[name]
    (tmp_path / name).write_bytes(content.encode())
    same(tmp_path / name, options, figures=name in OF_ALL_KINDS)


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "blank.csv"])
def test_a_large_text(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of which only the beginning was looked at before."""
    content, options = TEXTS[name]
    monkeypatch.setattr(text, "SMALL_TEXT", 1)
    monkeypatch.setattr(text, "LARGEST_SEEN", 1)
    (tmp_path / name).write_bytes(content.encode())
    asked = same(tmp_path / name, options, figures=name in OF_ALL_KINDS)
    assert asked.whole is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
def test_an_encoding(tmp_path: Path, encoding: str) -> None:
    content = "公司,金額\n" + "月之暗面,1\n阿里巴巴,2\n騰訊,3\n" * 20
    (tmp_path / "x.csv").write_bytes(content.encode(encoding))
    same(tmp_path / "x.csv", Options(encoding=encoding), figures=False)


def test_a_packed_text(tmp_path: Path) -> None:
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(CSV.encode()))
    asked = same(tmp_path / "x.csv.gz")
    assert asked.told == ("gzip", "DuckDB")


def test_a_number_that_is_not_whole_after_many_that_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("SMALL_TEXT", 1), ("LARGEST_SEEN", 1), ("PREVIEW", 1000)):
        monkeypatch.setattr(text, name, size)
    (tmp_path / "x.csv").write_text("n,b\n" + "".join(f"{n},x\n" for n in range(1000)) + "1.5,y\n", encoding="utf-8")
    same(tmp_path / "x.csv")


def test_columnar_files(tmp_path: Path) -> None:
    FRAME.write_parquet(tmp_path / "x.parquet")
    FRAME.write_ipc(tmp_path / "x.arrow")
    FRAME.write_ipc_stream(tmp_path / "x.arrows")
    (tmp_path / "packed.gz").write_bytes(gzip.compress((tmp_path / "x.parquet").read_bytes()))
    for name in ("x.parquet", "x.arrow", "x.arrows", "packed.gz"):
        same(tmp_path / name)


def test_a_pattern_and_a_folder_of_parquet_files(tmp_path: Path) -> None:
    (tmp_path / "year=2024").mkdir()
    for number, name in enumerate(("b", "year=2024/a", "c[1]")):
        FRAME.with_columns(n=pl.lit(number)).write_parquet(tmp_path / f"{name}.parquet")
    same(tmp_path / "*.parquet")
    same(tmp_path)


REFUSED: dict[str, tuple[str, str]] = {
    "x.json": ('[{"a": 1}]', "x.json: --engine duckdb reads no JSON"),
    "x.jsonl": ('{"a": 1}\n', "x.jsonl: --engine duckdb reads no NDJSON"),
    "unread.csv": ("a,b\n0,x\n" + "".join(f"{n},{n}\n" for n in range(1, 102)), "row 2, column b: `x` is no number"),
    "units.csv": ("a,b\nx,$1\ny,$2\n", "row 2, column b: `$1` is read as 1; 2 cells so"),
    "thousands.csv": ('a,b\nx,"1,200"\ny,"3,400"\n', "DuckDB does not read `1,200` in `b`"),
    "percent.csv": ("a,b\nx,12%\ny,13%\n", "row 2, column b: `12%` is read as 12; 2 cells so"),
    "wide.csv": ("n,t\n12345678901234567890,007\n1,2024\n", "reads no numbers of as many digits as those of column n"),
    "foreign.csv": ("a,b\nx,3.2.2024\ny,25.2.2024\n", "DuckDB does not read `25.2.2024` in `b`"),
    "minutes.csv": ("a,b\nx,2024-01-02 10:00\ny,2024-01-03 11:00\n", "in `b`, written otherwise than a plain time"),
    "ragged.csv": ("a,b\n1,x\n2\n3,z\n", "DuckDB does not read this text: line 3: Expected Number of Columns: 2"),
    "quote.csv": ('a,b\n1,"x\n2,y\n', "DuckDB does not read this text"),
    "damaged.csv": ("a,b\n1,x\udcff\n2,y\n", "DuckDB does not read this text"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_plan_cannot_say_is_refused(tmp_path: Path, name: str) -> None:
    content, why = REFUSED[name]
    (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    options = Options(engine="duckdb", encoding="utf-8" if name == "damaged.csv" else "")
    with pytest.raises(TermsheetError) as refused:
        open_file(str(tmp_path / name), options)
    assert why in str(refused.value)
    assert refused.value.exit_code == EXIT_USAGE
    assert "\n" not in str(refused.value)


def test_blank_lines_of_a_large_text_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "SMALL_TEXT", 1)
    monkeypatch.setattr(text, "LARGEST_SEEN", 1)
    (tmp_path / "x.csv").write_text("a,b\n1,x\n\n2,y\n", encoding="utf-8")
    with pytest.raises(TermsheetError, match="--engine duckdb reads no text with blank lines; leave it out"):
        open_file(str(tmp_path / "x.csv"), Options(engine="duckdb"))


def test_a_database_is_refused_by_its_name(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("create table t as select 1 as a")
    with pytest.raises(
        TermsheetError, match=r"x\.db: --engine duckdb reads no SQLite; leave it out, or save it as CSV"
    ):
        open_file(str(tmp_path / "x.db"), Options(engine="duckdb"))


def test_polars_may_be_named(tmp_path: Path) -> None:
    FRAME.write_parquet(tmp_path / "x.parquet")
    assert open_file(str(tmp_path / "x.parquet"), Options(engine="polars"))[0].engine is None
