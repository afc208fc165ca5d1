"""What one counter says of many subjects at many times."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.corpus.stating import FX, Claim, ordered, usage
from tui.corpus import parts
from tui.corpus.lens import Lens
from tui.corpus.matrix import Matrix, matrix, ratio, told_alike
from tui.corpus.series import points


def told(lens: Lens, *claims: Claim) -> pl.DataFrame:
    table = lens.table("users")
    ranked = ordered(table, lens.policy, *claims)
    stated = parts.whole(parts.stated(ranked, table, table.parts[0], lens.policy, FX), ranked)
    return points(stated, table)


def made(lens: Lens, found: pl.DataFrame, **other: Any) -> Matrix:
    row = found.row(0, named=True)
    return matrix(told_alike(found, lens.table("users"), row, **other), "product")


def test_products_by_periods_the_newest_first(lens: Lens) -> None:
    found = told(
        lens,
        usage(product="a", value=10.0, period="2025-01"),
        usage(product="a", value=12.0, period="2025-03", qualifier="approx"),
        usage(product="b", value=30.0, period="2025-03"),
        usage(product="b", value=20.0, period="2025-Q1"),
    )
    frame, periods = made(lens, found)
    assert periods == ("2025-03", "2025-Q1", "2025-01")
    assert frame["product"].to_list() == ["b", "a"]
    assert frame["2025-03"].to_list() == [30.0, 12.0]
    assert frame["2025-01"].to_list() == [None, 10.0]
    assert frame["2025-03_qualifier"].to_list() == ["exact", "approx"]


def test_another_counter_channel_or_place_is_another_matrix(lens: Lens) -> None:
    others = ({"said_by": "panel-b"}, {"channel": "web"}, {"region": "world"}, {"metric": "dau"}, {"flag": "slip"})
    claims = [usage(product="b", value=20.0, period="2025-02", **other) for other in others]
    found = told(lens, usage(product="a", value=10.0, period="2025-01"), *claims)
    assert made(lens, found.filter(pl.col("product") == "a").vstack(found)).periods == ("2025-01",)


def test_days_stand_only_where_there_is_nothing_longer(lens: Lens) -> None:
    day = usage(product="b", value=20.0, period="2025-02-03", stat="single_day")
    assert made(lens, told(lens, usage(product="a", value=10.0, period="2025-01"), day)).periods == ("2025-01",)
    assert made(lens, told(lens, day)).periods == ("2025-02-03",)


def test_a_share_is_of_one_counter_product_and_period(lens: Lens) -> None:
    mau = told(lens, usage(value=200.0, period="2025-01"), usage(value=300.0, period="2025-02"))
    dau = told(
        lens,
        usage(metric="dau", value=50.0, period="2025-01"),
        usage(metric="dau", value=60.0, period="2025-03"),
        usage(metric="dau", product="b", value=70.0, period="2025-02"),
    )
    (row,) = ratio(dau, mau, "product").to_dicts()
    assert (row["product"], row["period"], row["value"]) == ("app", "2025-01", pytest.approx(25.0))
