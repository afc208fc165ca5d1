"""People: where someone is and by what path, who left, joined and founded, from where to where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from tui.ask import choosing
from tui.ask.answers import Answer, Refusal, Shown
from tui.ask.requests import LEADING, PeopleRequest
from tui.ask.saying import command, joined, names_of, nothing_on, phrased, reading, spans_of
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.roles import OFFICES, plays, tells
from tui.language.words import label, listed
from tui.text import dates

MOVES = "departures"
EXITING = ("departure", "dismissed", "retired", "move", "founded", "leave", "returned")
COMING = ("hired", "move", "returned", "founded", "departure")
_NO_MOVE = ("approach", "count")
_COUNT = "count"
_WITHIN = ("move", "hired", "returned", "retired")
"""Moves that are no exit where they end inside the organisation."""
_FOUNDER = r"(?i)founder"
_PART = "to_org"
_SAID = {
    "left": "ask.people.left",
    "moved": "ask.people.left",
    "joined": "ask.people.joined",
    "founders": "ask.people.founders",
    "runs": "ask.people.runs",
}


def people(request: PeopleRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question about people."""
    if MOVES not in lens.corpus.claimed:
        return Refusal(label("ask.nothing"))
    if request.what == "where":
        return _where(request, lens)
    if request.what == "runs":
        return _runs(request, lens)
    return _moves(request, lens)


def orgs_of(lens: Lens, entities: Iterable[str]) -> tuple[str, ...]:
    """Organisations with what belongs to them; a group stands for the organisation that it is part of."""
    found: list[str] = []
    for entity in entities:
        parent = lens.names.parent(entity)
        found += lens.names.family(entity)
        if "group" in lens.kinds.get(entity, ()) and parent:
            found.append(parent)
        found += lens.members.get(entity, ())
    return tuple(dict.fromkeys(found))


def _rows(lens: Lens, where: pl.Expr) -> list[Shown]:
    return choosing.rows_shown(lens, MOVES, _PART, lens.facts(MOVES).filter(where))


def _in(column: str, values: Sequence[str]) -> pl.Expr:
    return pl.col(column).is_in(list(values)).fill_null(False)


def _happened(one: Shown, lens: Lens) -> bool:
    policy = lens.policy
    return one.row["status"] in policy.happening and one.row["nature"] not in policy.ahead


def _where(request: PeopleRequest, lens: Lens) -> Answer | Refusal:
    figures: list[Shown] = []
    rows: list[Shown] = []
    otherwise: list[Shown] = []
    for person in request.persons:
        path = _path(lens, person)
        moves = [one for one in path if one.row["kind"] not in _NO_MOVE and _happened(one, lens)]
        if request.scope.period:
            moves = choosing.within(moves, request.scope.period) or moves
        if moves:
            figures.append(_now(moves, lens))
            rows += [one for one in path if one.row["kind"] not in _NO_MOVE]
            otherwise += [one for one in path if one.row["kind"] == "approach" or not _happened(one, lens)][:3]
            continue
        stated = lens.entity(person)
        if stated is not None and stated.get("org"):
            figures.append(Shown("entities", "org", stated))
    names = names_of(lens, request.persons)
    if not figures:
        return Refusal(phrased("ask.no_claim", names, label("ask.people.where")), about=request.persons)
    return Answer(
        about=request.persons,
        measure=label("ask.people.where"),
        figures=tuple(figures),
        otherwise=tuple(otherwise),
        rows=tuple(rows),
        read_as=joined([lens.table(MOVES).title, names, label("ask.people.where")]),
        command=command(MOVES, ("person", request.persons)),
        path=True,
    )


def _path(lens: Lens, person: str) -> list[Shown]:
    """What is told of somebody, the newest first; of one time what says where they went before what does not."""
    path = choosing.newest_first(_rows(lens, pl.col("person") == person))
    return sorted(path, key=lambda one: (choosing.end_of(one), one.value is not None), reverse=True)


