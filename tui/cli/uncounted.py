"""Rows of a table that nobody counts first: counting those of a server may take longer than all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.cli.output import note, print_rows
from tui.cli.tables import Opened, print_aligned
from tui.engines.base import BATCH
from tui.errors import EXIT_NO_MATCH, EXIT_OK
from tui.language.words import word
from tui.query.query import Query
from tui.writers.registry import format_named

if TYPE_CHECKING:
    import polars as pl

    from tui.cli.shared import Coloured, Printed


class _Cut:
    """Pages up to so many rows; how many there were, and whether more would follow."""

    def __init__(self, pages: Iterable[pl.DataFrame], most: int | None) -> None:
        self.height, self.more = 0, False
        self._pages, self._most = pages, most

    def __iter__(self) -> Iterator[pl.DataFrame]:
        for page in self._pages:
            room = page.height if self._most is None else self._most - self.height
            self.more = self.more or page.height > room
            self.height += min(page.height, room)
            yield page.head(room)


def print_uncounted(
    opened: Opened, query: Query, fields: Sequence[str], most: int | None, printed: Printed, coloured: Coloured
) -> int:
    """Prints up to so many rows of a query's answer, and says whether there are more; the exit code."""
    engine = opened.dataset.engine
    if printed.form:
        form = format_named(printed.form)
        typed = form.typed or printed.values
        going = opened.outgoing(fields)
        limit = None if most is None else most + 1
        rows = _Cut(engine.export(query._replace(limit=limit, columns=going.read(typed)), BATCH), most)
        print_rows((going.rows(page, typed) for page in rows), form, header=not printed.no_header)
        height, more = rows.height, rows.more
    else:
        shown = [opened.named(field) for field in fields] or opened.dataset.columns
        asked = query._replace(limit=None)
        found = engine.page(asked, 0, engine.count(asked) if most is None else most)
        print_aligned(found.frame, shown, printed, coloured, opened.language)
        height, more = found.frame.height, found.more
    if more:
        note(word("list.rows.uncounted", opened.language, f"{height:,}"))
    return EXIT_OK if height else EXIT_NO_MATCH
