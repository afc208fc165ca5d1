"""A line of words answer_to: read, asked of the lens, and refused in words where nothing answers it."""

from __future__ import annotations

import re

from tui.ask import reading as reads
from tui.ask.answers import Answer, Refusal
from tui.ask.lexicon import lexicon_of
from tui.ask.parsing import Mention, Parsed, question_parts
from tui.ask.requests import (
    ALL_AI,
    CardRequest,
    DisputesRequest,
    FigureRequest,
    InvestorsRequest,
    MarketRequest,
    NewRequest,
    PeopleRequest,
    Question,
    RankingRequest,
    RoundsRequest,
)
from tui.ask.saying import measure_label, name_of, phrased, subjects_label
from tui.corpus.lens import Lens
from tui.errors import EXIT_USAGE
from tui.language.label import Label
from tui.language.vocabulary import FISCAL_WORDS
from tui.language.words import label, listed

_NO_PERIOD = re.compile(rf"[qh]?\d{{1,2}}|(?:{FISCAL_WORDS}).*")
_FISCAL = re.compile(FISCAL_WORDS)
_TOTAL, _LARGEST = "total_raised", "largest_round"
NEAR = 3
"""Names that are offered at most."""


def answer_to(line: str, lens: Lens) -> Answer | Refusal:
    """The answer to a line of words, or why there is none."""
    asked = question_parts(line, lens, lexicon_of(lens))
    if asked.empty:
        return Refusal(label("ask.empty"), (label("ask.example"),), EXIT_USAGE)
    asked = _settled(asked, lens)
    if asked.several:
        return _which(asked, lens)
    asked = reads.with_qualifiers(asked, lens)
    together = asked.verbs & {"co", "and"} and not asked.measures
    wrong = next((text for text in asked.unread if _NO_PERIOD.fullmatch(text)), "")
    if wrong and (asked.period or _FISCAL.match(wrong)):
        fiscal = label("ask.fiscal" if _FISCAL.match(wrong) else "ask.example")
        return Refusal(label("ask.no_such_period", wrong), (fiscal,))
    if asked.unread and (asked.beside or not asked.names or together or _names_somebody(asked)):
        return _unknown(asked, lens)
    request = reads.question_of(asked, lens)
    if request is None:
        return Refusal(label("ask.nothing"), (label("ask.example"),), EXIT_USAGE if not asked.names else 4)
    found = _carried(request, lens)
    if isinstance(found, Refusal):
        return found
    notes = [*asked.notes, *found.notes]
    if asked.unread:
        notes.append(phrased("ask.not_read", listed(asked.unread, "en")))
    return found._replace(notes=tuple(dict.fromkeys(notes)))


def _names_somebody(asked: Parsed) -> bool:
    """Whether what was not read may be whom a line doubts something of: no amount."""
    return "true" in asked.verbs and any(not any(char.isdigit() for char in text) for text in asked.unread)


def _carried(request: Question, lens: Lens) -> Answer | Refusal:
    """The answer to a request; what answers another kind is not loaded."""
    match request:
        case CardRequest():
            return Answer(about=(request.entity,), card=request.entity, read_as=name_of(lens, request.entity))
        case FigureRequest():
            from tui.ask.figures import figures

            return _with_rounds(request, figures(request, lens), lens)
        case PeopleRequest():
            from tui.ask.people import people

            return people(request, lens)
        case RoundsRequest():
            from tui.ask.deals import rounds

            return rounds(request, lens)
        case InvestorsRequest():
            from tui.ask.deals import investors

            return investors(request, lens)
        case RankingRequest():
            from tui.ask.ranking import ranking

            return ranking(request, lens)
        case MarketRequest():
            from tui.ask.market import market

            return _deals_there(request, market(request, lens), lens)
        case DisputesRequest():
            from tui.ask.disputes import contradicted

            return contradicted(request, lens)
        case NewRequest():
            from tui.ask.disputes import new

            return new(request, lens)


def _with_rounds(request: FigureRequest, found: Answer | Refusal, lens: Lens) -> Answer | Refusal:
    """A total raised with the rounds behind it; where nobody states it, or the largest round, the rounds."""
    if request.measures[:1] not in ((_TOTAL,), (_LARGEST,)):
        return found
    from tui.ask.deals import rounds

    largest = request.measures[0] == _LARGEST
    scope = request.scope._replace(kinds=("funding",)) if largest else request.scope
    beside = rounds(RoundsRequest(scope, request.entities, by_amount=largest), lens)
    if isinstance(beside, Refusal):
        return found
    if isinstance(found, Refusal):
        return beside if largest else beside._replace(notes=(label("ask.not_raised"), *beside.notes))
    return found._replace(rows=(*found.rows, *beside.rows))


