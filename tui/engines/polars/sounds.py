"""Sorts texts by how their Chinese sounds."""

from __future__ import annotations

import polars as pl

from tui.text.folding import HAN
from tui.text.pinyin import sort_keys


def by_pinyin(texts: pl.Expr) -> pl.Expr:
    """The places of texts in the order of their pinyin: as numbers, so that no second copy of the column is kept."""
    return texts.map_batches(_places, return_dtype=pl.UInt32)


def _places(texts: pl.Series) -> pl.Series:
    """The place of each text; each distinct one is mapped once, what sounds alike stands by its characters."""
    distinct = texts.drop_nulls().unique().alias("text").to_frame()
    chars, keys = sort_keys()
    chinese = pl.col("text").str.contains(HAN.pattern)
    sound = pl.when(chinese).then(pl.col("text")).str.replace_many(chars, keys)
    places = distinct.with_columns(pl.coalesce(sound, "text").alias("sound")).sort("sound", "text")
    places = places.select("text", pl.int_range(pl.len(), dtype=pl.UInt32).alias("place"))
    return texts.alias("text").to_frame().join(places, "text", "left", maintain_order="left")["place"].alias(texts.name)
