"""Reads what groups a person asks for: `country, round: sum amount, count across year`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.errors import EXIT_USAGE, TermsheetError
from tui.frames.query import FUNCTIONS, Aggregate, Group, nearest

HOW = "write it as `country, round: sum amount, count across year`"


def _column(name: str, known: Sequence[str]) -> str:
    name = name.strip()
    if name in known:
        return name
    folded = [other for other in known if other.casefold() == name.casefold()]
    if len(folded) == 1:
        return folded[0]
    raise TermsheetError(f"no column `{name}`", nearest(name, known), EXIT_USAGE)


def parse_group(text: str, known: Sequence[str]) -> Group:
    """The groups of a line: columns, a colon, figures, and `across` a column for a pivot. Raises `TermsheetError`."""
    whole, *rest = re.split(r"\s+across\s+", text.strip(), maxsplit=1)
    by_text, _, figures_text = whole.partition(":") if ":" in whole else (whole, "", "")
    by = tuple(_column(name, known) for name in by_text.split(",") if name.strip())
    if not by:
        raise TermsheetError("no column to group by", HOW, EXIT_USAGE)
    aggregates = []
    for part in figures_text.split(",") if figures_text.strip() else ["count"]:
        word, _, name = part.strip().partition(" ")
        function = next((f for f in FUNCTIONS if f == word.lower()), None)
        if function is None:
            raise TermsheetError(f"`{word}` is no figure of a group", nearest(word, FUNCTIONS), EXIT_USAGE)
        if not name.strip() and function != "count":
            raise TermsheetError(f"`{word}` of which column?", HOW, EXIT_USAGE)
        aggregates.append(Aggregate(function, _column(name, known) if name.strip() else ""))
    return Group(by, tuple(aggregates), _column(rest[0], known) if rest else "")
