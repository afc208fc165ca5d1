"""Queries lowered to plain columns: what a line means is told in filters that any engine knows."""

from __future__ import annotations

from datetime import date

import pytest

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.errors import TermsheetError
from tui.query.fields import Field, Schema
from tui.query.lowering import lowered, lowered_filters
from tui.query.query import ANY, Aggregate, Condition, Either, Filter, Group, Query, SortKey, Without, columns_of
from tui.query.reading import read_filter
from tui.tables.dataset import Dataset
from tui.tables.of_corpus import corpus_dataset

C = Condition
PLAIN = Schema(
    (
        Field("name", "Name"),
        Field("amount", "Amount", "money", units=("currency",), raw="amount\x1fraw", as_text=True),
        Field("round", "Round", sort_by=("round\x1frank", "round"), search_by="round\x1ftext", coded=True),
        Field("marks", "Marks", sort_by=("rivals",), search_by="marks\x1ftext", stored=False, as_text=True),
        Field("key", "key", searched=False),
        Field("amount_usd", "amount_usd", "number", searched=False),
    ),
    named=lambda words: (C("name", "holds", ("x",)),) if words == "alias" else (),
)


@pytest.fixture(scope="module")
def deals(shipped: Lens) -> Dataset:
    return corpus_dataset(shipped, "deals", shipped.shown("deals"), Reader("en", shipped.names))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (C("name", "=", "x"), (C("name", "=", "x"),)),
        (C("round", "=", "b"), (C("round", "=", "b"),)),
        (C("round", "contains", "Series"), (C("round\x1ftext", "contains", "Series"),)),
        (C("round", "drawn", "Series B"), (C("round\x1ftext", "=", "Series B"),)),
        (C("round", "undrawn", "Series B"), (C("round\x1ftext", "!=", "Series B"),)),
        (C("amount", "drawn", "12x"), (C("amount", "drawn", "12x"),)),
        (C("amount", "contains", "1,000%"), (C("amount", "contains", "1000"),)),
        (C("amount", "matches", "1,0"), (C("amount", "matches", "1,0"),)),
        (C("marks", "null"), (C("marks\x1ftext", "null"),)),
        (C("marks", "=", "=2"), (C("marks\x1ftext", "=", "=2"),)),
        (C("computed", ">", 3), (C("computed", ">", 3),)),
        (C("computed", "contains", "1,0"), (C("computed", "contains", "1,0"),)),
        (Without((C("marks", "present"),)), (Without((C("marks\x1ftext", "present"),)),)),
        (
            C(ANY, "contains", "kimi"),
            (
                Either(
                    (
                        (C("name", "contains", "kimi"),),
                        (C("round\x1ftext", "contains", "kimi"),),
                        (C("marks\x1ftext", "contains", "kimi"),),
                    )
                ),
            ),
        ),
    ],
)
def test_a_filter_speaks_of_plain_columns(given: Filter, expected: tuple[Filter, ...]) -> None:
    assert lowered_filters((given,), PLAIN) == expected


def test_words_with_digits_are_looked_for_in_figures_and_names_by_any_name() -> None:
    (found,) = lowered_filters((C(ANY, "contains", "1,5"),), PLAIN)
    assert isinstance(found, Either)
    assert (C("amount", "contains", "15"),) in found.options
    (found,) = lowered_filters((C(ANY, "contains", "alias"),), PLAIN)
    assert isinstance(found, Either)
    assert found.options[-1] == (C("name", "holds", ("x",)),)
    assert lowered_filters((C(ANY, "lacks", "alias"),), PLAIN) == (Without((found,)),)
    assert lowered_filters((C(ANY, "contains", "x"),), Schema(())) == (Either(()),)


def test_sort_keys_are_columns() -> None:
    query = Query(sort=(SortKey("round", True), SortKey("name"), SortKey("computed")))
    keys = (SortKey("round\x1frank", True), SortKey("round", True), SortKey("name"), SortKey("computed"))
    assert lowered(query, PLAIN).sort == keys
    # The columns of groups have no keys.
    groups = query._replace(group=Group(("round",)))
    assert lowered(groups, PLAIN).sort == query.sort


