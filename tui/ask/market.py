"""A measure of the market: of a subject, by period, region and counter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import polars as pl

from tui.ask import choosing
from tui.ask.answers import Answer, Curve, Refusal, Shown
from tui.ask.beside import otherwise_of, rivals_of
from tui.ask.comparing import what_differs
from tui.ask.curves import curve_of, point_of
from tui.ask.qualifying import most_named, named_parts
from tui.ask.requests import ALL_AI, MarketRequest, Scope
from tui.ask.saying import (
    choice_label,
    command,
    measure_label,
    phrased,
    reading,
    spans_of,
    subject_label,
    subjects_label,
)
from tui.ask.shares import shares, told_by_parts
from tui.charts.series import Point
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import label, listed

_MARKET = "market"
_WHOLES = (ALL_AI, "generative-ai", "venture")
"""Subjects that are all of a market, of which a measure may name a part: unicorns, listings."""
_GENERAL = ("funding", "deals", "share", "valuation", "companies")
"""Measures of any subject; the others are of the subject that they name, where it is counted."""


def market(request: MarketRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question about the market."""
    if _MARKET not in lens.corpus.claimed:
        return Refusal(label("ask.nothing"))
    scope = request.scope
    measures = _measures(request)
    for measure in measures:
        for subject in _subjects(lens, request.subjects, measure, scope.words):
            pool = choosing.stating(lens, subject, measure, scope._replace(region="", per=""))
            pool = [one for one in pool if one.table == _MARKET and choosing.usable(one, lens)]
            named = any(named_parts(one.row, lens.table(_MARKET), scope.said) for one in pool)
            here = [one for one in pool if not request.regions or one.row.get("region") in request.regions]
            if (request.parts or (told_by_parts(pool, lens) and measure == "share" and not named)) and here:
                return shares(request, lens, subject, measure, here)
            found = _answer(request, lens, subject, measure, pool)
            if found is not None:
                return found
        if (part := _of_part(request, lens, measure)) is not None:
            return part
    return _none(request, lens, measures)


def _of_part(request: MarketRequest, lens: Lens, measure: str) -> Answer | None:
    """What is counted of a part of the market that a line names: of embodied AI, of large models."""
    scope, table = request.scope, lens.table(_MARKET)
    pool = choosing.stating(lens, ALL_AI, measure, scope._replace(region="", per=""))
    pool = [one for one in pool if one.table == _MARKET and choosing.usable(one, lens) and one.row.get("segment")]
    named = [one for one in pool if named_parts(one.row, table, scope.said)]
    return _answer(request, lens, ALL_AI, measure, most_named(named, lens, scope)) if named else None


def _measures(request: MarketRequest) -> tuple[str, ...]:
    """The measures by preference: a share is one of its own."""
    given = request.measures
    if request.scope.share and not request.scope.growth:
        given = ("share", *(m for m in given if m != "share"))
    return given


def _subjects(lens: Lens, subjects: Sequence[str], measure: str, words: Sequence[str]) -> tuple[str, ...]:
    """The subjects asked for; where the market counts a measure of one subject alone, that one."""
    rows = lens.facts(_MARKET).filter(pl.col("metric") == measure)
    held = sorted(rows["subject"].unique())
    # `ai-unicorns` are meant by new unicorns where a line says AI.
    of_ai = any(ALL_AI in word.casefold() for word in words)
    named = sorted((s for s in held if _is_in(s, measure)), key=lambda s: (s.startswith("ai-") is not of_ai, len(s)))
    if any(subject in held for subject in subjects) and not (named and ALL_AI in subjects and measure not in _GENERAL):
        return tuple(s for s in subjects if s in held)
    if set(subjects) != {ALL_AI}:
        # Who asks for another subject is not answered by one that was not asked for.
        return tuple(s for s in named if set(subjects) <= {*_WHOLES, s})
    return tuple(named) if measure in _GENERAL else (*named, *(s for s in held if s not in named))


def _is_in(subject: str, measure: str) -> bool:
    """Whether a measure names its subject: unicorns, AI unicorns, the IPO market."""
    plain = subject.replace("-", "_").removeprefix("ai_").removesuffix("_market")
    return plain in measure


