"""Remembers how each file was looked at, and the lines that a person kept under a name."""

from __future__ import annotations

import json
from pathlib import Path

from tui.storage import own
from tui.tables.line import CommandLine
from tui.tables.view import View, from_text, to_text

_LINES = "saved.json"


def recall_view(path: Path) -> View | None:
    """The view a file was left with; none where none is known."""
    try:
        return from_text(own.kept_text(own.view_of(str(path))))
    except ValueError:
        return None


def keep_view(path: Path, view: View) -> str:
    """Keeps the view a file is left with; that of a file as it was opened is forgotten. Gives why it was not kept."""
    return own.keep_text(own.view_of(str(path)), "" if view in (View(frozen=0), View()) else to_text(view))


def named_lines() -> dict[str, CommandLine]:
    """The lines kept under a name."""
    try:
        found: dict[str, list[str]] = json.loads(own.kept_text(_LINES))
        return {name: CommandLine(table, line, sort, fields) for name, (table, line, sort, fields) in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep_line(name: str, line: CommandLine) -> str:
    """Keeps a line under a name. Gives why it was not kept."""
    kept = named_lines() | {name: line._replace(left_out=())}
    texts = {one: words[:4] for one, words in kept.items()}
    return own.keep_text(_LINES, json.dumps(texts, ensure_ascii=False, indent=1))
