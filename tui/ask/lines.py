"""A row of an answer in one line: the figure with its date, who says it, and how it is defined."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ask.answers import Shown
from tui.ask.saying import date_of
from tui.cells.cell import Reader
from tui.cells.kinds import event_cell
from tui.corpus.lens import Lens
from tui.corpus.tables import Table
from tui.language.words import word
from tui.pages.document import Door, Line, Span
from tui.pages.naming import named_door
from tui.pages.stated import figure_of
from tui.text.dates import bound_said
from tui.text.visible import visible
from tui.text.widths import cell_width, cut

_LEAVING = ("departure", "dismissed", "retired", "move", "founded")
_WITHIN = ("promotion", "role_change", "approach", "leave")
_SAID_BY_WAY = ("departure", "move", "hired", "leave")
"""Kinds of moves by which somebody is out of a house, those that need not end elsewhere, and those that a way tells."""
_DEFINES = ("stat", "channel", "region", "segment", "basis", "whole", "versus", "counterparty")


_LEAST = 12
"""Cells that are left of a part that gives way."""


def line_of_row(one: Shown, lens: Lens, reader: Reader, *, subject: bool, measure: bool = False) -> Line:
    """The parts of a row that say something; with `subject` whom it is about, with `measure` what is measured."""
    return tuple(part for part in parts_of_row(one, lens, reader, subject=subject, measure=measure) if part.text)


def in_columns(rows: Sequence[Line], width: int) -> list[Line]:
    """Rows of the same parts with each part under the one above, figures at the right; others as they are.

    A part that no row has takes no room; where lines are too long, what is dim gives way first, then a second figure.
    """
    if len({len(row) for row in rows}) != 1:
        return [tuple(part for part in row if part.text) for row in rows]
    widths = [max(cell_width(row[n].text) for row in rows) for n in range(len(rows[0]))]
    dim, figures = (
        [n for n in range(len(widths)) if any(row[n].role == role and row[n].text for row in rows)]
        for role in ("dim", "figure")
    )
    while (over := sum(one + 1 for one in widths if one) - 1 - width) > 0:
        widest = max(dim, key=lambda n: widths[n], default=None)
        if widest is not None and widths[widest] > _LEAST:
            widths[widest] = max(_LEAST, widths[widest] - over)
        elif gone := dim or figures[1:]:
            # Of no row, that none seems to say less than another.
            widths[gone[-1]] = 0
            (dim or figures).pop()
        else:
            break
    lines = []
    for row in rows:
        line: list[Span] = []
        for part, cells in zip(row, widths, strict=True):
            if cells:
                free = " " * max(0, cells - cell_width(part.text))
                text = free + part.text if part.role == "figure" else cut(part.text, cells) + free
                line.append(part._replace(text=text))
        lines.append(tuple(line))
    return lines


def parts_of_row(one: Shown, lens: Lens, reader: Reader, *, subject: bool, measure: bool = False) -> Line:
    """The parts of a row, those that say nothing too: rows of one kind have as many."""
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
    parts.append(Span(reader.label(one.note) if one.note is not None else "", "dim"))
    return tuple(parts)


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
        named_door(row[table.subject[0]], reader) if subject else Span(""),
        Span(_choice(table, "metric", row["metric"], reader) if measure else "", "label"),
        Span(figure_of(table, row, one.part, reader), "figure", door_of_row(one)),
        Span(unit, "dim"),
        Span(per, "dim"),
        Span(bound_said(row["period"] or "", reader.language), "label"),
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
    what = event_cell(table).write(reader, None)(row["kind"], row.get("round"), None)
    amount = figure_of(table, row, "amount", reader) if row.get("amount") is not None else ""
    value = figure_of(table, row, "valuation", reader) if row.get("valuation") is not None else ""
    basis = _choice(table, "valuation_basis", row.get("valuation_basis"), reader)
    lead = ", ".join(_named(e, reader) for e in (row.get("lead") or "").split(";") if e)
    buyer = ", ".join(_named(e, reader) for e in (row.get("acquirer") or "").split(";") if e)
    beside = [Span(f"{word('valuation', reader.language)} {value}" if value else "", "figure"), Span(basis, "dim")]
    figure = Span(amount, "figure", door_of_row(one))
    if one.part == "valuation":
        figure, beside = Span(value, "figure", door_of_row(one)), [Span(""), Span(basis, "dim")]
    return [
        Span(date_of(one, lens), "label"),
        named_door(row["company"], reader) if subject else Span(""),
        # A deal without a figure is opened by its name.
        Span(what, "", None if amount or value else door_of_row(one)),
        figure,
        Span(f"← {buyer}" if buyer else ""),
        Span(_named(one.of("teller") or one.of("said_by") or row.get("valuation_teller"), reader), "said"),
        *beside,
        Span(f"{reader.label(table.column('lead').title)} {lead}" if lead and one.part != "valuation" else "", "dim"),
        _unsure(one, lens, table, reader),
    ]


def _move(one: Shown, table: Table, reader: Reader) -> list[Span]:
    row = one.row
    org, to = _named(row.get("org"), reader), _named(row.get("to_org"), reader)
    role = _choice(table, "role", row.get("role"), reader)
    new = _choice(table, "to_role", row.get("to_role"), reader)
    if org and to and org != to:
        way = f"{org} → {to}"
    elif to and row["kind"] not in _WITHIN:
        way = word("move.joined", reader.language, to)
    elif row["kind"] == "leave":
        way = word("move.leave", reader.language, to or org)
    elif row["kind"] in _LEAVING:
        way = word("move.left", reader.language, org)
    else:
        way = to or org
    # A role belongs to the house that is named last; the one that was given up is told as such.
    given_up = word("move.formerly", reader.language, role) if role and to and org != to else role
    return [
        Span(row["announced"] or "", "label"),
        named_door(row["person"], reader),
        Span(way, "way", door_of_row(one)),
        Span(new or given_up, "dim"),
        Span(_choice(table, "kind", row["kind"], reader) if row["kind"] not in _SAID_BY_WAY else "", "label"),
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
        Span(row["announced"] or "", "label"),
        named_door(row.get("org"), reader) if not to else Span(f"{org} → {to}"),
        Span(figure_of(table, row, "count", reader), "figure", door_of_row(one)),
        Span(_choice(table, "count_of", row.get("count_of"), reader)),
        Span(_named(one.of("teller") or row.get("teller"), reader), "said"),
        _unsure(one, lens, table, reader),
    ]


def _entity(one: Shown, reader: Reader) -> Line:
    row = one.row
    return (
        named_door(row["id"], reader),
        Span(f"→ {_named(row['org'], reader)}", "way"),
        Span(row.get("role") or "", "dim"),
    )
