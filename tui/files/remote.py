"""Files that lie elsewhere, read in place as Polars reads them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl

from tui.errors import reason
from tui.files.source import Source, Unreadable
from tui.language.words import label

ADDRESS = re.compile(r"^[a-z][a-z0-9+]*://")
SCANS = {
    ".parquet": pl.scan_parquet,
    ".csv": pl.scan_csv,
    ".ndjson": pl.scan_ndjson,
    ".jsonl": pl.scan_ndjson,
    ".arrow": pl.scan_ipc,
}


def is_address(name: str) -> bool:
    """Whether a name says where a file lies elsewhere."""
    return ADDRESS.match(name) is not None


def local_path(name: str) -> str | None:
    """The path of an address that says where a file lies on this machine."""
    address = urlsplit(name)
    return unquote(address.path) if address.scheme == "file" and address.netloc in ("", "localhost") else None


def read_address(address: str) -> list[Source]:
    """The table at an address, known by its ending."""
    ending = Path(address.split("?", 1)[0]).suffix.lower()
    if ending not in SCANS:
        raise Unreadable(label("file.remote"), label("filter.known", ", ".join(SCANS)))
    try:
        frame = SCANS[ending](address)  # type: ignore[operator]
        height = int(frame.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unreadable(reason(error), label("file.remote.hint")) from None
    return [Source(Path(address).name, None, ending[1:].upper(), (address.split(":", 1)[0],), frame, height)]
