"""Who vouches for a part that is shown: its own claim's status, nature, flags, voice and page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Part, Table
from tui.pages.document import Pair
from tui.pages.stated import figure_of, verdict
from tui.text.visible import visible

ACTUAL = "actual"
"""The nature that goes without saying."""
DOUBTED = ("unsure", "refuted")
"""How a part stands that has not happened, as far as is known."""


def of_claim(row: Row, part: Part, name: str) -> Any:
    """What the claim shown for a part of a fact says."""
    return row.get(f"{part.name}_{name}")


def voiced(lens: Lens, row: Row, part: Part, reader: Reader) -> str:
    """Who states a part, and the page with its date: `OpenAI · Reuters 2025-03-31`."""
    source = lens.source(of_claim(row, part, "source")) or {}
    said_by = of_claim(row, part, "said_by")
    publisher = reader.names.name(source.get("publisher"), reader.language) or of_claim(row, part, "source") or ""
    page = " ".join(filter(None, (publisher, source.get("published"))))
    return visible(" · ".join(filter(None, (reader.names.name(said_by, reader.language) if said_by else "", page))))


def _by_place(table: Table) -> list[Part]:
    """The parts of a table as a page shows them: figures, then the others by their columns."""
    place = {name: number for number, name in enumerate(table.names)}
    return sorted(table.parts, key=lambda part: (part.match != "interval", place[part.name]))


class Vouching(NamedTuple):
    """Tells who vouches for each part of one row."""

    lens: Lens
    table: Table
    row: Row
    reader: Reader

    def first(self) -> Part | None:
        """The part that is shown first, whose voice the others do not repeat."""
        return next((part for part in _by_place(self.table) if of_claim(self.row, part, "claim") is not None), None)

    def lines(self, part: Part) -> Iterator[Pair]:
        """What is said under a part; nothing of what is the fact's as well."""
        told = " · ".join(filter(None, (*self._standing(part), self._voice(part))))
        if told:
            doubted = self.row.get(f"{part.name}_standing") in DOUBTED
            yield Pair("", told, "rival" if doubted else "dim")
        flags = of_claim(self.row, part, "flag")
        if flags:
            column = self.table.column("flag")
            words = ", ".join(column.choice(flag, self.reader.language) for flag in flags.split(";"))
            yield Pair("", visible(f"⚑ {words}"), "rival")
        witnesses, rivals = of_claim(self.row, part, "witnesses"), of_claim(self.row, part, "rivals") or 0
        if witnesses is not None and self.row.get(part.name) is not None:
            plain = part.match != "interval" and witnesses <= 1 and not rivals
            if not plain:
                yield Pair("", verdict(witnesses, rivals, self.reader), "rival" if rivals else "dim")

    def shows(self, part: Part) -> bool:
        """Whether the page has something to show of a part."""
        if part.match == "interval":
            return bool(figure_of(self.table, self.row, part.name, self.reader))
        return self.row.get(part.name) is not None

    def _standing(self, part: Part) -> Iterator[str]:
        status, nature = of_claim(self.row, part, "status"), of_claim(self.row, part, "nature")
        if status and status != self.row["status"]:
            yield self._choice("status", status)
        figure = part.match == "interval" and self.shows(part)
        if nature and nature != ACTUAL and (figure or nature != self.row.get("nature")):
            yield self._choice("nature", nature)

    @property
    def nature(self) -> str | None:
        """The nature of the whole fact, where no figure tells one."""
        figured = any(part.match == "interval" and self.shows(part) for part in self.table.parts)
        return None if figured else self.row.get("nature")

    def _voice(self, part: Part) -> str:
        first = self.first()
        if first is None or of_claim(self.row, part, "claim") is None:
            return ""
        mine, its = (tuple(of_claim(self.row, one, name) for name in ("said_by", "source")) for one in (part, first))
        return voiced(self.lens, self.row, part, self.reader) if part is first or mine != its else ""

    def _choice(self, column: str, value: str) -> str:
        return visible(self.table.column(column).choice(value, self.reader.language))
