"""`ask`: a question in a line of words, answer_to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli.options import group, hidden, one_of, operands, switch
from tui.cli.parser import Verb
from tui.cli.shared import Coloured, Common, Looks
from tui.errors import EXIT_OK, EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

if TYPE_CHECKING:
    from tui.ask.answers import Answer, Refusal
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens

_WIDTH = 80
"""Cells of an answer that is not printed on a terminal."""
_HEIGHT = 22
"""Lines of an answer at most where the terminal has no more; all of them with --all."""
_PROMPT = 2
"""Lines that the shell's own prompts take."""


@dataclass(frozen=True)
class AskRequest:
    """What `ask` takes."""

    words: tuple[str, ...] = operands(
        "QUESTION",
        Label(
            "words in either language: kimi mau, who left openai 2024", "中英文皆可：kimi 月活、2024年谁离开了 OpenAI"
        ),
        signed=True,
    )
    form: str = one_of(
        ("--json", "json", Label("as JSON", "以 JSON 输出")),
        ("--md", "md", Label("as Markdown", "以 Markdown 输出")),
        ("--chart", "chart", Label("the chart alone, larger", "只输出图，放大")),
    )
    verb: str = hidden()
    whole: bool = switch("--all", Label("every row, not as many as fit one screen", "输出全部行，不限一屏"))
    tui: bool = switch("--tui", Label("show the answer's page in the explorer", "在浏览器中显示答案页"))
    coloured: Coloured = group(Coloured)
    looks: Looks = group(Looks)
    common: Common = group(Common)


def ask(request: AskRequest) -> int:
    """Prints the answer to a question; without one says why, and what may have been meant, on stderr."""
    from tui.ask.answering import answer_to
    from tui.ask.answers import Refusal
    from tui.ask.records import answer_record
    from tui.cli.corpus import open_corpus, reader_of
    from tui.cli.output import note, print_pieces
    from tui.language.words import word

    lens = open_corpus(request.common.corpus, request.looks)
    reader = reader_of(lens, request.common, request.looks)
    found = answer_to(" ".join(request.words), lens)
    if request.tui and request.form:
        raise TermsheetError(
            label("shell.printed_only", f"--{request.form}"), label("shell.printed_only.hint"), EXIT_USAGE
        )
    if request.tui and (not isinstance(found, Refusal) or found.bare):
        return _explored(request, found, lens, reader)
    if isinstance(found, Refusal) and found.bare:
        # A name in initials, or a part of one, is shown as `show` does; what is only similar it offers.
        return _card(request, " ".join(request.words))
    if request.verb:
        note(word("ask.verb_read", reader.language, request.verb))
    if isinstance(found, Refusal):
        if request.form == "json":
            print_pieces(
                [
                    json.dumps(answer_record(found, lens, reader, whole=request.whole), ensure_ascii=False, indent=2)
                    + "\n"
                ]
            )
        note(reader.label(found.message))
        for line in found.lines:
            note(f"  {reader.label(line)}")
        return found.code
    if found.card:
        for said in found.notes:
            note(reader.label(said))
        return _card(request, found.card)
    if request.form == "json":
        print_pieces(
            [json.dumps(answer_record(found, lens, reader, whole=request.whole), ensure_ascii=False, indent=2) + "\n"]
        )
    elif request.form == "md":
        from tui.ask.markdown import answer_markdown

        print_pieces([f"{line}\n" for line in answer_markdown(found, lens, reader)])
    else:
        _print(request, found, lens, reader)
    return EXIT_OK


def _explored(request: AskRequest, found: Answer | Refusal, lens: Lens, reader: Reader) -> int:
    """The page of an answer, in the explorer; a name in initials, or a part of one, is looked up as for its card."""
    from tui.ask.answers import Refusal
    from tui.cli.explore import explore_question
    from tui.cli.meant import entities_meant

    question = " ".join(request.words)
    if isinstance(found, Refusal):
        question = reader.names.name(entities_meant(lens, reader, request.words)[0], "en")
    return explore_question(question, request.common, request.looks)


def _card(request: AskRequest, entity: str) -> int:
    """The card of an entity, as `show` prints it."""
    from tui.cli.show import ShowRequest, show_cards

    form = request.form if request.form == "json" else ""
    return show_cards(ShowRequest((entity,), request.whole, form, request.coloured, request.looks, request.common))


def _print(request: AskRequest, found: Answer | Refusal, lens: Lens, reader: Reader) -> None:
    from tui.ask.answers import Answer
    from tui.ask.drawing import answer_lines, chart_lines
    from tui.cli.output import has_colours, height_of_terminal, print_lines, width_of_terminal
    from tui.pages.panel import Room

    assert isinstance(found, Answer)
    width = width_of_terminal() or _WIDTH
    room = Room(width, max(_HEIGHT, (height_of_terminal() or 0) - _PROMPT), reader)
    lines = (
        chart_lines(found, lens, room)
        if request.form == "chart"
        else answer_lines(found, lens, room, whole=request.whole)
    )
    print_lines(lines, has_colours(request.coloured.color))


VERB = Verb("ask", Label("answer a question in a line of words", "回答一行文字的问题"), AskRequest, ask)
