"""What a question asks for: the parts of a line as one request, by rules that always read a line alike."""

from __future__ import annotations

from tui.ask.lexicon import FORMER
from tui.ask.parsing import Parsed
from tui.ask.qualifying import explained
from tui.ask.reading_market import RHYTHMS, is_stated, of_market, share_of_market, spans_several, trends
from tui.ask.requests import (
    ALL_AI,
    LEADING,
    CardRequest,
    DisputesRequest,
    FigureRequest,
    InvestorsRequest,
    NewRequest,
    PeopleRequest,
    Question,
    RankingRequest,
    RoundsRequest,
    Scope,
)
from tui.corpus.lens import Lens

PEOPLE = ("mau", "wau", "dau", "users")
"""What stands for users where no more is said, the best first."""
_OFTEN = (("per_day", "dau"), ("per_week", "wau"), ("per_month", "mau"))
"""What counts people by day, week and month."""
_EVER = ("users", "registered", "mau", "wau", "dau", "subscribers")
_LOSSES = ("net_loss", "loss")
_DEAL_VERBS = frozenset(("rounds", "raised", "invests"))
_MONEY = frozenset(("funding",))
_OF_MARKET = ("funding", "deals", "share")
_LARGEST_ROUND = "largest_round"


def with_qualifiers(parsed: Parsed, lens: Lens) -> Parsed:
    """A line whose words are read too that stand among the free words of what it asks for: an output's price."""
    measures = measures_of(parsed)
    if not parsed.unread or not measures:
        return parsed
    subjects = (*parsed.entities, *parsed.topics) or (ALL_AI,)
    texts = [word for text in parsed.unread for word in text.split()]
    for name in lens.corpus.claimed:
        table = lens.table(name)
        if table.what == "metric":
            rows = lens.facts_of(name, table.subject[0], *subjects)
            held = rows.filter(rows["metric"].is_in(list(measures))).iter_rows(named=True)
            if explained(texts, held, table):
                return parsed._replace(unread=(), beside=())
    return parsed


_AS_DEALS = {"ipo_proceeds": "ipo", "ipos": "ipo", "acquisitions": "acquisition"}
"""Measures of the market that are, of a company, a kind of deal."""


def _of_company(parsed: Parsed) -> Parsed:
    """A line that names companies: what is counted in the market are deals of theirs."""
    kinds = tuple(_AS_DEALS[m] for m in parsed.measures if m in _AS_DEALS)
    if not parsed.names or not kinds:
        return parsed
    measures = tuple(m for m in parsed.measures if m not in _AS_DEALS)
    return parsed._replace(measures=measures, kinds=tuple(dict.fromkeys((*parsed.kinds, *kinds))))


def question_of(parsed: Parsed, lens: Lens) -> Question | None:
    """The request of a line; none where its words ask for nothing."""
    parsed = _of_company(parsed)
    verbs = parsed.verbs
    scope = _scope(parsed, lens)
    entities = parsed.entities
    kinds = {entity: set(lens.kinds.get(entity, ())) for entity in entities}
    persons = tuple(e for e in entities if "person" in kinds[e])
    topics = tuple(t for t in parsed.topics if t != ALL_AI)
    measures = measures_of(parsed)
    if "disputed" in verbs:
        return DisputesRequest(scope, (*entities, *topics), measures)
    people = _people(parsed, scope, persons, kinds, topics)
    if people is not None:
        people = people._replace(offices=parsed.offices or (LEADING if people.what == "runs" else ()))
    if "true" in verbs and people is not None and people.what in ("left", "joined", "moved"):
        return people._replace(doubted=True)
    if "true" in verbs and entities and not persons and not measures:
        return RoundsRequest(scope, entities[-1:] if len(entities) > 1 else entities, entities[:-1], doubted=True)
    unmeasured = not measures or (measures == ("new_users",) and not entities)
    if "new" in verbs and unmeasured and not parsed.kinds and not persons:
        return NewRequest(scope, parsed.period, (*entities, *topics))
    if people is not None:
        return people
    if entities and (deals := _deals(parsed, scope, kinds)) is not None:
        return deals._replace(by_amount=True) if "top" in verbs else deals
    if (ranking := _ranking(parsed, scope, measures, lens)) is not None:
        return ranking
    if entities:
        return _of_entities(parsed, scope, measures, kinds, lens)
    return of_market(parsed, scope, measures, topics, lens)


