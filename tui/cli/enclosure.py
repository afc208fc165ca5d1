"""The process of a restricted run: an environment in which nothing is named, and a floor under all that it does.

What a run may do is decided by its grants. The floor is there for what was forgotten: it holds for every line of
Python in the process, cannot be taken away, and knows two things: no program is run, and nothing is written outside
the folders that are its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from typing import Any

from tui.storage import folders
from tui.storage.disk import make_private

_VARIABLES = frozenset(
    (
        "TERM", "COLORTERM", "LANG", "LANGUAGE", "HOME", "PATH", "USER", "LOGNAME", "COLUMNS", "LINES",
        "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SSH_ORIGINAL_COMMAND",
    )
)  # fmt: skip
"""What is left of the environment, beside the locale: nothing that names a file, a folder or a program of ours."""
_LOCALE = "LC_"
_RUNNING = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn")
_CHANGING = (
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.link", "os.symlink",
    "os.mkfifo", "os.mknod",
)  # fmt: skip
_WRITTEN = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES = ("/dev/null", "/dev/tty")
"""What may be written to though it is nobody's folder."""


def enclose() -> None:
    """Makes this process that of a restricted run, for good."""
    for name in [*os.environ]:
        if name not in _VARIABLES and not name.startswith(_LOCALE):
            del os.environ[name]
    # A pager gives its reader a shell, an editor and every file.
    os.environ["TERMSHEET_PAGER"] = ""
    os.umask(0o077)
    sys.dont_write_bytecode = True
    own = [folders.own(), folders.cache("")]
    for folder in (*own, folders.cache("tmp")):
        # Where nothing can be kept, nothing is.
        with suppress(OSError):
            make_private(folder)
    os.environ["TMPDIR"] = tempfile.tempdir = folders.cache("tmp")
    _lay_floor(tuple(os.path.realpath(folder) + os.sep for folder in own))


def _lay_floor(own: tuple[str, ...]) -> None:
    def is_own(path: Any) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return True
        whole = os.path.realpath(os.fsdecode(path))
        return whole in _DEVICES or f"{whole}{os.sep}".startswith(own)

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = given
            writes = any(sign in mode for sign in "wax+") if isinstance(mode, str) else bool(flags & _WRITTEN)
            allowed = not writes or is_own(path)
        elif event in _CHANGING:
            allowed = all(map(is_own, given))
        else:
            allowed = event not in _RUNNING
        if not allowed:
            raise PermissionError(f"--restricted: {event}")

    sys.addaudithook(watch)
