"""JSON: a list of records wherever it stands in the document, or a record a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.files.format import TextFormat
from tui.language.words import label

if TYPE_CHECKING:
    from tui.engines.base import Runner
    from tui.files.source import Options, Source
    from tui.files.text import TextFile

LINE_ENDINGS = (".jsonl", ".ndjson")
LINES_SHOWN = 500
"""Lines of it that are shown first."""


def _lead(text: str) -> str:
    return text.lstrip("\ufeff\x1e \t\r\n")


def _has_lines(text: TextFile) -> bool:
    """Whether each line is a record of its own."""
    if set(LINE_ENDINGS).intersection(text.endings):
        return True
    first, more, _ = _lead(text.start).partition("\n")
    first, more = first.rstrip(), more.lstrip("\x1e \t\r\n")
    whole = first.startswith("{") and first.endswith("}") and len(first) > 2
    return whole and (more.startswith("{") if more else ".json" not in text.endings)


def _read_large(text: TextFile) -> Source:
    """The first records, and the way to read all."""
    import polars as pl

    from tui.files import exact, json_lines, large
    from tui.files.own_copy import OwnCopy
    from tui.files.source import source_of
    from tui.files.temporary import PIECE

    file = text.file

    def read_all(run: Runner) -> Source:
        # Polars maps what it reads lines of: it is given a copy that nobody cuts.
        copy = OwnCopy(file.path)
        try:
            copy.fill(run)
            # Keys and types that come late are those of the column all the same.
            scan = pl.scan_ndjson(copy.path, infer_schema_length=None)
            rows, height = large.stored(scan, run)
            great = exact.floats_beyond(rows)
            # Of fractions so great nobody knows any more whether they were written as whole numbers.
            if not great or not any(run(rows.select(great)).row(0)):
                return source_of(file, "NDJSON", rows, height)
        except pl.exceptions.PolarsError as error:
            if "interrupted" in str(error):
                raise
        finally:
            copy.path.unlink(missing_ok=True)
        with file.path.open(encoding="utf-8", errors="replace") as opened:
            frame, notices = json_lines.large_lines(opened)
        return source_of(file, "NDJSON", *large.stored(frame, run), notices)

    with file.path.open("rb") as opened:
        begun = opened.read(PIECE)
    begun = begun[: begun.rfind(b"\n") + 1]
    try:
        seen = pl.read_ndjson(begun, infer_schema_length=None, ignore_errors=True)
        start = seen.head(LINES_SHOWN)
    except pl.exceptions.PolarsError:
        start, _ = json_lines.lines_of(text.start[: text.start.rfind("\n") + 1])
    return source_of(file, "NDJSON", start.lazy(), None)._replace(whole=read_all)


def read(text: TextFile, options: Options) -> list[Source]:
    """The table of a document or of lines."""
    from tui.files import documents, json_lines
    from tui.files import text as texts
    from tui.files.source import Unreadable
    from tui.files.typed import of_values

    if _has_lines(text):
        if text.size > texts.LARGEST_SEEN:
            return [_read_large(text)]
        found = json_lines.lines(text.whole())
        if found is not None:
            return [of_values(text.file, "NDJSON", *found)]
        if not begins(text.start):
            raise Unreadable(label("file.no_lines"), label("file.no_lines.hint"))
    if options.table:
        return [of_values(text.file.telling(options.table), "JSON", documents.part(text.whole(), options.table))]
    frame, way, notices = documents.document(text.whole())
    return [of_values(text.file.telling(*([".".join(way)] if way else [])), "JSON", frame, notices)]


def begins(start: str) -> bool:
    """Whether a text begins as a record or a list of such."""
    lead = _lead(start)
    return lead.startswith("{") or (lead.startswith("[") and lead[1:].lstrip().startswith(("[", "{")))


FORMATS = (TextFormat("JSON", (".json", *LINE_ENDINGS), begins, read),)
