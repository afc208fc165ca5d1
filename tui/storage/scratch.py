"""The folder of temporary files: gone with the program; what a killed one left goes when the next one begins."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache

from tui.storage import disk, folders, processes

_USUAL = "/tmp"
"""Where temporary files go whose folder libraries would not take."""


@cache
def scratch_folder() -> str:
    """The folder, made when it is first asked for. Raises OSError."""
    # Its name tells whose it is, and a note where it is, so that it is known for left behind.
    whose = processes.own_name()
    found = tempfile.gettempdir()
    folder = os.path.join(found if folders.is_utf8(found) else _USUAL, disk.scratch_name(whose))
    atexit.register(disk.remove_file, disk.note_begun(folder, whose))
    os.mkdir(folder, 0o700)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
