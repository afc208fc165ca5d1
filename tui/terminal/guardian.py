"""Puts the terminal back when the program cannot do it itself: killed, aborted by a library, out of memory."""

from __future__ import annotations

import os
import time
from contextlib import suppress

from tui.terminal.modes import GIVE_BACK

_LAST = 1.0
"""Seconds that it is waited for."""
_SCRIPT = """\
cd /
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
        self._shell: int | None = None
        # Without one, for want of a shell or of processes, there is only less safety. It is begun before the program is
        # loaded, so without `subprocess`, which takes as long to load as it does to paint.
        with suppress(OSError):
            self._shell = os.posix_spawn(
                "/bin/sh",
                ["/bin/sh", "-c", _SCRIPT, "termsheet", attributes, GIVE_BACK],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, reads, 0),
                    (os.POSIX_SPAWN_DUP2, descriptor, 1),
                    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                ],
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
        until = time.monotonic() + _LAST
        with suppress(ChildProcessError):
            while self._shell is not None and os.waitpid(self._shell, os.WNOHANG) == (0, 0):
                if time.monotonic() > until:
                    break
                time.sleep(0.001)
