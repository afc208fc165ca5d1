"""`--restricted` behind a real sshd on this machine: what a guest over SSH gets, and what no guest gets.

Skipped, and said so, where there is no sshd, or none that this person may start.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.terminal import Terminal
from tests.conftest import ROOT
from tests.faults.test_attacks import SECRET

PATHS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/sbin"))
SSHD, SSH, KEYGEN = (shutil.which(name, path=PATHS) for name in ("sshd", "ssh", "ssh-keygen"))
SETTINGS = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
PidFile {folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
AcceptEnv *
DisableForwarding yes
PermitUserRC no
Subsystem sftp internal-sftp
ForceCommand {command}
"""


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@pytest.fixture(scope="module", params=["", " $SSH_ORIGINAL_COMMAND"], ids=["forced", "forced with its words"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, small: Path) -> Iterator[Path]:
    """A folder with a home, a corpus, keys and the port of an sshd that serves them."""
    if not (SSHD and SSH and KEYGEN):
        pytest.skip("there is no sshd, ssh or ssh-keygen here: what a guest over SSH may do is not tried")
    folder = tmp_path_factory.mktemp("host")
    home = folder / "home"
    home.mkdir()
    (home / "secret.csv").write_text(f"a\n{SECRET}\n", encoding="utf-8")
    (home / "named.csv").write_text("a\nnamed\n", encoding="utf-8")
    shutil.copytree(small, folder / "corpus")
    for name in ("host", "guest"):
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "guest.pub", folder / "authorized")
    termsheet = f"HOME={home} PYTHONPATH={ROOT} {sys.executable} -m tui"
    command = f"cd {home}; {termsheet} --corpus {folder}/corpus {home}/named.csv --restricted{request.param}"
    port = _free_port()
    (folder / "port").write_text(str(port))
    (folder / "settings").write_text(SETTINGS.format(port=port, folder=folder, command=command))
    log = (folder / "log").open("wb")
    with subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "settings")], stderr=log) as serving:
        try:
            _wait_for(port, serving, folder / "log")
            yield folder
        finally:
            serving.terminate()
    log.close()


def _wait_for(port: int, serving: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and serving.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    why = log.read_text(errors="replace").strip().splitlines()[-1:]
    pytest.skip(f"sshd does not serve here ({' '.join(why)}): what a guest over SSH may do is not tried")


def guest(host: Path, *words: str, terminal: bool = False, send: str = "") -> list[str]:
    """The command line of a guest."""
    options = ("BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR",
               "IdentitiesOnly=yes", *([f"SendEnv={send}"] if send else []))  # fmt: skip
    told = [part for one in options for part in ("-o", one)]
    where = [
        "-p",
        (host / "port").read_text(),
        "-i",
        str(host / "guest"),
        f"{pwd.getpwuid(os.getuid()).pw_name}@127.0.0.1",
    ]
    return [str(SSH), "-F", "/dev/null", *(["-tt"] if terminal else []), *told, *where, *words]


def asked(host: Path, *words: str, send: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        guest(host, *words, send=send),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def untouched(host: Path) -> None:
    left = [path.relative_to(host / "home").as_posix() for path in (host / "home").rglob("*") if path.is_file()]
    own = (".local/state/termsheet", ".cache/termsheet")
    assert {name for name in left if not name.startswith(own)} == {"secret.csv", "named.csv"}


def test_a_guest_is_answered(host: Path) -> None:
    done = asked(host, "list", "deals", "--csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("key,")
    assert asked(host, "termsheet list deals --count").stdout.strip().isdecimal()
    untouched(host)


def test_a_guest_without_a_terminal_gets_one_line(host: Path) -> None:
    done = asked(host)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    "words",
    ["list secret.csv", "list /etc/passwd", "/etc/passwd", "list *", "--corpus /etc list x", "list x --corpus=/etc",
     "import secret.csv --as deals", "list deals --svg out.svg", "check .", "sh -c id", "list deals; id",
     "$(id)", "`id`", "list deals > out", "list deals | id", "scp -f secret.csv", "list deals --restricted --corpus ."],
)  # fmt: skip
def test_a_guest_gets_no_further(host: Path, words: str) -> None:
    done = asked(host, words)
    assert SECRET not in done.stdout + done.stderr
    assert "root:" not in done.stdout
    assert "uid=" not in done.stdout
    assert "Traceback" not in done.stderr
    untouched(host)


def test_no_file_is_fetched_or_left(host: Path, tmp_path: Path) -> None:
    base = guest(host)
    sftp = shutil.which("sftp")
    if sftp is None:
        pytest.skip("there is no sftp here")
    (tmp_path / "batch").write_text(
        f"get {host}/home/secret.csv {tmp_path}/got\nput {tmp_path}/batch {host}/home/out\n"
    )
    options = [part for part in base[1:-1] if part != "-p" and part != (host / "port").read_text()]
    done = subprocess.run(
        [sftp, *options, "-P", (host / "port").read_text(), "-b", str(tmp_path / "batch"), base[-1]],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode != 0
    assert not (tmp_path / "got").exists()
    untouched(host)


@pytest.mark.parametrize("name", ["PAGER", "TERMSHEET_PAGER", "TERMSHEET_CORPUS", "XDG_STATE_HOME", "TEXTUAL_DRIVER"])
def test_no_variable_widens_it(host: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(name, str(tmp_path / "wide"))
    done = asked(host, "list", "deals", "--count", send=name)
    assert (done.returncode, done.stdout.strip()) == (0, "4"), done.stderr
    assert not (tmp_path / "wide").exists()
    untouched(host)


def test_a_guest_with_a_terminal_stays_within(host: Path) -> None:
    with Terminal(guest(host, terminal=True), 120, 30) as terminal:
        terminal.wait(lambda text: "named" in text)
        terminal.settle()
        for keys in (["e"], ["\x1a"], [":", "export", "\r"]):
            for key in keys[:-1]:
                terminal.send(key)
                terminal.settle()
            terminal.until(keys[-1], lambda text: "--restricted" in text)
            terminal.send("escape")
            terminal.wait(lambda text: "--restricted" not in text)
        for key in (":", f"join {host}/home/secret.csv on a", "\r", "escape"):
            terminal.send(key)
            terminal.settle()
        terminal.send("Q")
        assert terminal.ended() == 0
        assert SECRET.encode() not in terminal.written
    untouched(host)


def test_a_pager_is_none(host: Path) -> None:
    with Terminal(guest(host, shlex.join(["list", "deals"]), terminal=True), 120, 3) as terminal:
        assert terminal.ended() == 0
        assert b"OpenAI" in terminal.written
