"""Keeps the last table of each benchmark in RESULTS.md, one part for each."""

from __future__ import annotations

import re
from pathlib import Path

PLACE = Path(__file__).parent / "RESULTS.md"


def keep(title: str, text: str) -> None:
    """Prints a table and puts it in the place of the last one with this title."""
    known = PLACE.read_text(encoding="utf-8") if PLACE.exists() else ""
    parts = dict(re.findall(r"^## (.+?)\n\n(.*?)(?=^## |\Z)", known, re.MULTILINE | re.DOTALL))
    parts[title] = text.rstrip() + "\n\n"
    PLACE.write_text(
        "# Results\n\n" + "".join(f"## {name}\n\n{part}" for name, part in parts.items()).rstrip() + "\n",
        encoding="utf-8",
    )
    print(text)
