"""Lowers a query to plain columns, just before an engine is asked: no meaning, no word in any column is left in it.

What a view keeps, and what is written back as a line, stays the query that a person gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.fields import FIGURES, NUMBERS, Field, Schema
from tui.query.query import ANY, Condition, Either, Filter, Group, Operator, Query, SortKey, Without

EXACTLY: dict[Operator, Operator] = {"drawn": "=", "undrawn": "!="}
_IN_TEXTS = frozenset(("contains", "lacks", "matches", "like", "drawn", "undrawn"))
_ORDERED = ("<", "<=", ">", ">=")
PINNING = ("=", "like", "drawn")
"""Operators after which a column holds one value."""


def lowered(query: Query, schema: Schema) -> Query:
    """A query over plain columns. Raises `TermsheetError` for figures over values of several units."""
    if query.group:
        _check_units(query, schema)
        told = query.group
        lists = _listed((figure.column for figure in told.aggregates if figure.function == "distinct"), schema)
        query = query._replace(group=told._replace(each=listed_in(told, schema), lists=lists))
    _check_compared(query.filters, schema)
    sort = query.sort if query.group else tuple(key for given in query.sort for key in _sort_keys(given, schema))
    return query._replace(filters=lowered_filters(query.filters, schema), sort=sort)


def listed_in(group: Group, schema: Schema) -> tuple[str, ...]:
    """The columns of groups whose cells are lists."""
    return _listed((*group.by, group.across), schema)


def _listed(names: Iterable[str], schema: Schema) -> tuple[str, ...]:
    """Those of some columns whose cells are lists."""
    return tuple(name for name in names if (field := schema.field(name)) is not None and field.each)


def lowered_filters(filters: Iterable[Filter], schema: Schema) -> tuple[Filter, ...]:
    """Filters over plain columns, all of which must hold."""
    return tuple(plain for given in filters for plain in _filter(given, schema))


def _filter(given: Filter, schema: Schema) -> tuple[Filter, ...]:
    match given:
        case Either(options):
            return (Either(tuple(lowered_filters(option, schema) for option in options)),)
        case Without(filters):
            return (Without(lowered_filters(filters, schema)),)
        case Condition(column, "lacks", value) if column == ANY:
            return (Without((_anywhere("contains", str(value), schema),)),)
        case Condition(column, "sounds", value) if column == ANY:
            return (_sounding(str(value), schema),)
        case Condition(column, operator, value) if column == ANY:
            return (_anywhere(operator, str(value), schema),)
        case Condition():
            return _condition(given, schema)


def _condition(given: Condition, schema: Schema) -> tuple[Filter, ...]:
    column, operator, value = given
    meaning = schema.meanings.get(column)
    if meaning is not None and operator in meaning.operators:
        return meaning.lower(operator, value)
    field = schema.field(column)
    if field is None:
        return (given,)
    if field.each and operator in ("null", "present"):
        return _without_values(given)
    if operator in _IN_TEXTS:
        return (_in_texts(field, operator, str(value)),)
    return (given,) if field.stored else (given._replace(column=field.search_by),)


def _without_values(given: Condition) -> tuple[Filter, ...]:
    """Whether a cell that is a list has no value, or has one."""
    empty = Either(tuple((Condition(given.column, *how),) for how in (("null",), ("=", ""), ("=", "[]"))))
    return (empty,) if given.operator == "null" else (Without((empty,)),)


def _in_texts(field: Field, operator: Operator, words: str) -> Condition:
    """A condition on the text of cells: that of a column of texts where there is one."""
    if field.search_by:
        return Condition(field.search_by, EXACTLY.get(operator, operator), words)
    return Condition(field.name, operator, _as_typed(words, field) if operator in ("contains", "lacks") else words)


def _as_typed(words: str, field: Field) -> str:
    """Words as cells hold them: figures are drawn with commas or a percent sign, and held without."""
    return words.replace(",", "").removesuffix("%") if field.kind in NUMBERS else words


def _anywhere(operator: Operator, words: str, schema: Schema) -> Either:
    """Whether words stand in some column. Columns of figures are looked through only for words with digits."""
    asked = [field for field in schema.fields if field.searched]
    if operator != "matches" and not any(char.isdigit() for char in words):
        asked = [field for field in asked if field.search_by or field.kind not in FIGURES]
    found: list[Filter] = [_in_texts(field, operator, words) for field in asked]
    if operator == "contains" and schema.named is not None:
        found += schema.named(words)
    return Either(tuple((option,) for option in found))


def _sounding(words: str, schema: Schema) -> Either:
    """Whether words stand in some column, or a column of texts has Chinese that sounds like them."""
    written = _anywhere("contains", words, schema)
    pattern = schema.sounds(words) if schema.sounds is not None else ""
    texts = [field for field in schema.fields if field.searched and field.kind == "text"] if pattern else []
    return Either((*written.options, *((_in_texts(field, "matches", pattern),) for field in texts)))


def _sort_keys(given: SortKey, schema: Schema) -> Sequence[SortKey]:
    field = schema.field(given.column)
    keys = field.sort_by if field else ()
    return [given._replace(column=key) for key in keys] or [given]


def _check_compared(filters: Sequence[Filter], schema: Schema, pinned: frozenset[str] = frozenset()) -> None:
    """Refuses to compare values of several units with one number: a million yuan is no million dollars. Where the unit
    is `pinned` by what must hold besides, there is but one."""
    pinned |= {c.column for c in filters if isinstance(c, Condition) and c.operator in PINNING}
    for given in filters:
        match given:
            case Either(options):
                for option in options:
                    _check_compared(option, schema, pinned)
            case Without(inner):
                _check_compared(inner, schema, pinned)
            case Condition(column, operator) if column not in schema.meanings and operator in _ORDERED:
                field = schema.field(column)
                unit = next((unit for unit in field.units if unit not in pinned), "") if field else ""
                if unit:
                    raise TermsheetError(label("group.no_rate", column), label("group.name_unit", unit), EXIT_USAGE)


def _check_units(query: Query, schema: Schema) -> None:
    """Refuses figures over values of several units: a sum of dollars and yuan is no sum."""
    assert query.group is not None
    fixed = (c.column for c in query.filters if isinstance(c, Condition) and c.operator in PINNING)
    pinned = {*query.group.by, query.group.across, *fixed}
    for figure in query.group.aggregates:
        field = schema.field(figure.column)
        if field is None or figure.function in ("count", "distinct"):
            continue
        open_units = [unit for unit in field.units if unit not in pinned]
        if open_units:
            in_dollars = f"{figure.column}_usd"
            key = "group.by_unit.dollars" if schema.field(in_dollars) else "group.by_unit"
            raise TermsheetError(
                label("group.units", figure.column, open_units[0], figure.function),
                label(key, open_units[0], *([in_dollars] if schema.field(in_dollars) else [])),
                EXIT_USAGE,
            )
