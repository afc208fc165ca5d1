"""What a command is, and how one is registered beside its code: id, keys, words, and where it applies."""

from __future__ import annotations

from collections.abc import Callable
from enum import Flag
from typing import TYPE_CHECKING, NamedTuple

from tui.commands.dear import said_before
from tui.errors import TermsheetError
from tui.grants import NO_POWER, Power, not_granted
from tui.language.label import Label

if TYPE_CHECKING:
    from tui.commands.desk import Desk
    from tui.commands.faces import ChartFace, OverTime, PagePart, Scrollable
    from tui.tables.model import TableModel

NO_TABLE = Label("there is no table here", "此处没有表格")
NO_CHART = Label("there is no chart here: {chart} draws one", "此处没有图：按 {chart} 绘图")
NO_PAGE_HERE = Label("there is no page here", "此处没有页面")
LAST = 1000
"""The rank of a command that was given none."""


class Where(Flag):
    """What is in front of the person: a tab with rows under a cursor or with lines to read, or over the tabs a page or
    a chart."""

    TABLE = 1
    PAGE = 2
    OVER = 4
    CHART = 8


ANYWHERE = Where.TABLE | Where.PAGE
EVERYWHERE = ANYWHERE | Where.OVER | Where.CHART


class Command(NamedTuple):
    """What a key does.

    Attributes:
        id: what it is called in `config.toml` and after `:`.
        keys: the keys it has unless others were chosen, as people write them: `Ctrl+D`, `gg`.
        label: what it does, for help.
        run: does it.
        where: where it applies; elsewhere it says `elsewhere`.
        short: its wording on the key line, for commands that stand there.
        rank: help and key line name the lowest first, then the others in the order of their modules.
        moves: for a movement, what it does to whatever is scrolled.
        charts: for what is done with a chart, what it does to it.
        reads: for what a page is read with, what it does to the page.
        group: the module that it stands in.
        needs: the power without which it is refused, and is named nowhere.
        dear: whether it may have all rows of the table read, which is said before where they are very many.
    """

    id: str
    keys: tuple[str, ...]
    label: Label
    run: Callable[[Desk], None]
    where: Where = ANYWHERE
    short: Label | None = None
    rank: int = LAST
    elsewhere: Label = NO_TABLE
    moves: Callable[[Scrollable], None] | None = None
    charts: Callable[[ChartFace], None] | None = None
    reads: Callable[[PagePart], None] | None = None
    group: str = ""
    needs: Power = NO_POWER
    dear: bool = False

    def carry_out(self, desk: Desk, where: Where | None = None) -> None:
        """Does what it is for, or says why it cannot be done: in the tabs, or where else the person is."""
        if (desk.where if where is None else where) not in self.where:
            desk.tell(self.elsewhere)
            return
        if self.dear and (told := said_before(desk, self.id)) is not None:
            desk.tell(told)
            return
        try:
            self.run(desk)
        except TermsheetError as error:
            desk.tell(Label(*error.said))


def refusing(command: Command) -> Command:
    """What stands in the place of a command that may not be carried out: it says so."""
    why = Label(*not_granted(f":{command.id}").said)

    def tell(desk: Desk) -> None:
        desk.tell(why)

    return command._replace(run=tell, elsewhere=why, charts=lambda face: face.tell(why), reads=None, moves=None)


_REGISTERED: dict[str, Command] = {}


def register(command: Command) -> None:
    """Makes a command known. Raises ValueError for an id that another one has."""
    if command.id in _REGISTERED:
        raise ValueError(f"two commands are called {command.id}")
    _REGISTERED[command.id] = command


def commands() -> tuple[Command, ...]:
    """Every command, in the order of help."""
    from tui.commands.every import MODULES

    order = {module: place for place, module in enumerate(MODULES)}
    return tuple(sorted(_REGISTERED.values(), key=lambda command: (command.rank, order[command.group])))


def _group(function: Callable[..., None]) -> str:
    return function.__module__.rpartition(".")[2]


