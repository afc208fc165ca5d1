"""The matrix of a series: products by periods, of one counter; a tab for each metric of people that it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from tui.cells.cell import Reader, ShownColumn
from tui.corpus.lens import Lens, Row
from tui.corpus.matrix import QUALIFIED, Matrix, matrix, ratio, told_alike, widest
from tui.corpus.series import points
from tui.corpus.tables import Table
from tui.engines.registry import engine_over
from tui.language.label import Label
from tui.language.words import label
from tui.tables.dataset import Dataset
from tui.tables.model import TableModel
from tui.tables.of_files import record_page
from tui.tables.sheet import RowMeaning, TableSheet
from tui.text.figures import figure
from tui.text.numbers import rounded_percent
from tui.text.visible import visible

MONTHLY, DAILY = "mau", "dau"
"""The metrics of which one is told as a share of the other."""
TOLD_TOGETHER = (MONTHLY, "wau", DAILY)
"""The metrics that stand beside each other."""
_WIDTH = 11
"""Cells of a period."""
Written = Callable[[float, str | None], str]


def matrix_sheets(lens: Lens, table: Table, row: Row, reader: Reader) -> list[TableSheet]:
    """The matrices of the counter of a row, that of its metric first; nothing where it has no figure over time."""
    found = points(lens.stated(table.name, table.parts[0]), table)
    metric, subject = str(row[table.what]), table.subject[0]
    metrics = [metric, *(one for one in TOLD_TOGETHER if one != metric)] if metric in TOLD_TOGETHER else [metric]
    form = table.forms.get(row["unit"] or "", "")

    def stated(value: float, qualifier: str | None) -> str:
        return figure(value, reader.language, form=form, qualifier=qualifier)

    sheets = []
    alike = {name: told_alike(found, table, row, **{table.what: name}) for name in metrics}
    for name, of in alike.items():
        if not of.is_empty():
            choice = next(one for one in table.column(table.what).choices if one.id == name)
            sheets.append(_sheet(name, choice.label, matrix(of, subject), subject, reader, stated))
    if {MONTHLY, DAILY} <= alike.keys():
        share = ratio(alike[DAILY], alike[MONTHLY], subject)
        if not share.is_empty():
            title = label("tab.stickiness")
            sheets.append(_sheet("stickiness", title, matrix(share, subject), subject, reader, _share))
    return sheets


def row_of_metric(lens: Lens, table: Table, metric: str, counter: str | None, here: Row | None) -> Row | None:
    """A row whose matrix tells a metric: as that of the row under the cursor is counted, else what tells most.

    With `counter` only what that one counts.
    """
    found = points(lens.stated(table.name, table.parts[0]), table)
    what = {table.what: metric}
    if here is not None and counter in (None, here.get("counter")):
        alike = told_alike(found, table, here, **what)
        if not alike.is_empty():
            return {**here, **what}
    return widest(found, table, **what, **({"counter": counter} if counter else {}))


def matrix_title(table: Table, row: Row, reader: Reader) -> str:
    """Who counts, and what is counted."""
    told = [reader.names.name(row["counter"], reader.language)]
    told += [table.column("channel").choice(row["channel"], reader.language)] if row.get("channel") else []
    told += [reader.names.name(row["region"], reader.language)] if row.get("region") else []
    return visible(" · ".join(told))


def _share(value: float, qualifier: str | None) -> str:
    return rounded_percent(value)


def _sheet(name: str, title: Label, found: Matrix, subject: str, reader: Reader, written: Written) -> TableSheet:
    def names(frame: pl.DataFrame) -> list[str]:
        return [visible(reader.names.both(entity, reader.language)) for entity in frame[subject]]

    def cells(period: str) -> Callable[[pl.DataFrame], list[str]]:
        def draw(frame: pl.DataFrame) -> list[str]:
            pairs = zip(frame[period], frame[f"{period}{QUALIFIED}"], strict=True)
            return ["" if value is None else written(value, qualifier) for value, qualifier in pairs]

        return draw

    columns: Sequence[ShownColumn] = [
        ShownColumn(subject, reader.label(label("tab.matrix_of")), 26, False, False, (subject,), names, coded=True),
        *(
            ShownColumn(period, period, _WIDTH, True, True, (period, f"{period}{QUALIFIED}"), cells(period))
            for period in found.periods
        ),
    ]
    dataset = Dataset.over(engine_over(found.frame), columns)
    return TableSheet(
        name,
        title,
        lambda: TableModel(dataset, 1),
        RowMeaning(record_page, entity=lambda row: row[subject]),
        pane=False,
        derived=True,
    )
