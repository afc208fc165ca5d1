"""First frames are kept by all that they rest on, and painted only where nobody else can have written them."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

import tui
from tui.storage.first_frames import MOST_FRAMES, forget_frames, frame_key, is_plain, keep_frame, recall_frame
from tui.storage.folders import CACHED

FRAME = "\x1b[1;1H\x1b[1mKimi 月之暗面\x1b[m\x1b[2;1H9.926M"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))


def kept(tmp_path: Path) -> Path:
    [path] = (tmp_path / "XDG_CACHE_HOME" / "termsheet" / "first").iterdir()
    return path


def test_a_frame_is_recalled_as_it_was_kept() -> None:
    keep_frame("key", FRAME)
    assert recall_frame("key") == FRAME
    assert recall_frame("other") is None


@pytest.mark.parametrize(
    "text",
    ["\x1b]0;title\x07", "\x1b[2J", "\x1b[?1049l", "a\x1b", "a\rb", "a\nb", "\x9b31m", "a\x7f", "\u202eb", "\x1b[5n"],
)
def test_a_frame_holds_only_text_looks_and_places(tmp_path: Path, text: str) -> None:
    assert not is_plain(FRAME + text)
    keep_frame("key", FRAME + text)
    assert recall_frame("key") is None
    assert not (tmp_path / "XDG_CACHE_HOME" / "termsheet" / "first").exists()


def test_a_frame_is_its_owners_alone(tmp_path: Path) -> None:
    keep_frame("key", FRAME)
    assert kept(tmp_path).stat().st_mode & 0o777 == 0o600
    kept(tmp_path).chmod(0o644)
    assert recall_frame("key") is None


@pytest.mark.parametrize("change", [b"x", b"\n\x1b[2J", b"\xff"])
def test_a_frame_that_was_changed_is_not_painted(tmp_path: Path, change: bytes) -> None:
    keep_frame("key", FRAME)
    path = kept(tmp_path)
    path.write_bytes(path.read_bytes() + change)
    assert recall_frame("key") is None


def test_a_frame_under_another_name_is_not_painted(tmp_path: Path) -> None:
    keep_frame("key", FRAME)
    kept(tmp_path).rename(kept(tmp_path).with_name("other"))
    assert recall_frame("other") is None


def test_the_oldest_frames_go() -> None:
    for number in range(MOST_FRAMES + 1):
        keep_frame(f"{number}", FRAME)
    assert recall_frame("0") is None
    assert recall_frame(f"{MOST_FRAMES}") == FRAME
    forget_frames()
    assert recall_frame(f"{MOST_FRAMES}") is None


def key(*words: str, size: tuple[int, int] = (80, 24)) -> str:
    found = frame_key(words, (), *size)
    assert found is not None
    return found


def test_a_key_tells_words_sizes_and_settings_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {key(), key("--tab", "deals"), key(size=(81, 24)), key(size=(80, 25))}
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    found.add(key())
    monkeypatch.setenv("TERMSHEET_REPAINT", "full")
    found.add(key())
    assert len(found) == 6


def test_a_key_tells_the_contents_of_a_file_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    found = set()
    for text in ("a\n1\n", "a\n2\n", "a\n2\n3\n"):
        path.write_text(text)
        os.utime(path, ns=(0, 0))
        found.add(key(str(path)))
    os.utime(path, ns=(1, 1))
    found.add(key(str(path)))
    # A database keeps what is new beside it for a while.
    (tmp_path / "a.csv-wal").write_text("new")
    found.add(key(str(path)))
    path.unlink()
    found.add(key(str(path)))
    assert len(found) == 6


def test_a_key_tells_what_a_person_keeps_apart(tmp_path: Path) -> None:
    own = tmp_path / "XDG_STATE_HOME" / "termsheet"
    own.mkdir(parents=True)
    found = {key()}
    (own / "watched").write_text("kimi\n")
    found.add(key())
    (own / "history-filter").write_text("a\n")
    found.add(key())
    # Which lines were typed is not seen on a first frame, nor what libraries said.
    (own / "history-filter").write_text("a\nb\n")
    (own / "messages.log").write_text("noise\n")
    found.add(key())
    config = tmp_path / "XDG_CONFIG_HOME" / "termsheet"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("[keys]\n")
    found.add(key())
    assert len(found) == 4


def test_all_folders_may_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "one"))
    one = tmp_path / "one" / "termsheet"
    one.mkdir(parents=True)
    before = key()
    for name in CACHED:
        (one / name).mkdir()
        (one / name / "x").write_text("computed")
    keep_frame(before, FRAME)
    assert key() == before
    (one / "views").mkdir()
    (one / "views" / "x").write_text("own")
    assert key() != before


def test_the_folders_of_what_can_be_computed_again_are_known() -> None:
    root = Path(tui.__file__).parent
    used = {name for path in root.rglob("*.py") for name in re.findall(r'\bcache\("(\w+)"\)', path.read_text("utf-8"))}
    assert used == set(CACHED)


def test_a_key_tells_settings_that_lie_elsewhere_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "mine.toml"
    monkeypatch.setenv("TERMSHEET_CONFIG", str(config))
    found = {key()}
    config.write_text("[keys]\n")
    found.add(key())
    config.write_text("[keys]\nfind = 'ctrl+s'\n")
    found.add(key())
    assert len(found) == 3


def test_a_key_tells_libraries_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.syspath_prepend(str(libraries))
    before = key()
    os.utime(libraries, ns=(1, 1))
    assert key() != before


def test_a_key_tells_days_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    today = key()
    monkeypatch.setattr(time, "strftime", lambda form: "2031-02-03")
    assert key() != today
