"""What commands are given: what is in front of the person, and ways to ask, to tell and to open.

Screens implement these protocols; a command knows nothing of how anything is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tui.cells.cell import Reader
from tui.commands.registry import Where
from tui.corpus.lens import Lens
from tui.engines.task import Task, Tasks
from tui.language.label import Label
from tui.pages.document import Block
from tui.pages.panel import Panel
from tui.query.query import Filter
from tui.tables.line import CommandLine
from tui.tables.model import TableModel
from tui.tables.sheet import Sheet
from tui.tables.suggestions import Suggestion
from tui.tables.tabs import Tabs

if TYPE_CHECKING:
    from tui.commands.keymap import Keymap


class Scrollable(Protocol):
    """What the keys of movement go to."""

    @property
    def column(self) -> int:
        """The column that the cursor is in; 0 where there are none."""
        ...

    def move_by(self, rows: int) -> None:
        """Moves by rows."""
        ...

    def page_by(self, pages: float) -> None:
        """Moves by pages or parts of one."""
        ...

    def move_to(self, row: int) -> None:
        """Moves to a row; a negative one counts from the end."""
        ...

    def move_column(self, column: int) -> None:
        """Moves to a column; a negative one counts from the end."""
        ...


class TableFace(Scrollable, Protocol):
    """The table as it is drawn."""

    @property
    def page_height(self) -> int:
        """How many rows are seen."""
        ...

    def width_of(self, number: int) -> int:
        """The width of a column as it is shown."""
        ...

    def fitted(self, number: int) -> int:
        """The width at which nothing of a column's seen rows is cut."""
        ...

    def moved_from(self, row: int, top: int) -> None:
        """Draws what changed since the cursor stood on `row` and the screen began at `top`."""
        ...

    def mark(self) -> None:
        """Draws the rows anew: others are selected."""
        ...


class Pane(Protocol):
    """The pane that says what stands behind the row under the cursor."""

    shown: bool
    focused: bool


class Suggesting(Protocol):
    """The suggestions above a line that is typed."""

    @property
    def items(self) -> tuple[Suggestion, ...]: ...

    @property
    def chosen(self) -> int: ...

    @property
    def here(self) -> Suggestion | None:
        """The one that is chosen."""
        ...

    def show(self, items: Sequence[Suggestion]) -> None:
        """Shows other suggestions."""
        ...

    def move(self, step: int) -> None:
        """Chooses the next or the one before."""
        ...


class Prompt(Protocol):
    """The line in which something is typed."""

    @property
    def suggestions(self) -> Suggesting: ...

    @property
    def text(self) -> str | None:
        """What is typed so far; None where nothing is asked."""
        ...

    def put(self, text: str) -> None:
        """Writes another text into the line."""
        ...

    def put_away(self) -> None:
        """Ends a line that was answered by another key than Enter."""
        ...

    def ask(
        self,
        mark: Label,
        text: str,
        taken: Callable[[str], bool | None],
        changed: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        assist: Callable[[str, str], str | None] | None = None,
        *,
        select: bool = True,
    ) -> None:
        """Asks for a line: `taken` is given it, `changed` what is typed so far, `left` is called where it was left.

        Where `taken` gives False the line stays open. `assist` changes the line for Tab and the arrows.
        """
        ...


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
    def keys(self) -> Keymap: ...

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

    def open_page(self, title: str, panels: Sequence[Panel]) -> None:
        """Shows a page over this screen."""
        ...

    def open_beside(self, title: str, left: Sequence[Panel], right: Sequence[Panel]) -> None:
        """Shows two pages side by side over this screen."""
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

    def close(self) -> None:
        """Leaves this screen for the one beneath."""
        ...

    def quit(self) -> None: ...

    # The file and the terminal

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
