"""Reads the TOML beside each table of `data/`: what the columns hold, how claims compare, what a view shows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label, Language

CLAIM_TABLES = ("deals", "users", "departures", "market", "facts")
REFERENCE_TABLES = ("entities", "sources", "fx")
TABLES = CLAIM_TABLES + REFERENCE_TABLES


class Choice(NamedTuple):
    """One value of a closed column."""

    id: str
    label: Label


class Column(NamedTuple):
    """One column of a CSV: its name there, the kind of its values, and the closed values if it has any."""

    name: str
    type: str
    title: Label
    required: bool = False
    choices: tuple[Choice, ...] = ()
    max_length: int | None = None

    def choice(self, value: str, language: Language) -> str:
        """The wording of a closed value; a value outside the list stays as it is."""
        return next((c.label.text(language) for c in self.choices if c.id == value), value)


class Field(NamedTuple):
    """A column that claims are compared on.

    `high` is the upper end of a range, `unit` and `basis` the columns that must agree before two claims
    compare. `match` is how: by interval, by equality, or by nearness in days (dates). `within` names the
    column by which a value belongs to the fact shown: the day of an exit is not that of a hiring.
    """

    name: str
    high: str | None = None
    unit: str | None = None
    basis: str | None = None
    match: Literal["interval", "equal", "near"] = "interval"
    within: str | None = None


class ViewColumn(NamedTuple):
    """One column of a view: a column of the frame, or one computed from several (`cell` says how).

    `of` names the column of another table, `deals.round`, whose closed values stand in this one.
    """

    name: str
    cell: str = ""
    of: str = ""
    title: Label | None = None
    width: int = 24


class TableView(NamedTuple):
    """What a screen shows of a table, in order of importance: columns give way from the right."""

    columns: tuple[ViewColumn, ...]
    frozen: int = 1


class Table(NamedTuple):
    """A table of the corpus as its TOML describes it.

    Attributes:
        subject: the columns that say whom a fact is about; the first that is filled does.
        date: the column that says when.
        what: the column that says what is stated: the kind of an event, the metric of a figure.
    """

    name: str
    title: Label
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    sort: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    date: str = ""
    what: str = ""
    series: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    claims: bool = False
    view: TableView | None = None

    def subject_of(self, row: Mapping[str, Any]) -> str | None:
        """The entity that a row is about."""
        return next((row[name] for name in self.subject if row.get(name)), None)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)


def _label(raw: Any, where: str) -> Label:
    if not isinstance(raw, dict) or set(raw) != {"en", "zh"}:
        raise TermsheetError(f"{where}: a title needs `en` and `zh`", exit_code=EXIT_UNREADABLE)
    return Label(raw["en"], raw["zh"])


def _known(raw: dict[str, Any], allowed: set[str], where: str) -> None:
    for key in raw:
        if key not in allowed:
            raise TermsheetError(
                f"{where}: unknown key `{key}`", f"known: {', '.join(sorted(allowed))}", EXIT_UNREADABLE
            )


def _column(raw: dict[str, Any], where: str) -> Column:
    _known(raw, {"name", "type", "title", "required", "values", "max_length"}, where)
    return Column(
        name=raw["name"],
        type=raw["type"],
        title=_label(raw["title"], where),
        required=raw.get("required", False),
        choices=tuple(Choice(v["id"], Label(v["en"], v["zh"])) for v in raw.get("values", ())),
        max_length=raw.get("max_length"),
    )


def _view(raw: dict[str, Any], where: str) -> TableView:
    _known(raw, {"columns", "frozen"}, where)
    columns = []
    for entry in raw["columns"]:
        _known(entry, {"name", "cell", "of", "title", "width"}, where)
        title = _label(entry["title"], where) if "title" in entry else None
        columns.append(
            ViewColumn(entry["name"], entry.get("cell", ""), entry.get("of", ""), title, entry.get("width", 24))
        )
    return TableView(tuple(columns), raw.get("frozen", 1))


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise TermsheetError(f"{path.name}: {error}", "mend the TOML", EXIT_UNREADABLE) from None
    except OSError as error:
        raise TermsheetError(
            f"{path}: {error.strerror}", "every table has a TOML beside its CSV", EXIT_UNREADABLE
        ) from None


@cache
def claim_columns(folder: Path) -> tuple[Column, ...]:
    """The columns that end every table of claims."""
    return tuple(_column(raw, "claim.toml") for raw in _toml(folder / "claim.toml")["column"])


@cache
def table(name: str, folder: Path) -> Table:
    """The description of one table, from `NAME.toml` in `folder`."""
    path = folder / f"{name}.toml"
    raw = _toml(path)
    _known(
        raw,
        {"title", "identity", "sort", "subject", "date", "what", "series", "claims", "field", "column", "view"},
        path.name,
    )
    columns = tuple(_column(c, path.name) for c in raw.get("column", ()))
    field_names = set(Field._fields)
    for entry in raw.get("field", ()):
        _known(entry, field_names, path.name)
    claims = raw.get("claims", False)
    return Table(
        name=name,
        title=_label(raw["title"], path.name),
        columns=columns + (claim_columns(folder) if claims else ()),
        identity=tuple(raw.get("identity", ())),
        sort=tuple(raw.get("sort", ())),
        subject=tuple(raw.get("subject", ())),
        date=raw.get("date", ""),
        what=raw.get("what", ""),
        series=tuple(raw.get("series", ())),
        fields=tuple(Field(**entry) for entry in raw.get("field", ())),
        claims=claims,
        view=_view(raw["view"], path.name) if "view" in raw else None,
    )
