"""What was computed of a corpus before, kept while neither its files nor the program change.

Trouble with the cache is never told: what cannot be read is computed, what cannot be written is not kept.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl

from tui.storage import fingerprint

STATES = 3
"""States of the corpus that are kept; the oldest go."""


class Kept:
    """The cache of one corpus. Without a folder nothing is kept."""

    def __init__(self, corpus: Path | None) -> None:
        self._folder: Path | None = None
        if corpus is None:
            return
        with suppress(OSError):
            rests = "\x00".join([pl.__version__, *fingerprint.corpus(str(corpus)), *fingerprint.program()])
            state = blake2b(rests.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
            self._folder = Path(fingerprint.cache("frames")) / state

    def frame(self, name: str, compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """A frame that was kept, else computed."""
        if self._folder is None:
            return compute()
        path = self._folder / f"{name}.arrow"
        with suppress(OSError, pl.exceptions.PolarsError):
            return pl.read_ipc(path)
        found = compute()
        self._write(path, found.write_ipc)
        return found

    def plain(self, name: str, compute: Callable[[], Any]) -> Any:
        """A plain value that was kept, else computed."""
        if self._folder is None:
            return compute()
        path = self._folder / f"{name}.json"
        with suppress(OSError, ValueError):
            return json.loads(path.read_bytes())
        found = compute()
        self._write(path, lambda beside: beside.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8"))
        return found

    def _write(self, path: Path, write: Callable[[Path], object]) -> None:
        beside = path.with_name(f"{path.name}.{uuid4().hex[:6]}")
        with suppress(OSError, pl.exceptions.PolarsError):
            if not path.parent.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                self._forget_old(path.parent.parent)
            write(beside)
            os.replace(beside, path)

    def _forget_old(self, folder: Path) -> None:
        states = sorted(folder.iterdir(), key=lambda state: state.stat().st_mtime_ns, reverse=True)
        for state in states[STATES:]:
            shutil.rmtree(state, ignore_errors=True)
