"""The registry's commands as Textual bindings."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from tui.commands.registry import COMMANDS


def bindings(ids: Iterable[str] | None = None) -> list[Binding]:
    """The bindings of all commands, or of those named."""
    wanted = None if ids is None else set(ids)
    return [
        Binding(",".join(single), command.action, command.label.en, show=False, id=command.id)
        for command in COMMANDS
        if (wanted is None or command.id in wanted) and (single := [key for key in command.keys if " " not in key])
    ]
