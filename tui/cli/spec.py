"""`termsheet --spec`: commands, tables, columns and closed values as one JSON document, for programs."""

from __future__ import annotations

from typing import Any

from tui import __version__
from tui.cli.corpus import open_corpus
from tui.cli.options import options_of
from tui.cli.parser import verb
from tui.cli.routes import VERBS
from tui.cli.shared import Common
from tui.errors import EXITS
from tui.writers.registry import text_formats


def spec(common: Common) -> dict[str, Any]:
    """What can be asked of the program, as plain values."""
    lens = open_corpus(common.corpus)
    tables = {}
    for name in lens.corpus.listed:
        table = lens.table(name)
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
        tables[name] = {"title": table.title._asdict(), "claims": table.claims, "columns": columns}
    return {
        "program": "termsheet",
        "version": __version__,
        "commands": {
            name: {"options": [one.flag for one in options_of(verb(name).request) if one.flag]} for name in VERBS
        },
        "formats": [form.name for form in text_formats()],
        "exit_codes": {str(code): says for code, says in EXITS.items()},
        "tables": tables,
    }
