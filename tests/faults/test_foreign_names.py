"""Files and folders whose names are not UTF-8: libraries take no such path, and the program opens them all the same."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
import pytest

from tui.engines.registry import runner
from tui.errors import TermsheetError
from tui.files.open import open_file
from tui.storage import scratch

NAME = "名\udcff"
"""As Python tells bytes that are not UTF-8."""
START = "import sys; from tui.launch import main; sys.exit(main())"


def made(ending: str, folder: Path) -> Path:
    """A file with two rows whose name is not UTF-8."""
    plain, frame = folder / f"x.{ending}", pl.DataFrame({"a": [1, 2]})
    match ending:
        case "parquet":
            frame.write_parquet(plain)
        case "arrow":
            frame.write_ipc(plain)
        case "xlsx":
            frame.write_excel(plain)
        case "ndjson":
            frame.write_ndjson(plain)
        case "db":
            connection = sqlite3.connect(plain)
            connection.executescript("create table t (a); insert into t values (1), (2)")
            connection.close()
        case _:
            frame.write_csv(plain)
    return plain.rename(folder / f"{NAME}.{ending}")


def values(path: Path) -> list[str]:
    (source,) = open_file(str(path))
    frame = source.frame if source.whole is None else source.whole(runner()).frame
    return [str(value) for value in frame.collect()["a"].to_list()]


@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet", "arrow", "xlsx", "db"])
def test_a_file_is_opened_and_called_by_its_name(ending: str, tmp_path: Path) -> None:
    path = made(ending, tmp_path)
    assert values(path) == ["1", "2"]
    assert "名" in str(open_file(str(path))[0].name) or ending == "db"


def test_a_folder_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / NAME
    folder.mkdir()
    pl.DataFrame({"a": [1, 2]}).write_parquet(tmp_path / "x.parquet")
    os.rename(tmp_path / "x.parquet", folder / "x.parquet")
    assert values(folder) == values(folder / "x.parquet") == ["1", "2"]


def test_several_of_which_one_is_called_so_are_refused_in_words(tmp_path: Path) -> None:
    made("parquet", tmp_path)
    for name in (str(tmp_path), str(tmp_path / "*.parquet")):
        with pytest.raises(TermsheetError, match=r"is not UTF-8; rename it, or open it alone"):
            open_file(name)


def test_a_folder_of_temporary_files_that_is_called_so_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / NAME))
    scratch.scratch_folder.cache_clear()
    folder = Path(scratch.scratch_folder())
    assert folder.is_dir()
    assert not folder.is_relative_to(tmp_path)
    scratch.scratch_folder.cache_clear()


def test_own_folders_that_are_called_so(tmp_path: Path) -> None:
    places = {f"XDG_{name}_HOME": str(tmp_path / NAME) for name in ("STATE", "CACHE", "CONFIG")}
    words = [sys.executable, "-c", START, "find", "kimi"]
    done = [subprocess.run(words, capture_output=True, env={**os.environ, **places}, check=False) for _ in range(2)]
    assert [(one.returncode, one.stderr) for one in done] == [(0, b"")] * 2
    assert done[0].stdout == done[1].stdout != b""
