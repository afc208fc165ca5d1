"""What commands are given: what is in front of the person, and ways to ask, to tell and to open.

Screens implement these protocols; a command knows nothing of how anything is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.page import PanelPage

if TYPE_CHECKING:
    from tui.commands.faces import PagePart, Pane, Prompt, Scrollable, TableFace
    from tui.commands.keymap import Keymap
    from tui.commands.registry import Where
    from tui.engines.task import Task, Tasks
    from tui.grants import Grants
    from tui.language.label import Label
    from tui.pages.document import Block
    from tui.pages.graph import Graph
    from tui.pages.panel import Panel
    from tui.query.query import Filter
    from tui.tables.line import CommandLine
    from tui.tables.model import TableModel
    from tui.tables.sheet import Sheet
    from tui.tables.tabs import Tabs


OPENING_CORPUS = "corpus"
"""The purpose of the task that opens the corpus for questions."""

Again = Callable[[Lens, Reader], PanelPage | None]
"""Makes a page anew."""


class Timer(Protocol):
    """Something that is to happen later."""

    def stop(self) -> None:
        """Lets it not happen."""
        ...


class Desk(Protocol):
    """What a command works with."""

    # Who is here, and with what

    @property
    def reader(self) -> Reader: ...

    @property
    def lens(self) -> Lens | None:
        """The corpus, where there is one."""
        ...

    @property
    def asked(self) -> Desk | None:
        """The desk of questions: this one where it has a corpus, else one over it, as soon as it was opened."""
        ...

    def with_corpus(self, call: Callable[[Desk], None], failed: Callable[[str | Label], None] | None = None) -> None:
        """Goes on with the desk of questions; what it asks is opened first, once, beside the keys."""
        ...

    def opened_corpus(self) -> Lens:
        """The corpus, which is opened where it was not yet: that takes time. Raises `TermsheetError`."""
        ...

    @property
    def over_files(self) -> bool:
        """Whether files were opened, and no tabs of the corpus."""
        ...

    @property
    def keys(self) -> Keymap: ...

    @property
    def grants(self) -> Grants:
        """What may be done here."""
        ...

    # What is in front

    @property
    def where(self) -> Where: ...

    @property
    def tabs(self) -> Tabs: ...

    @property
    def sheet(self) -> Sheet:
        """The tab shown."""
        ...

    @property
    def model(self) -> TableModel | None:
        """The table shown; none on a page."""
        ...

    @property
    def entity(self) -> str | None:
        """The entity whose page this is, if it is one."""
        ...

    @property
    def drill(self) -> Callable[[Filter], None] | None:
        """What is done with the filter that a row of a made table leads to."""
        ...

    @property
    def part(self) -> Scrollable:
        """What the keys of movement go to."""
        ...

    @property
    def page(self) -> PagePart | None:
        """The page that is read, in a tab or in the pane; none where a table has the keys."""
        ...

    @property
    def table(self) -> TableFace: ...

    @property
    def pane(self) -> Pane: ...

    @property
    def prompt(self) -> Prompt: ...

    # Telling

    def tell(self, message: str | Label) -> None:
        """Says something in the status line until the next key that changes it."""
        ...

    def say(self, label: Label) -> str:
        """A label in the person's language; `{export}` in it is the key of that command."""
        ...

    @property
    def tasks(self) -> Tasks:
        """What runs for the screen, beside the keys."""
        ...

    def show_status(self) -> None:
        """Writes the status line anew."""
        ...

    def wake(self) -> None:
        """Tells how long work takes, from now until it is done."""
        ...

    def requeried(self) -> None:
        """Draws a table whose rows or columns changed."""
        ...

    def follow(self) -> None:
        """Says where the cursor is, and lets the pane follow."""
        ...

    # Later

    def soon(self, call: Callable[[], None]) -> None:
        """Does something when what the key did so far is drawn."""
        ...

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Does something after a pause."""
        ...

    # Opening and leaving

    def choose(
        self, title: Label, items: Sequence[str], marked: set[int] | None, chosen: Callable[[Sequence[int]], None]
    ) -> None:
        """Asks for one of some items, or with marks for several; `chosen` is given their numbers."""
        ...

    def show_tab(self, number: int) -> bool:
        """Shows a tab, counted from 0; whether there is one."""
        ...

    def show_tab_named(self, name: str) -> bool:
        """Shows a tab by its name; whether there is one."""
        ...

    def open_here(self) -> bool:
        """Opens what the line of a page under the cursor leads to; whether this is such a page."""
        ...

    def open_sheets(
        self,
        sheets: Sequence[Sheet],
        title: str,
        start: str = "",
        *,
        entity: str | None = None,
        drill: Callable[[Filter], None] | None = None,
        line: CommandLine | None = None,
    ) -> None:
        """Shows tabs over this screen."""
        ...

    def look(self, lens: Lens, reader: Reader) -> bool:
        """Shows the same tabs of a corpus that is read otherwise, or by a reader of other figures; whether it can."""
        ...

    def open_page(self, title: str, panels: Sequence[Panel]) -> None:
        """Shows a page over this screen."""
        ...

    def open_charts(self, graphs: Sequence[Graph]) -> None:
        """Shows a chart over this screen, and others of the same behind it."""
        ...

    def show_page(self, page: PanelPage, again: Again | None = None) -> None:
        """Shows a page with a time axis and choices over this screen; `again` makes it of a corpus read otherwise."""
        ...

    def open_help(self, title: str, blocks: Sequence[Block]) -> None:
        """Shows a page that is narrowed by typing."""
        ...

    def open_work(self, title: str, blocks: Sequence[Block], running: Callable[[], Sequence[Task[Any]]]) -> None:
        """Shows a page, and over it what runs, to be given up one by one."""
        ...

    def running(self) -> Sequence[Task[Any]]:
        """What runs for this screen and its tables."""
        ...

    def back(self) -> None:
        """Goes back to where this was opened from; at the first screen quits."""
        ...

    def uncover(self) -> Desk:
        """Leaves the pages and charts that lie over the tabs; the desk of these."""
        ...

    def close(self) -> None:
        """Leaves this screen for the one beneath."""
        ...

    def quit(self) -> None: ...

    # The file and the terminal

    def decide(self) -> None:
        """Reads on what the file shown needs to be decided, where that was given up."""
        ...

    def reload(self) -> bool:
        """Reads the file shown again; whether it is one."""
        ...

    def reencode(self) -> bool:
        """Reads the file shown in the next likely encoding; whether it is a text."""
        ...

    def write(self, sequence: str) -> None:
        """Writes to the terminal, beside the screen."""
        ...

    def redraw(self) -> None:
        """Draws the whole screen anew."""
        ...

    def stop(self) -> None:
        """Gives up what runs; where nothing does, asks once more before it quits."""
        ...

    def suspend(self) -> None:
        """Gives the terminal back to the shell until it calls the program to the front."""
        ...

    def toggle_mouse(self) -> bool:
        """Gives the mouse to the terminal, or takes it; whether it is the program's now."""
        ...

    def toggle_plain(self, plain: bool | None = None) -> bool:
        """Draws without colours, or with them; whether without now."""
        ...
