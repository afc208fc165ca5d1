"""The rows of a text piece by piece are those that it has when it is read as a whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui.files import pieces
from tui.files.delimited import read_records, text_frame
from tui.files.dialect import Dialect
from tui.files.parsing import Division
from tui.files.pieces import RawPieces
from tui.files.source import Options

PLAIN = Dialect(Division(","), 0, True, False)
CELLS = st.sampled_from(["", "a", "1,5", "é", '"', 'x"y', "l\nm", " ", "0", '5" pipe'])
QUOTED = CELLS.map(lambda cell: '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell)
STRAY = st.sampled_from(['x"y', '"', '5" pipe', "a,b,c,d", "", "\ufeffa"])
LINES = st.lists(st.one_of(st.lists(QUOTED, min_size=3, max_size=3).map(",".join), STRAY), max_size=40)


def joined(path: Path, form: Dialect = PLAIN, encoding: str = "utf-8") -> pl.DataFrame:
    return pl.concat(RawPieces(path, encoding, encoding == "utf-8", form))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PREVIEW", 20)
    monkeypatch.setattr(pieces, "_PIECE", 16)
    monkeypatch.setattr(pieces, "_ROWS", 3)


@pytest.mark.usefixtures("small")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n"]))
@example(["1,2,3"] * 9 + ['"l\nm",2,3'] * 9 + ['x"y,2,3', "4,5,6"], "\n")
def test_pieces_are_the_whole(tmp_path: Path, lines: list[str], end: str) -> None:
    content = end.join(["a,b,c", "1,2,3", *lines]) + end
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8", newline="")
    # The form of a text is found elsewhere.
    whole = read_records(content, Options(delimiter=",", header=1))
    if whole.form == PLAIN and whole.names == ["a", "b", "c"]:
        assert joined(path).rows() == text_frame(whole).rows()


@pytest.mark.usefixtures("small")
def test_an_encoding_that_shows_late_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 30 + "公司,北京\n上海,中国\n".encode("gb18030") * 40)
    rows = joined(path).rows()
    assert rows[29:32] == [("1", "2"), ("公司", "北京"), ("上海", "中国")]
    assert len(rows) == 110


def test_regular_lines_go_through_polars_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PREVIEW", 20)
    monkeypatch.setattr(pieces, "_PIECE", 64)
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + '1,"x,y"\n' * 100)
    read = RawPieces(path, "utf-8", True, PLAIN)
    monkeypatch.setattr(read, "_own", None)
    assert pl.concat(read).rows() == [("1", "x,y")] * 100
