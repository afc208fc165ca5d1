"""Horizontal bars in eighths of a cell."""

from __future__ import annotations

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"


def bar(value: float, maximum: float, width: int, *, ascii: bool = False) -> str:
    """A bar of `width` cells at `maximum`, padded to that width; anything above zero can be seen."""
    if width <= 0:
        return ""
    share = min(1.0, max(0.0, value / maximum)) if maximum > 0 else 0.0
    if ascii:
        return ("#" * max(round(share * width), 1 if share else 0)).ljust(width)
    eighths = max(round(share * width * 8), 1 if share else 0)
    whole, rest = divmod(eighths, 8)
    return (FULL * whole + (EIGHTHS[rest] if rest else "")).ljust(width)
