"""A line that is typed into, no longer than what can be looked at with each key."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

LONGEST_LINE = 4_000
"""Characters of a line: with each key all of it is read, beside nothing else."""


class LineInput(Input):
    """An input of one line. Of a longer paste it takes what fits, and the bell says so."""

    # A longer text moves nothing else: the screen is not laid out with each key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, select: bool = True) -> None:
        super().__init__(
            value, placeholder, compact=True, id=id, select_on_focus=select, max_length=max(LONGEST_LINE, len(value))
        )

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        # A megabyte is not divided into lines for the first of them.
        most = self.max_length or LONGEST_LINE
        line = next(iter(event.text[: most + 1].splitlines()), "")
        room = most - len(self.value) + len(self.selected_text)
        if len(line) > room:
            self.restricted()
        if line[:room]:
            self.replace(line[:room], *self.selection)
