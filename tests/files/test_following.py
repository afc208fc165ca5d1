"""Files that grow: what comes behind the last line, as a row when its line has ended."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tui.engines.registry import runner
from tui.errors import EXIT_USAGE, TermsheetError
from tui.files import text
from tui.files.following import followed
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.query.fields import RAW


def rows(source: Source) -> list[tuple[object, ...]]:
    frame = source.frame.collect()
    return frame.select([name for name in frame.columns if RAW not in name]).rows()


def grow(path: Path, more: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(more)


def test_rows_come_when_their_lines_end(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,x\n2,y")
    source, growing = followed(open_file(str(path))[0])
    assert rows(source) == [(1, "x")]
    assert "the last line has no end yet" in str(source.notices[-1])
    assert growing.more() is None
    grow(path, "z")
    assert growing.more() is None
    grow(path, '\n3,"q\n')
    assert growing.more() is None
    grow(path, 'r"\n')
    came = growing.more()
    assert came is not None
    assert came.frame.rows() == [(2, "yz"), (3, "q\nr")]
    assert growing.more() is None


def test_later_cells_keep_their_text_and_are_told_by_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,day\n1,2024-01-01\n2,2024-01-02\n")
    _, growing = followed(open_file(str(path))[0])
    grow(path, "x3,2024-01-03\n4.5,2024-01-04,more\n")
    came = growing.more()
    assert came is not None
    assert came.frame["a"].to_list() == [None, 4.5]
    assert came.frame["a" + RAW].to_list() == ["x3", None]
    assert [str(notice) for notice in came.notices] == [
        "row 5: has 3 cells, 2 expected; left out: more",
        "row 4, column a: `x3` is no number",
    ]


def test_records_a_line_grow_too(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"a":1,"b":"x"}\n')
    _, growing = followed(open_file(str(path))[0])
    grow(path, '{"b":"y"}\n{"a":3,"c":true}\n')
    came = growing.more()
    assert came is not None
    assert came.frame.rows() == [(None, "y"), (3, None)]
    assert "came later and is left out" in str(came.notices[0])


def test_what_is_shown_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,x\n")
    for small in (False, True):
        if small:
            path.write_text("a,b\n" + "1,x\n" * 200)
            monkeypatch.setattr(text, "SMALL_TEXT", 100)
        source = open_file(str(path), Options(follow=True))[0]
        source = source.whole(runner()) if source.whole is not None else source
        before = source.height or 0
        for n in (2, 3):
            assert source.again is not None
            same = source.again()
            assert same is not None
            assert same.height == source.height
            grow(path, f"{n},y\n")
            assert same.again is not None
            grown = same.again()
            assert grown is not None
            source = grown
        assert source.height == before + 2
        assert rows(source)[-2:] == [(2, "y"), (3, "y")]


def test_a_file_that_was_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,x\n2,y\n")
    _, growing = followed(open_file(str(path))[0])
    path.write_text("a,b\n")
    with pytest.raises(TermsheetError, match=r"x\.csv is shorter than it was"):
        growing.more()


def test_what_does_not_grow_by_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"a": 1}]')
    with pytest.raises(TermsheetError, match="--follow goes with text that grows by lines, not with JSON") as failure:
        open_file(str(path), Options(follow=True))
    assert failure.value.exit_code == EXIT_USAGE


@pytest.mark.parametrize("begun", [["$5m", "$6m"], ["$5m", "€6m"], ["5m", "6m"]])
def test_money_that_comes_in_another_currency_keeps_its_text(tmp_path: Path, begun: list[str]) -> None:
    """No sum may add it to the rows before."""
    path = tmp_path / "x.csv"
    path.write_text("company,raised\n" + "".join(f"A,{text}\n" for text in begun), encoding="utf-8")
    source, growing = followed(open_file(str(path))[0])
    assert source.frame.collect()["raised"].to_list() == [5e6, 6e6]
    with path.open("a", encoding="utf-8") as file:
        file.write(f"B,{begun[0]}\nC,£7m\n")
    came = growing.more()
    assert came is not None
    assert came.frame["raised"].to_list() == [5e6, None]
    assert came.frame["raised" + RAW].to_list()[1] == "£7m"
    told = [str(notice) for notice in came.notices]
    assert "row 5, column raised: `£7m` is in another currency than the rows before" in told
    assert not [line for line in told if "GBP" in line]
    if "€6m" in begun:
        assert came.frame["raised_currency"].to_list() == ["USD", None]
        assert pl.concat([source.frame.collect(), came.frame], how="diagonal_relaxed").height == 4
