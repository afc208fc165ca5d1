"""Shares of a market that are told part by part: of a company that is one of them, or of all of them at one time."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ask import choosing
from tui.ask.answers import Answer, Refusal, Shown
from tui.ask.beside import rivals_of
from tui.ask.reading_market import COUNTED_MARKET, parts_told_of
from tui.ask.requests import MarketRequest
from tui.ask.saying import command, measure_label, names_of, nothing_on, phrased, reading, spans_of
from tui.corpus.lens import Lens


def told_by_parts(pool: Sequence[Shown], lens: Lens) -> bool:
    """Whether every figure of a market is that of a company in it."""
    return bool(pool) and all(lens.names.find(one.row.get("segment") or "") for one in pool)


def shares(request: MarketRequest, lens: Lens, subject: str, measure: str, pool: Sequence[Shown]) -> Answer | Refusal:
    """The parts of a market, the largest first, as one counter told them last; of companies only theirs."""
    scope, what = request.scope, measure_label(lens, measure)
    wanted = parts_told_of(lens, request.parts)
    held = [one for one in pool if not request.parts or one.row["segment"] in wanted]
    whose = names_of(lens, request.parts or (subject,))
    if not held:
        both = names_of(lens, (*request.parts, subject))
        others = [part for part in dict.fromkeys(str(one.row["segment"]) for one in pool) if part]
        there = names_of(lens, [entity for part in others for entity in lens.names.find(part)[:1]])
        return Refusal(nothing_on(both, what, scope.period), (phrased("ask.there_is", there),) if there.en else ())
    chosen, how = choosing.in_period(held, scope.period)
    head = choosing.best(chosen, lens, scope)
    if head is None:
        return Refusal(nothing_on(whose, what, scope.period), (phrased("ask.there_is", spans_of(held)),))
    alike = [one for one in chosen if all(one.row[name] == head.row[name] for name in ("period", "counter", "whole"))]
    heads = [choosing.best([one for one in alike if one.row["segment"] == part], lens, scope) for part in
             dict.fromkeys(one.row["segment"] for one in alike)]  # fmt: skip
    figures = sorted((one for one in heads if one is not None), key=lambda one: -(one.value or 0))
    notes = []
    if how == choosing.OVERLAP:
        notes.append(phrased("ask.overlap", scope.period))
    elif how == choosing.INSIDE and head.row.get("precision"):
        notes.append(phrased("ask.inside", scope.period))
    told = {entity for one in figures for entity in lens.names.find(one.row["segment"])}
    for entity in request.parts:
        if entity not in told:
            root = lens.names.root(entity)
            known = root in told
            above = phrased("ask.climbed", names_of(lens, (entity,)), names_of(lens, (root,)))
            notes.append(above if known else nothing_on(names_of(lens, (entity,)), what, ""))
    terms = (("subject", [subject]), ("metric", [measure]), ("period", scope.period))
    return Answer(
        about=(subject,),
        measure=what,
        figures=tuple(figures),
        rivals=tuple(rival for one in figures for rival in rivals_of(one, chosen, lens)[0]),
        rows=tuple(choosing.newest_first(chosen if scope.period else held)),
        read_as=reading(lens, COUNTED_MARKET, (subject, *request.parts), what, scope._replace(region="")),
        command=command(COUNTED_MARKET, *terms),
        notes=tuple(notes),
    )
