"""The command line that reproduces what a screen shows."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.language.words import label
from tui.query.writing import written

if TYPE_CHECKING:
    from tui.language.label import Label
    from tui.tables.model import TableModel
    from tui.tables.sheet import TableSheet


class CommandLine(NamedTuple):
    """A table under a filter, as words of the command line, and what of the screen they leave out.

    `corpus` is the folder of its table where that is not the one that ships; `looks` are the words by which figures
    are looked at otherwise, `filled` are the columns whose blanks are filled down.
    """

    table: str
    filter: str = ""
    sort: str = ""
    fields: str = ""
    left_out: tuple[Label, ...] = ()
    corpus: str = ""
    looks: tuple[str, ...] = ()
    filled: str = ""

    def text(self) -> str:
        """As it is typed into a shell."""
        words = [*_program(self.corpus), "list", self.table]
        words += [self.filter] if self.filter else []
        words += [f"--sort={self.sort}"] if self.sort else []
        words += [f"--fields={self.fields}"] if self.fields else []
        words += [f"--fill-down={self.filled}"] if self.filled else []
        words += self.looks
        return shlex.join(words)


def _program(corpus: str) -> list[str]:
    return ["termsheet", *(["--corpus", corpus] if corpus else [])]


def line_of_card(entity: str, corpus: str, looks: Sequence[str]) -> str:
    """The command that prints the card of an entity, as it is looked at."""
    return shlex.join([*_program(corpus), "show", entity, *looks])


def line_of_screen(sheet: TableSheet, model: TableModel) -> CommandLine:
    """The line of a table shown."""
    query = model.view.query
    name = (sheet.file.place if sheet.file is not None else "") or sheet.name
    left_out = [
        label(key)
        for key, given in (
            ("left_out.rows", query.only is not None),
            ("left_out.derived", bool(query.derived)),
            ("left_out.nulls", query.nulls_first and bool(query.sort)),
            ("left_out.kinds", bool(model.view.kinds)),
            ("left_out.unfolded", bool(model.view.unfolded)),
        )
        if given
    ]
    fields = ",".join(query.columns) if query.columns is not None else ""
    filters = model.dataset.scope.filters(model.view)
    line, sort = written(filters, model.dataset.schema.meanings), ",".join(map(str, query.sort))
    return CommandLine(name, line, sort, fields, tuple(left_out), sheet.corpus, sheet.looks, ",".join(query.filled))
