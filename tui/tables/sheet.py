"""The tabs of a screen as values: what each is called and where its rows or its page come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.pages.page import PanelPage
from tui.tables.dataset import ROWS
from tui.tables.outgoing import Outgoing, as_it_is

if TYPE_CHECKING:
    import polars as pl

    from tui.corpus.lens import Lens, Row
    from tui.files.source import Source
    from tui.language.label import Label, Noun
    from tui.pages.citation import Citation
    from tui.pages.document import Door
    from tui.pages.panel import Panel
    from tui.pages.tab import Tab
    from tui.query.query import Filter
    from tui.tables.model import TableModel


TabKind = Literal["table", "page", "overview"]
"""Which part of the screen shows a tab."""


class RowMeaning(NamedTuple):
    """What a row of a table stands for.

    Attributes:
        page: what the detail pane says of it.
        entity: the entity that it is about, if rows are about entities.
        door: the page that it opens.
        sources: the page of what stands behind it, if there is one.
        citation: what a column of it states, with who said it and where.
        fact: the table and the key of the fact that the row shows.
        drill: the filter on the table beneath that the row leads to.
        opens: opens the table that it stands for, beside the keys.
    """

    page: Callable[[Row], Sequence[Panel]]
    entity: Callable[[Row], str | None] | None = None
    door: Callable[[Row], Door | None] | None = None
    sources: Callable[[Row], Sequence[Panel]] | None = None
    citation: Callable[[Row, str], Citation] | None = None
    fact: Callable[[Row], tuple[str, str] | None] | None = None
    drill: Callable[[Row], Filter] | None = None
    opens: Callable[[Row], TableSheet] | None = None


class TableSheet(NamedTuple):
    """A tab that shows rows of a table.

    Attributes:
        file: the file that it comes from.
        corpus: the folder that it comes from, where that is not the one that ships.
        unit: what its rows are called.
        derived: whether it was made of another table.
        looks: the words of the command line by which its figures are looked at as they are.
        note: what is told of its figures for as long as it is shown.
        outgoing: what is copied and exported where some columns of those that there are, are shown.
        told: what is said when it is first shown.
    """

    name: str
    title: Label
    model: Callable[[], TableModel]
    meaning: RowMeaning
    file: Source | None = None
    unit: Noun = ROWS
    pane: bool = True
    derived: bool = False
    corpus: str = ""
    looks: tuple[str, ...] = ()
    note: str = ""
    outgoing: Callable[[Sequence[str], Mapping[str, pl.DataType]], Outgoing] = as_it_is
    kind: TabKind = "table"
    told: Label | None = None

    @property
    def called(self) -> set[str]:
        """What people call it, in small letters."""
        return {one.casefold() for one in (self.name, Path(self.name).stem, *self.title)}


class PageSheet(NamedTuple):
    """A tab that shows panels, of a corpus or of an entity in it; `made` is its page, where that was made before."""

    tab: Tab
    lens: Lens
    entity: str = ""
    made: PanelPage | None = None

    @property
    def name(self) -> str:
        return self.tab.name

    @property
    def title(self) -> Label:
        return self.tab.title

    @property
    def kind(self) -> TabKind:
        return self.tab.kind

    def panels(self) -> Sequence[Panel]:
        """What stands on it."""
        return self.made.panels if self.made is not None else self.tab.open(self.lens, self.entity)

    def page(self, title: str) -> PanelPage:
        """It as a page: the one that was made beside the keys, else one of its panels."""
        return self.made or PanelPage(title, self.panels())


Sheet = TableSheet | PageSheet
