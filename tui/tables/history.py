"""Lines typed before, and lines kept under a name."""

from __future__ import annotations

import json

from tui.storage import states as state
from tui.tables.line import CommandLine

MOST = 500
SAVED = "saved.json"


def lines(kind: str) -> list[str]:
    """The lines typed at one prompt, the newest last."""
    return state.read(f"history-{kind}").splitlines()


def add(kind: str, line: str) -> None:
    """Keeps a line as the newest; an older one that is the same goes."""
    if line.strip():
        kept = [other for other in lines(kind) if other != line]
        state.write(f"history-{kind}", "".join(f"{one}\n" for one in [*kept, line][-MOST:]))


def saved() -> dict[str, CommandLine]:
    """The lines kept under a name."""
    try:
        found: dict[str, list[str]] = json.loads(state.read(SAVED))
        return {name: CommandLine(table, line, sort, fields) for name, (table, line, sort, fields) in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def save(name: str, line: CommandLine) -> None:
    """Keeps a line under a name."""
    kept = saved() | {name: line._replace(left_out=())}
    state.write(SAVED, json.dumps({one: words[:4] for one, words in kept.items()}, ensure_ascii=False, indent=1))