def _now(moves: Sequence[Shown], lens: Lens) -> Shown:
    """The newest move that says where someone went; of one that only tells an exit, that where to is not said."""
    first = moves[0]
    if first.value is not None and first.row["kind"] not in ("departure", "dismissed", "retired"):
        return first
    last = first.row.get("end")
    # A move and the exit before it are told in the same weeks, and the exit may be dated later.
    for one in moves:
        end = one.row.get("end")
        if last is None or end is None or (last - end).days > lens.policy.days_near * 2:
            break
        if one.value is not None and one.value != first.row.get("org"):
            return one
    if first.value is None and first.row["kind"] in ("promotion", "role_change", "returned"):
        return first
    return first if first.value is not None else first._replace(note=label("ask.unsaid"))


def _moves(request: PeopleRequest, lens: Lens) -> Answer | Refusal:
    scope = request.scope
    orgs, to = orgs_of(lens, request.orgs), orgs_of(lens, request.to)
    asked = (*request.orgs, *request.to)
    match request.what:
        case "moved":
            where = _in("org", orgs) & _in("to_org", to)
        case "joined":
            where = _in("to_org", to) if to else pl.col("to_org").is_not_null()
            where &= _in("kind", COMING)
            if orgs:
                where &= _in("org", orgs)
        case "founders":
            where = _in("to_org", to) & (pl.col("kind") == "founded")
        case _:
            where = (_in("org", orgs) if orgs else pl.col("org").is_not_null()) & _in("kind", (*EXITING, "hired"))
            where &= ~(_in("kind", _WITHIN) & _in("to_org", orgs))
            if request.founders:
                where &= pl.col("role").str.contains(_FOUNDER).fill_null(False)
    found = [
        one
        for one in _rows(lens, where & pl.col("person").is_not_null())
        if request.doubted or "person" in lens.kinds.get(one.row["person"], ("person",))
    ]
    if request.offices:
        found = [one for one in found if _held(one, request)]
    counts = _counts(request, lens, orgs, to)
    if request.counted and counts:
        return _answer(request, lens, counts, found)
    held = [one for one in found if _happened(one, lens)]
    chosen = _latest_first(_once(choosing.within(held, scope.period)))
    what = _what(request)
    names = names_of(lens, asked)
    unsure = [one for one in choosing.within(found, scope.period) if not _happened(one, lens)]
    if request.doubted and unsure:
        ordered = sorted(unsure, key=lambda one: one.row["status"] not in lens.policy.refuting)
        return _answer(request, lens, ordered, chosen)
    if not chosen:
        if counts:
            return _answer(request, lens, counts, unsure)
        said = nothing_on(names, what, scope.period)
        return Refusal(said, (phrased("ask.there_is", spans_of(held)),) if held else (), about=asked)
    return _answer(request, lens, chosen[: scope.limit] if scope.limit else chosen, [*unsure, *counts[:2]])


def _answer(request: PeopleRequest, lens: Lens, figures: Sequence[Shown], otherwise: Sequence[Shown]) -> Answer:
    scope = request.scope
    asked = (*request.orgs, *request.to)
    what, names = _what(request), names_of(lens, asked)
    terms = [("org", request.orgs), ("to_org", request.to)]
    if scope.period:
        terms.append(("announced", (scope.period,)))
    return Answer(
        about=asked,
        measure=what,
        figures=tuple(figures),
        otherwise=tuple(otherwise),
        rows=tuple(figures),
        read_as=reading(lens, MOVES, asked, what, scope)
        if scope.period
        else joined([lens.table(MOVES).title, names, what]),
        command=command(MOVES, *terms),
    )


def _latest_first(found: Iterable[Shown]) -> list[Shown]:
    """The newest first; what is only known of a year or a quarter stands where that begins."""
    return sorted(found, key=_at, reverse=True)


def _at(one: Shown) -> date:
    start, coarse = one.row.get("start"), (one.row.get("precision") or 0) > 1
    return start if coarse and start is not None else choosing.end_of(one)


def _once(found: Iterable[Shown]) -> list[Shown]:
    """One row a person and place: an exit, and what followed it is told of the same exit, are one."""
    told: dict[tuple[str, str | None], Shown] = {}
    for one in sorted(found, key=lambda one: EXITING.index(one.row["kind"]) if one.row["kind"] in EXITING else 9):
        told.setdefault((one.row["person"], one.row.get("org") or one.value), one)
    return list(told.values())


