"""The filter language: lines against Polars' own answers, errors at their character, and the way back to text."""

from __future__ import annotations

import re
from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import dataset_of, rows_by, rows_of
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.query.columns import read_columns, read_sort
from tui.query.fields import Field, Schema
from tui.query.query import ANY, Condition, Either, Filter, Query, SortKey, Without
from tui.query.reading import read_filter
from tui.query.syntax import FilterError
from tui.query.writing import written
from tui.tables.dataset import Dataset
from tui.tables.of_corpus import corpus_dataset

c = pl.col
FRAME = pl.DataFrame(
    {
        "company": ["OpenAI", "Moonshot AI", "月之暗面", None, "openai labs", 'a "b", c'],
        "country": ["US", "CN", "cn", "FR", None, "or"],
        "amount": [1.5e9, 2e8, 1e9, None, 50.0, -3.0],
        "n": [1, 2, 3, 4, 5, 6],
        "day": [date(2024, 1, 5), date(2024, 7, 1), date(2025, 2, 3), None, date(2023, 12, 31), date(2024, 3, 31)],
        "at": [datetime(2024, 1, 5, 10, 30), None, datetime(2024, 1, 6), datetime(2025, 1, 1), None, None],
        "listed": [True, False, None, True, False, True],
    }
)
FILE = dataset_of(FRAME)
TODAY = date(2024, 7, 10)


def rows(line: str, dataset: Dataset = FILE) -> list[int]:
    read = read_filter(line, dataset.schema, TODAY)
    return rows_of(dataset, Query(filters=read.filters))["n"].to_list()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("country:CN", c("country").str.to_lowercase() == "cn"),
        ("country=CN", c("country") == "CN"),
        ("country:US,fr", c("country").is_in(["US", "FR"])),
        ("-country:cn", ~(c("country").str.to_lowercase() == "cn").fill_null(False)),
        ("country!=CN", (c("country") != "CN").fill_null(True)),
        ("company~openai", c("company").str.to_lowercase().str.contains("openai")),
        ("company:/^M/", c("company").str.contains("^M")),
        ("company:null", c("company").is_null()),
        ("-company:null", c("company").is_not_null()),
        ('company:"a ""b"", c"', c("company") == 'a "b", c'),
        ("amount>=1b", c("amount") >= 1e9),
        ("amount>=10亿", c("amount") >= 1e9),
        ("amount:100m..1.2b", c("amount").is_between(1e8, 1.2e9)),
        ("amount:..0", c("amount") <= 0),
        ("amount<5000万", c("amount") < 5e7),
        ("n!=3", c("n") != 3),
        ("day:2024", c("day").dt.year() == 2024),
        ("day:2024-Q1", c("day").is_between(date(2024, 1, 1), date(2024, 3, 31))),
        ("day:2024-03..2025", c("day").is_between(date(2024, 3, 1), date(2025, 12, 31))),
        ("day>2024", c("day") > date(2024, 12, 31)),
        ("day<=2024q1", c("day") <= date(2024, 3, 31)),
        ("day:2024/1/5", c("day") == date(2024, 1, 5)),
        ("at:2024-01-05", c("at").dt.date() == date(2024, 1, 5)),
        ("at>=2024-01-05T10:31", c("at") >= datetime(2024, 1, 5, 10, 31)),
        ("since:30d", c("day") >= date(2024, 6, 10)),
        ("listed:true", c("listed")),
        ("listed:否", ~c("listed")),
        ("openai", c("company").str.to_lowercase().str.contains("openai")),
        ('"moonshot ai"', c("company") == "Moonshot AI"),
        ("/^月/", c("company").str.starts_with("月")),
        ("country:us or n>4", (c("country") == "US").fill_null(False) | (c("n") > 4)),
        ("(country:us or n>4) amount>0", ((c("country") == "US").fill_null(False) | (c("n") > 4)) & (c("amount") > 0)),
        ("-(n>2 listed:true)", ~((c("n") > 2) & c("listed")).fill_null(False)),
        ("n：2，3", c("n").is_in([2, 3])),
        ("n≥5", c("n") >= 5),
        ('country:"or"', c("country") == "or"),
        ("n>1 and n<4", c("n").is_between(2, 3)),
    ],
)
def test_a_line_is_what_polars_answers(line: str, expected: pl.Expr) -> None:
    assert rows(line) == FRAME.filter(expected)["n"].to_list()


