"""What is compared with a file in whole: screens, and the bytes of the formats for programs."""

from __future__ import annotations

import os
from pathlib import Path


def compare(path: Path, text: str) -> None:
    """A text against its file, byte for byte; `TERMSHEET_GOLDEN=1 pytest …` writes the files anew."""
    if os.environ.get("TERMSHEET_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode("utf-8")
