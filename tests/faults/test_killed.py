"""Programs that are killed at any moment: a file is whole or as it was, and the next start takes away what is left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from bench.terminal import Terminal
from tui.cli import verbs
from tui.storage import disk, folders, own, processes, scratch
from tui.storage.answers import recall_answer
from tui.terminal.modes import MODES
from tui.writers.saving import save

KILLS = 6
SIZE = 3_000_000
"""Bytes of what is written, so that a kill falls into it."""

WRITES = {
    "a text of one's own": """
from tui.storage import own
def write(letter): own.keep_text("history-filter", letter * SIZE)
""",
    "an answer": """
from tui.storage.answers import keep_answer
def write(letter): keep_answer("0" * 40, 0, letter.encode() * SIZE, b"")
""",
    "an export": """
import polars as pl
from pathlib import Path
from tui.writers.saving import save
def write(letter):
    page = pl.DataFrame({"a": [letter * 100] * 1000})
    save(lambda typed: (page for _ in range(30)), Path(TARGET))
""",
}
ENTRY = "import sys; from tui.launch import main; sys.exit(main())"
LOOP = """
SIZE, TARGET = {size}, {target!r}
{write}
write("a")
print("begun", flush=True)
while True:
    for letter in "ba":
        write(letter)
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


def kept(name: str, target: Path) -> str:
    """What stands there now."""
    if name == "an export":
        return target.read_text(encoding="utf-8").removeprefix("a\n").replace("\n", "")
    if name == "an answer":
        found = recall_answer("0" * 40)
        assert found is not None
        return found[1].decode()
    return own.kept_text("history-filter")


@pytest.mark.parametrize("name", WRITES)
def test_what_a_killed_program_wrote_is_whole_and_nothing_is_left(name: str, tmp_path: Path) -> None:
    chance = random.Random(14)
    target = tmp_path / "out.csv"
    script = LOOP.format(size=SIZE, target=str(target), write=WRITES[name])
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"begun\n"
            try:
                child.wait(chance.random() / 20)
            except subprocess.TimeoutExpired:
                child.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM)))
        found = kept(name, target)
        assert len(found) == SIZE
        assert len(set(found)) == 1
    # Whatever is begun next, it takes away what was left, wherever that is.
    assert verbs.main(["--version"]) == 0
    assert parts(tmp_path) == []


