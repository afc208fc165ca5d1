"""A folder of CSV and TOML as frames: each table is read when it is first asked for, and its problems kept."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import polars as pl

from tui.corpus import tables
from tui.corpus.checks import check_cells, check_rows
from tui.corpus.kept import Kept
from tui.corpus.kinds import KINDS, References
from tui.corpus.reading import Problem, read
from tui.corpus.tables import TABLES, Table


def _typed(table: Table, text: pl.DataFrame) -> pl.DataFrame:
    """Numbers as floats; a cell that is no number becomes null, never 0."""
    numbers = [c.name for c in table.columns if KINDS[c.type].numeric]
    return text.with_columns(pl.col(numbers).cast(pl.Float64, strict=False)) if numbers else text


class Corpus:
    """The tables of a folder, read on first use and checked only when asked.

    Attributes:
        folder: where the CSV and TOML files lie.
        kept: what was computed of it before.
    """

    def __init__(self, folder: Path, kept: Kept | None = None) -> None:
        self.folder = folder
        self.kept = kept or Kept(None)
        self._texts: dict[str, tuple[pl.DataFrame, list[Problem]]] = {}
        self._frames: dict[str, pl.DataFrame] = {}
        self._problems: dict[str, list[Problem]] = {}

    def table(self, name: str) -> Table:
        """The description of a table."""
        return tables.table(name, self.folder)

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

    def frame(self, name: str) -> pl.DataFrame:
        """The rows of one table: typed columns plus `_line`. A cell that cannot be read as a number is null."""
        if name not in self._frames:
            self._frames[name] = self.kept.frame(f"rows-{name}", lambda: _typed(self.table(name), self._text(name)[0]))
        return self._frames[name]

    def problems(self, name: str) -> list[Problem]:
        """What is wrong in one table, in the order of its lines."""
        if name not in self._problems:
            found = self.kept.plain(f"problems-{name}", lambda: self._checked(name))
            self._problems[name] = [Problem(*given) for given in found]
        return self._problems[name]

    def _checked(self, name: str) -> list[Problem]:
        table = self.table(name)
        text, problems = self._text(name)
        return sorted(problems + check_cells(table, text, self._known) + check_rows(table, self.frame(name)))

    def check(self) -> list[Problem]:
        """What is wrong in any table."""
        return [problem for name in TABLES for problem in self.problems(name)]
