"""Makes of a table's TOML its description. What cannot be is told with file and line, before any row is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from tui.corpus.kinds import KINDS
from tui.corpus.tables import (
    Adds,
    Card,
    Choice,
    Column,
    First,
    Part,
    RowsWhere,
    Rule,
    Table,
    TableDivision,
    TableView,
    ViewColumn,
    Wholes,
)
from tui.corpus.toml import Section
from tui.corpus.ways import WAYS
from tui.language.label import Label, Noun
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.text.figures import Form

FORMS: tuple[str, ...] = get_args(Form)[1:]
_ADDS: tuple[str, ...] = get_args(Adds)[1:]
JOINTS = ("→", "·")
"""What may stand between the columns of one part of a line."""
_MADE = ("marks", "teller", "trend", "change")
"""What is computed of claims and may stand in a line as columns do."""


_READ = {
    "claim": ("status", "nature", "qualifier", "said_by", "said_by_kind", "source", "line", "printed", "confidence",
              "flag", "note"),
    "entities": ("id", "kinds", "en", "zh_hans", "zh_hant", "aliases", "country", "parent", "members"),
    "sources": ("id", "publisher", "title", "published", "published_basis", "url", "copies", "seen_via"),
    "fx": ("month", "currency", "usd_per_unit"),
}  # fmt: skip
"""What the program reads by name; all else it learns from the TOMLs."""


def _column(section: Section) -> Column:
    with section:
        kind = section.text("type", among=tuple(KINDS))
        choices = []
        for value in section.sections("values"):
            with value:
                called = Label(value.text("en"), value.text("zh"))
                choices.append(
                    Choice(
                        id=value.text("id"),
                        label=called,
                        form=cast(Any, value.text("form", "", among=FORMS)),
                        most=value.number("most"),
                        silent=value.flag("silent"),
                        loose=value.flag("loose"),
                        alone=value.flag("alone"),
                        adds=cast(Any, value.text("adds", "", among=_ADDS)),
                        words=value.texts("words", ()),
                    )
                )
        if kind in ("enum", "enums") and not choices:
            section.wrong("type", label("toml.values", kind))
        return Column(
            name=section.text("name"),
            type=kind,
            title=section.label("title"),
            required=section.flag("required"),
            choices=tuple(choices),
            max_length=section.whole("max_length", 0) or None,
            includes=section.texts("includes", ()),
            one=section.label("one") if "one" in section else None,
        )


def _part(section: Section, columns: Mapping[str, Column], first: bool) -> Part:
    with section:
        found = Part(
            name=section.text("name"),
            high=section.text("high", "") or None,
            unit=section.text("unit", "") or None,
            basis=section.text("basis", "") or None,
            match=cast(Any, section.text("match", "interval", among=("interval", "equal", "near", "overlap"))),
            within=section.text("within", "") or None,
            beside=section.texts("beside", ()),
            called=section.flag("called"),
        )
        _there(section, "beside", found.beside, columns)
        for key in ("name", "high", "unit", "basis", "within"):
            _there(section, key, [getattr(found, key) or ""], columns)
        if found.match == "interval" and not KINDS[columns[found.name].type].numeric:
            section.wrong("name", label("toml.no_numbers", found.name), label("toml.match"))
        if first and found.match != "interval":
            section.wrong("match", label("toml.first_part"))
        return found


def _where(section: Section, key: str, columns: Mapping[str, Column]) -> RowsWhere:
    with section.section(key) as inner:
        _there(inner, key, inner, columns)
        return tuple((name, inner.texts(name)) for name in inner)


def _rule(section: Section, columns: Mapping[str, Column]) -> Rule:
    with section:
        needs = section.text("needs", "")
        found = Rule(
            column=section.text("column"),
            says=label("rule.needs", needs) if needs and "says" not in section else section.words("says"),
            when=_where(section, "when", columns),
            unless=_where(section, "unless", columns),
            needs=needs,
            unique=section.flag("unique"),
            acyclic=section.flag("acyclic"),
        )
        for key in ("column", "needs"):
            _there(section, key, [getattr(found, key)], columns)
        return found


def _card(section: Section, order: int, known: Iterable[str]) -> Card:
    with section:
        line = section.texts("line")
        _there(section, "line", (word for part in line for word in part.split()), {*known, *JOINTS})
        return Card(line, section.whole("order", order))


def _view(section: Section, known: Iterable[str]) -> TableView:
    with section:
        columns = []
        for entry in section.sections("columns"):
            with entry:
                title = entry.label("title") if "title" in entry else None
                name, cell, of = entry.text("name"), entry.text("cell", ""), entry.text("of", "")
                if not cell and not of:
                    _there(entry, "name", [name], known)
                columns.append(ViewColumn(name, cell, of, title, entry.whole("width", 24), entry.whole("least", 0)))
        answers = section.whole("answers", len(columns))
        placed = (column._replace(further=number >= answers) for number, column in enumerate(columns))
        return TableView(tuple(placed), section.whole("frozen", 1))


def _wholes(section: Section, columns: Mapping[str, Column]) -> Wholes:
    with section, section.section("of") as of:
        found = Wholes({name: of.text(name) for name in of}, section.text("shares", ""))
        _there(section, "of", of, columns)
        _there(section, "shares", [found.shares], columns)
        return found


def _first(section: Section) -> First:
    with section:
        return First(section.text("filter", ""), section.texts("unless", ()), section.flag("folds"))


def _division(section: Section, columns: Mapping[str, Column]) -> TableDivision:
    with section:
        return TableDivision(section.label("title"), _where(section, "when", columns))


def _noun(section: Section) -> Noun:
    with section:
        return Noun(section.text("one"), section.text("en"), section.text("zh"))


def _there(section: Section, key: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Tells a column that there is not."""
    for name in names:
        if name and name not in known:
            section.wrong(key, label("toml.no_column", key, name), spelled_like(name, sorted(known)))


