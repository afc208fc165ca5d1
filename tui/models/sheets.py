"""The tabs of a screen as values: what each is called and where its rows or its page come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

from tui.frames.catalog import Label
from tui.frames.cells import Reader, shown_columns
from tui.frames.resolved import Resolved
from tui.models.card import entity_card, entity_frames
from tui.models.detail import fact_page, source_page, subject
from tui.models.document import Block, Gap, Pair, Plot
from tui.models.table import TableModel
from tui.models.words import word
from tui.text.figures import figure
from tui.text.visible import visible

CORPUS_TABS = ("overview", "deals", "users", "departures", "companies", "market", "sources")
OVERVIEW = Label("Overview", "总览")
CARD = Label("Card", "名片")

Row = dict[str, Any]


class TableSheet(NamedTuple):
    """A tab that shows rows of a table."""

    name: str
    title: Label
    rows: Callable[[], pl.DataFrame]


class PageSheet(NamedTuple):
    """A tab that shows a page of text."""

    name: str
    title: Label
    blocks: Callable[[], list[Block]]


class OverviewSheet(NamedTuple):
    """The tab of the overview."""

    name: str = "overview"
    title: Label = OVERVIEW


Sheet = TableSheet | PageSheet | OverviewSheet


def corpus_sheets(resolved: Resolved) -> tuple[Sheet, ...]:
    """The tabs of the corpus."""
    sheets: list[Sheet] = [OverviewSheet()]
    for name in CORPUS_TABS[1:]:
        title = resolved.table(name).title
        sheets.append(TableSheet(name, title, lambda name=name: resolved.shown(name)))  # type: ignore[misc]
    return tuple(sheets)


def entity_sheets(resolved: Resolved, entity: str, reader: Reader) -> tuple[Sheet, ...]:
    """The tabs of one entity's page: its card, and each table that says something of it."""
    frames = entity_frames(resolved, entity)
    sheets: list[Sheet] = [PageSheet("card", CARD, lambda: entity_card(resolved, entity, reader))]
    for name in ("deals", "users", "departures", "facts", "market"):
        frame: pl.DataFrame = getattr(frames, name)
        if not frame.is_empty():
            title = resolved.table(name).title
            sheets.append(TableSheet(name, title, lambda frame=frame: frame))  # type: ignore[misc]
    return tuple(sheets)


def table_model(resolved: Resolved, sheet: TableSheet, reader: Reader) -> TableModel:
    """The state of a tab's table, its columns as the table's TOML lists them."""
    table = resolved.table(sheet.name)
    assert table.view is not None
    columns = shown_columns(table.view.columns, table, reader, resolved.table)
    return TableModel(sheet.rows(), columns, table.view.frozen)


def row_page(resolved: Resolved, name: str, row: Row, reader: Reader) -> list[Block]:
    """The page of the row under the cursor, as the detail pane shows it."""
    if name == "sources":
        return source_page(resolved, row["id"], reader)
    if name == "companies":
        return entity_card(resolved, row["company"], reader, most=6)
    blocks = fact_page(resolved, name, row["key"], reader)
    if name == "users" and row["real"]:
        blocks[1:1] = [*_history(row, reader), Gap()]
    return blocks


def _history(row: Row, reader: Reader) -> list[Block]:
    """The series of a row as a line, under the name of who states it."""

    def write(value: float) -> str:
        return figure(value, reader.language, unit=row["unit"])

    said = visible(reader.names.name(row["teller"], reader.language))
    points = tuple(zip(row["starts"], row["values"], strict=True))
    return [Pair(word("trend", reader.language), f"{said} · {row['points']}", "dim"), Plot(points, write)]


def row_entity(name: str, row: Row) -> str | None:
    """The entity whose page the row opens."""
    if name == "sources":
        return None
    if name == "companies":
        return str(row["company"])
    return subject(name, row)
