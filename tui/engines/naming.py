"""Which table of a database a name means, as people type it, and what a person is told of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label, listed
from tui.text.spelling import closest

_NAME = re.compile(r'"(?:[^"]|"")*"|[^."]+')
_MOST_NAMED = 12


class NamedRelation(Protocol):
    """A table that a database has."""

    @property
    def schema(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def visible(self) -> bool:
        """Whether it is meant where its name alone is said."""
        ...


N = TypeVar("N", bound=NamedRelation)


def parts_of(table: str) -> list[str]:
    """The names in that of a table: `public.deals`, `"My.Schema".deals`."""
    parts = _NAME.findall(table)
    return [part[1:-1].replace('""', '"') if part[:1] == '"' else part for part in parts]


def as_typed(name: str) -> str:
    """A name as an address has it: as it is, or in quotes where it would be read as several."""
    plain = re.fullmatch(r"[\w $-]+", name) is not None
    return name if plain else '"' + name.replace('"', '""') + '"'


def path_of(schema: str, table: str) -> str:
    """What leads to a table from the address of its database."""
    return f"{as_typed(schema)}.{as_typed(table)}"


def ways_of(table: str) -> list[tuple[str, ...]]:
    """What a name may mean: a table of a schema, or a table whose name has a point in it that nobody put in quotes."""
    parts = parts_of(table)
    return [*([tuple(parts)] if 0 < len(parts) <= 2 else []), (table,)]


def named_table(table: str, where: str, every: Sequence[N], known: Callable[[], Sequence[tuple[str, str]]]) -> N:
    """The table that is called so, exactly or but for case. Raises `TermsheetError` where there is none, or several.

    Args:
        table: its name, as it was typed.
        where: what the database is called.
        every: those whose names may be meant.
        known: the schema and the name of each table that there is, for whoever made a slip.
    """
    for way in ways_of(table):
        for same in (_exactly, _but_for_case):
            found = [one for one in every if same(one, way)]
            seen = [one for one in found if one.visible] if len(way) == 1 else found
            if len(seen) == 1 or len(found) == 1:
                return (seen or found)[0]
            if found:
                several = ", ".join(path_of(one.schema, one.name) for one in found[:_MOST_NAMED])
                raise TermsheetError(label("server.several", table), label("filter.known", several), EXIT_USAGE)
    raise no_such_table(table, where, known())


def no_such_table(table: str, where: str, known: Sequence[tuple[str, str]]) -> TermsheetError:
    """That no table is called so, and the names of those that there are which are like it."""
    names = [path_of(schema, name) for schema, name in known]
    close = closest(table, [*names, *(name.rpartition(".")[2] for name in names)])
    hint = label("filter.near", ", ".join(close)) if close else label("server.list")
    return TermsheetError(label("server.no_table", where, table), hint, EXIT_UNREADABLE)


def _exactly(found: NamedRelation, way: tuple[str, ...]) -> bool:
    return (found.schema, found.name)[-len(way) :] == way


def _but_for_case(found: NamedRelation, way: tuple[str, ...]) -> bool:
    return tuple(part.lower() for part in (found.schema, found.name)[-len(way) :]) == tuple(map(str.lower, way))


def notes_of_columns(named: dict[str, Sequence[str]]) -> tuple[Label, ...]:
    """What is said of some columns, by the key of its words."""
    notes = []
    for key, names in named.items():
        if names:
            few = names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "…"]
            notes.append(label(key, Label(listed(few, "en"), listed(few, "zh"))))
    return tuple(notes)


def refuse_options(given: Sequence[tuple[str, str]], known: Sequence[str]) -> None:
    """Raises `TermsheetError` for what follows `?` in an address and leads nowhere."""
    unknown = [name for name, _ in given if name not in known]
    if unknown:
        raise TermsheetError(label("address.option", unknown[0]), label("filter.known", ", ".join(known)), EXIT_USAGE)
