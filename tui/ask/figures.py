"""A measure of one entity or several: the figure, what says otherwise, its series, or what there is instead."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ask import choosing
from tui.ask.answers import Answer, Curve, Refusal, Shown
from tui.ask.beside import otherwise_of, rivals_of
from tui.ask.comparing import comparison, side_by_side
from tui.ask.curves import curve_of, rows_of_curve
from tui.ask.levels import Level, chosen_of, first_stated, resolved, said_of_figure
from tui.ask.requests import FigureRequest, Scope
from tui.ask.saying import command_of, measure_label, name_of, names_of, phrased, reading, spans_of
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import listed

_SHORT_LINE = 3
"""Points below which a line of another counter, or of another rhythm, may tell more."""


def figures(request: FigureRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question for figures."""
    scope = request.scope
    found: list[Level] = []
    missing: list[Label] = []
    for entity in request.entities:
        levels = resolved(lens, entity, request.measures, scope)
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
        return comparison(request, lens, side_by_side(found, request, lens), missing)
    return _single(request, lens, found[0])


# One figure


def _single(request: FigureRequest, lens: Lens, found: Level) -> Answer:
    scope = request.scope
    chosen, how = chosen_of(found.pool, lens, scope)
    figure = choosing.best(chosen, lens, scope)
    assert figure is not None
    series = request.series or (scope.growth and not figure.row.get("versus"))
    if series:
        figure = _followed(figure, chosen, found.pool, lens, scope)
    notes = [*found.notes, *said_of_figure(figure, how, lens, scope)]
    rivals, beside = rivals_of(figure, chosen, lens)
    wide = chosen if scope.period else found.pool
    others = otherwise_of(figure, wide, lens, (*rivals, *beside))
    also = _also(request, lens, found, scope)
    line = curve_of(figure, found.pool, lens, scope)
    if series and len(line.points) > 1:
        told = rows_of_curve(figure, line, found.pool, lens, scope)
        drawn = {one.row["key"] for one in told}
        others = [one for one in others if one.row["key"] not in drawn]
        return _answer(request, lens, found, told, rivals, [*beside, *others, *also], told, (line,), notes)
    rows = choosing.newest_first(wide)
    curves = (line,) if len(line.points) > 2 and not _one_time(scope) else ()
    return _answer(request, lens, found, [figure], rivals, [*beside, *others, *also], rows, curves, notes)


def _followed(figure: Shown, chosen: Sequence[Shown], pool: Sequence[Shown], lens: Lens, scope: Scope) -> Shown:
    """The figure whose line is the longest, where its own is short."""
    if len(curve_of(figure, pool, lens, scope).points) >= _SHORT_LINE:
        return figure
    able = [one for one in chosen if choosing.stands(one, lens) and choosing.whole_of(one, lens)]
    heads: dict[tuple[object, ...], list[Shown]] = {}
    for one in able:
        heads.setdefault(tuple(one.row.get(name) for name in _LINED), []).append(one)
    others = [head for rows in heads.values() if (head := choosing.best(rows, lens, scope)) is not None]
    return max([figure, *others], key=lambda one: len(curve_of(one, pool, lens, scope).points))


_LINED = ("counter", "precision", "channel", "region", "currency", "per", "unit")
"""What tells lines of one measure apart."""


def _one_time(scope: Scope) -> bool:
    return bool(scope.period)


def _also(request: FigureRequest, lens: Lens, found: Level, scope: Scope) -> list[Shown]:
    """The next measure of those asked for, beside the first: annualised revenue beside revenue."""
    beside = []
    for measure in request.measures:
        if measure != found.measure:
            other = first_stated(lens, found.entity, (measure,), scope)
            chosen = chosen_of(other.pool, lens, scope)[0] if other else []
            one = choosing.best(chosen, lens, scope) if chosen else None
            if one is not None:
                beside.append(one)
    return beside[:2]


def _answer(
    request: FigureRequest,
    lens: Lens,
    found: Level,
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


# Nothing


def _no_claim(lens: Lens, entity: str, measures: Sequence[str], scope: Scope) -> Label:
    what = measure_label(lens, "share" if scope.share and not scope.growth else measures[0])
    name = name_of(lens, entity)
    if scope.tellers:
        name = phrased("ask.told_by", name, names_of(lens, scope.tellers))
    if scope.period:
        return phrased("ask.no_period", name, what, scope.period)
    return phrased("ask.no_claim", name, what)


def _what_there_is(lens: Lens, request: FigureRequest, scope: Scope) -> tuple[Label, ...]:
    """For which periods there are figures, else which measures there are claims on."""

    told: list[Label] = []
    for entity in request.entities:
        ever = scope._replace(period="")
        if scope.period and scope.tellers and (by_them := resolved(lens, entity, request.measures, ever)):
            told += [
                phrased("ask.there_is", spans_of(o for o in one.pool if choosing.usable(o, lens)))
                for one in by_them[:2]
            ]
            continue
        if scope.tellers and (others := resolved(lens, entity, request.measures, ever._replace(tellers=()))):
            tellers = dict.fromkeys(o.of("teller") for one in others for o in one.pool if choosing.usable(o, lens))
            told.append(phrased("ask.there_is", names_of(lens, [teller for teller in tellers if teller][:6])))
            continue
        again = resolved(lens, entity, request.measures, ever)
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
