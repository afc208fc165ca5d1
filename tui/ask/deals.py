"""Deals: the rounds of companies, who bought in or bought, and what an investor bought into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from tui.ask import choosing
from tui.ask.answers import Answer, Refusal, Shown
from tui.ask.beside import rivals_of
from tui.ask.requests import InvestorsRequest, RoundsRequest, Scope
from tui.ask.saying import choice_label, command, joined, name_of, names_of, nothing_on, phrased, spans_of
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import label, listed

DEALS = "deals"
_AMOUNT = "amount"
_TAKING = ("lead", "investors", "acquirer")
_CURRENCIES = {"HK": "HKD", "US": "USD", "CN": "CNY"}
_FEW = 4
"""Deals up to which what is told beside them is told too."""
_BUYING = ("acquisition", "licence_and_hire")


def rounds(request: RoundsRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question about the deals of companies."""
    if DEALS not in lens.corpus.claimed:
        return Refusal(label("ask.nothing"))
    scope = request.scope
    companies, notes = owners(lens, request.entities)
    found = _of_partners(deals_of(lens, companies), request, lens)
    if not found and request.buying and not request.swapped:
        # Of a merger either may be named first.
        other = request._replace(entities=request.partners, partners=request.entities, swapped=True)
        again = rounds(other, lens)
        if isinstance(again, Answer):
            return again
    kinds = [kind for kind in scope.kinds if kind != "funding"] or _funding(found, lens, request)
    limited = [one for one in found if not kinds or one.row["kind"] in kinds]
    limited, said = _of_round(limited, scope, lens)
    notes += said
    chosen = choosing.within(limited, scope.period)
    chosen, said = listed_at(chosen, scope)
    notes += said
    if not chosen:
        return _none(lens, request, found, limited)
    happened = [one for one in chosen if _happened(one, lens)]
    unsure = [one for one in chosen if not _happened(one, lens)]
    if request.doubted:
        happened, unsure = [*unsure, *happened], []
    if not happened:
        happened, unsure = unsure, []
    ordered = _ordered(happened, companies, request, lens)
    told = ordered
    if scope.last or scope.first:
        of_each = [[one for one in ordered if one.row["company"] == company] for company in companies]
        told = [_one_of(rounds_, first=scope.first) for rounds_ in of_each if rounds_]
        unsure = [one for one in choosing.newest_first(unsure) if choosing.end_of(one) >= choosing.end_of(told[0])]
        unsure += [one for one in ordered if one not in told][:3]
    elif scope.limit:
        told = ordered[: scope.limit]
    rivals: list[Shown] = []
    beside: list[Shown] = []
    for one in told[:_FEW]:
        if one.value is not None:
            against, aside = rivals_of(one, (), lens)
            rivals += against
            beside += aside if len(told) <= _FEW else []
    what = _what(lens, scope)
    return Answer(
        about=request.entities,
        measure=what,
        figures=tuple(told),
        rivals=tuple(rivals),
        otherwise=(*beside, *unsure, *_totals(lens, companies, request)),
        rows=tuple(ordered),
        read_as=joined([lens.table(DEALS).title, names_of(lens, (*companies, *request.partners)), what, scope.period]),
        command=_command(request, companies, scope, kinds),
        notes=tuple(dict.fromkeys(notes)),
    )


def _of_round(found: list[Shown], scope: Scope, lens: Lens) -> tuple[list[Shown], list[Label]]:
    """The deals of a round; where there are none those of a step of its letter, and that they are."""
    if not scope.rounds:
        return found, []
    exact = [one for one in found if one.row["round"] in scope.rounds]
    near = [one for one in found if one.row["round"] in {f"{r}_plus" for r in scope.rounds}]
    if exact or not near:
        return exact, []
    column = lens.table(DEALS).column("round")
    told = choice_label(column, near[0].row["round"])
    return near, [phrased("ask.near_round", choice_label(column, scope.rounds[0]), told)]


def _of_partners(found: list[Shown], request: RoundsRequest, lens: Lens) -> list[Shown]:
    """The deals in which the partners of a request took part."""
    if not request.partners:
        return found
    return [one for one in found if takes_part(one, _families(lens, request.partners))]