def measures_of(parsed: Parsed) -> tuple[str, ...]:
    """The measures of a line by preference; `users` stands for what counts people."""
    given = [m for m in parsed.measures if not (m in _MONEY and parsed.entities and _DEAL_VERBS & parsed.verbs)]
    if {"tokens", "api_calls"} <= {*given}:
        given.remove("api_calls")
        given.insert(given.index("tokens"), "api_calls")
    if "price" in given and _pays(parsed):
        given.remove("price")
    if "users" in given and (often := next((m for verb, m in _OFTEN if verb in parsed.verbs), "")):
        given[given.index("users")] = often
    if "users" in given:
        at = given.index("users")
        given[at : at + 1] = [m for m in (_EVER if "cumulative" in parsed.verbs else PEOPLE) if m not in given[:at]]
    if "raised" in parsed.verbs and "cumulative" in parsed.verbs and parsed.entities:
        given.append("total_raised")
    if "revenue" in given and "annualised_revenue" not in given:
        given.append("annualised_revenue")
    if "loss" in given or "net_loss" in given:
        # Who says no more means what is left of it all.
        given = [*(m for m in given if m not in _LOSSES), *_LOSSES]
    return tuple(dict.fromkeys(given))


def _pays(parsed: Parsed) -> bool:
    """Whether `多少钱` asks for what was paid in a deal."""
    return bool(parsed.verbs & {*_DEAL_VERBS, "portfolio", "backers", "bought", "sold", "led"} or parsed.kinds)


def _scope(parsed: Parsed, lens: Lens) -> Scope:
    verbs = parsed.verbs
    country = next(iter(parsed.countries), "") or _country(parsed.places, lens)
    per = next((p.removeprefix("per_") for p in ("per_month", "per_day", "per_week", "per_year") if p in verbs), "")
    return Scope(
        period=parsed.period,
        region=parsed.places[0] if parsed.places else "",
        tellers=parsed.tellers,
        per=per,
        stat="peak_day" if "peak" in verbs else "",
        share="share" in verbs or "share" in parsed.measures,
        growth=bool(verbs & {"growth", "yearly_growth", "step_growth"}),
        span="year" if "yearly_growth" in verbs else "step" if "step_growth" in verbs else "",
        forecast="forecast" in verbs,
        total="cumulative" in verbs,
        country=country,
        sectors=tuple(dict.fromkeys((*parsed.sectors, *(t for t in parsed.topics if t != ALL_AI)))),
        kinds=parsed.kinds,
        rounds=parsed.rounds,
        rhythm=next((one.removeprefix("by_") for one in RHYTHMS if one in verbs), ""),
        first="first" in verbs,
        last="last" in verbs,
        smallest="smallest" in verbs,
        limit=parsed.limit,
        words=parsed.words,
        said=parsed.said,
        filters=parsed.filters,
    )


def _country(places: tuple[str, ...], lens: Lens) -> str:
    found = next((place for place in places if place != "world"), "")
    return found.upper() if len(found) == 2 else ""


def _people(
    parsed: Parsed, scope: Scope, persons: tuple[str, ...], kinds: dict[str, set[str]], topics: tuple[str, ...]
) -> PeopleRequest | None:
    verbs = parsed.verbs
    if parsed.offices:
        # Who holds an office leads; who is asked for as a former one has left it.
        going = bool(verbs & {"left", "joined"})
        verbs = (verbs - {"runs"} if going else verbs) | ({"left"} if FORMER in verbs and not going else frozenset())
    orgs = [name for name in parsed.names if "person" not in kinds[name.entity]]
    if (
        persons
        and not (verbs & {"portfolio", "backers", "led", "bought", "rounds"} and not verbs & {"where", "left"})
        and (not parsed.measures)
    ):
        if "investor" in kinds[persons[0]] and "raised" in verbs:
            return None
        return PeopleRequest(scope, "where", persons, tuple(name.entity for name in orgs))
    moving = verbs & {"left", "joined", "founders", "moves"}
    counted = "count" in verbs
    origin = [name.entity for name in orgs if name.before == "from" or (name.after in ("left",) and len(orgs) > 1)]
    target = [name.entity for name in orgs if name.before in ("to", "joined", "moves") and name.entity not in origin]
    moved = moving or "where" in verbs or (origin and target)
    if moved and (origin or target) and len(orgs) > 1 and not parsed.measures:
        origin = origin or [n.entity for n in orgs if n.entity not in target]
        target = target or [n.entity for n in orgs if n.entity not in origin]
        return PeopleRequest(scope, "moved", (), tuple(origin), tuple(target), counted=counted)
    if ("runs" in verbs or (parsed.offices and not moving and not parsed.measures)) and orgs:
        return PeopleRequest(scope, "runs", (), tuple(name.entity for name in orgs))
    if parsed.measures or (not moving and not ("where" in verbs and origin)):
        return None
    if "founders" in verbs and "left" not in verbs:
        return PeopleRequest(scope, "founders", (), (), parsed.entities)
    if "moves" in verbs and not verbs & {"left", "joined"} and target:
        verbs |= {"joined"}
    if "joined" in verbs and not ("left" in verbs and "joined" not in {n.before for n in orgs}):
        to = tuple(n.entity for n in orgs if n.entity not in origin) or topics
        return PeopleRequest(scope, "joined", (), tuple(origin), to, counted=counted)
    left = tuple(name.entity for name in orgs) or topics
    return PeopleRequest(scope, "left", (), left, counted=counted, founders="founders" in verbs)


