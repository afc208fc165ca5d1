"""Reads what groups a person asks for: `country, round: sum amount, count across year`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.query.query import Aggregate, Function, Group

HOW = label("group.how")

FIGURE_WORDS: dict[Function, Label] = {function: label(f"figure.{function}") for function in get_args(Function)}
"""The figures of a group and what they are called."""


def _column(name: str, titles: Mapping[str, str]) -> str:
    """A column by its name or by its title, without case."""
    name = name.strip()
    if name in titles:
        return name
    folded = [n for n, title in titles.items() if name.casefold() in (n.casefold(), title.casefold())]
    if len(folded) == 1:
        return folded[0]
    raise TermsheetError(label("filter.no_column", name), spelled_like(name, [*titles, *titles.values()]), EXIT_USAGE)


def _function(word: str) -> Function:
    for function, called in FIGURE_WORDS.items():
        if word.casefold() in (function, called.zh):
            return function
    raise TermsheetError(label("group.no_figure", word), spelled_like(word, [*FIGURE_WORDS]), EXIT_USAGE)


def parse_group(text: str, titles: Mapping[str, str]) -> Group:
    """The groups of a line: columns, a colon, figures, and `across` a column for a pivot.

    `titles` are the columns there are and what each is called. Raises `TermsheetError`.
    """
    text = text.replace("：", ":").replace("，", ",")
    whole, *rest = re.split(r"\s+across\s+", text.strip(), maxsplit=1)
    by_text, _, figures_text = whole.partition(":") if ":" in whole else (whole, "", "")
    by = tuple(_column(name, titles) for name in by_text.split(",") if name.strip())
    if not by:
        raise TermsheetError(label("group.nothing"), HOW, EXIT_USAGE)
    aggregates = []
    for part in figures_text.split(",") if figures_text.strip() else ["count"]:
        word, _, name = part.strip().partition(" ")
        function = _function(word)
        if not name.strip() and function != "count":
            raise TermsheetError(label("group.of_which", word), HOW, EXIT_USAGE)
        aggregates.append(Aggregate(function, _column(name, titles) if name.strip() else ""))
    return Group(by, tuple(aggregates), _column(rest[0], titles) if rest else "")