def _ordered(happened: Sequence[Shown], companies: Sequence[str], request: RoundsRequest, lens: Lens) -> list[Shown]:
    """The newest first, or those that were refuted, or the largest; of several companies one after the other."""
    ordered = choosing.newest_first(happened)
    if request.doubted:
        ordered.sort(key=lambda one: one.row["status"] not in lens.policy.refuting)
    if request.by_amount:
        ordered.sort(key=lambda one: -(one.row.get("amount_usd") or 0))
    if len(companies) > 1:
        ordered.sort(key=lambda one: companies.index(one.row["company"]))
    return ordered


def _funding(found: Sequence[Shown], lens: Lens, request: RoundsRequest) -> list[str]:
    """That a last or first round is one of funding, where there are any: no sale of the company and no loan."""
    scope = request.scope
    if scope.kinds:
        return list(scope.kinds) if scope.last else []
    rounds_ = scope.last or scope.first
    return ["funding"] if rounds_ and any(o.row["kind"] == "funding" and _happened(o, lens) for o in found) else []


def owners(lens: Lens, entities: Iterable[str]) -> tuple[tuple[str, ...], list[Label]]:
    """The companies whose deals are meant: of a product its maker; what is said of that."""
    found: list[str] = []
    notes: list[Label] = []
    for entity in entities:
        own, seen = entity, {entity}
        while not deals_of(lens, (own,)) and (parent := lens.names.parent(own)) and parent not in seen:
            own = parent
            seen.add(parent)
        if own != entity and deals_of(lens, (own,)):
            notes.append(phrased("ask.climbed", name_of(lens, entity), name_of(lens, own)))
        members = lens.members.get(entity, ()) if not deals_of(lens, (own,)) else ()
        if members:
            notes.append(phrased("ask.members", name_of(lens, entity)))
        found += members or (own if deals_of(lens, (own,)) else entity,)
    return tuple(dict.fromkeys(found)), notes


def joint(lens: Lens, company: str, other: str) -> bool:
    """Whether there are deals of a company in which another took part."""
    return any(takes_part(one, _families(lens, (other,))) for one in deals_of(lens, (company,)))


def deals_of(lens: Lens, companies: Sequence[str]) -> list[Shown]:
    """The deals of companies."""
    return choosing.rows_shown(lens, DEALS, _AMOUNT, lens.facts_of(DEALS, "company", *companies))


def takes_part(one: Shown, entities: Sequence[str], columns: Sequence[str] = _TAKING) -> bool:
    """Whether one of some entities stands in the columns of a deal that name who takes part."""
    return any(set((one.row.get(column) or "").split(";")) & set(entities) for column in columns)


def _families(lens: Lens, entities: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for entity in entities for part in lens.names.family(entity)))


def _happened(one: Shown, lens: Lens) -> bool:
    policy = lens.policy
    return one.row["status"] in policy.happening and one.row["standing"] is None


def _one_of(ordered: Sequence[Shown], *, first: bool) -> Shown:
    newest = choosing.newest_first(ordered)
    return newest[-1] if first else newest[0]


def listed_at(found: list[Shown], scope: Scope) -> tuple[list[Shown], list[Label]]:
    """Of listings those at a place, told by the currency that they raised."""
    currency = _CURRENCIES.get(scope.country)
    if currency is None or "ipo" not in scope.kinds:
        return found, []
    there = [one for one in found if one.row.get("currency") == currency]
    return (there, [label("ask.raised_in", currency)]) if there else (found, [])


def _what(lens: Lens, scope: Scope) -> Label:
    table = lens.table(DEALS)
    parts = [("round", value) for value in scope.rounds] or [("kind", v) for v in scope.kinds if v != "funding"]
    said = [Label(table.column(c).choice(v, "en"), table.column(c).choice(v, "zh")) for c, v in parts]
    return joined(said) if said else label("ask.rounds")


