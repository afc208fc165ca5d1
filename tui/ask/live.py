"""The answer to a line while it is typed, as one line of text."""

from __future__ import annotations

from tui.ask.answering import answer_to
from tui.ask.answers import Refusal
from tui.ask.drawing import headline
from tui.ask.lines import line_of_row
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.text.visible import visible

_LED = 3
"""Investors of a ranking that are told."""


def told_live(line: str, lens: Lens, reader: Reader) -> str:
    """The headline of an answer with its first figure; empty where a line has no answer yet, or is one name."""
    found = answer_to(line, lens)
    if isinstance(found, Refusal) or found.card:
        return ""
    if not found.figures:
        led = [f"{reader.names.name(row['entity'], reader.language)} {row['deals']}" for row in found.league[:_LED]]
        return visible(" · ".join((reader.label(found.measure), *led)))
    several = len(found.about) != 1
    first = line_of_row(found.figures[0], lens, reader, subject=several)
    more = f" · +{len(found.figures) - 1}" if len(found.figures) > 1 else ""
    return visible(f"{headline(found, reader)}  {' '.join(span.text for span in first)}{more}".strip())
