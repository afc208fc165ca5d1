"""What is kept on disk: whole or not at all, its owner's alone, and never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tui.storage import config, disk, folders, own, processes
from tui.storage.fingerprint import digest


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in (("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")):
        monkeypatch.setenv(name, str(tmp_path / folder))


@pytest.mark.parametrize("given", ["", "relative/cache", "/somewhere/else"])
def test_the_cache_is_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    assert folders.cache("answers") == os.path.join(platformdirs.user_cache_dir("termsheet"), "answers")


@pytest.mark.parametrize("given", ["", "relative/config", "/somewhere/else"])
def test_settings_are_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", given)
    monkeypatch.delenv("TERMSHEET_CONFIG", raising=False)
    assert folders.settings() == platformdirs.user_config_dir("termsheet")
    assert config.path() == str(platformdirs.user_config_path("termsheet") / "config.toml")
    monkeypatch.setenv("TERMSHEET_CONFIG", "mine.toml")
    assert config.path() == "mine.toml"


def test_the_door_loads_the_standard_library_only() -> None:
    script = "import sys, tui.launch; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"platformdirs", "polars", "argparse", "dataclasses", "hashlib", "pathlib"}.intersection(loaded)


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), disk.replaced(str(path)) as beside:
        Path(beside).write_text("half \udcff", encoding="utf-8")
    assert path.read_text() == "old"
    with disk.replaced(str(path)) as beside:
        Path(beside).write_text("new")
        assert (path.read_text(), Path(beside).suffix) == ("old", ".txt")
    assert path.read_text() == "new"
    assert [found.name for found in tmp_path.rglob("*") if found.is_file()] == ["x.txt"]


def test_what_is_kept_is_its_owners_alone(tmp_path: Path) -> None:
    own.keep_text("views/x.json", "{}")
    path = Path(folders.own()) / "views" / "x.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    own.keep_text("views/x.json", "")
    assert not path.exists()
    own.keep_text("views/x.json", "")


def test_what_cannot_be_kept_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    assert own.keep_text("x", "text") == f"not kept: {blocked}/termsheet/x: Not a directory"
    assert own.add_line("filter", "line") == f"not kept: {blocked}/termsheet/history-filter: Not a directory"
    assert (own.kept_text("x"), own.typed_lines("filter")) == ("", [])
    assert disk.read_bytes(str(tmp_path / "no\0name")) is None


WRITES = """
import os, signal, sys
from tui.storage import disk
with disk.replaced(sys.argv[1]) as beside:
    open(beside, "w").write("half")
    {ends}
"""


@pytest.mark.parametrize("ends", ["sys.exit(3)", "os.kill(os.getpid(), signal.SIGTERM)", "os._exit(0)"])
def test_what_a_program_was_writing_when_it_ended_is_not_left(tmp_path: Path, ends: str) -> None:
    """Where nothing can be done at the end, the next that begins takes it away."""
    path = tmp_path / "x.csv"
    path.write_text("old")
    subprocess.run([sys.executable, "-c", WRITES.format(ends=ends), str(path)], check=False)
    assert path.read_text() == "old"
    other = tmp_path / f".x~{processes.own_name()}.csv"
    other.write_text("of a program that still runs")
    disk.clear_begun()
    assert {found for found in tmp_path.rglob("*") if found.is_file()} == {path, other}
    with disk.replaced(str(path)) as beside:
        Path(beside).write_text("new")
    assert path.read_text() == "new"
    assert {found for found in tmp_path.rglob("*") if found.is_file()} == {path, other}


def test_lines_typed_are_kept_once_and_the_newest_last() -> None:
    for line in ("a", "b", " ", "a"):
        own.add_line("filter", line)
    assert own.typed_lines("filter") == ["b", "a"]
    for number in range(own.LINES_KEPT + 10):
        own.add_line("many", str(number))
    assert own.typed_lines("many") == [str(number) for number in range(10, own.LINES_KEPT + 10)]


def test_a_file_is_known_by_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "x.csv")
    monkeypatch.chdir(tmp_path)
    assert own.view_of("x.csv") == own.view_of(str(tmp_path / "x.csv")) == own.view_of("link")
    assert own.view_of("x.csv") != own.view_of("y.csv")


def test_a_digest_tells_what_is_joined_otherwise() -> None:
    assert digest(["a", "b"]) != digest(["ab"])
    assert digest(["a", "\udcff"]) == digest(["a", "\udcff"])
