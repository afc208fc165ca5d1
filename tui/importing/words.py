"""The rules of imports as data: `import.toml`, whose target scheme is the TOML of each table of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tui.corpus.toml import Section, parsed
from tui.text.folding import folded, squeezed

_FILE = Path(__file__).with_name("import.toml")
_SHARED = ("qualifiers", "lists", "names", "totals", "said", "source")


@lru_cache(maxsize=1 << 16)
def plain_word(text: str) -> str:
    """A header or a value as it is compared: without case, width, blanks and punctuation; `A+` is no `A`."""
    return squeezed(folded(text).replace("+", "plus"))


class ValueWords(NamedTuple):
    """Words of one column: those that say nothing, and the closed value that each other one means."""

    drop: tuple[str, ...] = ()
    words: Mapping[str, str] = {}


class Target(NamedTuple):
    """How exports are mapped into one table of claims.

    Attributes:
        needs: the columns without which nothing can be read.
        any: a row that fills none of these states nothing.
        key: of events, the columns that a key is made of.
        event: of events, the columns that tell one from another, besides its figures.
        also: columns that say another one too, where they hold one of its values.
        said: what is said of every row where neither the file nor the person says it.
        headers: the words of each column as people write them, the better ones first.
        implied: what a header says besides the column that it is, by its word.
        values: the words of closed columns, besides those of the table's own TOML.
        codes: the closed values that codes mean under a header.
        entities: the kinds of entities that may stand in a column, the first for new names.
        led: the column of those who led, and the one in whose lists they may be marked.
        below: pairs of metrics of which the first is never above the second.
        metric, period, figure: the columns of a metric, a time and a figure where headers may be metrics or times.
        units: the unit of each metric.
        dated_by_file: whether figures without a time are those of the day on which the file was published.
        of_metric: what is said of each figure of a metric.
    """

    table: str
    needs: tuple[str, ...]
    any: tuple[str, ...]
    key: tuple[str, ...]
    event: tuple[str, ...]
    also: Mapping[str, str]
    said: Mapping[str, str]
    headers: Mapping[str, tuple[str, ...]]
    implied: Mapping[str, Mapping[str, str]]
    values: Mapping[str, ValueWords]
    codes: Mapping[str, Mapping[str, str]]
    entities: Mapping[str, tuple[str, ...]]
    led: tuple[str, ...] = ()
    below: tuple[tuple[str, ...], ...] = ()
    metric: str = ""
    period: str = ""
    figure: str = ""
    units: Mapping[str, str] = {}
    dated_by_file: bool = False
    of_metric: Mapping[str, Mapping[str, str]] = {}


class Rules(NamedTuple):
    """All of `import.toml`: what holds for every table, and the tables."""

    qualifiers: Mapping[str, tuple[str, ...]]
    dividers: tuple[str, ...]
    inside: tuple[str, ...]
    whole: tuple[str, ...]
    lead: tuple[str, ...]
    firms: tuple[str, ...]
    totals: frozenset[str]
    source: Mapping[str, str]
    targets: Mapping[str, Target]


@cache
def rules() -> Rules:
    """The rules that ship with the program. Raises `TermsheetError` with file and line where they cannot be."""
    return read_rules(_FILE)


def read_rules(path: Path) -> Rules:
    """The rules of a TOML. Raises `TermsheetError` with file and line where they cannot be."""
    raw = parsed(path)
    with Section(raw, path) as whole:
        with whole.section("qualifiers") as section:
            qualifiers = {name: section.texts(name) for name in section}
        with whole.section("lists") as section:
            dividers, inside, single = section.texts("dividers"), section.texts("inside"), section.texts("whole")
            lead = section.texts("lead")
        with whole.section("names") as section:
            firms = section.texts("firms")
        with whole.section("totals") as section:
            totals = frozenset(map(plain_word, section.texts("words")))
        said, source = _texts(whole.section("said")), _texts(whole.section("source"))
        targets = {name: _target(name, whole.section(name), said) for name in whole if name not in _SHARED}
    return Rules(qualifiers, dividers, inside, single, lead, firms, totals, source, targets)


def _texts(section: Section) -> dict[str, str]:
    with section:
        return {name: section.text(name) for name in section}


def _target(name: str, section: Section, said: Mapping[str, str]) -> Target:
    with section:
        with section.section("headers") as inner:
            headers = {column: inner.texts(column) for column in inner}
        with section.section("implied") as inner:
            implied = {plain_word(word): _texts(inner.section(word)) for word in inner}
        with section.section("values") as inner:
            values = {column: _value_words(inner.section(column)) for column in inner}
        with section.section("codes") as inner:
            codes = {plain_word(word): _by_word(inner.section(word)) for word in inner}
        with section.section("of_metric") as inner:
            of_metric = {metric: _texts(inner.section(metric)) for metric in inner}
        with section.section("entities") as inner:
            entities = {column: inner.texts(column) for column in inner}
        return Target(
            name,
            section.texts("needs"),
            section.texts("any"),
            section.texts("key"),
            section.texts("event"),
            _texts(section.section("also")),
            {**said, **_texts(section.section("said"))},
            headers,
            implied,
            values,
            codes,
            entities,
            section.texts("led", ()),
            section.groups("below") if "below" in section else (),
            section.text("metric", ""),
            section.text("period", ""),
            section.text("figure", ""),
            {metric: unit for unit, metrics in _lists(section.section("units")).items() for metric in metrics},
            section.flag("dated_by_file"),
            of_metric,
        )


def _lists(section: Section) -> dict[str, tuple[str, ...]]:
    with section:
        return {name: section.texts(name) for name in section}


def _value_words(section: Section) -> ValueWords:
    with section:
        drop = tuple(map(plain_word, section.texts("drop")))
        return ValueWords(drop, _by_word(section.section("words")))


def _by_word(section: Section) -> dict[str, str]:
    """Lists of words by the value that they mean, as the value of each word."""
    return {plain_word(word): value for value, words in _lists(section).items() for word in words}