def _answer(request: MarketRequest, lens: Lens, subject: str, measure: str, pool: list[Shown]) -> Answer | None:
    scope = request.scope
    regions = request.regions or ("",)
    figures: list[Shown] = []
    heads: list[Shown] = []
    rows: list[Shown] = []
    curves: list[Curve] = []
    notes: list[Label] = []
    rivals: list[Shown] = []
    otherwise: list[Shown] = []
    common = _common(pool, regions, lens, request) if len(regions) > 1 else None
    for region in regions:
        here = [one for one in pool if one.row.get("region") == region] if region else _at_home(pool)
        if not here and region:
            notes.append(phrased("ask.side", subject_label(lens, region), measure_label(lens, measure)))
            continue
        everything = here
        if common is not None:
            here = [one for one in here if _terms(one) == common]
        chosen, how = _chosen(here, lens, scope)
        own = scope._replace(region=region)
        figure = choosing.best(chosen, lens, own)
        if figure is None:
            continue
        series = request.series or (scope.growth and not figure.row.get("versus"))
        if series:
            figure = _longest(figure, chosen, here, lens, own)
        notes += _said_of(figure, how, lens, scope)
        if figure.row.get("segment") and not named_parts(figure.row, lens.table(_MARKET), scope.said):
            notes.append(
                phrased("ask.part", choice_label(lens.table(_MARKET).column("segment"), figure.row["segment"]))
            )
        heads.append(figure)
        line = curve_of(figure, here, lens, own)
        told, beside = rivals_of(figure, chosen, lens)
        rivals += told
        if series:
            otherwise += otherwise_of(figure, choosing.in_period(everything, scope.period)[0], lens, told)
        if series or (len(regions) > 1 and len(line.points) > 1 and not scope.period):
            points = frozenset(line.points)
            figures += _of_line(figure, here, lens, points)
        else:
            figures.append(figure)
            otherwise += [
                *beside,
                *otherwise_of(figure, choosing.in_period(everything, scope.period)[0], lens, told),
            ]
        if len(line.points) > 1 and (series or not scope.period):
            curves.append(Curve(region or subject, line.points, line.beside, figure))
        rows += choosing.newest_first(chosen if scope.period else here)
    if not figures:
        return None
    if len(heads) > 1:
        notes += what_differs(heads, lens)
    what = measure_label(lens, measure)
    terms: list[tuple[str, Iterable[str] | str]] = [
        ("subject", [subject]),
        ("metric", [measure]),
        ("region", request.regions),
        ("period", scope.period),
    ]
    return Answer(
        about=(subject,),
        measure=what,
        figures=tuple(figures),
        rivals=tuple(rivals),
        otherwise=tuple(otherwise),
        rows=tuple(rows),
        curves=tuple(curves),
        read_as=reading(lens, _MARKET, (subject, *request.regions), what, scope._replace(region="")),
        command=command(_MARKET, *terms),
        notes=tuple(dict.fromkeys(notes)),
    )


def _chosen(here: Sequence[Shown], lens: Lens, scope: Scope) -> tuple[list[Shown], str]:
    """The rows of a period: those of the whole before those of a part, what holds before what is expected."""
    table = lens.table(_MARKET)
    whole = [one for one in here if not one.row.get("segment") or named_parts(one.row, table, scope.said)]
    for pool in (whole, here):
        able = [one for one in pool if choosing.stands(one, lens)] if not scope.forecast else list(pool)
        for rows in (able or pool, pool):
            chosen, how = choosing.in_period(rows, scope.period)
            if chosen:
                return chosen, how
    return [], choosing.WHOLLY


_TERMS = ("counter", "currency", "unit", "segment", "whole")


def _terms(one: Shown) -> tuple[str, ...]:
    """Who counts what in which currency: what figures of two places have in common to be compared."""
    return tuple(str(one.row.get(name) or "") for name in _TERMS)


