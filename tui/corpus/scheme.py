"""The columns of a table of claims as programs are given them: what each is called there, and what it tells.

First what tells one fact from another, then its status and how many claims and rivals it has, then what else the row
says, then for each part what its own claim says of it. What belongs to a part begins with the part's name:
`amount_currency`, `valuation_source`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from tui.corpus.tables import Column, Part, Table

Listed = Literal["facts", "series", "claims"]
"""What a row of a list is: one fact, one counter's figures over time, one claim."""
PRECISION = "precision"
"""The column that says how fine the row's date is."""
_OF_CLAIM = ("nature", "said_by", "said_by_kind", "source", "title", "url", "line", "printed", "published",
             "publisher")  # fmt: skip
"""What a claim has as a whole, whichever its parts."""
_OF_ANY = ("confidence", "flag", "note", "added")
"""What ends a row that is no part's; the flag of a fact is that of its parts."""
_OF_HISTORY = ("points", "starts", "values", "beside_starts", "beside_values", "previous", "previous_value", "change")
"""What a series has that its latest figure has not."""
_ADDRESSED = ("title", "url")
"""What is looked up of a source."""
_TYPES = {
    "claims": "number", "rivals": "number", "witnesses": "number", "usd": "number", "points": "number",
    "previous_value": "number", "change": "number", "previous": "date", "url": "url", "published": "date",
    "publisher": "entity", "counter": "entity", "starts": "dates", "beside_starts": "dates", "values": "numbers",
    "beside_values": "numbers",
}  # fmt: skip
"""The kinds of values that are computed, where they are no texts."""


class Told(NamedTuple):
    """One column as programs are given it.

    Attributes:
        name: what it is called.
        of: the column of the rows that holds it.
        by: where the rows hold none, the column of the source by which it is looked up.
        column: how its values are described, where that is known.
        part: the part that it tells of; empty for the row itself.
        ending: which of the part's columns it is: `currency`, `basis`; empty for the part itself.
        always: whether it stands in every list, not only where it is asked for.
    """

    name: str
    of: str
    by: str = ""
    column: Column | None = None
    part: str = ""
    ending: str = ""
    always: bool = True

    @property
    def type(self) -> str:
        """The kind of its values, as TOMLs name it; those of a list are plural."""
        return self.column.type if self.column else _TYPES.get(self.ending or self.name, "text")


def ways_listed(table: Table) -> tuple[Listed, ...]:
    """The kinds of rows that a table of claims is listed by, its own first."""
    return (*(("series",) if table.rows == "series" else ()), "facts", "claims")


def scheme(table: Table, listed: Listed) -> tuple[Told, ...]:
    """The columns of a table of claims, in their order."""
    known = {column.name: column for column in table.columns}

    def told(names: Iterable[str]) -> Iterator[Told]:
        for name in names:
            by = "source" if name in _ADDRESSED and name not in known else ""
            yield Told(name, name, by, known.get(name))

    return (*told(_identity(table, listed)), *told(_state(listed)), *_rest(table, listed, told), *_parts(table, listed))


def _identity(table: Table, listed: Listed) -> tuple[str, ...]:
    first = ("id", "key") if listed == "claims" else ("key",)
    counter = ("counter",) if table.counted else ()
    return tuple(dict.fromkeys((*first, *table.identity, *counter)))


def _state(listed: Listed) -> tuple[str, ...]:
    return ("status", "claims", "rivals") if listed == "facts" else ("status", "rivals")


def _rest(table: Table, listed: Listed, told: Callable[[Iterable[str]], Iterator[Told]]) -> Iterator[Told]:
    """What belongs neither to the identity nor to a part."""
    of_parts = {name for part in table.parts for name in (part.name, part.high, part.unit, part.basis, *part.beside)}
    apart = {*_identity(table, listed), *of_parts, *_OF_CLAIM, *_OF_ANY, "status", "qualifier"}
    dated = next((part for part in table.parts if part.match == "near"), None)
    if dated is None and table.date:
        yield Told(f"{table.date}_{PRECISION}", PRECISION)
    yield from told(column.name for column in table.columns if column.name not in apart)
    if listed == "series":
        yield from told(_OF_HISTORY)
    if listed == "claims":
        yield from told((*_OF_CLAIM, *_OF_ANY))
    else:
        yield from told(name for name in _OF_ANY if name != "flag")


def _parts(table: Table, listed: Listed) -> Iterator[Told]:
    known = {column.name: column for column in table.columns}
    for part in table.parts:
        for ending, of in _endings(part, listed):
            beside = ending in part.beside
            name = ending if beside else f"{part.name}_{ending}" if ending else part.name
            described = known.get(of) or known.get(ending)
            by = _source_of(part, listed) if ending in _ADDRESSED else ""
            yield Told(name, of, by, described, part.name, "" if beside else ending)


def _source_of(part: Part, listed: Listed) -> str:
    return "source" if listed == "series" else f"{part.name}_source"


def _endings(part: Part, listed: Listed) -> Iterator[tuple[str, str]]:
    """What is told of a part, as the ending of its name and the column of the rows."""
    figure, date = part.match == "interval", part.match == "near"
    own = {
        "": part.name,
        "high": part.high,
        "currency": part.unit,
        "usd": f"{part.name}_usd" if part.unit else None,
        "basis": part.basis,
        PRECISION: PRECISION if date else None,
        **{name: name for name in part.beside},
    }
    yield from ((ending, of) for ending, of in own.items() if of)
    of_figure = ("qualifier", "printed") if figure else ()
    if listed == "claims":
        # All else a claim says once, of all its parts.
        endings: tuple[str, ...] = (*of_figure[:1], "flag", *of_figure[1:])
    else:
        witnessed = ("claim", "witnesses", "rivals")
        endings = (*of_figure[:1], "nature", "status", "flag", "said_by", "source", "title", "url", "line",
                   *of_figure[1:], *witnessed)  # fmt: skip
    for ending in endings:
        yield ending, _held(part, ending, listed)


def _held(part: Part, ending: str, listed: Listed) -> str:
    """The column that holds something of a part: a series has one part, and its claim is the row's."""
    of_row = {"claim": "id", **{name: name for name in ("said_by", "source", "title", "url", "line")}}
    of_row |= {"witnesses": "witnesses", "rivals": "rivals"}
    return of_row.get(ending, f"{part.name}_{ending}") if listed == "series" else f"{part.name}_{ending}"
