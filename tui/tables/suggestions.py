"""What may follow in a filter line: columns, and values of a column with how often they occur."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui.cells.cell import ShownColumn
from tui.corpus.matching import Matcher, Spelling, keys_of
from tui.engines.base import CancelToken
from tui.query.columns import column_called, column_titles
from tui.query.query import Query
from tui.query.syntax import SIGNS, TWINS, quoted
from tui.tables.dataset import Dataset
from tui.text.folding import folded

_MOST = 50
"""Suggestions at most; the screen shows a few of them."""
_VALUES = 5000
"""The most frequent values of a column that are kept for suggestions."""
_LAST = re.compile(r'(?:"(?:[^"]|"")*"?|[^\s"()])*$')
"""The term that is being typed: the last run without blanks outside of quotes."""


class Suggestion(NamedTuple):
    """What the line becomes, and how that is shown."""

    line: str
    shown: str
    note: str = ""


class Known(NamedTuple):
    """A value of a column: as a filter has it, as it is called, how many rows have it."""

    value: str
    title: str
    rows: int


def last_term(line: str) -> tuple[str, str, str, str]:
    """A line as what stands before its last term, the term's column (with its dash), operator and value."""
    found = _LAST.search(line)
    assert found is not None
    before, term = line[: found.start()], found.group()
    narrow = term.translate(TWINS)
    place = min(
        ((at, -len(sign), sign) for sign in SIGNS if (at := narrow.find(sign)) > 0),
        default=None,
    )
    if place is None:
        return before, term, "", ""
    at, _, sign = place
    values, _, value = term[at + len(sign) :].rpartition(",")
    head = f"{before}{term[: at + len(sign)]}{values}{',' if values else ''}"
    return head, term[:at], sign, value


def column_of(line: str, dataset: Dataset) -> str | None:
    """The column whose values are being typed, if one is."""
    _, column, sign, _ = last_term(line)
    if not sign:
        return None
    return column_called(column_titles(dataset.schema), column.lstrip("-").strip('"'))


def suggest_columns(line: str, dataset: Dataset, shown: Sequence[ShownColumn], here: str) -> list[Suggestion]:
    """The columns that fit what is typed, the one under the cursor first."""
    before, typed, _, _ = last_term(line)
    sign = "-" if typed.startswith("-") else ""
    wanted = folded(typed.lstrip("-"))
    every = [*shown, *(column for column in dataset.columns if column not in shown)]
    titles = {column.name: column.title for column in every}
    for name, values in dataset.schema.meanings.items():
        titles.setdefault(name, values.titles[0] if values.titles else name)
    titles.setdefault("since", "90d 6m 1y")
    order = sorted(titles, key=lambda name: (name != here, name not in [c.name for c in shown]))
    fitting: list[tuple[str, str]] = []
    for name in order:
        # A column of two names is offered once, by the one that is being typed.
        spellings = (dataset.schema.spelled.get(name, name), name)
        spelled = next((one for one in spellings if folded(one).startswith(wanted)), None)
        if spelled is not None or folded(titles[name]).startswith(wanted):
            fitting.append((spelled or spellings[0], titles[name]))
    return [
        Suggestion(f"{before}{sign}{quoted(name)}:", f"{name}:", title if title != name else "")
        for name, title in fitting[:_MOST]
    ]


def values_of(dataset: Dataset, query: Query, column: str, token: CancelToken | None) -> list[Known]:
    """The values of a column and how often they occur, the most frequent first; none for columns of figures."""
    meant = dataset.schema.meanings.get(column)
    if meant is not None and meant.kind == "state":
        return [Known(state, title, 0) for state, title in meant.known()]
    field = dataset.schema.field(column)
    if field is None or not field.stored or field.kind not in ("text", "truth"):
        return []
    if meant is not None and meant.kind in ("money", "number", "date"):
        return []
    titles = dict(meant.known()) if meant is not None else {}
    base = Query(filters=query.filters, only=query.only)
    counted = dataset.engine.frequency(base, column, token=token).head(_VALUES)
    found: dict[str, int] = {}
    for value, count in counted.drop_nulls("value").select("value", "count").iter_rows():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if text:
            found[text] = found.get(text, 0) + count
    known = [Known(value, titles.get(value, value), count) for value, count in found.items()]
    return sorted(known, key=lambda one: -one.rows)


class ValueList:
    """The values of one column, found by any of their names."""

    def __init__(self, known: Sequence[Known], find: Callable[[str], list[str]] | None = None) -> None:
        self._known = {one.value: one for one in known}
        if find is None:
            matcher = Matcher(keys_of(Spelling(one.value, text) for one in known for text in {one.value, one.title}))
            find = lambda text: [match.entity for match in matcher.find(text, 500)]  # noqa: E731
        self._find = find

    def suggest(self, line: str) -> list[Suggestion]:
        """The values that fit what is typed of one."""
        head, _, _, typed = last_term(line)
        typed = typed.strip('"')
        if typed:
            found = [self._known[value] for value in self._find(typed) if value in self._known]
        else:
            found = [*self._known.values()]
        return [
            Suggestion(
                f"{head}{quoted(one.value)} ",
                one.title,
                f"{one.rows:,}" if one.rows else "",
            )
            for one in found[:_MOST]
        ]
