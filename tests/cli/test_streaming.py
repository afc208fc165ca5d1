"""`list --raw` of a large text prints while it reads: nothing is stored, nothing is read on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tui.files import large, pieces


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, size in (("SMALL_TEXT", 1000), ("LARGEST_SEEN", 1), ("PREVIEW", 1000)):
        monkeypatch.setattr(f"tui.files.text.{name}", size)
    monkeypatch.setattr(pieces, "PREVIEW", 1000)
    monkeypatch.setattr(pieces, "_PIECE", 1000)

    def read(*given: object) -> Callable[[], None]:
        raise AssertionError("the file is read first")

    monkeypatch.setattr(large, "read_large", read)
    found = tmp_path / "x.csv"
    found.write_text("zip,n\n" + "".join(f'0{n},"{n},50 €"\n' for n in range(2000)) + "x,1,2\n", encoding="utf-8")
    return found


def test_all_of_it_is_printed_as_it_is_written(run: Run, path: Path) -> None:
    code, out, err = run("list", str(path), "--raw", "--csv")
    assert (code, out) == (0, path.read_text(encoding="utf-8").replace("x,1,2\n", "x,1\n"))
    assert "row 2002: has 3 cells, 2 expected; left out: 2" in err


def test_a_limit_ends_it_and_is_told(run: Run, path: Path) -> None:
    assert run("list", str(path), "--raw", "--tsv", "--limit", "2", "--no-header") == (
        0, "00\t0,50 €\n01\t1,50 €\n", "termsheet: the first 2 rows; more with --limit\n",
    )  # fmt: skip
    code, out, err = run("list", str(path), "--raw")
    assert (code, len(out.splitlines())) == (0, 1001)
    assert "the first 1,000 rows; more with --limit, all with --csv" in err


def test_filters_and_fields_look_at_the_texts(run: Run, path: Path) -> None:
    code, out, _ = run("list", str(path), "zip:01999", "--raw", "--jsonl", "--fields", "n,zip")
    assert (code, json.loads(out)) == (0, {"n": "1999,50 €", "zip": "01999"})
    code, out, _ = run("list", str(path), "zip:nowhere", "--raw", "--csv")
    assert (code, out) == (4, "zip,n\n")
