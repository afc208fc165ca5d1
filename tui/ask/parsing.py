"""A line of words as the parts of a question: who, what, when, where, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.ask.lexicon import COUNTRY, KIND, METRIC, NAME, OFFICE, ROUND, SECTOR, SILENT_WORD, TELLER, VERB, Lexicon
from tui.ask.spans import Meant, Phrase, phrases, slips, unknown_run
from tui.ask.words import READ_LETTERS, Token, bounded, simple, tokens
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import label
from tui.text import dates
from tui.text.folding import HAN
from tui.text.spoken import When, periods

_LIMIT = re.compile(
    r"(?<![a-z])top[\s-]?(\d{1,3})(?!\d)|前\s?(\d{1,3})(?!\d)|前(十|五|三|二十)|"
    r"(?<![\w.-])(\d{1,2})\s(?=largest|biggest|highest|most|top|fastest|smallest)|(十|三|五)大|最(?:大|高|多)的?\s?(\d{1,2}|十|五|三)[家个笔轮起]"
)
_COUNTS = {"三": 3, "五": 5, "十": 10, "二十": 20}
_FILTER = re.compile(r"(?<![\w])([a-z_]{2,20}):([^\s]{1,40})")
_NAMING = ("product", "entity", "company", "subject", "person", "metric", "kind")
"""Columns whose values are what a question names anyway."""
_TELLS = "told_by"
_JOINTS = frozenset(("and", "to", "from", "by", "asked", _TELLS))
"""Verbs that ask for nothing by themselves."""
_PARTS = ("place", "sector", "group")


class Mention(NamedTuple):
    """An entity that a line names: how it was written, and the verb that stands before it."""

    entity: str
    text: str
    start: int
    before: str = ""
    after: str = ""


class Parsed(NamedTuple):
    """The parts of a question."""

    line: str
    names: tuple[Mention, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()
    period: str = ""
    relative: bool = False
    limit: int | None = None
    filters: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    several: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()
    said: str = ""
    notes: tuple[Label, ...] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.entity for name in self.names))

    @property
    def empty(self) -> bool:
        """Whether nothing was read that could be answer_to."""
        limits = (
            self.places,
            self.kinds,
            self.rounds,
            self.sectors,
            self.countries,
            self.period,
            self.tellers,
            self.offices,
        )
        known = (self.names, self.topics, self.measures, self.verbs - _JOINTS, self.unread, *limits)
        return not any(known)


def question_parts(line: str, lens: Lens, lexicon: Lexicon) -> Parsed:
    """The parts of a line of words."""
    text, cut = bounded(line)
    notes = [label("ask.long", str(READ_LETTERS))] if cut else []
    plain = simple(text, lexicon.characters)
    columns = {name for table in lens.corpus.claimed for name in lens.table(table).names}
    filters = tuple((f[1], f[2]) for f in _FILTER.finditer(plain) if f[1] in columns and f[1] not in _NAMING)
    plain = _FILTER.sub(lambda f: _unfiltered(f, columns), plain)
    when, rest = periods(plain, lens.last_day)
    limit, rest = _limited(rest)
    original = text if len(rest) == len(text) else rest
    words = tokens(original if len(original) == len(rest) else rest, rest)
    words = [one._replace(capital=_capital(text, one.text)) for one in words]
    kinds_of = lens.kinds
    found, unknown = phrases(rest, words, lexicon)
    if unknown:
        slipped = slips(rest, words, unknown, found, lexicon, lambda e: "person" in kinds_of.get(e, ()))
        for one in slipped:
            found = [each for each in found if each.end <= one.start or each.start >= one.end]
            found.append(one)
            notes.append(_slip_note(one, lens))
        covered = {p for one in slipped for p in range(one.start, one.end)}
        unknown = [run for run in unknown if not all(p in covered for p in range(run.start, run.end))]
    found.sort()
    base = _gathered(text, found, lens)
    unread = _merged(
        [unknown_run(rest, words, run, found) for run in unknown if any(char.isalnum() for char in run.text)],
        rest,
        words,
    )
    return base._replace(
        period=_one(when),
        said=rest,
        relative=any(one.relative for one in when),
        limit=limit,
        filters=filters,
        unread=tuple(run.text for run in unread),
        beside=tuple(_with_name(run, found, rest, words) for run in unread if _beside(run, found)),
        notes=tuple(notes),
    )


def _unfiltered(found: re.Match[str], columns: Container[str]) -> str:
    """What is left of `column:value` to be read, as long as it was: the value where it names what is asked for."""
    if found[1] in _NAMING:
        return " " * (len(found[1]) + 1) + found[2].replace("_", " ")
    return " " * len(found[0]) if found[1] in columns else found[0]


def _merged(runs: Sequence[Phrase], line: str, words: Sequence[Token]) -> list[Phrase]:
    """Runs that overlap or touch as one."""
    merged: list[Phrase] = []
    for run in runs:
        last = merged[-1] if merged else None
        han = last is not None and HAN.search(last.text) is not None and HAN.search(run.text) is not None
        if last is not None and (run.start < last.end or (han and words[last.end - 1].end == words[run.start].start)):
            end = max(run.end, last.end)
            merged[-1] = last._replace(end=end, text=line[words[last.start].start : words[end - 1].end])
        else:
            merged.append(run)
    return merged


def _capital(text: str, word: str) -> bool:
    return re.search(
        rf"(?<![A-Za-z]){re.escape(word[:1].upper() + word[1:])}|[\"“「]{re.escape(word)}", text
    ) is not None and (not word[:1].isupper())


def _slip_note(one: Phrase, lens: Lens) -> Label:
    names = one.values(NAME)
    shown = lens.names.name(names[0]) if names else one.slip
    return label("ask.slip", one.text, shown)


def _one(when: Sequence[When]) -> str:
    """The period of a question: of several the whole that they span."""
    texts = [one.text for one in when]
    if len(texts) < 2:
        return texts[0] if texts else ""
    ends = [dates.parse(text) for text in texts]
    if any(end.start is None or end.end is None for end in ends):
        return next(t for t, end in zip(texts, ends, strict=True) if end.start is None or end.end is None)
    first = min(ends, key=lambda end: (str(end.start), str(end.end)))
    last = max(ends, key=lambda end: (str(end.end), str(end.start)))
    return f"{first.text.split('..')[0]}..{last.text.split('..')[-1]}" if first != last else first.text


def _limited(plain: str) -> tuple[int | None, str]:
    found = _LIMIT.search(plain)
    if found is None:
        return None, plain
    text = next(group for group in found.groups() if group)
    count = int(text) if text.isdecimal() else _COUNTS[text]
    # What stands with the number still says that the first are asked for.
    return max(1, count), f"{plain[: found.start()]} top {plain[found.end() :]}"


def _beside(run: Phrase, found: Iterable[Phrase]) -> bool:
    """Whether what is not known touches a name, and may belong to it."""
    return any(one.values(NAME) and one.slip == "" and (one.end == run.start or one.start == run.end) for one in found)


def _with_name(run: Phrase, found: Iterable[Phrase], line: str, words: Sequence[Token]) -> str:
    """What is not known together with the names that it touches."""
    start, end = run.start, run.end
    for one in found:
        if one.values(NAME) and one.end == run.start:
            start = one.start
        if one.values(NAME) and one.start == run.end:
            end = one.end
    return line[words[start].start : words[end - 1].end]


def _gathered(line: str, found: Sequence[Phrase], lens: Lens) -> Parsed:
    kinds_of = lens.kinds
    firm = [one for one in found if _firm(one)]
    compared = len(firm) < 2 and any("versus" in one.values(VERB) for one in found)
    measured = any(one.values(METRIC) for one in found)
    names: list[Mention] = []
    places: list[str] = []
    topics: list[str] = []
    tellers: list[str] = []
    several: list[tuple[str, tuple[str, ...]]] = []
    other: dict[str, list[str]] = {METRIC: [], KIND: [], ROUND: [], SECTOR: [], COUNTRY: [], OFFICE: []}
    verbs: list[str] = []
    before = ""
    for place, one in enumerate(found):
        entities = one.values(NAME)
        own = [e for e in entities if not set(kinds_of.get(e, ())) & set(_PARTS)]
        if own and _is_word(one) and not one.capital and not compared and any(e is not one for e in firm):
            own, entities = [], [e for e in entities if e not in own]
        after = found[place + 1] if place + 1 < len(found) else None
        following = next(iter(after.values(VERB)), "") if after and after.start == one.end else ""
        if own:
            counters = [e for e in own if _counts(kinds_of.get(e, ()))]
            if len(own) > 1:
                several.append((one.text, tuple(own)))
            told = (_TELLS in {before, following}) and len(own) == 1 and len(firm) > 1
            if told or (counters and len(own) == 1 and (before == "by" or len(firm) > 1 or measured)):
                tellers += own if told else counters
            else:
                names.append(Mention(own[0], one.text, one.start, before, following))
            before = ""
            continue
        for entity in entities:
            (places if "place" in kinds_of.get(entity, ()) else topics).append(entity)
            if "place" not in kinds_of.get(entity, ()) and entity != "ai":
                other[METRIC] += one.values(METRIC)
        for role in (KIND, ROUND, SECTOR, COUNTRY) if entities else (METRIC, KIND, ROUND, SECTOR, COUNTRY, OFFICE):
            other[role] += one.values(role)
        said = one.values(VERB)
        verbs += said
        if said:
            before = said[0]
        elif entities or one.values(METRIC) or one.values(KIND):
            before = ""
        if one.values(TELLER) and not (entities or said or len(one.meanings) > len(one.values(TELLER))):
            tellers += one.values(TELLER)[:1]
    return Parsed(
        line=line,
        names=tuple(names),
        places=tuple(dict.fromkeys(places)),
        topics=tuple(dict.fromkeys(topics)),
        tellers=tuple(dict.fromkeys(tellers)),
        measures=tuple(dict.fromkeys(other[METRIC])),
        kinds=tuple(dict.fromkeys(other[KIND])),
        rounds=tuple(dict.fromkeys(other[ROUND])),
        sectors=tuple(dict.fromkeys(other[SECTOR])),
        countries=tuple(dict.fromkeys(other[COUNTRY])),
        offices=tuple(dict.fromkeys(other[OFFICE])),
        verbs=frozenset(verbs),
        several=tuple(several),
        words=tuple(one.text for one in found if not _without_weight(one, kinds_of)),
    )


def _without_weight(one: Phrase, kinds_of: Mapping[str, Sequence[str]]) -> bool:
    """Whether a phrase names no thing: verbs, what is silent, and places, which stand for themselves."""
    named = one.values(NAME)
    if named and all("place" in kinds_of.get(entity, ()) for entity in named):
        return True
    return all(m.role in (VERB, SILENT_WORD) for m in one.meanings)


def _firm(one: Phrase) -> bool:
    """Whether a phrase is a name and no word of the grammar."""
    return bool(one.values(NAME)) and not _is_word(one)


def _is_word(one: Phrase) -> bool:
    """Whether a phrase of Latin letters is a word of the grammar besides being a name."""
    others: list[Meant] = [m for m in one.meanings if m.role not in (NAME, TELLER)]
    return bool(others) and HAN.search(one.text) is None


def _counts(kinds: Sequence[str]) -> bool:
    """Whether an entity does nothing but count and print."""
    return bool(kinds) and set(kinds) <= {"counter", "publisher"}
