"""What a person follows: the entities watched, notes on facts, and up to which day what is new was looked at."""

from __future__ import annotations

import json

from tui.storage import own

_WATCHED, _NOTES, _LOOKED = "watched", "notes.json", "looked"


def watched() -> tuple[str, ...]:
    """The ids of the entities that are watched, those that were added last at the end."""
    return tuple(line for line in own.kept_text(_WATCHED).splitlines() if line.strip())


def watch(entity: str) -> bool:
    """Watches an entity, or no longer; whether it is watched now."""
    others = [one for one in watched() if one != entity]
    now = len(others) == len(watched())
    own.keep_text(_WATCHED, "".join(f"{one}\n" for one in [*others, *([entity] if now else [])]))
    return now


def notes_on(table: str) -> dict[str, str]:
    """The notes on facts of a table, by their keys."""
    return (_notes() or {}).get(table, {})


def keep_note(table: str, key: str, text: str) -> None:
    """Keeps a note on a fact; an empty one takes it away."""
    known = _notes()
    if known is None:
        own.set_aside(_NOTES)
    notes = known or {}
    of_table = {one: note for one, note in notes.get(table, {}).items() if one != key}
    if text.strip():
        of_table[key] = text.strip()
    notes = {name: kept for name, kept in {**notes, table: of_table}.items() if kept}
    own.keep_text(_NOTES, json.dumps(notes, ensure_ascii=False, indent=1) if notes else "")


def _notes() -> dict[str, dict[str, str]] | None:
    """All notes; None where they cannot be read."""
    try:
        found = json.loads(own.kept_text(_NOTES) or "{}")
        return {str(name): {str(key): str(note) for key, note in kept.items()} for name, kept in found.items()}
    except (ValueError, AttributeError, RecursionError):
        return None


def looked() -> str:
    """The last day of what was looked at of what is new; empty where nothing was."""
    return own.kept_text(_LOOKED).strip()


def keep_looked(day: str) -> None:
    """Keeps up to which day what is new was looked at."""
    own.keep_text(_LOOKED, day)
