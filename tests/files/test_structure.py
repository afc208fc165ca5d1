"""Delimited text as people write it: nothing in it is lost, and what is read otherwise than written is told."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.engines.registry import runner
from tui.errors import TermsheetError
from tui.files import text
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.query.fields import KEY


def opened(path: Path, content: str | bytes, options: Options | None = None) -> Source:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    source = open_file(str(path), options)[0]
    return source.whole(runner()) if source.whole is not None else source


def table(source: Source) -> tuple[list[str], list[tuple[object, ...]]]:
    """The names and the cells, as they were written."""
    frame = source.texts
    if frame is None:
        frame = source.frame.collect().select(pl.all().exclude(f"^.*{KEY}.*$"))
    return frame.columns, frame.rows()


def told(source: Source) -> str:
    return "\n".join(map(str, source.notices))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a large one, of which 200 bytes are seen first."""
    monkeypatch.setattr(text, "SMALL_TEXT", 200)
    monkeypatch.setattr(text, "PREVIEW", 200)


CASES: dict[str, tuple[str, list[str], list[tuple[str, ...]]]] = {
    "one column with commas": (
        "company\nAcme, Inc\nBeta,Ltd\nGamma\n",
        ["company"],
        [("Acme, Inc",), ("Beta,Ltd",), ("Gamma",)],
    ),
    "a column of prose": ("text\nGood day, all\nOne, two\n", ["text"], [("Good day, all",), ("One, two",)]),
    "row names without a header cell": (
        "mpg,cyl\nMazda,21,6\nFord,15.5,8\n",
        ["column_1", "mpg", "cyl"],
        [("Mazda", "21", "6"), ("Ford", "15.5", "8")],
    ),
    "an index with an empty name": (",price\n0,12.5\n1,13\n", ["column_1", "price"], [("0", "12.5"), ("1", "13")]),
    "years over an index": (
        ",2023,2024\nx,1,2\ny,3,4\n",
        ["column_1", "2023", "2024"],
        [("x", "1", "2"), ("y", "3", "4")],
    ),
    "a header shorter than its rows": (
        "name,city\nBob,Paris, France\nAl,Rome, Italy\n",
        ["name", "city", "column_3"],
        [("Bob", "Paris", " France"), ("Al", "Rome", " Italy")],
    ),
    "thousands without quotes": (
        "name,v\na,1,234\nb,999\nc,2,345,678\n",
        ["name", "v"],
        [("a", "1,234"), ("b", "999"), ("c", "2,345,678")],
    ),
    "thousands beside words": (
        "name,v,w\na,1,234,x\nb,1,234,567\nc,7,8\nd,1,y\n",
        ["name", "v", "w"],
        [("a", "1,234", "x"), ("b", "1,234", "567"), ("c", "7", "8"), ("d", "1", "y")],
    ),
    "blanks behind delimiters": ('a, b\n1, "x, y"\n2, "u"\n', ["a", "b"], [("1", "x, y"), ("2", "u")]),
    "quotes with backslashes": (
        'a,b\n1,"said \\"yes, I do\\""\n2,"C:\\new, old"\n',
        ["a", "b"],
        [("1", 'said "yes, I do"'), ("2", "C:\\new, old")],
    ),
    "a delimiter of two characters": ('a||b\n1||x|y\n2||"q||r"\n', ["a", "b"], [("1", "x|y"), ("2", "q||r")]),
    "two colons beside times": ("a::b\n10:30::x\n11:45::y\n", ["a", "b"], [("10:30", "x"), ("11:45", "y")]),
    "a delimiter of three characters": ("a|~|b\n1|~|x\n2|~|y\n", ["a", "b"], [("1", "x"), ("2", "y")]),
    "lines that end with CR alone": ("a,b\r1,x\r2,y\r", ["a", "b"], [("1", "x"), ("2", "y")]),
    "comments before the header": ("# by Al, 2024\n# v1\na,b\n1,x\n2,y\n", ["a", "b"], [("1", "x"), ("2", "y")]),
    "a header that begins as a comment": ("#id,name\n1,Bob\n2,Al\n", ["#id", "name"], [("1", "Bob"), ("2", "Al")]),
    "a title over a table": ("Report 2024\nname,v\nA,1\nB,2\n", ["name", "v"], [("A", "1"), ("B", "2")]),
    "a quote within a word": (
        'a,b\n1,5" pipe\n2,"x" y\n3,z\n',
        ["a", "b"],
        [("1", '5" pipe'), ("2", '"x" y'), ("3", "z")],
    ),
    "a mark in the middle": ("\ufeffa,b\n1,x\n\ufeff2,y\n", ["a", "b"], [("1", "x"), ("2", "y")]),
    "a file behind a file": ("\ufeffa,b\n1,x\n\ufeffa,b\n2,y\n", ["a", "b"], [("1", "x"), ("2", "y")]),
    "delimiters at the end of lines": ("a,b\n1,x,\n2,y,\n", ["a", "b"], [("1", "x"), ("2", "y")]),
}
ONE_BY_ONE = ("row names without a header cell", "thousands beside words")
"""What shows only where no row stands twice."""
TOLD = {
    "thousands beside words": "row 2: thousands without quotes, as in 1,234, are read as one cell in 2 rows: 2, 3",
    "row names without a header cell": "the header names 2 of 3 columns; the first is taken for the names of the rows",
    "a header shorter than its rows": "the header names 2 of 3 columns; the others stand behind them",
    "thousands without quotes": "row 2: thousands without quotes, as in 1,234, are read as one cell in 2 rows: 2, 4",
    "blanks behind delimiters": "blanks behind the delimiters are no part of the cells",
    "comments before the header": "row 1: 2 lines of comment before the header left out",
    "a title over a table": "row 1: 1 rows before the header left out",
    "a mark in the middle": "row 3: a byte order mark at its start is left out",
    "a file behind a file": "row 3: repeats the header, left out",
}


