"""Nothing that is read acts on the terminal: every screen and every command, over data made to do it.

What reaches a real pseudo-terminal is searched byte by byte for anything that is not the program's own.
"""

from __future__ import annotations

import ast
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.terminal import Terminal
from tests.conftest import ROOT
from tests.faults.own_terminal import own_terminal
from tests.faults.poison import MARK, POISON, SEQUENCES, acting, poison_corpus, poison_state, poisoned_files
from tui.cli import verbs

START = "import sys; from tui.launch import main; sys.exit(main())"
PASTED = f"\x1b[200~{MARK}\u202ea\u200b\x9b31m\x0e\x1b[201~"
"""A paste of what acts."""

OVER_TABLES = [
    *("j", "l", "d", "s", "q", "z", "q", "\r", "tab", "\r", "q", "q", "yy", "yc", "ym", "yb", "yl", "yu", "yr"),
    *("g!", "q", "?", "q", "F", "q", "C", "q", "yt", "\r", "gc", "q", ":", PASTED, "escape", "/", PASTED, "\r"),
    *("n", "escape", "f", f"~{MARK}", "\r", "escape", ":", f"sort {MARK}", "\r", ":", f"{MARK} vs {MARK}", "\r"),
    *(":", "view other", "\r", "escape", "q", ":", "join nothing\x1b on x", "\r", "escape"),
]
"""Keys over a table: its pane, sources, cell, page, copies, problems, help, frequencies, columns, prompts."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a person keeps, poisoned too."""
    for name in ("STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("TERMSHEET_CONFIG", "TMUX", "STY", "TERMSHEET_CORPUS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERMSHEET_PAGER", "cat")
    poison_state(tmp_path)
    return tmp_path


def walked(command: Sequence[str], keys: Sequence[str], *, size: tuple[int, int] = (120, 40)) -> bytes:
    """What an explorer wrote while keys were pressed, and as it ended; one that is left is begun anew."""
    left, written = [*keys, "Q"], b""
    while left:
        with Terminal([sys.executable, "-c", START, *command], *size) as terminal:
            terminal.reading(lambda: not terminal.cooked)
            terminal.settle()
            # What is typed at a terminal that nobody holds any more is echoed by itself.
            while left and not terminal.cooked:
                terminal.send(left.pop(0))
                terminal.settle(0.06)
            terminal.signal_if_there()
            assert terminal.ended() is not None
            written += bytes(terminal.written)
    return written


@pytest.mark.parametrize(("language", "rules"), [("en", False), ("zh", True)], ids=["names", "rules"])
def test_no_screen_of_a_poisoned_corpus_acts(home: Path, scratch: Path, language: str, rules: bool) -> None:
    poison_corpus(scratch, rules=rules)
    keys = [key for tab in "13456789" for key in (tab, "d", "\r", "q")]
    written = walked(["--corpus", str(scratch), "--lang", language], [*keys, "2", *OVER_TABLES])
    assert written.count(MARK.encode()) > 20
    assert acting(written) == []


def test_no_screen_of_poisoned_files_acts(home: Path) -> None:
    files = poisoned_files(home / f"files{MARK}\x1b]0;d\x07")
    read = [str(path) for path in files if "broken" not in path.name and path.suffix != ".xyz"]
    keys = [*OVER_TABLES, *(key for _ in read for key in ("]", "d", "s", "q"))]
    written = walked(read, keys)
    assert written.count(MARK.encode()) > 20
    assert acting(written) == []


def test_a_view_that_is_poisoned_or_cannot_be_kept_does_not_act(home: Path) -> None:
    path = poisoned_files(home / f"files[bold]{MARK}\x1b]0;d\x07")[0]
    own = home / "state" / "termsheet"
    walked([str(path)], ["s", "q", "l", "-"])
    for view in (own / "views").iterdir():
        view.write_text(f'{{"sort": "{MARK}\x9b31m"')
    shutil.copytree(own / "views", own / "kept")
    for view in (own / "views").iterdir():
        view.unlink()
        view.mkdir()
    written = walked([str(path)], ["l", "-", "!"])
    assert acting(written) == []


COMMANDS = [
    ["list", "deals"],
    ["list", "deals", "--color", "always"],
    *(["list", "deals", f"--{form}"] for form in ("csv", "tsv", "json", "jsonl", "md")),
    ["list", "sources", "--csv"],
    ["list", "entities", "--json"],
    ["list", "users", "--claims", "--csv"],
    ["list", "nothing" + POISON],
    ["list", "deals", f"{MARK}\x1b[31;45;7m:x"],
    ["list", "deals", f"company:{POISON}"],
    ["list", "deals", "--sort", POISON],
    ["list", "deals", f"--{MARK}\x1b[31;45;7m"],
    ["list", "deals", "--group", f"{MARK}\x1b]0;g\x07"],
    ["list", "deals", "--chart"],
    ["stats", "deals", "note"],
    ["stats", "deals", "--json"],
    ["show", "openai"],
    ["show", "openai", "--json"],
    ["show", POISON],
    ["find", "openai"],
    ["find", "openai", "--tsv"],
    ["find", POISON],
    ["ask", "moonshot raised"],
    ["ask", "moonshot raised", "--json"],
    ["ask", "moonshot raised", "--md", "--all"],
    ["ask", POISON],
    ["new", "--csv"],
    ["new", POISON],
    ["check"],
    ["check", POISON],
    ["help", "keys"],
    ["help", "tables"],
    ["help", POISON],
    ["--spec"],
    ["--complete", "open"],
    ["--tab", POISON],
    ["--lang", POISON],
    [POISON],
    ["import", POISON, "--as", "deals"],
]


def printed(words: Sequence[str], *, size: tuple[int, int] = (100, 400)) -> bytes:
    with Terminal([sys.executable, "-c", START, *words], *size) as terminal:
        assert terminal.ended() is not None
        return bytes(terminal.written)


def printed_here(words: Sequence[str]) -> bytes:
    """What a command writes on a terminal, without a process of its own."""
    with own_terminal(100, 400) as written:
        verbs.main(words)
    return bytes(written)


@pytest.mark.parametrize("rules", [False, True], ids=["names", "rules"])
def test_no_command_acts(home: Path, scratch: Path, rules: bool) -> None:
    poison_corpus(scratch, rules=rules)
    os.chdir(home)
    marked = 0
    # What is typed is told alike whatever the data are.
    commands = [words for words in COMMANDS if not (rules and MARK in "".join(words))]
    for words in commands:
        # `check` names its folder itself.
        given = [word.replace("\x00", "") for word in words]
        written = printed_here(["--corpus", str(scratch), *given] if given[0] != "--complete" else given)
        assert acting(written) == [], words
        marked += MARK.encode() in written
    assert marked > len(commands) // 2


def test_an_answer_that_is_kept_acts_no_more_than_a_new_one(home: Path, scratch: Path) -> None:
    poison_corpus(scratch, rules=False)
    new, kept = (printed(["--corpus", str(scratch), "show", "openai"]) for _ in range(2))
    assert MARK.encode() in new
    # What is kept by stream comes stream by stream.
    assert sorted(new.splitlines()) == sorted(kept.splitlines())
    assert acting(kept) == []


def test_no_file_acts(home: Path) -> None:
    for number, path in enumerate(poisoned_files(home / f"files{MARK}\x1b]0;d\x07")):
        # A format for programs is written the same way whatever is read.
        for more in ([], [("--json", "--csv", "--md")[number % 3]]):
            written = printed_here(["list", str(path), *more])
            assert MARK.encode() in written or "broken" in path.name
            assert acting(written) == [], (path.name, more)
        written = printed_here(["import", str(path), "--as", "deals"])
        assert acting(written) == [], path.name


def test_a_pager_is_given_nothing_that_acts(home: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poison_corpus(scratch, rules=False)
    monkeypatch.setenv("TERMSHEET_PAGER", f"tee {home}/paged")
    for words in (["list", "deals", "--color", "always"], ["show", "openai", "--all"], ["check"]):
        written = printed(["--corpus", str(scratch), *words], size=(100, 3))
        print(written)
        paged = (home / "paged").read_bytes()
        assert MARK.encode() in paged
        assert acting(paged) == [], words


def test_formats_for_programs_are_exact_but_for_a_terminal(home: Path) -> None:
    import subprocess

    path = home / "x.csv"
    text = f'a,b\n"{MARK}\x1b]0;t\x07\u202e\x9b31m\u200b",2\n'
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", START, "list", str(path), "--csv"]
    piped = subprocess.run(command, capture_output=True, check=True).stdout
    assert piped.decode() == text.replace('"', "")
    on_terminal = printed(["list", str(path), "--csv"])
    assert MARK.encode() in on_terminal
    assert acting(on_terminal) == []
    raw = printed(["list", str(path), "--csv", "--raw"])
    assert raw.replace(b"\r\n", b"\n") == piped


def test_text_for_people_acts_nowhere(home: Path) -> None:
    """It may be on its way to a terminal through another program."""
    import subprocess

    path = home / "x.csv"
    path.write_text(f"a{POISON.replace(chr(10), '').replace(',', '')}\n1\n", encoding="utf-8")
    for words in (["list", str(path)], ["stats", str(path)], ["list", str(path), "--color", "always"]):
        done = subprocess.run([sys.executable, "-c", START, *words], capture_output=True, check=True)
        assert MARK.encode() in done.stdout
        assert acting(done.stdout) == []
        assert acting(done.stderr) == []


@pytest.mark.parametrize("sequence", SEQUENCES[:-1], ids=ascii)
def test_what_acts_would_be_found(sequence: str) -> None:
    assert acting(sequence.encode("utf-8", "surrogatepass"))
    assert acting(sequence.encode("latin-1", "replace")) or not sequence.isascii()


def test_what_is_the_programs_own_is_not() -> None:
    assert acting(f"\x1b[1mKimi\x1b[0m 月之暗面\x1b[3;4H👨\u200d👩 ␛]0;{MARK}␇\r\n".encode()) == []


WAYS_OUT = {
    "tui/launch.py": {"stderr.write", "os.write"},
    "tui/cli/output.py": {"sys.stdout", "sys.stderr"},
    "tui/terminal/output.py": {"os.write"},
    "tui/terminal/guardian.py": {"os.write"},
    "tui/terminal/first_frame.py": {"os.write"},
}
"""The modules that may write to a terminal: each hands over only what went through `visible`, or its own words."""


def test_nothing_else_writes_to_the_terminal() -> None:
    for path in sorted((ROOT / "tui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            writes = called in {"print", "os.write"} or called.startswith(("sys.stdout.w", "sys.stderr.w"))
            assert not writes or name in WAYS_OUT, f"{name}:{node.lineno} {called}"


def test_lines_of_the_screen_are_strips_alone() -> None:
    """Whatever a widget draws goes through the filters of the application: none goes round them."""
    for path in sorted((ROOT / "tui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "get_line_filters" in text:
            assert path.name == "app.py"
