"""How long claims take to become facts, beside what Polars needs to read them and to take the first of each fact.

python -m bench.resolve            the shipped corpus, cold
python -m bench.resolve 1000000    so many made-up claims on users
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import polars as pl

from tui.corpus import claims, resolution
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.corpus.tables import Table

DATA = Path(__file__).parents[1] / "data"
TIMES = 5


def timed(call: Callable[[], object]) -> float:
    """The median of several runs, in seconds."""
    found = []
    for _ in range(TIMES):
        begun = perf_counter()
        call()
        found.append(perf_counter() - begun)
    return median(found)


def shipped() -> None:
    """Every table of claims of the shipped corpus, read and resolved."""
    names = Corpus(DATA).claimed
    read = timed(lambda: [pl.read_csv(DATA / f"{name}.csv", infer_schema_length=0) for name in names])

    def resolved() -> None:
        lens = Lens(Corpus(DATA))
        for name in (*names, "sources", "entities", "fx"):
            lens.corpus.frame(name)
        begun = perf_counter()
        for name in names:
            lens.facts(name)
        spent.append(perf_counter() - begun)

    spent: list[float] = []
    for _ in range(TIMES):
        resolved()
    print(f"read {read * 1000:.0f} ms, resolve {median(spent) * 1000:.0f} ms, ratio {median(spent) / read:.1f}")


def made(lens: Lens, table: Table, rows: int) -> pl.DataFrame:
    """So many claims: those that ship, of other products."""
    base = pl.read_csv(DATA / f"{table.name}.csv", infer_schema_length=0)
    copies = pl.concat([base] * (rows // base.height + 1)).head(rows)
    number = (pl.int_range(pl.len()) // base.height).cast(pl.String)
    return copies.with_columns(pl.concat_str("product", pl.lit("-"), number).alias("product"))


def large(rows: int) -> None:
    """Made-up claims: sorted and grouped by the order of preference, and resolved."""
    lens = Lens(Corpus(DATA))
    table, policy = lens.table("users"), lens.policy
    sources, fx = lens.corpus.frame("sources"), lens.corpus.frame("fx")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        made(lens, table, rows).write_csv(path)

        def first() -> pl.DataFrame:
            key = pl.concat_str([pl.col(name).fill_null("") for name in table.identity], separator="|")
            ranks = [
                pl.col(name).replace_strict(
                    {value: n for n, value in enumerate(getattr(policy, name))}, default=99, return_dtype=pl.Int8
                )
                for name in ("nature", "status", "said_by_kind", "qualifier")
            ]
            read = pl.read_csv(path, infer_schema_length=0).with_columns(key.alias("key"))
            ordered = read.sort("key", pl.col("flag").is_not_null(), *ranks, maintain_order=True)
            return ordered.group_by("key", maintain_order=True).first()

        def ours() -> pl.DataFrame:
            numbers = pl.col("value", "value_high").cast(pl.Float64)
            read = pl.read_csv(path, infer_schema_length=0).with_columns(numbers, pl.lit(1).alias("_line"))
            ranked = claims.ordered(read, table, sources, policy)
            found = {part.name: resolution.compared(ranked, table, part, {}, policy, fx) for part in table.parts}
            return resolution.resolve(ranked, table, found, policy)

        plain, resolved = timed(first), timed(ours)
    ratio = resolved / plain
    print(f"{rows:,} claims: read, sort, group, first {plain:.2f} s; resolve {resolved:.2f} s; ratio {ratio:.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        large(int(sys.argv[1]))
    else:
        shipped()
