"""A folder of CSV and TOML as frames: each table is read when it is first asked for, and its problems kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from tui.frames import catalog
from tui.frames.catalog import TABLES, Table
from tui.frames.checks import check_cells, check_rows
from tui.frames.kinds import KINDS, References
from tui.frames.reading import Problem, read


@dataclass(frozen=True)
class Loaded:
    """One table as read: typed columns plus `_line`, and what is wrong with the file."""

    table: Table
    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def _typed(table: Table, text: pl.DataFrame) -> pl.DataFrame:
    """Numbers as floats; a cell that is no number becomes null, never 0."""
    numbers = [c.name for c in table.columns if KINDS[c.type].numeric]
    return text.with_columns(pl.col(numbers).cast(pl.Float64, strict=False)) if numbers else text


class Corpus:
    """The tables of a folder, read on first use.

    Attributes:
        folder: where the CSV and TOML files lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Loaded] = {}
        self._texts: dict[str, tuple[pl.DataFrame, list[Problem]]] = {}

    def table(self, name: str) -> Table:
        """The description of a table."""
        return catalog.table(name, self.folder)

    def _text(self, name: str) -> tuple[pl.DataFrame, list[Problem]]:
        if name not in self._texts:
            self._texts[name] = read(self.folder / f"{name}.csv", self.table(name).names)
        return self._texts[name]

    @cached_property
    def _known(self) -> References:
        return References(
            frozenset(self._text("entities")[0]["id"].drop_nulls()),
            frozenset(self._text("sources")[0]["id"].drop_nulls()),
        )

    def load(self, name: str) -> Loaded:
        """One table, with its problems."""
        if name not in self._loaded:
            table = self.table(name)
            text, problems = self._text(name)
            frame = _typed(table, text)
            problems = problems + check_cells(table, text, self._known) + check_rows(table, frame)
            self._loaded[name] = Loaded(table, frame, tuple(sorted(problems)))
        return self._loaded[name]

    def frame(self, name: str) -> pl.DataFrame:
        """The rows of one table."""
        return self.load(name).frame

    def problems(self) -> list[Problem]:
        """What is wrong in the tables read so far."""
        return [problem for name in TABLES if name in self._loaded for problem in self._loaded[name].problems]

    def check(self) -> list[Problem]:
        """What is wrong in any table."""
        for name in TABLES:
            self.load(name)
        return self.problems()
