"""What cannot be written is never said to be written: one line, and the exit code for a failure."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

START = "import sys; from tui.launch import main; sys.exit(main())"
ROOM = 4096
"""Bytes that a file may have."""
COMMANDS = {
    **{form: ["list", "deals", f"--{form}"] for form in ("csv", "tsv", "json", "jsonl", "md")},
    "text": ["list", "deals"],
    "card": ["show", "openai", "--all"],
    "answer": ["ask", "openai", "rounds", "--all"],
    "help": ["--help"],
    "scheme": ["--spec"],
    "topic": ["help", "filters"],
    "check": ["find", "a"],
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def run(words: list[str], out: Path, environment: dict[str, str], *, limit: bool) -> subprocess.CompletedProcess[str]:
    with out.open("wb") as file:
        return subprocess.run(
            [sys.executable, "-c", START, *words],
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            preexec_fn=limited if limit else None,
            check=False,
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of somebody who has looked at the corpus once."""
    folder = str(tmp_path_factory.mktemp("home"))
    environment = {**os.environ, "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
    run(["list", "deals", "--count"], Path(os.devnull), environment, limit=False)
    return environment


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_cut_output_is_a_failure(words: list[str], unbuffered: str, tmp_path: Path, home: dict[str, str]) -> None:
    """Without a buffer a file takes a part and says so only by the number of bytes."""
    environment = {**home, "PYTHONUNBUFFERED": unbuffered}
    out = tmp_path / "out"
    whole = run(words, out, environment, limit=False)
    size = out.stat().st_size
    assert whole.returncode == 0
    done = run(words, out, environment, limit=True)
    if size > ROOM:
        assert (done.returncode, out.stat().st_size) == (1, ROOM)
        assert done.stderr.endswith("termsheet: File too large\n")
    else:
        assert done.returncode == 0
    done = run(words, Path("/dev/full"), environment, limit=False)
    assert done.returncode == 1
    assert done.stderr.endswith("termsheet: No space left on device\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_a_closed_output_is_a_failure(closed: str) -> None:
    command = f'"$0" -c "$1" list deals --limit 1 {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, START], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr in ("", "termsheet: nothing can be printed: the standard output is closed\n")


def test_what_is_said_to_nobody_disturbs_nothing() -> None:
    command = '"$0" -c "$1" list deals --limit 1 --csv 2>&- <&-'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, START], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
