"""Delimited texts in partitioned folders: one table, its columns read as what all of the files show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.errors import TermsheetError
from tui.files.open import open_file
from tui.files.source import Source


def laid(folder: Path, **texts: str) -> Path:
    for place, text in texts.items():
        path = folder / place.replace("__", "=").replace("_in_", "/") / "part.csv"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return folder


def told(source: Source) -> str:
    return "\n".join(map(str, source.notices))


def test_folders_become_columns(tmp_path: Path) -> None:
    folder = laid(tmp_path / "d", year__2023_in_m__01="k,v\na,1\n", year__2024_in_m__02="k,v\nb,2.5\n")
    (folder / "_SUCCESS").write_text("")
    (source,) = open_file(str(folder))
    frame = source.frame.collect()
    assert (source.name, frame.columns) == ("d", ["k", "v", "year", "m"])
    assert frame.rows() == [("a", 1.0, 2023, "01"), ("b", 2.5, 2024, "02")]


def test_a_column_is_read_as_what_all_files_show(tmp_path: Path) -> None:
    folder = laid(tmp_path / "d", y__1="id;v\n10001;1,5\n", y__2="id;v\n00501;2,25\n")
    (source,) = open_file(str(folder))
    assert source.frame.collect().select("id", "v").rows() == [("10001", 1.5), ("00501", 2.25)]


def test_columns_that_some_files_lack_are_told(tmp_path: Path) -> None:
    folder = laid(tmp_path / "d", y__1="k,v\na,1\n", y__2="k,w\nb,x\n")
    (source,) = open_file(str(folder))
    assert source.frame.collect().rows() == [("a", 1, None, 1), ("b", None, "x", 2)]
    assert told(source).splitlines() == ["column w: y=1/part.csv lacks it", "column v: y=2/part.csv lacks it"]


def test_a_name_that_is_both_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TermsheetError, match="d: `y` is a column and a folder"):
        open_file(str(laid(tmp_path / "d", y__1="k,y\na,1\n")))


def test_other_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")
    with pytest.raises(TermsheetError, match="a folder without Parquet files"):
        open_file(str(tmp_path))
