"""How a file is read by an engine that reads it itself: all that was found out about it, and nothing to guess."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

import polars as pl

PlanForm = Literal["Parquet", "Arrow", "delimited text"]


class Plan(NamedTuple):
    """How one table is read, for any engine.

    Attributes:
        form: what the files are.
        paths: where they lie, read one after the other.
        schema: their columns in their order, with the types that they have as values. Those of a text are text,
            whole or other numbers, truth, days, or times to the microsecond, written plainly: `-12.5e3`, `true`,
            `2024-03-05`, `2024-03-05 10:00:00`; white space around them says nothing, and a blank cell has no value.
        height: how many rows, where that is known.
        delimiter: what divides the cells of a text, which is UTF-8; quoted ones stand in `"`, and `""` is one in them.
        skipped: lines of a text before its header, or before its rows.
        header: whether a text has one.
    """

    form: PlanForm
    paths: tuple[Path, ...]
    schema: pl.Schema
    height: int | None = None
    delimiter: str = ","
    skipped: int = 0
    header: bool = True
