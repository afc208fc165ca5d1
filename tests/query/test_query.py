"""A query is a value that can be written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.query.query import (
    COLLATIONS,
    Aggregate,
    Condition,
    Derived,
    Either,
    Group,
    Query,
    SortKey,
    Without,
    from_json,
    to_json,
)

names = st.text(max_size=6)
several = st.lists(st.one_of(st.integers(), st.text(max_size=5), st.booleans()), max_size=3).map(tuple)
conditions = st.one_of(
    st.builds(
        Condition,
        names,
        st.sampled_from(["=", "<", "contains", "null"]),
        st.one_of(st.none(), st.integers(), st.text(max_size=5)),
    ),
    st.builds(Condition, names, st.sampled_from(["in", "holds"]), several),
)
filters = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.builds(Either, st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple)),
        st.builds(Without, st.lists(inner, max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
figures = st.lists(st.builds(Aggregate, st.just("sum"), names), max_size=2).map(tuple)
queries = st.builds(
    Query,
    filters=st.lists(filters, max_size=3).map(tuple),
    only=st.one_of(st.none(), st.lists(st.integers(0, 100), max_size=4).map(tuple)),
    derived=st.lists(st.builds(Derived, names, names), max_size=2).map(tuple),
    group=st.one_of(
        st.none(),
        st.builds(Group, st.lists(names, max_size=2).map(tuple), figures, names),
    ),
    sort=st.lists(st.builds(SortKey, names, st.booleans(), st.sampled_from(COLLATIONS)), max_size=3).map(tuple),
    nulls_first=st.booleans(),
    columns=st.one_of(st.none(), st.lists(names, max_size=3).map(tuple)),
    limit=st.one_of(st.none(), st.integers(0, 99)),
)  # fmt: skip


@given(queries)
def test_a_query_is_written_and_read_back(query: Query) -> None:
    assert from_json(to_json(query)) == query


def test_other_text_is_no_query() -> None:
    nested = '{"without": ' * 10_000
    for text in ("", "[]", "3", '{"sort": 3}', '{"filters": [["a"]]}', '{"filters": [["a", "~~", 1]]}', nested,
                 '{"filters": [["a", "=", {}]]}', '{"columns": [1]}', '{"sort": [[[]]]}', '{"limit": 1e999}',
                 '{"group": [["a"], [["last", "b"]], ""]}', '{"derived": [[1, "a"]]}'):  # fmt: skip
        with pytest.raises(ValueError, match=r"."):
            from_json(text)
