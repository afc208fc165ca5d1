"""Packed files, gzip, bzip2, xz and Zstandard: unpacked into a temporary file, and read as what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from tui.errors import reason
from tui.files.format import FileFormat
from tui.files.registry import read_file
from tui.language.words import label

if TYPE_CHECKING:
    from pathlib import Path

    from tui.files.source import File, Options, Source

GZIP = b"\x1f\x8b"
_WINDOW = 31
"""What tells zlib that a gzip header comes."""


class _Gunzipping:
    """The bytes in a gzip file, those of all members one behind the other; `rest` counts what stands behind them."""

    def __init__(self, packed: BinaryIO) -> None:
        import zlib

        self._packed, self._ahead = packed, b""
        self._member = zlib.decompressobj(_WINDOW)
        self.rest = 0

    def read(self, size: int, /) -> bytes:
        import zlib

        while True:
            if self._member.eof:
                self._ahead = self._member.unused_data.lstrip(b"\x00") or self._packed.read(size)
                while self._ahead and not self._ahead.strip(b"\x00"):
                    # Padding to whole blocks, as on tapes.
                    self._ahead = self._packed.read(size)
                if not self._ahead:
                    return b""
                if len(self._ahead) < len(GZIP):
                    self._ahead += self._packed.read(size)
                if not self._ahead.startswith(GZIP):
                    return self._behind(size)
                self._member = zlib.decompressobj(_WINDOW)
            else:
                self._ahead = self._member.unconsumed_tail or self._packed.read(size)
                if not self._ahead:
                    raise EOFError
            if piece := self._member.decompress(self._ahead, size):
                return piece

    def _behind(self, size: int) -> bytes:
        self.rest = len(self._ahead)
        while more := self._packed.read(size):
            self.rest += len(more)
        return b""


def _ungzipped(path: Path) -> tuple[Path, int]:
    """Where the bytes in a gzip file lie, and how many bytes behind its last member are none of it."""
    import zlib

    from tui.files.source import Unreadable
    from tui.files.temporary import poured

    try:
        with path.open("rb") as packed:
            unpacking = _Gunzipping(packed)
            return poured(unpacking), unpacking.rest
    except EOFError:
        raise Unreadable(label("file.cut", "gzip"), label("file.fetch")) from None
    except zlib.error as error:
        raise Unreadable(label("file.damaged", "gzip", str(error)), label("file.fetch")) from None


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
        raise Unreadable(label("file.zstd", reason(error)), label("file.fetch")) from None
    return target


def read_gzip(file: File, options: Options) -> list[Source]:
    """What is in a gzip file."""
    from tui.files.source import Notice

    unpacked, rest = _ungzipped(file.path)
    told = (Notice(None, "", "", *label("notice.gzip", f"{rest:,}")),) if rest else ()
    return read_file(file.telling("gzip")._replace(unpacked=unpacked, notices=(*file.notices, *told)), options)


def _read_unpacked(file: File, options: Options, name: str) -> list[Source]:
    """What is in a file that the standard library unpacks."""
    import bz2
    import lzma

    from tui.files.source import Unreadable
    from tui.files.temporary import poured

    opening = bz2.open if name == "bzip2" else lzma.open
    try:
        with opening(file.path) as packed:
            unpacked = poured(packed)
    except EOFError:
        raise Unreadable(label("file.cut", name), label("file.fetch")) from None
    except (OSError, lzma.LZMAError) as error:
        raise Unreadable(label("file.damaged", name, str(error)), label("file.fetch")) from None
    return read_file(file.telling(name)._replace(unpacked=unpacked), options)


def read_bzip2(file: File, options: Options) -> list[Source]:
    """What is in a bzip2 file."""
    return _read_unpacked(file, options, "bzip2")


def read_xz(file: File, options: Options) -> list[Source]:
    """What is in an xz file."""
    return _read_unpacked(file, options, "xz")


def read_zstd(file: File, options: Options) -> list[Source]:
    """The text in a Zstandard file."""
    return read_file(file.telling("zstd")._replace(unpacked=_unzstd(file.path)), options)


FORMATS = (
    FileFormat("gzip", (".gz",), (GZIP,), read_gzip),
    FileFormat("bzip2", (".bz2",), (b"BZh",), read_bzip2),
    FileFormat("xz", (".xz",), (b"\xfd7zXZ\x00",), read_xz),
    FileFormat("zstd", (".zst",), (b"\x28\xb5\x2f\xfd",), read_zstd),
)
