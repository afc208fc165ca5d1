"""Imports and packages that are killed at any moment: each file is whole, and what it names is there."""

from __future__ import annotations

import csv
import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tui.storage import disk

KILLS = 4
COMPANIES = 400
IMPORT = """
import contextlib, io, os, shutil, sys
from pathlib import Path
from tui.cli.verbs import main

def write(name):
    shutil.rmtree(sys.argv[2], ignore_errors=True)
    words = ["import", name, "--as", "deals", "--published", "2025-04-01", "--out", sys.argv[2]]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert main(words) == 0

write(sys.argv[1])
print("begun", flush=True)
while True:
    write(sys.argv[1])
"""
PACKAGE = """
import sys
from pathlib import Path
from tui.corpus.corpus import Corpus
from tui.corpus.package import write_package

corpus = Corpus(Path(sys.argv[1]))
write_package(corpus)
print("begun", flush=True)
while True:
    write_package(corpus)
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def killed(chance: random.Random, within: float, script: str, *words: str) -> None:
    """Runs a program that writes without end, and kills it."""
    with subprocess.Popen([sys.executable, "-c", script, *words], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        try:
            child.wait(chance.random() * within)
        except subprocess.TimeoutExpired:
            child.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM)))


def column(path: Path, name: str) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def test_a_killed_import_names_nothing_that_is_not_there(tmp_path: Path) -> None:
    given, out = tmp_path / "x.csv", tmp_path / "out"
    rows = "".join(f"Company {n} Robotics,$5M,2025-03-01,Series A\n" for n in range(COMPANIES))
    given.write_text(f"Company,Amount,Date,Round\n{rows}", encoding="utf-8")
    chance = random.Random(14)
    for _ in range(KILLS):
        killed(chance, 1.0, IMPORT, str(given), str(out))
        if (out / "deals.csv").exists():
            assert len(column(out / "deals.csv", "company")) == COMPANIES
            assert column(out / "deals.csv", "company") <= column(out / "entities.csv", "id")
            assert column(out / "deals.csv", "source") <= column(out / "sources.csv", "id")
    disk.clear_begun()
    assert not [*tmp_path.rglob("*~*")]


def test_a_killed_package_is_whole_and_nothing_is_left(scratch: Path) -> None:
    chance = random.Random(14)
    for _ in range(KILLS):
        killed(chance, 0.05, PACKAGE, str(scratch))
        assert json.loads((scratch / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    disk.clear_begun()
    assert not [*scratch.glob(".*~*")]