def _common(
    pool: Sequence[Shown], regions: Sequence[str], lens: Lens, request: MarketRequest
) -> tuple[str, ...] | None:
    """The terms on which all places are counted for the same periods: those of the most periods, then the plainest."""
    scope = request.scope
    able = choosing.in_period([one for one in pool if choosing.stands(one, lens)], scope.period)[0]
    held: dict[tuple[str, ...], list[set[str]]] = {}
    for place, region in enumerate(regions):
        for one in able:
            if one.row.get("region") == region and not one.row.get("versus") and not choosing.is_share(one, lens):
                held.setdefault(_terms(one), [set() for _ in regions])[place].add(one.row["period"])
    shared = {terms: len(set.intersection(*periods)) for terms, periods in held.items()}
    most = max(shared.values(), default=0)
    if not most:
        return None
    return min((t for t, many in shared.items() if many), key=lambda t: (-shared[t] * request.series, bool(t[3]), t))


def _said_of(figure: Shown, how: str, lens: Lens, scope: Scope) -> list[Label]:
    """What is said of a figure that is not of exactly the period, or that has not happened."""
    notes = []
    if how == choosing.OVERLAP:
        notes.append(phrased("ask.overlap", scope.period))
    elif how == choosing.INSIDE and figure.row.get("precision"):
        notes.append(phrased("ask.inside", scope.period))
    if scope.growth and not figure.row.get("versus"):
        notes.append(label("ask.no_change"))
    if not choosing.stands(figure, lens):
        notes.append(phrased("ask.ahead", choice_label(lens.table(_MARKET).column("nature"), figure.of("nature"))))
    return notes


def _longest(figure: Shown, chosen: Sequence[Shown], here: Sequence[Shown], lens: Lens, scope: Scope) -> Shown:
    """The figure whose counter tells the longest series; of as long ones the first."""
    able = [one for one in chosen if choosing.stands(one, lens)]
    counters = dict.fromkeys(one.row.get("counter") for one in able)
    heads = [figure, *(choosing.best([o for o in able if o.row.get("counter") == c], lens, scope) for c in counters)]
    whole = [one for one in heads if one is not None and one.row.get("segment") == figure.row.get("segment")]
    return max(whole, key=lambda one: len(curve_of(one, here, lens, scope).points))


def _at_home(pool: Sequence[Shown]) -> list[Shown]:
    """The rows of the whole world where there are any."""
    wide = [one for one in pool if one.row.get("region") in (None, "world")]
    return wide or [*pool]


def _of_line(figure: Shown, here: Sequence[Shown], lens: Lens, points: Collection[Point]) -> list[Shown]:
    row = figure.row
    same = ("metric", "segment", "region", "unit", "whole", "currency", "counter")
    return sorted(
        (
            one
            for one in here
            if choosing.stands(one, lens)
            and all(one.row.get(name) == row.get(name) for name in same)
            and one.row.get("start") is not None
            and point_of(one, lens) in points
        ),
        key=lambda one: str(one.row.get("start")),
    )


def _none(request: MarketRequest, lens: Lens, measures: Sequence[str]) -> Refusal:
    scope: Scope = request.scope
    names = subjects_label(lens, (*request.subjects, *request.regions))
    what = measure_label(lens, measures[0])
    held = [
        one
        for measure in measures
        for subject in (_subjects(lens, request.subjects, measure, scope.words) or request.subjects)
        for one in choosing.stating(lens, subject, measure, scope._replace(period="", region="", growth=False))
        if one.table == _MARKET and choosing.usable(one, lens)
    ]
    places = request.regions or (None, "world")
    there = [one for one in held if one.row.get("region") in places]
    if scope.period and there:
        return Refusal(phrased("ask.no_period", names, what, scope.period), (phrased("ask.there_is", spans_of(there)),))
    if held and not there:
        others = dict.fromkeys(one.row.get("region") or "world" for one in held)
        return Refusal(phrased("ask.no_claim", names, what), (phrased("ask.there_is", subjects_label(lens, others)),))
    rows = lens.facts(_MARKET).filter(pl.col("subject").is_in(list(request.subjects)))
    besides = [m for m in rows["metric"].value_counts(sort=True)["metric"] if m not in measures]
    both = [measure_label(lens, m) for m in besides[:12]]
    also = phrased("ask.measures", Label(listed((m.en for m in both), "en"), listed((m.zh for m in both), "zh")))
    return Refusal(phrased("ask.no_claim", names, what), (also,) if both else ())
