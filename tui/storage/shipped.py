"""Where the files that ship with termsheet lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def place(name: str) -> str:
    """Where a shipped file or folder lies, `data` or `styles.tcss`."""
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(PACKAGE), name)
