"""Keys that may have all rows of a very large table read: it is said before, and done when asked once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.language.label import Label
from tui.text.numbers import compact, rounded

if TYPE_CHECKING:
    from tui.commands.desk import Desk


def said_before(desk: Desk, id: str) -> Label | None:
    """What is said instead of doing what a command of some id is for: the first time, where it may be dear."""
    model = desk.model
    if model is None or id in model.warned:
        return None
    engine = model.dataset.engine
    counted = model.window.counted and model.query.narrowed
    rows = model.count if counted else engine.height or engine.estimate
    if rows is None or rows < engine.dear_from:
        return None
    model.warned.add(id)
    about = rounded(rows)
    return Label(
        f"{engine.name} may read all of about {compact(about)} rows for this: once more does it, {{stop}} stops it",
        f"{engine.name} 可能为此读取全部约 {compact(about, 'chinese')}行：再按一次执行，{{stop}} 停止",
    )