@pytest.mark.parametrize("what", CASES)
def test_a_table_is_read_as_it_was_meant(tmp_path: Path, what: str) -> None:
    content, names, rows = CASES[what]
    source = opened(tmp_path / "x.csv", content)
    assert table(source) == (names, rows)
    assert TOLD.get(what, "") in told(source)
    if what not in TOLD and "no name" not in told(source):
        assert not told(source)


@pytest.mark.parametrize("what", [what for what in CASES if what not in ONE_BY_ONE])
@pytest.mark.usefixtures("large")
def test_a_large_table_is_read_as_a_small_one(tmp_path: Path, what: str) -> None:
    """The rows are repeated until they are many; those that differ stand behind the beginning too."""
    content, names, rows = CASES[what]
    end = "\r" if "\r" in content else "\n"
    lines = content.split(end)
    skipped = (
        next(n for n, line in enumerate(lines) if line.lstrip("\ufeff") and not line.startswith(("# ", "Report"))) + 1
    )
    again = end.join(lines[skipped:]) * 40
    source = opened(tmp_path / "x.csv", end.join(lines[:skipped]) + end + again)
    frame = source.frame.collect().select(pl.all().exclude(f"^.*{KEY}.*$"))
    assert frame.columns == names
    assert frame.height == 40 * len(rows)
    texts = [place for place, name in enumerate(names) if frame[name].dtype == pl.String]
    shown = frame.rows()
    assert [[row[n] for n in texts] for row in shown[-len(rows) :]] == [[row[n] for n in texts] for row in rows]


