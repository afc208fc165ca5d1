"""What was computed of a corpus before, kept while neither its files nor the program change."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from tui.storage import fingerprint
from tui.storage.folders import cache, is_utf8
from tui.storage.frames import State


class Kept:
    """The cache of one corpus: of the folders that it lies in. Without one nothing is kept.

    Attributes:
        began_empty: whether nothing had been kept when it was opened.
    """

    def __init__(self, *folders: Path) -> None:
        self._state: State | None = None
        self.began_empty = True
        # Polars keeps nothing in a folder whose name is not UTF-8.
        if folders and is_utf8(cache("frames")):
            with suppress(OSError):
                files = fingerprint.corpus(*map(str, folders))
                self._state = State([pl.__version__, *files, *fingerprint.program()])
                self.began_empty = not self._state.is_there

    def frame(self, name: str, compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """A frame that was kept, else computed."""
        if self._state is None:
            return compute()
        with suppress(OSError, pl.exceptions.PolarsError):
            return pl.read_ipc(self._state.path(f"{name}.arrow"))
        found = compute()
        with suppress(pl.exceptions.PolarsError):
            self._state.keep(f"{name}.arrow", found.write_ipc)
        return found

    def plain(self, name: str, compute: Callable[[], Any]) -> Any:
        """A plain value that was kept, else computed."""
        if self._state is None:
            return compute()
        with suppress(OSError, ValueError), open(self._state.path(f"{name}.json"), encoding="utf-8") as file:
            return json.load(file)
        found = compute()
        text = json.dumps(found, ensure_ascii=False)
        self._state.keep(f"{name}.json", lambda path: Path(path).write_text(text, encoding="utf-8"))
        return found