def test_a_start_that_is_answered_from_what_is_kept_clears_too(tmp_path: Path) -> None:
    words = [sys.executable, "-c", ENTRY, "find", "kimi"]
    answers = [subprocess.run(words, capture_output=True, check=True).stdout]
    whose = processes.own_name().replace(str(os.getpid()), str(_dead()))
    left = tmp_path / f".x~{whose}.csv"
    left.write_text("")
    disk.note_begun(str(left), whose)
    answers.append(subprocess.run(words, capture_output=True, check=True).stdout)
    assert len(set(answers)) == 1
    assert parts(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_explorer_that_is_ended_while_it_exports_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    source, target = tmp_path / "x.parquet", tmp_path / "out" / "x.json"
    target.parent.mkdir()
    pl.select(n=pl.int_range(5_000_000), m=pl.int_range(5_000_000) % 7).write_parquet(source)
    with Terminal([sys.executable, "-c", ENTRY, str(source)]) as terminal:
        terminal.wait(lambda text: "5,000,000 rows" in text)
        terminal.until("e", lambda text: "export to" in text)
        terminal.send(f"\x15{target}\r")
        terminal.reading(lambda: any(path.stat().st_size for path in target.parent.glob(".x~*")))
        terminal.signal(number)
        assert terminal.ended() in (-number, 128 + number)
        terminal.reading(lambda: terminal.cooked and all(mode.off.encode() in terminal.written for mode in MODES))
    assert not target.exists()
    assert verbs.main(["--version"]) == 0
    assert [*target.parent.iterdir()] == []
    assert parts(tmp_path) == []


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*~*")]


def test_what_is_being_written_is_known_until_it_is(tmp_path: Path) -> None:
    with disk.replaced(str(tmp_path / "x.csv")) as beside:
        (note,) = Path(folders.own()).iterdir()
        assert note.read_text() == beside
        assert note.stat().st_mode & 0o777 == 0o600
        # This one is at it.
        disk.clear_begun()
        assert len(parts(tmp_path)) == 2
    assert parts(tmp_path) == []


def test_nothing_is_taken_away_but_what_was_begun(tmp_path: Path) -> None:
    """Whatever stands in a note."""
    whose = processes.own_name().replace(str(os.getpid()), str(_dead()))
    kept, note = tmp_path / "mine.csv", Path(folders.own()) / f"begun~{whose}"
    note.parent.mkdir(parents=True)
    kept.write_text("a\n")
    for told in (str(kept), "", "x" * 5000, "\0", str(tmp_path / f".gone~{whose}.csv"), f"/{whose}~/mine.csv"):
        note.write_text(told)
        disk.clear_begun()
        assert not note.exists()
        assert kept.exists()
    left = tmp_path / f".x~{whose}.csv"
    left.write_text("")
    note.write_text(str(left))
    disk.clear_begun()
    assert not left.exists()


def test_where_no_note_can_be_kept_it_is_written_all_the_same(tmp_path: Path) -> None:
    Path(folders.own()).parent.mkdir(parents=True)
    Path(folders.own()).write_text("no folder")
    save(lambda typed: iter([pl.DataFrame({"a": [1]})]), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "a\n1\n"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, in this program and those that it starts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    scratch.scratch_folder.cache_clear()
    yield folder
    scratch.scratch_folder.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", None)


HOLDING = """
from tui.files.temporary import temporary
temporary(".parquet").write_bytes(b"x" * 1000)
print("begun", flush=True)
input()
"""


def test_temporary_files_of_killed_programs_go_at_the_next_start(room: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        (theirs,) = room.iterdir()
        assert theirs.stat().st_mode & 0o777 == 0o700
        disk.clear_begun()
        assert theirs.exists()
        child.kill()
    mine, other = Path(scratch.scratch_folder()), room / f"{theirs.name}0"
    other.mkdir()
    disk.clear_begun()
    assert {*room.iterdir()} == {mine, other}
    assert len(os.listdir(folders.own())) == 1


def test_a_folder_that_a_note_tells_is_taken_away_only_where_it_is_a_program_s_own(room: Path) -> None:
    whose = processes.own_name().replace(str(os.getpid()), str(_dead()))
    mine, note = room / "mine", Path(folders.own()) / f"{folders.BEGUN_NOTE}{whose}"
    note.parent.mkdir(parents=True)
    mine.mkdir()
    link = room / disk.scratch_name(whose)
    link.symlink_to(mine)
    for told in (mine, link, room / f".x~{whose}", room / f"{disk.scratch_name(whose)}/.."):
        (room / f".x~{whose}").mkdir(exist_ok=True)
        note.write_text(str(told))
        disk.clear_begun()
        assert not note.exists()
        assert mine.exists()
    link.unlink()
    link.mkdir()
    note.write_text(str(link))
    disk.clear_begun()
    assert not link.exists()


def test_temporary_files_go_with_the_program(room: Path) -> None:
    done = subprocess.run([sys.executable, "-c", HOLDING], input=b"\n", capture_output=True, check=True)
    assert done.stdout == b"begun\n"
    assert [*room.iterdir()] == []


def test_what_another_machine_writes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    beside = tmp_path / ".x~00000000-1-00000000.json"
    beside.write_text("begun")
    disk.write_bytes(str(path), b"done")
    assert beside.exists()
    assert processes.is_over(f"{processes.own_name().split('-')[0]}-{_dead()}-0")


def _dead() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    return child.pid


def test_two_programs_write_the_same_text_at_once() -> None:
    script = "from tui.storage import own\nfor n in range(40): own.keep_text('history-filter', LETTER * 100_000)"
    both = [subprocess.Popen([sys.executable, "-c", script.replace("LETTER", repr(one))]) for one in "ab"]
    found = set()
    while any(child.poll() is None for child in both):
        found.add(own.kept_text("history-filter"))
    assert [child.returncode for child in both] == [0, 0]
    assert found | {own.kept_text("history-filter")} <= {"", "a" * 100_000, "b" * 100_000}
    assert os.listdir(folders.own()) == ["history-filter"]