WORDS = st.sampled_from(
    ("foo", "bar baz", '"q, r"', '"say ""x"""', '5" pipe', '"oops', '"two\nlines"', 'x"y', "", '"a" b', "é", "#h")
)
ROWS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12)


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, end=st.sampled_from(("\n", "\r\n")))
def test_large_and_small_are_divided_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, str]], end: str
) -> None:
    calm = [f"r{n},word,word" for n in range(16)]
    wild = [f"w{n},{first},{second}" for n, (first, second) in enumerate(rows)]
    content = "\n".join(["alpha,beta,gamma", *calm, *wild, *calm]).replace("\n", end) + end
    small = opened(tmp_path / "x.csv", content)
    with monkeypatch.context() as patched:
        patched.setattr(text, "SMALL_TEXT", 150)
        patched.setattr(text, "PREVIEW", 150)
        whole = opened(tmp_path / "x.csv", content)
    assert table(whole) == table(small)
    # No row is lost, whatever quotes it holds: each begins with a word of its own.
    firsts = {str(row[0]) for row in table(small)[1]}
    assert {f"w{n}" for n in range(len(rows))} <= firsts or any("\n" in str(row) for row in table(small)[1])


def test_an_open_quote_costs_its_own_line_only(tmp_path: Path) -> None:
    content = 'a,b,c\n1,"oops,x\n2,y,z\n3,"u, v",w\n4,"two\nlines",x\n5,"again,x\n'
    source = opened(tmp_path / "x.csv", content)
    assert table(source)[1] == [
        ("1", '"oops', "x"), ("2", "y", "z"), ("3", "u, v", "w"), ("4", "two\nlines", "x"), ("5", '"again', "x"),
    ]  # fmt: skip
    assert 'row 2, column b: `1,"oops,x` the quote is never closed' in told(source)
    assert "row 6, column b" in told(source)


@pytest.mark.usefixtures("large")
def test_an_open_quote_late_in_a_large_file_is_named(tmp_path: Path) -> None:
    lines = [f"{n},ok,name{n}" for n in range(3000)]
    lines[2500] = '2500,"oops,name2500'
    source = opened(tmp_path / "x.csv", "a,txt,name\n" + "\n".join(lines) + "\n")
    assert source.height == 3000
    frame = source.frame.collect()
    assert frame["a"].to_list() == list(range(3000))
    assert frame["txt"][2500] == '"oops'
    assert told(source).startswith("row 2502, column txt:")


@pytest.mark.usefixtures("large")
def test_rows_of_a_large_file_are_named_by_record(tmp_path: Path) -> None:
    """Line breaks in cells make no records, there as here."""
    lines = [f"{n},x" for n in range(500)]
    lines[100] = '100,"two\nlines"'
    lines[400] = "400"
    source = opened(tmp_path / "x.csv", "a,b\n" + "\n".join(lines) + "\n")
    assert source.height == 500
    assert "row 402: has 1 cells, 2 expected" in told(source)


@pytest.mark.usefixtures("large")
def test_a_column_that_is_empty_at_first_has_the_kind_of_what_comes(tmp_path: Path) -> None:
    lines = [f"{'' if n < 2000 else n % 50},x" for n in range(4000)]
    source = opened(tmp_path / "x.csv", "late,b\n" + "\n".join(lines) + "\n")
    late = source.frame.collect()["late"]
    assert late.dtype == pl.Int64
    assert late.sum() == sum(n % 50 for n in range(2000, 4000))


def test_what_is_too_much_is_told_by_its_row(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "a,b\n1,x\n2,y,more\n3,z\n")
    assert table(source)[1] == [("1", "x"), ("2", "y"), ("3", "z")]
    assert "row 3: has 3 cells, 2 expected; left out: more" in told(source)


def test_a_delimiter_that_is_said_holds(tmp_path: Path) -> None:
    assert table(opened(tmp_path / "x.csv", "name\nA, Inc\n", Options(delimiter=",")))[0] == ["name", "column_2"]
    assert table(opened(tmp_path / "y.csv", "a<>b\n1<>2\n", Options(delimiter="<>")))[1] == [("1", "2")]


