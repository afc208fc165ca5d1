"""Lines typed before and lines kept under a name, in small files of the person's; trouble with them is never told."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from uuid import uuid4

MOST = 500


def _place(name: str) -> Path | None:
    try:
        from platformdirs import user_state_path

        return user_state_path("termsheet") / name
    except (OSError, RuntimeError):
        return None


def _write(name: str, text: str) -> None:
    place = _place(name)
    if place is None:
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{place.name}.{uuid4().hex[:6]}")
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, place)


def lines(kind: str) -> list[str]:
    """The lines typed at one prompt, the newest last."""
    place = _place(f"history-{kind}")
    try:
        return place.read_text(encoding="utf-8").splitlines() if place else []
    except (OSError, ValueError):
        return []


def add(kind: str, line: str) -> None:
    """Keeps a line as the newest; an older one that is the same goes."""
    if line.strip():
        kept = [other for other in lines(kind) if other != line]
        _write(f"history-{kind}", "".join(f"{one}\n" for one in [*kept, line][-MOST:]))


def saved() -> dict[str, dict[str, str]]:
    """The lines kept under a name: for each the table or file, the filter, the sort keys and the fields."""
    place = _place("saved.json")
    try:
        found = json.loads(place.read_text(encoding="utf-8")) if place else {}
        return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def save(name: str, line: dict[str, str]) -> None:
    """Keeps a line under a name."""
    _write("saved.json", json.dumps(saved() | {name: line}, ensure_ascii=False, indent=1) + "\n")
