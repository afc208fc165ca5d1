"""What a claim or a fact states, as text."""

from __future__ import annotations

from typing import Any

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, marked
from tui.corpus.arithmetic import stated_figure
from tui.corpus.lens import Row
from tui.corpus.tables import Column, Table
from tui.language.words import listed, word
from tui.text.numbers import full
from tui.text.visible import visible


def figure_of(table: Table, row: Row, name: str, reader: Reader) -> str:
    """A figure of a row, with its unit and how sure it is."""
    return stated_figure(table, row, name, reader.figures, reader.currency)


def marked_figure(table: Table, row: Row, name: str, reader: Reader) -> str:
    """A figure of a fact behind the mark of how it stands."""
    return marked(figure_of(table, row, name, reader), row.get(f"{name}{STANDING}"))


def in_full(column: Column, value: Any, reader: Reader) -> str:
    """One value in full, as the pane writes it."""
    if value is None:
        return ""
    if column.type == "entity":
        return visible(reader.names.both(value, reader.language))
    if column.type == "entities":
        return visible(listed((reader.names.name(v, reader.language) for v in value.split(";")), reader.language))
    if column.type in ("enum", "enums"):
        return visible(", ".join(column.choice(v, reader.language) for v in value.split(";")))
    if column.type in ("number", "money"):
        return full(value)
    return visible(column.choice(str(value), reader.language))


def short(column: Column, value: str, reader: Reader) -> str:
    """One value that is no figure, as short as a list has it."""
    if column.type in ("entity", "entities"):
        return listed((reader.names.name(one, reader.language) for one in value.split(";")), reader.language)
    return column.choice(value, reader.language)


def fact_title(table: Table, row: Row, reader: Reader) -> str:
    """The name of a fact: whom it is about."""
    return visible(reader.names.both(table.subject_of(row), reader.language))


def verdict(witnesses: int, rivals: int, reader: Reader) -> str:
    if witnesses <= 1 and not rivals:
        return word("only", reader.language)
    said = [f"={witnesses} {word('witnesses', reader.language)}"] if witnesses > 1 else []
    if rivals:
        said.append(f"≠{rivals} {word('rivals', reader.language)}")
    return " · ".join(said)
