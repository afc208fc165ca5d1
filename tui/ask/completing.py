"""What may follow in a question: measures, verbs and periods that begin as the last word does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.corpus.lens import Lens
from tui.language.label import Label, Language
from tui.language.vocabulary import QUESTION_VERBS
from tui.language.words import label
from tui.text.folding import folded

_VERBS = (
    "versus", "rounds", "backers", "led", "leaders", "portfolio", "co", "bought", "sold", "left", "joined", "founders",
    "where", "last", "top", "valuable", "fastest", "active", "trend", "by_year", "by_quarter", "by_month", "growth",
    "share", "disputed", "true", "new", "cumulative", "forecast",
)  # fmt: skip
"""The verbs that are offered, the more frequent first; in a few words each as it is typed mostly."""
_YEARS = 4
"""Years before the last source's that are offered."""
_PARTS = ("H1", "H2", "Q1", "Q2", "Q3", "Q4")


class Following(NamedTuple):
    """Words that may follow, and what they are."""

    words: str
    what: Label


def words_begun(start: str, lens: Lens, language: Language) -> list[Following]:
    """What the last word of a question may become; nothing where none is begun. `start` is that word."""
    wanted = folded(start)
    if not wanted:
        return []
    found = [*_measures(lens, language), *_verbs(language), *_periods(lens)]
    fit = {one.words: one for one in found if folded(one.words).startswith(wanted)}
    return [*fit.values()]


def _measures(lens: Lens, language: Language) -> Iterator[Following]:
    """The measures of the tables of figures, as they are called, in the language of the person first."""
    for name in lens.corpus.claimed:
        table = lens.table(name)
        if table.what != "metric":
            continue
        for choice in table.column("metric").choices:
            for text in sorted(choice.label, key=lambda text: text != choice.label.text(language)):
                yield Following(text.lower(), label("ask.a_measure"))


def _verbs(language: Language) -> Iterator[Following]:
    for verb in _VERBS:
        for spoken in sorted(QUESTION_VERBS[verb], key=lambda text: text != QUESTION_VERBS[verb][language == "zh"]):
            yield Following(spoken.partition("|")[0], label("ask.a_verb"))


def _periods(lens: Lens) -> Iterator[Following]:
    last = lens.last_day.year
    for year in range(last, last - _YEARS, -1):
        yield Following(str(year), label("ask.a_period"))
        yield from (Following(f"{year}-{part}", label("ask.a_period")) for part in _PARTS)