def anywhere(
    id: str,
    keys: str,
    label: Label,
    *,
    short: Label | None = None,
    rank: int = LAST,
    where: Where = ANYWHERE,
    elsewhere: Label = NO_TABLE,
    needs: Power = NO_POWER,
    dear: bool = False,
) -> Callable[[Callable[[Desk], None]], Callable[[Desk], None]]:
    """Registers what does something wherever the person is; its keys stand with spaces between them."""

    def registered(function: Callable[[Desk], None]) -> Callable[[Desk], None]:
        command = Command(id, tuple(keys.split()), label, function, where, short, rank, elsewhere)
        register(command._replace(group=_group(function), needs=needs, dear=dear))
        return function

    return registered


def on_table(
    id: str,
    keys: str,
    label: Label,
    *,
    short: Label | None = None,
    rank: int = LAST,
    elsewhere: Label = NO_TABLE,
    needs: Power = NO_POWER,
    dear: bool = False,
) -> Callable[[Callable[[Desk, TableModel], None]], Callable[[Desk, TableModel], None]]:
    """Registers what does something with the table shown."""

    def registered(function: Callable[[Desk, TableModel], None]) -> Callable[[Desk, TableModel], None]:
        def run(desk: Desk) -> None:
            if desk.model is not None:
                function(desk, desk.model)

        command = Command(id, tuple(keys.split()), label, run, Where.TABLE, short, rank, elsewhere)
        register(command._replace(group=_group(function), needs=needs, dear=dear))
        return function

    return registered


def moves(
    id: str, keys: str, label: Label, *, unless: Callable[[Desk], Label | None] = lambda _: None
) -> Callable[[Callable[[Scrollable], None]], Callable[[Scrollable], None]]:
    """Registers a movement in whatever is scrolled: a table, a page, the overview; `unless` says why it cannot be."""

    def registered(function: Callable[[Scrollable], None]) -> Callable[[Scrollable], None]:
        def run(desk: Desk) -> None:
            hindered = unless(desk)
            if hindered is not None:
                desk.tell(hindered)
                return
            function(desk.part)
            desk.follow()

        register(Command(id, tuple(keys.split()), label, run, EVERYWHERE, moves=function, group=_group(function)))
        return function

    return registered


def on_chart(
    id: str, keys: str, label: Label, *, short: Label | None = None, rank: int = LAST, needs: Power = NO_POWER
) -> Callable[[Callable[[ChartFace], None]], Callable[[ChartFace], None]]:
    """Registers what is done with the chart in front; elsewhere it says that there is none."""

    def registered(function: Callable[[ChartFace], None]) -> Callable[[ChartFace], None]:
        def run(desk: Desk) -> None:
            desk.tell(NO_CHART)

        command = Command(id, tuple(keys.split()), label, run, Where.CHART, short, rank, NO_CHART, charts=function)
        register(command._replace(group=_group(function), needs=needs))
        return function

    return registered


def reads(
    id: str, keys: str, label: Label, *, short: Label | None = None
) -> Callable[[Callable[[PagePart], None]], Callable[[PagePart], None]]:
    """Registers what a page is read with: steps from door to door, the time that is shown."""

    def registered(function: Callable[[PagePart], None]) -> Callable[[PagePart], None]:
        def run(desk: Desk) -> None:
            if desk.page is None:
                desk.tell(NO_PAGE_HERE)
            else:
                function(desk.page)

        where = Where.PAGE | Where.OVER
        command = Command(id, tuple(keys.split()), label, run, where, short, elsewhere=NO_PAGE_HERE, reads=function)
        register(command._replace(group=_group(function)))
        return function

    return registered


def zooms(id: str, keys: str, label: Label) -> Callable[[Callable[[OverTime], None]], Callable[[OverTime], None]]:
    """Registers what is done with an axis of time: that of a page, or of a chart."""

    def registered(function: Callable[[OverTime], None]) -> Callable[[OverTime], None]:
        reads(id, keys, label)(function)
        command = _REGISTERED[id]
        _REGISTERED[id] = command._replace(where=command.where | Where.CHART, charts=function, group=_group(function))
        return function

    return registered
