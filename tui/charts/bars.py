"""Horizontal bars in eighths of a cell."""

from __future__ import annotations

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"
ASCII = "#"


def bar(value: float, maximum: float, width: int, *, ascii: bool = False) -> str:
    """A bar of `width` cells at `maximum`, padded to that width; anything above zero can be seen.

    What is greater than `maximum` fills the width; zero, negative and NaN leave it empty.
    """
    if width <= 0:
        return ""
    if not value > 0:
        return " " * width
    share = value / maximum if maximum > value else 1.0
    if ascii:
        return (ASCII * max(1, round(share * width))).ljust(width)
    whole, rest = divmod(max(1, round(share * width * 8)), 8)
    return (FULL * whole + (EIGHTHS[rest] if rest else "")).ljust(width)
