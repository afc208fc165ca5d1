"""A measure of several entities beside each other, and what of them cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ask import choosing
from tui.ask.answers import CHARTED, Answer, Curve, Shown
from tui.ask.beside import otherwise_of, rivals_of
from tui.ask.curves import curve_of
from tui.ask.levels import Level, best_of, chosen_of, first_stated, said_of_figure
from tui.ask.requests import FigureRequest, Scope
from tui.ask.saying import command_of, measure_label, phrased, reading
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import label, listed

_MARKET = "market"


def side_by_side(found: list[Level], request: FigureRequest, lens: Lens) -> list[Level]:
    """Of several entities the rows of one measure, and of a counter that counts them all where there is one."""
    wanted = set(request.measures)
    per_entity = {
        one.entity: {m for m in request.measures if first_stated(lens, one.entity, (m,), request.scope)}
        for one in found
    }
    common = wanted.intersection(*per_entity.values()) if per_entity else set()
    if common:
        measure = min(common, key=request.measures.index)
        found = [
            again._replace(notes=one.notes)
            if (again := first_stated(lens, one.entity, (measure,), request.scope))
            else one
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
    best = [best_of(one, lens, request.scope) for one in found]
    used = {one.row.get("counter") for one in best if one is not None}
    shared = sorted(
        str(counter)
        for counter in set.intersection(*counters)
        if _tells_all(str(counter), found, best, lens, request.scope)
    )
    if len(used) <= 1 or not shared:
        return found
    # The one that counts the first entity where several count all.
    first = best[0].row.get("counter") if best[0] is not None else None
    counter = first if first in shared else shared[0]
    return [
        one._replace(pool=[o for o in one.pool if o.row.get("counter") == counter], newer=_newer(own, counter))
        for one, own in zip(found, best, strict=True)
    ]


_APART = 365
"""Days by which the figure of a counter of all may be older than what would be told of one alone."""


def _tells_all(counter: str, found: Sequence[Level], best: Sequence[Shown | None], lens: Lens, scope: Scope) -> bool:
    """Whether a counter tells of every entity about as late, and as much, as the one that would be told alone."""
    for one, alone in zip(found, best, strict=True):
        own = best_of(one._replace(pool=[o for o in one.pool if o.row.get("counter") == counter]), lens, scope)
        if own is None or alone is None or choosing.of_a_country(own, lens) or own.row.get("channel") in _STORES:
            return False
        if (choosing.end_of(alone) - choosing.end_of(own)).days > _APART:
            return False
    return True


_STORES = ("app_store", "google_play", "in_app", "api")
"""Channels that are a part of where people use something."""


def _newer(own: Shown | None, counter: str | None) -> tuple[Shown, ...]:
    """What would have been told of an entity alone, where another counter counts it."""
    return (own,) if own is not None and own.row.get("counter") != counter else ()


def comparison(request: FigureRequest, lens: Lens, found: list[Level], missing: list[Label]) -> Answer:
    scope = request.scope
    told: list[Shown] = []
    rivals: list[Shown] = []
    otherwise: list[Shown] = []
    rows: list[Shown] = []
    curves: list[Curve] = []
    notes: list[Label] = []
    for one in found:
        chosen, how = chosen_of(one.pool, lens, scope)
        figure = choosing.best(chosen, lens, scope)
        if figure is None:
            continue
        told.append(figure)
        notes += [*one.notes, *said_of_figure(figure, how, lens, scope)]
        other, beside = rivals_of(figure, chosen, lens)
        rivals += other
        otherwise += [*one.newer, *beside[:1], *otherwise_of(figure, chosen, lens, other)[:2]]
        line = curve_of(figure, one.pool, lens, scope)
        curves.append(Curve(one.entity, line.points, line.beside, figure))
        rows += choosing.newest_first(chosen)
    notes += missing + what_differs(told, lens)
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


_TERMS = ("metric", "unit", "per", "stat", "channel", "region", "segment", "basis", "whole", "versus")
"""What two figures of one measure may differ by besides their periods, counters and currencies."""


def what_differs(told: Sequence[Shown], lens: Lens) -> list[Label]:
    """What cannot be compared: periods, counters, currencies, and by what the figures are defined."""
    notes = []
    table = lens.table(told[0].table)
    dated = table.counted or table.name == _MARKET or choosing.over_time(lens, told[0].row.get("metric") or "")
    if _differ(told, "period") and dated:
        notes.append(label("ask.other_period"))
    if _differ(told, "counter") and (table.counted or table.name == _MARKET):
        notes.append(label("ask.other_counter"))
    if len({one.row.get("valuation_currency" if one.part == choosing.VALUATION else "currency") for one in told}) > 1:
        notes.append(label("ask.currencies"))
    if any(one.table != table.name for one in told):
        return notes
    terms = [
        name
        for name in _TERMS[1:]
        if name in table.names and _differ(told, name) and told[0].part == table.parts[0].name
    ]
    if told[0].table == _MARKET:
        terms = [name for name in terms if name != "region"]
    if terms and table.what == "metric":
        titles = [table.column(name).title for name in terms]
        both = Label(listed((t.en for t in titles), "en"), listed((t.zh for t in titles), "zh"))
        notes.append(phrased("ask.other_terms", both))
    return notes


def _differ(told: Sequence[Shown], name: str) -> bool:
    return len({one.row.get(name) or "" for one in told}) > 1