def _deals(parsed: Parsed, scope: Scope, kinds: dict[str, set[str]]) -> RoundsRequest | InvestorsRequest | None:
    """What is asked of the deals of entities."""
    verbs, entities = parsed.verbs, parsed.entities
    measures = [m for m in parsed.measures if m not in ("funding", "deals", "acquisitions", "ipos", "share")]
    investors = tuple(e for e in entities if "investor" in kinds[e] and not kinds[e] & {"product", "model"})
    pure = tuple(e for e in investors if "company" not in kinds[e])
    if measures and not verbs & {"backers", "led", "portfolio"}:
        return None
    if verbs & {"bought", "sold"} or "acquisition" in parsed.kinds:
        return _acquisitions(parsed, scope)
    if (together := _together(verbs, scope, entities, investors, pure)) is not None:
        return together
    invests = "invests" in verbs and entities[0] in investors
    if "portfolio" in verbs or invests or (pure and (verbs & (_DEAL_VERBS | {"led"}) or parsed.kinds)):
        backing = [n for n in parsed.names if n.after in ("portfolio", "led", "raised", "invests", "co")]
        if len(entities) > 1:
            return RoundsRequest(scope, entities[1:], entities[:1])
        if "portfolio" in verbs and not pure and not backing and not investors:
            return InvestorsRequest(scope, "backers", entities)
        return InvestorsRequest(scope, "led_by" if "led" in verbs else "portfolio", entities)
    if verbs & {"backers", "led"}:
        if len(entities) > 1 and "versus" not in verbs:
            return RoundsRequest(scope, entities[1:], entities[:1])
        return InvestorsRequest(scope, "led" if "led" in verbs else "backers", entities)
    companies = tuple(e for e in entities if e not in pure)
    if len(entities) > 1 and pure and companies and "versus" not in verbs:
        return RoundsRequest(scope, companies, pure)
    total = "total_raised" in measures_of(parsed) and not (verbs & {"last", "rounds"} or parsed.rounds)
    if not total and (verbs & _DEAL_VERBS or parsed.kinds or parsed.rounds or set(parsed.measures) & {"deals"}):
        if (
            len(entities) == 2
            and "raised" in verbs
            and "versus" not in verbs
            and entities[0] in investors
            and (parsed.names[0].after in ("raised", "invests"))
        ):
            return RoundsRequest(scope, entities[1:], entities[:1])
        return RoundsRequest(scope, entities, (), by_amount=bool(verbs & {"top", "smallest"}))
    return None


def _together(
    verbs: frozenset[str],
    scope: Scope,
    entities: tuple[str, ...],
    investors: tuple[str, ...],
    pure: tuple[str, ...],
) -> InvestorsRequest | None:
    """What several bought into together, or who bought into each of several."""
    several = len(entities) > 1
    if several and not investors and ("co" in verbs or ("backers" in verbs and "versus" not in verbs)):
        return InvestorsRequest(scope, "shared", entities)
    if "co" in verbs or (several and pure == entities and verbs & {"portfolio", "invests"}):
        return InvestorsRequest(scope, "co", entities)
    return None


def _acquisitions(parsed: Parsed, scope: Scope) -> RoundsRequest | InvestorsRequest:
    """Who bought a company, what a company bought, or whether one bought another."""
    verbs, entities = parsed.verbs, parsed.entities
    if "sold" in verbs:
        return InvestorsRequest(scope, "sold", entities[:1])
    if len(entities) > 1:
        return RoundsRequest(scope, entities[1:], entities[:1], buying=True)
    buyer = parsed.names[0].after == "bought" or ("acquisition" in parsed.kinds and "bought" not in verbs)
    return InvestorsRequest(scope, "bought" if buyer else "sold", entities)


