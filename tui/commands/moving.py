"""Moving: by rows, pages and columns, in whatever is scrolled."""

from __future__ import annotations

from tui.commands.dear import said_before
from tui.commands.desk import Desk
from tui.commands.faces import Scrollable
from tui.commands.registry import moves
from tui.engines.base import Can
from tui.language.label import Label

NO_LAST = Label(
    "this table has no key: its rows come one after the other, and the last is not known before",
    "此表无主键：行依次读入，末行须读到才知",
)


@moves("down", "j ↓", Label("down", "下"))
def down(part: Scrollable) -> None:
    part.move_by(1)


@moves("up", "k ↑", Label("up", "上"))
def up(part: Scrollable) -> None:
    part.move_by(-1)


@moves("left", "h ←", Label("column to the left", "左一列"))
def left(part: Scrollable) -> None:
    part.move_column(max(0, part.column - 1))


@moves("right", "l →", Label("column to the right", "右一列"))
def right(part: Scrollable) -> None:
    part.move_column(part.column + 1)


@moves("page.down", "PgDn Ctrl+F", Label("page down", "下翻一页"))
def page_down(part: Scrollable) -> None:
    part.page_by(1)


@moves("page.up", "PgUp Ctrl+B", Label("page up (Ctrl+B is also tmux's own key)", "上翻一页（Ctrl+B 亦为 tmux 前缀）"))
def page_up(part: Scrollable) -> None:
    part.page_by(-1)


@moves("half.down", "Ctrl+D", Label("half a page down", "下翻半页"))
def half_down(part: Scrollable) -> None:
    part.page_by(0.5)


@moves("half.up", "Ctrl+U", Label("half a page up", "上翻半页"))
def half_up(part: Scrollable) -> None:
    part.page_by(-0.5)


@moves("first", "gg Home", Label("first row", "首行"))
def first(part: Scrollable) -> None:
    part.move_to(0)


def _without_last(desk: Desk) -> Label | None:
    """Why there is no last row to go to: it is not known before all others came."""
    model = desk.model
    ordered = model is None or desk.page is not None or Can.ORDERED in model.dataset.engine.can
    if not ordered:
        return NO_LAST
    # How far it is to the last row is known once the rows are counted.
    reached = model is None or desk.page is not None or model.window.counted
    return None if reached else said_before(desk, "last")


@moves("last", "G End", Label("last row", "末行"), unless=_without_last)
def last(part: Scrollable) -> None:
    part.move_to(-1)


@moves("first.column", "gh", Label("first column", "首列"))
def first_column(part: Scrollable) -> None:
    part.move_column(0)


@moves("last.column", "gl", Label("last column", "末列"))
def last_column(part: Scrollable) -> None:
    part.move_column(-1)
