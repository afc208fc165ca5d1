"""What all servers fail with alike."""

from __future__ import annotations

from tui.engines.base import Unanswered
from tui.errors import reason
from tui.language.label import Label


class Lost(Unanswered):
    """The connection was lost, or the server went away."""


def as_told(text: str) -> Label:
    """What a server says, in one line and the same in every language."""
    told = reason(ValueError(text))
    return Label(told, told)
