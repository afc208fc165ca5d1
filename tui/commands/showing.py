"""What many commands end with: a table is shown otherwise, or work on it is begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tui.commands.desk import Desk
from tui.engines.lane import Work
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.query.query import Condition
from tui.tables import view as views
from tui.tables.model import TableModel
from tui.tables.view import View

T = TypeVar("T")


def show(desk: Desk, model: TableModel, view: View) -> bool:
    """Shows a table otherwise, or tells why it cannot be; whether it is shown so."""
    try:
        model.show(view)
    except TermsheetError as error:
        desk.tell(Label(*error.said))
        return False
    desk.requeried()
    return True


def show_narrowed(desk: Desk, model: TableModel, condition: Condition) -> None:
    """Shows a table under one more filter."""
    show(desk, model, views.narrow(model.view, condition))


def work(
    desk: Desk,
    model: TableModel,
    what: Label,
    work: Work[T],
    done: Callable[[T], None],
    *,
    purpose: str = "made",
    progress: Callable[[], str] = str,
) -> None:
    """Does long work on a table beside the keys, and goes on with its result."""

    def followed(result: T) -> None:
        done(result)
        model.changed()

    def ended(*_: str) -> None:
        model.changed()

    model.tasks.start(purpose, what, work, followed, ended, ended, progress=progress)
    desk.show_status()
    desk.wake()
