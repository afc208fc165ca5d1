"""Remembers how each file was looked at."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from tui.storage import states as state
from tui.tables.view import View, from_text, to_text


def _name(path: Path) -> str:
    return f"views/{sha256(_known_as(path)).hexdigest()[:24]}.json"


def _known_as(path: Path) -> bytes:
    """The bytes by which a file is known wherever it is called from."""
    try:
        return str(path.resolve()).encode("utf-8", "surrogateescape")
    except (OSError, RuntimeError):
        return str(path).encode("utf-8", "surrogateescape")


def recall(path: Path) -> View | None:
    """The view a file was left with; none where none is known."""
    try:
        return from_text(state.read(_name(path)))
    except ValueError:
        return None


def keep(path: Path, view: View) -> None:
    """Keeps the view a file is left with; that of a file as it was opened is forgotten."""
    state.write(_name(path), "" if view in (View(frozen=0), View()) else to_text(view))
