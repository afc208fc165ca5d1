"""Values that have no text of their own as text: lists and records as JSON, bytes by their beginning."""

from __future__ import annotations

import json
from typing import Any

from tui.text.visible import visible

LONGEST_CELL = 400
"""Characters of a value that a cell shows; the cell's own view shows all, and words are found in all."""
BYTES = 8


def plain(value: Any) -> Any:
    """A nested value as one that JSON can write."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def plain_text(value: Any) -> str:
    """The text of a value that is no text, number, date or truth; a cell shows its beginning."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes {value[:BYTES].hex(' ')}{' …' if len(value) > BYTES else ''}"
    if isinstance(value, dict | list | tuple):
        return visible(json.dumps(plain(value), ensure_ascii=False))
    return str(value)