@pytest.mark.parametrize(
    ("line", "at", "told"),
    [
        ("contry:us", 0, "no column `contry`; did you mean country"),
        ("n>1 amount>abc", 11, "`abc` is no number"),
        ("day:soon", 4, "`soon` is no date"),
        ("n>", 2, "a value is missing behind `>`"),
        ("(n>1", 0, "the parenthesis is never closed"),
        ("n>1)", 3, "this parenthesis was never opened"),
        ('x "open', 2, "the quote is never closed"),
        ("company:/[/", 8, "is no regular expression"),
        ("n>1 or", 6, "something to filter by is missing here"),
        (":x", 0, "stands behind no column"),
        ("n:1..2..x", 2, "no number"),
        ("n:..", 2, "a range needs one end"),
        ("listed:maybe", 7, "neither true nor false"),
        ("is:null", 0, "`is:null` of which column?"),
        ("-is:selected", 4, "stands on its own"),
        ("n>1 or is:selected", 10, "stands on its own"),
        ("a\x1bb", 1, "a control character"),
        ("x" * 10_000, 4000, "10,000 characters"),
        ("(" * 200 + "n>1" + ")" * 200, 50, "parentheses within each other"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_character(line: str, at: int, told: str) -> None:
    with pytest.raises(FilterError) as refused:
        read_filter(line, FILE.schema)
    assert refused.value.at == at
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.text(alphabet=st.sampled_from(list('ncountry:=<>~!-()," /.or亿月，：“”12 \\')), max_size=30))
def test_no_line_fails_otherwise_than_told(line: str) -> None:
    try:
        read = read_filter(line, FILE.schema)
    except FilterError as refused:
        error = refused
    else:
        error = None
    if error is not None:
        assert 0 <= error.at <= len(line)
        return
    rows_of(FILE, Query(filters=read.filters))
    assert read_filter(written(read.filters), FILE.schema).filters == read.filters


texts = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
conditions = st.one_of(
    st.builds(Condition, st.just("company"), st.sampled_from(["=", "!=", "like", "contains", "lacks"]), texts),
    st.builds(Condition, st.just("amount"), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), numbers),
    st.builds(Condition, st.sampled_from(["company", "day"]), st.sampled_from(["null", "present"]), st.none()),
    st.builds(Condition, st.just("company"), st.sampled_from(["drawn", "undrawn"]), texts),
    st.builds(Condition, st.just(ANY), st.just("contains"), texts),
)


def either(options: list[tuple[Filter, ...]]) -> Filter:
    return Either(tuple(options))


def without(filters: tuple[Filter, ...]) -> Filter:
    return Without(filters)


def canonical(given: Filter) -> bool:
    """A single negated condition has an operator of its own, and an option that is a choice is several options."""
    match given:
        case Either(options):
            return all(
                option and not (len(option) == 1 and isinstance(option[0], Either)) and all(map(canonical, option))
                for option in options
            )
        case Without((Condition(_, "contains" | "drawn" | "null"),)):
            return False
        case Without(filters):
            return bool(filters) and all(map(canonical, filters))
    return True


nested = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=2, max_size=3).map(either),
        st.lists(inner, min_size=1, max_size=2).map(tuple).map(without),
    ),
    max_leaves=5,
).filter(canonical)


@given(st.lists(nested, max_size=3).map(tuple))
def test_filters_are_written_and_read_back(filters: tuple[Filter, ...]) -> None:
    assert read_filter(written(filters), FILE.schema).filters == filters


# The corpus that ships: values that mean more than their text


@pytest.fixture(scope="module")
def deals(shipped: Lens) -> Dataset:
    return corpus_dataset(shipped, "deals", shipped.shown("deals"), Reader("en", shipped.names))


RANKS = ["b", "b_plus", "c", "c_plus", "d", "d_plus", "e", "f", "g", "h", "i", "j", "k", "l", "growth", "pre_ipo"]
RANKS += ["strategic", "extension", "bridge", "tender", "placing", "undisclosed"]


