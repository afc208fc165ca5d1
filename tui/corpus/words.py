"""What the free words of the corpus are called in Chinese: segments, bases, roles, wholes and counts."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

WORDS_TABLE = "words"
"""The table that says it."""


def words_by_column(words: pl.DataFrame) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """For each table and column, what its texts are called in Chinese; texts are compared whole."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for table, column, en, zh in words.select("table", "column", "en", "zh").drop_nulls().iter_rows():
        found.setdefault((table, column), {})[en] = zh
    return found
