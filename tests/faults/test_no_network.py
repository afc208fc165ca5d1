"""No address, no network: what the program asks the system for is watched, line by line.

Skipped, and said so, where system calls cannot be watched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.terminal import Terminal

STRACE = shutil.which("strace")
START = "import sys; from tui.launch import main; sys.exit(main())"
TALK = re.compile(r"\bAF_INET6?\b|\bconnect\(|\bsendto\(.*sin6?_|\bbind\(.*sin6?_|\bAF_(?:PACKET|VSOCK|NETLINK)\b")
"""What leads to another machine, or to a service of this one."""


def watching(log: Path) -> list[str]:
    """What runs a program and writes down each call about sockets, of all its threads and children."""
    assert STRACE
    return [STRACE, "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,bind", "-o", str(log)]


@pytest.fixture(autouse=True)
def _watched(tmp_path: Path) -> None:
    if STRACE is None:
        pytest.skip("there is no strace here: that nothing is sent is not tried")
    tried = subprocess.run([*watching(tmp_path / "tried"), "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"system calls cannot be watched here ({tried.stderr.strip()}): that nothing is sent is not tried")


def talk(log: Path) -> list[str]:
    return [line for line in log.read_text(errors="replace").splitlines() if TALK.search(line)]


def test_what_is_watched_for_would_be_seen(tmp_path: Path) -> None:
    script = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))"
    subprocess.run([*watching(tmp_path / "log"), sys.executable, "-c", script], check=True)
    assert len(talk(tmp_path / "log")) == 2


@pytest.mark.parametrize(
    "words",
    [["list", "deals"], ["list", "x.csv"], ["ask", "openai raised"], ["show", "openai"], ["check"], ["--spec"],
     ["list", "x.parquet"], ["import", "x.csv", "--as", "deals"], ["list", "x.csv", "--engine", "duckdb"]],
    ids=" ".join,
)  # fmt: skip
def test_no_command_talks_to_anybody(words: Sequence[str], small: Path, tmp_path: Path) -> None:
    import polars as pl

    frame = pl.DataFrame({"company": ["https://example.org/x", "openai"], "url": ["http://127.0.0.1:9/", "x"]})
    frame.write_csv(tmp_path / "x.csv")
    frame.write_parquet(tmp_path / "x.parquet")
    command = [*watching(tmp_path / "log"), sys.executable, "-c", START, "--corpus", str(small), *words]
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr
    assert talk(tmp_path / "log") == []


@pytest.mark.parametrize("over", ["corpus", "file"])
def test_no_screen_talks_to_anybody(over: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "x.csv").write_text("company,url\nOpenAI,http://127.0.0.1:9/\n", encoding="utf-8")
    words = ["--corpus", str(small)] if over == "corpus" else [str(tmp_path / "x.csv")]
    with Terminal([*watching(tmp_path / "log"), sys.executable, "-c", START, *words]) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        for key in (
            "2",
            "s",
            "q",
            "\r",
            "q",
            "F",
            "q",
            "yy",
            "yu",
            ":",
            "openai raised",
            "\r",
            "escape",
            "q",
            "?",
            "q",
        ):
            terminal.send(key)
            terminal.settle(0.1)
            if terminal.ended(0) is not None:
                break
        else:
            terminal.send("Q")
        assert terminal.ended() == 0
    assert (tmp_path / "log").read_text(errors="replace").strip()
    assert talk(tmp_path / "log") == []
