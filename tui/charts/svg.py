"""Charts as pictures: small SVG of our own, that any browser shows.

Every name comes through `_text`, which makes what could act visible and what XML reserves harmless. Fonts are named
generically, so that Chinese is drawn by whatever font the reader's system has for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape
from math import isfinite

from tui.charts.axis import Scale, date_ticks, scale_of
from tui.charts.chart import Chart
from tui.charts.labelled import BarChart, StackedBars
from tui.charts.legend import letter
from tui.charts.line import LineChart
from tui.charts.scale import position
from tui.charts.scatter import Scatter
from tui.charts.series import Point, Series, in_time, joins
from tui.charts.upright import UprightBars
from tui.text.visible import visible
from tui.text.widths import cell_width, wrap

_WIDTH, _HEIGHT = 800, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 12, 34
"""The plot's margins."""
_LINE, _CELL = 18, 7
"""Height of a line of text, and about how wide a cell of it is."""
_COLOURS = ("#1f5fbf", "#c0392b", "#1e8449", "#7d3c98", "#0e7c86", "#b7791f")
_FONTS = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_ROW = 24
"""Height of a bar and the space under it."""


def svg(chart: Chart, title: str, notes: Sequence[str] = ()) -> str:
    """A chart with its title and what is said of it: well-formed XML. Raises TypeError for what has no picture."""
    match chart:
        case LineChart():
            shapes, height = _line_chart(chart), _HEIGHT
        case Scatter():
            shapes, height = _scatter(chart), _HEIGHT
        case UprightBars():
            shapes, height = _columns(chart), _HEIGHT
        case BarChart():
            shapes = _bars([(bar.label, (bar.value,)) for bar in chart.bars], chart.write, ())
            height = _ROW * max(1, len(chart.bars)) + _TOP
        case StackedBars():
            shapes = _bars([(stack.label, stack.values) for stack in chart.stacks], chart.write, chart.parts)
            height = _ROW * max(1, len(chart.stacks)) + _TOP
        case _:
            raise TypeError(type(chart).__name__)
    names = [one.name for one in chart.series] if isinstance(chart, LineChart) and len(chart.series) > 1 else []
    names = [*names, *(chart.parts if isinstance(chart, StackedBars) else ())]
    legend = [f"{letter(n)} {visible(name)}" for n, name in enumerate(names)]
    heading = wrap(visible(title), _WIDTH // _CELL)
    told = [line for note in notes for line in wrap(visible(note), _WIDTH // _CELL)]
    top = _LINE * (len(heading) + len(legend)) + 16
    whole = top + height + _LINE * len(told) + 12
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {whole}" width="{_WIDTH}" height="{whole}" '
        f'font-family="{escape(_FONTS)}" font-size="13" role="img">',
        f"<title>{_clean(title)}</title>",
        f'<rect width="{_WIDTH}" height="{whole}" fill="#ffffff"/>',
    ]
    lines += [_text(12, _LINE * (n + 1), line, weight="bold") for n, line in enumerate(heading)]
    after = _LINE * (len(heading) + 1)
    lines += [_text(12, after + _LINE * n, line, fill=_colour(n)) for n, line in enumerate(legend)]
    lines += [f'<g transform="translate(0 {top})">', *shapes, "</g>"]
    below = top + height + _LINE
    lines += [_text(12, below + _LINE * n, line, fill="#666666") for n, line in enumerate(told)]
    return "\n".join([*lines, "</svg>", ""])


def _clean(text: str) -> str:
    return escape(visible(text))


def _text(x: float, y: float, text: str, *, anchor: str = "start", fill: str = "#222222", weight: str = "") -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}"{place}{bold}>{_clean(text)}</text>'


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _stroke(x0: float, y0: float, x1: float, y1: float, colour: str, *, width: float = 1, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" '
        f'stroke="{colour}" stroke-width="{width:g}"{dashed}/>'
    )


def _dot(x: float, y: float, colour: str, *, hollow: bool = False, radius: float = 3) -> str:
    fill = f'fill="#ffffff" stroke="{colour}"' if hollow else f'fill="{colour}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {fill}/>'


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{max(0.0, height):.1f}" fill="{colour}"/>'
    )


