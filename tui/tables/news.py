"""What is new, over all tables of claims: what was entered since a day, what happened since one; forecasts apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from tui.cells.file_columns import file_columns
from tui.engines.registry import engine_over
from tui.language.words import label, noun, word
from tui.pages.line import written_parts
from tui.tables.dataset import Dataset
from tui.tables.model import TableModel
from tui.tables.sheet import RowMeaning, TableSheet

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens, Row
    from tui.corpus.tables import Table
    from tui.language.label import Label

NEWS_COLUMNS = {
    "table": pl.String(),
    "date": pl.String(),
    "subject": pl.String(),
    "name": pl.String(),
    "states": pl.String(),
    "nature": pl.String(),
    "status": pl.String(),
    "said_by": pl.String(),
    "teller": pl.String(),
    "title": pl.String(),
    "url": pl.String(),
    "added": pl.String(),
    "new": pl.Int64(),
    "claims": pl.Int64(),
    "key": pl.String(),
}
"""The columns of a list of what is new; `new` are the claims that were entered since, of all `claims` of the fact."""
_AHEAD = ("forecast", "plan", "target")
_SHOWN = {"date": 10, "table": 10, "name": 26, "states": 60, "teller": 22, "added": 10}
"""The columns that people see, and their widths."""


class Recent(NamedTuple):
    """What is new: what was or happened, the newest first, and what is only expected or planned."""

    happened: pl.DataFrame
    ahead: pl.DataFrame


def last_added(lens: Lens) -> str:
    """The day on which claims were entered last; empty where none tells."""
    days = [lens.corpus.frame(name)["added"].max() for name in _dated(lens)]
    return max((str(day) for day in days if day is not None), default="")


def _dated(lens: Lens) -> list[str]:
    return [name for name in lens.corpus.claimed if "added" in lens.corpus.frame(name).columns]


class Entered(NamedTuple):
    """A fact that is new: its table, the part of it that is told, the claims that are new, and when the last came."""

    table: Table
    part: str
    row: Row
    new: int
    added: str


class Entries(NamedTuple):
    """What is new, the newest first: what was or happened, and what is only expected or planned."""

    happened: list[Entered]
    ahead: list[Entered]


def entered_since(lens: Lens, day: str, *, after: bool = False) -> Entries:
    """The facts with claims that were entered on a day or later, or only `after` it."""
    new_ones = pl.col("added") > day if after else pl.col("added") >= day

    def found(name: str) -> Iterator[tuple[Row, int, str]]:
        claims = lens.ranked(name).filter(new_ones)
        new = claims.group_by("key").agg(pl.len().alias("new"), pl.col("added").max().alias("entered"))
        facts = lens.facts(name).join(new, on="key", how="inner", maintain_order="left")
        for row in facts.iter_rows(named=True):
            yield row, row["new"], row["entered"]

    return _entries(lens, {name: found(name) for name in _dated(lens)})


def added_since(lens: Lens, reader: Reader, day: str, *, after: bool = False) -> Recent:
    """What was entered on a day or later, or only `after` it, as rows."""
    return _recent(lens, reader, entered_since(lens, day, after=after))


def happened_since(lens: Lens, reader: Reader, day: date) -> Recent:
    """The facts of a day or later; what lies after the last day of the corpus stands with what is ahead."""

    def found(name: str) -> Iterator[tuple[Row, int, str]]:
        for row in lens.facts(name).filter(pl.col("start") >= day).iter_rows(named=True):
            yield row, 0, row.get("added") or ""

    return _recent(lens, reader, _entries(lens, {name: found(name) for name in lens.corpus.claimed}))


def _entries(lens: Lens, found: dict[str, Iterator[tuple[Row, int, str]]]) -> Entries:
    entries = Entries([], [])
    for name, facts in found.items():
        table = lens.table(name)
        for row, new, added in facts:
            part = _part(table, row)
            nature, start = row.get(f"{part}_nature"), row.get("start")
            if nature == "derived" and not row.get(f"{table.parts[0].name}_printed"):
                # What we worked out ourselves is no news.
                continue
            is_ahead = nature in _AHEAD or (start is not None and start > lens.last_day)
            entries[is_ahead].append(Entered(table, part, row, new, added))
    for one in entries:
        one.sort(key=lambda entered: entered.row.get("start") or date.min, reverse=True)
    return entries


def _recent(lens: Lens, reader: Reader, entries: Entries) -> Recent:
    return Recent(
        *(pl.DataFrame([_told(lens, entered, reader) for entered in one], schema=NEWS_COLUMNS) for one in entries)
    )


def _part(table: Table, row: Row) -> str:
    """The first part of a fact that a claim tells."""
    return next((p.name for p in table.parts if row.get(f"{p.name}_claim") is not None), table.parts[0].name)


def _told(lens: Lens, entered: Entered, reader: Reader) -> dict[str, Any]:
    table, part, row = entered.table, entered.part, entered.row
    source = lens.source(row.get(f"{part}_source")) or {}
    said_by, subject = row.get(f"{part}_said_by"), table.subject_of(row)
    return {
        "table": table.name,
        "date": row.get(table.date),
        "subject": subject,
        "name": reader.names.name(subject, reader.language),
        "states": written_parts(table, table.cite, row, reader, marks_standing=True),
        "nature": row.get(f"{part}_nature"),
        "status": row.get("status"),
        "said_by": said_by,
        "teller": reader.names.name(said_by or source.get("publisher"), reader.language),
        "title": source.get("title"),
        "url": source.get("url"),
        "claims": row.get("claims"),
        "key": row["key"],
        "new": entered.new,
        "added": entered.added,
    }


def news_sheets(lens: Lens, news: Recent, reader: Reader) -> tuple[TableSheet, ...]:
    """What is new as tabs; a row leads to its fact."""
    given = ((label("tab.news"), "news", news.happened), (label("tab.ahead"), "ahead", news.ahead))
    return tuple(_sheet(lens, title, name, frame, reader) for title, name, frame in given if not frame.is_empty())


def _sheet(lens: Lens, title: Label, name: str, frame: pl.DataFrame, reader: Reader) -> TableSheet:
    columns = []
    for column in file_columns(frame.schema, {}, reader.language):
        if column.name in _SHOWN:
            shown = column._replace(title=word(f"news.{column.name}", reader.language), width=_SHOWN[column.name])
            columns.append(shown)
    order = [*_SHOWN]
    columns.sort(key=lambda column: order.index(column.name))
    titles = {table.name: reader.label(table.title) for table in lens.corpus.tables}
    drawn = [
        column._replace(draw=lambda page: [titles.get(given, given) for given in page["table"]])
        if column.name == "table"
        else column
        for column in columns
    ]
    dataset = Dataset.over(engine_over(frame), drawn)

    def page(row: Row) -> Any:
        from tui.pages.fact import fact_page

        return fact_page(lens, row["table"], row["key"])

    return TableSheet(
        name,
        title,
        lambda: TableModel(dataset, 1),
        RowMeaning(page, sources=page),
        unit=noun("fact"),
        derived=True,
    )
