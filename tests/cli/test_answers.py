"""Answers that are kept: the same bytes, only while nothing changed, and never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL
from tui.cli import output, recording
from tui.launch import is_kept
from tui.storage import answers, fingerprint

ENTRY = "import sys; from tui.launch import main; sys.exit(main())"


def run(cache: Path, *words: str, **environ: str) -> tuple[int, bytes, bytes]:
    settings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(cache), **environ}
    done = subprocess.run(
        [sys.executable, "-c", ENTRY, *words], capture_output=True, cwd=ROOT, env=settings, check=False, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which what is computed of the corpus is kept, and an answer."""
    folder = tmp_path_factory.mktemp("loaded")
    assert run(folder, "find", "openai")[0] == 0
    return folder


@pytest.fixture
def cache(loaded: Path, tmp_path: Path) -> Path:
    """A cache without answers."""
    return Path(shutil.copytree(loaded, tmp_path / "cache", ignore=shutil.ignore_patterns("answers")))


def kept(cache: Path) -> list[Path]:
    return [*(cache / "termsheet" / "answers").glob("*")]


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [("show", "kimi"), ("kimi", "--json"), ("find", "智谱"), ("show", "moonshto"), ("show", "openai", "--lang", "zh")],
)
def test_a_kept_answer_has_the_same_bytes(cache: Path, words: tuple[str, ...]) -> None:
    first = run(cache, *words)
    assert first[0] == 0
    assert len(kept(cache)) == 1
    assert run(cache, *words) == first


def test_a_kept_answer_loads_no_tables(cache: Path) -> None:
    run(cache, "find", "kimi")
    loaded = "import sys, atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); " + ENTRY
    done = subprocess.run(
        [sys.executable, "-c", loaded, "find", "kimi"],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(cache)},
        check=True,
        timeout=60,
    )
    modules = done.stderr.decode().split()
    assert "tui.storage.answers" in modules
    slow = {"polars", "argparse", "tui.cli.verbs", "textual", "platformdirs", "hashlib", "typing", "pathlib", "re"}
    assert not slow.intersection(modules)


def test_another_language_width_or_word_is_another_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    here = [str(SMALL)]
    key = answers.answer_key(["show", "kimi"], here)
    assert key
    assert answers.answer_key(["show", "kimi", "--lang", "zh"], here) != key
    assert answers.answer_key(["show", "豆包"], here) != key
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert answers.answer_key(["show", "kimi"], here) != key
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(fingerprint, "corpus", lambda *_: ["deals.csv:1:1"])
    assert answers.answer_key(["show", "kimi"], here) != key


@pytest.mark.parametrize(
    "words",
    [
        ["list", "deals"],
        ["deals"],
        ["deals", "--tui"],
        ["--tab", "deals"],
        ["--lang", "zh"],
        ["./kimi"],
        ["x.csv"],
        [],
        ["check"],
        ["help", "keys"],
        ["--version"],
    ],
)
def test_only_look_ups_are_kept(words: list[str]) -> None:
    assert not is_kept(words)
    assert is_kept(["show", *words])


@pytest.mark.long
def test_a_broken_answer_is_computed_anew(cache: Path) -> None:
    first = run(cache, "find", "kimi")
    path = kept(cache)[0]
    for damage in (b"", b"0 5 0\nabc", path.read_bytes()[:-3], b"\xff\xfe"):
        path.write_bytes(damage)
        assert run(cache, "find", "kimi") == first


def test_without_a_place_nothing_is_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    code, out, err = run(blocked, "find", "kimi")
    assert (code, err) == (0, b"")
    assert out


def test_without_a_home_it_works(tmp_path: Path) -> None:
    settings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", ENTRY, "find", "kimi"],
        capture_output=True,
        cwd=ROOT,
        env=settings | {"HOME": str(tmp_path / "no" / "home")},
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_a_pager_shows_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.os, "get_terminal_size", lambda *_: os.terminal_size((80, 2)))
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(output, "_paged", lambda lines: True)
    with recording.recorded() as record:
        output.print_lines(["a", "b", "c"])
    assert record.bytes_of("stdout") == b"a\nb\nc\n"
