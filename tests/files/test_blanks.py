"""Merged cells that were saved as text are told, and stay as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tui.files.open import open_file
from tui.files.source import Options

MERGED = "公司,轮次,金额\n旷视,A,1\n,B,2\n,C,3\n字节,A,4\n"


def told(path: Path, text: str, raw: bool = False) -> list[str]:
    path.write_text(text, encoding="utf-8")
    (source,) = open_file(str(path), Options(raw=raw))
    return [one.column for one in source.notices if "below" in one.rule]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (MERGED, ["公司"]),
        ("公司,轮次\n,A\n旷视,B\n", []),
        ("公司,轮次,金额\n旷视,A,1\n,,\n字节,B,2\n", []),
        ("公司,轮次\n" + "".join(f"c{n},A\n" for n in range(50)) + ",B\n", []),
        ("公司\n旷视\n\n", []),
        ("公司,轮次\n旷视,\n字节,A\n", []),
    ],
)
def test_only_what_looks_like_merged_cells_is_told(tmp_path: Path, text: str, columns: list[str]) -> None:
    assert told(tmp_path / "f.csv", text) == columns


def test_nothing_is_filled_before_it_is_asked_for(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "f.csv"
    path.write_text(MERGED, encoding="utf-8")
    assert run("list", str(path), "--csv")[1] == MERGED
    code, out, err = run("list", str(path), "公司:旷视", "--fill-down", "公司", "--csv")
    assert (code, out) == (0, "公司,轮次,金额\n旷视,A,1\n旷视,B,2\n旷视,C,3\n")
    assert "2 blanks filled" in err
    assert run("list", "deals", "--fill-down", "company")[0] == 2
    assert "no column" in run("list", str(path), "--fill-down", "zz")[2]
