"""The series of an answer, and of rows that are compared, as charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tui.ask.answers import CHARTED, Curve, Shown
from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.charts.series import Series
from tui.corpus.lens import Lens
from tui.corpus.tables import UNIT
from tui.pages.document import Line, spans_of_chart
from tui.pages.panel import Room
from tui.text.figures import figure
from tui.text.visible import visible

_ONE, _SEVERAL = 5, 8
"""Lines of a chart of one series, and of one of several."""


def height_of(curves: Sequence[Curve]) -> int:
    """Lines of the chart of some series."""
    return _SEVERAL if len(curves) > 1 else _ONE


def currency_of(one: Shown) -> str | None:
    """The currency in which a figure is stated, if it is money."""
    return one.row.get(f"{one.part}_currency" if one.part == "valuation" else "currency")


def alike(curves: Iterable[Curve]) -> list[list[Curve]]:
    """Those that are stated in one unit and one currency together, in the order of their first."""
    groups: dict[tuple[str | None, str | None], list[Curve]] = {}
    for curve in curves:
        key = (curve.shown.row.get(UNIT), currency_of(curve.shown)) if curve.shown else (None, None)
        groups.setdefault(key, []).append(curve)
    return [*groups.values()]


def line_chart(group: Sequence[Curve], lens: Lens, reader: Reader) -> LineChart:
    """Series of one unit on one axis, under the names of whom they are of, and of who counts where they differ."""
    counters = {curve.shown.row.get("counter") if curve.shown else None for curve in group}

    def series(curve: Curve) -> Series:
        named = [reader.names.both(curve.name, reader.language)]
        if len(counters) > 1 and curve.shown and curve.shown.row.get("counter"):
            named.append(reader.names.name(curve.shown.row["counter"], reader.language))
        return Series(visible(" · ".join(named)), (*curve.points, *curve.beside))

    return LineChart(tuple(map(series, group)), _write(group[0].shown, lens, reader))


def _write(one: Shown | None, lens: Lens, reader: Reader) -> Callable[[float], str]:
    language = reader.language
    if one is None:
        return lambda value: figure(value, language)
    form = lens.table(one.table).forms.get(one.row.get(UNIT) or "", "")
    currency = currency_of(one)
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
        for group in alike(able):
            chart = line_chart(group, self.lens, room.reader)
            lines += spans_of_chart(chart, room.width, self.height or height_of(group), room.reader.glyphs)
        return lines