def _deals_there(request: MarketRequest, found: Answer | Refusal, lens: Lens) -> Answer | Refusal:
    """Where the market is not counted by a country or a sector, the deals there."""
    scope = request.scope
    limited = scope.country or scope.sectors
    part = isinstance(found, Answer) and found.about == (ALL_AI,) != request.subjects
    if (
        (isinstance(found, Answer) and not part)
        or not limited
        or request.measures[0] not in ("funding", "deals")
        or scope.share
    ):
        return found
    from tui.ask.ranking import ranking

    kept = scope._replace(sectors=tuple(s for s in scope.sectors if s != ALL_AI))
    deals = ranking(RankingRequest(kept, "amount"), lens)
    if isinstance(deals, Refusal):
        return found
    if isinstance(found, Answer):
        return found._replace(rows=(*found.rows, *deals.rows))
    there = subjects_label(lens, (*kept.sectors[:1], *([scope.country.lower()] if scope.country else [])))
    note = phrased("ask.no_market", there, measure_label(lens, request.measures[0]))
    return deals._replace(notes=(note, *deals.notes))


def _settled(asked: Parsed, lens: Lens) -> Parsed:
    """A name of two entities, where only one of them has what is asked for."""
    if not asked.several:
        return asked
    left: list[tuple[str, tuple[str, ...]]] = []
    names = list(asked.names)
    measures = reads.measures_of(asked)
    for text, entities in asked.several:
        fit = [entity for entity in entities if _has(lens, entity, measures, asked)]
        if len(fit) == 1:
            names = [Mention(fit[0], n.text, n.start, n.before, n.after) if n.text == text else n for n in names]
        else:
            left.append((text, entities))
    return asked._replace(names=tuple(names), several=tuple(left))


def _has(lens: Lens, entity: str, measures: tuple[str, ...], asked: Parsed) -> bool:
    if measures:
        from tui.ask.figures import measures_stated

        held = measures_stated(lens, entity)
        return any(measure in held for measure in measures)
    if asked.verbs & {"left", "joined", "founders", "where"} and "departures" in lens.corpus.claimed:
        from tui.ask.people import orgs_of

        orgs = orgs_of(lens, (entity,))
        return (
            lens.facts_of("departures", "org", *orgs).height + lens.facts_of("departures", "to_org", *orgs).height > 0
        )
    if "deals" in lens.corpus.claimed:
        return lens.facts_of("deals", "company", entity).height > 0
    return False


def _which(asked: Parsed, lens: Lens) -> Refusal:
    text, entities = asked.several[0]
    lines = [_typed(asked.line, text, name_of(lens, entity)) for entity in entities]
    both = [name_of(lens, entity) for entity in entities]
    said = Label(listed((b.en for b in both), "en"), listed((b.zh for b in both), "zh"))
    return Refusal(phrased("ask.several", text, said), tuple(lines), about=entities)


def _typed(line: str, text: str, name: Label) -> Label:
    """The line to type with a name in the place of what was written."""
    cased = re.compile(re.escape(text), re.IGNORECASE)
    # A name may hold what `sub` would read as a reference.
    named = [name_.join(cased.split(line)) for name_ in name]
    return phrased("ask.type", Label(*named))


def _unknown(asked: Parsed, lens: Lens) -> Refusal:
    """What is not known, and the names that are like it, as lines to type."""
    text = (asked.beside or asked.unread)[0]
    offers = offered(text, lens)
    lines = tuple(_typed(asked.line, text, name) for name in offers)
    known = (asked.measures, asked.verbs, asked.period, asked.topics, asked.places, asked.countries, asked.limit)
    limits = (asked.names, asked.kinds, asked.rounds, asked.sectors, asked.tellers, asked.filters)
    bare = len(asked.unread) == 1 and not any((*known, *limits))
    return Refusal(phrased("ask.unknown", text), lines, bare=bare)


def slip_of(text: str, lens: Lens) -> str | None:
    """The entity that a text means with one slip in it, by the rules of questions; none for what is only similar."""
    asked = question_parts(text, lens, lexicon_of(lens))
    entities = asked.entities
    whole = not (asked.unread or asked.measures or asked.verbs or asked.topics or asked.places or asked.several)
    return entities[0] if whole and len(entities) == 1 and asked.notes else None


def offered(text: str, lens: Lens) -> list[Label]:
    """Names that are like a text, the likeliest first; none of them is an answer."""
    return [name_of(lens, match.entity) for match in lens.matcher.find(text, NEAR)]
