"""`list` with another table beside: what is printed, what is told, and what cannot be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("who,x\n月之暗面,1\nDeepSeek,2\nNobody,3\n", encoding="utf-8")
    return path


def test_a_file_is_joined_with_the_corpus_by_names(run: Run, mine: Path) -> None:
    words = ("list", str(mine), "--join", "deals", "--on", "who=company", "--how", "anti", "--csv", "--no-header")
    _, out, err = run(*words)
    assert "Nobody,3\n" in out
    assert "月之暗面" not in out
    assert "no partner: 1 of 3 in mine.csv" in err


def test_names_are_enriched(run: Run, mine: Path) -> None:
    code, out, err = run("list", str(mine), "--enrich", "who", "--fields", "who,corpus_rounds_of", "--csv")
    assert code == 0
    assert out.splitlines()[1].startswith("月之暗面,moonshot-ai")
    assert "names known: 2 of 3, in 2 of 3 rows" in err
    assert "not known: Nobody" in err


def test_two_files_are_compared(run: Run, mine: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.csv"
    later.write_text("who,x\n月之暗面,1\nDeepSeek,5\n", encoding="utf-8")
    code, out, err = run("list", str(mine), "--diff", str(later), "--by", "who", "change:removed", "--csv")
    assert (code, out) == (0, "change,changed,who,x,x_before\nremoved,,Nobody,,3\n")
    assert err.startswith("termsheet: mine.csv to later.csv: added 0, removed 1, changed 1\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--join", "deals"], "--join needs --on COLUMN"),
        (["--on", "who"], "--on goes with --join"),
        (["--diff", "deals"], "--diff needs --by KEY"),
        (["--how", "anti"], "--how goes with --join"),
        (["--join", "deals", "--on", "who", "--enrich", "who"], "--join does not go with --enrich"),
        (["--join", "deals", "--on", "whom=company"], "mine.csv: no column `whom`; did you mean who?"),
        (["--join", "nowhere", "--on", "who"], "`nowhere` is neither a table nor a file"),
        (["--enrich", "whom"], "mine.csv: no column `whom`"),
        (["--enrich", "who", "--tui"], "--enrich goes with what is printed"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, mine: Path, words: list[str], told: str) -> None:
    code, _, err = run("list", str(mine), *words)
    assert code == 2
    assert told in err
