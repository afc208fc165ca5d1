"""Keys as they are pressed: each is a command, or waits for a second one."""

from __future__ import annotations

from typing import NamedTuple

from textual import events

from tui.commands.keymap import Keymap
from tui.commands.keys import key_text, pressed
from tui.commands.registry import Command, Where


class Pressed(NamedTuple):
    """What a key is: a command; or with one before it, none that is known."""

    command: Command | None = None
    unknown: str = ""


class Keyboard:
    """Reads keys.

    Attributes:
        prefix: the key that waits for a second one, if one does.
    """

    def __init__(self, keys: Keymap) -> None:
        self._keys = keys
        self.prefix = ""

    def press(self, event: events.Key, where: Where) -> Pressed:
        """What a key is, in a place."""
        key = pressed(event.key, event.character)
        if self.prefix:
            prefix, self.prefix = self.prefix, ""
            command = self._keys.command((prefix, key), where)
            unknown = "" if command or key == "escape" else f"{key_text((prefix,))} {key_text((key,))}"
            return Pressed(command, unknown)
        if key in self._keys.prefixes:
            self.prefix = key
            return Pressed()
        return Pressed(self._keys.command((key,), where))
