"""The application: the theme, the stylesheet, the first screen, and the check of the data behind it."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Sequence
from typing import ClassVar

from textual import constants
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter
from textual.theme import Theme

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.errors import EXIT_INTERRUPTED, TermsheetError
from tui.language.words import word
from tui.screens.explorer import ExplorerScreen, file_explorer
from tui.storage.shipped import resource
from tui.tables.line import CommandLine
from tui.tables.of_corpus import corpus_sheets
from tui.tables.sheet import TableSheet
from tui.widgets.spelling import Spelling

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

    CSS_PATH = resource("styles.tcss")
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
    ) -> None:
        # Asked for already by what Textual does first.
        self._spelling = [Spelling(reader.glyphs)] if reader.glyphs.instead else []
        # Said here, since Textual chooses how to honour NO_COLOR before a theme can be set.
        super().__init__(ansi_color=True)
        self._lens = lens
        self._reader = reader
        self._tab = tab
        self._files = files
        self._line = line
        self._interrupted = False
        self.register_theme(THEME)
        self.theme = THEME.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What all widgets' lines go through, those of Textual's own too."""
        return [*super().get_line_filters(), *self._spelling]

    def get_driver_class(self) -> type[Driver]:
        """Our own driver, unless the platform or the environment asks for another."""
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from tui.terminal.driver import TerminalDriver

        return TerminalDriver

    def on_mount(self) -> None:
        if self._lens is None:
            self._explorer = file_explorer(self._reader, self._files, self._line)
        else:
            sheets = corpus_sheets(self._lens, self._reader)
            self._explorer = ExplorerScreen(
                self._lens, self._reader, sheets, start=self._tab, first=True, line=self._line
            )
        self.push_screen(self._explorer)
        self.call_after_refresh(self._start_check)

    def _start_check(self) -> None:
        # What was loaded so far stays for good: no collection need look at it again.
        gc.freeze()
        gc.enable()
        if self._lens is None:
            self._explorer.watch_files()
        else:
            self.run_worker(self._check(self._lens), exclusive=True)

    async def _check(self, lens: Lens) -> None:
        """Reads and checks the tables that the first screen did not need, beside the keys."""
        try:
            problems = await asyncio.to_thread(lens.corpus.check)
        except TermsheetError as error:
            self._explorer.tell(str(error))
            return
        self._explorer.told_problems(len(problems))

    def _fatal_error(self) -> None:
        """Ends without a traceback; the command line says what happened and where the report lies."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What ended the app, if something did."""
        return self._exception

    def on_key(self) -> None:
        self._interrupted = False

    def action_interrupt(self) -> None:
        if isinstance(self.screen, ExplorerScreen) and self.screen.interrupt():
            return
        if self._interrupted:
            self.exit(EXIT_INTERRUPTED)
        self._interrupted = True
        if isinstance(self.screen, ExplorerScreen):
            self.screen.tell(word("screen.again", self._reader.language))
