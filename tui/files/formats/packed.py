"""Packed files, gzip and Zstandard: unpacked into a temporary file, and read as what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import reason
from tui.files.format import FileFormat
from tui.files.registry import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from tui.files.source import File, Options, Source


def _ungzipped(path: Path) -> Path:
    import gzip
    import zlib

    from tui.files.source import Unreadable
    from tui.files.temporary import poured

    try:
        with gzip.open(path) as packed:
            return poured(packed)
    except EOFError:
        raise Unreadable("gzip data ends early", "fetch the file again") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Unreadable(f"gzip data is damaged: {error}", "fetch the file again") from None


def _unzstd(path: Path) -> Path:
    import polars as pl

    from tui.files.source import Unreadable
    from tui.files.temporary import temporary

    target = temporary(".txt")
    try:
        # Polars unpacks what it scans: lines in, lines out.
        lines = pl.scan_lines(path, glob=False).select(pl.col("line"))
        lines.sink_csv(target, include_header=False, quote_style="never", separator="\x01")
    except pl.exceptions.PolarsError as error:
        raise Unreadable(f"zstd data cannot be read: {reason(error)}", "fetch the file again") from None
    return target


def read_gzip(file: File, options: Options) -> list[Source]:
    """What is in a gzip file."""
    return read_file(file.telling("gzip")._replace(unpacked=_ungzipped(file.path)), options)


def read_zstd(file: File, options: Options) -> list[Source]:
    """The text in a Zstandard file."""
    return read_file(file.telling("zstd")._replace(unpacked=_unzstd(file.path)), options)


FORMATS = (
    FileFormat("gzip", (".gz",), (b"\x1f\x8b",), read_gzip),
    FileFormat("zstd", (".zst",), (b"\x28\xb5\x2f\xfd",), read_zstd),
)
