"""Tables made of two: joined by a column, or compared by a key. Work is for a task; each step may be given up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import polars as pl

from tui.cells.cell import ShownColumn
from tui.corpus.names import Names
from tui.engines import relating
from tui.engines.base import BATCH, Cancelled, CancelToken
from tui.engines.registry import collected, engine_over
from tui.engines.relating import BEFORE, CHANGE, CHANGED, MATCHED, How, Matching
from tui.engines.schema import fields_of
from tui.errors import EXIT_USAGE, TermsheetError
from tui.files.temporary import temporary
from tui.language.label import Label, Language
from tui.language.words import label, word
from tui.query.fields import CURRENCY, KEY, RAW, WRITTEN_OTHERWISE
from tui.query.meaning import spelled_like
from tui.query.query import Query
from tui.tables.alike import made_alike
from tui.tables.dataset import Dataset
from tui.tables.model import TableModel
from tui.tables.of_files import file_outgoing, record_page
from tui.tables.sheet import RowMeaning, TableSheet
from tui.writers.values import cell_text

RESIDENT_CELLS_MADE = 5_000_000
"""Cells of a table made of two that are kept in memory; a larger one lies in a temporary file."""
_BESIDE = (RAW, WRITTEN_OTHERWISE, CURRENCY)
"""Ends of the names of columns that go with a column of a file."""
_ARROW = " → "


_EVERY_ROW = Query()


class Side(NamedTuple):
    """One of two tables: what it is called, its rows under a query, and the column by which they are matched.

    `names` are those of its entities, if it is of a corpus.
    """

    name: str
    dataset: Dataset
    key: str
    query: Query = _EVERY_ROW
    names: Names | None = None

    @property
    def shown(self) -> tuple[ShownColumn, ...]:
        return self.dataset.columns

    @property
    def types(self) -> Mapping[str, pl.DataType]:
        """The columns that are stored."""
        return self.dataset.engine.schema(self.query.derived)

    @property
    def of_entities(self) -> bool:
        """Whether its key holds entities of a corpus."""
        meaning = self.dataset.schema.meanings.get(self.key)
        return meaning is not None and meaning.kind == "entity"

    def inputs(self) -> list[str]:
        """The columns that its rows are drawn and written of."""
        types = self.types
        wanted = [name for column in self.shown for name in (column.name, *column.inputs)]
        wanted += [name + end for name in [*wanted] for end in _BESIDE]
        return [name for name in dict.fromkeys((self.key, *wanted)) if name in types]

    def rows(self, names: Sequence[str], token: CancelToken | None) -> pl.LazyFrame:
        """The rows, in the order in which they lie."""
        plain = self.query._replace(sort=(), columns=tuple(names), group=None)
        return self.dataset.engine.lazy(plain, token=token)


def side_of(name: str, dataset: Dataset, column: str, query: Query = _EVERY_ROW, names: Names | None = None) -> Side:
    """A table by a column that is called by its name or its title, without case.

    Raises `TermsheetError` for a column that it has not.
    """
    wanted = column.strip().casefold()
    types = dataset.engine.schema(query.derived)
    shown = {column.name.casefold(): column.name for column in dataset.columns}
    titled = {column.title.casefold(): column.name for column in dataset.columns}
    found = next((known[wanted] for known in (shown, titled) if wanted in known), column)
    if found not in types or KEY in found:
        known = [one.name for one in dataset.columns if one.name in types]
        raise TermsheetError(label("table.no_column", name, column), spelled_like(column, known), EXIT_USAGE)
    return Side(name, dataset, found, query, names)


# Keys, kinds decided alike


def _as_written(name: str, types: Mapping[str, pl.DataType]) -> pl.Expr:
    """A column as the texts that were written."""
    dtype = types[name]
    raw = [pl.col(name + end) for end in (WRITTEN_OTHERWISE, RAW) if name + end in types]
    return pl.coalesce(*raw, _text(pl.col(name), dtype))


def _text(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Cells as texts; what Polars makes none of is written as in a CSV."""
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object) or isinstance(dtype, pl.Duration):
        return cell_text(cells, dtype)
    text = cells.cast(pl.String, strict=False)
    return text.str.strip_suffix(".0") if dtype.is_float() else text


