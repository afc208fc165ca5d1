"""A row in one line, by the columns that its table's TOML names: on a card, in a citation."""

from __future__ import annotations

from collections.abc import Iterator

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, changed, marked, marks, trend
from tui.corpus.describing import JOINTS
from tui.corpus.lens import Row
from tui.corpus.policy import Policy
from tui.corpus.tables import Table
from tui.pages.document import Span
from tui.pages.stated import figure_of
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
        text = written_parts(table, part, row, reader, marks_standing=True)
        if text:
            yield Span(text, _role(table, first, row))


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
        told = _told(table, word, row, reader)
        if marks_standing and word in {f.name for f in table.parts}:
            told = marked(told, row.get(f"{word}{STANDING}"))
        text += f"{joint if text else ''}{told}" if told else ""
        joint = " "
    return text


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
        return figure_of(table, row, name, reader)
    column = table.column(name)
    if value is None or value in column.silent:
        return ""
    if column.type in ("entity", "entities"):
        return visible(", ".join(reader.names.name(entity, reader.language) for entity in value.split(";")))
    text = visible(column.choice(str(value), reader.language))
    return f"⚑ {text}" if name == "flag" else text