def _ranking(parsed: Parsed, scope: Scope, measures: tuple[str, ...], lens: Lens) -> RankingRequest | None:
    verbs = parsed.verbs
    ranks = bool(verbs & {"top", "valuable", "fastest", "active", "smallest"}) or parsed.limit is not None
    if parsed.entities:
        return None
    if _LARGEST_ROUND in measures:
        return RankingRequest(scope._replace(kinds=()), "amount")
    if "chatbots" in verbs and scope.share and set(measures) <= {"share"}:
        return RankingRequest(scope, "measure", ("visits",))
    if "leaders" in verbs:
        return RankingRequest(scope, "led")
    if "active" in verbs or (ranks and "backers" in verbs):
        return RankingRequest(scope, "active")
    alone = measures == ("valuation",) and not parsed.topics
    if "valuable" in verbs or (ranks and "valuation" in measures) or alone:
        return RankingRequest(scope, "valuation")
    stated = _stated_of_entities(lens)
    others = tuple(m for m in measures if m not in _OF_MARKET and m in stated)
    if others and (ranks or (not scope.sectors and not parsed.places and not _stands(lens, parsed, others))):
        return RankingRequest(scope, "measure", others, fastest="fastest" in verbs)
    if "fastest" in verbs:
        return RankingRequest(scope, "measure", PEOPLE, fastest=True)
    named = "rounds" in verbs or parsed.rounds or any(k != "funding" for k in parsed.kinds)
    counted = (
        "count" in verbs or "deals" in measures or "share" in measures or bool(verbs & {"growth", "trend", *RHYTHMS})
    )
    if ranks or (named and not counted):
        return RankingRequest(scope, "amount")
    return None


def _stated_of_entities(lens: Lens) -> frozenset[str]:
    """The measures that are stated of companies and products, not of the market."""
    tables = [lens.table(name) for name in lens.corpus.claimed if name != "market"]
    return frozenset(c.id for table in tables if table.what == "metric" for c in table.column("metric").choices)


def _stands(lens: Lens, parsed: Parsed, measures: tuple[str, ...]) -> bool:
    """Whether the market states one of some measures of what a line is about."""
    held = lens.corpus.frame("market") if "market" in lens.corpus.names else None
    topics = parsed.topics
    if any(is_stated(lens, topic, measures) for topic in topics):
        return True
    if held is None:
        return False
    return any(row in measures for row in held.filter(held["subject"].is_in(list(topics)))["metric"].unique())


def _of_entities(
    parsed: Parsed, scope: Scope, measures: tuple[str, ...], kinds: dict[str, set[str]], lens: Lens
) -> Question | None:
    entities = parsed.entities
    series = trends(parsed) or spans_several(parsed.period)
    if set(measures) - {"share"} or (measures and not scope.share):
        return FigureRequest(scope, entities, measures, series=series)
    if scope.share:
        own = ("visits", *PEOPLE, "share", "tokens")
        return share_of_market(parsed, scope, own, lens) or FigureRequest(scope, entities, own, series=series)
    if scope.growth:
        return FigureRequest(scope, entities, PEOPLE, series=series)
    if len(entities) == 2 and "versus" not in parsed.verbs and not (series or scope.tellers):
        from tui.ask.deals import joint

        company, other = entities if joint(lens, entities[0], entities[1]) else entities[::-1]
        if joint(lens, company, other):
            return RoundsRequest(scope, (company,), (other,))
    if len(entities) > 1:
        whole = [kinds[e] for e in entities]
        if all("person" in one for one in whole):
            return PeopleRequest(scope, "where", entities)
        return FigureRequest(scope, entities, (*PEOPLE, "valuation", "total_raised"), series=series)
    if "count" in parsed.verbs and "person" not in kinds[entities[0]]:
        people = ("headcount", *PEOPLE) if "company" in kinds[entities[0]] else (*PEOPLE, "headcount")
        return FigureRequest(scope, entities, people, series=series)
    if trends(parsed) or scope.period or scope.tellers or scope.last:
        return FigureRequest(scope, entities, (*PEOPLE, "valuation", "revenue", "tokens", "visits"), series=series)
    return CardRequest(scope, entities[0])
