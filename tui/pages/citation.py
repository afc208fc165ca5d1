"""One figure in one line, as it is quoted: figure, unit, as of, said by, source, address; what is disputed is said."""

from __future__ import annotations

from typing import Any

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.stated import fact_title
from tui.text.figures import figure
from tui.text.visible import visible

Row = dict[str, Any]


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _address(lens: Lens, source: str | None) -> tuple[str, str, str]:
    """Publisher with date, address, and by whom the page was read, of a source."""
    row = lens.source(source)
    if row is None:
        return source or "", "", ""
    name = " ".join(filter(None, (row["publisher"] or row["title"], row["published"])))
    return name, row["url"] or "", row["seen_via"] or ""


def _said(lens: Lens, name: str, row: Row, reader: Reader) -> str:
    """The figure of a row with what it measures."""
    language = reader.language
    table = lens.table(name)
    parts = []
    for column in ("kind", "round", "metric", "stat", "channel", "region", "basis", "role"):
        if row.get(column) and column in table.names:
            described = table.column(column)
            parts.append(described.choice(row[column], language) if described.choices else visible(str(row[column])))
    if name == "deals":
        shown = figure(
            row["amount"], language, high=row["amount_high"], currency=row["currency"], qualifier=row["qualifier"]
        )
    elif name == "departures":
        to = row.get("to_org")
        moved = "→ " + reader.names.name(to, language) if to else ""
        org = reader.names.name(row["org"], language) if row.get("org") else ""
        shown = " ".join(
            filter(
                None, (org, moved, figure(row["count"], language, high=row["count_high"], qualifier=row["qualifier"]))
            )
        )
    else:
        shown = figure(
            row.get("value"), language, high=row.get("value_high"), unit=row.get("unit"), currency=row.get("currency"),
            qualifier=row.get("qualifier"), growth=bool(row.get("versus")),
        )  # fmt: skip
    return " ".join(filter(None, (" ".join(parts), shown)))


def cited(lens: Lens, name: str, row: Row, reader: Reader) -> tuple[str, str]:
    """The citation of a row and the address of its source; for a source, itself."""
    if name == "sources":
        publisher, address, via = _address(lens, row["id"])
        return _joined(publisher, row.get("title"), address, f"via {via}" if via else ""), address
    if name == "companies":
        return visible(reader.names.both(row["company"], reader.language)), ""
    publisher, address, via = _address(lens, row.get("source"))
    said_by = row.get("said_by")
    when = row.get("announced") or row.get("period")
    disputed = f"disputed: {row['rivals']} contradict" if row.get("rivals") else ""
    status = row.get("status") if row.get("status") in lens.policy.unsure else ""
    told = _joined(
        f"{fact_title(lens.table(name), row, reader)}: {_said(lens, name, row, reader)}",
        f"as of {when}" if when else "",
        status,
        f"said by {visible(reader.names.name(said_by, 'en'))}" if said_by else "",
        f"source {visible(publisher)}" if publisher else "",
        f"via {visible(via)}" if via else "",
        disputed,
    )
    return f"{told}. {visible(address)}".strip(), address
