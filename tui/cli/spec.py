"""`termsheet --spec`: commands, tables, columns and closed values as one JSON document, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui import __version__
from tui.cli.corpus import open_corpus
from tui.cli.parser import granted_options, granted_verbs, verb
from tui.cli.shared import Common
from tui.corpus.scheme import Listed, Told, scheme, ways_listed
from tui.corpus.tables import Table
from tui.errors import EXITS
from tui.language.words import label
from tui.writers.registry import text_formats


def spec(common: Common) -> dict[str, Any]:
    """What can be asked of the program, as plain values.

    `columns` of a table are those of its CSV and of its view. `rows` of a table of claims are the columns that each
    kind of list gives to programs, its own kind first: `part` is the part that a column tells of and `tells` what of
    it, a key of `parts`; `column` is the one among `columns` that describes its values.
    """
    lens = open_corpus(common.corpus)
    tables = [lens.table(name) for name in lens.corpus.listed]
    listed = {table.name: {way: scheme(table, way) for way in ways_listed(table)} for table in tables if table.claims}
    endings = dict.fromkeys(one.ending for ways in listed.values() for told in ways.values() for one in told)
    return {
        "program": "termsheet",
        "version": __version__,
        "commands": {
            name: {"options": [one.flag for one in granted_options(verb(name).request, common.grants) if one.flag]}
            for name in granted_verbs(common.grants)
        },
        "formats": [form.name for form in text_formats()],
        "exit_codes": {str(code): label(f"exit.{code}").en for code in EXITS},
        "parts": {ending: label(f"part.{ending}")._asdict() for ending in endings if ending},
        "tables": {
            table.name: {
                "title": table.title._asdict(),
                "claims": table.claims,
                "columns": _columns(table),
                **({"rows": _rows(listed[table.name])} if table.claims else {}),
            }
            for table in tables
        },
    }


def _columns(table: Table) -> list[dict[str, Any]]:
    """The columns of a table's CSV and of its view."""
    described = {column.name: column for column in table.columns}
    shown = [view.name for view in table.view.columns] if table.view else []
    columns = []
    for column in dict.fromkeys([*shown, *described]):
        known = described.get(column)
        entry: dict[str, Any] = {"name": column, "shown": column in shown}
        if known is not None:
            entry |= {"type": known.type, "title": known.title._asdict()}
            if known.choices:
                entry["values"] = [{"id": c.id, **c.label._asdict()} for c in known.choices]
        columns.append(entry)
    return columns


def _rows(ways: Mapping[Listed, tuple[Told, ...]]) -> dict[str, list[dict[str, str]]]:
    """The columns of each kind of list."""
    return {way: [_entry(one) for one in told] for way, told in ways.items()}


def _entry(one: Told) -> dict[str, str]:
    entry = {"name": one.name, "type": one.type, "part": one.part, "tells": one.ending}
    if one.column is not None and one.column.name != one.name:
        entry["column"] = one.column.name
    return {key: value for key, value in entry.items() if value}