def compared_alike(
    one: str, ones: Mapping[str, pl.DataType], other: str, others: Mapping[str, pl.DataType]
) -> tuple[pl.Expr, pl.Expr]:
    """Two columns as values that can be compared: as what both are, else as they are written."""
    found = made_alike(pl.col(one), ones[one], pl.col(other), others[other])
    return found or (_as_written(one, ones), _as_written(other, others))


def _with_unread(compared: tuple[pl.Expr, pl.Expr], one: str, other: str) -> tuple[pl.Expr, pl.Expr]:
    """Values as they are compared, and the columns of what could not be read beside them, if there are: it has none."""
    if not one and not other:
        return compared
    unread = (pl.col(name) if name else pl.lit(None, pl.String) for name in (one, other))
    left, right = (
        pl.struct(value.alias("value"), raw.alias("raw")) for value, raw in zip(compared, unread, strict=True)
    )
    return left, right


def _keys(left: Side, right: Side) -> tuple[pl.Expr, pl.Expr]:
    ours, theirs = compared_alike(left.key, left.types, right.key, right.types)
    if left.of_entities and not right.of_entities and left.names is not None:
        ours = _as_written(left.key, left.types)
        theirs = _entities(_as_written(right.key, right.types), left.names)
    elif right.of_entities and not left.of_entities and right.names is not None:
        ours = _entities(_as_written(left.key, left.types), right.names)
        theirs = _as_written(right.key, right.types)
    return ours.alias(MATCHED), theirs.alias(MATCHED)


def _entities(texts: pl.Expr, names: Names) -> pl.Expr:
    """Texts as the entities that they name, exactly or by an alias; all others as they are."""

    def found(series: pl.Series) -> pl.Series:
        known = {}
        for text in series.drop_nulls().unique().to_list():
            entities = names.find(text)
            known[text] = entities[0] if len(entities) == 1 else text
        return series.replace_strict(known, default=None, return_dtype=pl.String) if known else series

    return texts.map_batches(found, return_dtype=pl.String, is_elementwise=True)


def _needed(side: Side) -> list[str]:
    """The columns that a key is made of."""
    return [name for name in (side.key, side.key + RAW, side.key + WRITTEN_OTHERWISE) if name in side.types]


def matching_of(left: Side, right: Side, token: CancelToken | None = None) -> Matching:
    """How two tables match, before anything is made of them."""
    keys = _keys(left, right)
    with _as_they_are(left, right):
        ours, theirs = (side.rows(_needed(side), token) for side in (left, right))
        return relating.matching(ours.select(keys[0]), theirs.select(keys[1]), token)


@contextmanager
def _as_they_are(*sides: Side) -> Iterator[None]:
    """Meanwhile rows are read, of which an engine sees no end: no file may have changed until then. What failed for
    that is told as that."""
    try:
        yield
    except Cancelled:
        raise
    except BaseException:
        _look_again(sides)
        raise
    _look_again(sides)


def _look_again(sides: Sequence[Side]) -> None:
    for side in sides:
        side.dataset.engine.lazy(Query(limit=0))


def _kept(
    frame: pl.LazyFrame, height: int | None, token: CancelToken | None
) -> tuple[pl.DataFrame | pl.LazyFrame, int | None]:
    """The rows of a made table: on hand, or where they are many in a temporary file; and how many they are."""
    if height is not None and height * len(frame.collect_schema()) <= RESIDENT_CELLS_MADE:
        found = collected(frame, token)
        return found, found.height
    from tui.writers.saving import save

    pages = engine_over(frame).export(Query(), BATCH, token=token)
    path = save(lambda typed: pages, temporary(".parquet"))
    return pl.scan_parquet(path), height


def _made(rows: pl.DataFrame | pl.LazyFrame, height: int | None, columns: Sequence[ShownColumn]) -> Dataset:
    engine = engine_over(rows, fields_of(rows.collect_schema()), height)
    return Dataset.over(engine, columns, resident=isinstance(rows, pl.DataFrame))


