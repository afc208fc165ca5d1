"""Files computed of one state of something, kept while it does not change; the oldest states go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress

from tui.storage import folders
from tui.storage.disk import PRIVATE, forget_oldest, make_private, replaced
from tui.storage.fingerprint import digest

MOST_STATES = 3
"""States that are kept; the oldest go."""


class State:
    """The files kept of what `rests` tells from all else."""

    def __init__(self, rests: Iterable[str]) -> None:
        self._folder = os.path.join(folders.cache("frames"), digest(rests))

    @property
    def is_there(self) -> bool:
        """Whether anything is kept."""
        return os.path.isdir(self._folder)

    def path(self, name: str) -> str:
        """Where a file lies, if it is kept."""
        return os.path.join(self._folder, name)

    def keep(self, name: str, write: Callable[[str], object]) -> None:
        """Keeps what `write` writes to the path that it is given."""
        with suppress(OSError):
            known = os.path.isdir(self._folder)
            make_private(self._folder)
            if not known:
                forget_oldest(os.path.dirname(self._folder), MOST_STATES)
            with replaced(self.path(name), PRIVATE) as beside:
                write(beside)