def _held(one: Shown, request: PeopleRequest) -> bool:
    """Whether a move was one of somebody in the offices asked for: where they came to, else where they came from."""
    came = request.what == "joined" and plays(one.row["to_role"], request.offices)
    return came or plays(one.row["role"], request.offices)


def _what(request: PeopleRequest) -> Label:
    """What is asked for: departures, those from an office, or an office itself."""
    said = label(_SAID[request.what])
    if not request.offices or (request.what == "runs" and request.offices == LEADING):
        return said
    named = _offices(request)
    return named if request.what == "runs" else phrased("ask.of_office", named, said)


def _offices(request: PeopleRequest) -> Label:
    both = [OFFICES[one].label for one in request.offices]
    return Label(listed((one.en for one in both), "en"), listed((one.zh for one in both), "zh"))


def _counts(request: PeopleRequest, lens: Lens, orgs: Sequence[str], to: Sequence[str]) -> list[Shown]:
    """How many moved, as sources count them, the newest first."""
    column, values = ("to_org", to) if request.what == "joined" else ("org", orgs)
    if request.what == "founders" or not values:
        return []
    frame = lens.facts(MOVES).filter((pl.col("kind") == _COUNT) & _in(column, values))
    if request.what == "moved":
        frame = frame.filter(_in("to_org", to))
    found = [one for one in choosing.rows_shown(lens, MOVES, _COUNT, frame) if choosing.stands(one, lens)]
    if request.founders:
        found = [one for one in found if "founder" in (one.row["count_of"] or "")] or found
    if request.offices:
        found = [one for one in found if tells(one.row["count_of"], request.offices)]
    return choosing.newest_first(choosing.within(found, request.scope.period))


def _runs(request: PeopleRequest, lens: Lens) -> Answer | Refusal:
    """Who holds an office: whose last move, or whose entry, says so; of a period, who held it as that ended."""
    told: list[Shown] = []
    owners = tuple(
        dict.fromkeys(lens.names.parent(org) or org if _is_product(lens, org) else org for org in request.orgs)
    )
    if owners != request.orgs:
        found = _runs(request._replace(orgs=owners), lens)
        note = phrased("ask.climbed", names_of(lens, request.orgs), names_of(lens, owners))
        return found._replace(notes=(note, *found.notes)) if isinstance(found, Answer) else found
    until = dates.parse(request.scope.period).end if request.scope.period else None
    named = [one for one in _rows(lens, _in("to_org", request.orgs)) if plays(one.row["to_role"], request.offices)]
    for person in dict.fromkeys(one.row["person"] for one in named if one.row["person"]):
        path = _path(lens, person)
        moves = [one for one in path if one.row["kind"] not in _NO_MOVE and _happened(one, lens)]
        moves = [one for one in moves if until is None or choosing.end_of(one) <= until]
        if moves and (now := _now(moves, lens)).value in request.orgs:
            leads = [one for one in moves if one in named]
            told += leads[:1] if leads and not _gone(now) else []
    seen = {one.row["person"] for one in told}
    entities = lens.corpus.frame("entities")
    if until is None and {"org", "role"} <= set(entities.columns):
        held = [row for row in entities.filter(_in("org", request.orgs)).iter_rows(named=True) if row["id"] not in seen]
        told += [Shown("entities", "org", row) for row in held if plays(row["role"], request.offices)]
    names, what = names_of(lens, request.orgs), _what(request)
    if not told:
        former = isinstance(_moves(request._replace(what="left"), lens), Answer)
        line = phrased("ask.former", names, _offices(request))
        said = nothing_on(names, _offices(request), request.scope.period)
        return Refusal(said, (line,) if former else (), about=request.orgs)
    return Answer(
        about=request.orgs,
        measure=what,
        figures=tuple(told),
        rows=tuple(one for one in told if one.table == MOVES),
        read_as=joined([lens.table(MOVES).title, names, what]),
        command=command(MOVES, ("to_org", request.orgs)),
    )


def _is_product(lens: Lens, org: str) -> bool:
    return not set(lens.kinds.get(org, ())) & {"company", "group", "lab"} and lens.names.parent(org) is not None


def _gone(now: Shown) -> bool:
    return now.row["kind"] in ("departure", "dismissed", "retired")
