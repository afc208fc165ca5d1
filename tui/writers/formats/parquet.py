"""Parquet: values of all types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None:
    """Writes row groups of the size that readers like, as the pages come."""
    from polars.io.plugins import register_io_source

    rest = iter(pages)
    first = next(rest)

    def source(*_: Any) -> Iterator[pl.DataFrame]:
        yield first
        yield from rest

    register_io_source(source, schema=first.schema).sink_parquet(out)


FORMATS = (Format("parquet", "Parquet", (".parquet",), write, typed=True, printed=False),)
