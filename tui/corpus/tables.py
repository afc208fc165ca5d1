"""A table of the corpus as its TOML describes it: what its columns hold, how its claims compare, what a view shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label, Language, Noun
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.text.figures import Form

Adds = Literal["", "sum", "mean", "total", "peak", "never"]
"""How figures of a metric, a statistic or a unit add up: those of the months of a year to its figure (`sum`) or its
mean, to a total that never falls, to the peak of the whole time; or in no way, over no time and no place (`never`)."""


class Choice(NamedTuple):
    """One value of a closed column.

    Attributes:
        form: of a unit, how its figures are written.
        most: of a unit, the largest figure that is no slip of the pen.
        silent: whether it says nothing on a card.
        loose: whether it says nothing against another value.
        alone: of a basis, whether a figure of it is compared with those of the same basis only.
        adds: how figures of it add up over time; see `Adds`.
        words: what else people call it, in either language.
    """

    id: str
    label: Label
    form: Form = ""
    most: float | None = None
    silent: bool = False
    loose: bool = False
    alone: bool = False
    adds: Adds = ""
    words: tuple[str, ...] = ()


class Column(NamedTuple):
    """One column of a CSV: its name there, the kind of its values, and the closed values if it has any.

    `words` are what its free texts are called in Chinese; `one` is what one value is called where a cell holds several;
    a filter on it asks the columns that it `includes` as well.
    """

    name: str
    type: str
    title: Label
    required: bool = False
    choices: tuple[Choice, ...] = ()
    max_length: int | None = None
    includes: tuple[str, ...] = ()
    words: Mapping[str, str] = {}
    one: Label | None = None

    def choice(self, value: str, language: Language) -> str:
        """The wording of a closed value, or of a text that has one; any other value stays as it is."""
        said = self.words.get(value, value) if language == "zh" else value
        return next((c.label.text(language) for c in self.choices if c.id == value), said)

    @property
    def silent(self) -> frozenset[str]:
        """The closed values that say nothing on a card."""
        return frozenset(c.id for c in self.choices if c.silent)


class Part(NamedTuple):
    """A part of a fact: a column on which its claims are compared, and shown as one of them states it.

    Attributes:
        high: the column of the upper end of a range.
        unit: the column of the currency.
        basis: the column that says of what a figure is the whole or a part, or of what kind a date is.
        match: how it is compared: by interval, by equality, by nearness in days, or by what two lists share.
        within: the column by which a value belongs to the fact shown: the day of an exit is not that of a hiring.
        beside: columns that come with it.
        called: whether it says what something is called: two names for it are told, and make no dispute.
    """

    name: str
    high: str | None = None
    unit: str | None = None
    basis: str | None = None
    match: Literal["interval", "equal", "near", "overlap"] = "interval"
    within: str | None = None
    beside: tuple[str, ...] = ()
    called: bool = False


MEASURED = "metric"
"""What a table of figures states: the column that other tables have an event in its place."""
UNIT = "unit"
"""The column that holds the unit of a figure, in every table that has several."""
RowsWhere = tuple[tuple[str, tuple[str, ...]], ...]
"""Columns, and of each the values one of which it has; a value that ends with `*` is a beginning."""


class Rule(NamedTuple):
    """What `check` proves of a column, in the rows that `when` holds for and `unless` does not.

    With `needs`, a row that fills the column fills that one too; with `unique`, no two rows have the same value; with
    `acyclic`, a row that names another, and that one the next, never comes back to itself; else the column is filled.
    `says` is told of the rows that break it.
    """

    column: str
    says: Label
    when: RowsWhere = ()
    unless: RowsWhere = ()
    needs: str = ""
    unique: bool = False
    acyclic: bool = False


class Card(NamedTuple):
    """What an entity's card shows of a table.

    Attributes:
        line: the parts of a row's line. A part holds one column or several, with what joins them: `org → to_org`.
        order: its place among the tables of the card.
    """

    line: tuple[str, ...]
    order: int


class ViewColumn(NamedTuple):
    """One column of a view: a column of the frame, or one computed from several (`cell` says how).

    `of` names the column of another table, `deals.round`, whose closed values stand in this one. It is `width` cells
    wide at most, and gives way to `least` where columns behind it would not be seen; 0 for not at all.
    No column gives way to one that is `further`.
    """

    name: str
    cell: str = ""
    of: str = ""
    title: Label | None = None
    width: int = 24
    least: int = 0
    further: bool = False


class TableView(NamedTuple):
    """What a screen shows of a table, in order of importance: columns give way from the right."""

    columns: tuple[ViewColumn, ...]
    frozen: int = 1


class Wholes(NamedTuple):
    """What of a table's figures is a part of what.

    Attributes:
        of: columns that name a place or a channel, and of each the value that holds all others.
        shares: the column by whose values shares of one whole add up to 100 at most.
    """

    of: Mapping[str, str] = {}
    shares: str = ""


class First(NamedTuple):
    """The filter under which a table is opened and listed, unless a line speaks of one of some columns.

    With `folds`, the rows that it leaves out belong to rows that it keeps, and unfold under them.
    """

    filter: str = ""
    unless: tuple[str, ...] = ()
    folds: bool = False


class TableDivision(NamedTuple):
    """Rows of one sort, which a screen shows by themselves: those that have the values, or what no other one holds."""

    title: Label
    when: RowsWhere = ()


ANY_ROW = First()
"""No filter: every row is shown."""


class Table(NamedTuple):
    """A table of the corpus as its TOML describes it.

    Attributes:
        columns: those of its CSV; those of every claim stand last.
        claims: whether its rows are claims.
        rows: what a screen and a list show of it, by the name of the way: facts, series, …
        of: the tables that it is computed of, `*` for all tables of claims; it has no CSV of its own then.
        order: its place among tables and tabs.
        tab: whether it is a tab of the explorer.
        unit: what its rows are called where they are counted.
        words: what else it is called in a line.
        narrow: words that mean some of its rows, and the filter that gives them.
        identity: the columns that tell one fact, or one row, from another.
        counted: whether who counts is part of the fact: what two counters say of one thing are two facts.
        series: the columns that tell one series from another, less who counts.
        subject: the columns that say whom a row is about; the first that is filled does.
        date: the column that says when.
        what: the column that says what is stated: the kind of an event, the metric of a figure.
        sort: the order of its rows; `-` is descending, and the date stands for the period that it names.
        about: the columns that name entities whose card shows a row.
        owner: those of them that also name the owner of the entity that the card is of.
        around: the column of the entity of which a row tells an event that stands around others in time.
        cite: the columns by which a citation says what the figure is, and the figure.
        parts: what its claims are compared on, the figure first.
        wholes: which of its figures are parts of which.
        rules: what `check` proves besides kinds, keys and references.
        first: the filter under which it is opened and listed.
        divisions: the sorts of rows that a screen shows one at a time, in their order.
    """

    name: str
    title: Label
    columns: tuple[Column, ...]
    claims: bool = False
    rows: str = "plain"
    of: tuple[str, ...] = ()
    order: int = 1000
    tab: bool = False
    unit: Noun | None = None
    words: tuple[str, ...] = ()
    narrow: Mapping[str, str] = {}
    identity: tuple[str, ...] = ()
    counted: bool = False
    series: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    date: str = ""
    what: str = ""
    sort: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    around: str = ""
    cite: str = ""
    card: Card | None = None
    parts: tuple[Part, ...] = ()
    wholes: Wholes = Wholes()
    rules: tuple[Rule, ...] = ()
    first: First = ANY_ROW
    divisions: tuple[TableDivision, ...] = ()
    view: TableView | None = None

    def subject_of(self, row: Mapping[str, Any]) -> str | None:
        """The entity that a row is about."""
        return next((row[name] for name in self.subject if row.get(name)), None)

    def column(self, name: str) -> Column:
        """A column by its name. Raises `TermsheetError` where another table's TOML names one that there is not."""
        found = next((c for c in self.columns if c.name == name), None)
        if found is None:
            raise TermsheetError(
                label("table.no_column", f"{self.name}.toml", name), spelled_like(name, self.names), EXIT_UNREADABLE
            )
        return found

    @property
    def measured(self) -> bool:
        """Whether its facts are values of metrics, which make series."""
        return self.claims and self.what == MEASURED and self.parts[0].name == "value"

    @property
    def figures(self) -> tuple[Part, ...]:
        """The parts that are figures: those that have an interval."""
        return tuple(part for part in self.parts if part.match == "interval")

    def figure(self, name: str) -> Part | None:
        """The part of a name, where it is a figure: one that has an interval."""
        return next((part for part in self.figures if part.name == name), None)

    def drawn_from(self, f: Part) -> dict[str, str]:
        """What a figure is written with besides its value, and the column of each."""
        columns = {
            "high": f.high,
            "unit": UNIT,
            "currency": f.unit or "currency",
            "qualifier": f"{f.name}_qualifier",
            "growth": "versus",
            "printed": f"{f.name}_printed",
        }
        always = {"high", "qualifier", "printed"}
        return {part: name for part, name in columns.items() if name and (part in always or name in self.names)}

    @property
    def forms(self) -> Mapping[str, Form]:
        """How figures in each unit are written."""
        return {choice.id: choice.form for column in self.columns if column.name == UNIT for choice in column.choices}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    @property
    def called(self) -> frozenset[str]:
        """All words for it, without case."""
        words = (self.name, *self.title, *self.words, *self.narrow)
        return frozenset(word.casefold() for word in words)
