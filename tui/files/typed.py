"""Texts as typed tables: columns are given the types of their cells, and what could not be read is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from tui.files import inference
from tui.files.source import File, Notice, Source, source_of


def of_texts(
    file: File, form: str, texts: pl.DataFrame, rows: pl.Series, notices: Iterable[Notice] = (), name: str = ""
) -> Source:
    """A table of which every cell was written as text; `rows` are their records in the file."""
    frame, unread, _ = inference.with_types(texts, rows, {})
    return source_of(file, form, frame.lazy(), texts.height, (*notices, *unread), name)._replace(texts=texts, rows=rows)


def of_values(file: File, form: str, frame: pl.DataFrame, notices: Iterable[Notice] = (), name: str = "") -> Source:
    """A table of values, whose text columns may hold dates and numbers."""
    texts = [c for c in frame.columns if frame[c].dtype == pl.String]
    rows = pl.int_range(1, frame.height + 1, eager=True)
    read, unread, _ = inference.with_types(frame.select(texts), rows, {})
    whole = frame.with_columns(read.iter_columns()) if texts else frame
    return source_of(file, form, whole.lazy(), frame.height, (*notices, *unread), name)


def retyped(source: Source, kinds: Mapping[str, str]) -> Source:
    """A file whose types are guessed from text, read again with the kinds that a person gave some columns."""
    if source.texts is None or source.rows is None:
        return source
    frame, _, _ = inference.with_types(source.texts, source.rows, kinds)
    return source._replace(frame=frame.lazy())
