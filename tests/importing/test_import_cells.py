"""Cells and headers of exports: what is written is read, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.lens import Lens
from tui.importing.cells import (
    Figure,
    Unread,
    choice_of,
    choice_words,
    currency_code,
    day_of,
    divided_names,
    orders,
    plain_figure,
    read_figure,
)
from tui.importing.headers import HeaderMeaning, HeaderUnit, meant_by, time_of, unit_of
from tui.importing.naming import Naming, slug
from tui.importing.words import ValueWords, plain_word, rules

RULES = rules()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4941万人民币", Figure("49410000", "CNY", "exact")),
        ("870万美元", Figure("8700000", "USD", "exact")),
        ("2.8275亿元", Figure("282750000", "CNY", "exact")),
        ("$7.4B", Figure("7400000000", "USD", "exact")),
        ("$100M+", Figure("100000000", "USD", "at_least")),
        ("超过3亿美元", Figure("300000000", "USD", "at_least")),
        ("近5000万元", Figure("50000000", "CNY", "approx")),
        ("3亿余元", Figure("300000000", "CNY", "at_least")),
        ("不到200万", Figure("2000000", "", "at_most")),
        ("数亿人民币", Figure("", "CNY", "vague")),
        ("未透露人民币", Figure("", "CNY", "undisclosed")),
        ("undisclosed", Figure("", "", "undisclosed")),
        ("-", Figure()),
        ("20,00,00,000", Figure("200000000", "", "exact")),
        ("0", Figure("0", "", "exact")),
        # The sign of two currencies tells none, but for the units of one.
        ("¥500", Figure("500", "", "exact")),
        ("¥500万", Figure("5000000", "CNY", "exact")),
    ],
)
def test_figures_are_read_as_they_are_written(text: str, read: Figure) -> None:
    assert read_figure(text, RULES) == read


def test_a_unit_of_the_header_counts_once() -> None:
    assert read_figure("$140", RULES, HeaderUnit("USD", 1e9)) == Figure("140000000000", "USD", "exact")
    with pytest.raises(Unread, match="magnitude"):
        read_figure("$140M", RULES, HeaderUnit("USD", 1e9))
    with pytest.raises(Unread, match="EUR beside USD"):
        read_figure("€140", RULES, HeaderUnit("USD"))


@pytest.mark.parametrize("text", ["-5", "(3)", "about", "1-2", "12%", "1e20", "x" * 100])
def test_what_is_no_figure_is_told(text: str) -> None:
    with pytest.raises(Unread):
        read_figure(text, RULES)


def test_uneven_groups_are_doubted() -> None:
    read = read_figure("3,000,00", RULES)
    assert read.value == "300000"
    assert read.doubt is not None


@given(st.floats(0, 1e13, allow_nan=False))
def test_figures_are_plain_numbers(value: float) -> None:
    text = plain_figure(value)
    assert "e" not in text
    assert float(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2012-07-23", "2012-07-23"),
        ("2003-03-21T00:00:00Z", "2003-03-21"),
        ("2024/3/5", "2024-03-05"),
        ("2024年3月", "2024-03"),
        ("2024Q1", "2024-Q1"),
        ("2008", "2008"),
        ("Mar 2024", "2024-03"),
        ("5 March 2024", "2024-03-05"),
        ("13/01/2020", "2020-01-13"),
        ("1/13/2020", "2020-01-13"),
        ("05/05/2020", "2020-05-05"),
    ],
)
def test_dates_keep_their_precision(text: str, read: str) -> None:
    assert day_of(text, {}) == read


def test_an_order_that_nothing_shows_is_not_guessed() -> None:
    shown = orders(["1/23/2014", "04-07-2017", "2/1/2014"])
    assert shown == {"/": False, "-": None}
    assert day_of("2/1/2014", shown) == "2014-02-01"
    with pytest.raises(Unread, match="two days"):
        day_of("04-07-2017", shown)
    assert day_of("04-07-2017", {"-": True}) == "2017-07-04"
    # Cells that show both orders show none.
    assert orders(["13/01/2020", "01/13/2020"]) == {"/": None}


@pytest.mark.parametrize("text", ["05/072018", "soon", "2024-13-01", "31/02/2020"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(Unread):
        day_of(text, {})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Series A", "a"),
        ("A轮", "a"),
        ("A+轮", "a_plus"),
        ("Pre-Series A", "pre_a"),
        ("Pre-A轮", "pre_a"),
        ("Seed Funding", "seed"),
        ("Angel Round", "angel"),
        ("战略投资", "strategic"),
        ("Growth round", "growth"),
        ("Private Equity", None),
        ("Seed / Angel Funding", None),
        ("轮", None),
    ],
)
def test_rounds_are_those_of_the_table(shipped: Lens, text: str, read: str | None) -> None:
    more = RULES.targets["deals"].values["round"]
    words = choice_words(shipped.corpus.table("deals").column("round"), more)
    assert choice_of(text, words, more) == read


def test_metrics_are_known_with_points_and_without(shipped: Lens) -> None:
    words = choice_words(shipped.corpus.table("users").column("metric"), ValueWords())
    assert [choice_of(text, words, ValueWords()) for text in ("D.A.U.", "月活", "dau")] == ["dau", "mau", "dau"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("蓝色光标,华泰证券", ["蓝色光标", "华泰证券"]),
        ('["AMD Ventures", "Ericsson"]', ["AMD Ventures", "Ericsson"]),
        ("Foo, Inc., Bar LLC", ["Foo, Inc.", "Bar LLC"]),
        ("红杉、IDG；高瓴", ["红杉", "IDG", "高瓴"]),
        ("undisclosed", []),
        ("[]", []),
    ],
)
def test_names_of_lists(text: str, read: list[str]) -> None:
    assert divided_names(text, RULES) == read


def test_a_buyer_is_one_name() -> None:
    assert divided_names("Smith, Jones & Partners", RULES, commas=False) == ["Smith, Jones & Partners"]


def test_currencies() -> None:
    assert [currency_code(text) for text in ("USD", "美元", "€")] == ["USD", "USD", "EUR"]
    for text in ("¥", "gold"):
        with pytest.raises(Unread):
            currency_code(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$B", HeaderUnit("USD", 1e9)),
        ("USD m", HeaderUnit("USD", 1e6)),
        ("in millions of usd", HeaderUnit("USD", 1e6)),
        ("万元", HeaderUnit("CNY", 1e4)),
        ("Statista", None),
        ("", None),
    ],
)
def test_units_of_headers(text: str, unit: HeaderUnit | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "time"),
    [("2015-10-19", "2015-10-19"), ("Jan 2024", "2024-01"), ("2024年1月", "2024-01"), ("Site", "")],
)  # fmt: skip
def test_times_of_headers(text: str, time: str) -> None:
    assert time_of(text) == time


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("StartupName", HeaderMeaning("company", "startupname")),
        ("公司名称", HeaderMeaning("company", "公司名称")),
        ("AmountInUSD", HeaderMeaning("amount", "amount", HeaderUnit("USD"))),
        ("amount_usd", HeaderMeaning("amount", "amount", HeaderUnit("USD"))),
        ("Valuation ($B)", HeaderMeaning("valuation", "valuation", HeaderUnit("USD", 1e9))),
        ("融资金额（万元）", HeaderMeaning("amount", "融资金额", HeaderUnit("CNY", 1e4))),
        ("company_permalink", HeaderMeaning()),
    ],
)
def test_headers_of_deals(header: str, meant: HeaderMeaning) -> None:
    assert meant_by(header, RULES.targets["deals"], {}) == meant


@pytest.mark.parametrize(
    ("header", "metric", "period"),
    [
        ("Monthly active users (Statista and TNW (2019))", "mau", ""),
        ("2024-03", "", "2024-03"),
        ("MAU 2024-03", "mau", "2024-03"),
        ("2024年3月 MAU", "mau", "2024-03"),
    ],
)
def test_headers_of_users(shipped: Lens, header: str, metric: str, period: str) -> None:
    words = choice_words(shipped.corpus.table("users").column("metric"), ValueWords())
    meant = meant_by(header, RULES.targets["users"], words)
    assert (meant.column, meant.metric, meant.period) == ("value", metric, period)


def test_known_names_are_exact_and_others_new(lens: Lens) -> None:
    kinds = dict(lens.corpus.frame("entities").select("id", "kinds").iter_rows())
    naming = Naming(lens.names, kinds, {"The Dark Side": "moonshot-ai"})
    assert naming.entity("月之暗面", ("company",)) == "moonshot-ai"
    assert naming.entity("the dark side", ("company",)) == "moonshot-ai"
    assert naming.entity("Moonshot A.I.", ("company",)) != "moonshot-ai"
    assert naming.unsure[0].may_be == ("moonshot-ai",)
    first = naming.entity("新译科技", ("company",))
    assert first == naming.entity(" 新译科技 ", ("investor",))
    assert next(new.kinds for new in naming.new if new.id == first) == ("company", "investor")
    assert naming.entity("！！！", ("company",)).startswith("name-")


@given(st.text(max_size=80))
def test_slugs_are_keys(text: str) -> None:
    assert all(char.isascii() and (char.isalnum() or char == "-") and char == char.lower() for char in slug(text))


def test_words_are_compared_without_punctuation() -> None:
    assert plain_word("A+ 轮") != plain_word("A 轮")
    assert plain_word("Date ") == plain_word("date")
