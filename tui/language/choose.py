"""Which of the two languages of the screen a person wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

VARIABLES = ("TERMSHEET_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of POSIX, ours before them; one that is set but empty counts as unset."""


def language(explicit: str | None, environ: Mapping[str, str]) -> Literal["en", "zh"]:
    """The language asked for, else that of the first variable set: `zh…` is Chinese, all else English."""
    wanted = explicit or next((environ[name] for name in VARIABLES if environ.get(name)), "")
    return "zh" if wanted.lower().startswith("zh") else "en"
