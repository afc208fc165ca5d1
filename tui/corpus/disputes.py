"""What is contradicted: one row for each fact whose figure has rivals."""

from __future__ import annotations

import polars as pl

from tui.corpus.tables import Table

TEXTS = ("table", "key", "subject", "what", "when")
NONE = pl.DataFrame(schema={**dict.fromkeys(TEXTS, pl.String()), "rivals": pl.Int64(), "sides": pl.List(pl.String)})
"""No disputes, with the columns of some."""


def disputes(table: Table, facts: pl.DataFrame, ranked: pl.DataFrame, compared: pl.DataFrame) -> pl.DataFrame:
    """The disputed facts of a table, those with the most rivals first, then the larger figures.

    Returns `table key subject what when rivals sides`: `sides` are ids of claims, that of the claim shown and of
    one claim for each other figure, the better first. `compared` is how the claims stand on the first field.
    """
    figure = table.parts[0].name
    disputed = facts.filter((pl.col(f"{figure}_rivals") > 0) & pl.col(f"{figure}_flag").is_null()).sort(
        f"{figure}_rivals", figure, descending=True
    )
    rivals = (
        ranked.join(compared.filter(pl.col("relation") == "rival").select("id"), on="id", how="semi")
        .unique(["key", figure], keep="first", maintain_order=True)
        .group_by("key", maintain_order=True)
        .agg(pl.col("id").alias("others"))
    )
    told = disputed.join(rivals, on="key", how="left", maintain_order="left")
    return told.select(
        pl.lit(table.name).alias("table"),
        "key",
        pl.coalesce(table.subject).alias("subject"),
        pl.col(table.what).alias("what"),
        pl.col(table.date).alias("when"),
        pl.col(f"{figure}_rivals").alias("rivals"),
        pl.concat_list(f"{figure}_claim", "others").alias("sides"),
    )
