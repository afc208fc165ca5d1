"""What all screens have in common that lie over the tabs until they are left."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tui.commands.desk import Desk
from tui.commands.faces import PagePart, Scrollable
from tui.commands.registry import Command, Where
from tui.screens.keyboard import Keyboard
from tui.widgets.roles import RoleScreen

LEAVING = ("back", "clear", "sources", "help")
"""The commands that lead back from here; those that lead here do it too."""
EDITING = frozenset(key for binding in Input.BINDINGS for key in binding.key.split(","))  # type: ignore[union-attr]
"""The keys that change a line of text."""


class OverScreen(RoleScreen):
    """A screen over the tabs: movements go to what it scrolls, what leads here leads back.

    Args:
        desk: what commands are given that have to do with the program and not with the tabs.
    """

    where = Where.OVER
    """What a person is in front of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.keyboard = Keyboard(desk.keys)

    @property
    def part(self) -> Scrollable | None:
        """What movements go to."""
        return None

    @property
    def page(self) -> PagePart | None:
        """The page on it, where there is one."""
        return None

    def leave(self) -> None:
        """Goes back to the tabs; one that is left already stays left."""
        if self.is_current:
            self.app.pop_screen()

    def on_key(self, event: events.Key) -> None:
        if isinstance(self.focused, Input) and (event.is_printable or event.key in EDITING):
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            # Whatever it is for in the tabs: it always leads out of what lies over them.
            self.leave()
        elif (command := self.keyboard.press(event, self.where).command) is not None:
            self.carry_out(command)

    def carry_out(self, command: Command) -> None:
        """Does what a command is for, here."""
        if command.id in LEAVING:
            self.leave()
        elif command.moves is not None and self.part is not None:
            command.moves(self.part)
        elif command.reads is not None and self.page is not None:
            command.reads(self.page)
        else:
            command.carry_out(self.desk, self.where)
