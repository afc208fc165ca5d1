"""One part of a fact in one line, as it is quoted: what, as of when, who said it, where it was printed.

All of it is what one claim says: a date that only another claim gives is no part of it.
"""

from __future__ import annotations

from typing import Any

from tui.cells.cell import Reader
from tui.corpus.describing import JOINTS
from tui.corpus.lens import Lens
from tui.corpus.tables import Part, Table
from tui.pages.line import written_parts
from tui.pages.stated import fact_title
from tui.pages.vouching import ACTUAL, Vouching, of_claim
from tui.text.visible import visible

_Row = dict[str, Any]


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def cited(lens: Lens, name: str, row: _Row, reader: Reader, column: str = "") -> tuple[str, str]:
    """The citation of a row and the address of its source; for a source, itself.

    It is of the part that stands in a column, else of the first that is shown.
    """
    table = lens.table(name)
    if table.rows == "sources":
        return _joined(*_page(row, reader), _via(row), row["url"] or ""), row["url"] or ""
    if not table.claims:
        return fact_title(table, row, reader), ""
    # A row of a series is a fact, with a history.
    row = lens.fact(name, row["key"]) or row
    part = _meant(Vouching(lens, table, row, reader), column)
    claim = lens.claim(name, of_claim(row, part, "claim")) or row
    source = lens.source(claim.get("source")) or {}
    said_by, when = claim.get("said_by"), _when(table, claim)
    told = _joined(
        f"{fact_title(table, row, reader)}: {_what(table, part, claim, reader)}",
        *_standing(lens, row, part),
        f"as of {when}" if when else "",
        f"said by {visible(reader.names.name(said_by, 'en'))}" if said_by else "",
        *_page(source, reader, "source "),
        f"line {claim['line'].replace(';', ', ')}" if claim.get("line") else "",
        f"printed “{visible(claim['printed'])}”" if part.match == "interval" and _printed(claim, part) else "",
        _via(source),
        f"disputed: {rivals} contradict" if (rivals := of_claim(row, part, "rivals")) else "",
    )
    address = source.get("url") or ""
    return f"{told}. {visible(address)}".strip(), address


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


def _page(source: _Row, reader: Reader, word: str = "") -> tuple[str, ...]:
    """Publisher, title and date of a page."""
    publisher, title = source.get("publisher"), source.get("title")
    named = visible((reader.names.name(publisher, "en") if publisher else title) or "")
    titled = visible(title) if title and publisher else ""
    # A title in brackets is a description.
    quoted = titled if titled.startswith("[") or not titled else f"“{titled}”"
    return (f"{word}{named}" if named else "", quoted, source.get("published") or "")


def _via(source: _Row) -> str:
    return f"via {visible(source['seen_via'])}" if source.get("seen_via") else ""
