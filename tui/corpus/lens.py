"""The corpus as it is read: claims ranked and resolved into facts, user figures as series, companies summed up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

import polars as pl

from tui.corpus import claims, contradictions, disputes, folds, headlines, parts, resolution, series, verdicts
from tui.corpus.corpus import Corpus
from tui.corpus.disputes import Sides
from tui.corpus.index import Index
from tui.corpus.kept import Kept
from tui.corpus.matching import Key, Matcher, keys_of
from tui.corpus.money import with_converted, with_usd
from tui.corpus.names import Names
from tui.corpus.order import in_order
from tui.corpus.policy import Policy
from tui.corpus.reading import Problem
from tui.corpus.sounds import FILE
from tui.corpus.sounds import kept as sounds_of
from tui.corpus.tables import Column, Part, Table
from tui.corpus.ways import DISPUTED, WAYS

Row = dict[str, Any]
_SOURCE = "source"
"""Ends the names of the columns that name a source."""
_SHOWN = "shown-"
"""Begins the names of the rows that are shown of tables."""


class Relation(NamedTuple):
    """How a claim stands to the one shown: shown, witness, rival, aside or apart; `reason` names what differs."""

    relation: str
    reason: str


class Lens:
    """The one way to facts: what a corpus holds, read by a policy. All is computed when first asked for, and kept.

    Attributes:
        corpus: the claims.
        policy: by which claims are ranked, compared and taken into sums.
        currency: into which figures of money are converted beside what was printed; empty for none.
    """

    def __init__(self, corpus: Corpus, policy: Policy | None = None, currency: str = "") -> None:
        self.corpus = corpus
        self.currency = currency
        self.policy = policy or corpus.policy
        # What is kept was computed by the policy of the corpus.
        self._kept = corpus.kept if self.policy == corpus.policy and corpus.until is None else Kept()
        self._frames: dict[str, pl.DataFrame] = {}
        self._converted: dict[str, pl.DataFrame] = {}
        self._indexes: dict[tuple[str, str], Index] = {}
        self._plain: dict[str, Any] = {}

    def _once(self, name: str, compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """A frame computed when it is first asked for, and kept from one start to the next."""
        if name not in self._frames:
            self._frames[name] = self._kept.frame(name, compute)
        return self._frames[name]

    def kept_plain(self, name: str, compute: Callable[[], Any]) -> Any:
        """A plain value computed when it is first asked for, and kept from one start to the next."""
        if name not in self._plain:
            self._plain[name] = self._kept.plain(name, compute)
        return self._plain[name]

    def _index(self, name: str, column: str, rows: Callable[[], pl.DataFrame]) -> Index:
        if (name, column) not in self._indexes:
            self._indexes[name, column] = Index(rows(), column)
        return self._indexes[name, column]

    def seen(self, currency: str, day: date | None) -> Lens:
        """The same corpus in a currency, with what was published up to a day."""
        if day == self.corpus.until:
            other = Lens(self.corpus, self.policy, currency)
            other._frames, other._plain = self._frames, self._plain
            return other
        return Lens(self.corpus.as_of(day), self.policy, currency)

    def _in_currency(self, name: str, rows: Callable[[], pl.DataFrame], of: str) -> pl.DataFrame:
        """Rows with their money in the currency of the lens beside what was printed."""
        if not self.currency:
            return rows()
        if of not in self._converted:
            table, found = self.table(name), rows()
            if of.startswith(_SHOWN) and (way := WAYS[table.rows].converted) is not None:
                self._converted[of] = way(self, table, found)
            else:
                self._converted[of] = with_converted(found, table, self.corpus.frame("fx"), self.currency)
        return self._converted[of]

    def table(self, name: str) -> Table:
        """The description of a table, also of one that has no file of its own."""
        return self.corpus.table(name)

    def column(self, name: str, column: str) -> Column:
        """A column of a table, also one whose closed values another table describes."""
        view = self.table(name).view
        of = next((shown.of for shown in view.columns if shown.name == column and shown.of), "") if view else ""
        other, _, there = of.partition(".")
        return self.table(other).column(there) if of else self.table(name).column(column)

    @cached_property
    def names(self) -> Names:
        return Names(self.corpus.frame("entities"))

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds of each entity: company, product, person …"""
        rows = self.corpus.frame("entities").select("id", "kinds").iter_rows()
        return {entity: tuple(kinds.split(";")) if kinds else () for entity, kinds in rows}

    @cached_property
    def countries(self) -> frozenset[str]:
        """The places that are countries: called by their code. None of them is a part of another."""
        rows = self.corpus.frame("entities").select("id", "country").drop_nulls().iter_rows()
        return frozenset(entity for entity, code in rows if entity == code.lower() and "place" in self.kinds[entity])

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each group and sector."""
        rows = self.corpus.frame("entities").select("id", "members").drop_nulls().iter_rows()
        return {entity: tuple(members.split(";")) for entity, members in rows}

    @cached_property
    def matcher(self) -> Matcher:
        """Finds entities by what people call them."""
        built = self._kept.plain("keys", lambda: keys_of(self.names.spellings(), sounds_of(self.corpus.file(FILE))))
        return Matcher([Key(*given) for given in built], self.names.family)

    @cached_property
    def _roots(self) -> dict[str, str]:
        return self.names.roots()

    def ranked(self, name: str) -> pl.DataFrame:
        """The claims of a table in order of fact and precedence."""
        return self._once(f"ranked-{name}", lambda: self._rank(name))

    def _rank(self, name: str) -> pl.DataFrame:
        return claims.ordered(self.corpus.frame(name), self.table(name), self.corpus.frame("sources"), self.policy)

    def claims(self, name: str) -> pl.DataFrame:
        """The claims of a table as they are listed: with money in US dollars, and what is disputed of the fact."""
        rivals = self.facts(name).select("key", "rivals")
        claims = self._in_usd(name, self.ranked(name)).join(rivals, on="key", how="left", maintain_order="left")
        return self._in_currency(name, lambda: self.with_dispute(name, claims), f"claims-{name}")

    def with_dispute(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of a table of claims with `dispute`, the class of the open dispute of each one's fact."""
        disputed = contradictions.disputed(self.contradictions(name))
        return rows.join(disputed, on="key", how="left", maintain_order="left")

    def _in_usd(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        for f in self.table(name).parts:
            if f.unit and self.table(name).column(f.unit).type == "currency":
                frame = with_usd(frame, f.name, f.unit, self.corpus.frame("fx"), f"{f.name}_usd")
        return frame

    def compared(self, name: str, part: str) -> pl.DataFrame:
        """How each claim stands to the one shown for its fact on a part."""
        wanted = next(one for one in self.table(name).parts if one.name == part)
        return self._once(f"compared-{name}-{part}", lambda: self._compared(name, wanted)[1])

    def _compared(self, name: str, part: Part) -> tuple[pl.DataFrame, pl.DataFrame]:
        fx = self.corpus.frame("fx")
        return resolution.compared(self.ranked(name), self.table(name), part, self._roots, self.policy, fx)

    def stated(self, name: str, part: Part) -> pl.DataFrame:
        """The claims that state a part, the best of each fact first."""
        return parts.whole(self._stated(name, part), self.ranked(name))

    def _stated(self, name: str, part: Part) -> pl.DataFrame:
        return parts.stated(self.ranked(name), self.table(name), part, self.policy, self.corpus.frame("fx"))

    def among(self, name: str, part: Part) -> pl.DataFrame:
        """How each claim that states a part stands to every one of its fact."""
        stated = self._stated(name, part)
        return verdicts.related(stated, stated, part, self._roots, self.policy)

    def facts(self, name: str) -> pl.DataFrame:
        """One row for each fact of a table of claims, with its marks."""
        return self._in_currency(
            name, lambda: self._once(f"facts-{name}", lambda: self._resolve(name)), f"facts-{name}"
        )

    def fact(self, name: str, key: str) -> Row | None:
        """One fact by its key; by a topic the first that any counter states of it."""
        found = self._index(f"facts-{name}", "key", lambda: self.facts(name)).row(key)
        return found or self._index(f"facts-{name}", "topic", lambda: self.facts(name)).row(key)

    def facts_of(self, name: str, column: str, *entities: str) -> pl.DataFrame:
        """The facts of a table that name one of some entities in a column."""
        return self._index(f"facts-{name}", column, lambda: self.facts(name)).rows(*entities)

    def claims_of(self, name: str, key: str) -> list[Row]:
        """The claims of one fact, the best first, and behind them what other counters say of the same."""
        topic = key.rpartition(claims.COUNTER)[0] if self.table(name).counted else key
        found = [*self._index(f"ranked-{name}", "topic", lambda: self.ranked(name)).records(topic or key)]
        return sorted(found, key=lambda claim: claim["key"] != key)

    def claim(self, name: str, claim: str) -> Row | None:
        """One claim by its id."""
        return self._index(f"ranked-{name}", "id", lambda: self.ranked(name)).row(claim)

    def relations(self, name: str, key: str) -> Mapping[str, Mapping[str, Relation]]:
        """For each field, how each claim of a fact that states it stands to the one shown, by the claim's id."""
        return {
            f.name: {
                row["id"]: Relation(row["relation"], row["reason"])
                for row in self._index(
                    f"compared-{name}-{f.name}", "shown_key", partial(self.compared, name, f.name)
                ).records(key)
            }
            for f in self.table(name).parts
        }

    def headlines(self, name: str) -> pl.DataFrame:
        """The figure by which each subject and metric of a table of series is named, with the history of its series."""
        return self._once(f"headlines-{name}", lambda: self._headlines(name))

    def _headlines(self, name: str) -> pl.DataFrame:
        table = self.table(name)
        by = (*table.subject, table.what)
        stated = self.stated(name, table.parts[0])
        plain = headlines.plainness(table, self.homes, self.policy)
        growth = pl.col("versus").is_not_null() if "versus" in table.identity else pl.lit(False)
        found = headlines.headlines(stated.filter(headlines.able(self.policy) & ~growth), by, plain, self.policy)
        histories = self.series(name).select(*series.axis(table), *series.HISTORY)
        return series.with_axis(found, table).join(
            histories, on=series.axis(table), how="left", nulls_equal=True, maintain_order="left"
        )

    def series(self, name: str, also: Sequence[str] = ()) -> pl.DataFrame:
        """One row for each series of a table, with its latest figure; see `series.series`."""

        def rows() -> pl.DataFrame:
            table = self.table(name)
            part = table.parts[0]
            found = series.series(self.stated(name, part), table, self.among(name, part), also)
            return self.with_dispute(name, found).with_columns(self._old().alias("stale"))

        return rows() if also else self._once(f"series-{name}", rows)

    def _old(self) -> pl.Expr:
        """Whether a period ended so long before the last day of the corpus that its figure is stale."""
        months = self.policy.months_stale * headlines.MONTH_DAYS
        return ((pl.lit(self.last_day) - pl.col("end")).dt.total_days() > months).fill_null(True)

    def folded(self, name: str) -> pl.DataFrame:
        """The rows of `series`, those of one subject and metric together; see `folds.fold_series`."""
        named = self.headlines(name)
        sectors = [entity for entity, kinds in self.kinds.items() if {"sector", "group"} & {*kinds}]
        return folds.fold_series(self.series(name, tuple(named["id"])), named, self.table(name), sectors)

    @cached_property
    def homes(self) -> dict[str, str]:
        """The country of each product: its own, else that of the company that makes it."""
        entities = self.corpus.frame("entities")
        countries = dict(entities.select("id", "country").drop_nulls().iter_rows())
        owned = {entity: countries.get(entity) or countries.get(self.names.root(entity)) for entity in entities["id"]}
        return {entity: country.lower() for entity, country in owned.items() if country}

    def entity(self, entity: str) -> Row | None:
        """One entity by its id."""
        return self._index("entities", "id", lambda: self.corpus.frame("entities")).row(entity)

    def counts(self, name: str) -> Mapping[str, int]:
        """How many facts of a table each counter states."""
        return self.kept_plain(  # type: ignore[no-any-return]
            f"counts-{name}",
            lambda: dict(self.facts(name)["counter"].drop_nulls().value_counts().iter_rows()),
        )

    def source(self, source: str | None) -> Row | None:
        """One source by its id."""
        return self._index("sources", "id", lambda: self.corpus.frame("sources")).row(source)

    def contradictions(self, name: str) -> pl.DataFrame:
        """What contradicts what in a table of claims: see `contradictions.FOUND_PAIRS`."""
        return self._once(f"contradictions-{name}", lambda: self._contradictions(name))

    def _contradictions(self, name: str) -> pl.DataFrame:
        table, ranked, policy = self.table(name), self.ranked(name), self.policy
        found = []
        for part in table.parts:
            related = self.compared(name, part.name)
            found.append(contradictions.of_part(related, ranked, table, part, policy))
            found.append(contradictions.ours_against(related, ranked, table, part, policy))
        if table.what in table.identity:
            stated = self.stated(name, table.parts[0])
            found.append(contradictions.of_wholes(stated, table, self.names.parents(), policy))
        return pl.concat(found)

    @property
    def disputes(self) -> pl.DataFrame:
        """What is contradicted in any table of claims, one row a fact, what is open first: see `disputes.DISPUTES`."""
        return self._once("disputes", lambda: disputes.in_turn_of_weight(map(self._disputed, self.corpus.claimed)))

    def _disputed(self, name: str) -> pl.DataFrame:
        return disputes.disputes_of(self.contradictions(name), self._sides(name))

    def doubts(self) -> list[Problem]:
        """What `check` warns of beside what a table alone tells: figures of several facts that cannot all be true."""
        own = [name for name in self.corpus.own if name in self.corpus.claimed]
        found = [disputes.doubts_of_wholes(self.contradictions(name), self._sides(name)) for name in own]
        return sorted(problem for doubts in found for problem in doubts)

    def _sides(self, name: str) -> Sides:
        """The claims and facts of a table that stand in disputes."""
        table, found = self.table(name), self.contradictions(name)
        claims = self.ranked(name).filter(pl.col("id").is_in(disputes.ids_of(found).implode()))
        facts = self.facts(name).filter(pl.col("key").is_in(disputes.keys_of_facts(found).implode()))
        rates = {(month, currency): rate for month, currency, rate in
                 self.corpus.frame("fx").select("month", "currency", "usd_per_unit").iter_rows()}  # fmt: skip
        by_id = {row["id"]: row for row in claims.iter_rows(named=True)}
        by_key = {row["key"]: row for row in facts.iter_rows(named=True)}
        return Sides(table, by_id, by_key, rates, self.names)

    def dispute(self, name: str, key: str) -> Row | None:
        """The dispute in which a fact takes part, the weightiest."""
        by_fact = self._index("disputes", "fact", self._disputes_by_fact)
        return by_fact.row(f"{name}/{key}")

    def _disputes_by_fact(self) -> pl.DataFrame:
        keys = self.disputes.with_columns(pl.col("keys").str.split(";").alias("fact")).explode("fact")
        named = keys.with_columns(pl.concat_str("table", pl.lit("/"), "fact").alias("fact"))
        return named.unique("fact", keep="first", maintain_order=True)

    def _resolve(self, name: str) -> pl.DataFrame:
        table = self.table(name)
        found = {part.name: self._compared(name, part) for part in table.parts}
        for part, (_, related) in found.items():
            self._frames.setdefault(f"compared-{name}-{part}", related)
        facts = resolution.resolve(self.ranked(name), table, found, self.policy)
        return in_order(self._in_usd(name, facts), table)

    @cached_property
    def summary(self) -> Table | None:
        """The table that sums companies up, where there is one."""
        return next((table for table in self.corpus.tables if table.rows == "companies"), None)

    @cached_property
    def disputed(self) -> Table | None:
        """The table of disputes, where there is one."""
        return next((table for table in self.corpus.tables if table.rows == DISPUTED), None)

    def company(self, entity: str) -> Row | None:
        """What is known of the company that an entity is or belongs to, summed up."""
        if self.summary is None:
            return None
        name = self.summary.name
        return self._index(f"shown-{name}", "company", lambda: self.shown(name)).row(self.names.root(entity))

    @cached_property
    def last_day(self) -> date:
        """The date of the corpus: the last day on which a source of a claim was published; rates of exchange apart."""
        return date.fromisoformat(self.kept_plain("last-day", self._last_day))

    def _last_day(self) -> str:
        cited = pl.concat(self.corpus.frame(name).select("source") for name in self.corpus.claimed)["source"].unique()
        rows = self.corpus.frame("sources").filter(pl.col("id").is_in(cited.implode()))
        days = [text for text in rows["published"].drop_nulls() if len(text) == len("2026-01-31")]
        return str(max(days, default="2026-01-01"))

    def with_addresses(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows with the title and the address of each source that they name, so that a figure can be followed.

        Beside `source` come `title` and `url`, beside `amount_source` `amount_title` and `amount_url`.
        """
        # Two sources of one id are told by `check`; here the first is the one.
        sources = self.corpus.frame("sources").unique("id", keep="first", maintain_order=True)
        told = [
            pl.col(name).replace_strict(sources["id"], sources[what], default=None).alias(into)
            for name in frame.columns
            if name.endswith(_SOURCE) and frame.schema[name] == pl.String
            for what in ("title", "url")
            if (into := name.removesuffix(_SOURCE) + what) not in frame.columns
        ]
        return frame.with_columns(told)

    def shown(self, name: str) -> pl.DataFrame:
        """The rows that a screen or a list shows of a table, in the way that its TOML says."""
        return self._in_currency(name, lambda: self._shown(name), f"{_SHOWN}{name}")

    def _shown(self, name: str) -> pl.DataFrame:
        table = self.table(name)
        way = WAYS[table.rows]
        if way.computed:
            return self._once(f"shown-{name}", lambda: way.rows(self, table))
        if f"shown-{name}" not in self._frames:
            self._frames[f"shown-{name}"] = way.rows(self, table)
        return self._frames[f"shown-{name}"]
