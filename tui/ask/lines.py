"""A row of an answer in one line: the figure with its date, who says it, and how it is defined."""

from __future__ import annotations

from tui.ask.answers import Shown
from tui.ask.saying import date_of
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.corpus.tables import Table
from tui.language.words import word
from tui.pages.document import Door, Line, Span
from tui.pages.stated import figure_of
from tui.text.visible import visible

_DEFINES = ("stat", "channel", "region", "segment", "basis", "whole", "versus", "counterparty")


def line_of_row(one: Shown, lens: Lens, reader: Reader, *, subject: bool, measure: bool = False) -> Line:
    """The parts of a row that say something; with `subject` whom it is about, with `measure` what is measured."""
    if one.table == "entities":
        return _entity(one, reader)
    table = lens.table(one.table)
    if table.what == "metric":
        parts = _figure(one, lens, table, reader, subject=subject, measure=measure)
    elif one.part == "count":
        parts = _count(one, lens, table, reader)
    elif "person" in one.row:
        parts = _move(one, table, reader)
    else:
        parts = _deal(one, lens, table, reader, subject=subject)
    if one.note is not None:
        parts.append(Span(reader.label(one.note), "dim"))
    return tuple(part for part in parts if part.text)


def door_of_row(one: Shown) -> Door | None:
    """Where a row leads: its fact."""
    key = one.row.get("key")
    return Door(one.table, key) if key else None


def _named(entity: str | None, reader: Reader) -> str:
    return visible(reader.names.name(entity, reader.language)) if entity else ""


def _choice(table: Table, name: str, value: str | None, reader: Reader) -> str:
    return visible(table.column(name).choice(value, reader.language)) if value else ""


def _unsure(one: Shown, lens: Lens, table: Table, reader: Reader) -> Span:
    """What keeps a row from being a figure that has happened: a rumour, a denial, a forecast, a flag."""
    policy = lens.policy
    nature, status, flag = one.of("nature"), one.of("status") or one.row.get("status"), one.of("flag")
    fact = one.row.get("status")
    told = [
        f"⚑ {_choice(table, 'flag', flag, reader)}" if flag else "",
        _choice(table, "status", fact if fact in policy.refuting else status, reader)
        if status in policy.unsure or fact in policy.unsure
        else "",
        _choice(table, "nature", nature, reader) if nature in policy.ahead or nature == "estimate" else "",
    ]
    return Span(" ".join(part for part in told if part), "rival")


def _figure(one: Shown, lens: Lens, table: Table, reader: Reader, *, subject: bool, measure: bool) -> list[Span]:
    row = one.row
    per = f"/ {_choice(table, 'per', row.get('per'), reader)}" if row.get("per") else ""
    unit = (
        ""
        if row.get("currency") or row.get("unit") in (None, "money", "percent")
        else _choice(table, "unit", row["unit"], reader)
    )
    return [
        Span(_named(row[table.subject[0]], reader) if subject else "", "", door_of_row(one)),
        Span(_choice(table, "metric", row["metric"], reader) if measure else "", "label"),
        Span(figure_of(table, row, one.part, reader), "figure"),
        Span(unit, "dim"),
        Span(per, "dim"),
        Span(row["period"], "dim"),
        Span(_named(one.of("teller") or one.of("said_by"), reader), "said"),
        _unsure(one, lens, table, reader),
        Span(defined(one, table, reader), "dim"),
    ]


def defined(one: Shown, table: Table, reader: Reader) -> str:
    """How a figure is defined: statistic, channel, region, basis …"""
    told = []
    for name in _DEFINES:
        value = one.row.get(name)
        if value and name in table.names:
            column = table.column(name)
            if column.type == "entity":
                told.append(_named(value, reader))
            elif name == "versus":
                told.append(f"{reader.label(column.title)} {value}")
            else:
                told.append(_choice(table, name, value, reader))
    return " · ".join(told)


def _deal(one: Shown, lens: Lens, table: Table, reader: Reader, *, subject: bool) -> list[Span]:
    row = one.row
    kind = _choice(table, "kind", row["kind"], reader) if row["kind"] != "funding" or not row.get("round") else ""
    round_ = _choice(table, "round", row.get("round"), reader) if row.get("round") not in (None, "undisclosed") else ""
    amount = figure_of(table, row, "amount", reader) if row.get("amount") is not None else ""
    value = figure_of(table, row, "valuation", reader) if row.get("valuation") is not None else ""
    basis = _choice(table, "valuation_basis", row.get("valuation_basis"), reader)
    lead = ", ".join(_named(e, reader) for e in (row.get("lead") or "").split(";") if e)
    buyer = ", ".join(_named(e, reader) for e in (row.get("acquirer") or "").split(";") if e)
    valued = Span(f"{word('valuation', reader.language)} {value} {basis}".rstrip() if value else "", "dim")
    money = [Span(amount, "figure"), valued]
    if one.part == "valuation":
        money = [Span(value, "figure"), Span(basis, "dim")]
    return [
        Span(date_of(one, lens), "dim"),
        Span(_named(row["company"], reader) if subject else "", "", door_of_row(one)),
        Span(" ".join(part for part in (kind, round_) if part)),
        *money,
        Span(f"← {buyer}" if buyer else ""),
        Span(f"{reader.label(table.column('lead').title)} {lead}" if lead and one.part != "valuation" else "", "dim"),
        Span(_named(one.of("teller") or one.of("said_by"), reader), "said"),
        _unsure(one, lens, table, reader),
    ]


def _move(one: Shown, table: Table, reader: Reader) -> list[Span]:
    row = one.row
    org, to = _named(row.get("org"), reader), _named(row.get("to_org"), reader)
    role = _choice(table, "role", row.get("role"), reader)
    new = _choice(table, "to_role", row.get("to_role"), reader)
    way = f"{org} → {to}" if org and to and org != to else (to and f"→ {to}") or f"{org} →"
    return [
        Span(row["announced"] or "", "dim"),
        Span(_named(row["person"], reader), "", door_of_row(one)),
        Span(way, "figure"),
        Span(new or role, "dim"),
        Span(_choice(table, "kind", row["kind"], reader), "label"),
        Span(_named(one.of("teller") or row.get("teller"), reader), "said"),
        Span(
            _choice(table, "status", row["status"], reader)
            if row["status"] in ("rumoured", "denied", "withdrawn")
            else "",
            "rival",
        ),
    ]


def _count(one: Shown, lens: Lens, table: Table, reader: Reader) -> list[Span]:
    row = one.row
    org, to = _named(row.get("org"), reader), _named(row.get("to_org"), reader)
    return [
        Span(row["announced"] or "", "dim"),
        Span(f"{org} → {to}" if to else org, "", door_of_row(one)),
        Span(figure_of(table, row, "count", reader), "figure"),
        Span(_choice(table, "count_of", row.get("count_of"), reader)),
        Span(_named(one.of("teller") or row.get("teller"), reader), "said"),
        _unsure(one, lens, table, reader),
    ]


def _entity(one: Shown, reader: Reader) -> Line:
    row = one.row
    return (
        Span(_named(row["id"], reader)),
        Span(f"→ {_named(row['org'], reader)}", "figure"),
        Span(row.get("role") or "", "dim"),
    )
