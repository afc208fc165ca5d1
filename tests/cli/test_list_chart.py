"""`list --chart`: the series of rows, a column, or two of them; plain text to stdout, notes to stderr."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Run
from tui.text.widths import cell_width


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "apps.csv"
    path.write_text("name,x,y\n" + "".join(f"n{n % 3},{n},{n * n}\n" for n in range(90)), encoding="utf-8")
    return path


def test_rows_of_the_corpus_are_their_series(run: Run) -> None:
    code, out, _ = run("list", "users", "product:doubao,kimi", "metric:mau", "--chart")
    lines = out.splitlines()
    assert code == 0
    assert lines[:2] == ["Doubao, Kimi · MAU", "A Doubao  豆包  B Kimi"]
    assert all(cell_width(line) <= 80 for line in lines)
    assert "2024-12" in out
    assert "QuestMobile · people · average · app · China  中国" in out


def test_it_speaks_chinese(run: Run) -> None:
    _, out, _ = run("list", "users", "product:doubao", "--chart", "--lang", "zh")
    assert out.splitlines()[0] == "豆包 · 月活"
    assert "虚线" in out


def test_a_column_of_a_file(run: Run, csv: Path) -> None:
    code, out, _ = run("list", str(csv), "--fields", "x", "--chart")
    assert code == 0
    assert out.splitlines()[0] == "x"
    assert "90 rows" in out
    bars = run("list", str(csv), "--fields", "name", "--chart")[1].splitlines()
    assert [line.split()[0] for line in bars] == ["name", "n0", "n1", "n2"]
    assert {line.split()[-1] for line in bars[1:]} == {"30"}


def test_two_columns_of_a_file(run: Run, csv: Path) -> None:
    _, out, _ = run("list", str(csv), "x>10", "--fields", "x,y", "--chart")
    assert out.splitlines()[0] == "y · x"
    assert "across: x · up: y" in out
    assert "79 rows" in out


def test_a_chart_is_written_as_a_picture_or_a_text(run: Run, csv: Path, tmp_path: Path) -> None:
    code, out, _ = run("list", str(csv), "--fields", "x,y", "--svg", str(tmp_path / "a.svg"))
    assert (code, out) == (0, "")
    assert ElementTree.fromstring((tmp_path / "a.svg").read_text("utf-8")).tag.endswith("svg")
    run("list", str(csv), "--fields", "x", "--chart", "--svg", str(tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("x\n")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--chart", "--json"), 2, "--json does not go with --chart"),
        (("--chart", "--count"), 2, "--count does not go with --chart"),
        (("--svg", "a.png"), 2, "`a.png` ends in neither .svg nor .txt"),
        (("--chart", "--fields", "nothing"), 2, "nothing"),
        (("--chart", "--tui"), 2, "--chart goes with what is printed"),
    ],
)
def test_what_does_not_go_is_said(run: Run, csv: Path, words: tuple[str, ...], code: int, told: str) -> None:
    found, out, err = run("list", str(csv), *words)
    assert (found, out) == (code, "")
    assert told in err


def test_nothing_to_chart_is_said(run: Run) -> None:
    code, out, err = run("list", "departures", "--chart")
    assert (code, out) == (4, "")
    assert "nothing to chart in departures" in err
