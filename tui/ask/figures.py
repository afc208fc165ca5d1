"""A measure of one entity or several: the figure, what says otherwise, its series, and the levels it is found on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.ask import choosing
from tui.ask.answers import Answer, Curve, Refusal, Shown
from tui.ask.curves import curve_of, points_of
from tui.ask.requests import FigureRequest, Scope
from tui.ask.saying import command_of, measure_label, name_of, phrased, reading, spans_of
from tui.corpus.lens import Lens
from tui.language.label import Label, Language
from tui.language.words import label, listed

CHARTED = 6
"""Entities that one chart compares."""
_USERS = "users"
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


class _Found(NamedTuple):
    """The rows that state a measure, of whom, and what is said of the level they were found on."""

    entity: str
    measure: str
    pool: list[Shown]
    notes: tuple[Label, ...] = ()
    newer: tuple[Shown, ...] = ()


def figures(request: FigureRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question for figures."""
    scope = request.scope
    found: list[_Found] = []
    missing: list[Label] = []
    for entity in request.entities:
        levels = _resolved(lens, entity, request.measures, scope)
        found += levels
        if not levels:
            missing.append(_no_claim(lens, entity, request.measures, scope))
    if not found:
        first = request.entities[0]
        return Refusal(
            _no_claim(lens, first, request.measures, scope),
            _what_there_is(lens, request, scope),
            about=request.entities,
        )
    if len(request.entities) > 1 or len(found) > 1:
        return _compared(request, lens, _aligned(found, request, lens), missing)
    return _single(request, lens, found[0])


# Levels


