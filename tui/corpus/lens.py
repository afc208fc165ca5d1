"""The corpus as it is read: claims ranked and lens into facts, user figures as series, companies summed up."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import polars as pl

from tui.corpus import claims, companies, series
from tui.corpus.corpus import Corpus
from tui.corpus.kept import Kept
from tui.corpus.matching import Key, Matcher, keys_of
from tui.corpus.money import with_usd
from tui.corpus.names import Names
from tui.corpus.sounds import kept as sounds_of
from tui.corpus.tables import CLAIM_TABLES, Table


class Lens:
    """What the screens and the command line show of a corpus; everything is computed when first asked for."""

    def __init__(self, folder: Path, kept: Kept | None = None) -> None:
        self._kept = kept or Kept(None)
        self.corpus = Corpus(folder, self._kept)
        self._ranked: dict[str, pl.DataFrame] = {}
        self._facts: dict[str, pl.DataFrame] = {}
        self._compared: dict[tuple[str, str], pl.DataFrame] = {}

    def table(self, name: str) -> Table:
        """The description of a table, also of one that has no file of its own."""
        return self.corpus.table(name)

    @cached_property
    def names(self) -> Names:
        return Names(self.corpus.frame("entities"))

    @cached_property
    def matcher(self) -> Matcher:
        """Finds entities by what people call them."""
        built = self._kept.plain("keys", lambda: keys_of(self.names.spellings(), sounds_of(self.corpus.folder)))
        return Matcher([Key(*given) for given in built], self.names.family)

    @cached_property
    def _roots(self) -> dict[str, str]:
        return self.names.roots()

    def ranked(self, name: str) -> pl.DataFrame:
        """The claims of a table in order of fact and precedence."""
        if name not in self._ranked:
            self._ranked[name] = claims.rank(self.corpus.frame(name), self.table(name), self.corpus.frame("sources"))
        return self._ranked[name]

    def claims(self, name: str) -> pl.DataFrame:
        """The claims of a table as they are listed: money in US dollars as well."""
        return self._in_usd(name, self.ranked(name))

    def _in_usd(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        if name != "deals":
            return frame
        rates = self.corpus.frame("fx")
        frame = with_usd(frame, "amount", "currency", rates, "amount_usd")
        return with_usd(frame, "valuation", "valuation_currency", rates, "valuation_usd")

    def compared(self, name: str, field: str) -> pl.DataFrame:
        """How each claim stands to the one shown for its fact on a field."""
        if (name, field) not in self._compared:
            table = self.table(name)
            wanted = next(f for f in table.fields if f.name == field)
            self._compared[name, field] = claims.compare(self.ranked(name), table, wanted, self._roots)
        return self._compared[name, field]

    def facts(self, name: str) -> pl.DataFrame:
        """One row for each fact of a table of claims, with its marks."""
        if name not in self._facts:
            self._facts[name] = self._kept.frame(f"facts-{name}", lambda: self._resolve(name))
        return self._facts[name]

    def _resolve(self, name: str) -> pl.DataFrame:
        table = self.table(name)
        found = claims.resolve(self.ranked(name), table, self._roots)
        marked = pl.max_horizontal(pl.col(f"{f.name}_witnesses") for f in table.fields)
        found = found.with_columns(marked.alias("witnesses"))
        found = self._in_usd(name, found)
        # An interval open at its beginning stands where it ends.
        newest = pl.coalesce("start", "end")
        # In the tables of aggregates, what happened comes before what is forecast.
        first = [pl.col("aside")] if name in ("market", "facts") else []
        by = [*first, newest, pl.col("precision")]
        return found.sort(by, descending=[*(False for _ in first), True, False], nulls_last=True)

    @cached_property
    def series(self) -> pl.DataFrame:
        """One row for each series of user figures, those with a trend first."""
        return self._kept.frame("series", lambda: series.series(self.ranked("users"), self.table("users")))

    @cached_property
    def companies(self) -> pl.DataFrame:
        """One row for each company of which anything is known."""
        return self._kept.frame("companies", self._summed_up)

    def _summed_up(self) -> pl.DataFrame:
        found = companies.companies(
            self.corpus.frame("entities"),
            self.facts("deals"),
            self.series,
            self.facts("departures"),
            self.facts("facts"),
            self.names,
        )
        usd = pl.when(pl.col("valuation_currency") == "USD").then("valuation")
        return found.with_columns(usd.alias("valuation_usd"))

    @cached_property
    def sources(self) -> pl.DataFrame:
        """Every source with the number of claims that rest on it, the newest first."""
        return self._kept.frame("sources", self._counted)

    def _counted(self) -> pl.DataFrame:
        counted = pl.concat([self.corpus.frame(name).select("source") for name in CLAIM_TABLES])
        claims_of = counted.group_by("source").agg(pl.len().cast(pl.Int64).alias("claims"))
        return (
            self.corpus.frame("sources")
            .join(claims_of, left_on="id", right_on="source", how="left", maintain_order="left")
            .with_columns(pl.col("claims").fill_null(0))
            .sort("published", descending=True, nulls_last=True)
        )

    def with_addresses(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows with the address of each one's source, so that a figure can be followed from the shell."""
        if "source" not in frame.columns or "url" in frame.columns:
            return frame
        sources = self.corpus.frame("sources")
        url = pl.col("source").replace_strict(sources["id"], sources["url"], default=None).alias("url")
        return frame.with_columns(url)

    def shown(self, name: str) -> pl.DataFrame:
        """The rows that a screen or a list shows of a table."""
        match name:
            case "users":
                return self.series
            case "companies":
                return self.companies
            case "sources":
                return self.sources
            case "entities" | "fx":
                return self.corpus.frame(name)
            case _:
                return self.facts(name)
