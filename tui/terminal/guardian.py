"""Puts the terminal back when the program cannot do it itself: killed, aborted by a library, out of memory."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress

from tui.terminal.modes import GIVE_BACK

_SCRIPT = """\
trap '' INT QUIT TERM HUP TSTP TTIN TTOU
state=given
while read -r line; do state=$line; done
[ "$state" = taken ] || exit 0
stty "$1" <&1 || stty sane <&1
printf %s "$2"
"""


class Guardian:
    """A shell that waits until the program is gone, and puts the terminal back if it was not given back.

    Args:
        descriptor: of the terminal.
        attributes: as it was found, for `stty`.
    """

    def __init__(self, descriptor: int, attributes: str) -> None:
        reads, self._pipe = os.pipe()
        self._shell: subprocess.Popen[bytes] | None = None
        # Without one, for want of a shell or of processes, there is only less safety.
        with suppress(OSError):
            self._shell = subprocess.Popen(
                ["/bin/sh", "-c", _SCRIPT, "termsheet", attributes, GIVE_BACK],
                stdin=reads,
                stdout=descriptor,
                stderr=subprocess.DEVNULL,
                cwd="/",
            )
        os.close(reads)

    def _tell(self, state: str) -> None:
        with suppress(OSError):
            os.write(self._pipe, f"{state}\n".encode())

    def taken(self) -> None:
        """The terminal is the program's from now on."""
        self._tell("taken")

    def given(self) -> None:
        """The terminal was given back."""
        self._tell("given")

    def dismiss(self) -> None:
        """Lets it go."""
        with suppress(OSError):
            os.close(self._pipe)
        if self._shell is not None:
            with suppress(subprocess.TimeoutExpired):
                self._shell.wait(1)
