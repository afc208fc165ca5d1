"""`show`: the card of an entity."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tui.cli.options import group, one_of, operands, switch
from tui.cli.parser import Verb
from tui.cli.shared import Coloured, Common, Looks
from tui.errors import EXIT_OK, TermsheetError
from tui.language.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.pages.document import Line

CARD_WIDTH = 100
"""Cells of a card that is not printed on a terminal."""
CARD_HEIGHT = 40
"""Lines of a card that is not printed on a terminal; more rows with --all."""
CARD_ROWS = 12
"""Rows of each table on a card."""


@dataclass(frozen=True)
class ShowRequest:
    """What `show` takes."""

    names: tuple[str, ...] = operands(
        "NAME",
        Label(
            "a name in any script, pinyin, an alias or an id; several with vs between them",
            "名称（任何文字）、拼音、别名或编号；多个之间用 vs",
        ),
        least=1,
    )
    whole: bool = switch("--all", Label("every row, not as many as fit one screen", "输出全部行，不限一屏"))
    form: str = one_of(
        ("--json", "json", Label("as JSON", "以 JSON 输出")),
        ("--jsonl", "jsonl", Label("as JSON lines", "以 JSON lines 输出")),
    )
    coloured: Coloured = group(Coloured)
    looks: Looks = group(Looks)
    common: Common = group(Common)


def show_cards(request: ShowRequest) -> int:
    """Prints the card of each entity that is named."""
    from tui.cli.corpus import open_corpus, reader_of, warn
    from tui.cli.meant import entities_meant
    from tui.cli.output import has_colours, print_lines, print_pieces

    lens = open_corpus(request.common.corpus, request.looks)
    reader = reader_of(lens, request.common, request.looks)
    compared = _compared(request, lens, reader)
    try:
        entities = compared or entities_meant(lens, reader, request.names)
    except TermsheetError:
        if (code := _as_question(request, lens)) is None:
            raise
        return code
    if request.form:
        cards = [card_record(lens, entity) for entity in entities]
        if request.form == "json":
            whole = cards[0] if len(cards) == 1 else cards
            print_pieces([json.dumps(whole, ensure_ascii=False, indent=2) + "\n"])
        else:
            print_pieces(json.dumps(card, ensure_ascii=False) + "\n" for card in cards)
        return EXIT_OK
    lines: list[Line] = []
    if len(compared) > 1:
        lines = _comparison(lens, compared, reader)
    else:
        for number, entity in enumerate(entities):
            lines += [()] if number else []
            lines += _card(lens, entity, reader, whole=request.whole)
    print_lines(lines, has_colours(request.coloured.color))
    warn(lens, reader.language, *lens.corpus.claimed, "entities")
    return EXIT_OK


def _compared(request: ShowRequest, lens: Lens, reader: Reader) -> list[str]:
    """Who stands on the sides of a comparison; a side that nobody is called by is said. Nobody where it is none."""
    from tui.cli.meant import unknown_name
    from tui.cli.output import note
    from tui.pages.sides import sides_of

    sides = sides_of(" ".join(request.names), lens)
    found = [*dict.fromkeys(entity for _, entity in sides if entity is not None)]
    for side, entity in sides:
        if entity is None and found:
            note(unknown_name(lens, reader, side).told(reader.language))
    return found


def _comparison(lens: Lens, entities: Sequence[str], reader: Reader) -> list[Line]:
    """The lines of a comparison."""
    from tui.cli.output import width_of_terminal
    from tui.pages.compare import compare_page
    from tui.pages.panel import Room, stacked

    page = compare_page(lens, entities, reader)
    room = Room(width_of_terminal() or CARD_WIDTH, CARD_HEIGHT, reader)
    return stacked(page.panels, room) if page is not None else []


def _as_question(request: ShowRequest, lens: Lens) -> int | None:
    """The exit code of names that are a question with an answer; None where they are not."""
    from tui.ask.answering import answer_to
    from tui.ask.answers import Answer
    from tui.cli.ask import AskRequest, ask

    if (
        len(request.names) < _SEVERAL
        or request.form == "jsonl"
        or not isinstance(answer_to(" ".join(request.names), lens), Answer)
    ):
        return None
    return ask(
        AskRequest(
            request.names,
            request.form,
            VERB.name,
            request.whole,
            coloured=request.coloured,
            looks=request.looks,
            common=request.common,
        )
    )


_SEVERAL = 2
"""Words from which on names that nobody has may be a question."""


def _card(lens: Lens, entity: str, reader: Reader, *, whole: bool) -> list[Line]:
    """The lines of a card: as many rows of each table as let it fit one screen."""
    from tui.cli.output import width_of_terminal
    from tui.pages.card import CardRows
    from tui.pages.entity import entity_panels
    from tui.pages.panel import Room, drawn, stacked

    width = width_of_terminal() or CARD_WIDTH
    height = os.get_terminal_size(1).lines - 2 if sys.stdout.isatty() else CARD_HEIGHT
    room = Room(width, height, reader)
    panels = [p if isinstance(p, CardRows) else drawn(p, room) for p in entity_panels(lens, entity)]
    for most in (None,) if whole else (CARD_ROWS, 8, 6, 5, 4, 3, 2, 1):
        lines = stacked([replace(p, most=most) if isinstance(p, CardRows) else p for p in panels], room)
        if len(lines) <= height:
            break
    return lines


def card_record(lens: Lens, entity: str) -> dict[str, Any]:
    """All that a card rests on, as plain values for programs."""
    import polars as pl

    from tui.pages.card import entity_frames
    from tui.tables.programs import for_programs
    from tui.writers.formats.json import plain_records

    def rows(name: str, frame: pl.DataFrame) -> list[dict[str, Any]]:
        return plain_records(for_programs(lens, lens.table(name), frame, typed=True))

    frames = entity_frames(lens, entity)
    card: dict[str, Any] = rows("entities", lens.corpus.frame("entities").filter(pl.col("id") == entity))[0]
    if lens.summary is not None:
        name = lens.summary.name
        for row in rows(name, lens.shown(name).filter(pl.col("company") == lens.names.root(entity))):
            card["company"] = row
    return card | {name: rows(name, frames[name]) for name in lens.corpus.claimed}


VERB = Verb("show", Label("print the card of an entity", "输出一个主体的概况"), ShowRequest, show_cards)
