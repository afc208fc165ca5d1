"""Where a value stands between the ends of an axis."""

from __future__ import annotations

from math import isfinite


def position(value: float, low: float, high: float) -> float:
    """0 at `low`, 1 at `high`; all finite, `low` below `high`."""
    span = high - low
    if isfinite(span):
        return (value - low) / span
    # The distance between two finite numbers need not be finite.
    return (value / 4 - low / 4) / (high / 4 - low / 4)
