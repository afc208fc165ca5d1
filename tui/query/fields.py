"""What queries and the filter language know of a table: its fields, and what their values mean. No drawing, no engine.

A table holds plain columns. Some are *keys*: columns made of others so that sorting, finding and comparing need no
more than plain comparisons, such as `company\\x1fname` (an entity by its name), `round\\x1frank`, `announced\\x1fstart`
or `amount\\x1ftext` (a figure as it is drawn with its currency). A field says which keys stand for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.meaning import Meaning, spelled_like
from tui.query.query import Filter

Kind = Literal["text", "number", "money", "percent", "date", "time", "truth", "other"]
FIGURES: frozenset[str] = frozenset(("number", "money", "percent", "date", "time"))
"""Kinds whose cells are drawn in digits, and hold no word without one."""
NUMBERS: frozenset[str] = frozenset(("number", "money", "percent"))
KEY = "\x1f"
"""Stands in the names of columns that are not the table's own: keys, and texts of cells that could not be read."""
RAW = "\x1fraw"
"""Ends the name of the column that keeps the texts of cells that could not be read, beside the values read."""
WRITTEN_OTHERWISE = "\x1fwritten"
"""Ends the name of the column that keeps the texts of cells whose values are written otherwise by programs."""
CURRENCY = "_currency"
"""Ends the name of the column that holds the currency of each cell of a column of a file with several."""


class Field(NamedTuple):
    """A column as people ask about it.

    Attributes:
        name: by which queries call it.
        title: what it is called in the language of the screen.
        kind: how its values are typed and compared; `time` is a day with a time.
        units: the columns that hold the unit or currency of each value: values of several are never added up.
        sort_by: the columns that sort by it, the most important first; empty for the column itself.
        search_by: the column of its texts, in which words are looked for and which is compared as drawn; empty where
            that is the text of the cell itself, or what stands in `raw`.
        raw: the column that holds the texts of cells that could not be read; null for all others.
        stored: whether the table has a column of this name; else it is only drawn from others, and asked by its text.
        as_text: whether values are counted and kept apart by their text: where they are drawn from several columns,
            nested, or not all read.
        coded: whether values are ids and codes, which mean something only as they are drawn.
        searched: whether words that stand for no column are looked for in it.
        each: what one value is called where a cell is a list of them, which are counted and asked for one by one.
    """

    name: str
    title: str
    kind: Kind = "text"
    units: tuple[str, ...] = ()
    sort_by: tuple[str, ...] = ()
    search_by: str = ""
    raw: str = ""
    stored: bool = True
    as_text: bool = False
    coded: bool = False
    searched: bool = True
    each: str = ""


class Schema(NamedTuple):
    """All that a line may speak of in one table.

    Attributes:
        fields: its columns, those that are shown first.
        meanings: the columns whose values mean more than their text: entities, money, partial dates.
        named: filters, one of which holds for a row that names an entity which some words mean, in whatever script.
        last: the day that relative times count back from; none for today.
        spelled: what columns are called where rows go out to programs, if not by their own name; both are understood.
        sounds: a regular expression for Chinese texts that sound like a word; none where none are looked for.
        regex_fault: what is wrong with a regular expression, as the engine reads them; empty where nothing is.
    """

    fields: tuple[Field, ...]
    meanings: Mapping[str, Meaning] = {}
    named: Callable[[str], Sequence[Filter]] | None = None
    regex_fault: Callable[[str], str] = lambda pattern: ""
    spelled: Mapping[str, str] = {}
    sounds: Callable[[str], str] | None = None
    last: Callable[[], date] | None = None

    def field(self, name: str) -> Field | None:
        """A field by its name."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def with_fields(self, more: Iterable[Field]) -> Schema:
        """With fields that a query computes; one of a name that is there takes its place."""
        new = {field.name: field for field in more}
        kept = tuple(field for field in self.fields if field.name not in new)
        return self._replace(fields=(*kept, *new.values()))


def unknown(name: str, known: Sequence[str]) -> TermsheetError:
    """The error for a column that is not there."""
    return TermsheetError(label("filter.no_column", name), spelled_like(name, known), EXIT_USAGE)
