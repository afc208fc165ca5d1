"""What a tab is that shows panels: it stands with them, and `tabs` lists it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import polars as pl

    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.language.label import Label
    from tui.pages.page import PanelPage
    from tui.pages.panel import Panel


class Tab(NamedTuple):
    """A tab of panels.

    Attributes:
        name: by which `--tab`, `:` and doors call it; so does its title, in either language.
        kind: `page` for one panel under the other, `overview` for panels in columns with a cursor on their doors.
        open: its panels, of a corpus and of the entity whose page it is on; none where it is on no entity's.
        page: them as a page with a time axis, where it has one, of what the tables say of the entity.
        order: its place among the tables, by the number that their TOMLs give them.
    """

    name: str
    title: Label
    kind: Literal["page", "overview"]
    open: Callable[[Lens, str], Sequence[Panel]]
    order: int = 0
    page: Callable[[Lens, str, Reader, Mapping[str, pl.DataFrame]], PanelPage] | None = None
