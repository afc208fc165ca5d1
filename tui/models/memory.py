"""Remembers how each file was looked at, in a small file of its own; what cannot be read or written is skipped."""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from tui.models.view import View, from_text, to_text


def _place(path: Path) -> Path | None:
    try:
        from platformdirs import user_state_path

        key = sha256(str(path.resolve()).encode()).hexdigest()[:24]
        return user_state_path("termsheet") / "views" / f"{key}.json"
    except (OSError, RuntimeError):
        return None


def recall(path: Path) -> View | None:
    """The view a file was left with; none where none is known."""
    place = _place(path)
    try:
        return from_text(place.read_text(encoding="utf-8")) if place else None
    except (OSError, ValueError):
        return None


def keep(path: Path, view: View) -> None:
    """Keeps the view a file is left with; that of a file as it was opened is forgotten."""
    place = _place(path)
    if place is None:
        return
    with contextlib.suppress(OSError):
        if view in (View(frozen=0), View()):
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{place.name}.{uuid4().hex[:6]}")
        beside.write_text(to_text(view), encoding="utf-8")
        os.replace(beside, place)
