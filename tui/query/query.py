"""One value that says which rows a view shows and in what order; the screen and the shell build the same.

A query names columns and holds plain values, so that it can be written down, compared and given to any engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args

Operator = Literal[
    "=", "!=", "<", "<=", ">", ">=", "in", "holds",
    "contains", "lacks", "sounds", "null", "present", "matches", "drawn", "undrawn", "like",
]  # fmt: skip
ANY = "*"
"""Stands for a column in a condition that any column may satisfy: by `contains`, `sounds` or `matches`."""
LIST_MARK, OTHER_LIST_MARKS = ";", "；、|"
"""What stands between the values of a cell that is a list, where it is a text."""
Function = Literal["count", "distinct", "sum", "mean", "min", "max", "median"]
_FUNCTIONS: tuple[Function, ...] = ("count", "distinct", "sum", "mean", "min", "max", "median")
_Value = str | float | int | bool | None | tuple[str | float | int | bool, ...]


class SortKey(NamedTuple):
    """One column to sort by; its texts by their code points, or by a `collation`."""

    column: str
    descending: bool = False
    collation: str = ""

    def __str__(self) -> str:
        named = f"{self.column}:{self.collation}" if self.collation else self.column
        return f"-{named}" if self.descending else named


PINYIN = "pinyin"
"""The collation of Chinese texts by how they sound; what is not Chinese stands before it."""
COLLATIONS = ("", PINYIN)


class Condition(NamedTuple):
    """What a row must satisfy: a column, an operator and a plain value (a date as `2024-03-05`).

    `in` is one of several values; `holds` has one of several values among those of a cell that is a list, or a text
    with a mark such as `;` between its parts. `like` is equal without case; `contains` and `lacks` look for a text
    without case in the cell as it is drawn, `sounds` for that or a Chinese text of that pinyin, `matches` for a regular
    expression; `drawn` and `undrawn` compare the whole
    cell as it is drawn, for figures that mean nothing without their currency or bound. A cell without a value satisfies
    `null`, `!=`, `lacks` and `undrawn` alone.
    """

    column: str
    operator: Operator
    value: _Value = None


class Either(NamedTuple):
    """What a row must satisfy in one way at least: of one of the options, all filters."""

    options: tuple[tuple[Filter, ...], ...]


class Without(NamedTuple):
    """What a row must not satisfy: not all of these filters."""

    filters: tuple[Filter, ...]


Filter = Condition | Either | Without


def conditions_of(filters: Sequence[Filter]) -> Iterator[Condition]:
    """All conditions that filters are made of."""
    for given in filters:
        match given:
            case Condition():
                yield given
            case Either(options):
                yield from conditions_of([inner for option in options for inner in option])
            case Without(inner):
                yield from conditions_of(inner)


def columns_of(filters: Sequence[Filter]) -> set[str]:
    """The columns that filters speak of."""
    return {given.column for given in conditions_of(filters)} - {ANY}


class Derived(NamedTuple):
    """A column computed from others by an expression in Polars' SQL."""

    name: str
    expression: str


class Aggregate(NamedTuple):
    """One figure of each group."""

    function: Function
    column: str = ""

    @property
    def name(self) -> str:
        return f"{self.function} {self.column}".strip()


class Group(NamedTuple):
    """Rows put together by columns; with `across`, one column of figures for each of its values (a pivot).

    `each` are those of these columns whose cells are lists: a row counts once for each value in its cell. `lists` are
    the columns whose different values are counted and whose cells are lists: the values in them are.
    """

    by: tuple[str, ...]
    aggregates: tuple[Aggregate, ...] = (Aggregate("count"),)
    across: str = ""
    each: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


class Query(NamedTuple):
    """Which rows and columns, in what order. All filters must hold; rows without a value are sorted last.

    Attributes:
        filters: what each row must satisfy.
        only: the numbers of the rows wanted in the table as it lies, from 0; None is all.
        filled: columns whose blanks are given the value above them, before anything else.
        derived: columns computed of that.
        group: put together after the filters.
        sort: the most important key first; ties keep the order of the table.
        nulls_first: whether rows without a value come first instead.
        columns: the columns wanted, in this order; None is all.
        limit: at most so many rows.
    """

    filters: tuple[Filter, ...] = ()
    only: tuple[int, ...] | None = None
    filled: tuple[str, ...] = ()
    derived: tuple[Derived, ...] = ()
    group: Group | None = None
    sort: tuple[SortKey, ...] = ()
    nulls_first: bool = False
    columns: tuple[str, ...] | None = None
    limit: int | None = None

    @property
    def narrowed(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.filters or self.only is not None)

    @property
    def rows(self) -> Query:
        """The same rows without what narrows, groups, sorts and cuts them."""
        return Query(filled=self.filled, derived=self.derived)


def _plain(given: Filter) -> Any:
    match given:
        case Either(options):
            return {"either": [[_plain(inner) for inner in option] for option in options]}
        case Without(filters):
            return {"without": [_plain(inner) for inner in filters]}
    return list(given)


def _filter(raw: Any) -> Filter:
    if isinstance(raw, dict):
        if "either" in raw:
            return Either(tuple(tuple(_filter(inner) for inner in option) for option in raw["either"]))
        return Without(tuple(_filter(inner) for inner in raw["without"]))
    column, operator, value = raw
    if operator not in get_args(Operator):
        raise ValueError(f"`{operator}` is no operator")
    values = value if isinstance(value, list) else [value]
    if not all(one is None or isinstance(one, str | float | int) for one in values):
        raise ValueError(f"no value to compare {column} with")
    return Condition(_text(column), operator, tuple(value) if isinstance(value, list) else value)


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r} is no name")
    return raw


def _derived(name: Any, expression: Any) -> Derived:
    return Derived(_text(name), _text(expression))


def _sort_key(column: Any, descending: Any = False, collation: Any = "") -> SortKey:
    if collation not in COLLATIONS:
        raise ValueError(f"`{collation}` is no collation")
    return SortKey(_text(column), bool(descending), collation)


def _aggregate(function: Any, column: Any = "") -> Aggregate:
    if function not in _FUNCTIONS:
        raise ValueError(f"`{function}` is no figure of a group")
    return Aggregate(function, _text(column))


def _group(by: Any, aggregates: Any, across: Any, *listed: Any) -> Group:
    figures = tuple(_aggregate(*given) for given in aggregates)
    return Group(tuple(map(_text, by)), figures, _text(across), *(tuple(map(_text, names)) for names in listed))


def to_json(query: Query) -> str:
    """A query as text for a file."""
    told = {name: value for name, value in query._asdict().items() if value != Query._field_defaults[name]}
    if query.filters:
        told["filters"] = [_plain(given) for given in query.filters]
    return json.dumps(told)


def from_json(text: str) -> Query:
    """The query that `to_json` wrote. Raises ValueError for any other text."""
    try:
        raw: dict[str, Any] = json.loads(text)
        group = raw.get("group")
        return Query(
            filters=tuple(_filter(given) for given in raw.get("filters", ())),
            only=None if raw.get("only") is None else tuple(map(int, raw["only"])),
            filled=tuple(map(_text, raw.get("filled", ()))),
            derived=tuple(_derived(*given) for given in raw.get("derived", ())),
            group=_group(*group) if group else None,
            sort=tuple(_sort_key(*given) for given in raw.get("sort", ())),
            nulls_first=bool(raw.get("nulls_first", False)),
            columns=None if raw.get("columns") is None else tuple(map(_text, raw["columns"])),
            limit=None if raw.get("limit") is None else int(raw["limit"]),
        )
    except (TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a query: {error}") from None
