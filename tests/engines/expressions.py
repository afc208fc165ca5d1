"""Expressions of computed columns and the rows that they are tried on; Polars says what each of them is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
from polars.testing import assert_frame_equal

from tui.engines.base import Engine, answer
from tui.engines.polars.shape import computed
from tui.errors import TermsheetError
from tui.query.query import Condition, Derived, Query, SortKey

ROWS = pl.DataFrame(
    {
        "n": [0, 1, 2, 3, 4, 5, 6, 7],
        "a": [7, -7, 0, None, 2_000_000_000_000, 5, -1, 3],
        "b": [2, 2, 0, 1, -3, None, 4, 0],
        "i": [1, -2, 3, None, 2_000_000_000, 0, -2_147_483_648, 7],
        "k": [2**63 - 1, -(2**63), 3_037_000_500, None, 2**62, -(2**62), 1, 0],
        "x": [2.5, -2.5, float("nan"), None, float("inf"), -0.0, 0.1, 12345.675],
        "y": [0.5, 3.5, 1.0, 2.0, float("nan"), 0.0, None, -0.0],
        "m": [Decimal(text) if text else None for text in
              ("1.25", "-2.35", "0.00", "", "9.99", "100.10", "-0.01", "7.00")],
        "t": ["Ünï", "", " ab ", None, "x%_", "月之暗面", "\u3000a\nb\t", "it's ß"],
        "u": ["ÜNÏ", "z", None, "q", "x", "Zhipu", "ΣΑΣ", "a_b"],
        "d": [date(2024, 2, 29), date(1969, 12, 31), None, date(2000, 1, 1), date(2024, 12, 1), date(1950, 6, 15),
              date(2024, 1, 1), date(2023, 12, 31)],
        "l": [True, False, None, True, False, None, True, False],
    },
    schema_overrides={"i": pl.Int32, "m": pl.Decimal(10, 2)},
)  # fmt: skip

GIVEN = """
a * 2; a + b; a - b * 2; (a - b) * 2; -a; - a * 2; a + i; i + 1;
i - 2; i * 3; i * i; -i; abs(i); abs(a); abs(x); abs(m)
k + 1; k - 1; k * k; -k; abs(k); k * 2 - k; k + k; k - a * 2; k // -1; k // b; k % -1; k * a; k * 3 > 0
k * k / 2; coalesce(k * k, 5); case when k > 0 then k else k * 4 end; k * k * k; k * m; k * 1.5; m * m * m * m * k
i * i * i; i * 2; i + i; i - i * 2; month(d) * 100; day(d) * 1000; length(t) - length(u) * 9; year(d) * 100000000
a / b; a / 1000; i / b; x / y; y / x; a / 0; x / 0; a / x; 1 / b; a / 7.2e0; m / x; x / 3
a // b; a // 2; a // -2; i // 2; i // 0; a % b; a % 2;
a % -3; i % 2; i % 0; 7 // 2; -7 // 2; a // b * 2; a % b + 1
a + 1.5; a * 1.5; a * 0.1; i * 2.25; m + 1; m * 2; m + m; m * m; m * 1.5; m - a; m + i; a * 1.5 + 1; -m
x + 1; x * 1.1; x - y; x * x; x + a; x + m; x * 0; a - x; -x; 2 * x + 1
x > 0; x = x; x <> x; x < 1; x >= 2.5; x <= y; x = y; x > y; x <> y; a > x; a = x; m = x; m > x
a > 1.5; a = 7; a <> 7; a != 7; a == 7; a < b; a >= b;
i > 300; i < 3000000000; m > 1; m = 1.25; m <= 2.5; m <> a; a = m
t < u; t > 'a'; t = 'x%_'; t >= '';
d > date '2024-01-01'; d = cast('2024-02-29' as date); d <= d; l = true; l > false
a is null; a is not null; x is null; t is not null;
(a > 0) is null; not (a is null); not l; not a = 7; not (a > 2)
l and a > 0; l or a > 0; a > 0 and x > 0; a > 0 or x > 0 and l; (a > 0 or x > 0) and l; not l or l; l and true
a between 0 and 10; a not between 0 and 10; x between 0 and 3;
m between 0.5 and 9; t between 'a' and 'z'; a between b and 7
a in (7, 0); a not in (7, 0); i in (1, 3000000000); t in ('', 'z');
t not in ('x%_'); x in (2.5, 0.1); a in (-7); l in (true)
t like '%n%'; t like '_n_'; t like 'x%'; t not like '%a%';
t like '%a_b%'; t like ''; t like '%月_暗%'; u like 'a_b'
case when a > 0 then 1 end; case when a > 0 then 1 else 0.5 end; case when a > 0 then x else a end
case when a > 0 then 'p' when a < 0 then 'n' else 'z' end;
case a when 7 then 'x' when 0 then 'o' end; case when l then m else a end
case when l then null else a end; case when l then t else 'ä' end;
case when a > 0 then d end; case when l then l else a > 0 end
case when b <> 0 then a / b else 0.0e0 end; case when l then i else a end; case when l then i + 1 else 5 end
coalesce(a, 0); coalesce(x, 0.5); coalesce(x, a);
coalesce(a, m); coalesce(t, u, '?'); coalesce(d, date '2020-01-01'); coalesce(i, a)
ifnull(a, 1); nullif(a, 7); nullif(x, 2.5); nullif(t, '');
nullif(b, 0); a / nullif(b, 0); nullif(a, b); nullif(i, 1)
t || u; t || '!'; t || a; 'n' || i || '·' || b; l || t;
d || ''; concat(t, u); concat(t, '-', u); concat(t, a); concat(t); concat(l, t)
length(t); char_length(u); length(t) > 3; length(t) - 5; length(t) * 2; length(t || u); length('月')
substr(t, 1, 2); substr(t, 2); substr(t, 0, 2); substr(t, 3, 0);
substring(t, 2, 1); substr(t, 9); left(t, 2); left(t, 0)
trim(t); ltrim(t); rtrim(t); trim(leading from t); upper(t); lower(u); upper(u); lower(t); upper(t) || lower(u)
round(x); round(x, 1); round(x, 2); round(y);
round(a); round(i, 2); round(a / b, 2); round(x * 1.1, 3); round(x, 0)
extract(year from d); extract(month from d); extract(day from d);
year(d); month(d); day(d); extract(month from d) * 100
cast(a as varchar); cast(i as bigint); cast(i as bigint) * 10;
cast(a as double); cast(m as double); cast(l as int); a::double / 3
cast(i as varchar) || '%'; cast(d as varchar); cast(l as text); cast(x as varchar);
m / 2; a / 1.5; x // 2; x % 2; m % 1
cast(x as int); cast(a as int); cast(t as int);
cast(a as decimal(10, 2)); cast(a as real); round(m, 1); length(t) + 1
t ilike 'ü%'; t like null; a is not true; l is true; d - d;
d + interval '1 day'; sum(a); row_number() over (); count(*); a & b
greatest(a, b); floor(x); sqrt(x); pow(a, 2); initcap(t);
t || m; concat(t, x); a = 7 = l; t || a || b; a in (7, 2.5); m in (1)
a in (7, null); right(t, 2); replace(t, 'n', 'm'); if(a > 1, 2, 3); if(l, a, b); null;
1; 's'; 1.5; true; 'it''s'; 3000000000
coalesce(null, a); "a" + 1; a /* why */ + 1; a + 1 -- why
"""
EXPRESSIONS = [text.strip() for line in GIVEN.strip().split("\n") for text in line.split(";") if text.strip()]
MUST = """a * 2; a / b; a // b; a % b; a + 1.5;
x * 1.1; x > y; a between 0 and 10; t in ('', 'z'); t like '%n%'; round(x, 1);
case when a > 0 then 'p' when a < 0 then 'n' else 'z' end; coalesce(x, a); nullif(b, 0);
t || a; concat(t, u); length(t);
substr(t, 1, 2); trim(t); abs(x); year(d);
extract(month from d) * 100; cast(a as double); not l or l; if(l, a, b)"""
"""What no engine refuses."""
NEEDED = [text.strip() for text in MUST.split(";")]


def the_same_or_refused(engine: Engine, held: pl.DataFrame, expression: str, *, whole: bool = True) -> bool:
    """Whether an engine computes a column; what it computes is what Polars does, row for row, type for type.

    The `whole` is tried: that one can filter, sort, page and count by it as well.
    """
    derived = (Derived("it", expression),)
    refused: TermsheetError | None = None
    try:
        types = engine.schema(derived)
    except TermsheetError as error:
        refused = error
    if refused is not None:
        told, meant = refused.said
        assert "\n" not in told
        assert told != meant
        return False
    expected = computed(held.lazy(), derived).collect()
    query = Query(derived=derived, sort=(SortKey("n"),), columns=("n", "it"))
    assert types["it"] == expected.schema["it"]
    assert_frame_equal(answer(engine, query), expected.select("n", "it"), check_exact=True)
    if not whole:
        return True
    present = query._replace(filters=(Condition("it", "present"),), sort=(SortKey("it"), SortKey("n")))
    order = expected.filter(pl.col("it").is_not_null()).sort("it", "n", maintain_order=True)
    assert_frame_equal(answer(engine, present), order.select("n", "it"), check_exact=True)
    joined = [engine.page(present, start, 3).frame for start in range(0, order.height, 3)]
    assert not joined or pl.concat(joined)["n"].to_list() == order["n"].to_list()
    assert engine.count(present) == order.height
    return True
