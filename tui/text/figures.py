"""Figures as they are read: humanised, with their unit and how sure they are, in the language of the screen."""

from __future__ import annotations

from typing import Literal

from tui.text import numbers

_Language = Literal["en", "zh"]

SILENT = {
    "vague": {"en": "vague", "zh": "概数"},
    "undisclosed": {"en": "undisclosed", "zh": "未披露"},
}

Form = Literal["", "percent", "multiple", "year", "counted"]
"""How figures in a unit are written; what is `counted` one by one is written in full while it is small."""
SMALL = 100_000
"""Below this, things that are counted one by one are written in full."""


def figure(
    value: float | None,
    language: _Language = "en",
    *,
    high: float | None = None,
    form: Form = "",
    currency: str | None = None,
    qualifier: str | None = None,
    growth: bool = False,
) -> str:
    """One figure in a few cells, such as `$6.6B`, `190M+`, `~20M`, `+79.6%` or `18M–30M`.

    A figure that its source left vague or undisclosed says so in a word; a figure that is not there is empty.
    """
    if value is None:
        return SILENT.get(qualifier or "", {}).get(language, "")
    style: Literal["western", "chinese"] = "chinese" if language == "zh" else "western"
    if currency:
        text = numbers.money(value, currency, style)
        if high is not None:
            text = f"{text}–{numbers.money(high, currency, style)}"
    elif form == "percent":
        text = numbers.percent(value, signed=growth)
        if high is not None:
            text = f"{text}–{numbers.percent(high)}"
    elif form == "multiple":
        text = f"{numbers.full(value)}×"
    elif form == "year":
        text = f"{value:.0f}"
    elif high is not None:
        text = numbers.ranged(value, high, style)
    elif form == "counted" and abs(value) < SMALL:
        text = numbers.full(value)
    else:
        text = numbers.compact(value, style)
    if qualifier == "at_least" and form in ("percent", "multiple"):
        # A plus behind a percentage would be read as part of it.
        return f"≥{text}"
    return numbers.qualified(text, qualifier)
