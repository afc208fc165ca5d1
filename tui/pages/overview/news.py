"""How much was entered since a person looked last, until its list has been opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label, Noun
from tui.language.words import listed
from tui.pages.document import NEWS_DOOR, Door, Line, Span
from tui.pages.panel import Room, titled
from tui.storage import watching

_TITLE = Label("NEW SINCE YOU LOOKED", "上次查看后新增")
_CLAIMS = Noun("claim", "claims", "条说法")


@dataclass(frozen=True)
class News:
    """So many claims in each table that were entered after the day of the last look."""

    lens: Lens
    table: ClassVar[str] = ""
    door: ClassVar[Door] = Door(NEWS_DOOR)

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE), watching.looked()) if self._counts() else ()

    def _counts(self) -> dict[str, int]:
        day, corpus = watching.looked(), self.lens.corpus
        tables = [name for name in corpus.claimed if day and "added" in corpus.frame(name).columns]
        counts = {name: corpus.frame(name).filter(pl.col("added") > day).height for name in tables}
        return {name: count for name, count in counts.items() if count}

    def draw(self, room: Room) -> list[Line]:
        counts, reader = self._counts(), room.reader
        if not counts:
            return []
        told = [f"{reader.label(self.lens.table(name).title)} {count:,}" for name, count in counts.items()]
        total = _CLAIMS.counted(sum(counts.values()), reader.language)
        return [(Span(f"{total}: {listed(told, reader.language)}", "", self.door),)]
