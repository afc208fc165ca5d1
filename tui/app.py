"""The application: the theme, the stylesheet, the first screen, and the check of the data behind it."""

from __future__ import annotations

import gc
import sys
from asyncio import get_running_loop
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar

from textual import constants, events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from tui.charts.glyphs import ASCII
from tui.commands.keymap import load, told_keys
from tui.commands.leaving import leave
from tui.commands.palette import Request
from tui.corpus.opening import Opening
from tui.errors import EXIT_INTERRUPTED, reason
from tui.grants import EVERYTHING, Grants, Power
from tui.language.words import label
from tui.screens.explorer import ExplorerScreen
from tui.screens.first_frame import FirstFrame
from tui.screens.input_order import InputOrder
from tui.screens.panics import hear_of_panics
from tui.screens.session import Session
from tui.screens.terminal import Terminal
from tui.storage.shipped import place
from tui.widgets.roles import RoleScreen
from tui.widgets.safe_lines import SafeLines

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.storage.first_frames import Keep
    from tui.tables.line import CommandLine
    from tui.tables.sheet import Sheet, TableSheet

IN_ORDER = (events.Key, events.Paste, events.MouseDown, events.MouseUp, events.MouseScrollDown, events.MouseScrollUp)
"""What is handed on one by one."""
CHECK = "check"
"""The purpose of the task that checks the corpus."""

# The terminal's own colours: right on light and on dark, and few bytes to write.
THEME = Theme(
    name="termsheet",
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_blue",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    ansi=True,
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border-blurred": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_blue",
        "screen-selection-foreground": "ansi_default",
    },
)


class TermsheetApp(App[int]):
    """The explorer: over the corpus, or over a person's files."""

    CSS_PATH = place("styles.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("ctrl+c", "interrupt", show=False, priority=True, system=True)
    ]

    def __init__(
        self,
        lens: Lens | None,
        reader: Reader,
        tab: str = "",
        files: Sequence[TableSheet] = (),
        line: CommandLine | None = None,
        question: str = "",
        grants: Grants = EVERYTHING,
        opening: Opening | None = None,
        keep_frame: Keep | None = None,
    ) -> None:
        # Asked for already by what Textual does first.
        self._grants, self._glyphs = grants, reader.glyphs
        self._shown = SafeLines(reader.glyphs)
        # Said here, since Textual chooses how to honour NO_COLOR before a theme can be set.
        super().__init__(ansi_color=True)
        self._session = Session(
            lens, reader, load(grants), Terminal(self), grants, opening or Opening(), over_files=lens is None
        )
        self._tab = tab
        self._files = files
        self._line, self._question = line, question
        self._interrupted = False
        self._keep_frame = keep_frame
        self._first_frame: FirstFrame | None = None
        self._input = InputOrder(self, super().on_event)
        self.register_theme(THEME)
        self.theme = THEME.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What all widgets' lines go through, those of Textual's own too."""
        return [*super().get_line_filters(), self._shown]

    def get_driver_class(self) -> type[Driver]:
        """Our own driver, unless the platform or the environment asks for another."""
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from tui.storage.own import messages
        from tui.terminal.driver import TerminalDriver

        TerminalDriver.aside = messages()
        TerminalDriver.guarded = self._grants.has(Power.PROGRAMS)
        TerminalDriver.ascii = self._glyphs is ASCII
        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """The explorer: no other screen lies beneath it, to be laid out and painted in vain."""
        session, line = self._session, self._line
        sheets: Sequence[Sheet] = self._files
        if session.lens is not None:
            from tui.tables.corpus_sheets import corpus_sheets

            sheets = corpus_sheets(session.lens, session.reader)
        self._explorer = ExplorerScreen(session, sheets, start=self._tab, first=True, line=line)
        return self._explorer

    def on_load(self) -> None:
        hear_of_panics(get_running_loop(), self._end_of_panic)

    def _end_of_panic(self, error: BaseException) -> None:
        panic = RuntimeError(f"{type(error).__name__}: {reason(error)}")
        panic.__cause__ = error
        self._handle_exception(panic)

    def on_mount(self) -> None:
        self.call_after_refresh(self._start_work)

    def _start_work(self) -> None:
        """Begins what runs beside the keys, now that the first screen is there."""
        # What was loaded so far stays for good: no collection need look at it again.
        gc.freeze()
        gc.enable()
        session, explorer = self._session, self._explorer
        if self._keep_frame is not None and not self._question:
            self._first_frame = FirstFrame(self, explorer, self._keep_frame)
        if session.keys.problems:
            explorer.telling.tell(told_keys(session.keys, session.reader.language))
        if session.lens is None:
            explorer.files.watch()
        else:
            corpus = session.lens.corpus
            explorer.tasks.start(
                CHECK,
                label("task.checking"),
                lambda token: len(corpus.check()),
                self._checked,
                explorer.desk.tell,
                quiet=True,
            )
            if self._question:
                from tui.commands.questions import ask_question

                ask_question(explorer.desk, Request("question", self._question))

    def _checked(self, problems: int) -> None:
        self._explorer.telling.problems = problems
        self._explorer.telling.show()

    def pop_screen(self) -> AwaitComplete:
        """Leaves the screen in front. The one beneath is painted when that is gone, and not before and behind."""
        unpainted = ExitStack()
        unpainted.enter_context(self.batch_update())
        left = super().pop_screen()

        def paint() -> None:
            self.screen.call_later(self.screen.call_later, unpainted.close)

        async def gone() -> None:
            try:
                await left
            finally:
                # Behind what Textual does once more where a screen was.
                self.call_next(paint)

        self.call_next(gone)
        return left

    def _fatal_error(self) -> None:
        """Ends without a traceback; the command line says what happened and where the report lies."""
        # Textual calls this for each exception that nobody caught; it has no public hook for them.
        self.panic()

    @property
    def failure(self) -> Exception | None:
        """What ended the app, if something did."""
        # Textual keeps it for its test driver alone.
        return self._exception

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, IN_ORDER) and not event.is_forwarded:
            if self._first_frame is not None:
                self._first_frame.leave()
            await self._input.take(event)
        elif self.screen_stack or not isinstance(event, IN_ORDER):
            # What comes back from a screen when all are gone is for nobody.
            await super().on_event(event)

    @on(RoleScreen.Ready)
    async def _go_on(self) -> None:
        await self._input.go_on()

    def on_key(self) -> None:
        self._interrupted = False

    async def action_quit(self) -> None:
        leave(self._explorer.desk)

    def action_interrupt(self) -> None:
        explorer = self.screen if isinstance(self.screen, ExplorerScreen) else None
        if explorer is not None and explorer.interrupt():
            return
        if self._interrupted:
            self.exit(EXIT_INTERRUPTED)
        self._interrupted = True
        if explorer is not None:
            explorer.desk.tell(label("screen.again"))
