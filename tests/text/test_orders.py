"""Places told by the order of names."""

from __future__ import annotations

import pytest

from tui.text.orders import told_places
from tui.text.printed import level


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("排名分别为:甲公司（113 亿美元）、乙公司和丙公司。丁公司其次", "乙公司", {(2, 2), (1, 3)}),
        ("排名分别为:甲公司（113 亿美元）、乙公司和丙公司。丁公司其次", "丙公司", {(3, 3), (1, 3)}),
        ("排名分别为:甲公司（113 亿美元）、乙公司和丙公司。丁公司其次", "丁公司", set()),
        ("甲公司登顶,乙公司、丙公司緊隨其後,月活上亿", "丙公司", {(3, 3), (1, 2)}),
        ("亿美元）、乙公司和丙公司", "乙公司", set()),
        ("the largest are Acme, a bank: Beta and Gamma Labs", "gammalabs", {(2, 2), (1, 2)}),
    ],
)
def test_a_list_tells_places(text: str, name: str, places: set[tuple[int, int]]) -> None:
    assert told_places(level(text), [name]) == places
