"""What many commands end with: a table is shown otherwise, or work on it is begun."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from tui.commands.desk import Desk
from tui.engines.lane import Work
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.query.query import Filter
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


def show_narrowed(desk: Desk, model: TableModel, condition: Filter) -> None:
    """Shows a table under one more filter."""
    show(desk, model, views.narrow(model.view, condition))


def when_decided(desk: Desk, model: TableModel, names: Iterable[str] | None, run: Callable[[], object]) -> None:
    """Does something at once where it is known what some columns hold, of all where none are named; else as soon as
    the file is read so far."""
    if model.dataset.is_decided(names):
        run()
        return
    model.wait(names, run)
    desk.decide()
    desk.show_status()
    desk.wake()


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

    def ended(*_: object) -> None:
        model.changed()

    model.tasks.start(purpose, what, work, followed, ended, ended, progress=progress)
    desk.show_status()
    desk.wake()
