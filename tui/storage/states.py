"""Small files of the person's in the folder of states; what cannot be read or written is skipped without a word."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def _place(name: str) -> Path | None:
    try:
        from platformdirs import user_state_path

        return user_state_path("termsheet") / name
    except (OSError, RuntimeError):
        return None


def read(name: str) -> str:
    """The text of a file; empty where there is none."""
    place = _place(name)
    with suppress(OSError, ValueError):
        return place.read_text(encoding="utf-8") if place else ""
    return ""


def write(name: str, text: str) -> None:
    """Writes a file, beside and then renamed; an empty text takes it away."""
    place = _place(name)
    if place is None:
        return
    with suppress(OSError):
        if not text:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{place.name}.{uuid4().hex[:6]}")
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, place)
