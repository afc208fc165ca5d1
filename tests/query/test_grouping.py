"""Groups as a person writes them: by names or titles, in both languages."""

from __future__ import annotations

import pytest

from tui.errors import TermsheetError
from tui.query.grouping import parse_group
from tui.query.query import Aggregate, Group

TITLES = {"company": "公司", "round": "轮次", "amount_usd": "折合美元", "year": "Year"}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("company", Group(("company",))),
        ("company, round: sum amount_usd", Group(("company", "round"), (Aggregate("sum", "amount_usd"),))),
        ("公司：合计 折合美元，次数", Group(("company",), (Aggregate("sum", "amount_usd"), Aggregate("count")))),
        ("COMPANY: count across year", Group(("company",), (Aggregate("count"),), "year")),
    ],
)
def test_groups_are_read(text: str, group: Group) -> None:
    assert parse_group(text, TITLES) == group


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("compny", "did you mean company"),
        ("company: total amount_usd", "`total` is no figure of a group"),
        ("company: sum", "`sum` of which column?"),
        (": count", "no column to group by"),
    ],
)
def test_what_is_no_group_is_told(text: str, told: str) -> None:
    with pytest.raises(TermsheetError) as refused:
        parse_group(text, TITLES)
    assert told in str(refused.value)
