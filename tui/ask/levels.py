"""Where a measure of an entity is stated: on itself, what it owns or who owns it, and of its rows those of a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.ask import choosing
from tui.ask.answers import Shown
from tui.ask.qualifying import named_parts
from tui.ask.requests import Scope
from tui.ask.saying import choice_label, name_of, phrased
from tui.corpus.lens import Lens
from tui.language.label import Label, Language
from tui.language.words import label

_LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Level(NamedTuple):
    """The rows that state a measure, of whom, and what is said of the level they were found on."""

    entity: str
    measure: str
    pool: list[Shown]
    notes: tuple[Label, ...] = ()
    newer: tuple[Shown, ...] = ()


def resolved(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> list[Level]:
    """Where a measure of an entity is stated: on itself, its products, its maker, the members of a group."""
    own = first_stated(lens, entity, measures, scope)
    if own is not None:
        return [own]
    kinds = lens.kinds.get(entity, ())
    below = [one for one in lens.names.family(entity) if one != entity]
    parts = [found for one in below if (found := first_stated(lens, one, measures, scope)) is not None]
    if parts:
        # Of several products those with the better measure.
        best = min(measures.index(one.measure) for one in parts)
        parts = [one for one in parts if measures.index(one.measure) == best]
        if len(parts) == 1:
            note = phrased("ask.descended", name_of(lens, entity), name_of(lens, parts[0].entity))
            return [parts[0]._replace(notes=(*parts[0].notes, note))]
        note = phrased("ask.products", name_of(lens, entity))
        parts.sort(key=lambda one: -_size(one, lens, scope))
        return [one._replace(notes=(*one.notes, note)) for one in parts]
    members = lens.members.get(entity, ())
    if members and not set(kinds) & {"company", "product"}:
        inside = [found for one in members for found in resolved(lens, one, measures, scope)]
        note = phrased("ask.members", name_of(lens, entity))
        return [one._replace(notes=(note,)) for one in inside]
    parent = lens.names.parent(entity)
    seen = {entity}
    while parent and parent not in seen:
        above = first_stated(lens, parent, measures, scope)
        if above is not None:
            note = phrased("ask.climbed", name_of(lens, entity), name_of(lens, parent))
            return [above._replace(notes=(*above.notes, note))]
        seen.add(parent)
        parent = lens.names.parent(parent)
    return _namesake(lens, entity, measures, scope)


def _namesake(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> list[Level]:
    """What is called as the entity is, with more words, and is of the same maker: of Doubao, Doubao LLM."""
    maker = lens.names.parent(entity)
    own = {_called(lens, entity, language).partition(" (")[0] for language in _LANGUAGES}
    found = [
        level
        for other in (lens.names.family(maker) if maker else _groups(lens))
        if other != entity
        and any(_called(lens, other, language).startswith(tuple(own)) for language in _LANGUAGES)
        and (level := first_stated(lens, other, measures, scope)) is not None
    ]
    if len(found) != 1:
        return []
    note = phrased("ask.sibling", name_of(lens, entity), name_of(lens, found[0].entity))
    return [found[0]._replace(notes=(*found[0].notes, note))]


def _called(lens: Lens, entity: str, language: Language) -> str:
    return lens.names.name(entity, language).casefold().replace("（", " (")


def _groups(lens: Lens) -> list[str]:
    """What is counted together, and belongs to nobody: all AI apps, those of phone makers."""
    return [entity for entity, kinds in lens.kinds.items() if {"group", "sector"} & {*kinds}]


def _size(one: Level, lens: Lens, scope: Scope) -> float:
    best = best_of(one, lens, scope)
    return float(best.value or 0) if best is not None else 0.0


def first_stated(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> Level | None:
    """The first measure of an entity of which there is a figure in the period; one that overlaps it comes last."""
    late: Level | None = None
    for measure in measures:
        pool = choosing.stating(lens, entity, measure, scope)
        if scope.share and len(measures) > 1:
            pool = [one for one in pool if choosing.is_share(one, lens)]
        if not any(choosing.usable(one, lens) for one in pool):
            continue
        chosen, how = choosing.in_period([one for one in pool if choosing.usable(one, lens)], scope.period)
        if chosen and how != choosing.OVERLAP and (scope.growth or not all(o.row.get("versus") for o in chosen)):
            return Level(entity, measure, pool)
        # What is only expected for a longer time answers for no part of it.
        if late is None and any(choosing.stands(one, lens) or scope.forecast for one in chosen):
            late = Level(entity, measure, pool)
    return late


def chosen_of(pool: Sequence[Shown], lens: Lens, scope: Scope) -> tuple[list[Shown], str]:
    """The rows of the period: those that hold before those that are expected or rumoured."""
    able = [one for one in pool if choosing.stands(one, lens)] if not scope.forecast else []
    chosen, how = choosing.in_period(able, scope.period)
    if scope.period and (not chosen or how == choosing.OVERLAP):
        wide = choosing.in_period([one for one in pool if choosing.usable(one, lens)], scope.period)
        if wide[0] and (not chosen or wide[1] != choosing.OVERLAP):
            return wide
    if chosen and scope.period:
        told = {one.row["key"] for one in chosen}
        same = choosing.in_period([one for one in pool if choosing.usable(one, lens)], scope.period)[0]
        return [*chosen, *(one for one in same if one.row["key"] not in told)], how
    return (list(pool), choosing.WHOLLY) if not scope.period else (chosen, how)


def said_of_figure(figure: Shown, how: str, lens: Lens, scope: Scope) -> list[Label]:
    notes = []
    if how == choosing.INSIDE and figure.row.get("precision") and not _within_day(figure):
        notes.append(phrased("ask.inside", scope.period))
    if how == choosing.OVERLAP:
        notes.append(phrased("ask.overlap", scope.period))
    if choosing.over_time(lens, figure.row.get("metric") or "") and not choosing.whole_of(figure, lens):
        table = lens.table(figure.table)
        if figure.row.get("basis") and not named_parts(figure.row, table, scope.said):
            notes.append(phrased("ask.basis", choice_label(table.column("basis"), figure.row["basis"])))
    if not scope.region and choosing.of_a_country(figure, lens):
        notes.append(phrased("ask.part", name_of(lens, figure.row["region"])))
    if figure.row.get("versus") and not scope.growth:
        notes.append(label("ask.only_change"))
    if scope.growth and not figure.row.get("versus"):
        notes.append(label("ask.no_change"))
    if not choosing.stands(figure, lens):
        table = lens.table(figure.table)
        status, nature = figure.of("status"), figure.of("nature")
        unsure = nature if nature in lens.policy.ahead else status
        column = "nature" if nature in lens.policy.ahead else "status"
        described = table.column(column)
        notes.append(phrased("ask.ahead", Label(described.choice(unsure, "en"), described.choice(unsure, "zh"))))
    if not scope.period and _stale(figure, lens):
        notes.append(phrased("ask.stale", str(lens.policy.months_stale)))
    return notes


def _stale(figure: Shown, lens: Lens) -> bool:
    end = figure.row.get("end")
    return end is not None and (lens.last_day - end).days > lens.policy.months_stale * 30.44


def _within_day(figure: Shown) -> bool:
    return figure.row.get("precision") == 0


def best_of(one: Level, lens: Lens, scope: Scope) -> Shown | None:
    return choosing.best(chosen_of(one.pool, lens, scope)[0], lens, scope)
