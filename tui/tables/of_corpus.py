"""Tables of the corpus as datasets: their columns as their TOML lists them, and by what they are sorted and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import polars as pl

from tui.cells.cell import Reader
from tui.cells.columns import drawable, shown_columns, shown_fields
from tui.corpus.folds import HEAD_ROW
from tui.corpus.lens import Lens
from tui.corpus.meanings.dates import END, START, day_key
from tui.corpus.meanings.entities import named
from tui.corpus.meanings.money import amounts_in, in_currency
from tui.corpus.meanings.of_table import meanings_of
from tui.corpus.meanings.words import worded
from tui.corpus.scheme import Listed
from tui.engines.registry import engine_over
from tui.engines.schema import fields_of
from tui.query.fields import Schema
from tui.query.meaning import Meaning
from tui.tables.dataset import Dataset
from tui.tables.programs import PLURAL, is_hidden, told_columns
from tui.tables.scope import OF_HEAD, scope_of
from tui.text.money import CODES


def corpus_dataset(lens: Lens, name: str, frame: pl.DataFrame, reader: Reader, listed: Listed | None = None) -> Dataset:
    """A table of the corpus, its columns as the table's TOML lists them; `listed` as in `told_columns`."""
    table = lens.table(name)
    assert table.view is not None
    told = told_columns(table, frame.columns, listed)
    asked_of = frame.drop(name for name in frame.columns if is_hidden(name))
    views = [drawable(view, table, frame.columns) for view in table.view.columns]
    drawn = [view for view in views if view is not None]
    meanings = meanings_of(table, lens.table, lens.names, lambda: lens.matcher, asked_of, lambda: lens.last_day)
    shown, keys = shown_fields(drawn, table, reader, lens.table, frame)
    known = {field.name for field in shown}
    others = [field._replace(searched=False) for field in fields_of(asked_of.schema) if field.name not in known]
    lists = {c.name: reader.label(c.one or c.title) for c in table.columns if c.type in PLURAL}
    fields = tuple(field._replace(each=lists.get(field.name, "")) for field in (*shown, *others))
    of_entities = named(meanings, [view.name for view in drawn], lens.names, lambda: lens.matcher)
    of_words = worded([column for column in table.columns if column.words and column.name in frame.columns])
    schema = Schema(
        fields,
        meanings,
        lambda words: (*of_entities(words), *of_words(words)),
        last=lambda: lens.last_day,
        spelled={one.of: one.name for one in told if one.of != one.name and one.of in asked_of.columns},
    )
    sort_by = {field.name: field.sort_by or (field.name,) for field in fields}
    made = {**keys, **_day_keys(meanings, frame), **_money_keys(lens, frame)}
    made |= (
        _head_keys(frame, [key for names in sort_by.values() for key in names], made)
        if HEAD_ROW in frame.columns
        else {}
    )
    return Dataset.over(
        engine_over(frame, fields, keys=made),
        shown_columns(drawn, table, reader, lens.table),
        schema,
        claimed={"status", "dispute"} <= set(frame.columns),
        scope=scope_of(table, sort_by, frame.columns),
    )


def _head_keys(
    frame: pl.DataFrame, names: Sequence[str], made: Mapping[str, Callable[[], pl.Series]]
) -> dict[str, Callable[[], pl.Series]]:
    """For each column by which rows are sorted, the cells of the row that each row is folded under."""

    def of_heads(name: str) -> pl.Series:
        rows = {key: number for number, key in enumerate(frame["key"])}
        cells = made[name]() if name in made else frame[name]
        return cells.gather([rows[key] for key in frame[HEAD_ROW]])

    return {f"{name}{OF_HEAD}": partial(of_heads, name) for name in names if name in made or name in frame.columns}


def _day_keys(meanings: Mapping[str, Meaning], frame: pl.DataFrame) -> dict[str, Callable[[], pl.Series]]:
    """The first and the last day of each date, by the names of their columns."""
    dated = [name for name, meaning in meanings.items() if meaning.kind == "date"]
    return {name + end: partial(day_key, frame[name], end) for name in dated for end in (START, END)}


def _money_keys(lens: Lens, frame: pl.DataFrame) -> dict[str, Callable[[], pl.Series]]:
    """Amounts in each currency of which there are rates, by the names of their columns."""
    if "fx" not in lens.corpus.names or not {"start", "precision"} <= set(frame.columns):
        return {}
    amounts = [name.removesuffix("_usd") for name in frame.columns if name.endswith("_usd")]
    units = {name: next((u for u in (f"{name}_currency", "currency") if u in frame.columns), "") for name in amounts}
    return {
        in_currency(name, code): partial(amounts_in, frame, name, units[name], code, lambda: lens.corpus.frame("fx"))
        for name in amounts
        if name in frame.columns and units[name]
        for code in CODES
    }
