"""A table that can be asked: its engine, what lines may say of it, and its columns ready to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from tui.cells.cell import ShownColumn
from tui.engines.base import Can, Engine
from tui.engines.lowered import Lowered
from tui.engines.schema import fields_of
from tui.language.words import noun
from tui.query.fields import Field, Schema
from tui.query.query import Query
from tui.tables.scope import ALL_ROWS, TableScope
from tui.text.pinyin import pattern

ROWS = noun("row")
"""What the rows of a table are called that has no word of its own for them."""


class Dataset(NamedTuple):
    """A table that can be asked.

    Attributes:
        engine: answers queries, as people ask them.
        schema: its fields and what their values mean.
        columns: its columns, ready to draw.
        resident: whether it is so small that every answer comes at once.
        undecided: the columns of a file of which only all of it tells what they hold; until it is read they are text.
        partial: whether only the first rows of a file are there, and it is not read on by itself as a stream is.
        claimed: whether its rows are claims of the corpus, with a `status` and the number of their `rivals`.
        scope: which of its rows a screen shows before a person filters.
    """

    engine: Engine
    schema: Schema
    columns: tuple[ShownColumn, ...]
    resident: bool = True
    claimed: bool = False
    scope: TableScope = ALL_ROWS
    undecided: frozenset[str] = frozenset()
    partial: bool = False

    @classmethod
    def over(
        cls,
        engine: Engine,
        columns: Sequence[ShownColumn],
        schema: Schema | None = None,
        *,
        resident: bool = True,
        claimed: bool = False,
        scope: TableScope = ALL_ROWS,
    ) -> Self:
        """The table of an engine over plain columns; without a schema they mean no more than they say."""
        known = (schema or Schema(engine.fields))._replace(regex_fault=engine.regex_fault)
        if known.named is None and Can.REGEX in engine.can:
            # Names of the corpus sound by what is kept of them.
            known = known._replace(sounds=pattern)
        return cls(Lowered(engine, known), known, tuple(columns), resident, claimed, scope)

    @property
    def height(self) -> int | None:
        """How many rows it has, where that is known."""
        return self.engine.height

    def is_decided(self, names: Iterable[str] | None) -> bool:
        """Whether it is known what some columns hold; of all of them, and with all rows, where none are named."""
        return not (self.undecided or self.partial) if names is None else self.undecided.isdisjoint(names)

    def column(self, name: str) -> ShownColumn | None:
        """A drawn column by its name."""
        return next((column for column in self.columns if column.name == name), None)

    def schema_of(self, query: Query) -> Schema:
        """The schema with the columns that a query computes. Raises `TermsheetError` where one cannot be."""
        if not query.derived:
            return self.schema
        types = self.engine.schema(query.derived)
        return self.schema.with_fields(fields_of({column.name: types[column.name] for column in query.derived}))

    def fields(self, columns: Sequence[ShownColumn], query: Query) -> list[Field]:
        """The fields of drawn columns, computed ones among them."""
        known = {field.name: field for field in self.schema_of(query).fields}
        return [known[column.name] for column in columns if column.name in known]
