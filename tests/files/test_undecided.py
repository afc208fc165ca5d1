"""Columns of large files: text until all cells tell what they hold; of what may grow, kept by its first rows."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tui.engines.registry import runner
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.files import temporary, text
from tui.files.beginning import is_text_for_good
from tui.files.open import open_copy, open_file
from tui.files.source import Options, Source
from tui.query.fields import KEY, RAW


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a large one, of which the first lines are seen."""
    monkeypatch.setattr(text, "SMALL_TEXT", 500)
    monkeypatch.setattr(text, "PREVIEW", 400)


def opened(path: Path, content: str, options: Options | None = None) -> Source:
    path.write_text(content, encoding="utf-8")
    return open_file(str(path), options)[0]


@pytest.mark.parametrize(
    ("cells", "good"),
    [
        (["China", "France", "12 Main St"], True),
        (["a1", "b2", "c3"], True),
        (["00123", "44", "5"], True),
        (["1", "2", "3"], False),
        (["12,50 €", "3 €"], False),
        (["2024-01-02", "2024-01-03", "soon"], False),
        (["1.2.10", "1.3"], False),
        (["16-17", "65+"], False),
        (["1", "2", "many"], False),
        (["-", "n/a"], False),
        ([None, None], False),
    ],
)
def test_words_and_codes_are_text_whatever_comes(cells: list[str | None], good: bool) -> None:
    assert is_text_for_good("x", pl.Series(cells, dtype=pl.String), comma_divides=True) == good


@pytest.mark.usefixtures("large")
def test_undecided_columns_are_shown_as_they_are_written(tmp_path: Path) -> None:
    rows = "".join(f'c{n},{n},"{n},5 %",0{n % 9}/03/2024\n' for n in range(100, 200))
    source = opened(tmp_path / "x.csv", "who,n,share,day\n" + rows)
    assert source.undecided == {"n", "share", "day"}
    assert source.notices == ()
    assert source.frame.collect().row(0) == ("c100", "100", "100,5 %", "01/03/2024")
    assert source.whole is not None
    assert source.share is not None
    assert source.begun is not None
    assert source.share() == 0
    whole = source.whole(runner())
    assert source.share() == 1
    assert whole.undecided == frozenset()
    assert whole.frame.collect()["share"][0] == 100.5
    assert "cells so" in whole.rules["share"].en
    begun = source.begun()
    assert begun.frame.collect().row(0)[:2] == ("c100", 100)


@pytest.mark.usefixtures("large")
def test_a_late_cell_decides(tmp_path: Path) -> None:
    """What the first window shows as numbers is a column of codes, or of other numbers, behind it."""
    rows = "".join(f"{n},{n}.5,{n}\n" for n in range(100, 200))
    source = opened(tmp_path / "x.csv", f"code,sum,void\n{rows}0123,7,\n")
    assert source.undecided == {"code", "sum", "void"}
    assert source.whole is not None
    frame = source.whole(runner()).frame.collect()
    assert frame["code"].to_list()[-2:] == ["199", "0123"]
    assert frame["sum"].to_list()[-1] == 7
    assert frame["void"].dtype == pl.Int64


@pytest.mark.usefixtures("large")
def test_as_it_is_written_nothing_is_undecided(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "n\n" + "1\n" * 300, Options(raw=True))
    assert source.undecided == frozenset()
    assert source.pieces is not None
    assert pl.concat(source.pieces)["n"].to_list() == ["1"] * 300


@pytest.mark.parametrize("many", [20, 400])
def test_a_stream_keeps_the_kinds_of_its_first_rows(tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows behind them are something else: they keep their text, and are counted."""
    monkeypatch.setattr(text, "SMALL_TEXT", 1000)
    monkeypatch.setattr(text, "PREVIEW", 200)
    path = tmp_path / "x"
    path.write_text("n,day\n" + "1,2024-01-02\n" * 10 + "0x,soon\n" * many)
    source = open_copy(path, "stdin", Options(first=10))[0]
    if source.whole is not None:
        source = source.whole(runner())
    frame = source.frame.collect()
    assert (frame["n"].dtype, frame["day"].dtype) == (pl.Int64, pl.Date)
    assert frame["n" + RAW].to_list()[9:11] == [None, "0x"]
    assert "row 12, column n: `0x` is no number" in map(str, source.notices)
    told = [str(notice) for notice in source.notices]
    assert sum("is no number" in line for line in told) == min(many, 100)
    assert not [name for name in frame.columns if KEY in name and not name.endswith(RAW)]


def test_of_a_file_all_rows_decide(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.csv", "n\n" + "1\n" * 3 + "ab\ncd\nef\n")
    assert source.frame.collect()["n"].to_list() == ["1", "1", "1", "ab", "cd", "ef"]


@pytest.mark.usefixtures("large")
def test_too_little_room_is_refused_with_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "free_bytes", lambda folder: 10)
    source = opened(tmp_path / "x.csv", "n\n" + "1\n" * 300)
    assert source.whole is not None
    with pytest.raises(TermsheetError) as refused:
        source.whole(runner())
    assert refused.value.exit_code == EXIT_UNREADABLE
    folder = temporary.temporary("").parent.parent
    assert str(refused.value).startswith(f"{folder}, where temporary rows lie, has 0 MB free")
    assert "TMPDIR" in refused.value.hint


@pytest.mark.parametrize("error", [OSError(28, "No space left"), pl.exceptions.ComputeError("x (os error 28)")])
def test_a_disk_that_fills_up_is_told_and_its_rest_removed(error: Exception) -> None:
    target = temporary.temporary("")
    target.write_text("half")
    with (
        pytest.raises(TermsheetError, match="where temporary rows lie, is full; make room"),
        temporary.written_to(target),
    ):
        raise error
    assert not target.exists()
