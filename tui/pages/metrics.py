"""Metrics by what people call them, and the pages that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.pages.document import Door
from tui.pages.naming import MARKET
from tui.text.folding import folded

if TYPE_CHECKING:
    from tui.corpus.lens import Lens
    from tui.language.label import Language

_METRIC = "metric"


def metrics_called(lens: Lens, language: Language) -> list[str]:
    """What the metrics of the corpus are called, each once."""
    found: dict[str, None] = {}
    for door in _doors(lens):
        choices = lens.table(door.table).column(_METRIC).choices
        found |= {choice.label.text(language): None for choice in choices if choice.id == door.key}
    return [*found]


def metric_called(lens: Lens, words: str, *tables: str) -> Door | None:
    """The page of the metric of a name, in either language; of some tables only where they are named."""
    wanted = folded(words)
    for door in _doors(lens):
        for choice in lens.table(door.table).column(_METRIC).choices if not tables or door.table in tables else ():
            called = (choice.id, choice.id.replace("_", " "), *choice.label, *choice.words)
            if choice.id == door.key and wanted and wanted in map(folded, called):
                return door
    return None


def _doors(lens: Lens) -> list[Door]:
    """The pages of all metrics that something is stated of; those of products and companies before those of markets."""
    found = []
    for name in sorted(lens.corpus.claimed, key=lambda name: (name == MARKET, lens.table(name).order)):
        table = lens.table(name)
        if table.what == _METRIC:
            stated = set(lens.corpus.frame(name)[_METRIC])
            found += [Door(name, one.id, _METRIC) for one in table.column(_METRIC).choices if one.id in stated]
    return found
