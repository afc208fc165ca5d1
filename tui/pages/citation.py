"""One part of a fact in one line, as it is quoted: what, as of when, who said it, where it was printed.

All of it is what one claim says: a date that only another claim gives is no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tui.cells.cell import Reader
from tui.corpus.describing import JOINTS
from tui.corpus.lens import Lens
from tui.corpus.tables import Part, Table
from tui.pages.line import written_parts
from tui.pages.stated import fact_title
from tui.pages.vouching import ACTUAL, Vouching, of_claim
from tui.text.visible import visible

_Row = dict[str, Any]


def in_one_line(*parts: str | None) -> str:
    """Parts of a citation, those that say something."""
    return ", ".join(part for part in parts if part)


class Citation(NamedTuple):
    """One part of a fact as it is quoted.

    Attributes:
        claim: what is stated, with its figure.
        standing: what is to be known before it is quoted: rumoured, a forecast, flagged.
        when: as of which date; empty where the claim gives none.
        said_by: who states it.
        status: of the claim.
        source: the row of the page that printed it.
        publisher: of that page, by its name.
        details: lines, what was printed, through whom the page was read, how many contradict.
        id: the claim's, or the source's.
    """

    claim: str
    standing: tuple[str, ...] = ()
    when: str = ""
    said_by: str = ""
    status: str = ""
    source: Mapping[str, Any] = {}
    publisher: str = ""
    details: tuple[str, ...] = ()
    id: str = ""

    @property
    def address(self) -> str:
        """Of the source; empty where it has none."""
        return self.source.get("url") or ""

    @property
    def title(self) -> str:
        """Of the source; one in brackets is a description."""
        return visible(self.source.get("title") or "")

    @property
    def published(self) -> str:
        return self.source.get("published") or ""

    @property
    def told(self) -> tuple[str, ...]:
        """What is stated, how it stands, as of when, and by whom."""
        when = f"as of {self.when}" if self.when else ""
        said_by = f"said by {self.said_by}" if self.said_by else ""
        return tuple(part for part in (self.claim, *self.standing, when, said_by) if part)

    @property
    def text(self) -> str:
        """In one line, the address last."""
        if not self.claim:
            return in_one_line(*self._page(""), *self.details, self.address)
        told = in_one_line(*self.told, *self._page("source "), *self.details)
        return f"{told}. {visible(self.address)}".strip() if self.source else told

    @property
    def vouched(self) -> tuple[str, ...]:
        """What goes with a row that is copied: status, who states it, title and address of the source."""
        return (self.status, self.said_by, self.title, self.address) if self.claim and self.source else ()

    def _page(self, word: str) -> tuple[str, ...]:
        named = self.publisher or self.title
        titled = self.title if self.publisher else ""
        quoted = titled if titled.startswith("[") or not titled else f"“{titled}”"
        return (f"{word}{named}" if named else "", quoted, self.published)


def cited(lens: Lens, name: str, row: _Row, reader: Reader, column: str = "") -> Citation:
    """The citation of a row; for a source, itself.

    It is of the part that stands in a column, else of the first that is shown.
    """
    table = lens.table(name)
    if table.rows == "sources":
        return Citation("", source=row, publisher=_publisher(row, reader), details=(_via(row),), id=row["id"])
    if not table.claims:
        return Citation(fact_title(table, row, reader))
    # A row of a series is a fact, with a history.
    row = lens.fact(name, row["key"]) or row
    part = _meant(Vouching(lens, table, row, reader), column)
    claim = lens.claim(name, of_claim(row, part, "claim")) or row
    source = lens.source(claim.get("source")) or {}
    said_by, when = claim.get("said_by"), _when(table, claim)
    details = (
        f"line {claim['line'].replace(';', ', ')}" if claim.get("line") else "",
        f"printed “{visible(claim['printed'])}”" if part.match == "interval" and _printed(claim, part) else "",
        _via(source),
        f"disputed: {rivals} contradict" if (rivals := of_claim(row, part, "rivals")) else "",
    )
    return Citation(
        f"{fact_title(table, row, reader)}: {_what(table, part, claim, reader)}",
        tuple(_standing(lens, row, part)),
        when or "",
        visible(reader.names.name(said_by, "en")) if said_by else "",
        claim.get("status") or "",
        source,
        _publisher(source, reader),
        details,
        claim.get("id") or "",
    )


def _publisher(source: Mapping[str, Any], reader: Reader) -> str:
    publisher = source.get("publisher")
    return visible(reader.names.name(publisher, "en")) if publisher else ""


def _meant(vouching: Vouching, column: str) -> Part:
    """The part that a column shows, else the first that is shown."""
    for part in vouching.table.parts:
        of_part = {part.name, part.high, part.unit, part.basis, f"{part.name}_usd", *part.beside}
        if column in of_part and vouching.shows(part):
            return part
    shown = (part for part in vouching.table.parts if vouching.shows(part))
    return next(shown, None) or vouching.first() or vouching.table.parts[0]


def _what(table: Table, part: Part, claim: _Row, reader: Reader) -> str:
    """What the claim is about, and the part: the words of a citation with this part in the place of the figure."""
    first = table.parts[0]
    words = table.cite.split()
    if part is not first and part.name not in words:
        figure = {first.name, first.high, first.unit, first.basis}
        words = [*(word for word in words if word not in figure), *filter(None, (part.basis, part.name))]
    # A joint at the end joins nothing.
    while words and words[-1] in JOINTS:
        words.pop()
    return written_parts(table, " ".join(words), claim, reader)


def _standing(lens: Lens, row: _Row, part: Part) -> tuple[str, ...]:
    """What is to be known of a claim before it is quoted: that it has not happened, is no plain fact, or is flagged."""
    status, nature, flag = (of_claim(row, part, name) for name in ("status", "nature", "flag"))
    unsure = [one for one in dict.fromkeys((status, row.get("status"))) if one in lens.policy.unsure]
    flagged = f"flagged {flag.replace(';', ', ')}" if flag else ""
    return (*unsure, nature if nature and nature != ACTUAL else "", flagged)


def _when(table: Table, claim: _Row) -> str | None:
    """The date that the claim gives; none where a flag speaks against it."""
    return None if claim.get(f"{table.date}_flag") else claim.get(table.date)


def _printed(claim: _Row, part: Part) -> str | None:
    printed: str | None = claim.get(f"{part.name}_printed")
    return printed


def _via(source: Mapping[str, Any]) -> str:
    return f"via {visible(source['seen_via'])}" if source.get("seen_via") else ""
