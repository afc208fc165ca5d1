"""A folder of CSV and TOML as frames: each table is read when it is first asked for, and its problems kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from tui.corpus import describing
from tui.corpus.checks import check_cells, check_rows
from tui.corpus.doubts import doubts_of
from tui.corpus.kept import Kept
from tui.corpus.kinds import KINDS, References
from tui.corpus.policy import Policy, policy_of
from tui.corpus.reading import Problem, read_csv
from tui.corpus.tables import Column, Rule, Table
from tui.corpus.toml import Section, parsed
from tui.corpus.words import WORDS_TABLE, has_phrases, phrases_in, words_by_column
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.storage.corpora import named_by
from tui.text import dates

SHARED = "claim"
"""The TOML that holds the columns that end every table of claims."""
_RULES = "policy"
"""The TOML that holds the rules by which claims become facts."""
_NO_TABLES = (SHARED, _RULES)

REJECTS = "rejects.csv"
"""What an import could not read, beside the tables that it made; no table itself."""
_SOURCES = "sources"
_EVERY = "*"
"""Stands for all tables of claims, where a table names those that it is computed of."""
_LAST = 1000
"""The place of tables that say none."""


def _typed(table: Table, text: pl.DataFrame) -> pl.DataFrame:
    """Numbers as floats; a cell that is no number becomes null, never 0."""
    numbers = [c.name for c in table.columns if KINDS[c.type].numeric]
    return text.with_columns(pl.col(numbers).cast(pl.Float64, strict=False)) if numbers else text


def _can_compute(of: list[str], held: set[str], claims: set[str]) -> bool:
    """Whether there is all that a table is computed of."""
    return bool(claims) if of == [_EVERY] else held.issuperset(of)


class Corpus:
    """The tables of a folder, read on first use and checked only when asked.

    Attributes:
        folder: where the CSV and TOML files lie.
        beneath: the folder that lends what this one lacks: descriptions, and the tables that hold no claims.
        kept: what was computed of it before.
        until: the day up to which claims were published that it holds; None where it holds all.
    """

    def __init__(
        self, folder: Path, kept: Kept | None = None, beneath: Path | None = None, *, until: date | None = None
    ) -> None:
        self.until = until
        self.folder = folder
        self.beneath = None if beneath == folder else beneath
        self.kept = kept or Kept()
        self._tables: dict[str, Table] = {}
        self._texts: dict[str, tuple[pl.DataFrame, list[Problem]]] = {}
        self._frames: dict[str, pl.DataFrame] = {}
        self._problems: dict[str, list[Problem]] = {}

    # What there is

    @cached_property
    def given(self) -> str:
        """What leads to it on a command line: the folder, or the address whose tables were copied into it."""
        return named_by(str(self.folder))

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(path.name for path in self.folder.iterdir() if path.suffix in (".csv", ".toml"))

    def file(self, name: str) -> Path:
        """Where a file lies: in the folder, else beneath it."""
        return self.folder / name if self.beneath is None or name in self._own else self.beneath / name

    @cached_property
    def _raw(self) -> Mapping[str, dict[str, Any]]:
        """Every TOML as it is written, by the name of its table."""
        return self.kept.plain("descriptions", self._parsed)  # type: ignore[no-any-return]

    def _parsed(self) -> dict[str, dict[str, Any]]:
        lent = [path.name for path in self.beneath.glob("*.toml")] if self.beneath else []
        files = sorted({*lent, *(name for name in self._own if name.endswith(".toml"))})
        return {name.removesuffix(".toml"): parsed(self.file(name)) for name in files}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The tables there are, in the order that their TOMLs say."""
        held = {name for name in self._raw if name not in _NO_TABLES and self._is_held(name)}
        claims = {name for name in held if self._raw[name].get("claims", False)}
        computed = {name for name, raw in self._raw.items() if raw.get("of") and _can_compute(raw["of"], held, claims)}
        return tuple(sorted(held | computed, key=self._place))

    def _place(self, name: str) -> tuple[int, str]:
        order = self._raw[name].get("order")
        return order if type(order) is int else _LAST, name

    def _is_held(self, name: str) -> bool:
        lent = self.beneath is not None and not self._raw[name].get("claims", False)
        return f"{name}.csv" in self._own or (lent and self.file(f"{name}.csv").is_file())

    @property
    def tables(self) -> tuple[Table, ...]:
        """The descriptions of all tables, in their order."""
        return tuple(map(self.table, self.names))

    @property
    def claimed(self) -> tuple[str, ...]:
        """The tables whose rows are claims."""
        return tuple(name for name in self.names if self._raw[name].get("claims", False))

    @property
    def listed(self) -> tuple[str, ...]:
        """The tables that have a view: those that are printed."""
        return tuple(name for name in self.names if "view" in self._raw[name])

    @property
    def tabs(self) -> tuple[str, ...]:
        """The tables that are tabs of the explorer."""
        return tuple(name for name in self.listed if self._raw[name].get("tab", False))

    @cached_property
    def _of_claims(self) -> tuple[tuple[Column, ...], tuple[Rule, ...]]:
        if SHARED not in self._raw:
            return (), ()
        return describing.shared(self._raw[SHARED], self.file(f"{SHARED}.toml"))

    @cached_property
    def policy(self) -> Policy:
        """The rules by which claims become facts. Raises `TermsheetError` where the TOML lacks one or has another."""
        path = self.file(f"{_RULES}.toml")
        return policy_of(Section(self._raw[_RULES] if _RULES in self._raw else parsed(path), path))

    def table(self, name: str) -> Table:
        """The description of a table. Raises `TermsheetError` where its TOML says what cannot be."""
        if name not in self._raw:
            raise TermsheetError(label("file.no_table", name), spelled_like(name, self.names), EXIT_UNREADABLE)
        if name not in self._tables:
            path = self.file(f"{name}.toml")
            raw = self._raw[name]
            table = self._worded(describing.described(name, raw, path, self._of_claims))
            self._tables[name] = table._replace(of=self.claimed) if table.of == (_EVERY,) else table
        return self._tables[name]

    def _worded(self, table: Table) -> Table:
        """A description with what the texts of its columns are called in Chinese."""
        if table.name == WORDS_TABLE or not any(name == table.name for name, _ in self._words):
            return table
        words = {c.name: self._words.get((table.name, c.name), c.words) for c in table.columns}
        phrases = [name for name, called in words.items() if has_phrases(called)]
        if phrases:
            words |= self.kept.plain(f"words-{table.name}", lambda: self._phrased(table, words, phrases))
        return table._replace(columns=tuple(c._replace(words=words[c.name]) for c in table.columns))

    def _phrased(
        self, table: Table, words: Mapping[str, Mapping[str, str]], names: Sequence[str]
    ) -> dict[str, dict[str, str]]:
        if not self._is_held(table.name):
            return {}
        texts = read_csv(self.file(f"{table.name}.csv"), table.names)[0]
        return {name: phrases_in(words[name], texts[name].drop_nulls().unique(maintain_order=True)) for name in names}

    @cached_property
    def _words(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        return words_by_column(self.frame(WORDS_TABLE)) if WORDS_TABLE in self.names else {}

    # Rows

    def texts(self, name: str) -> tuple[pl.DataFrame, list[Problem]]:
        """The rows of one table as they are written, and what of them could not be read."""
        if name not in self._texts:
            self._texts[name] = read_csv(self.file(f"{name}.csv"), self.table(name).names)
        return self._texts[name]

    def frame(self, name: str) -> pl.DataFrame:
        """The rows of one table: typed columns plus `_line`. A cell that cannot be read as a number is null."""
        if name not in self._frames:
            rows = self.kept.frame(f"rows-{name}", lambda: _typed(self.table(name), self.texts(name)[0]))
            self._frames[name] = rows if self.until is None else self._published(name, rows)
        return self._frames[name]

    def _published(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Of sources and claims those that were surely published up to the day of `until`."""
        if name == _SOURCES:
            days = [text is not None and self._is_past(text) for text in rows["published"]]
            return rows.filter(pl.Series(days, dtype=pl.Boolean))
        if name not in self.claimed:
            return rows
        return rows.filter(pl.col("source").is_in(self.frame(_SOURCES)["id"].implode()))

    def _is_past(self, published: str) -> bool:
        assert self.until is not None
        try:
            end = dates.parse(published).end
        except ValueError:
            return False
        return end is not None and end <= self.until

    def as_of(self, day: date | None) -> Corpus:
        """The same folder with what was published up to a day; with all of it where none is given."""
        return Corpus(self.folder, self.kept, self.beneath, until=day)

    # What is wrong

    @cached_property
    def _known(self) -> References:
        return References(
            frozenset(self.texts("entities")[0]["id"].drop_nulls()),
            frozenset(self.texts("sources")[0]["id"].drop_nulls()),
        )

    def problems(self, name: str) -> list[Problem]:
        """What is wrong in one table, in the order of its lines."""
        if name not in self._problems:
            found = self.kept.plain(f"problems-{name}", lambda: self._checked(name))
            self._problems[name] = [Problem(*given) for given in found]
        return self._problems[name]

    def _checked(self, name: str) -> list[Problem]:
        table = self.table(name)
        text, problems = self.texts(name)
        cells = check_cells(table, text, self._known)
        # What could not be read of a cell is one problem: that it is then empty is no other.
        told = {(problem.line, problem.column) for problem in cells}
        silent = self.policy.silent if table.claims else ()
        rows = [p for p in check_rows(table, self.frame(name), silent) if (p.line, p.column) not in told]
        return sorted(problems + cells + rows)

    def _alone(self) -> list[Problem]:
        """Files of the folder that lack their other half."""
        found = []
        for name in sorted(self._own):
            stem, ending = name.rsplit(".", 1)
            if ending == "csv" and stem not in self._raw and name != REJECTS:
                found.append(Problem(name, 1, "", "", *label("rule.no_toml", stem)))
            if ending == "toml" and stem not in _NO_TABLES and not self._raw[stem].get("of") and stem not in self.names:
                found.append(Problem(name, 1, "", "", *label("rule.no_csv", stem)))
        return found

    @property
    def own(self) -> tuple[str, ...]:
        """The tables that lie in the folder itself."""
        return tuple(name for name in self.names if f"{name}.csv" in self._own)

    def check(self) -> list[Problem]:
        """What is wrong in any table of the folder."""
        for stem in self._raw:
            if f"{stem}.toml" in self._own and stem not in _NO_TABLES:
                # What cannot be described is told before any row.
                self.table(stem)
        return self._alone() + [problem for name in self.own for problem in self.problems(name)]

    def doubts(self) -> list[Problem]:
        """What may stand so in the claims of the folder, and is seldom meant; no problem of `check`."""
        rates = self.frame("fx") if "fx" in self.names else None
        found = list[Problem]()
        for name in self.own:
            if name in self.claimed:
                found += doubts_of(self.table(name), self.frame(name), self.frame("sources"), rates, self.policy.ahead)
        return found