@pytest.mark.usefixtures("large")
def test_another_engine_reads_no_text_that_only_we_divide(tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    path = tmp_path / "x.csv"
    path.write_text("a||b\n" + "1||x\n" * 200)
    with pytest.raises(TermsheetError, match="reads no text that is divided so"):
        open_file(str(path), Options(engine="duckdb"))


@pytest.mark.usefixtures("large")
def test_an_encoding_that_shows_late_is_found(tmp_path: Path) -> None:
    lines = [f"name{n},{n}" for n in range(3000)]
    lines[2990:2993] = ["Orléans,1", "Besançon,2", "Épinal,3"]
    content = ("town,n\n" + "\n".join(lines) + "\n").encode("cp1252")
    source = opened(tmp_path / "x.csv", content)
    assert source.frame.collect()["town"][2990:2993].to_list() == ["Orléans", "Besançon", "Épinal"]
    assert "what is beyond ASCII is read as Windows-1252 (guessed" in told(source)
    said = opened(tmp_path / "y.csv", content, Options(encoding="cp1250"))
    assert said.frame.collect()["town"][2991] == "Besançon"


SIGNS: dict[str, tuple[str, list[str], list[tuple[str, ...]], str]] = {
    "single quotes where cells need them": (
        "id,t\n1,'a, b'\n2,'c'\n3,'d''s'\n", ["id", "t"], [("1", "a, b"), ("2", "c"), ("3", "d's")], "single ones",
    ),
    "single quotes around names": ("'id';'t'\n'1';'x'\n", ["id", "t"], [("1", "x")], "single ones"),
    "runs of blanks": (
        "name        n   city\nAda Byron   12  Rome\nBo           7  New York\n", ["name", "n", "city"],
        [("Ada Byron", "12", "Rome"), ("Bo", "7", "New York")], "two or more blanks",
    ),
    "single blanks over numbers": ("a b\n1 2\n3 4\n", ["a", "b"], [("1", "2"), ("3", "4")], "blanks divide"),
    "apostrophes": ("id,t\n1,'tis\n2,it's\n", ["id", "t"], [("1", "'tis"), ("2", "it's")], ""),
    "quoted words that need no quotes": ("id,t\n1,'a'\n2,'b'\n", ["id", "t"], [("1", "'a'"), ("2", "'b'")], ""),
    "moments": ("at time\n2024-01-02 10:30:00\n2024-01-03 11:30:00\n", ["at time"],
        [("2024-01-02 10:30:00",), ("2024-01-03 11:30:00",)], "",
    ),
    "prose": ("the text\nfox jumps\nlazy dog\n", ["the text"], [("fox jumps",), ("lazy dog",)], ""),
}  # fmt: skip


@pytest.mark.parametrize("what", SIGNS)
@pytest.mark.parametrize("is_large", [False, True])
def test_rarer_signs_divide_cells(tmp_path: Path, request: pytest.FixtureRequest, what: str, is_large: bool) -> None:
    content, names, rows, notice = SIGNS[what]
    if is_large:
        request.getfixturevalue("large")
        content, rows = content + content.split("\n", 1)[1] * 30, rows * 31
    source = opened(tmp_path / "x.csv", content)
    found, cells = table(source)
    assert (found, [tuple(map(str, row)) for row in cells]) == (names, rows)
    assert notice in told(source)


@pytest.mark.parametrize("whole", [False, True])
def test_points_between_thousands_or_not_are_text_in_files_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    if whole:
        for name, size in (("SMALL_TEXT", 1), ("LARGEST_SEEN", 1), ("PREVIEW", 1000)):
            monkeypatch.setattr(text, name, size)
    lines = [f"{n};{1 + n % 9}.{n % 1000:03d};{n}.5" for n in range(3000)]
    source = opened(tmp_path / "x.csv", "\n".join(["id;betrag;x", *lines]) + "\n")
    kinds = {name: dtype for name, dtype in source.frame.collect_schema().items() if KEY not in name}
    assert kinds == {"id": pl.Int64, "betrag": pl.String, "x": pl.Float64}
