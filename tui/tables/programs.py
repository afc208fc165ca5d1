"""Rows of the corpus as programs are given them: each column under one name, several values as several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from tui.cells.marks import STANDING
from tui.corpus.disputes import LANGUAGES, WRITTEN, written_in
from tui.corpus.money import SEEN, SEEN_HIGH
from tui.corpus.periods import PRECISIONS
from tui.corpus.scheme import Listed, Told, scheme, ways_listed
from tui.tables.outgoing import Outgoing

if TYPE_CHECKING:
    from tui.corpus.lens import Lens
    from tui.corpus.tables import Table

_HIDDEN = frozenset((
    "_line", "start", "end", "origin", "voice", "aside", "series", "axis_start", "axis_end", "fact", "place", "month",
    "standing", "drawn", "peak", "stock", "real", "occurs",
    "raised_key", "last_key", "valuation_key", "valuation_table",
    *(written_in(name, language) for name in WRITTEN for language in LANGUAGES),
))  # fmt: skip
"""Columns of the corpus that serve the comparison and the drawing, and say nothing of their own."""

_KEY, OWN_NOTE = "key", "own_note"
"""The column by which notes are kept, and that of the notes themselves."""
_TELLER = "teller"
"""Who states a figure, else whose page it is: people are told that beside a figure."""
PLURAL = ("entities", "enums", "texts")
"""Types of columns whose cells hold several values divided by `;`."""


def is_hidden(name: str) -> bool:
    """Whether a column is none for people or programs."""
    return name in _HIDDEN or name.endswith((STANDING, SEEN, SEEN_HIGH))


def told_columns(table: Table, names: Sequence[str], listed: Listed | None = None) -> tuple[Told, ...]:
    """The columns of rows as programs know them; what the scheme lacks is told only where it is asked for.

    A table without claims has no scheme: it is told as it is. `names` are the columns that the rows have; they are
    listed as a screen shows them where nothing else is said.
    """
    there = set(names)
    given = scheme(table, listed or ways_listed(table)[0]) if table.claims else ()
    found = [one for one in given if one.of in there or one.by in there]
    taken = {one.of for one in found}
    described = {column.name: column for column in table.columns}
    others = [name for name in names if name not in taken and not is_hidden(name)]
    always = {name for name in others if not table.claims and name != _TELLER}
    return (*found, *(Told(name, name, column=described.get(name), always=name in always) for name in others))


def asked(told: Sequence[Told], columns: Iterable[str]) -> list[Told]:
    """What programs are given for columns of a view: the column, and for a part all that its claim says of it.

    What is hidden is left out, what is not known goes out under its own name.
    """
    parts = {one.of: one.part for one in told if one.part and not one.ending}
    by_column: dict[str, Told] = {}
    for one in told:
        by_column.setdefault(one.of, one)
    found: list[Told] = []
    for name in columns:
        if name in parts:
            found += [one for one in told if one.part == parts[name] and one.always]
        elif not is_hidden(name):
            found.append(by_column.get(name, Told(name, name)))
    return [*{one.name: one for one in found}.values()]


def outgoing(lens: Lens, told: Sequence[Told], names: Sequence[str]) -> Outgoing:
    """What goes out of rows that have columns of these names."""
    columns = dict.fromkeys(one.of if one.of in names else one.by for one in told)
    return Outgoing(tuple(columns), partial(_rows, lens, tuple(told)))


def with_names(given: Outgoing, told: Sequence[Told], called: Callable[[str], str]) -> Outgoing:
    """What goes out with the name of each entity behind its id; `called` gives the name of one."""
    coded = [one for one in told if one.type in ("entity", "entities")]

    def rows(page: pl.DataFrame, typed: bool) -> pl.DataFrame:
        found = given.rows(page, typed)
        columns: list[pl.Series] = []
        for cells in found.iter_columns():
            columns.append(cells)
            if any(one.name == cells.name for one in coded):
                columns.append(_names_of(cells, called))
        return pl.DataFrame({cells.name: cells for cells in columns})

    return given._replace(rows=rows)


def with_notes(given: Outgoing, notes: Mapping[str, str]) -> Outgoing:
    """What goes out with the person's own notes on facts, by their keys, as a last column; no column without a note."""
    if not notes:
        return given

    def rows(page: pl.DataFrame, typed: bool) -> pl.DataFrame:
        own = page[_KEY].replace_strict(notes, default=None, return_dtype=pl.String)
        return given.rows(page, typed).with_columns(own.alias(OWN_NOTE))

    return given._replace(columns=tuple(dict.fromkeys((*given.columns, _KEY))), rows=rows)


def notes_among(notes: Mapping[str, str], rows: pl.DataFrame) -> dict[str, str]:
    """Those of some notes that are on one of some rows."""
    there = set(rows[_KEY]) if notes and _KEY in rows.columns else ()
    return {key: note for key, note in notes.items() if key in there}


def _names_of(cells: pl.Series, called: Callable[[str], str]) -> pl.Series:
    """The names of the entities that cells hold, one or several."""
    if isinstance(cells.dtype, pl.List):
        names = [None if ids is None else [called(one) for one in ids] for ids in cells.to_list()]
        return pl.Series(f"{cells.name}_name", names, dtype=pl.List(pl.String))
    texts = [None if ids is None else "; ".join(map(called, ids.split(";"))) for ids in cells.to_list()]
    return pl.Series(f"{cells.name}_name", texts, dtype=pl.String)


def for_programs(lens: Lens, table: Table, page: pl.DataFrame, typed: bool) -> pl.DataFrame:
    """Rows of a table, as it is listed, as they go out."""
    told = told_columns(table, page.columns)
    return _rows(lens, tuple(one for one in told if one.always), page, typed)


def _rows(lens: Lens, told: Sequence[Told], page: pl.DataFrame, typed: bool) -> pl.DataFrame:
    page = lens.with_addresses(page)
    return page.select(_cells(one, page.schema[one.of], typed).alias(one.name) for one in told)


def _cells(one: Told, dtype: pl.DataType, typed: bool) -> pl.Expr:
    from tui.engines.schema import instance
    from tui.writers.values import cell_text

    cells = pl.col(one.of)
    if one.of == "precision" and dtype.is_integer():
        return cells.replace_strict(dict(enumerate(PRECISIONS)), default=None, return_dtype=pl.String)
    if typed and dtype == pl.String and one.column is not None and one.column.type in PLURAL:
        return cells.str.split(";")
    if isinstance(dtype, pl.List) and not typed:
        return cells.list.eval(cell_text(pl.element(), instance(dtype.inner))).list.join(";", ignore_nulls=True)
    return cells
