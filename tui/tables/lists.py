"""Figures over cells that are lists: a row counts once for each value in its cell, and that is told."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.cells.cell import ShownColumn
from tui.engines.base import CancelToken, Engine
from tui.language.label import Language, Noun
from tui.language.words import word
from tui.query.fields import Schema
from tui.query.lowering import listed_in
from tui.query.query import Condition, Query


def rule_of_counts(counts: pl.DataFrame, one: str, unit: Noun, language: Language) -> str:
    """The rule by which values of lists were counted, and how many rows have none; `one` is what a value is called."""
    none = counts.filter(pl.col("value").is_null())["count"].sum()
    return _rule(one, int(none), unit, language)


def rule_of_groups(
    engine: Engine, query: Query, schema: Schema, unit: Noun, language: Language, token: CancelToken | None = None
) -> str:
    """The rule by which the rows of a query are grouped by lists; empty where no cell is one."""
    rules = []
    for name in listed_in(query.group, schema) if query.group is not None else ():
        field = schema.field(name)
        assert field is not None
        without = query.rows._replace(filters=(*query.filters, Condition(name, "null")), only=query.only)
        rules.append(_rule(field.each, engine.count(without, token=token), unit, language))
    return " · ".join(rules)


def _rule(one: str, none: int, unit: Noun, language: Language) -> str:
    row, rows = (unit.zh, unit.zh) if language == "zh" else (unit.one, unit.en)
    return word("lists.rule", language, row, one, rows, f"{none:,}")


def blanks_last(groups: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Groups with those behind that have no value in some columns."""
    blank = pl.any_horizontal([pl.col(name).is_null() for name in names] or [pl.lit(False)])
    return pl.concat([groups.filter(~blank), groups.filter(blank)])


def drawn_alone(column: ShownColumn, language: Language) -> ShownColumn:
    """A column whose cells are single values of its lists, and whose blank cells say so."""

    def draw(frame: pl.DataFrame) -> list[str]:
        beside = [pl.lit(None).alias(name) for name in column.inputs if name != column.name]
        texts = column.draw(frame.select(pl.col(column.name), *beside))
        return _with_blanks(texts, frame[column.name], language)

    return column._replace(inputs=(column.name,), draw=draw)


def _with_blanks(texts: Sequence[str], values: pl.Series, language: Language) -> list[str]:
    none = word("lists.none", language)
    return [none if blank else text for text, blank in zip(texts, values.is_null(), strict=True)]
