"""The figures that a row states, and whether a figure as printed gives one of them, units converted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from tui.corpus.tables import UNIT, Choice, Table
from tui.text.printed import ORDINAL, PERCENT, TIMES, YEARS_ON, PrintedFigure, counts_alike, direction

_CURRENCY = re.compile("[A-Z]{3}")
_RESTATED = "alt_"


class StatedFigure(NamedTuple):
    """A figure of a row.

    Attributes:
        column: where it stands.
        low, high: its ends, which are one where it is no range.
        currency: of money.
        unit: of what else is counted; None where the table tells none.
        growth: whether it is the change since an earlier period, whose fall is below zero.
        restated: whether it is another figure told in another currency.
    """

    column: str
    low: Fraction
    high: Fraction
    currency: str | None = None
    unit: Choice | None = None
    growth: bool = False
    restated: bool = False


def _exact(value: float) -> Fraction:
    """The number that the digits of a cell say."""
    return Fraction(repr(value))


def stated_figures(table: Table, row: Mapping[str, Any]) -> Iterator[StatedFigure]:
    """The figures that a row states, those told in another currency last."""
    units = {choice.id: choice for column in table.columns if column.name == UNIT for choice in column.choices}
    for part in table.parts:
        if part.match != "interval" or row[part.name] is None:
            continue
        drawn = {name: row[column] for name, column in table.drawn_from(part).items() if column in table.names}
        low, high = row[part.name], drawn.get("high")
        yield StatedFigure(
            part.name,
            _exact(low),
            _exact(low if high is None else high),
            drawn.get("currency"),
            units.get(drawn.get("unit") or ""),
            drawn.get("growth") is not None,
        )
    currency = row.get(f"{_RESTATED}currency")
    for name in table.names:
        if name.startswith(_RESTATED) and currency and isinstance(row[name], float):
            yield StatedFigure(name, _exact(row[name]), _exact(row[name]), currency, restated=True)


def _factor(counts: str, wanted: StatedFigure, year: int | None) -> tuple[Fraction, int] | None:
    """What makes a printed figure one in the unit wanted, a factor and what is added; None where it counts another."""
    plain = Fraction(1), 0
    if wanted.currency:
        return plain if counts in ("", wanted.currency) else None
    form = wanted.unit.form if wanted.unit else ""
    if form == "percent":
        return {PERCENT: plain, TIMES: (Fraction(100), 0)}.get(counts)
    if form == "multiple":
        return plain if counts == TIMES else None
    if form == "year" and counts == YEARS_ON:
        return (Fraction(1), year) if year else None
    if counts in (PERCENT, TIMES, YEARS_ON) or _CURRENCY.fullmatch(counts) or is_place(wanted) != (counts == ORDINAL):
        return None
    if wanted.unit is None or not counts:
        return plain
    return plain if counts_alike(counts, wanted.unit.label.zh) else None


def _same(printed: Fraction, stated: Fraction) -> bool:
    """Whether two numbers are one; a share without an end, as a third, is rounded to the digits that are stated."""
    if printed == stated:
        return True
    rest = printed.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    places = len(str(float(stated)).partition(".")[2])
    return rest > 1 and round(printed, places) == stated


def given_by(wanted: StatedFigure, figure: PrintedFigure, text: str, year: int | None) -> bool:
    """Whether a figure that stands in `text` gives what is wanted; `year` is that of the text."""
    factor = _factor(figure.counts, wanted, year)
    if factor is None:
        return False
    times, more = factor
    sign = -1 if wanted.growth and wanted.low < 0 else 1
    if wanted.growth and wanted.low and direction(text, figure.start) == -sign:
        return False
    ends = (figure.low * times + more, figure.high * times + more)
    return _same(ends[0], sign * wanted.low) and _same(ends[1], sign * wanted.high)


def is_place(wanted: StatedFigure) -> bool:
    """Whether a figure is a place in an order, which a list of names tells without a number."""
    return wanted.unit is not None and wanted.unit.label.zh == ORDINAL
