"""The tabs of a person's own files, and what a record of one looks like in full."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.cells.file_columns import file_columns
from tui.engines.base import Engine, Unsupported, beyond
from tui.engines.registry import collected, engine_over
from tui.engines.resting import Resting
from tui.engines.schema import fields_of, frame_schema, kind_of
from tui.errors import TermsheetError
from tui.files.source import Source, unchanged
from tui.files.written import asked_for, is_currency, values_or_texts
from tui.language.label import Label, Language
from tui.language.words import label
from tui.pages.document import Block, Pair
from tui.pages.panel import Panel, Text
from tui.query.fields import KEY, NUMBERS, RAW, Schema
from tui.query.query import Query
from tui.tables.columns import Columns
from tui.tables.dataset import Dataset
from tui.tables.model import TableModel
from tui.tables.outgoing import Outgoing
from tui.tables.sheet import RowMeaning, TableSheet
from tui.tables.view import View, spoken_of
from tui.text.numbers import full
from tui.text.plain import plain
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.corpus.lens import Row

RESIDENT_CELLS = 1_000_000
"""Cells up to which every operation is so fast that it is done at once."""


MOST_PARTS, DEEPEST_PART = 100, 4
"""Parts of a record within a record that are shown one by one, and levels of them."""


def _cast(frame: pl.LazyFrame, kinds: Mapping[str, str]) -> pl.LazyFrame:
    if not kinds:
        return frame
    from tui.files.inference import cast

    return cast(frame, kinds)


def file_dataset(source: Source, kinds: Mapping[str, str], language: Language) -> Dataset:
    """The table of a file, with the kinds that a person gave some of its columns."""
    listed = [name for name, how in source.readings.items() if how.listed and name not in kinds]
    if source.rests:
        unchanged(source)
    if source.engine is not None:
        return _of_engine(_resting(source, source.engine), kinds, language, listed)
    if source.whole is not None:
        # Only the beginning is on hand: it is a small table until all is read.
        begun = _dataset(collected(source.frame), {}, language, listed=listed)
        undecided = source.undecided - kinds.keys()
        shown = tuple(column._replace(undecided=column.name in undecided) for column in begun.columns)
        return begun._replace(columns=shown, undecided=undecided, partial=source.again is None)
    read = _retyped(source, kinds) if kinds else source
    frame = read.frame if read.texts is not None else _cast(read.frame, kinds)
    width = max(1, len(frame_schema(frame)))
    resident = source.height is not None and source.height * width <= RESIDENT_CELLS
    rows = collected(frame) if resident else frame
    rules = {name: rule for name, rule in source.rules.items() if name not in kinds}
    return _dataset(rows, kinds, language, source.height, rules, listed, None if resident else source)


def _retyped(source: Source, kinds: Mapping[str, str]) -> Source:
    from tui.files.typed import retyped

    return retyped(source, kinds)


def _resting(source: Source, engine: Engine) -> Engine:
    """The engine of a file; one that reads it anew with each query looks whether it changed."""
    return Resting(engine, partial(unchanged, source)) if source.rests else engine


def _dataset(
    rows: pl.DataFrame | pl.LazyFrame,
    kinds: Mapping[str, str],
    language: Language,
    height: int | None = None,
    rules: Mapping[str, Label] | None = None,
    listed: Collection[str] = (),
    of: Source | None = None,
) -> Dataset:
    schema = frame_schema(rows)
    # What lies on this machine has a size and a time.
    far = of is not None and not any(of.stamp)
    engine = engine_over(rows, fields_of(schema, kinds, listed), height, far=far)
    engine = engine if of is None else _resting(of, engine)
    columns = file_columns(schema, kinds, language)
    rules = rules or {}
    told = [
        column._replace(rule=rules[column.name].text(language)) if column.name in rules else column
        for column in columns
    ]
    return Dataset.over(engine, told, resident=isinstance(rows, pl.DataFrame))


def _of_engine(engine: Engine, kinds: Mapping[str, str], language: Language, listed: Collection[str] = ()) -> Dataset:
    """The table of an engine that reads a file itself: its types are what they are, and its numbers may be money."""
    schema = engine.schema()
    if _others(kinds, schema):
        raise Unsupported(engine.name, label("can.retype"))
    known = Schema(fields_of(schema, kinds, listed))
    return Dataset.over(engine, file_columns(schema, kinds, language), known, resident=False)


def _others(kinds: Mapping[str, str], schema: Mapping[str, pl.DataType]) -> list[str]:
    """The columns whose values a person gave another kind than their types have; a number may be money or percent."""
    given = {name: (kind, schema[name]) for name, kind in kinds.items() if name in schema}
    return [n for n, (kind, t) in given.items() if kind != kind_of(t) and not (kind in NUMBERS and t.is_numeric())]


def can_show(source: Source, view: View) -> bool:
    """Whether the engine of a file can show a view, which may have been left with another one."""
    engine = source.engine
    return engine is None or not (set(beyond(view.query)) - engine.can or _others(dict(view.kinds), engine.schema()))


def file_model(source: Source, language: Language, view: View | None = None, why: Label | None = None) -> TableModel:
    """The state of a file's table. A view that speaks of undecided columns is shown as soon as they are decided.

    A view that the file cannot be looked at by any more is set aside, and that is told, as it is where nothing could be
    read of the one that was kept, `why`.
    """
    if view is not None:
        try:
            return _file_model(source, language, view)
        except TermsheetError as error:
            why = Label(*error.said)
    model = _file_model(source, language, None)
    if why is not None:
        model.tasks.failure = label("view.set_aside", why)
    return model


def _file_model(source: Source, language: Language, view: View | None) -> TableModel:
    kinds = dict(view.kinds) if view else {}
    dataset = file_dataset(source, kinds, language)

    def typed(given: Mapping[str, str]) -> Dataset:
        return file_dataset(source, given, language)

    names = spoken_of(view) if view else ()
    if view is None or dataset.is_decided(names):
        if view is not None and (lacking := Columns(dataset).lacking(view)):
            raise TermsheetError(lacking)
        return TableModel(dataset, 0, view, typed)
    looks = View(Query(columns=view.query.columns), view.frozen, view.widths)
    model = TableModel(typed({}), 0, looks, typed)

    def show() -> None:
        lacking = Columns(model.dataset).lacking(view)
        if lacking is not None:
            model.tasks.failure = label("view.set_aside", lacking)
        else:
            model.show(view)

    model.wait(names, show, view)
    return model


def file_sheet(source: Source, language: Language, view: View | None = None, why: Label | None = None) -> TableSheet:
    """The tab of a file, looked at by a view; `why` the one that was kept could not be read."""
    name = visible(source.name)
    return TableSheet(
        source.name,
        Label(name, name),
        lambda: file_model(source, language, view, why),
        RowMeaning(page=record_page, opens=_opener(source, language)),
        source,
        pane=False,
        outgoing=file_outgoing,
    )


def _opener(source: Source, language: Language) -> Callable[[Row], TableSheet] | None:
    """Opens the table of a row, where rows are tables."""
    opens = source.opens
    return None if opens is None else lambda row: file_sheet(opens(row), language)


def file_outgoing(columns: Sequence[str], schema: Mapping[str, pl.DataType]) -> Outgoing:
    """What programs are given of a file's columns, of all where none is named: values with currencies, or texts."""
    names = columns or [name for name in schema if KEY not in name and not is_currency(name, schema)]
    return Outgoing(asked_for(names, schema, typed=True), values_or_texts, asked_for(names, schema, typed=False))


def record_page(row: Row) -> list[Panel]:
    """All that stands in a record, nothing cut."""
    blocks: list[Block] = []
    for name, value in row.items():
        if KEY in name:
            continue
        raw = row.get(name + RAW)
        for part, inner in spread(name, value if raw is None else raw):
            blocks.append(Pair(visible(part), visible(whole_text(inner)), "" if value is not None else "dim"))
    return [Text(tuple(blocks))]


def spread(name: str, value: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """A value with its name; a record in it as its parts, `user.name`, a list of records as `deals.1.amount`."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = list(enumerate(value, 1))
    if not 0 < len(items) <= MOST_PARTS or depth == DEEPEST_PART:
        yield name, value
        return
    for key, inner in items:
        yield from spread(f"{name}.{key}", inner, depth + 1)


def whole_text(value: Any) -> str:
    """A value in full, as it is copied."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return full(value).replace(",", "")
    if isinstance(value, bytes):
        return value.hex(" ")
    if isinstance(value, dict | list):
        return json.dumps(plain(value), ensure_ascii=False)
    return str(value)
