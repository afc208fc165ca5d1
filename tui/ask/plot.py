"""The series of an answer, and of rows that are compared, as charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tui.ask.answers import CHARTED, Curve, Shown
from tui.ask.choosing import VALUATION
from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.charts.series import Series
from tui.corpus.lens import Lens
from tui.corpus.tables import UNIT
from tui.pages.document import Line, spans_of_chart
from tui.pages.panel import Room
from tui.pages.stated import in_full
from tui.text.figures import figure
from tui.text.visible import visible

_ONE, _SEVERAL = 5, 8
"""Lines of a chart of one series, and of one of several."""


def height_of(curves: Sequence[Curve]) -> int:
    """Lines of the chart of some series."""
    return _SEVERAL if len(curves) > 1 else _ONE


def currency_stated(one: Shown) -> str | None:
    """The currency in which a figure is stated, if it is money."""
    return one.row.get(f"{one.part}_currency" if one.part == VALUATION else "currency")


def counter_stated(curve: Curve, lens: Lens) -> str | None:
    """Who counts a series, in a table in which that tells one from another."""
    one = curve.shown
    return one.row.get("counter") if one is not None and lens.table(one.table).counted else None


def of_one_unit(curves: Iterable[Curve]) -> list[list[Curve]]:
    """Those that are stated in one unit and one currency together, in the order of their first."""
    groups: dict[tuple[str | None, str | None], list[Curve]] = {}
    for curve in curves:
        key = (curve.shown.row.get(UNIT), currency_stated(curve.shown)) if curve.shown else (None, None)
        groups.setdefault(key, []).append(curve)
    return [*groups.values()]


_AXIS = ("stat", "per", "channel", "region", "segment", "whole", "versus", "basis", "valuation_basis")
"""What tells definitions of one measure apart, beside who counts."""


def definition_stated(one: Shown, lens: Lens, reader: Reader) -> tuple[str, ...]:
    """The words of what a figure is counted by."""
    table = lens.table(one.table)
    known = {column.name: column for column in table.columns}
    unit = one.row.get(UNIT)
    of_valuation = ("valuation_basis",)
    axis = of_valuation if one.part == VALUATION else [name for name in _AXIS if name not in of_valuation]
    told = [known[UNIT].choice(str(unit), reader.language) if unit else currency_stated(one) or ""]
    told += [in_full(known[name], one.row[name], reader) for name in axis if one.row.get(name) and name in known]
    return tuple(part for part in told if part)


def line_chart(group: Sequence[Curve], lens: Lens, reader: Reader) -> LineChart:
    """Series of one unit on one axis, under the names of whom they are of, and of who counts where they differ."""
    counters = {counter_stated(curve, lens) for curve in group}
    names = []
    for curve in group:
        counter = counter_stated(curve, lens) if len(counters) > 1 else None
        told = [
            reader.names.both(curve.name, reader.language),
            reader.names.name(counter, reader.language) if counter else "",
        ]
        names.append(visible(" · ".join(filter(None, told))))
    # What is called alike is told apart by what it is counted by.
    definitions = [definition_stated(curve.shown, lens, reader) if curve.shown else () for curve in group]
    series = []
    for name, definition, curve in zip(names, definitions, group, strict=True):
        alike = [other for other, given in zip(definitions, names, strict=True) if given == name]
        own = [part for part in definition if not all(part in other for other in alike)]
        series.append(Series(visible(" · ".join([name, *own])), (*curve.points, *curve.beside)))
    return LineChart(tuple(series), _write(group[0].shown, lens, reader))


def _write(one: Shown | None, lens: Lens, reader: Reader) -> Callable[[float], str]:
    language = reader.language
    if one is None:
        return lambda value: figure(value, language)
    form = lens.table(one.table).forms.get(one.row.get(UNIT) or "", "")
    currency = currency_stated(one)
    return lambda value: figure(value, language, currency=currency, form=form)


@dataclass(frozen=True)
class AnswerChart:
    """The series of an answer on one axis; what is stated in other units or currencies has a chart of its own.

    `height` is that of each, where it is not the least that shows them.
    """

    lens: Lens
    curves: tuple[Curve, ...]
    height: int = 0
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def draw(self, room: Room) -> list[Line]:
        able = [curve for curve in self.curves[:CHARTED] if len(curve.points) > 1]
        lines: list[Line] = []
        for group in of_one_unit(able):
            chart = line_chart(group, self.lens, room.reader)
            lines += spans_of_chart(chart, room.width, self.height or height_of(group), room.reader.glyphs)
        return lines
