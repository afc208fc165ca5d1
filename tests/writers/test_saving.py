"""Tables written to files: beside and renamed, formulas defused, nothing left behind."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from tui.errors import TermsheetError
from tui.writers.registry import output_formats
from tui.writers.saving import save

FRAME = pl.DataFrame(
    {
        "name": ["=1+2", "@cmd", "-x", "+y", "月之暗面", None],
        "n": [-5, 1, 2, 3, 4, None],
        "parts": [["a"], [], None, ["b", "c"], ["d"], ["e"]],
    }
)
ENDINGS = [ending for form in output_formats() for ending in form.endings]


def paged(frame: pl.DataFrame) -> Callable[[bool], Iterator[pl.DataFrame]]:
    return lambda typed: frame.iter_slices(2)


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
    path = save(paged(FRAME), tmp_path / f"x{ending}")
    assert READ[ending](path) == FRAME["n"].to_list()
    assert [p.name for p in tmp_path.iterdir()] == [f"x{ending}"]


def test_formulas_are_texts_and_numbers_stay_numbers(tmp_path: Path) -> None:
    path = save(paged(FRAME), tmp_path / "x.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert [row["name"] for row in rows] == ["'=1+2", "'@cmd", "'-x", "'+y", "月之暗面", ""]
    assert rows[0]["n"] == "-5"
    assert json.loads(rows[3]["parts"]) == ["b", "c"]


def test_formulas_of_categories_and_titles_are_defused_too(tmp_path: Path) -> None:
    frame = pl.DataFrame({"=cmd()": pl.Series(["=a", "b"], dtype=pl.Categorical), "＝": ["\n=x", "1"]})
    text = save(paged(frame), tmp_path / "x.tsv").read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(text), delimiter="\t")) == [["'=cmd()", "'＝"], ["'=a", "'\n=x"], ["b", "1"]]
    assert "'" not in save(paged(frame), tmp_path / "x.json").read_text(encoding="utf-8")


def test_excel_holds_no_formula(tmp_path: Path) -> None:
    path = save(paged(FRAME), tmp_path / "x.xlsx")
    assert pl.read_excel(path)["name"].to_list()[:2] == ["=1+2", "@cmd"]
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_what_lies_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")

    def pages(typed: bool) -> Iterator[pl.DataFrame]:
        yield FRAME
        yield FRAME.select(pl.col("name").str.to_date("%Y", strict=True))

    with pytest.raises(pl.exceptions.PolarsError):
        save(pages, path)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_path_written_beside_is_told(tmp_path: Path) -> None:
    told: list[Path] = []
    path = save(paged(FRAME), tmp_path / "x.csv", lambda beside: told.append(beside) if beside.exists() else None)
    assert [found.parent for found in told] == [path.parent]
    assert told[0].suffix == ".csv"


def test_mistakes_are_told(tmp_path: Path) -> None:
    with pytest.raises(TermsheetError, match="no ending"):
        save(paged(FRAME), tmp_path / "x.doc")
    with pytest.raises(TermsheetError, match="no folder"):
        save(paged(FRAME), tmp_path / "none" / "x.csv")