UNFLAGGED = c("amount_flag").is_null()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("company:yzam", c("company") == "moonshot-ai"),
        ("公司:kimi", c("company") == "moonshot-ai"),
        ("company:月之暗面,智谱", c("company").is_in(["moonshot-ai", "zhipu-ai"])),
        ("amount>=10亿", (c("amount_usd") >= 1e9) & UNFLAGGED),
        ("amount:100m..2b", c("amount_usd").is_between(1e8, 2e9) & UNFLAGGED),
        ("amount>5b cny currency:cny", (c("currency") == "CNY") & (c("amount") > 5e9) & UNFLAGGED),
        ("amount>=1亿美元", (c("amount_usd") >= 1e8) & UNFLAGGED),
        ("amount>=1亿 或 round:seed", ((c("amount_usd") >= 1e8) & UNFLAGGED) | (c("round") == "seed")),
        ("类型:并购", c("kind") == "acquisition"),
        ("状态：已完成", c("status") == "closed"),
        ("金额:10亿到50亿", c("amount_usd").is_between(1e9, 5e9) & UNFLAGGED),
        ("公司:月之暗面、智谱", c("company").is_in(["moonshot-ai", "zhipu-ai", "kimi"])),
        ("公司：月之暗面　金额>=10亿", (c("company") == "moonshot-ai") & (c("amount_usd") >= 1e9) & UNFLAGGED),
        (
            "投资方:高榕",
            (c("investors").fill_null("") + ";" + c("lead").fill_null("")).str.split(";").list.contains("gaorong"),
        ),
        ("round>=b", c("round").is_in(RANKS)),
        ("round:B轮", c("round") == "b"),
        ("announced:2024", (c("start") >= date(2024, 1, 1)) & (c("end") <= date(2024, 12, 31))),
        ("announced:2024-Q3..2025", (c("start") >= date(2024, 7, 1)) & (c("end") <= date(2025, 12, 31))),
        ("is:disputed", c("rivals") > 0),
        ("is:flagged", c("flag").is_not_null()),
        ("-is:rumoured", ~((c("status") == "rumoured") | (c("amount_status") == "rumoured").fill_null(False))),
        ("状态:传闻", c("status") == "rumoured"),
        ("valuation:null", c("valuation").is_null()),
        ("currency:人民币", c("currency") == "CNY"),
    ],
)
def test_a_line_on_the_corpus_is_what_polars_answers(
    shipped: Lens, deals: Dataset, line: str, expected: pl.Expr
) -> None:
    found = rows_by(deals, line)
    assert found["key"].to_list() == shipped.shown("deals").filter(expected)["key"].to_list()
    assert found.height


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("company:moonshto", "did you mean Moonshot AI?"),
        ("round:zz", "`zz` is no round"),
        ("amount>lots", "`lots` is no amount"),
        ("company>kimi", "`company` has no order"),
        ("is:odd", "nothing is `is:odd`"),
    ],
)
def test_what_the_corpus_does_not_know_is_told(deals: Dataset, line: str, told: str) -> None:
    with pytest.raises(FilterError) as refused:
        read_filter(line, deals.schema)
    assert told in str(refused.value)


def test_a_line_echoes_how_it_was_read(deals: Dataset) -> None:
    assert read_filter("amount>=10亿 company:yzam", deals.schema).told == (
        ("amount ≥ $1B, in US dollars", "金额 ≥ 10亿美元（按美元折算）"),
        ("company = Moonshot AI", "公司 = 月之暗面"),
    )
    assert read_filter("金额>=10亿元", deals.schema).told == (
        ("amount ≥ ¥1B, each figure converted at its date", "金额 ≥ 10亿元（按当时汇率折算）"),
    )


