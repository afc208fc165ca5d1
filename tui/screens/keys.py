"""The registry's commands as Textual bindings, and what the key line and the help say of them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from tui.commands import COMMANDS, Command, key_name
from tui.frames.catalog import Language


def bindings(ids: Iterable[str] | None = None) -> list[Binding]:
    """The bindings of all commands, or of those named."""
    wanted = None if ids is None else set(ids)
    return [
        Binding(",".join(single), command.action, command.label.en, show=False, id=command.id)
        for command in COMMANDS
        if (wanted is None or command.id in wanted) and (single := [key for key in command.keys if " " not in key])
    ]


def key_line(commands: Iterable[Command], language: Language) -> list[tuple[str, str]]:
    """Key and short word of the commands that stand on the key line."""
    return [(key_name(c.keys[0]), c.short.text(language)) for c in commands if c.short]


def key_list(commands: Iterable[Command], language: Language) -> list[tuple[str, str]]:
    """All keys and the words of each command, for help."""
    return [(" ".join(key_name(key) for key in c.keys), c.label.text(language)) for c in commands]
