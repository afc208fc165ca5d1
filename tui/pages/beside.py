"""Money in another currency beside what was printed: in yuan, for those who read Chinese and asked for no other; and
what a currency is called."""

from __future__ import annotations

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row
from tui.corpus.money import SEEN, SEEN_HIGH, with_converted
from tui.corpus.tables import Part, Table
from tui.language.label import Label
from tui.text.figures import converted

YUAN, DOLLARS = "CNY", "USD"
_NAMES = {DOLLARS: Label("US dollars", "美元"), YUAN: Label("yuan", "人民币")}


def called(currency: str, reader: Reader) -> str:
    """What a currency is called."""
    return reader.label(_NAMES[currency]) if currency in _NAMES else currency


def with_yuan(frame: pl.DataFrame, table: Table, lens: Lens, reader: Reader) -> pl.DataFrame:
    """Rows with what they state in yuan, at the mean rate of the month; as they are for those who read none."""
    if reader.language != "zh" or reader.currency:
        return frame
    return with_converted(frame, table, lens.corpus.frame("fx"), YUAN)


def row_with_yuan(row: Row, table: Table, lens: Lens, reader: Reader) -> Row:
    """A row of facts likewise."""
    if reader.language != "zh" or reader.currency:
        return row
    facts = lens.facts(table.name).filter(pl.col("key") == row.get("key"))
    found = with_yuan(facts, table, lens, reader)
    more = found.row(0, named=True) if found.height else {}
    return {**row, **{name: value for name, value in more.items() if name.endswith((SEEN, SEEN_HIGH))}}


def in_yuan(row: Row, part: Part, reader: Reader) -> str:
    """A figure in yuan; empty where it is printed in yuan, or has no rate, or another currency was asked for."""
    value = row.get(f"{part.name}{SEEN}")
    if value is None or reader.language != "zh" or reader.currency:
        return ""
    high, qualifier = row.get(f"{part.name}{SEEN_HIGH}"), row.get(f"{part.name}_qualifier")
    return converted(value, reader.figures, qualifier, currency=YUAN, high=high)
