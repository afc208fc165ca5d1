"""The rows of a delimited text of any size as they are written, piece by piece, without reading on.

A piece in which every line is a record goes through Polars; any other through our own reader, which is slower.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import polars as pl

from tui.files.delimited import LONE_CR, Begun, records_of
from tui.files.dialect import Dialect
from tui.files.parsing import records_in
from tui.files.source import MOST_TOLD, Notice
from tui.files.text import PREVIEW, late_encoding
from tui.files.tidy import regular

_PIECE = 1 << 22
"""Bytes of a piece; the first one is smaller, so that it comes at once."""
_ROWS = 10_000
"""Rows that our own reader gives at a time."""


def _texts(path: Path, encoding: str, guessing: bool) -> Iterator[str]:
    """The characters of a text. Where nobody knows its encoding, and it began as ASCII, the first bytes beyond tell."""
    decoder = codecs.getincrementaldecoder(encoding)("strict" if guessing else "replace")
    size = PREVIEW
    with path.open("rb") as file:
        while piece := file.read(size):
            before = decoder.getstate()[0]
            try:
                yield decoder.decode(piece)
            except UnicodeDecodeError:
                decoder = codecs.getincrementaldecoder(late_encoding(path) or encoding)("replace")
                yield decoder.decode(before + piece)
            size = _PIECE
    yield decoder.decode(b"", final=True)


def _record_end(text: str) -> int:
    """Where the last record ends of which all quotes are closed; 0 where there is none."""
    end = text.rfind("\n") + 1
    odd = text.count('"', 0, end) % 2
    while end and odd:
        before = text.rfind("\n", 0, end - 1) + 1
        odd ^= text.count('"', before, end) % 2
        end = before
    return end


class RawPieces:
    """The rows of a delimited text as text columns, from its beginning.

    Args:
        path, encoding: where it lies.
        guessing: whether its beginning is all ASCII, and nobody said its encoding.
        form: how its records are divided.

    Attributes:
        notices: what is to be told of the rows that were given so far.
    """

    def __init__(self, path: Path, encoding: str, guessing: bool, form: Dialect) -> None:
        self._path, self._encoding, self._guessing, self._form = path, encoding, guessing, form
        self.notices: list[Notice] = []

    def __iter__(self) -> Iterator[pl.DataFrame]:
        coming = _texts(self._path, self._encoding, self._guessing)
        first = next(coming)
        end = _record_end(first)
        if not end or not self._form.plain or LONE_CR.search(first):
            lines = _lines(chain([first], coming))
            yield from self._of_lines(records_of(lines, self._form, MOST_TOLD))
            return
        begun = records_of(io.StringIO(first[:end], newline=""), self._form, MOST_TOLD)
        row = 0
        for piece in self._of_lines(begun):
            row += piece.height
            yield piece
        rest = first[end:]
        for text in coming:
            rest += text
            if not rest:
                continue
            end = len(rest) if not text else _record_end(rest)
            if not end:
                # Quotes do not close: only our own reader says where its records end.
                yield from self._own(begun, _lines(chain([rest], coming)), row)
                return
            whole, rest = rest[:end], rest[end:]
            found = None if begun.unnamed else regular(whole, self._form, begun.names)
            for part in [found] if found is not None else self._own(begun, _lines([whole]), row):
                row += part.height
                yield part

    def _own(self, begun: Begun, lines: Iterable[str], row: int) -> Iterator[pl.DataFrame]:
        records = records_in(lines, self._form.form, len(begun.names))
        return self._of_lines(begun._replace(fitted=begun.fitter.fitted(records, row + begun.first)))

    def _of_lines(self, begun: Begun) -> Iterator[pl.DataFrame]:
        schema = dict.fromkeys(begun.names, pl.String)
        records = (cells for _, cells in begun.fitted if cells is not None)
        while kept := list(islice(records, _ROWS)):
            columns = zip(*kept, strict=True)
            self.notices = [*begun.notices, *begun.fitter.notices]
            yield pl.DataFrame(
                {
                    name: [cell if cell.strip() else None for cell in column]
                    for name, column in zip(begun.names, columns, strict=True)
                },
                schema=schema,
            )
        self.notices = [*begun.notices, *begun.fitter.notices]


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """The lines of texts that stand one behind the other, with their ends."""
    rest = ""
    for text in texts:
        lines = list(io.StringIO(rest + text, newline=""))
        # The last one may go on, and a CR may have its LF in the next piece.
        rest = lines.pop() if lines else ""
        yield from lines
    if rest:
        yield rest
