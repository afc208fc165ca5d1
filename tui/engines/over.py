"""What engines have in common that answer by another one."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.engines.base import Can, CancelToken, Engine
from tui.query.fields import Field
from tui.query.query import Derived, Query


class Over:
    """What an engine says of itself, as the one beneath says it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def can(self) -> frozenset[Can]:
        return self._engine.can

    @property
    def fields(self) -> tuple[Field, ...]:
        return self._engine.fields

    @property
    def height(self) -> int | None:
        return self._engine.height

    @property
    def estimate(self) -> int | None:
        return self._engine.estimate

    @property
    def dear_from(self) -> int:
        return self._engine.dear_from

    @property
    def by_number(self) -> bool:
        return self._engine.by_number

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        return self._engine.schema(derived)

    def regex_fault(self, pattern: str) -> str:
        return self._engine.regex_fault(pattern)

    def plan(self, query: Query, size: int, *, token: CancelToken | None = None) -> list[str]:
        return self._engine.plan(query, size, token=token)