def _totals(lens: Lens, companies: Sequence[str], request: RoundsRequest) -> list[Shown]:
    """The total raised that a source states, beside the rounds of a company."""
    scope = request.scope
    if scope.kinds not in ((), ("funding",)) or scope.rounds or scope.last or request.partners or scope.period:
        return []
    told = []
    for company in companies:
        pool = choosing.stating(lens, company, "total_raised", Scope())
        one = choosing.best(pool, lens, Scope())
        if one is not None:
            told.append(one)
    return told


def _command(request: RoundsRequest, companies: Sequence[str], scope: Scope, kinds: Sequence[str]) -> str:
    buyers = "acquirer" if request.buying else "investors"
    terms = [("company", companies), (buyers, request.partners), ("kind", kinds), ("round", scope.rounds)]
    if scope.period:
        terms.append(("announced", (scope.period,)))
    return command(DEALS, *terms)


def _none(lens: Lens, request: RoundsRequest, found: Sequence[Shown], limited: Sequence[Shown]) -> Refusal:
    names = names_of(lens, (*request.entities, *request.partners))
    what = _what(lens, request.scope)
    if request.scope.period and limited:
        said = phrased("ask.no_period", names, what, request.scope.period)
        return Refusal(said, (phrased("ask.there_is", spans_of(limited)),), about=request.entities)
    column = lens.table(DEALS).column("round")
    silent = (None, "undisclosed")
    there = dict.fromkeys(o.row["round"] for o in choosing.newest_first(found) if o.row["round"] not in silent)
    both = Label(
        listed((column.choice(r, "en") for r in there), "en"), listed((column.choice(r, "zh") for r in there), "zh")
    )
    return Refusal(
        phrased("ask.no_claim", names, what), (phrased("ask.there_is", both),) if there else (), about=request.entities
    )


# Who took part


