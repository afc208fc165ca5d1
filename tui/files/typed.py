"""Texts as typed tables: columns are given the types of their cells, and what could not be read is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from tui.files import inference
from tui.files.source import File, Notice, Source, source_of


def of_texts(
    file: File,
    form: str,
    texts: pl.DataFrame,
    rows: pl.Series,
    notices: Iterable[Notice] = (),
    name: str = "",
    *,
    comma_divides: bool = False,
    first: int | None = None,
) -> Source:
    """A table of which every cell was written as text; `rows` are their records in the file. Of one to which more may
    come the `first` rows decide how columns are read."""
    kinds = dict.fromkeys(texts.columns, "text") if file.raw else {}
    read = inference.with_types(texts, rows, kinds, comma_divides, first=first)
    found = source_of(file, form, read.frame.lazy(), texts.height, (*notices, *read.notices), name)
    return found._replace(texts=texts, rows=rows, readings=read.readings, rules=read.rules)


def of_values(file: File, form: str, frame: pl.DataFrame, notices: Iterable[Notice] = (), name: str = "") -> Source:
    """A table of values, whose text columns may hold dates and numbers."""
    texts = [c for c in frame.columns if frame[c].dtype == pl.String]
    rows = pl.int_range(1, frame.height + 1, eager=True)
    read = inference.with_types(frame.select(texts), rows, dict.fromkeys(texts, "text") if file.raw else {})
    whole = frame.with_columns(read.frame.iter_columns()) if texts else frame
    found = source_of(file, form, whole.lazy(), frame.height, (*notices, *read.notices), name)
    return found._replace(readings=read.readings, rules=read.rules)


def retyped(source: Source, kinds: Mapping[str, str]) -> Source:
    """A file whose types are guessed from text, read again with the kinds that a person gave some columns."""
    if source.texts is None or source.rows is None:
        return source
    read = inference.with_types(source.texts, source.rows, kinds, known=source.readings)
    return source._replace(frame=read.frame.lazy())
