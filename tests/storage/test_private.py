"""What is kept is its owner's alone, whatever the mask and whatever lay there before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.storage import answers, disk, folders, own
from tui.storage.frames import State
from tui.terminal.aside import turned_aside

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no modes of files here")


@pytest.fixture(autouse=True)
def _open_mask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What beneath a folder others may read, write or enter."""
    found = [folder, *folder.rglob("*")]
    return [f"{oct(path.stat().st_mode)} {path}" for path in found if path.stat().st_mode & 0o077]


def keep_all() -> None:
    assert own.keep_text("views/one.json", "{}") == ""
    assert own.add_line("find", "kimi") == ""
    answers.keep_answer("key", 0, b"out", b"err")
    State(["rests"]).keep("frame.json", lambda path: Path(path).write_text("{}"))
    with turned_aside(own.messages()):
        os.write(2, b"said")


def test_what_is_kept_is_private_under_any_mask(tmp_path: Path) -> None:
    keep_all()
    assert len([*(tmp_path / "home").rglob("*")]) > 10
    assert open_to_others(tmp_path / "home") == []


def test_what_was_open_is_closed(tmp_path: Path) -> None:
    keep_all()
    ours = [Path(folders.own()), Path(folders.cache(""))]
    for folder in ours:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
    keep_all()
    assert [open_to_others(folder) for folder in ours] == [[], []]


def test_folders_that_are_not_ours_stay_as_they_are(tmp_path: Path) -> None:
    base = tmp_path / "home" / "state"
    base.mkdir(parents=True, mode=0o777)
    other = base / "other"
    other.mkdir(mode=0o777)
    keep_all()
    assert base.stat().st_mode & other.stat().st_mode & 0o777 == 0o777


def test_a_file_that_is_written_anew_is_private(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"")
    path.chmod(0o666)
    disk.write_bytes(str(path), b"now")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [["ask", "kimi mau"], ["find", "kimi"], ["list", "deals", "--json"]])
def test_a_program_keeps_nothing_for_others(small: Path, tmp_path: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "tui", "--corpus", str(small), *words]
    subprocess.run(command, check=False, capture_output=True)
    assert [*(tmp_path / "home").rglob("*")]
    assert open_to_others(tmp_path / "home") == []
