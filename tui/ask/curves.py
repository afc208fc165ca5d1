"""The series of an answer as charts."""

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


def _currency(one: Shown) -> str | None:
    return one.row.get("valuation_currency" if one.part == "valuation" else "currency")


def _alike(curves: Iterable[Curve]) -> Iterable[Sequence[Curve]]:
    """Those that are stated in one unit and one currency together."""
    groups: dict[tuple[str | None, str | None], list[Curve]] = {}
    for curve in curves:
        key = (curve.shown.row.get(UNIT), _currency(curve.shown)) if curve.shown else (None, None)
        groups.setdefault(key, []).append(curve)
    return groups.values()


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
        for group in _alike(able):
            chart = LineChart(
                tuple(self._series(curve, group, room.reader) for curve in group), self._write(group, room)
            )
            lines += spans_of_chart(chart, room.width, self.height or height_of(group), room.reader.glyphs)
        return lines

    def _write(self, group: Sequence[Curve], room: Room) -> Callable[[float], str]:
        one, language = group[0].shown, room.reader.language
        if one is None:
            return lambda value: figure(value, language)
        form = self.lens.table(one.table).forms.get(one.row.get(UNIT) or "", "")
        currency = _currency(one)
        return lambda value: figure(value, language, currency=currency, form=form)

    def _series(self, curve: Curve, group: Sequence[Curve], reader: Reader) -> Series:
        """A curve under the name of whom it is about, and of who counts where they differ."""
        named = [reader.names.both(curve.name, reader.language)]
        counters = {one.shown.row.get("counter") if one.shown else None for one in group}
        if len(counters) > 1 and curve.shown and curve.shown.row.get("counter"):
            named.append(reader.names.name(curve.shown.row["counter"], reader.language))
        return Series(visible(" · ".join(named)), (*curve.points, *curve.beside))
