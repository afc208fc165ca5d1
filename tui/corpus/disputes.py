"""What is contradicted, as a table: one row a fact, with both sides, how far they lie apart and what else is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from tui.corpus.arithmetic import Speller, above_line, compared_line, days_apart, made_line, shares_line
from tui.corpus.contradictions import CLASSES, OPEN
from tui.corpus.names import Names
from tui.corpus.periods import with_period
from tui.corpus.policy import UNNAMED
from tui.corpus.reading import LINE, Problem
from tui.corpus.tables import UNIT, Part, Table
from tui.language.label import Language
from tui.language.words import label, listed

_Row = dict[str, Any]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
APART_BY = " · "
"""What divides the lines of arithmetic of one dispute."""
WRITTEN = ("table", "what", "definition", "part", "shown", "rival", "arithmetic")
"""Columns that have a text for people beside them, in each language; see `written_in`."""
_OF_SIDE = {
    "value": pl.Float64(),
    "high": pl.Float64(),
    "unit": pl.String(),
    "currency": pl.String(),
    "qualifier": pl.String(),
    "said_by_kind": pl.String(),
    "source": pl.String(),
    "claim": pl.String(),
}
"""What is told of the claims on both sides, as `shown_value` and so on."""
_DRAWN = ("high", "unit", "currency", "qualifier")


def written_in(name: str, language: Language) -> str:
    """The column that holds the text of another for people."""
    return f"{name}_in_{language}"


DISPUTES: dict[str, pl.DataType] = {
    "class": pl.String(),
    **dict.fromkeys(("table", "subject", "what", "period", "part"), pl.String()),
    **dict.fromkeys(("shown", "said_by", "rival", "rival_said_by"), pl.String()),
    "spread": pl.Float64(),
    "voices": pl.Int64(),
    "arithmetic": pl.String(),
    "keys": pl.String(),
    "key": pl.String(),
    "classes": pl.String(),
    "definition": pl.String(),
    "spread_in": pl.String(),
    **{f"{side}_{name}": dtype for side in ("shown", "rival") for name, dtype in _OF_SIDE.items()},
    **{written_in(name, language): pl.String() for name in WRITTEN for language in LANGUAGES},
}
"""The columns of the table. `shown` and `rival` hold figures in plain digits, dates or ids; `spread` is their ratio, or
days, as `spread_in` says; `keys` are those of all facts that take part, `key` that of the one the row is of; `classes`
are those of everything that `arithmetic` tells."""


class Sides:
    """The claims of one table that stand in disputes, and what compares them.

    `claims` are rows by their ids, `facts` by their keys; `rates` are US dollars by month and currency.
    """

    def __init__(
        self,
        table: Table,
        claims: Mapping[str, _Row],
        facts: Mapping[str, _Row],
        rates: Mapping[tuple[str, str], float],
        names: Names,
    ) -> None:
        self.table, self.claims, self.facts, self.rates = table, claims, facts, rates
        self.spellers = {language: Speller(table, names, language) for language in LANGUAGES}
        self.parts: dict[str, Part] = {part.name: part for part in table.parts}

    def _dollars(self, part: Part, claim: _Row) -> float | None:
        """A figure in US dollars, as far as it is money of a known month; others as they are."""
        unit = claim.get(part.unit) if part.unit else None
        rate = 1.0 if unit in (None, "USD") else self.rates.get((claim["month"] or "", unit))
        return None if rate is None or claim[part.name] is None else claim[part.name] * rate

    def spread(self, pair: _Row) -> tuple[float | None, str | None]:
        """How far the claims of a pair lie apart: a ratio or days, and which of them."""
        if pair["spread"] is not None:
            return pair["spread"], "ratio"
        part, shown, rival = self.parts[pair["part"]], self.claims[pair["id"]], self.claims[pair["other"]]
        if part.match == "near":
            return days_apart(shown, rival), "days"
        if part.match != "interval":
            return None, None
        same = not part.unit or shown[part.unit] == rival[part.unit]
        one, other = (claim[part.name] if same else self._dollars(part, claim) for claim in (shown, rival))
        return (one / other, "ratio") if one is not None and other else (None, "ratio")

    def line(self, pair: _Row, language: Language, first: _Row) -> str:
        """What a pair tells in one line; beside the first of its fact it names its part, its class and who differs."""
        speller, how = self.spellers[language], pair["how"]
        part = self.parts[pair["part"]]
        shown, rival = self.claims.get(pair["id"] or ""), self.claims.get(pair["other"] or "")
        if how == "shares":
            return shares_line([self._share(key, pair) for key in pair["keys"]])
        if how == "parts":
            assert rival is not None
            return made_line(speller, rival, pair["made"], len(pair["keys"]) - 1)
        assert shown is not None
        assert rival is not None
        if how in ("value", "computed"):
            text = compared_line(speller, part, shown, rival, self.spread(pair)[0], how)
        else:
            text = above_line(speller, how, shown, rival)
        if _itself(pair, shown, rival):
            text = speller.word("itself", text, speller.teller(shown))
        return text if pair is first else self._beside(speller, pair, first, text)

    def _share(self, key: str, pair: _Row) -> float:
        return float(self.facts[key][self.table.parts[0].name])

    def _beside(self, speller: Speller, pair: _Row, first: _Row, text: str) -> str:
        if pair["class"] not in OPEN and pair["class"] != first["class"]:
            text = speller.word(pair["class"], text)
        if pair["part"] != first["part"]:
            title = self.table.column(pair["part"]).title.text(speller.language)
            text = speller.word("of_part", title, text)
        return text

    def lines(self, pairs: Sequence[_Row], language: Language) -> str:
        """What all pairs of a fact tell, each once; behind those after the first stands who says otherwise."""
        first = pairs[0]
        told: dict[str, list[str]] = {}
        for pair in pairs:
            rival = self.claims.get(pair["other"] or "")
            who = [self.spellers[language].teller(rival)] if rival and pair["how"] == "value" else []
            told.setdefault(self.line(pair, language, first), []).extend(who)
        begun, *rest = told
        speller = self.spellers[language]
        named = [
            speller.word("said_by", text, listed(dict.fromkeys(told[text]), language)) if told[text] else text
            for text in rest
        ]
        return APART_BY.join([begun, *named])

    def what(self, fact: _Row, part: Part, language: Language) -> str:
        """What is disputed of a fact: its metric or kind, and which part where that is not its figure."""
        told = [self.spellers[language].value(self.table.what, fact[self.table.what])]
        if part is not self.table.parts[0]:
            told.append(self.table.column(part.name).title.text(language).lower())
        return " · ".join(told)

    def definition(self, fact: _Row, language: Language) -> str:
        """What tells a fact from others of its subject and time: its channel, place, basis, what it is a share of."""
        table = self.table
        known = {*table.subject, table.date, table.what, "key", UNIT, "currency"}
        told = [(name, fact[name]) for name in table.identity if name not in known and fact[name] is not None]
        return " · ".join(self.spellers[language].value(name, cell) for name, cell in told)

    def side(self, part: Part, claim: _Row | None, ending: str) -> _Row:
        """One side of a dispute, for programs and in words."""
        if claim is None:
            return {}
        figure = part.match == "interval"
        drawn = self.table.drawn_from(part) if figure else {}
        value = claim[part.name]
        told = {
            ending: _plain(value) if figure else value,
            f"{ending}_value": value if figure else None,
            **{f"{ending}_{name}": claim.get(drawn.get(name, "")) for name in _DRAWN},
            f"{ending}_said_by_kind": claim["said_by_kind"],
            f"{ending}_source": claim["source"],
            f"{ending}_claim": claim["id"],
        }
        return told | {
            written_in(ending, language): speller.stated(part, claim) for language, speller in self.spellers.items()
        }


def _itself(pair: _Row, shown: _Row, rival: _Row) -> bool:
    """Whether one voice contradicts itself, without an order in time."""
    return pair["class"] in OPEN and shown["voice"] == rival["voice"] != UNNAMED


def _plain(value: float | None) -> str | None:
    if value is None:
        return None
    return str(int(value)) if value == int(value) else repr(value)


def _weight(pair: _Row, parts: Sequence[str]) -> tuple[bool, bool, int, int]:
    """What of a fact is told first: what is open, what was stated, the weightier class, the part that is a figure."""
    settled, ours = pair["class"] not in OPEN, pair["how"] == "computed"
    return settled, ours, CLASSES.index(pair["class"]), parts.index(pair["part"])


def _row(pairs: Sequence[_Row], sides: Sides) -> _Row:
    """The row of one fact, of all that contradicts something in it, the weightiest first."""
    table, first = sides.table, pairs[0]
    part, fact = sides.parts[first["part"]], sides.facts[first["keys"][0]]
    shown, rival = (sides.claims.get(first[name] or "") for name in ("id", "other"))
    if first["how"] == "parts":
        shown, rival = rival, None
    spread, measure = sides.spread(first)
    row: _Row = {
        "class": first["class"],
        "table": table.name,
        "subject": table.subject_of(fact),
        "what": fact[table.what],
        "period": fact[table.date],
        "part": part.name,
        "said_by": shown["teller"] if shown else None,
        "rival_said_by": rival["teller"] if rival else shown["teller"] if shown else None,
        "spread": spread,
        "spread_in": measure,
        "voices": first["voices"],
        "keys": ";".join(dict.fromkeys(key for pair in pairs for key in pair["keys"])),
        "key": first["keys"][0],
        "classes": ";".join(dict.fromkeys(pair["class"] for pair in pairs)),
    }
    row |= sides.side(part, shown, "shown") | sides.side(part, rival, "rival")
    if first["how"] == "parts" and shown is not None:
        made = {**shown, part.name: first["made"], f"{part.name}_qualifier": None}
        row |= sides.side(part, made, "rival") | {"rival_claim": None, "rival_source": None}
    for language in LANGUAGES:
        row |= {
            written_in("table", language): table.title.text(language),
            written_in("what", language): sides.what(fact, part, language),
            written_in("definition", language): sides.definition(fact, language),
            written_in("part", language): table.column(part.name).title.text(language),
            written_in("arithmetic", language): sides.lines(pairs, language),
        }
    return row | {name: row[written_in(name, "en")] or None for name in ("arithmetic", "definition")}


def disputes_of(found: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    """What is disputed in a table, one row for all that is said of one thing: see `DISPUTES`.

    `found` is what `contradictions` gives.
    """
    parts = list(sides.parts)
    by_fact: dict[str, list[_Row]] = {}
    for pair in found.iter_rows(named=True):
        by_fact.setdefault(pair["topic"], []).append(pair)
    rows = [_row(sorted(pairs, key=lambda pair: _weight(pair, parts)), sides) for pairs in by_fact.values()]
    return pl.DataFrame(rows, schema=DISPUTES)


def doubts_of_wholes(found: pl.DataFrame, sides: Sides) -> Iterator[Problem]:
    """What `check` warns of: figures of several facts that cannot all be true, each at the line of its part."""
    part = sides.table.parts[0]
    for pair in found.filter(~pl.col("how").is_in(["value", "computed"])).iter_rows(named=True):
        claims = [sides.claims[pair[name]] for name in ("id", "other") if pair[name]]
        others = [label("doubt.line", str(claim[LINE])) for claim in claims[1:]]
        told = [f"{sides.line(pair, lang, pair)}{''.join(one.text(lang) for one in others)}" for lang in LANGUAGES]
        yield Problem(f"{sides.table.name}.csv", claims[0][LINE], part.name, str(claims[0][part.name]), *told)


def in_turn_of_weight(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The disputes of all tables, the open ones first, by class and then the newest first."""
    every = with_period(pl.concat([pl.DataFrame(schema=DISPUTES), *frames]), "period")
    order = pl.col("class").replace_strict({name: n for n, name in enumerate(CLASSES)}, return_dtype=pl.Int64)
    by = [order, -pl.coalesce("end", "start").dt.epoch("d"), pl.col("key")]
    return every.sort(by, nulls_last=True, maintain_order=True)


def ids_of(found: pl.DataFrame) -> pl.Series:
    """The claims that stand in pairs."""
    return pl.concat([found["id"], found["other"]]).drop_nulls().unique()


def keys_of_facts(found: pl.DataFrame) -> pl.Series:
    """The facts that stand in pairs."""
    return found["keys"].explode().drop_nulls().unique() if found.height else pl.Series("keys", [], dtype=pl.String)