def shared(raw: Mapping[str, Any], path: Path) -> tuple[tuple[Column, ...], tuple[Rule, ...]]:
    """The columns that end every table of claims, and their rules."""
    with Section(raw, path) as section:
        columns = tuple(_column(inner) for inner in section.sections("column"))
        by_name = {column.name: column for column in columns}
        _read_by_program(section, path.stem, by_name)
        return columns, tuple(_rule(inner, by_name) for inner in section.sections("rule"))


def described(
    name: str,
    raw: Mapping[str, Any],
    path: Path,
    of_claims: tuple[tuple[Column, ...], tuple[Rule, ...]],
) -> Table:
    """The description of a table. Raises `TermsheetError` that names file, line and key.

    `of_claims` are the columns and rules that every claim has.
    """
    with Section(raw, path) as section:
        claims = section.flag("claims")
        columns = tuple(_column(inner) for inner in section.sections("column"))
        columns += of_claims[0] if claims else ()
        by_name = {column.name: column for column in columns}
        view = _view(section.section("view"), by_name) if "view" in section else None
        order = section.whole("order", 1000)
        required: Any = ... if claims else ()
        table = Table(
            name=name,
            title=section.label("title"),
            columns=columns,
            claims=claims,
            rows=section.text("rows", "facts" if claims else "plain", among=tuple(WAYS)),
            of=section.texts("of", ()),
            order=order,
            tab=section.flag("tab"),
            unit=_noun(section.section("unit")) if "unit" in section else None,
            words=section.texts("words", ()),
            narrow=_narrow(section.section("narrow")),
            identity=section.texts("identity"),
            counted=section.flag("counted"),
            series=section.texts("series", ()),
            subject=section.texts("subject", required),
            date=section.text("date", "" if not claims else ...),  # type: ignore[arg-type]
            what=section.text("what", "" if not claims else ...),  # type: ignore[arg-type]
            sort=section.texts("sort", ()),
            about=section.texts("about", ()),
            owner=section.texts("owner", ()),
            around=section.text("around", ""),
            cite=section.text("cite", ""),
            card=_card(section.section("card"), order, {*by_name, *_MADE}) if "card" in section else None,
            parts=tuple(_part(inner, by_name, number == 0) for number, inner in enumerate(section.sections("part"))),
            wholes=_wholes(section.section("wholes"), by_name),
            rules=tuple(_rule(inner, by_name) for inner in section.sections("rule")),
            first=_first(section.section("first")),
            divisions=tuple(_division(inner, by_name) for inner in section.sections("division")),
            view=view,
        )
        _hold_together(table, section, by_name)
        return _completed(table, of_claims[1]) if claims else table


def _completed(table: Table, rules: tuple[Rule, ...]) -> Table:
    """With what a table of claims has where its TOML says nothing."""
    told = (table.date, table.what, table.parts[0].name)
    return table._replace(
        columns=tuple(_by_part(column, table) if column.name == "flag" else column for column in table.columns),
        about=table.about or table.subject,
        cite=table.cite or " ".join(told[1:]),
        card=table.card or Card((*told, "marks", "status", "flag", "source"), table.order),
        rules=(*table.rules, *rules),
    )


def _by_part(flags: Column, table: Table) -> Column:
    """The flags, each also as one that speaks of a part alone: `valuation:stale`."""
    written = label("flag.of_part")
    own = [
        choice._replace(
            id=f"{part.name}:{choice.id}",
            label=Label(*(told.format(*named) for told, *named in zip(written, title, choice.label, strict=True))),
        )
        for part in table.parts
        for title in [table.column(part.name).title]
        for choice in flags.choices
    ]
    return flags._replace(choices=(*flags.choices, *own))


def _read_by_program(section: Section, name: str, columns: Iterable[str]) -> None:
    for column in _READ.get(name, ()):
        if column not in columns:
            section.wrong("column", label("toml.program", column))


def _narrow(section: Section) -> Mapping[str, str]:
    with section:
        return {word: section.text(word) for word in section}


def _hold_together(table: Table, section: Section, columns: Mapping[str, Column]) -> None:
    """Tells what a description names and does not have, and what a table of claims lacks."""
    if table.claims and not table.parts:
        section.wrong("part", label("toml.part"))
    if len(table.identity) != 1 and any(rule.acyclic for rule in table.rules):
        section.wrong("rule", label("toml.acyclic"), label("toml.acyclic.hint"))
    if table.of:
        return
    if not columns:
        section.wrong("column", label("toml.columns"))
    _read_by_program(section, table.name, columns)
    for key in ("identity", "series", "subject", "about", "owner"):
        _there(section, key, getattr(table, key), columns)
    for key in ("date", "what", "around"):
        _there(section, key, [getattr(table, key)], columns)
    _there(section, "sort", (name.removeprefix("-") for name in table.sort), {*columns, "aside"})
    _there(section, "cite", table.cite.split(), {*columns, *JOINTS})