def made_sheet(name: str, title: Label, dataset: Dataset, told: Sequence[Label]) -> TableSheet:
    """The tab of a made table, and what is said of it first."""
    said = Label(" · ".join(one.en for one in told), " · ".join(one.zh for one in told))
    return TableSheet(
        name,
        title,
        lambda: TableModel(dataset, 1),
        RowMeaning(record_page),
        pane=False,
        derived=True,
        outgoing=file_outgoing,
        told=said if told else None,
    )


# Joins


def renamed_column(column: ShownColumn, names: Mapping[str, str], title: str) -> ShownColumn:
    """A column whose inputs are called otherwise."""
    back = {names.get(name, name): name for name in column.inputs}

    def draw(frame: pl.DataFrame) -> list[str]:
        return column.draw(frame.select([*back]).rename(back))

    return column._replace(name=names.get(column.name, column.name), title=title, inputs=tuple(back), draw=draw)


def joined_table(left: Side, right: Side, how: How, found: Matching, token: CancelToken | None = None) -> Dataset:
    """The rows of two tables joined, columns of the right one behind those of the left.

    Columns that both have are called with the right one's name behind them. `found` is how the two match.
    """
    ours, theirs = left.inputs(), [name for name in right.inputs() if name not in _needed(right)]
    taken = {*ours, *(column.name for column in left.shown)}
    names = {name: _ended(name, f" ({right.name})") if name in taken else name for name in theirs}
    keys = _keys(left, right)
    with _as_they_are(left, right):
        others = right.rows([*dict.fromkeys((*theirs, *_needed(right)))], token).select(keys[1], *theirs).rename(names)
        rows = relating.rows_joined(left.rows(ours, token).with_columns(keys[0]), others, how, found.right, token)
        kept, height = _kept(rows, rows_made(found, how), token)
    titles = {column.title for column in left.shown}
    more = [
        renamed_column(column, names, f"{column.title} ({right.name})" if column.title in titles else column.title)
        for column in right.shown
        if column.name != right.key and set(column.inputs) <= {*theirs}
    ]
    return _made(kept, height, left.shown if how == "anti" else [*left.shown, *more])


def _ended(name: str, more: str) -> str:
    """The name of a column with more at its end; the ends by which others go with it stay the last."""
    end = next((end for end in _BESIDE if name.endswith(end)), "")
    return f"{name.removesuffix(end)}{more}{end}"


def matching_told(left: Side, right: Side, found: Matching, how: How) -> list[Label]:
    """What is said of a join: how many rows have no partner, whose keys repeat, what would match otherwise."""
    told = [label("join.made", right.name, f"{rows_made(found, how):,}")]
    if found.left_alone:
        told.append(label("join.alone", left.name, f"{found.left_alone:,}", f"{found.left:,}"))
    if found.right_alone and how != "anti":
        told.append(label("join.alone", right.name, f"{found.right_alone:,}", f"{found.right:,}"))
    if found.folded:
        told.append(label("join.folded", f"{found.folded:,}"))
    if found.many and how != "anti":
        told.append(label("join.many", f"{found.many:,}", found.example))
    elif found.right_repeated and how != "anti" and found.joined > found.left - found.left_alone:
        told.append(label("join.repeated", right.name, f"{found.right_repeated:,}"))
    return told


def rows_made(found: Matching, how: How) -> int:
    """How many rows a join has."""
    return {"inner": found.joined, "left": found.joined + found.left_alone, "anti": found.left_alone}[how]


# Differences


class Differences(NamedTuple):
    """What differs between two tables, and what is told of it."""

    dataset: Dataset
    told: list[Label]


