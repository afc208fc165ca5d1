"""`show`: the card of an entity."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.cli.corpus import open_corpus, reader_of, warn
from tui.cli.output import has_colours, painted, print_lines, print_pieces, width_of_terminal
from tui.cli.routes import CLAIMED
from tui.errors import EXIT_OK

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
from tui.cli.meant import entities_meant

WIDTH = 100
"""Cells of a card that is not printed on a terminal."""
HEIGHT = 40
"""Lines of a card that is not printed on a terminal; more rows with --all."""
MOST = 12
"""Rows of each table on a card."""


def show(arguments: Any) -> int:
    """Prints the card of each entity that is named."""
    lens = open_corpus()
    reader = reader_of(lens, arguments.lang)
    entities = entities_meant(lens, reader, arguments.name)
    if arguments.format:
        cards = [card_record(lens, entity) for entity in entities]
        if arguments.format == "json":
            whole = cards[0] if len(cards) == 1 else cards
            print_pieces([json.dumps(whole, ensure_ascii=False, indent=2) + "\n"])
        else:
            print_pieces(json.dumps(card, ensure_ascii=False) + "\n" for card in cards)
        return EXIT_OK
    colours = has_colours(arguments.color)
    lines: list[str] = []
    for number, entity in enumerate(entities):
        lines += [""] if number else []
        lines += _card(lens, entity, reader, colours, whole=arguments.all)
    print_lines(lines, colours)
    warn(lens, *CLAIMED, "entities")
    return EXIT_OK


def _card(lens: Lens, entity: str, reader: Reader, colours: bool, *, whole: bool) -> list[str]:
    """The lines of a card: as many rows of each table as let it fit one screen."""
    from tui.pages.card import entity_card
    from tui.pages.document import layout

    width = width_of_terminal() or WIDTH
    height = os.get_terminal_size(1).lines - 2 if sys.stdout.isatty() else HEIGHT
    for most in (None,) if whole else (MOST, 8, 6, 5, 4, 3, 2, 1):
        lines = layout(entity_card(lens, entity, reader, most), width)
        if len(lines) <= height:
            break
    return [painted(line, colours) for line in lines]


def card_record(lens: Lens, entity: str) -> dict[str, Any]:
    """All that a card rests on, as plain values for programs."""
    from tui.pages.card import entity_frames
    from tui.writers.text import records, told

    def rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
        return list(records(frame.select(told(frame.columns))))

    frames = entity_frames(lens, entity)
    card: dict[str, Any] = rows(lens.corpus.frame("entities").filter(pl.col("id") == entity))[0]
    owner = lens.companies.filter(pl.col("company") == lens.names.root(entity))
    for row in rows(owner):
        card["company"] = row
    return card | {name: rows(lens.with_addresses(getattr(frames, name))) for name in CLAIMED}
