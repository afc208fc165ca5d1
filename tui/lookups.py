"""`show` and `find`: one entity's card, and which entities some words may mean."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.errors import EXIT_NO_MATCH, EXIT_OK, TermsheetError
from tui.routes import CLAIMED
from tui.shell import (
    has_colours,
    note,
    open_corpus,
    painted,
    print_lines,
    print_pieces,
    reader_of,
    warn,
    width_of_terminal,
)

if TYPE_CHECKING:
    from tui.frames.cells import Reader
    from tui.frames.matching import Match
    from tui.frames.resolved import Resolved

WIDTH = 100
"""Cells of a card that is not printed on a terminal."""
HEIGHT = 40
"""Lines of a card that is not printed on a terminal; more rows with --all."""
MOST = 12
"""Rows of each table on a card."""
FOUND = 20


def _meant(resolved: Resolved, reader: Reader, words: list[str]) -> list[str]:
    """The entities that some words name: one name of several words, else several names."""
    whole = " ".join(words)
    found = resolved.matcher.find(whole)
    if found and (len(words) == 1 or found[0].reason != "fuzzy"):
        return [_first(reader, whole, found)]
    each = [(word, resolved.matcher.find(word)) for word in words]
    missing = next((word for word, matches in each if not matches), None)
    if missing is not None:
        asked = whole if len(words) > 1 and not any(matches for _, matches in each) else missing
        raise _unknown(resolved, asked)
    return [*dict.fromkeys(_first(reader, word, matches) for word, matches in each)]


def _unknown(resolved: Resolved, words: str) -> TermsheetError:
    from tui.text.visible import visible
    from tui.text.widths import cut

    close = resolved.names.nearest(words) if words.strip() else []
    hint = f"did you mean {', '.join(close)}?" if close else "`termsheet list entities` prints all names"
    return TermsheetError(f"nothing is called `{cut(visible(words), 60)}`", hint, EXIT_NO_MATCH)


def _first(reader: Reader, words: str, found: list[Match]) -> str:
    """The likeliest; what else may have been meant is said."""
    first = found[0]
    others = [m for m in found[1:] if m.reason == first.reason and first.reason in ("exact", "prefix", "fuzzy")]
    also = [reader.names.name(match.entity, reader.language) for match in others[:3]]
    if first.reason == "fuzzy":
        name = reader.names.name(first.entity, reader.language)
        note(f"nothing is called `{words}`; shows {name}" + (f", or did you mean {', '.join(also)}?" if also else ""))
    elif also:
        note(f"`{words}` is also {', '.join(also)}; `termsheet find {words}` lists all")
    return first.entity


def show(arguments: Any) -> int:
    """Prints the card of each entity that is named."""
    resolved = open_corpus()
    reader = reader_of(resolved, arguments.lang)
    entities = _meant(resolved, reader, arguments.name)
    if arguments.format:
        cards = [card_record(resolved, entity) for entity in entities]
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
        lines += _card(resolved, entity, reader, colours, whole=arguments.all)
    print_lines(lines, colours)
    warn(resolved, *CLAIMED, "entities")
    return EXIT_OK


def _card(resolved: Resolved, entity: str, reader: Reader, colours: bool, *, whole: bool) -> list[str]:
    """The lines of a card: as many rows of each table as let it fit one screen."""
    from tui.models.card import entity_card
    from tui.models.document import layout

    width = width_of_terminal() or WIDTH
    height = os.get_terminal_size(1).lines - 2 if sys.stdout.isatty() else HEIGHT
    for most in (None,) if whole else (MOST, 8, 6, 5, 4, 3, 2, 1):
        lines = layout(entity_card(resolved, entity, reader, most), width)
        if len(lines) <= height:
            break
    return [painted(line, colours) for line in lines]


def card_record(resolved: Resolved, entity: str) -> dict[str, Any]:
    """All that a card rests on, as plain values for programs."""
    from tui.frames.export import records, told
    from tui.models.card import entity_frames

    def rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
        return list(records(frame.select(told(frame.columns))))

    frames = entity_frames(resolved, entity)
    card: dict[str, Any] = rows(resolved.corpus.frame("entities").filter(pl.col("id") == entity))[0]
    owner = resolved.companies.filter(pl.col("company") == resolved.names.root(entity))
    for row in rows(owner):
        card["company"] = row
    return card | {name: rows(resolved.with_addresses(getattr(frames, name))) for name in CLAIMED}


def find(arguments: Any) -> int:
    """Prints which entities some words may mean, the likeliest first, and why."""
    from tui.frames.export import write
    from tui.text.widths import cell_width, pad

    resolved = open_corpus()
    reader = reader_of(resolved, arguments.lang)
    words = " ".join(arguments.words)
    most = FOUND if arguments.limit is None else arguments.limit
    found = resolved.matcher.find(words, most + 1)
    if not found:
        raise _unknown(resolved, words)
    if len(found) > most:
        note(f"the first {most}; more with --limit")
    found = found[:most]
    kinds = dict(resolved.corpus.frame("entities").select("id", "kinds").iter_rows())
    rows = [
        (m.entity, reader.names.both(m.entity, reader.language), kinds.get(m.entity), m.reason, m.spelling)
        for m in found
    ]
    names = ("id", "name", "kinds", "reason", "spelling")
    if arguments.format:
        frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
        print_pieces(write(frame, arguments.format, header=not arguments.no_header))
        return EXIT_OK
    table = [*([] if arguments.no_header else [names]), *[tuple(cell or "" for cell in row) for row in rows]]
    widths = [max(cell_width(row[n]) for row in table) for n in range(len(names))]
    print_lines("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return EXIT_OK
