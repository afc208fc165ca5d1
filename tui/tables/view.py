"""How a table is looked at, as one frozen value; each operation of a key makes another, undo keeps the old ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.query import Derived, Filter, Query, SortKey, columns_of, from_json, to_json
from tui.text.numbers import UNITS, Unit

_NARROWEST, WIDEST = 3, 400
ALL_DIVISIONS = -1
"""The number that stands for all divisions of a table."""


class View(NamedTuple):
    """A query, and what of its columns is seen.

    Attributes:
        query: rows and their order; its `columns` are those shown, None for all.
        frozen: so many columns stay at the left.
        widths: the widths of columns that were resized.
        kinds: the kinds of columns that were changed.
        division: the number of the division whose rows are seen, where a table has several.
        unfolded: the keys of the rows under which others are seen that are folded away else.
        units: the units in which the numbers of columns are written: 万 and 亿, or K, M and B.
    """

    query: Query = Query()
    frozen: int = 1
    widths: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    division: int = 0
    unfolded: tuple[str, ...] = ()
    units: tuple[tuple[str, Unit], ...] = ()

    def width(self, name: str) -> int | None:
        """The width a person gave a column."""
        return next((width for column, width in self.widths if column == name), None)


def sort(view: View, key: SortKey, *, add: bool = False) -> View:
    """Sorted by a column; the same again takes it back. With `add`, as one more key after the others."""
    others = tuple(k for k in view.query.sort if k.column != key.column)
    if add:
        keys = others if key in view.query.sort else (*others, key)
    else:
        keys = () if view.query.sort == (key,) else (key,)
    return view._replace(query=view.query._replace(sort=keys))


def collate(view: View, column: str, collation: str) -> View:
    """With the texts of a column, by which rows are sorted, in another order."""
    keys = tuple(key._replace(collation=collation) if key.column == column else key for key in view.query.sort)
    return view._replace(query=view.query._replace(sort=keys))


def narrow(view: View, condition: Filter) -> View:
    """With one more filter; one that is there already is not added."""
    filters = view.query.filters
    return view if condition in filters else view._replace(query=view.query._replace(filters=(*filters, condition)))


def widen(view: View) -> View:
    """Without any filter."""
    return view._replace(query=view.query._replace(filters=(), only=None))


def only(view: View, rows: Iterable[int]) -> View:
    """With the rows of these numbers alone; of a view that shows some alone, with all again."""
    wanted = tuple(sorted(rows)) if view.query.only is None else None
    return view._replace(query=view.query._replace(only=wanted))


def fill_down(view: View, column: str) -> View:
    """With the blanks of a column filled with the value above them, or left blank again."""
    filled = view.query.filled
    others = tuple(name for name in filled if name != column)
    return view._replace(query=view.query._replace(filled=others if column in filled else (*filled, column)))


def shown(view: View, names: Sequence[str]) -> tuple[str, ...]:
    """The columns shown, of those there are."""
    everything = (*names, *(d.name for d in view.query.derived if d.name not in names))
    return everything if view.query.columns is None else tuple(n for n in view.query.columns if n in everything)


def show_columns(view: View, columns: Sequence[str], frozen: int | None = None) -> View:
    """With these columns in this order."""
    held = view.frozen if frozen is None else frozen
    return view._replace(query=view.query._replace(columns=tuple(columns)), frozen=max(0, min(held, len(columns))))


def hide(view: View, names: Sequence[str], column: str) -> View:
    """Without a column; the last one stays."""
    left = [name for name in shown(view, names) if name != column]
    if not left:
        return view
    position = shown(view, names).index(column)
    return show_columns(view, left, view.frozen - (position < view.frozen))


def move(view: View, names: Sequence[str], column: str, step: int) -> View:
    """With a column moved to the left or right."""
    order = list(shown(view, names))
    position = order.index(column)
    target = max(0, min(position + step, len(order) - 1))
    order.insert(target, order.pop(position))
    return show_columns(view, order)


def freeze(view: View, names: Sequence[str], column: str) -> View:
    """With a column pinned at the left, or a pinned one let go."""
    order = list(shown(view, names))
    position = order.index(column)
    if position < view.frozen:
        order.insert(view.frozen - 1, order.pop(position))
        return show_columns(view, order, view.frozen - 1)
    order.insert(view.frozen, order.pop(position))
    return show_columns(view, order, view.frozen + 1)


def resize(view: View, column: str, width: int | None) -> View:
    """With a column of this width; None lets the cells decide."""
    others = tuple(given for given in view.widths if given[0] != column)
    if width is None:
        return view._replace(widths=others)
    return view._replace(widths=(*others, (column, max(_NARROWEST, min(width, WIDEST)))))


def to_division(view: View, number: int) -> View:
    """With the rows of another division; what was unfolded is folded."""
    return view._replace(division=number, unfolded=())


def unfold(view: View, head: str) -> View:
    """With the rows under one unfolded, or folded again."""
    others = tuple(key for key in view.unfolded if key != head)
    return view._replace(unfolded=others if head in view.unfolded else (*others, head))


def retype(view: View, column: str, kind: str) -> View:
    """With a column read as another kind; with none, as it was read at first."""
    others = tuple(given for given in view.kinds if given[0] != column)
    return view._replace(kinds=(*others, (column, kind)) if kind else others)


def in_units(view: View, column: str, unit: Unit | None) -> View:
    """With the numbers of a column in units; with none, as their kind is written."""
    others = tuple(given for given in view.units if given[0] != column)
    return view._replace(units=(*others, (column, unit)) if unit else others)


def spoken_of(view: View) -> set[str] | None:
    """The columns whose values a view depends on; None for all of them."""
    query = view.query
    if query.derived or query.group or any(kind != "text" for _, kind in view.kinds):
        return None
    return columns_of(query.filters) | {key.column for key in query.sort} | {*query.filled}


def derive(view: View, names: Sequence[str], name: str, expression: str) -> View:
    """With a column computed from others, at the end; one computed before under that name is computed anew.

    Raises `TermsheetError` where a column of the table has the name.
    """
    if name in names:
        raise TermsheetError(label("table.column_there", name), label("table.column_there.hint"), EXIT_USAGE)
    new = Derived(name, expression)
    known = [derived.name for derived in view.query.derived]
    derived = tuple(new if d.name == name else d for d in view.query.derived) if name in known else None
    query = view.query._replace(derived=derived or (*view.query.derived, new))
    if query.columns is not None and name not in query.columns:
        query = query._replace(columns=(*shown(view, names), name))
    return view._replace(query=query)


def to_text(view: View) -> str:
    """A view as text for a file."""
    return json.dumps([to_json(view.query._replace(only=None)), view.frozen, view.widths, view.kinds, view.units])


def from_text(text: str) -> View:
    """The view that `to_text` wrote. Raises ValueError for any other text."""
    try:
        query, frozen, widths, kinds, *more = json.loads(text)
        return View(
            from_json(query),
            int(frozen),
            tuple((str(name), int(width)) for name, width in widths),
            tuple((str(name), str(kind)) for name, kind in kinds),
            units=tuple((str(name), unit) for name, unit in (more[0] if more else ()) if unit in UNITS),
        )
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a view: {error}") from None
