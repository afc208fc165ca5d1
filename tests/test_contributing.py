"""The contributors' page is true: its map names every room, and its examples do what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "tui" / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """How something is added: files and lines of files, then what commands print."""

    title: str
    files: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, list[str]], ...]


def _example(part: str) -> Example:
    title, _, text = part.partition("\n")
    files: list[tuple[str, str]] = []
    commands: list[tuple[str, list[str]]] = []
    for kind, where, body in BLOCK.findall(text):
        if kind != "console":
            files.append((where, body))
            continue
        for line in body.splitlines():
            if line.startswith("$ "):
                commands.append((line[2:], []))
            else:
                commands[-1][1].append(line)
    return Example(title.strip(), tuple(files), tuple(commands))


EXAMPLES = [_example(part) for part in PAGE.split("\n### ")[1:]]


def test_the_map_names_every_room() -> None:
    told = set(re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE))
    rooms = {path.name + "/" for path in (ROOT / "tui").iterdir() if (path / "__init__.py").exists()}
    modules = {path.name for path in (ROOT / "tui").glob("*.py") if path.name != "__init__.py"}
    assert told == rooms | modules


def test_each_kind_of_thing_has_an_example() -> None:
    kinds = ("table", "engine", "command", "chart", "tab", "written", "read")
    assert len(EXAMPLES) == len(kinds)
    for example, kind in zip(EXAMPLES, kinds, strict=True):
        assert kind in example.title
        assert example.commands


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program to build examples into."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("tui", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "styles.tcss", folder)
    return folder


def _place(folder: Path, where: str, body: str) -> None:
    name, _, how = where.partition(" ")
    path = folder / name
    if not how:
        assert not path.exists()
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
        return
    way, _, line = how.partition(" ")
    if way == "instead":
        line = line.removeprefix("of ")
    else:
        body = f"{line}\n{body}"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"{line}\n") == 1
    path.write_text(text.replace(f"{line}\n", body), encoding="utf-8")


@contextmanager
def _built(folder: Path, example: Example) -> Iterator[None]:
    """Builds an example in, and takes it out again: what was compiled of all else stays."""
    paths = {folder / where.partition(" ")[0] for where, _ in example.files}
    before = {path: (path.read_bytes(), path.stat()) for path in paths if path.exists()}
    try:
        for where, body in example.files:
            _place(folder, where, body)
        yield
    finally:
        for path in paths - before.keys():
            path.unlink(missing_ok=True)
        for path, (content, stat) in before.items():
            path.write_bytes(content)
            # By its time Python knows that what it compiled of the example is not of this file.
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title.split(":")[0])
def test_an_example_does_what_it_says(program: Path, tmp_path: Path, example: Example) -> None:
    env = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(program), "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }  # fmt: skip
    with _built(program, example):
        for line, expected in example.commands:
            words = shlex.split(line)
            start = {"termsheet": ["-m", "tui"], "python": []}[words[0]]
            done = subprocess.run(
                [sys.executable, *start, *words[1:]], cwd=program, env=env, capture_output=True, text=True, check=False
            )
            printed = [found.rstrip() for found in (done.stdout + done.stderr).splitlines()]
            for wanted in expected:
                assert any(found.startswith(wanted.rstrip()) for found in printed), (line, wanted, printed[-30:])
