"""The first frame: painted before the program is loaded, and nothing lost if that ends otherwise."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from bench.terminal import Terminal
from tests.terminal.test_ends import AT_IMPORT
from tui.cli.explore import _keeping
from tui.cli.routes import opens_screen
from tui.grants import EVERYTHING, NO_POWER, Grants
from tui.terminal.modes import ALTERNATE

LAUNCH = "import sys; from tui.launch import main; sys.exit(main())"
AT = AT_IMPORT.replace("signal.raise_signal(signal.SIGINT)", "{}")
"""Does something when a module is about to be imported."""
ON = ALTERNATE.on.encode()


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    return tmp_path / "XDG_CACHE_HOME" / "termsheet" / "first"


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("", True),
        ("--tab deals", True),
        ("--lang zh", True),
        ("PATH", True),
        ("open PATH", True),
        ("list deals --tui", True),
        ("list deals", False),
        ("PATH other/*.csv", False),
        ("open FOLDER/", False),
        ("FOLDER/none.csv", False),
        ("PATH s3://bucket/a.parquet", False),
        ("@books/deals", False),
        ("-", False),
        ("PATH --restricted", False),
    ],
)
def test_only_what_can_be_told_at_a_glance_is_painted(tmp_path: Path, words: str, opens: bool) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    assert opens_screen(words.replace("PATH", str(path)).replace("FOLDER", str(tmp_path)).split()) is opens


def test_nothing_is_kept_for_guests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["termsheet"])
    assert _keeping(EVERYTHING) is not None
    assert _keeping(Grants(NO_POWER)) is None


def start(*words: str, code: str = LAUNCH, columns: int = 120) -> Terminal:
    return Terminal([sys.executable, "-c", code, *words], columns)


def keep(folder: Path, *words: str, seen: str = "OpenAI") -> None:
    """Starts once, until the first frame lies there."""
    with start(*words) as terminal:
        terminal.wait(lambda text: seen in text)
        terminal.reading(lambda: folder.is_dir() and any(not one.name.startswith(".") for one in folder.iterdir()))
        terminal.send("q")
        assert terminal.ended() == 0


def loading(*words: str, does: str, at: str = "textual.app") -> Terminal:
    """A second start that does something when it begins to load Textual."""
    return start(at, *words, code=AT.format(does))


def test_a_frame_is_painted_before_the_program_and_keys_act_on_it(small: Path, folders: Path) -> None:
    words = ("--corpus", str(small), "--tab", "deals")
    keep(folders, *words)
    with start(*words) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.send("j")
        terminal.send("j")
        terminal.wait(lambda text: "3/" in text)
        terminal.send("q")
        assert terminal.ended() == 0
        assert terminal.written.count(ON) == 1
        assert terminal.written.count(ALTERNATE.off.encode()) == 1
        assert terminal.cooked


def test_a_file_is_painted_too_until_it_changes(tmp_path: Path, folders: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("town,people\nUlm,126\n")
    keep(folders, str(path), seen="Ulm")
    with start(str(path)) as terminal:
        assert b"Ulm" in terminal.first()
    path.write_text("town,people\nJena,111\n")
    with start(str(path)) as terminal:
        terminal.wait(lambda text: "Jena" in text)
        assert b"Ulm" not in terminal.written


def test_another_size_is_not_painted(small: Path, folders: Path) -> None:
    words = ("--corpus", str(small), "--tab", "deals")
    keep(folders, *words)
    with loading(*words, does="os._exit(9)") as terminal:
        assert terminal.ended() == 9
        assert b"OpenAI" in terminal.written
        # The program is loading: what is seen says so.
        assert "…\x1b[m\x1b[?2026l".encode() in terminal.written
    with start("textual.app", *words, code=AT.format("os._exit(9)"), columns=119) as terminal:
        assert terminal.ended() == 9
        assert terminal.written == b""


def test_none_is_kept_where_none_is_wanted(
    small: Path, folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--corpus", str(small), "--tab", "deals")
    keep(folders, *words)
    config = tmp_path / "config.toml"
    config.write_text("keep_frames = false\n")
    monkeypatch.setenv("TERMSHEET_CONFIG", str(config))
    with start(*words) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.reading(lambda: not any(folders.iterdir()))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_while_it_loads_puts_the_terminal_back(small: Path, folders: Path, number: signal.Signals) -> None:
    words = ("--corpus", str(small), "--tab", "deals")
    keep(folders, *words)
    with loading(*words, does=f"signal.raise_signal({int(number)})") as terminal:
        assert terminal.ended() == (-number if number == signal.SIGKILL else 128 + number)
        assert b"OpenAI" in terminal.written
        terminal.reading(lambda: ALTERNATE.off.encode() in terminal.written and terminal.cooked)
        assert b"Traceback" not in terminal.written


def test_what_goes_wrong_while_it_loads_is_told_where_it_is_seen(small: Path, folders: Path) -> None:
    words = ("--corpus", str(small), "--tab", "deals")
    keep(folders, *words)
    with loading(*words, does="raise OSError(28, 'No space left on device')") as terminal:
        assert terminal.ended() == 1
        _, _, told = bytes(terminal.written).rpartition(ALTERNATE.off.encode())
        assert b"No space left" in told or b"termsheet: " in told
        assert terminal.cooked


@pytest.mark.parametrize(
    ("words", "seen"), [([], "FUNDING"), (["--tab", "deals"], "OpenAI")], ids=["overview", "deals"]
)
def test_what_takes_a_while_at_the_very_first_start_is_said(small: Path, words: list[str], seen: str) -> None:
    command = [sys.executable, "-c", LAUNCH, "--lang", "en", "--corpus", str(small), *words]
    said = "termsheet: reading the corpus …".encode()
    with Terminal(command) as terminal:
        terminal.wait(lambda text: seen in text)
        before, _, screen = bytes(terminal.written).partition(ON)
        assert before.count(said) == 1
        assert before.rstrip().endswith(b"\x1b[G\x1b[K")
        assert said not in screen
    with Terminal(command) as terminal:
        terminal.wait(lambda text: seen in text)
        assert said not in terminal.written
