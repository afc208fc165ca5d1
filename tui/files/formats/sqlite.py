"""SQLite: the tables and views of a database. Nothing is ever written.

A database whose last changes still stand in its log is read from a copy of both, as they were at one moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from tui.files.format import FileFormat
from tui.language.words import label

if TYPE_CHECKING:
    import sqlite3

    import polars as pl

    from tui.files.source import File, Notice, Options, Source, Stamp

ROWS_TAKEN = 100_000
"""Rows that are taken at a time."""
TABLES_AND_VIEWS = (
    "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by 1"
)
LOGS = ("-wal", "-journal")
"""What stands behind the name of a database in those of its logs."""
_TRIES = 5
"""How often a database that changes while it is copied is copied anew."""


class _Found(NamedTuple):
    """A table or view of a database, and what is to be told of it."""

    name: str
    frame: pl.DataFrame
    notices: list[Notice]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _stamps(paths: Sequence[Path]) -> list[Stamp]:
    from tui.files.source import stamp

    return [stamp(path) if path.exists() else (0, 0, 0) for path in paths]


def _settled(path: Path) -> tuple[Path, int]:
    """Where a database lies whole: itself, or a copy with its log; and the bytes of the log."""
    import shutil

    from tui.files.source import Unreadable
    from tui.files.temporary import temporary

    parts = [path, *(path.with_name(path.name + ending) for ending in LOGS)]
    for _ in range(_TRIES):
        before = _stamps(parts)
        logged = sum(size for size, *_ in before[1:])
        if not logged:
            return path, 0
        copy = temporary(".sqlite", sum(size for size, *_ in before))
        for part, (size, *_) in zip(parts, before, strict=True):
            if size:
                shutil.copyfile(part, copy.with_name(copy.name + part.name.removeprefix(path.name)))
        if _stamps(parts) == before:
            return copy, logged
    raise Unreadable(label("file.busy"), label("file.busy.hint"))


def _cell(value: Any) -> str | None:
    """A value of a column that holds several kinds, as text."""
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, str) else str(value)


def _column(title: str, kinds: frozenset[str], values: list[Any]) -> pl.Series:
    """A column of the kinds of values that stand anywhere in its table."""
    import polars as pl

    if kinds == {"integer"}:
        return pl.Series(title, values, dtype=pl.Int64)
    if kinds == {"blob"}:
        return pl.Series(title, values, dtype=pl.Binary)
    if kinds == {"real"} or (
        kinds == {"integer", "real"} and all(abs(v) < 1 << 53 for v in values if isinstance(v, int))
    ):
        return pl.Series(title, values, dtype=pl.Float64, strict=False)
    return pl.Series(title, [_cell(value) for value in values], dtype=pl.String)


class _Growing:
    """A column of a table as it is read: what is of one kind is packed, what is not stays as it came."""

    KINDS: ClassVar[dict[type, str]] = {int: "integer", float: "real", str: "text", bytes: "blob"}

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts: list[pl.Series | list[Any]] = []
        self._kinds: frozenset[str] = frozenset()
        self._height = 0
        self._damaged: list[int] = []

    def add(self, values: list[Any]) -> None:
        """The values of further rows."""
        kinds = frozenset(self.KINDS[type(value)] for value in values if value is not None)
        if "text" in kinds:
            texts = enumerate(values, self._height + 1)
            self._damaged += [row for row, value in texts if isinstance(value, str) and "\ufffd" in value]
        self._parts.append(_column(self._title, kinds, values) if len(kinds) == 1 else values)
        self._kinds |= kinds
        self._height += len(values)

    @property
    def series(self) -> pl.Series:
        """All values so far."""
        import polars as pl

        if len(self._kinds) == 1:
            # What is no series holds no value at all.
            parts = [
                part if isinstance(part, pl.Series) else _column(self._title, self._kinds, part) for part in self._parts
            ]
            return pl.concat(parts)
        values = [value for part in self._parts for value in part]
        return _column(self._title, self._kinds, values)

    @property
    def notices(self) -> list[Notice]:
        """What is told of damaged texts."""
        from tui.files.source import Notice

        rows = self._damaged
        if not rows:
            return []
        more = label("notice.no_utf8.more", f"{len(rows) - 1:,}") if len(rows) > 1 else label("notice.no_utf8")
        return [Notice(rows[0], self._title, "", *more)]


def _frame(connection: sqlite3.Connection, table: str) -> _Found:
    import polars as pl

    cursor = connection.execute(f"select * from {_quoted(table)}")
    titles = [told[0] for told in cursor.description]
    columns = [_Growing(title) for title in titles]
    while rows := cursor.fetchmany(ROWS_TAKEN):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.add(list(values))
    frame = pl.DataFrame([column.series for column in columns])
    return _Found(table, frame, [notice for column in columns for notice in column.notices])


def _tables(file: File, path: Path, wanted: str) -> Iterator[_Found]:
    """The tables and views, or the one `wanted`; a view that does not run is told with the first of the others."""
    import sqlite3
    from contextlib import closing

    from tui.files.source import Notice, Unreadable

    # A copy is ours: its log is applied to it. The database itself is opened so that not even a lock is set.
    address = f"{path.resolve().as_uri()}?mode={'ro&immutable=1' if path == file.path else 'rw'}"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        names = [name for (name,) in connection.execute(TABLES_AND_VIEWS)]
        if not names:
            raise Unreadable(label("file.empty_database"))
        if wanted and wanted not in names:
            raise Unreadable(label("file.no_table", wanted), label("file.tables", ", ".join(names)))
        failed: list[Notice] = []
        found = 0
        for name in [wanted] if wanted else names:
            try:
                table = _frame(connection, name)
            except sqlite3.OperationalError as error:
                if wanted:
                    raise Unreadable(label("file.no_view", name, str(error)), label("file.no_view.hint")) from None
                failed.append(Notice(None, "", name, *label("notice.no_view", str(error))))
                continue
            found += 1
            yield table
        if failed and not found:
            raise Unreadable(failed[0].said, label("file.needs_more"))
        if failed:
            import polars as pl

            yield _Found("", pl.DataFrame(), failed)


def read(file: File, options: Options) -> list[Source]:
    """A table each."""
    import sqlite3

    from tui.files.source import Notice, Unreadable
    from tui.files.typed import of_values

    path, logged = _settled(file.path)
    try:
        *tables, last = _tables(file, path, options.table)
    except sqlite3.DatabaseError as error:
        raise Unreadable(label("file.no_database", str(error)), label("file.check")) from None
    told = [] if last.name else last.notices
    tables += [last] if last.name else []
    if logged:
        told.append(Notice(None, "", "", *label("notice.log", f"{logged:,}")))
    alone = len(tables) == 1
    return [
        of_values(
            file.telling(label("file.of_table", table.name)), "SQLite", table.frame, [*told * (not n), *table.notices],
            "" if alone else f"{file.name.stem}:{table.name}",
        )
        for n, table in enumerate(tables)
    ]  # fmt: skip


FORMATS = (FileFormat("SQLite", (".sqlite", ".sqlite3", ".db"), (b"SQLite format 3\x00",), read),)
