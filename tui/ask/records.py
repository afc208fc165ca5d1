"""An answer for programs: figures, rivals, what is counted otherwise, rows, sources, reading, command and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.ask.answers import Answer, Refusal, Shown
from tui.ask.saying import date_of, measure_label
from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row

_DEFINES = ("basis", "counterparty", "per", "stat", "channel", "region", "segment", "whole", "versus")
_ENTITIES = ("counterparty", "region")
MOST_SOURCES, FEW_SOURCES = 12, 3
_MOST_ROWS = 200
"""Rows of an answer for programs at most."""


def answer_record(answer: Answer | Refusal, lens: Lens, reader: Reader, *, whole: bool = False) -> dict[str, Any]:
    """The answer as plain values, in the order in which they are told; with `whole` every source of a list."""
    if isinstance(answer, Refusal):
        return {
            "answer": [], "rivals": [], "otherwise": [], "rows": [], "sources": [], "read_as": "", "command": "",
            "notes": [reader.label(answer.message), *map(reader.label, answer.lines)],
        }  # fmt: skip
    told = (*answer.figures, *answer.rivals, *answer.otherwise)
    return {
        "answer": [shown_record(one, lens, reader) for one in answer.figures] or league_record(answer, reader),
        "rivals": [shown_record(one, lens, reader) for one in answer.rivals],
        "otherwise": [shown_record(one, lens, reader) for one in answer.otherwise],
        "rows": [shown_record(one, lens, reader) for one in answer.rows[:_MOST_ROWS]]
        + (league_record(answer, reader) if answer.figures else []),
        "sources": [_source(row) for row in cited_sources(told, lens)[: None if whole else most_sources(answer)]],
        "read_as": reader.label(answer.read_as),
        "command": answer.command,
        "notes": [reader.label(note) for note in answer.notes],
    }


def most_sources(answer: Answer) -> int:
    """How many sources are told unless all are asked for: of a list those of its first rows."""
    return FEW_SOURCES if len(answer.figures) > FEW_SOURCES else MOST_SOURCES


def league_record(answer: Answer, reader: Reader) -> list[dict[str, Any]]:
    """Counted rows: who, in how many deals, and how many of them led."""
    return [{"name": reader.names.both(row["entity"], reader.language), **row} for row in answer.league]


def cited_sources(told: Iterable[Shown], lens: Lens) -> list[Row]:
    """The sources of rows, each once."""
    ids = dict.fromkeys(one.of("source") for one in told)
    return [row for source in ids if source and (row := lens.source(source)) is not None]


def _source(row: Row) -> dict[str, Any]:
    return {name: row.get(name) for name in ("publisher", "title", "published", "url", "id")}


def shown_record(one: Shown, lens: Lens, reader: Reader) -> dict[str, Any]:
    """A row as plain values: what answers first, then of what kind it is and who says it."""
    row = one.row
    if one.table == "entities":
        told = {"person": _named(row["id"], reader), "org": _named(row["org"], reader), "role": row.get("role")}
        return {key: value for key, value in told.items() if value}
    kind = lens.table(one.table).what
    part = {"metric": _figure, "kind": _event}[kind if kind in ("metric",) else "kind"](one, lens, reader)
    source = lens.source(one.of("source"))
    said = one.of("teller") or one.of("said_by")
    told = {
        **part,
        "status": row.get("status") if one.of("status") is None else one.of("status"),
        "fact_status": row.get("status") if one.of("status") not in (None, row.get("status")) else None,
        "nature": one.of("nature"),
        "qualifier": one.of("qualifier"),
        "flag": one.of("flag"),
        "said_by": _named(said, reader),
        "said_by_kind": one.of("said_by_kind"),
        "printed": one.of("printed"),
        "published": one.of("published"),
        "publisher": source.get("publisher") if source else None,
        "key": row.get("key"),
        "note": reader.label(one.note) if one.note else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _named(entity: str | None, reader: Reader) -> str | None:
    return reader.names.both(entity, reader.language) if entity else None


def _names(entities: str | None, reader: Reader) -> list[str] | None:
    return [reader.names.both(e, reader.language) for e in entities.split(";")] if entities else None


def _plain(value: Any) -> Any:
    """A whole number without its point."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _figure(one: Shown, lens: Lens, reader: Reader) -> dict[str, Any]:
    row, table = one.row, lens.table(one.table)
    unit = row.get("currency") or row.get("unit")
    return {
        "value": _plain(row["value"]),
        "value_high": _plain(row.get("value_high")),
        "unit": unit,
        "period": row["period"],
        "name": _named(row[table.subject[0]], reader),
        "entity": row[table.subject[0]],
        "metric": row["metric"],
        "measure": reader.label(measure_label(lens, row["metric"])),
        **{name: _named(row[name], reader) if name in _ENTITIES else row[name] for name in _DEFINES if row.get(name)},
    }


def _event(one: Shown, lens: Lens, reader: Reader) -> dict[str, Any]:
    row = one.row
    if "person" in row:
        return {
            "person": _named(row["person"], reader),
            "to_org": _named(row["to_org"], reader),
            "to_role": row.get("to_role"),
            "announced": row["announced"],
            "org": _named(row["org"], reader),
            "role": row.get("role"),
            "kind": row["kind"],
            **(
                {"count": _plain(row["count"]), "count_high": _plain(row.get("count_high")), "counted": row["count_of"]}
                if one.part == "count"
                else {}
            ),
        }
    subject = lens.table(one.table).subject[0]
    money = (
        {"valuation": _plain(row["valuation"]), "valuation_currency": row["valuation_currency"],
         "dated": date_of(one, lens),
         "valuation_basis": row["valuation_basis"], "announced": row["announced"], "amount": _plain(row["amount"]),
         "currency": row["currency"]}
        if one.part == "valuation"
        else {"company": _named(row[subject], reader), "amount": _plain(row["amount"]), "currency": row["currency"],
              "amount_high": _plain(row.get("amount_high")), "announced": row["announced"],
              "valuation": _plain(row["valuation"]), "valuation_currency": row["valuation_currency"],
              "valuation_basis": row["valuation_basis"]}
    )  # fmt: skip
    return {
        **money,
        "company": _named(row[subject], reader),
        "round": row.get("round"),
        "kind": row["kind"],
        "amount_usd": _plain(row.get("amount_usd")),
        "lead": _names(row.get("lead"), reader),
        "investors": _names(row.get("investors"), reader),
        "acquirer": _names(row.get("acquirer"), reader),
    }