def _resolved(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> list[_Found]:
    """Where a measure of an entity is stated: on itself, its products, its maker, the members of a group."""
    own = _first(lens, entity, measures, scope)
    if own is not None:
        return [own]
    kinds = lens.kinds.get(entity, ())
    below = [one for one in lens.names.family(entity) if one != entity]
    parts = [found for one in below if (found := _first(lens, one, measures, scope)) is not None]
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
        inside = [found for one in members for found in _resolved(lens, one, measures, scope)]
        note = phrased("ask.members", name_of(lens, entity))
        return [one._replace(notes=(note,)) for one in inside]
    parent = lens.names.parent(entity)
    seen = {entity}
    while parent and parent not in seen:
        above = _first(lens, parent, measures, scope)
        if above is not None:
            note = phrased("ask.climbed", name_of(lens, entity), name_of(lens, parent))
            return [above._replace(notes=(*above.notes, note))]
        seen.add(parent)
        parent = lens.names.parent(parent)
    return _namesake(lens, entity, measures, scope)


def _namesake(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> list[_Found]:
    """What is called as the entity is, with more words, and is of the same maker: of Doubao, Doubao LLM."""
    maker = lens.names.parent(entity)
    own = {lens.names.name(entity, "en").casefold(), lens.names.name(entity, "zh").casefold()}
    found = [
        level
        for other in (lens.names.family(maker) if maker else ())
        if other != entity
        and any(lens.names.name(other, language).casefold().startswith(tuple(own)) for language in _LANGUAGES)
        and (level := _first(lens, other, measures, scope)) is not None
    ]
    if len(found) != 1:
        return []
    note = phrased("ask.sibling", name_of(lens, entity), name_of(lens, found[0].entity))
    return [found[0]._replace(notes=(*found[0].notes, note))]


def _size(one: _Found, lens: Lens, scope: Scope) -> float:
    best = _best(one, lens, scope)
    return float(best.value or 0) if best is not None else 0.0


def _first(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> _Found | None:
    """The first measure of an entity of which there is a figure in the period; one that overlaps it comes last."""
    late: _Found | None = None
    for measure in measures:
        pool = choosing.stating(lens, entity, measure, scope)
        if scope.share and len(measures) > 1:
            pool = [one for one in pool if choosing.is_share(one, lens)]
        if not any(choosing.usable(one, lens) for one in pool):
            continue
        chosen, how = choosing.in_period([one for one in pool if choosing.usable(one, lens)], scope.period)
        if chosen and how != choosing.OVERLAP:
            return _Found(entity, measure, pool)
        if chosen and late is None:
            late = _Found(entity, measure, pool)
    return late


# One figure


def _single(request: FigureRequest, lens: Lens, found: _Found) -> Answer:
    scope = request.scope
    chosen, how = _chosen(found.pool, lens, scope)
    figure = choosing.best(chosen, lens, scope)
    assert figure is not None
    notes = [*found.notes, *_said_of(figure, how, lens, scope)]
    rivals, beside = choosing.rivals_of(figure, chosen, lens)
    wide = chosen if scope.period else found.pool
    others = choosing.otherwise_of(figure, wide, lens, (*rivals, *beside))
    also = _also(request, lens, found, scope)
    line = curve_of(figure, found.pool, lens, scope)
    if request.series and len(line.points) > 1:
        told = points_of(figure, line, found.pool, lens, scope)
        drawn = {one.row["key"] for one in told}
        others = [one for one in others if one.row["key"] not in drawn]
        return _answer(request, lens, found, told, rivals, [*beside, *others, *also], told, (line,), notes)
    rows = choosing.newest_first(wide)
    curves = (line,) if len(line.points) > 2 and not _one_time(scope) else ()
    return _answer(request, lens, found, [figure], rivals, [*beside, *others, *also], rows, curves, notes)


def _one_time(scope: Scope) -> bool:
    return bool(scope.period)


def _chosen(pool: Sequence[Shown], lens: Lens, scope: Scope) -> tuple[list[Shown], str]:
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


def _said_of(figure: Shown, how: str, lens: Lens, scope: Scope) -> list[Label]:
    notes = []
    if how == choosing.INSIDE and figure.row.get("precision") and not _within_day(figure):
        notes.append(phrased("ask.inside", scope.period))
    if how == choosing.OVERLAP:
        notes.append(phrased("ask.overlap", scope.period))
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


def _also(request: FigureRequest, lens: Lens, found: _Found, scope: Scope) -> list[Shown]:
    """The next measure of those asked for, beside the first: annualised revenue beside revenue."""
    beside = []
    for measure in request.measures:
        if measure != found.measure:
            other = _first(lens, found.entity, (measure,), scope)
            chosen = _chosen(other.pool, lens, scope)[0] if other else []
            one = choosing.best(chosen, lens, scope) if chosen else None
            if one is not None:
                beside.append(one)
    return beside[:2]


def _answer(
    request: FigureRequest,
    lens: Lens,
    found: _Found,
    told: Sequence[Shown],
    rivals: Sequence[Shown],
    otherwise: Sequence[Shown],
    rows: Sequence[Shown],
    curves: tuple[Curve, ...],
    notes: Sequence[Label],
) -> Answer:
    measure = measure_label(lens, found.measure)
    return Answer(
        about=(found.entity,),
        measure=measure,
        figures=tuple(told),
        rivals=tuple(rivals),
        otherwise=tuple(otherwise),
        rows=tuple(rows),
        curves=curves,
        read_as=reading(lens, told[0].table, (found.entity,), measure, request.scope),
        command=command_of(lens, told, (found.entity,), (found.measure,), request.scope),
        notes=tuple(dict.fromkeys(notes)),
    )


# Several


def _aligned(found: list[_Found], request: FigureRequest, lens: Lens) -> list[_Found]:
    """Of several entities the rows of one measure, and of a counter that counts them all where there is one."""
    wanted = set(request.measures)
    per_entity = {
        one.entity: {m for m in request.measures if _first(lens, one.entity, (m,), request.scope)} for one in found
    }
    common = wanted.intersection(*per_entity.values()) if per_entity else set()
    if common:
        measure = min(common, key=request.measures.index)
        found = [
            again._replace(notes=one.notes) if (again := _first(lens, one.entity, (measure,), request.scope)) else one
            for one in found
        ]
    if len(request.entities) < 2:
        return found
    counters = [
        {o.row.get("counter") for o in one.pool if o.row.get("counter") and choosing.stands(o, lens)
         and choosing.in_period([o], request.scope.period)[0] and not choosing.weakness(o, lens)}
        for one in found if one.pool and lens.table(one.pool[0].table).counted
    ]  # fmt: skip
    if len(counters) < len(found) or not counters:
        return found
    shared = set.intersection(*counters)
    best = [_best(one, lens, request.scope) for one in found]
    used = {one.row.get("counter") for one in best if one is not None}
    if len(used) <= 1 or not shared:
        return found
    # The one that counts the first entity where several count all.
    first = best[0].row.get("counter") if best[0] is not None else None
    counter = first if first in shared else min(map(str, shared))
    return [
        one._replace(pool=[o for o in one.pool if o.row.get("counter") == counter], newer=_newer(own, counter))
        for one, own in zip(found, best, strict=True)
    ]


def _best(one: _Found, lens: Lens, scope: Scope) -> Shown | None:
    return choosing.best(_chosen(one.pool, lens, scope)[0], lens, scope)


def _newer(own: Shown | None, counter: str | None) -> tuple[Shown, ...]:
    """What would have been told of an entity alone, where another counter counts it."""
    return (own,) if own is not None and own.row.get("counter") != counter else ()


def _compared(request: FigureRequest, lens: Lens, found: list[_Found], missing: list[Label]) -> Answer:
    scope = request.scope
    told: list[Shown] = []
    rivals: list[Shown] = []
    otherwise: list[Shown] = []
    rows: list[Shown] = []
    curves: list[Curve] = []
    notes: list[Label] = []
    for one in found:
        chosen, how = _chosen(one.pool, lens, scope)
        figure = choosing.best(chosen, lens, scope)
        if figure is None:
            continue
        told.append(figure)
        notes += [*one.notes, *_said_of(figure, how, lens, scope)]
        other, beside = choosing.rivals_of(figure, chosen, lens)
        rivals += other
        otherwise += [*one.newer, *beside[:1], *choosing.otherwise_of(figure, chosen, lens, other)[:2]]
        line = curve_of(figure, one.pool, lens, scope)
        curves.append(Curve(one.entity, line.points, line.beside, figure))
        rows += choosing.newest_first(chosen)
    notes += missing + _what_differs(told, lens)
    if len({one.measure for one in found}) > 1:
        notes.append(label("ask.other_measure"))
    if len(found) > CHARTED:
        notes.append(label("ask.six"))
    measures = list(dict.fromkeys(one.measure for one in found))
    both = [measure_label(lens, m) for m in measures]
    measure = Label(listed((m.en for m in both), "en"), listed((m.zh for m in both), "zh"))
    entities = tuple(dict.fromkeys(one.entity for one in found))
    drawn = tuple(one for one in curves[:CHARTED] if len(one.points) > 1) if request.series or not scope.period else ()
    return Answer(
        about=entities,
        measure=measure,
        figures=tuple(told),
        rivals=tuple(rivals),
        otherwise=tuple(otherwise),
        rows=tuple(rows),
        curves=drawn,
        read_as=reading(lens, told[0].table, entities, measure, scope),
        command=command_of(lens, told, entities, measures, scope),
        notes=tuple(dict.fromkeys(notes)),
    )


def _what_differs(told: Sequence[Shown], lens: Lens) -> list[Label]:
    """What cannot be compared: periods, counters, currencies."""
    notes = []
    dated = told[0].table == _USERS or choosing.over_time(lens, told[0].row.get("metric") or "")
    if len({one.row.get("period") or one.row.get("announced") for one in told}) > 1 and dated:
        notes.append(label("ask.other_period"))
    if len({one.row.get("counter") for one in told}) > 1 and told[0].table == _USERS:
        notes.append(label("ask.other_counter"))
    if len({one.row.get("valuation_currency" if one.part == "valuation" else "currency") for one in told}) > 1:
        notes.append(label("ask.currencies"))
    return notes


# Nothing


def _no_claim(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> Label:
    what = measure_label(lens, measures[0])
    if scope.period:
        return phrased("ask.no_period", name_of(lens, entity), what, scope.period)
    return phrased("ask.no_claim", name_of(lens, entity), what)


def _what_there_is(lens: Lens, request: FigureRequest, scope: Scope) -> tuple[Label, ...]:
    """For which periods there are figures, else which measures there are claims on."""

    told: list[Label] = []
    for entity in request.entities:
        ever = scope._replace(period="")
        again = _resolved(lens, entity, request.measures, ever)
        if again and scope.period:
            told += [
                phrased("ask.there_is", spans_of(o for o in one.pool if choosing.usable(o, lens))) for one in again[:2]
            ]
            continue
        held = [measure for measure in measures_stated(lens, entity) if measure not in request.measures]
        if held:
            both = [measure_label(lens, m) for m in held[:12]]
            told.append(
                phrased("ask.measures", Label(listed((m.en for m in both), "en"), listed((m.zh for m in both), "zh")))
            )
    future = _future(lens, scope)
    return (*([future] if future else []), *told)


def _future(lens: Lens, scope: Scope) -> Label | None:
    from tui.text import dates

    start = dates.parse(scope.period).start if scope.period else None
    if start is not None and start > lens.last_day:
        return phrased("ask.future", scope.period, lens.last_day.isoformat())
    return None


def measures_stated(lens: Lens, entity: str) -> list[str]:
    """The measures on which there are claims of an entity or of what it owns."""
    found: list[str] = []
    for name in lens.corpus.claimed:
        table = lens.table(name)
        rows = lens.facts_of(name, table.subject[0], *lens.names.family(entity))
        if not rows.height:
            continue
        if table.what == "metric":
            found += rows["metric"].value_counts(sort=True)["metric"].to_list()
        elif table.figure("valuation") and rows["valuation"].drop_nulls().len():
            found.append("valuation")
    return list(dict.fromkeys(found))
