"""One table of a PostgreSQL database, and what runs queries over it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import ibis
import polars as pl
import psycopg
import sqlglot.expressions as sge
from ibis.backends.sql import compilers
from ibis.common.exceptions import IbisError

from tui.engines.base import Can, CancelToken, Unanswered
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.held import held
from tui.engines.ibis.postgres.catalogue import ServerTold, StoredColumn
from tui.engines.ibis.postgres.computing import BY_LETTERS, computing
from tui.engines.ibis.postgres.sessions import Connection, Sessions, telling
from tui.engines.ibis.postgres.texts import since_1970, text_written
from tui.engines.ibis.postgres.types import collated, frame_of, held_as
from tui.engines.ibis.scan import Scan
from tui.engines.ibis.standing import ASKED_OF, Standing, unnumbered

SERVER = "PostgreSQL"
DIALECT = "postgres"
FOLDING = "und-x-icu"
"""The collation by which letters of every language have another case."""
_GROWN = 4
"""How many times the rows of a fetch the next one fetches, where the first were wanted soon."""
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgresTable:
    """Runs queries over one table, each on a connection of its own.

    Args:
        sessions: connects.
        table: the table, by its schema and name.
        columns: those that may be read.
        key: the numbers of the columns that put its rows in order; none where it has no key.
        told: what the server says of the database.
    """

    height: int | None = None
    dear_from = 20_000_000

    def __init__(
        self,
        sessions: Sessions,
        table: tuple[str, str],
        columns: Sequence[StoredColumn],
        key: Sequence[int],
        told: ServerTold,
    ) -> None:
        self._sessions = sessions
        self._fold = FOLDING if told.has_icu and told.encoding == "UTF8" else ""
        folds = self._fold or told.ctype not in ("C", "POSIX")
        self.can = frozenset((Can.PIVOT, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT, Can.DERIVE)) | (
            {Can.CASE} if folds else set()
        )
        cells: dict[str, sge.Expression] = {}
        names, exact, known = {}, {}, {}
        schema: dict[str, pl.DataType] = {}
        keys = dict.fromkeys(key, "")
        for number, column in enumerate(columns):
            how = held_as(column, told.collate)
            name = names[column.name] = f"b{number}"
            schema[column.name] = how.dtype
            cells[name], known[name] = how.cells, held(how.dtype)
            as_kept = f"k{number}"
            if how.key is not None and (column.number in keys or (how.cells != how.kept and not how.as_text)):
                cells[as_kept], known[as_kept] = how.kept, how.key
                if column.number in keys:
                    keys[column.number] = as_kept
                if how.key == known[name]:
                    exact[column.name] = as_kept
        rows = ibis.table(known, name=ASKED_OF)
        self.scan = Scan(
            SERVER,
            rows,
            names,
            pl.Schema(schema),
            row="",
            in_order=False,
            text=lambda cells, _, dtype: text_written(cells, dtype),
            number=since_1970,
            listed=unnumbered(SERVER),
            keys=tuple(keys[number] for number in key),
            exact=exact,
            filled=frozenset(column.name for column in columns if column.filled),
            computing=computing(folds=bool(self._fold)),
        )
        self._standing = Standing(cells, sge.table_(table[1], db=table[0], quoted=True), DIALECT)

    def sql(self, answer: Compiled) -> str:
        """The statement that a query is on the server. Raises `Unanswered` for what ibis cannot say."""
        try:
            tree = compilers.postgres.compiler.to_sqlglot(answer.rows)
        except IbisError as error:
            raise Unanswered(error) from None
        if self._fold:
            for cased in [*tree.find_all(sge.Lower, sge.Upper)]:
                cased.set("this", collated(cased.this, self._fold))
        for called in [*tree.find_all(sge.Anonymous)]:
            if called.name == BY_LETTERS:
                called.replace(collated(called.expressions[0], "C"))
        for where in [*tree.find_all(sge.Where)]:
            where.set("this", plainly_true(where.this))
        return self._standing.statement(str(tree.sql(DIALECT)))

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, its columns named and of the types of `schema`."""
        statement = self.sql(answer)
        types = pl.Schema({name: schema[name] for name in answer.names})

        def work(connection: Connection) -> pl.DataFrame:
            with connection.cursor(binary=True) as cursor:
                cursor.execute(statement.encode())
                return frame_of(cursor.fetchall(), _kinds(cursor), types)

        return self._sessions.run(work, token)

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        statement = f"explain {self.sql(answer)}"
        found = self._sessions.run(lambda connection: connection.execute(statement.encode()).fetchall(), token)
        return [str(line) for (line,) in found]

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None, soon: bool = False
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come, all of one snapshot."""
        statement = self.sql(answer)
        types = pl.Schema({name: schema[name] for name in answer.names})
        with telling(), self._sessions.lent(token) as connection:
            connection.execute(_BEGIN)
            with connection.cursor(name="termsheet") as cursor:
                try:
                    cursor.execute(statement.encode(), binary=True)
                    step = 1 if soon else size
                    while rows := cursor.fetchmany(step):
                        yield frame_of(rows, _kinds(cursor), types)
                        step = min(size, step * _GROWN)
                except BaseException:
                    # Nothing more is said to a server that may be gone; it lets go of what was begun by itself.
                    connection.close()
                    raise
            connection.execute("COMMIT")


def plainly_true(condition: sge.Expression) -> sge.Expression:
    """What leaves a row as a condition does, without saying that what is unknown is false: it hides the indexes."""
    if isinstance(condition, sge.And | sge.Or | sge.Paren):
        for part in ("this", "expression"):
            if isinstance(condition.args.get(part), sge.Expression):
                condition.set(part, plainly_true(condition.args[part]))
        return condition
    if isinstance(condition, sge.Coalesce):
        others = condition.expressions
        if len(others) == 1 and isinstance(others[0], sge.Boolean) and not others[0].this:
            inner = plainly_true(condition.this)
            return sge.Paren(this=inner) if isinstance(inner, sge.Connector) else inner
    return condition


def _kinds(cursor: psycopg.Cursor[Any] | psycopg.ServerCursor[Any]) -> list[str]:
    """The types of the columns that came."""
    found = [psycopg.adapters.types.get(column.type_code) for column in cursor.description or ()]
    return [kind.name if kind is not None else "" for kind in found]
