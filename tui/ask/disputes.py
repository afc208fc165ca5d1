"""What is contradicted, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import polars as pl

from tui.ask import choosing
from tui.ask.answers import Answer, Refusal, Shown
from tui.ask.figures import figures
from tui.ask.requests import DisputesRequest, FigureRequest, NewRequest
from tui.ask.saying import command, joined, measure_label, names_of, nothing_on, phrased
from tui.corpus.contradictions import OPEN
from tui.corpus.disputes import written_in
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import label, listed
from tui.text import dates

_AHEAD = 3
"""Plans and forecasts that are told behind what is new."""
_MOST = 20
"""Disputes and new rows that are told unless a line says how many."""


def contradicted(request: DisputesRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question about what is contradicted."""
    scope = request.scope
    found = lens.disputes
    if request.entities:
        family = [part for entity in request.entities for part in lens.names.family(entity)]
        found = found.filter(pl.col("subject").is_in(family))
    if request.measures:
        wanted = list(request.measures)
        found = found.filter(pl.col("what").is_in(wanted) | pl.col("part").is_in(wanted))
    told: list[Shown] = []
    rivals: list[Shown] = []
    notes: list[Label] = []
    for row in found.filter(pl.col("class").is_in(OPEN)).iter_rows(named=True):
        fact = lens.fact(row["table"], row["key"])
        if fact is None or not _within(fact, scope.period):
            continue
        part = (
            row["part"]
            if lens.table(row["table"]).figure(row["part"] or "")
            else lens.table(row["table"]).parts[0].name
        )
        told.append(Shown(row["table"], part, fact))
        rival = lens.claim(row["table"], row["rival_claim"])
        if rival is not None:
            rivals.append(Shown(row["table"], part, rival))
        if row["arithmetic"]:
            notes.append(Label(row[written_in("arithmetic", "en")] or "", row[written_in("arithmetic", "zh")] or ""))
    names = names_of(lens, request.entities)
    both = [measure_label(lens, m) for m in request.measures[:1]]
    what = Label(listed((m.en for m in both), "en"), listed((m.zh for m in both), "zh"))
    pairs = sorted(zip_longest(told, rivals), key=lambda pair: -choosing.end_of(pair[0]).toordinal())
    if not pairs:
        return _undisputed(request, lens)
    pairs = pairs[: scope.limit or _MOST]
    told, rivals = [one for one, _ in pairs], [rival for _, rival in pairs if rival is not None]
    return Answer(
        about=request.entities,
        measure=label("ask.disputes"),
        figures=tuple(_both_sides(pairs, lens)),
        rivals=tuple(rivals),
        rows=tuple(told),
        read_as=joined([label("ask.disputes"), names, what, scope.period]),
        command=command("disputes", ("subject", request.entities), ("what", request.measures)),
        notes=tuple(notes) if len(told) == 1 else (),
    )


def _both_sides(pairs: Sequence[tuple[Shown, Shown | None]], lens: Lens) -> list[Shown]:
    """Each figure with what contradicts it right behind it, who counts by name first; none of them twice."""
    found: list[Shown] = []
    seen = set[object]()
    for pair in pairs:
        sides = [one for one in pair if one is not None]
        for one in sorted(sides, key=lambda side: choosing.weakness(side, lens)):
            claim = one.row.get(f"{one.part}_claim") or one.of("claim")
            if claim not in seen:
                seen.add(claim)
                found.append(one)
    return found


def _within(fact: dict[str, object], period: str) -> bool:
    if not period:
        return True
    asked = dates.parse(period)
    start, end = fact.get("start"), fact.get("end")
    if start is None or end is None:
        return False
    return (asked.end is None or start <= asked.end) and (asked.start is None or end >= asked.start)  # type: ignore[operator]


def _undisputed(request: DisputesRequest, lens: Lens) -> Answer | Refusal:
    """The figure itself, where nobody contradicts it."""
    calm = label("ask.no_dispute")
    if request.entities and request.measures:
        found = figures(FigureRequest(request.scope, request.entities, request.measures), lens)
        if isinstance(found, Answer):
            return found if found.rivals else found._replace(notes=(calm, *found.notes))
        return found
    names = names_of(lens, request.entities)
    said = nothing_on(names, label("ask.disputes"), request.scope.period)
    return Refusal(said, (calm,), about=request.entities)


def new(request: NewRequest, lens: Lens) -> Answer | Refusal:
    """What was entered since a day; without one, with the last that was: as `termsheet new` tells it."""
    from tui.tables.news import entered_since, last_added

    since = last_added(lens)
    start = dates.parse(request.since).start if request.since else None
    since = start.isoformat() if start else since
    if not since:
        return Refusal(label("ask.nothing"))
    family = {part for e in request.entities for part in (*lens.names.family(e), *lens.members.get(e, ()))}
    happened, ahead = (
        [
            Shown(entered.table.name, entered.part, entered.row)
            for entered in entries
            if (entered.table.what != "metric" or entered.row.get(entered.part) is not None)
            and (not family or family & {entered.row.get(column) for column in entered.table.subject})
        ]
        for entries in entered_since(lens, since)
    )
    what = phrased("ask.new", since)
    if not happened and not ahead:
        return Refusal(nothing_on(names_of(lens, request.entities), what, ""), about=request.entities)
    told = (happened or ahead)[: request.scope.limit or _MOST]
    return Answer(
        about=request.entities,
        measure=what,
        figures=tuple(told),
        otherwise=tuple(ahead[:_AHEAD]) if happened else (),
        rows=tuple(told),
        read_as=joined([names_of(lens, request.entities), what]),
        # The verb lists what is new of everybody.
        command="" if request.entities else f"termsheet new {since}",
    )
