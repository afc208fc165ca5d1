"""Figures in another currency, in other units, and as of a day."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest

from tests.conftest import Run
from tui.corpus.lens import Lens


def test_money_is_converted_at_the_rate_of_its_month_and_marked(shipped: Lens) -> None:
    yuan = shipped.seen("CNY", None)
    fx = {(m, c): r for m, c, r in shipped.corpus.frame("fx").select("month", "currency", "usd_per_unit").iter_rows()}
    facts = yuan.facts("deals")
    converted = facts.filter(pl.col("amount_seen").is_not_null() & (pl.col("currency") == "USD"))
    assert converted.height
    for row in converted.head(50).iter_rows(named=True):
        rate = fx[f"{row['start']:%Y-%m}", "CNY"]
        assert row["amount_seen"] == pytest.approx(row["amount"] / rate)
    # What is printed in yuan stays as it is, and so does what has no month.
    assert facts.filter(pl.col("currency") == "CNY")["amount_seen"].is_null().all()
    assert facts.filter(pl.col("precision") > 1)["amount_seen"].is_null().all()
    assert facts.drop("amount_seen", "amount_seen_high", "valuation_seen").equals(shipped.facts("deals"))


def test_nothing_that_was_published_later_is_known(shipped: Lens) -> None:
    day = date(2025, 1, 31)
    then = shipped.seen("", day)
    assert then.last_day <= day
    for name in then.corpus.claimed:
        sources = then.ranked(name)["source"].unique()
        published = dict(shipped.corpus.frame("sources").select("id", "published").iter_rows())
        assert all(published[source][:4] <= "2025" for source in sources)
    assert 0 < then.facts("deals").height < shipped.facts("deals").height
    assert shipped.seen("", None).facts("deals").equals(shipped.facts("deals"))


def test_a_list_in_yuan_by_its_units(run: Run) -> None:
    words = ("list", "deals", "--fields", "company,amount", "--limit", "1", "--sort", "-amount")
    assert run(*words)[1].splitlines()[1].split()[-1] == "$40B"
    header, row = run(*words, "--currency", "cny")[1].splitlines()
    assert header.split("  ")[-1].strip() == "Amount → CNY"
    assert row.split()[-1].startswith("~¥")
    assert row.split()[-1].endswith("B")
    assert run(*words, "--currency", "cny", "--units", "chinese")[1].splitlines()[1].split()[-1].endswith("亿元")
    # Programs are given what was stated, whatever people see.
    assert run(*words, "--currency", "cny", "--json")[1] == run(*words, "--json")[1]
    assert json.loads(run(*words, "--json")[1])[0]["amount"] == 40_000_000_000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--currency", "xyz"), "`xyz` is no currency"),
        (("--as-of", "soon"), "`soon` is no day"),
        (("--units", "tens"), "invalid choice"),
    ],
)
def test_what_cannot_be_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    code, _, err = run("list", "deals", *words)
    assert code == 2
    assert told in err


def test_as_of_a_day_before_everything_nothing_is_left(run: Run) -> None:
    assert run("list", "deals", "--as-of", "1999", "--count")[:2] == (4, "0\n")
