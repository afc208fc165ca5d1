"""Exports: what is written, beside and then renamed, and no formula alive."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from tui.engines.base import run
from tui.errors import TermsheetError
from tui.writers.saving import ENDINGS, save

FRAME = pl.DataFrame(
    {
        "name": ["=1+2", "@cmd", "-x", "+y", "月之暗面", None],
        "n": [-5, 1, 2, 3, 4, None],
        "parts": [["a"], [], None, ["b", "c"], ["d"], ["e"]],
    }
)


def _markdown_numbers(path: Path) -> list[int | None]:
    lines = path.read_text(encoding="utf-8").splitlines()[2:]
    return [int(cell) if cell else None for cell in (line.split("|")[2].strip() for line in lines)]


READ = {
    ".csv": lambda path: pl.read_csv(path)["n"].to_list(),
    ".tsv": lambda path: pl.read_csv(path, separator="\t")["n"].to_list(),
    ".json": lambda path: pl.read_json(path)["n"].to_list(),
    ".ndjson": lambda path: pl.read_ndjson(path)["n"].to_list(),
    ".jsonl": lambda path: pl.read_ndjson(path)["n"].to_list(),
    ".parquet": lambda path: pl.read_parquet(path)["n"].to_list(),
    ".md": _markdown_numbers,
    ".xlsx": lambda path: pl.read_excel(path)["n"].to_list(),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_is_written_and_nothing_beside_it(tmp_path: Path, ending: str) -> None:
    path = save(FRAME.lazy(), tmp_path / f"x{ending}", run)
    assert READ[ending](path) == FRAME["n"].to_list()
    assert [p.name for p in tmp_path.iterdir()] == [f"x{ending}"]


def test_formulas_are_texts_and_numbers_stay_numbers(tmp_path: Path) -> None:
    path = save(FRAME.lazy(), tmp_path / "x.csv", run)
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert [row["name"] for row in rows] == ["'=1+2", "'@cmd", "'-x", "'+y", "月之暗面", ""]
    assert rows[0]["n"] == "-5"
    assert json.loads(rows[3]["parts"]) == ["b", "c"]


def test_excel_holds_no_formula(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    path = save(FRAME.lazy(), tmp_path / "x.xlsx", run)
    assert pl.read_excel(path)["name"].to_list()[:2] == ["=1+2", "@cmd"]
    import zipfile

    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_what_lies_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")
    bad = FRAME.lazy().select(pl.col("name").str.to_date("%Y", strict=True))
    with pytest.raises(pl.exceptions.PolarsError):
        save(bad, path, run)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_mistakes_are_told(tmp_path: Path) -> None:
    with pytest.raises(TermsheetError, match="no ending"):
        save(FRAME.lazy(), tmp_path / "x.doc", run)
    with pytest.raises(TermsheetError, match="no folder"):
        save(FRAME.lazy(), tmp_path / "none" / "x.csv", run)