def differences_of(left: Side, right: Side, language: Language, token: CancelToken | None = None) -> Differences:
    """The rows that were added, removed or changed from one table to the other by a key."""
    found = matching_of(left, right, token)
    ours, theirs = left.inputs(), right.inputs()
    both = [c for c in left.shown if c.name != left.key and any(c.name == other.name for other in right.shown)]
    names = {name: _ended(name, BEFORE) for name in ours}
    keys = _keys(left, right)
    types = {names[name]: left.types[name] for name in ours}
    compared = {
        column.name: _with_unread(
            compared_alike(names[column.name], types, column.name, right.types),
            names.get(column.name + RAW, ""),
            column.name + RAW if column.name + RAW in theirs else "",
        )
        for column in both
        if column.name in right.types and column.name in left.types
    }
    with _as_they_are(left, right):
        before = left.rows(ours, token).with_columns(keys[0]).rename(names)
        after = right.rows(theirs, token).with_columns(keys[1])
        rows = relating.differences(before, after, compared, (found.left, found.right), token)
        kept, _ = _kept(rows, found.left + found.right, token)
    counts = relating.counted_changes(kept, token)
    height = sum(counts.values())
    told = [
        label("diff.made", left.name, right.name, *(f"{counts[kind]:,}" for kind in ("added", "removed", "changed")))
    ]
    repeated = found.left_repeated + found.right_repeated
    if repeated:
        told.append(label("diff.repeated", f"{repeated:,}", found.example))
    if found.left_bare or found.right_bare:
        told.append(label("diff.bare", f"{found.left_bare:,}", left.name, f"{found.right_bare:,}", right.name))
    others = [c.name for c in left.shown if c not in both and c.name != left.key]
    others += [c.name for c in right.shown if c.name != right.key and all(c.name != one.name for one in left.shown)]
    if others:
        told.append(label("diff.one_side", ", ".join(others)))
    columns = _difference_columns(left, right, [*compared], names, language)
    return Differences(_made(_in_order(kept, left, right, names), height, columns), told)


def _key_is_one(left: Side, right: Side) -> bool:
    """Whether the keys of both are of one type, and read to the last cell, so that one column holds them."""
    same = left.types[left.key] == right.types[right.key]
    return same and left.key == right.key and _needed(left) == [left.key] and _needed(right) == [right.key]


def _in_order(
    rows: pl.DataFrame | pl.LazyFrame, left: Side, right: Side, names: Mapping[str, str]
) -> pl.DataFrame | pl.LazyFrame:
    """What changed first, the key once where it is of one type, then each column and what stood in it before."""
    types = rows.collect_schema()
    old = names[left.key]
    first = [CHANGE, CHANGED, right.key]
    if _key_is_one(left, right):
        rows = rows.with_columns(pl.coalesce(right.key, old)).drop(old)
    pairs = [pair for name, before in names.items() for pair in (name, before)]
    rest = [name for name in dict.fromkeys((*pairs, *types.names())) if name not in first]
    there = rows.collect_schema()
    return rows.select([name for name in (*first, *rest) if name in there])


def _difference_columns(
    left: Side, right: Side, compared: Sequence[str], names: Mapping[str, str], language: Language
) -> list[ShownColumn]:
    by_name = {column.name: column for column in right.shown}
    old = {column.name: column for column in left.shown}

    def kinds(frame: pl.DataFrame) -> list[str]:
        return [word(f"diff.{kind}", language) for kind in frame[CHANGE]]

    after, before = by_name[right.key], renamed_column(old[left.key], names, "")

    def keys(frame: pl.DataFrame) -> list[str]:
        return [one or other for one, other in zip(after.draw(frame), before.draw(frame), strict=True)]

    change = ShownColumn(CHANGE, word("diff.change", language), 10, False, False, (CHANGE,), kinds)
    both = tuple(dict.fromkeys((*after.inputs, *before.inputs)))
    key = after if _key_is_one(left, right) else after._replace(inputs=both, draw=keys, whole=False)
    cells = [_difference(by_name[name], renamed_column(old[name], names, ""), name) for name in compared]
    return [change, key, *cells]


def _difference(after: ShownColumn, before: ShownColumn, name: str) -> ShownColumn:
    """A column before and after: `before → after` where it changed."""

    def draw(frame: pl.DataFrame) -> list[str]:
        cells = []
        told = zip(frame[CHANGE], frame[CHANGED], before.draw(frame), after.draw(frame), strict=True)
        for change, changed, old, new in told:
            if change == "changed":
                cells.append(f"{old}{_ARROW}{new}" if name in changed else new)
            else:
                cells.append(old if change == "removed" else new)
        return cells

    inputs = dict.fromkeys((CHANGE, CHANGED, *before.inputs, *after.inputs))
    return after._replace(inputs=tuple(inputs), draw=draw, whole=False, right=False)
