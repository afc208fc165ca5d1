"""What has no end, and memory that has one: bounded, and told in one line."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from textual import events

from tests.screens.driving import files, press, settled
from tests.screens.screen_text import screen_text
from tui.cli.explore import explore
from tui.cli.shared import Common
from tui.cli.stdin import Stream
from tui.engines.registry import runner
from tui.errors import TermsheetError
from tui.files import temporary
from tui.widgets.line_input import LONGEST_LINE
from tui.widgets.prompt_line import PromptLine

START = "import sys; from tui.launch import main; sys.exit(main())"


class Endless:
    """Reads as a pipe that never closes."""

    def read(self, size: int) -> bytes:
        return b"a,b\n" * (size // 4)


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "free_bytes", lambda folder: 1 << 24)


@pytest.mark.usefixtures("little_room")
def test_a_pipe_without_end_fills_no_disk() -> None:
    before = {*Path(temporary.scratch_folder()).iterdir()}
    with pytest.raises(TermsheetError, match=r"took 0\.0 GB, half of its room, and more comes; make room there"):
        temporary.poured(Endless())
    assert {*Path(temporary.scratch_folder()).iterdir()} == before


@pytest.mark.usefixtures("little_room")
def test_a_stream_without_end_is_told_and_shown_from_its_beginning() -> None:
    with subprocess.Popen(["yes", "a,b"], stdout=subprocess.PIPE) as endless:
        assert endless.stdout is not None
        source = Stream(os.dup(endless.stdout.fileno())).start()
        endless.stdout.close()
        assert source.frame.head(1).collect().rows()[0] == ("a", "b")
        assert source.whole is not None
        with pytest.raises(TermsheetError, match=r"half of its room, and more comes"):
            source.whole(runner())


@pytest.mark.parametrize("device", ["zero", "urandom", "full"])
def test_a_device_without_end_is_refused(device: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, "list", f"/dev/{device}"], capture_output=True, text=True, check=False
    )
    told = f"termsheet: {device}: a device, no file; pipe what comes from it: … | termsheet -\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", told)


@pytest.mark.parametrize("megabytes", [60, 150, 400, 700])
@pytest.mark.parametrize("words", [["list", "deals", "--limit", "1"], ["show", "openai"], []])
def test_little_memory_is_told_in_one_line(megabytes: int, words: list[str], tmp_path: Path) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20,) * 2)

    done = subprocess.run(
        [sys.executable, "-c", START, *words],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )
    told = "termsheet: needs 1 GB of memory (ulimit -v allows less)\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_a_terminal_that_moves_no_cursor_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(TermsheetError, match=r"^this terminal moves no cursor \(TERM=dumb\); print with ") as told:
        explore(Common())
    assert told.value.exit_code == 2


async def test_a_line_holds_no_more_than_can_be_looked_at_with_each_key(tmp_path: Path) -> None:
    """A megabyte pasted into the filter made each key behind it take a second."""
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,x\n2,y\n", encoding="utf-8")
    async with files(path) as (app, pilot):
        await press(pilot, "f")
        app.post_message(events.Paste("a" * (1 << 20) + "\nb"))
        await settled(pilot)
        line = app.screen.query_one(PromptLine)
        assert line.value == "a" * LONGEST_LINE
        await press(pilot, "b", "backspace", "c")
        assert line.value == "a" * (LONGEST_LINE - 1) + "c"
        await press(pilot, "escape")
        assert "2 rows" in screen_text(app)
