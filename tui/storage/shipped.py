"""Where the files that ship with termsheet lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def resource(name: str) -> Path:
    """The path of a shipped file or folder, `data` or `styles.tcss`."""
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name
