"""Files that grow: the rows that came behind those that were read, as they come.

Columns and kinds stay what the rows there were said; a later cell that is something else keeps its text and is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.engines.schema import kind_of
from tui.errors import EXIT_USAGE, TermsheetError
from tui.files.cells import currency_of
from tui.files.dialect import Dialect, sniff
from tui.files.evidence import AS_WRITTEN
from tui.files.fitting import Fitter
from tui.files.inference import with_types
from tui.files.parsing import ParsedRecord, records_in
from tui.files.source import MOST_TOLD, File, Notice, Source, stamp
from tui.files.text import PREVIEW, text_of
from tui.files.written import is_currency
from tui.language.words import label
from tui.query.fields import CURRENCY, KEY, NUMBERS, RAW

LONGEST_RECORD = 1 << 20
"""Bytes after which a record whose quotes do not close is taken as it stands."""
_LINES = "NDJSON"
_OTHER = label("notice.other_currency")
_UNENDED = label("notice.unended")


class Came(NamedTuple):
    """Rows that came, and what is to be told of them."""

    frame: pl.DataFrame
    notices: tuple[Notice, ...]


class Growing:
    """The end of a text file, read on from where it was.

    Raises `TermsheetError` for a file that does not grow by lines.
    """

    def __init__(self, source: Source) -> None:
        if source.path is None or source.form not in ("CSV", _LINES) or source.engine is not None:
            raise TermsheetError(label("file.grows", source.form), label("file.grows.hint"), EXIT_USAGE)
        self._path: Path = source.path
        text = text_of(File(self._path), source.options)
        if text.encoding.startswith(("utf-16", "utf-32")):
            raise TermsheetError(
                label("file.follow_no", text.encoding.upper()), label("file.follow_no.hint"), EXIT_USAGE
            )
        self._encoding = text.encoding
        self._begun, types = source.frame, source.frame.collect_schema()
        self._types = types
        self._known: dict[str, frozenset[str]] = {}
        self._schema = {n: t for n, t in types.items() if KEY not in n and not is_currency(n, types)}
        self._readings = source.readings
        self._kinds = {name: kind_of(dtype) for name, dtype in self._schema.items() if name not in self._readings}
        self._form: Dialect | None = None if source.form == _LINES else sniff(text.start, source.options)
        self._place, self.unended = self._read_to(source.stamp[0])
        self._row = 1 + (source.height or 0) - self.unended

    def _read_to(self, size: int) -> tuple[int, bool]:
        """Where the last line that ended began to be followed, and whether one without an end was read behind it."""
        with self._path.open("rb") as file:
            start = max(0, size - PREVIEW)
            file.seek(start)
            tail = file.read(size - start)
        end = start + tail.rfind(b"\n") + 1
        return end, end < size and bool(tail[end - start :].strip())

    def more(self) -> Came | None:
        """The rows that came since; none where none did. Raises `TermsheetError` where the file was cut."""
        size = self._path.stat().st_size
        if size < self._place:
            raise TermsheetError(label("file.shorter", self._path.name), label("file.open_again"))
        if size == self._place:
            return None
        with self._path.open("rb") as file:
            file.seek(self._place)
            raw = file.read(size - self._place)
        whole = raw[: raw.rfind(b"\n") + 1]
        if not whole or (self._form is not None and whole.count(b'"') % 2 and len(whole) < LONGEST_RECORD):
            # A line, or a cell in quotes, whose end has not come yet.
            return None
        self._place += len(whole)
        return self._typed(whole.decode(self._encoding.removesuffix("-sig"), "replace"))

    def _typed(self, text: str) -> Came:
        texts, rows, notices = self._delimited(text) if self._form else self._lines(text)
        read = texts.select(name for name in texts.columns if texts.schema[name] == pl.String)
        money = [name for name in read.columns if self._readings.get(name, AS_WRITTEN).kind in NUMBERS]
        others = {name: self._other(read[name]) for name in money}
        typed = with_types(
            read.with_columns(read[name].set(other, None) for name, other in others.items()),
            rows, self._kinds, known=self._readings,
        )  # fmt: skip
        frame = texts.with_columns(typed.frame.iter_columns())
        told = typed.notices[:MOST_TOLD]
        for name, other in others.items():
            if self._tells_currency(name):
                found = currency_of(read[name], self._readings[name]).set(other, None)
                frame = frame.with_columns(found.cast(self._types[name + CURRENCY]).alias(name + CURRENCY))
            if other.any():
                raw = frame[name + RAW] if name + RAW in frame.columns else read[name].clear(texts.height)
                frame = frame.with_columns(read[name].zip_with(other, raw).alias(name + RAW))
                kept = zip(rows.filter(other), read[name].filter(other), strict=True)
                told += [Notice(row, name, text, *_OTHER) for row, text in kept][:MOST_TOLD]
        return Came(frame, (*notices, *told))

    def _other(self, cells: pl.Series) -> pl.Series:
        """Which cells are money in another currency than the rows before: they are no values beside theirs."""
        found = currency_of(cells, self._readings[cells.name])
        if not found.count():
            return found.is_not_null()
        if cells.name not in self._known:
            self._known[cells.name] = self._currencies(cells.name)
        return found.is_not_null() & ~found.is_in(list(self._known[cells.name]))

    def _tells_currency(self, name: str) -> bool:
        return name + CURRENCY in self._types and is_currency(name + CURRENCY, self._types)

    def _currencies(self, name: str) -> frozenset[str]:
        """The currencies of the rows there were."""
        if self._tells_currency(name):
            return frozenset(pl.Series(self._types[name + CURRENCY].categories))  # type: ignore[attr-defined]
        if name + RAW not in self._types:
            return frozenset()
        texts = self._begun.select(pl.col(name + RAW).alias(name).unique()).collect().to_series()
        return frozenset(currency_of(texts, self._readings[name]).drop_nulls())

    def _delimited(self, text: str) -> tuple[pl.DataFrame, pl.Series, list[Notice]]:
        assert self._form is not None
        names = list(self._schema)
        fitter = Fitter(names, (), frozenset() if self._form.delimiter == "," else None, MOST_TOLD)
        records: Iterable[ParsedRecord] = records_in(StringIO(text, newline=""), self._form.form, len(names))
        first = self._row + 1
        kept = [(row, cells) for row, cells in fitter.fitted(records, first) if cells is not None]
        self._row = max((row for row, _ in kept), default=self._row)
        columns = zip(*(cells for _, cells in kept), strict=True) if kept else [()] * len(names)
        frame = pl.DataFrame(
            {
                name: [cell if cell.strip() else None for cell in column]
                for name, column in zip(names, columns, strict=True)
            },
            schema=dict.fromkeys(names, pl.String),
        )
        return frame, pl.Series([row for row, _ in kept], dtype=pl.Int64), fitter.notices

    def _lines(self, text: str) -> tuple[pl.DataFrame, pl.Series, list[Notice]]:
        from tui.files.json_lines import lines_of

        frame, notices = lines_of(text)
        later = [name for name in frame.columns if name not in self._schema]
        if later:
            notices.append(Notice(None, ", ".join(later), "", *label("notice.came_later")))
        known = frame.select(
            pl.col(n) if n in frame.columns else pl.lit(None, dtype=t).alias(n) for n, t in self._schema.items()
        )
        rows = pl.int_range(self._row, self._row + known.height, eager=True)
        self._row += known.height
        return known, rows, notices


def followed(source: Source) -> tuple[Source, Growing]:
    """A file that was read whole, without a line that has no end yet, and what comes behind it."""
    growing = Growing(source)
    if not growing.unended or not source.height:
        return source, growing
    height = source.height - 1
    told = (*source.notices, Notice(None, "", "", *_UNENDED))
    return source._replace(frame=source.frame.head(height), height=height, notices=told, texts=None), growing


def with_growth(source: Source) -> Source:
    """A file whose later rows are added where it is shown."""
    if source.whole is not None:
        read_whole = source.whole
        return source._replace(whole=lambda run: with_growth(read_whole(run)))
    whole, growing = followed(source)
    return _watched(whole, growing, whole.frame, None)


def _watched(source: Source, growing: Growing, begun: pl.LazyFrame, tail: pl.DataFrame | None) -> Source:
    """A file with what comes behind the rows `begun`, of which `tail` came so far."""

    def again() -> Source:
        came = growing.more()
        if came is None or not came.frame.height:
            return _watched(source, growing, begun, tail)
        rows = came.frame if tail is None else pl.concat([tail, came.frame], how="diagonal_relaxed")
        assert source.path is not None
        grown = source._replace(
            frame=pl.concat([begun, rows.lazy()], how="diagonal_relaxed"),
            height=(source.height or 0) + came.frame.height,
            notices=(*source.notices, *came.notices),
            texts=None,
            stamp=stamp(source.path),
        )
        return _watched(grown, growing, begun, rows)

    return source._replace(again=again)