def _across(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _up(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)


def _grid(scale: Scale, write: Callable[[float], str]) -> Iterable[str]:
    """Rules at the values of an axis, and their figures."""
    for tick in scale.ticks(12):
        y = _up(scale.place(tick))
        yield _stroke(_LEFT, y, _WIDTH - _RIGHT, y, "#dddddd")
        yield _text(_LEFT - 8, y + 4, write(tick), anchor="end", fill="#666666")


def _under(names: Iterable[tuple[float, str]]) -> Iterable[str]:
    for x, name in names:
        size = cell_width(name) * _CELL / 2
        yield _stroke(x, _up(0), x, _up(0) + 5, "#999999")
        yield _text(min(max(x, size), _WIDTH - size), _up(0) + 20, name, anchor="middle", fill="#666666")


# Series over time


def _line_chart(chart: LineChart) -> list[str]:
    window = chart.window()
    if window is None:
        return []
    scale = chart.scale(window)

    def x(day: date) -> float:
        return _across((day - window.start).days / window.days if window.days else 0.5)

    ticks = date_ticks(
        window.start, window.end, lambda day: round((x(day) - _LEFT) / _CELL), round((_WIDTH - _LEFT - _RIGHT) / _CELL)
    )
    inside = f'<rect x="{_LEFT - 5}" y="0" width="{_WIDTH - _LEFT - _RIGHT + 10}" height="{_HEIGHT}"/>'
    clip = f'<clipPath id="plot">{inside}</clipPath>'
    shapes = [*_grid(scale, chart.write), *_under((_LEFT + column * _CELL, name) for column, name in ticks), clip]
    shapes.append('<g clip-path="url(#plot)">')
    for number, one in enumerate(chart.series):
        shapes += _series(one, number, len(chart.series) > 1, scale, x, window.holds)
    return [*shapes, "</g>"]


def _series(
    one: Series,
    number: int,
    several: bool,
    scale: Scale,
    x: Callable[[date], float],
    holds: Callable[[Point], bool],
) -> Iterable[str]:
    colour = _colour(number)

    def y(point: Point) -> float:
        return _up(max(-100.0, min(100.0, scale.place(point.value))))

    for join in joins(one):
        before, after = join.one, join.other
        if scale.holds(before.value) and scale.holds(after.value):
            x0 = x(before.last if before.step else before.middle)
            x1 = x(after.start if after.step else after.middle)
            yield _stroke(x0, y(before), x1, y(after), colour, width=1.6, dash="" if join.near else "2 5")
    shown = [point for point in in_time(one.points) if holds(point)]
    for point in shown:
        if not scale.holds(point.value):
            yield _text(x(point.middle), _up(0) - 2, "▽", anchor="middle", fill=colour)
        elif point.step and not point.hollow:
            yield _stroke(x(point.start), y(point), x(point.last), y(point), colour, width=2.4)
        else:
            small = one.joined == "all" and len(one.points) > 60
            yield _dot(x(point.middle), y(point), colour, hollow=point.hollow, radius=1 if small else 3)
    held = [point for point in shown if not point.hollow and scale.holds(point.value)]
    if several and held:
        yield _text(x(held[-1].middle) + 6, y(held[-1]) - 5, letter(number), fill=colour, weight="bold")


# Other charts


def _scatter(chart: Scatter) -> list[str]:
    known = [cluster for cluster in chart.clusters if isfinite(cluster.x) and isfinite(cluster.y)]
    if not known:
        return []
    left, right = min(cluster.x for cluster in known), max(cluster.x for cluster in known)
    low, high = min(cluster.y for cluster in known), max(cluster.y for cluster in known)

    def x(value: float) -> float:
        return _across(position(value, left, right) if left < right else 0.5)

    def y(value: float) -> float:
        return _up(position(value, low, high) if low < high else 0.5)

    shapes = [
        _stroke(_LEFT, _up(0), _WIDTH - _RIGHT, _up(0), "#999999"),
        _stroke(_LEFT, _up(0), _LEFT, _up(1), "#999999"),
    ]
    shapes += _under([(x(end), chart.write_x(end)) for end in dict.fromkeys((left, right))])
    shapes += [
        _text(_LEFT - 8, y(end) + 4, chart.write_y(end), anchor="end", fill="#666666")
        for end in dict.fromkeys((low, high))
    ]
    return [*shapes, *(_dot(x(cluster.x), y(cluster.y), _COLOURS[0], radius=2) for cluster in known)]


def _columns(chart: UprightBars) -> list[str]:
    known = [bar.value for bar in chart.bars if isfinite(bar.value)]
    if not known:
        return []
    scale = scale_of(known)
    each = (_WIDTH - _LEFT - _RIGHT) / len(chart.bars)
    gap = 0.0 if chart.ends else min(6.0, each / 4)
    zero = _up(scale.place(0.0))
    shapes = [*_grid(scale, chart.write)]
    for number, bar in enumerate(chart.bars):
        if isfinite(bar.value):
            top = _up(scale.place(bar.value))
            shapes.append(_box(_LEFT + number * each, min(top, zero), each - gap, abs(zero - top), _COLOURS[0]))
    if chart.ends:
        return [*shapes, *_under([(_LEFT, chart.ends[0]), (_WIDTH - _RIGHT, chart.ends[1])])]
    widest = max(cell_width(visible(bar.label)) for bar in chart.bars) * _CELL
    step = max(1, -(-round(widest + _CELL) // max(1, int(each))))
    named = [(_LEFT + (n + 0.5) * each, bar.label) for n, bar in enumerate(chart.bars)][::step]
    return [*shapes, *_under(named)]


def _bars(
    rows: Sequence[tuple[str, tuple[float, ...]]], write: Callable[[float], str], parts: Sequence[str]
) -> list[str]:
    """Bars from zero, in the colours of their parts, behind their names and before their figures."""
    if not rows:
        return []
    labels = min(260, max(cell_width(visible(label)) for label, _ in rows) * _CELL + 24)
    figures = max(cell_width(visible(write(sum(values)))) for _, values in rows) * _CELL + 20
    room = _WIDTH - labels - figures
    known = [sum(value for value in values if isfinite(value)) for _, values in rows]
    low, high = min(0.0, *known), max(0.0, *known)
    scale = Scale(low, high) if low < high else Scale(0.0, 1.0)
    zero = labels + scale.place(0.0) * room
    shapes = []
    for row, (label, values) in enumerate(rows):
        top = _TOP + row * _ROW
        shapes.append(_text(12, top + 13, label))
        at = zero
        for number, value in enumerate(values):
            if isfinite(value):
                size = (scale.place(value) - scale.place(0.0)) * room
                shapes.append(_box(min(at, at + size), top, abs(size), _ROW - 8, _colour(number if parts else 0)))
                at += size if parts else 0.0
        shapes.append(_text(_WIDTH - 12, top + 13, write(sum(values)), anchor="end"))
    return shapes