def test_figures_of_several_units_are_refused() -> None:
    of_amount = Group(("name",), (Aggregate("sum", "amount"),))
    with pytest.raises(TermsheetError, match="group by currency too, or take amount_usd"):
        lowered(Query(group=of_amount), PLAIN)
    counted = Query(group=of_amount._replace(aggregates=(Aggregate("count", "amount"),)))
    assert lowered(counted, PLAIN) == counted
    for pinned in (
        Query((C("currency", "=", "USD"),), group=of_amount),
        Query(group=of_amount._replace(by=("name", "currency"))),
        Query(group=of_amount._replace(across="currency")),
    ):
        assert lowered(pinned, PLAIN) == pinned


FROM_B = ("b", "b_plus", "c", "c_plus", "d", "d_plus", "e", "f", "g", "h", "i", "j", "k", "l", "growth", "pre_ipo")
FROM_B += ("strategic", "extension", "bridge", "tender", "placing", "undisclosed")
UNFLAGGED = C("amount_flag", "null")
RUMOURED = Either(((C("status", "=", "rumoured"),), (C("amount_status", "=", "rumoured"),)))
START, END = "announced\x1fstart", "announced\x1fend"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("company:kimi", (C("company", "in", ("moonshot-ai", "kimi")),)),
        ("company!=kimi", (Without((C("company", "in", ("moonshot-ai", "kimi")),)),)),
        ("lead:hongshan", (C("lead", "holds", ("hongshan",)),)),
        ("amount>5b cny", (C("amount\x1finCNY", ">", 5e9), UNFLAGGED)),
        ("amount!=5b cny", (C("amount\x1finCNY", "!=", 5e9),)),
        ("amount>=1b", (C("amount_usd", ">=", 1e9), UNFLAGGED)),
        ("round>=b", (C("round", "in", FROM_B),)),
        ("round:b", (C("round", "=", "b"),)),
        ("announced:2024", (C(START, ">=", "2024-01-01"), C(END, "<=", "2024-12-31"))),
        ("announced>2024-03", (C(START, ">", "2024-03-31"),)),
        ("announced<2024-Q2", (C(END, "<", "2024-04-01"),)),
        ("announced!=2024", (Without((C(START, ">=", "2024-01-01"), C(END, "<=", "2024-12-31"))),)),
        ("since:30d", (C(START, ">=", "2024-06-10"),)),
        ("is:disputed", (C("dispute", "present"),)),
        ("is:flagged", (C("flag", "present"),)),
        ("-is:rumoured", (Without((RUMOURED,)),)),
        ("currency:人民币", (C("currency", "=", "CNY"),)),
        ("valuation:null", (C("valuation", "null"),)),
        ("status:传闻", (C("status", "=", "rumoured"),)),
    ],
)
def test_a_line_on_the_corpus_is_plain_comparisons(deals: Dataset, line: str, expected: tuple[Filter, ...]) -> None:
    read = read_filter(line, deals.schema, date(2024, 7, 10))
    assert lowered_filters(read.filters, deals.schema) == expected


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_lowered_query_names_only_columns_that_the_engine_has(shipped: Lens, language: str) -> None:
    reader = Reader("zh" if language == "zh" else "en", shipped.names)
    for name in shipped.corpus.listed:
        dataset = corpus_dataset(shipped, name, shipped.shown(name), reader)
        fields = dataset.schema.fields
        asked = [Query((C(f.name, "contains", "x"), C(f.name, "present")), sort=(SortKey(f.name),)) for f in fields]
        for query in (Query((C(ANY, "contains", "openai 2024"),)), *asked):
            plain = lowered(query, dataset.schema)
            assert ANY not in columns_of(plain.filters)
            assert dataset.engine.index(query) is not None
