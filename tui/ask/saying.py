"""How an answer says what it read: measures, periods and the command that gives its rows."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from tui.ask.answers import Shown
from tui.ask.requests import Scope
from tui.corpus.lens import Lens
from tui.corpus.tables import Column
from tui.language.asking import UNSAID
from tui.language.label import Label
from tui.language.vocabulary import country_label
from tui.language.words import label, listed


def name_of(lens: Lens, entity: str) -> Label:
    """The name of an entity in both languages."""
    return Label(lens.names.name(entity, "en"), lens.names.name(entity, "zh"))


def names_of(lens: Lens, entities: Iterable[str]) -> Label:
    both = [name_of(lens, entity) for entity in entities]
    return Label(listed((one.en for one in both), "en"), listed((one.zh for one in both), "zh"))


def subject_label(lens: Lens, subject: str) -> Label:
    """What a subject is called: an entity, a country that is none, or a sector of companies."""
    if subject in lens.names:
        return name_of(lens, subject)
    if country := country_label(subject.upper()):
        return country
    choice = next((c for c in lens.table("entities").column("sector").choices if c.id == subject), None)
    return choice.label if choice else Label(subject, subject)


def subjects_label(lens: Lens, subjects: Iterable[str]) -> Label:
    """Several subjects, as `subject_label` calls them."""
    both = [subject_label(lens, one) for one in subjects]
    return Label(listed((one.en for one in both), "en"), listed((one.zh for one in both), "zh"))


def choice_label(column: Column, value: str) -> Label:
    """The wording of a closed value in both languages."""
    return Label(column.choice(value, "en"), column.choice(value, "zh"))


def measure_label(lens: Lens, measure: str) -> Label:
    """What a measure is called: the wording of the first table that has it."""
    for name in lens.corpus.claimed:
        table = lens.table(name)
        choice = next((c for c in table.column(table.what).choices if c.id == measure), None)
        if choice is not None:
            return choice.label
    return Label(measure, measure)


def phrased(key: str, *parts: Label | str) -> Label:
    """A text with labels put into its places, each in its own language."""
    both = [part if isinstance(part, Label) else Label(part, part) for part in parts]
    return Label(label(key, *(p.en for p in both)).en, label(key, *(p.zh for p in both)).zh)


def nothing_on(names: Label, what: Label, period: str) -> Label:
    """That there is no claim on something, of whom and for when as far as a line says."""
    if not names.en:
        return phrased("ask.none_in", what, period) if period else phrased("ask.none", what)
    return phrased("ask.no_period", names, what, period) if period else phrased("ask.no_claim", names, what)


def joined(parts: Iterable[Label | str]) -> Label:
    """Parts of a reading, one behind the other; empty ones are left out."""
    both = [part if isinstance(part, Label) else Label(part, part) for part in parts if part]
    return Label(" · ".join(p.en for p in both if p.en), " · ".join(p.zh for p in both if p.zh))


def reading(lens: Lens, table: str, entities: Sequence[str], what: Label | str, scope: Scope) -> Label:
    """`Users · Kimi · MAU · latest`: how a question was read."""
    when: Label | str = scope.period or label("ask.latest")
    regions = [name_of(lens, scope.region)] if scope.region else []
    tellers = [name_of(lens, teller) for teller in scope.tellers]
    limits = (
        [lens.table("deals").column("round").choice(r, "en") for r in scope.rounds]
        if "deals" in lens.corpus.names
        else []
    )
    title = lens.table(table).title if table else UNSAID
    return joined(
        [title, names_of(lens, entities), what, *limits, *regions, *tellers, *(v for _, v in scope.filters), when]
    )


def command(table: str, *terms: tuple[str, Iterable[str] | str], rest: str = "") -> str:
    """The command that lists rows: columns and their values as filters."""
    words = []
    for column, given in terms:
        values = [given] if isinstance(given, str) else [*given]
        if values and all(values):
            words.append(shlex.quote(f"{column}:{','.join(values)}"))
    return " ".join(part for part in ("termsheet list", table, *words, rest) if part)


def command_of(
    lens: Lens, shown: Sequence[Shown], entities: Sequence[str], measures: Sequence[str], scope: Scope
) -> str:
    """The command that lists the rows of figures, by the table of the first."""
    if not shown:
        return ""
    table = lens.table(shown[0].table)
    terms: list[tuple[str, Iterable[str] | str]] = [(table.subject[0], entities)]
    if table.what == "metric":
        terms.append(("metric", measures))
    if scope.period:
        terms.append((table.date, scope.period))
    if scope.region and "region" in table.names:
        terms.append(("region", scope.region))
    terms += [(column, value) for column, value in scope.filters]
    return command(table.name, *terms, rest="--facts" if table.rows == "series" else "")


def spans_of(pool: Iterable[Shown]) -> str:
    """The periods for which there are rows: the first and the last, or all where they are few."""
    told = list(dict.fromkeys(one.row.get(_date(one)) or "" for one in sorted(pool, key=_start)))
    told = [text for text in told if text]
    return ", ".join(told) if len(told) <= 4 else f"{told[0]} … {told[-1]} ({len(told)})"


def _date(one: Shown) -> str:
    return "announced" if "announced" in one.row else "period"


def _start(one: Shown) -> str:
    start = one.row.get("start")
    return start.isoformat() if start else ""


def when_of(one: Shown) -> str:
    """The date of a row as it is written."""
    return str(one.row.get(_date(one)) or "")


def date_of(one: Shown, lens: Lens) -> str:
    """The date that belongs to the part shown: of a valuation that of the claim that states it."""
    if one.part == "valuation" and "valuation_claim" in one.row:
        claim = lens.claim(one.table, one.row["valuation_claim"])
        if claim is not None and claim.get("announced"):
            return str(claim["announced"])
    return when_of(one)
