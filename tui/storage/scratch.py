"""The folder of temporary files: gone with the program; what a killed one left goes when the next one begins."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache

from tui.storage import processes

FOLDERS = "termsheet-"
"""How their names begin."""


@cache
def scratch_folder() -> str:
    """The folder, made when it is first asked for. Raises OSError."""
    clear_left()
    # Its name tells whose it is, so that it is known for left behind.
    folder = os.path.join(tempfile.gettempdir(), FOLDERS + processes.own_name())
    os.mkdir(folder, 0o700)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def clear_left() -> None:
    """Takes away the folders of this person's programs that were killed on this machine."""
    own = os.getuid() if hasattr(os, "getuid") else 0
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        found = [entry for entry in entries if entry.name.startswith(FOLDERS)]
        for entry in found:
            with suppress(OSError):
                mine = entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == own
                if mine and processes.is_over(entry.name.removeprefix(FOLDERS)):
                    shutil.rmtree(entry.path, ignore_errors=True)
