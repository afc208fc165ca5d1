"""Braille line charts, by eye once and by string equality since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE, Glyphs
from tui.charts.line import LineChart
from tui.charts.series import Point, Series
from tui.text.numbers import compact
from tui.text.widths import cell_width

in_chinese = partial(compact, unit="chinese")
GROWTH = [(date(2023 + m // 12, m % 12 + 1, 1), 3e8 * (m / 40) ** 2 + 2e6) for m in range(7, 42)]


def chart(
    points: Sequence[tuple[date, float]],
    width: int,
    height: int,
    write: Callable[[float], str] = compact,
    glyphs: Glyphs = BRAILLE,
) -> list[str]:
    return LineChart((Series("", tuple(Point(*point) for point in points), joined="all"),), write).draw(
        width, height, glyphs
    )


def drawn(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_a_pane() -> None:
    assert chart(GROWTH, 40, 8) == drawn(
        """
400M ┤
     │                              ⢀⡠⠤⠔
200M ┤                         ⢀⡠⠤⠔⠊⠁
     │                   ⢀⡠⠤⠔⠒⠊⠁
     │           ⣀⣀⣀⠤⠤⠒⠒⠉⠁
   0 ┤⠤⠤⠤⠤⠤⠒⠒⠒⠉⠉⠉
     └─────┬─────┬─────┬────┬─────┬─────
          2024   07   2025  07   2026
"""
    )


def test_ascii() -> None:
    assert chart(GROWTH, 40, 8, glyphs=ASCII) == drawn(
        """
400M +
     |                               ***
     |                         ******
200M +                  *******
     |        ***********
   0 +********
     +-----+-----+-----+----+-----+-----
          2024   07   2025  07   2026
"""
    )


def test_blocks() -> None:
    assert chart(GROWTH, 40, 6, glyphs=BLOCKS) == drawn(
        """
400M ┤
200M ┤                         •••••••••
     │            •••••••••••••
   0 ┤••••••••••••
     └─────┬─────┬─────┬────┬─────┬─────
          2024   07   2025  07   2026
"""
    )


def test_low_space_gives_up_the_rule_then_the_dates() -> None:
    assert chart(GROWTH, 24, 5) == drawn(
        """
400M ┤                 ⢀
200M ┤             ⢀⡠⠔⠊⠁
     │        ⢀⣀⠤⠒⠊⠁
   0 ┤⡠⠤⠤⠤⠒⠒⠉⠉⠁
       2024   2025  2026
"""
    )
    assert len(chart(GROWTH, 24, 2)) == 2
    assert not any("20" in line and "┤" not in line for line in chart(GROWTH, 24, 2))


def test_narrow_space_gives_up_the_figures() -> None:
    lines = chart(GROWTH, 12, 3)
    assert "M" not in "".join(lines)
    assert lines[-1] == "2024    2026"


def test_one_point_is_a_dot_with_its_month() -> None:
    assert chart([(date(2025, 2, 1), 1.2e8)], 40, 8) == drawn(
        """
200M ┤
     │
100M ┤                 ⠛
     │
     │
   0 ┤
     └─────────────────┬────────────────
                    2025-02
"""
    )
    assert chart([(date(2025, 2, 4), 1.2e8)], 40, 8)[-1].strip() == "2025-02-04"


def test_days_are_named_where_months_are_too_long() -> None:
    assert chart([(date(2025, 2, 4), 5), (date(2025, 2, 9), 7)], 40, 8)[-1].split() == [
        "2025-02-04",
        "2025-02-09",
    ]


def test_negative_values_hang_from_zero() -> None:
    lines = chart([(date(2025, 2, 1), -20), (date(2025, 2, 20), 30), (date(2025, 3, 1), 79.6)], 40, 8)
    assert [line.split()[0] for line in lines if "┤" in line] == ["80", "0", "-20"]
    below = chart([(date(2025, 1, 1), -3), (date(2025, 6, 1), -5)], 40, 8)
    assert [line.split()[0] for line in below if "┤" in line] == ["0", "-2.5", "-5"]


def test_nothing_but_zero_names_only_zero() -> None:
    lines = chart([(date(2025, 1, 1), 0), (date(2025, 6, 1), 0)], 40, 8)
    assert [line.split()[0] for line in lines if "┤" in line] == ["0"]


def test_figures_are_aligned_by_cells() -> None:
    lines = chart(GROWTH, 50, 10, in_chinese)
    axis = {cell_width(line[: line.index(mark)]) for line in lines for mark in "┤│" if mark in line}
    assert axis == {4}
    assert lines[0].startswith("4亿 ┤")


def test_figures_cannot_act() -> None:
    assert "\x1b" not in "".join(chart(GROWTH, 50, 10, lambda value: "\x1b[2J"))


@pytest.mark.parametrize(("width", "height"), [(0, 8), (40, 0), (-1, -1)])
def test_no_space_no_lines(width: int, height: int) -> None:
    assert chart(GROWTH, width, height) == []


def test_no_points_no_lines() -> None:
    assert chart([], 40, 8) == []
    assert chart([(date(2025, 1, 1), float("nan"))], 40, 8) == []


def test_order_of_points_does_not_matter() -> None:
    assert chart(GROWTH[::-1], 40, 8) == chart(GROWTH, 40, 8)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.dates(), st.floats()), min_size=1, max_size=12),
    st.integers(1, 80),
    st.integers(1, 20),
    st.sampled_from([BRAILLE, BLOCKS, ASCII]),
    st.booleans(),
)
def test_any_points_fit(
    points: list[tuple[date, float]],
    width: int,
    height: int,
    glyphs: Glyphs,
    chinese: bool,
) -> None:
    lines = chart(points, width, height, in_chinese if chinese else compact, glyphs)
    known = [value for _, value in points if value - value == 0]
    assert len(lines) == (height if known else 0)
    assert all(cell_width(line) <= width for line in lines)
    assert not known or set(glyphs.cells) - {" "} & set("".join(lines))
    assert glyphs is not ASCII or chinese or "".join(lines).isascii()
