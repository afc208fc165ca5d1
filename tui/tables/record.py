"""A row of a table as one line of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tui.cells.cell import ShownColumn
from tui.pages.document import Block, Gap, Item, Span
from tui.pages.panel import Panel, Text
from tui.query.fields import RAW
from tui.tables.model import TableModel
from tui.tables.of_files import whole_text
from tui.text.visible import visible


def cell_of(row: Mapping[str, Any], column: ShownColumn, drawn: str) -> str:
    """The true value of a cell as it is copied; what is drawn where the value is an id, or drawn from others."""
    value = row.get(column.name)
    return drawn if value is None or column.coded else whole_text(value)


def line_of(row: Mapping[str, Any], model: TableModel, more: Sequence[str] = ()) -> str:
    """The true values of the columns shown, divided by tabs, and `more` behind them; of a column drawn from others,
    what is drawn."""
    cells = [cell_of(row, column, model.text(model.cursor.row, column)) for column in model.columns]
    return "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in (*cells, *more))


def cell_page(row: Mapping[str, Any], model: TableModel) -> list[Panel]:
    """One cell in full: its value, and how a table draws it where that differs."""
    column = model.column
    value = row.get(column.name)
    raw = row.get(column.name + RAW)
    drawn = model.text(model.cursor.row, column)
    text = whole_text(raw if raw is not None else value) if value is not None or raw is not None else drawn
    blocks: list[Block] = [Item((Span(visible(line)),)) for line in text.splitlines() or [""]]
    if drawn and drawn != text and len(drawn) < len(text) + 20 and value is not None and not isinstance(value, str):
        blocks += [Gap(), Item((Span(drawn, "dim"),))]
    if column.rule:
        blocks += [Gap(), Item((Span(f"{column.mark} {visible(column.rule)}", "dim"),))]
    return [Text(tuple(blocks))]
