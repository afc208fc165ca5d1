"""Keys, clicks and pastes in the order in which they came: each is done with before the next is handed on.

Textual hands on what comes to whatever is in front at that moment, which need not have seen to what came before: in a
burst, as of a slow line, a screen would be told to leave that has left, or be asked before it is there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from tui.widgets.roles import RoleScreen


class InputOrder:
    """What was typed and not handed on yet.

    Args:
        app: whose screen it is for.
        forward: hands one on, as Textual does.
    """

    def __init__(self, app: App[int], forward: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app, self._forward = app, forward
        self._waiting: deque[events.Event] = deque()
        self._at_work: RoleScreen | None = None

    async def take(self, event: events.Event) -> None:
        """Takes what was typed or clicked."""
        self._waiting.append(event)
        if self._at_work is not None:
            self._look_behind(self._at_work)
        await self.go_on()

    async def go_on(self) -> None:
        """Hands on the next, if the screen in front is there and has seen to what came before."""
        app = self._app
        # A program that ends has no screen for a while.
        while self._waiting and app._exit is False and app.screen_stack:
            screen = app.screen
            if self._at_work is screen or not (isinstance(screen, RoleScreen) and screen.ready):
                return
            self._at_work = screen
            target = app.focused or screen
            event = self._waiting.popleft()
            self._look_behind(screen)
            await self._forward(event)
            self._follow(target, screen)

    def _look_behind(self, screen: RoleScreen) -> None:
        """Lets a screen know whether a letter comes behind what it sees to."""
        behind = self._waiting[0] if self._waiting else None
        screen.types_on = isinstance(behind, events.Key) and behind.is_printable

    def _follow(self, node: DOMNode, screen: Screen[None]) -> None:
        """Waits behind the event, at each node that it may rise to."""
        if not node.call_later(partial(self._passed, node, screen)):
            self._done(screen)

    def _passed(self, node: DOMNode, screen: Screen[None]) -> None:
        above = node.parent
        if node is screen or not isinstance(above, DOMNode):
            self._done(screen)
        else:
            self._follow(above, screen)

    def _done(self, screen: Screen[None]) -> None:
        if self._at_work is screen:
            self._at_work = None
        self._app.call_later(self.go_on)
