"""A question that was asked by name: its answer as a page."""

from __future__ import annotations

from tui.ask.answering import answer_to
from tui.ask.answers import Answer, Refusal
from tui.ask.drawing import answer_panels, headline
from tui.cells.cell import Reader
from tui.commands import palette
from tui.commands.desk import Desk
from tui.commands.opening import open_entity
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.page import PanelPage

_ASKING = "question"
"""The purpose of the task that answers."""


def ask_question(desk: Desk, request: palette.Request) -> None:
    """Opens the answer to a question as a page; it is sought beside the keys."""
    lens, reader, line = desk.lens, desk.reader, request.text
    assert lens is not None

    def again(lens: Lens, reader: Reader) -> PanelPage | None:
        found = answer_to(line, lens)
        return None if isinstance(found, Refusal) or found.card else _page_of_answer(found, lens, reader)

    def done(found: Answer | Refusal) -> None:
        if isinstance(found, Refusal) and request.tab:
            open_entity(desk, request.entities[0], request.tab, request.filter)
        elif isinstance(found, Refusal):
            desk.tell(" · ".join(map(reader.label, (found.message, *found.lines))))
        elif found.card:
            open_entity(desk, found.card)
        else:
            desk.show_page(_page_of_answer(found, lens, reader), again)

    desk.tasks.start(_ASKING, Label(line, line), lambda _: answer_to(line, lens), done, desk.tell)
    desk.wake()


def _page_of_answer(found: Answer, lens: Lens, reader: Reader) -> PanelPage:
    return PanelPage(headline(found, reader), answer_panels(found, lens, reader))
