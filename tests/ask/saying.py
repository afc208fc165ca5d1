"""An answer in one line, for tables of questions: its first rows, or why there is none."""

from __future__ import annotations

from tui.ask.answers import Answer, Refusal, Shown

FIRST = 3


def said(found: Answer | Refusal) -> str:
    """The first three rows of an answer; of a refusal its message."""
    if isinstance(found, Refusal):
        return f"no: {found.message.en}"
    if found.card:
        return f"card: {found.card}"
    if not found.figures:
        return "; ".join(f"{row['entity']} {row['deals']}" for row in found.league[:FIRST])
    return "; ".join(row_said(one) for one in found.figures[:FIRST])


def row_said(one: Shown) -> str:
    """Whom a row is about, its figure, its date and who tells it."""
    row = one.row
    if one.table == "entities":
        return f"{row['id']} → {row['org']}"
    if one.part == "count":
        return f"{row['org']} {row['count']:g} {row['announced']}"
    if "person" in row:
        return f"{row['person']} {row['org'] or ''}→{row['to_org'] or ''} {row['announced']}"
    if "metric" in row:
        who = next(row[name] for name in ("entity", "product", "subject") if name in row)
        unit = row.get("currency") or row["unit"]
        return f"{who} {row['metric']} {one.value:.12g} {unit} {row['period']} {one.of('teller')}"
    currency = row["valuation_currency" if one.part == "valuation" else "currency"]
    money = "" if one.value is None else f" {one.value:.12g} {currency}"
    return f"{row['key']} {one.part}{money} {row['announced']}"
