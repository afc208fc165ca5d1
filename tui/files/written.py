"""Columns of files as they were written: the texts behind their values, for formats that hold texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from tui.query.fields import CURRENCY, RAW, WRITTEN_OTHERWISE


def is_currency(name: str, schema: Mapping[str, pl.DataType]) -> bool:
    """Whether a column holds the currencies of another one: it was made, and is not the file's own."""
    return name.endswith(CURRENCY) and schema[name] == pl.Enum and name.removesuffix(CURRENCY) in schema


def asked_for(names: Iterable[str], schema: Mapping[str, pl.DataType], typed: bool) -> tuple[str, ...]:
    """The columns that are read for some columns: their currencies for a format of values, their texts for others."""
    ends = ("", CURRENCY) if typed else ("", RAW, WRITTEN_OTHERWISE)
    found = [name + end for name in names for end in ends if name + end in schema]
    return tuple(dict.fromkeys(one for one in found if not one.endswith(CURRENCY) or typed or one in names))


def values_or_texts(page: pl.DataFrame, typed: bool) -> pl.DataFrame:
    """Rows as they are exported: values for a `typed` format, for others the texts that were written."""
    behind = [name for name in page.columns if name.endswith((RAW, WRITTEN_OTHERWISE))]
    if typed or not behind:
        return page.drop(behind)
    from tui.files.cells import program_text

    columns: list[pl.Series] = []
    for cells in page.drop(behind).iter_columns():
        texts = [page[cells.name + end] for end in (WRITTEN_OTHERWISE, RAW) if cells.name + end in page.columns]
        columns.append(coalesced(*texts, program_text(cells)).alias(cells.name) if texts else cells)
    return pl.DataFrame(columns)


def coalesced(*series: pl.Series) -> pl.Series:
    """Of some columns the first value that is there in each row."""
    return pl.select(pl.coalesce(*series)).to_series()