def investors(request: InvestorsRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question about who bought in, and about what an investor bought into."""
    if DEALS not in lens.corpus.claimed:
        return Refusal(label("ask.nothing"))
    scope, notes = request.scope, list[Label]()
    entities = request.entities
    if request.what in ("portfolio", "led_by", "bought", "co"):
        columns = {
            "portfolio": ("lead", "investors"),
            "led_by": ("lead",),
            "bought": ("acquirer",),
            "co": ("lead", "investors"),
        }
        found = _taken_part(lens, _families(lens, entities), columns[request.what])
        if request.what == "bought" and not found:
            return investors(request._replace(what="sold"), lens)
        if request.what == "co" and len(entities) > 1:
            found = [one for one in found if all(takes_part(one, _families(lens, (e,))) for e in entities)]
    else:
        companies, notes = owners(lens, entities)
        found = deals_of(lens, companies)
        if request.what == "sold":
            found = [one for one in found if one.row["kind"] in _BUYING or one.row["acquirer"]]
        elif request.what == "led":
            found = [one for one in found if one.row["lead"]]
        else:
            found = [one for one in found if one.row["lead"] or one.row["investors"]]
        if request.what == "shared":
            found = _shared(found, companies)
        entities = companies
    found, near = _of_round(found, scope, lens)
    notes = [*notes, *near]
    found = _of_companies(found, lens, scope)
    chosen = choosing.newest_first(choosing.within(found, scope.period))
    what = label(
        {
            "sold": "ask.bought",
            "bought": "ask.bought",
            "led": "ask.led",
            "backers": "ask.investors",
            "shared": "ask.shared",
            "co": "ask.together",
            "led_by": "ask.led_rounds",
        }.get(request.what, "ask.portfolio")
    )
    if not chosen:
        rounds_ = [choice_label(lens.table(DEALS).column("round"), r) for r in scope.rounds]
        names = joined([names_of(lens, request.entities), *rounds_])
        said = nothing_on(names, what, scope.period)
        return Refusal(said, (phrased("ask.there_is", spans_of(found)),) if found else (), about=request.entities)
    happened = [one for one in chosen if one.row["status"] in lens.policy.happening]
    unsure = [one for one in chosen if one not in happened]
    if request.what == "sold":
        happened, unsure = (
            [
                *(o for o in chosen if o.row["status"] != "rumoured"),
                *(o for o in chosen if o.row["status"] == "rumoured"),
            ],
            [],
        )
    if not happened:
        happened, unsure = unsure, []
    happened = _first_of(happened, request)
    league = _league(happened, lens, request)
    column = {"portfolio": "investors", "led_by": "lead", "bought": "acquirer", "co": "investors"}.get(
        request.what, "company"
    )
    return Answer(
        about=request.entities,
        measure=what,
        figures=tuple(happened[: scope.limit] if scope.limit else happened),
        otherwise=tuple(unsure),
        rows=tuple(happened),
        league=league,
        read_as=joined([lens.table(DEALS).title, names_of(lens, entities), what, scope.period]),
        command=command(DEALS, (column, entities), ("announced", scope.period) if scope.period else ("", "")),
        notes=tuple(dict.fromkeys([*notes, *([label("ask.union")] if league else [])])),
    )


def _shared(found: Sequence[Shown], companies: Sequence[str]) -> list[Shown]:
    """The deals in which those took part who bought into every one of some companies."""
    by_company = [{e for one in found if one.row["company"] == c for e in _taking(one)} for c in companies]
    shared = set.intersection(*by_company) if by_company else set()
    return [one for one in found if shared & _taking(one)]


def _taking(one: Shown) -> set[str]:
    return {e for column in ("lead", "investors") for e in (one.row[column] or "").split(";") if e}


def _first_of(happened: list[Shown], request: InvestorsRequest) -> list[Shown]:
    """The last or the first one where only that is asked for, else the largest first where these are."""
    scope = request.scope
    if scope.last or scope.first:
        return [_one_of(happened, first=scope.first)]
    return sorted(happened, key=lambda one: -(one.row.get("amount_usd") or 0)) if request.by_amount else happened


def _taken_part(lens: Lens, entities: Sequence[str], columns: Sequence[str]) -> list[Shown]:
    held = [
        pl.col(column).str.split(";").list.eval(pl.element().is_in(list(entities))).list.any().fill_null(False)
        for column in columns
    ]
    return choosing.rows_shown(lens, DEALS, _AMOUNT, lens.facts(DEALS).filter(pl.any_horizontal(held)))


def _of_companies(found: list[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    """Deals of companies of a country and of sectors, where these are named."""
    if scope.country:
        found = [one for one in found if country_of(lens, one.row["company"]) == scope.country]
    if scope.sectors:
        inside = in_sectors(lens, scope.sectors)
        found = [one for one in found if one.row["company"] in inside]
    return found


def country_of(lens: Lens, company: str) -> str:
    """The country of a company, in capitals; empty where it is not known."""
    return lens.homes.get(company, "").upper()


def in_sectors(lens: Lens, sectors: Sequence[str]) -> frozenset[str]:
    """The companies of some sectors: members of one that is an entity, else those that are known for it."""
    found: set[str] = set()
    frame = lens.corpus.frame("entities")
    for sector in sectors:
        members = lens.members.get(sector)
        if members:
            found.update(members)
        elif "sector" in frame.columns:
            found.update(frame.filter(pl.col("sector") == sector)["id"])
    return frozenset(found)


def _league(found: Sequence[Shown], lens: Lens, request: InvestorsRequest) -> tuple[dict[str, object], ...]:
    """Who takes part in some deals and in how many, leads told apart."""
    if request.what not in ("backers", "led", "co", "shared"):
        return ()
    own = set(_families(lens, request.entities))
    counted: Counter[str] = Counter()
    led: Counter[str] = Counter()
    for one in found:
        leads = [e for e in (one.row["lead"] or "").split(";") if e]
        others = [e for e in (one.row["investors"] or "").split(";") if e] if request.what != "led" else []
        led.update(set(leads) - own)
        counted.update(set(leads) | set(others) - own)
    if request.what == "shared":
        companies = {one.row["company"] for one in found}
        into = {e: {one.row["company"] for one in found if e in _taking(one)} for e in counted}
        counted = Counter({e: many for e, many in counted.items() if into[e] == companies})
    ranked = sorted(counted, key=lambda e: (-counted[e], -led[e], e))
    return tuple({"entity": e, "deals": counted[e], "led": led[e]} for e in ranked if e not in own)