@pytest.mark.parametrize(("line", "least"), [("金额>=10亿元", 1e9), ("amount>=5b cny", 5e9), ("amount>=5b CNY", 5e9)])
def test_an_amount_in_a_currency_is_compared_with_every_figure_at_its_date(
    shipped: Lens, deals: Dataset, line: str, least: float
) -> None:
    rates = shipped.corpus.frame("fx").filter(c("currency") == "CNY").select("month", "usd_per_unit")
    dated = shipped.shown("deals").with_columns(
        pl.when(c("precision") <= 1).then(c("start").dt.strftime("%Y-%m")).alias("month")
    )
    yuan = pl.when(c("currency") == "CNY").then(c("amount")).otherwise(c("amount_usd") / c("usd_per_unit"))
    expected = dated.join(rates, on="month", how="left", maintain_order="left").filter((yuan >= least) & UNFLAGGED)
    found = rows_by(deals, line)
    assert found["key"].to_list() == expected["key"].to_list()
    assert {"USD", "CNY"} <= set(found["currency"])


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("日期:去年", "announced:2025"),
        ("去年", "announced:2025"),
        ("2024年", "announced:2024"),
        ("时间:今年上半年", "announced:2026-H1"),
        ("日期:2024年第三季度", "announced:2024-Q3"),
        ("近90天", "announced:2026-07-29..2026-10-27"),
        ("日期:2024年到2025年", "announced:2024..2025"),
        ("since:90天", "announced>=2026-07-29"),
        ("自:90d", "announced>=2026-07-29"),
    ],
)
def test_times_are_read_as_people_say_them_and_count_from_the_last_source(deals: Dataset, line: str, same: str) -> None:
    assert rows_by(deals, line)["key"].to_list() == rows_by(deals, same)["key"].to_list() != []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("金额:abc", "筛选第 4 字符：“abc”不是金额；请写 1b、100m、10亿 或 50亿元"),
        ("(金额>1b", "筛选第 1 字符：括号没有闭合；请以 `)` 结束"),
        ("状态:没有", "筛选第 4 字符：“没有”不属于状态；可用：传闻、报道、证实、完成、否认、撤回"),
        (
            "日期:何时",
            "筛选第 4 字符：“何时”不是日期；请写 2024年、2024年第三季度、2024-03、2024-03-05、去年 或 近90天",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_chinese(deals: Dataset, line: str, said: str) -> None:
    with pytest.raises(FilterError) as refused:
        read_filter(line, deals.schema)
    assert refused.value.said[1].startswith(said)


@pytest.mark.parametrize(
    "line", ["amount>5b cny", "lead:红杉,alibaba", "company:yzam round>=b", "announced:2024..2025"]
)
def test_a_line_on_the_corpus_is_written_back(deals: Dataset, line: str) -> None:
    filters = read_filter(line, deals.schema).filters
    assert read_filter(written(filters, deals.schema.meanings), deals.schema).filters == filters


def test_words_find_entities_by_any_name(deals: Dataset) -> None:
    for words in ("yzam", "moonshot", "月之暗面", "kimi"):
        found = rows_by(deals, words)
        assert "moonshot-ai" in found["company"].to_list(), words


def test_columns_that_differ_in_case_are_called_by_their_own_names() -> None:
    alike = dataset_of(pl.DataFrame({"Name": ["a"], "name": ["b"], "NAME": ["c"], "n": [1]}))
    for name, value in (("Name", "a"), ("name", "b"), ("NAME", "c"), ("nAme", "b")):
        assert rows(f"{name}:{value}", alike) == [1], name
        assert rows(f"{name}:{value}x", alike) == []
    assert read_columns("NAME,name,Name", alike.schema) == ("NAME", "name", "Name")
    assert read_sort("-NAME,name", alike.schema) == (SortKey("NAME", True), SortKey("name"))


NUMBERED = Schema((Field("amount", "Amount", "number"), Field("name", "Name")))


@pytest.mark.parametrize(
    ("line", "value"),
    [("amount>1,000", 1000), ("amount<=1,234,567.5", 1_234_567.5), ("amount>=1,000万", 1e7), ("amount<12", 12)],
)
def test_an_order_takes_one_number_with_its_commas(line: str, value: float) -> None:
    (found,) = read_filter(line, NUMBERED).filters
    assert isinstance(found, Condition)
    assert found.value == value


@pytest.mark.parametrize(
    ("line", "at", "told"),
    [
        ("amount>1,2", 9, "several values stand behind `>`"),
        ("amount<1,0000", 9, "several values stand behind `<`"),
        ("name>=a,b", 8, "several values stand behind `>=`"),
        ("amount:1,000", 8, "several values: 1, 000"),
        ("amount!=12,050", 9, "several values: 12, 050"),
        ("amount:1,000..2,000", 8, "several values: 1, 000..2, 000"),
    ],
)
def test_a_comma_between_thousands_is_never_or(line: str, at: int, told: str) -> None:
    with pytest.raises(FilterError, match=re.escape(told)) as failed:
        read_filter(line, NUMBERED)
    assert failed.value.at + 1 == at


def test_values_that_look_like_one_number_are_told() -> None:
    read = read_filter("amount:1,500", NUMBERED)
    assert read.filters == (Either(((Condition("amount", "=", 1),), (Condition("amount", "=", 500),))),)
    assert [label.en for label in read.told] == ["several values: 1, 500"]
    for line in ("amount:1,2,3", "amount:1500,200", "name:1,500"):
        assert read_filter(line, NUMBERED).told == ()
