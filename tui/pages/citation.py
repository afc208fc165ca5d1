"""One figure in one line, as it is quoted: figure, unit, as of, said by, source, address; what is disputed is said."""

from __future__ import annotations

from typing import Any

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.line import written_parts
from tui.pages.stated import fact_title
from tui.text.visible import visible

_Row = dict[str, Any]


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _address(lens: Lens, source: str | None) -> tuple[str, str, str]:
    """Publisher with date, address, and by whom the page was read, of a source."""
    row = lens.source(source)
    if row is None:
        return source or "", "", ""
    name = " ".join(filter(None, (row["publisher"] or row["title"], row["published"])))
    return name, row["url"] or "", row["seen_via"] or ""


def cited(lens: Lens, name: str, row: _Row, reader: Reader) -> tuple[str, str]:
    """The citation of a row and the address of its source; for a source, itself."""
    table = lens.table(name)
    if table.rows == "sources":
        publisher, address, via = _address(lens, row["id"])
        return _joined(publisher, row.get("title"), address, f"via {via}" if via else ""), address
    if not table.claims:
        return fact_title(table, row, reader), ""
    publisher, address, via = _address(lens, row.get("source"))
    said_by = row.get("said_by")
    when = row.get(table.date)
    disputed = f"disputed: {row['rivals']} contradict" if row.get("rivals") else ""
    status = row.get("status") if row.get("status") in lens.policy.unsure else ""
    told = _joined(
        f"{fact_title(table, row, reader)}: {written_parts(table, table.cite, row, reader)}",
        f"as of {when}" if when else "",
        status,
        f"said by {visible(reader.names.name(said_by, 'en'))}" if said_by else "",
        f"source {visible(publisher)}" if publisher else "",
        f"via {visible(via)}" if via else "",
        disputed,
    )
    return f"{told}. {visible(address)}".strip(), address
