"""How files are read by an engine that was asked for by its name: by a plan, from which it reads them itself.

What a plan cannot say is refused: an engine never answers with other values than those that are shown without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from tui.engines.names import POLARS
from tui.engines.plan import Plan, PlanForm
from tui.engines.registry import engine_reading
from tui.engines.schema import frame_schema
from tui.errors import EXIT_USAGE, TermsheetError
from tui.files.source import Notice
from tui.language.words import label
from tui.query.fields import KEY, RAW
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.files.dialect import Dialect
    from tui.files.source import Source
    from tui.files.text import TextFile
    from tui.language.label import Label


def planned_in_place(source: Source, form: PlanForm, paths: Sequence[Path]) -> Source:
    """A table whose types and rows are those that its files hold."""

    def plan(engine: str) -> Plan:
        if source.rules:
            why = Notice(None, *next((name, "", *rule) for name, rule in source.rules.items())).said
            raise _refused(engine, label("file.unlike.why", why), label("filter.leave"))
        return Plan(form, tuple(paths), frame_schema(source.frame), source.height)

    return source._replace(plan=plan)


def planned_text(source: Source, text: TextFile, form: Dialect, odd: bool = False) -> Source:
    """A table of delimited text, whose cells mean what its columns show so far; `odd` where only our own reader divides
    it rightly."""

    def plan(engine: str) -> Plan:
        from tui.files.text import transcoded

        if odd:
            raise _refused(engine, label("file.divided_so"), label("file.save_first"))
        skipped = form.skipped + form.hint
        path = text.file.path if text.is_utf8 else transcoded(text.file.path, text.encoding)
        if source.height is None and _blank_lines(path, skipped):
            # Those of a large text are rows without a value, which an engine would leave out.
            raise _refused(engine, label("file.blank_lines"), label("filter.leave"))
        types = frame_schema(source.frame)
        schema = pl.Schema({name: dtype for name, dtype in types.items() if KEY not in name})
        long = [name for name, dtype in schema.items() if dtype == pl.UInt64 or dtype.is_decimal()]
        if long:
            raise _refused(engine, label("file.long_numbers", visible(long[0])), label("filter.leave"))
        return Plan("delimited text", (path,), schema, source.height, form.delimiter, skipped, form.header)

    return source._replace(plan=plan)


def _blank_lines(path: Path, skipped: int) -> int:
    """How many lines of a text are blank, those before its header apart."""
    lines = pl.scan_lines(path, row_index_name="row", glob=False)
    blank = (pl.col("row") >= skipped) & (pl.col("line").str.strip_chars_end("\r") == "")
    return int(lines.select(blank.sum()).collect(engine="streaming").item())


def answered(source: Source) -> Source:
    """A table whose queries are answered by the engine that was asked for. Raises `TermsheetError` where none can."""
    name = source.options.engine
    if name in ("", POLARS) or source.engine is not None:
        return source
    if source.plan is None:
        raise _refused(name, source.form, label("file.save_first"))
    odd = [column.removesuffix(RAW) for column in frame_schema(source.frame) if column.endswith(RAW)]
    if odd:
        why = next((notice.said for notice in source.notices if notice.column == odd[0]), None)
        raise _refused(name, label("file.unlike.why", why) if why else label("file.unlike"), label("filter.leave"))
    engine = engine_reading(source.plan(name), name)
    told = (*source.told, engine.name)
    return source._replace(engine=engine, height=engine.height, told=told, whole=None, texts=None, rows=None)


def _refused(engine: str, what: str | Label, hint: Label) -> TermsheetError:
    return TermsheetError(label("engine.reads_no", engine, what), hint, EXIT_USAGE)
