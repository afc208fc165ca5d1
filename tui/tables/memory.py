"""Remembers how each file was looked at, and the lines that a person kept under a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tui.language.words import label
from tui.storage import own
from tui.tables.line import CommandLine
from tui.tables.view import View, from_text, to_text

if TYPE_CHECKING:
    from tui.language.label import Label

_LINES = "saved.json"


def recall_view(path: Path) -> tuple[View | None, Label | None]:
    """The view a file was left with, none where none is known; and why the one that is kept cannot be read."""
    kept = own.kept_text(own.view_of(str(path)))
    try:
        return (from_text(kept) if kept else None), None
    except ValueError:
        return None, label("view.unreadable")


def keep_view(path: Path, view: View) -> str:
    """Keeps the view a file is left with; that of a file as it was opened is forgotten. Gives why it was not kept."""
    return own.keep_text(own.view_of(str(path)), "" if view in (View(frozen=0), View()) else to_text(view))


def named_lines() -> dict[str, CommandLine]:
    """The lines kept under a name."""
    return _named_lines() or {}


def _named_lines() -> dict[str, CommandLine] | None:
    """The lines kept under a name; None where they cannot be read."""
    try:
        found = json.loads(own.kept_text(_LINES) or "{}")
        return {
            str(name): CommandLine(str(table), str(line), str(sort), str(fields), filled="".join(map(str, filled)))
            for name, (table, line, sort, fields, *filled) in found.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def keep_line(name: str, line: CommandLine) -> str:
    """Keeps a line under a name. Gives why it was not kept, or what was set aside for it."""
    before = _named_lines()
    aside = own.set_aside(_LINES) if before is None else ""
    kept = (before or {}) | {name: line._replace(left_out=())}
    texts = {one: (*words[:4], *filter(None, (words.filled,))) for one, words in kept.items()}
    return own.keep_text(_LINES, json.dumps(texts, ensure_ascii=False, indent=1)) or aside
