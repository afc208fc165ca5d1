"""A row in one line, by the columns that its table's TOML names: on a card, in a citation."""

from __future__ import annotations

from collections.abc import Iterator

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, changed, marked, marks, trend
from tui.corpus.describing import JOINTS
from tui.corpus.lens import Row
from tui.corpus.policy import Policy
from tui.corpus.tables import Table
from tui.language.words import listed
from tui.pages.beside import in_yuan
from tui.pages.document import Door, Span
from tui.pages.naming import entity_door, page_of_figure
from tui.pages.stated import figure_of
from tui.text.dates import bound_said
from tui.text.visible import visible

_ROLES = {"entity": "", "entities": "", "enum": "", "enums": "", "date": "dim", "text": "dim"}
"""The look of a part, by the kind of its first column."""
_MADE = {"trend": "figure", "teller": "said", "source": "source", "status": "rival", "flag": "rival"}
"""The look of what is computed, and of what every claim ends with."""


def spans(table: Table, row: Row, reader: Reader, policy: Policy) -> Iterator[Span]:
    """The parts of a row's line on a card that say something, each in its look."""
    for part in table.card.line if table.card else ():
        first = part.split()[0]
        if first == "status" and row["status"] not in policy.unsure:
            continue
        joint = ""
        told = False
        for name in part.split():
            if name in JOINTS:
                joint = name
            elif text := _stands(table, name, row, reader, marks_standing=True):
                if joint and told:
                    yield Span(joint, _role(table, first, row))
                yield Span(text, _role(table, first, row), _door(table, name, row, reader))
                joint, told = "", True


def _door(table: Table, name: str, row: Row, reader: Reader) -> Door | None:
    """Where a column of a row leads: a name to its entity, the date and the figure to the fact or its series."""
    if name == table.date:
        return Door(table.name, row["key"])
    if name == "source":
        return Door("sources", row["source"])
    if name == table.parts[0].name:
        return Door(table.name, row["key"], page_of_figure(table) if table.measured else "")
    column = next((column for column in table.columns if column.name == name), None)
    return entity_door(row.get(name), reader) if column is not None and column.type == "entity" else None


def _role(table: Table, name: str, row: Row) -> str:
    if name == "marks":
        return "rival" if row["rivals"] else "good"
    if row.get(f"{name}{STANDING}") == "refuted":
        return "struck"
    if name in {f.name for f in table.parts if f.match == "interval"}:
        return "figure"
    if name in _MADE:
        return _MADE[name]
    return next((_ROLES.get(column.type, "") for column in table.columns if column.name == name), "")


def written_parts(table: Table, part: str, row: Row, reader: Reader, *, marks_standing: bool = False) -> str:
    """Columns side by side; what joins two of them stands only where something is on both sides.

    With `marks_standing`, parts that do not hold stand behind the mark that says so.
    """
    text, joint = "", " "
    for word in part.split():
        if word in JOINTS:
            joint = f" {word} "
            continue
        told = _stands(table, word, row, reader, marks_standing=marks_standing)
        text += f"{joint if text else ''}{told}" if told else ""
        joint = " "
    return text


def _stands(table: Table, name: str, row: Row, reader: Reader, *, marks_standing: bool) -> str:
    """One column of a row, behind the mark of how it stands."""
    told = _told(table, name, row, reader)
    if marks_standing and name in {part.name for part in table.parts}:
        return marked(told, row.get(f"{name}{STANDING}"))
    return told


def _told(table: Table, name: str, row: Row, reader: Reader) -> str:
    """One column of a row, short."""
    value = row.get(name)
    match name:
        case "marks":
            return marks(row["witnesses"], row["rivals"])
        case "trend":
            return trend(row, reader.glyphs)
        case "change":
            return changed(value, row["previous"], reader.language)
        case "teller":
            return visible(reader.names.name(value, reader.language))
        case "source":
            return f"[{value}]"
    if name in {f.name for f in table.parts if f.match == "interval"}:
        told = figure_of(table, row, name, reader)
        yuan = in_yuan(row, next(part for part in table.parts if part.name == name), reader)
        return f"{told}（{yuan}）" if told and yuan else told
    column = table.column(name)
    if value is None or value in column.silent:
        return ""
    if column.type in ("entity", "entities"):
        return visible(listed((reader.names.name(one, reader.language) for one in value.split(";")), reader.language))
    if column.type == "date":
        return visible(bound_said(str(value), reader.language))
    text = visible(column.choice(str(value), reader.language))
    return f"⚑ {text}" if name == "flag" else text
