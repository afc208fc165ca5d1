"""A line of words answer_to: read, asked of the lens, and refused in words where nothing answers it."""

from __future__ import annotations

from tui.ask import reading as reads
from tui.ask.answers import Answer, Refusal
from tui.ask.lexicon import lexicon_of
from tui.ask.parsing import Mention, Parsed, question_parts
from tui.ask.requests import (
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
from tui.ask.saying import name_of, phrased
from tui.corpus.lens import Lens
from tui.errors import EXIT_USAGE
from tui.language.label import Label
from tui.language.words import label, listed

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
    if asked.unread and (asked.beside or not asked.names):
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


def _carried(request: Question, lens: Lens) -> Answer | Refusal:
    """The answer to a request; what answers another kind is not loaded."""
    match request:
        case CardRequest():
            return Answer(about=(request.entity,), card=request.entity, read_as=name_of(lens, request.entity))
        case FigureRequest():
            from tui.ask.figures import figures

            return figures(request, lens)
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

            return market(request, lens)
        case DisputesRequest():
            from tui.ask.disputes import contradicted

            return contradicted(request, lens)
        case NewRequest():
            from tui.ask.disputes import new

            return new(request, lens)


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
    return phrased("ask.type", Label(line.replace(text, name.en), line.replace(text, name.zh)))


def _unknown(asked: Parsed, lens: Lens) -> Refusal:
    """What is not known, and the names that are like it, as lines to type."""
    text = (asked.beside or asked.unread)[0]
    offers = offered(text, lens)
    lines = tuple(_typed(asked.line, text, name) for name in offers)
    bare = len(asked.unread) == 1 and not (asked.names or asked.measures or asked.verbs or asked.period or asked.topics)
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
