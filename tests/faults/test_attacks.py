"""A restricted run is attacked: by words, by the environment, by keys. It opens, writes and runs nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.terminal import Terminal

START = "import sys; from tui.launch import main; sys.exit(main())"
SECRET = "TOP-SECRET-CELL"
WORDS = [
    *([name] for name in ("/etc/passwd", "secret.csv", "./secret.csv", "*.csv", "s?cret.csv", "file:///etc/passwd")),
    *(
        ["list", name]
        for name in ("secret.csv", "../home/secret.csv", "/etc/passwd", "*", ".", "-", "/proc/self/environ")
    ),
    *(["open", name] for name in ("secret.csv", "/etc/passwd", "~/secret.csv")),
    *(["stats", name] for name in ("secret.csv", "/etc/passwd")),
    ["list", "secret.csv", "--raw", "--csv"],
    ["list", "deals", "--join", "secret.csv", "--on", "company"],
    ["list", "deals", "--diff=secret.csv", "--by", "company"],
    ["list", "named.csv", "--join", "secret.csv", "--on", "a"],
    ["list", "deals", "--svg", "out.svg"],
    ["list", "deals", "--chart", "--svg=out.svg"],
    ["list", "named.csv", "--follow"],
    ["list", "named.csv", "--engine", "duckdb"],
    ["import", "secret.csv", "--as", "deals"],
    ["import", "secret.csv", "--as", "deals", "--out", "out"],
    ["load", "duckdb:out.db"],
    ["--corpus", "duckdb:out.db", "list", "deals"],
    ["check", "duckdb:out.db"],
    ["check", "."],
    ["check", "--articles", "."],
    ["check", "--write-package"],
    ["--corpus", ".", "list", "secret"],
    ["list", "secret", "--corpus=."],
    ["@secret.csv"],
    ["list", "@secret.csv"],
    ["ask", "@secret.csv"],
    ["help", "import"],
    ["--complete", "list", "secr"],
    ["--complete", "--corpus", ".", "list", ""],
    ["list", "deals", "--svg", "out.svg", "--restricted"],
]
"""What a guest may try."""


@pytest.fixture
def home(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    corpus = tmp_path / "corpus"
    shutil.copytree(small, corpus)
    # A folder that would be a corpus, had the guest the choice.
    shutil.copy(small / "deals.toml", home / "secret.toml")
    (home / "secret.csv").write_text(f"a,company\n{SECRET},openai\n", encoding="utf-8")
    (home / "named.csv").write_text("a,b\nnamed,1\n", encoding="utf-8")
    monkeypatch.chdir(home)
    return home


def environment(home: Path, asked: str = "") -> dict[str, str]:
    """What an attacker may set: everything."""
    wide = home.parent / "wide"
    run = f"{sys.executable} -c \"open('{home.parent}/ran','w')\" "
    names = ("PAGER", "TERMSHEET_PAGER", "VISUAL", "EDITOR", "LESSOPEN", "BROWSER", "SHELL", "TEXTUAL_DRIVER")
    given = {
        **os.environ,
        **{f"XDG_{name}_HOME": str(wide / name.lower()) for name in ("STATE", "CACHE", "CONFIG", "DATA")},
        **dict.fromkeys(names, run),
        "HOME": str(home),
        "TERMSHEET_CORPUS": str(home),
        "TERMSHEET_CONFIG": str(home / "secret.csv"),
        "TMUX": "/tmp/x,1,1",
        "TMPDIR": str(wide),
        "TEXTUAL_LOG": str(wide / "log"),
    }
    return given | ({"SSH_ORIGINAL_COMMAND": asked} if asked else {})


def untouched(home: Path) -> None:
    """Nothing was written but in the folders of the program under the home, and nothing was run."""
    own = (".local/state/termsheet", ".cache/termsheet")
    left = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    assert {name for name in left if not name.startswith(own)} == {"secret.csv", "secret.toml", "named.csv"}
    assert sorted(path.name for path in home.parent.iterdir()) == ["corpus", "home"]
    assert [path for folder in own for path in [home / folder] if path.exists() and path.stat().st_mode & 0o077] == []


def quoted(words: list[str]) -> str:
    import shlex

    return shlex.join(words)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_guest_of_a_line_that_is_forced(home: Path, words: list[str]) -> None:
    host = ["--corpus", str(home.parent / "corpus"), "named.csv", "--restricted"]
    # As `ForceCommand termsheet … --restricted`, and as with `$SSH_ORIGINAL_COMMAND` behind it.
    for behind in ([], words) if words in WORDS[:12:3] else ([],):
        command = [sys.executable, "-c", START, *host, *behind]
        done = subprocess.run(
            command, capture_output=True, check=False, text=True, env=environment(home, quoted(words)), input=""
        )
        assert SECRET not in done.stdout + done.stderr
        assert "root:" not in done.stdout
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 2, 3, 4), done.stderr
        if words[0] not in ("ask", "--complete") and "@" not in words[0]:
            assert done.returncode != 0, done.stdout
        untouched(home)


@pytest.mark.parametrize(
    "asked",
    ["sh -c id", "; id", "$(id)", "`id`", "list deals | id", "list deals; touch out", "list deals && touch out",
     "list deals > out", "/usr/lib/openssh/sftp-server", "internal-sftp", "scp -t .", "scp -f secret.csv",
     "rsync --server --sender . .", "git-upload-pack 'x'", "\x00"[:0] + "'", "list deals\ntouch out", "env", "-h x"],
)  # fmt: skip
def test_no_shell_reads_what_a_guest_asks_for(home: Path, asked: str) -> None:
    command = [sys.executable, "-c", START, "--corpus", str(home.parent / "corpus"), "--restricted"]
    done = subprocess.run(command, capture_output=True, check=False, text=True, env=environment(home, asked), input="")
    assert "uid=" not in done.stdout
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    untouched(home)


@pytest.mark.parametrize(
    "words",
    [["list", "deals", "--csv"], ["deals"], ["list", "named.csv"], ["show", "openai"], ["find", "kimi"], ["new"]],
)
def test_what_a_guest_is_there_for_is_answered(home: Path, words: list[str]) -> None:
    host = ["--corpus", str(home.parent / "corpus"), "named.csv", "--restricted"]
    for asked in ("", quoted(words)):
        behind = [] if asked else words
        command = [sys.executable, "-c", START, *(host if asked else [*host[:2], "--restricted"]), *behind]
        done = subprocess.run(command, capture_output=True, check=False, text=True, env=environment(home, asked))
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) >= 2
        untouched(home)


@contextmanager
def explorer(home: Path, monkeypatch: pytest.MonkeyPatch, *words: str, rows: int = 30) -> Iterator[Terminal]:
    for name, value in environment(home).items():
        monkeypatch.setenv(name, value)
    with Terminal([sys.executable, "-c", START, *words, "--restricted"], 120, rows) as terminal:
        yield terminal


def test_no_key_leads_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with explorer(home, monkeypatch, "--corpus", str(home.parent / "corpus"), "--tab", "deals") as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        assert "xport" not in terminal.text()
        for keys in (["e"], ["\x1a"], [":", "export", "\r"], [":", "suspend", "\r"]):
            for key in keys[:-1] if len(keys) > 1 else []:
                terminal.send(key)
                terminal.settle(0.1)
            terminal.until(keys[-1], lambda text: "--restricted" in text)
            assert not terminal.stopped
            terminal.send("escape")
            terminal.wait(lambda text: "--restricted" not in text)
        files = (f"join {home}/secret.csv on company", f"diff {home}/secret.csv by company", f"{home}/secret.csv")
        for line in (*files, "!id", "open secret.csv", "view secret", "save ../../x"):
            for key in (":", line, "\r", "escape"):
                terminal.send(key)
                terminal.settle(0.1)
        terminal.send("?")
        terminal.settle()
        assert not re.search(r"suspend|export", terminal.text())
        terminal.send("escape")
        terminal.settle()
        terminal.send("Q")
        assert terminal.ended() == 0
        assert SECRET.encode() not in terminal.written
        assert b"uid=" not in terminal.written
    untouched(home)


def test_no_pager_is_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["list", "deals", "--corpus", str(home.parent / "corpus")]
    with explorer(home, monkeypatch, *words, rows=3) as terminal:
        assert terminal.ended() == 0
        assert b"OpenAI" in terminal.written
    untouched(home)


def test_what_was_forgotten_falls_on_the_floor(home: Path) -> None:
    """Whatever a line of Python in the process may try: nothing is run, nothing is written elsewhere."""
    tries = [
        "open('out', 'w')", "open('out', 'x')", "open('named.csv', 'a')", "os.open('out', os.O_CREAT | os.O_WRONLY)",
        "pathlib.Path('out').write_text('x')", "os.mkdir('out')", "os.rename('named.csv', 'out')",
        "os.remove('named.csv')", "os.symlink('named.csv', 'out')", "shutil.rmtree('.')", "os.system('touch out')",
        "subprocess.run(['touch', 'out'])", "os.execv('/bin/true', ['true'])", "os.fork()", "os.chmod('named.csv', 0)",
        "os.posix_spawn('/bin/true', ['true'], {})", "pty.fork()", "os.truncate('named.csv', 0)",
        "tempfile.NamedTemporaryFile(dir='.')", "open(os.path.expanduser('~/.cache/termsheet/../out'), 'w')",
    ]  # fmt: skip
    script = (
        "import os, sys, pathlib, shutil, subprocess, pty, tempfile\n"
        "from tui.cli.enclosure import enclose\nenclose()\n"
        "for one in sys.argv[1:]:\n"
        "    try:\n        eval(one)\n        print('DONE', one)\n"
        "    except PermissionError as error:\n        print('refused')\n"
        "tempfile.TemporaryFile('w').write('ours')\n"
        "open(os.path.expanduser('~/.local/state/termsheet/ours'), 'w').close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *tries], capture_output=True, check=False, text=True, env=environment(home)
    )
    assert done.stdout.splitlines() == ["refused"] * len(tries)
    assert done.stderr == ""
    untouched(home)
