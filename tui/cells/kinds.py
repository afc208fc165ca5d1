"""How a column of a view is drawn and sorted, by the kind of its cells. A new kind is one entry of `CELLS`.

A cell is text: the value made short for a table. The raw value stays in the frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.cells.cell import Cell, Reader, WriteCell
from tui.cells.keys import TEXT, by_name, by_order, by_rank
from tui.cells.marks import STANDING, TREND_INPUTS, changed, marked, marks, trend
from tui.corpus.disputes import LANGUAGES, written_in
from tui.corpus.moves import LATER
from tui.language.words import listed, word
from tui.text.figures import Form, converted, figure
from tui.text.numbers import compact
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.corpus.tables import Column, Part, Table


def _text(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda value: "" if value is None else visible(str(value))


def _name(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda entity: visible(reader.names.name(entity, reader.language))


def _both(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda entity: visible(reader.names.both(entity, reader.language))


def _names(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda ids: visible(
        listed((reader.names.name(i, reader.language) for i in (ids or "").split(";") if i), reader.language)
    )


def _word(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda value: "" if value is None else visible(column.choice(value, reader.language) if column else value)


_COUNTED = ("count", "count_high", "count_qualifier", "count_printed", "count_of", f"count{STANDING}")


def who_cell(table: Table) -> Cell:
    """The person who moved, or how many of whom."""
    counted = table.column("count_of")

    def write(reader: Reader, column: Column | None) -> Callable[..., str]:
        def text(person: str | None, count: float | None, high: float | None, *rest: str | None) -> str:
            if person:
                return visible(reader.names.both(person, reader.language))
            qualifier, printed, of, standing = rest
            number = figure(count, reader.figures, high=high, qualifier=qualifier, printed=printed)
            return visible(f"{marked(number, standing)} {counted.choice(of or '', reader.language)}".strip())

        return text

    return Cell(lambda n: (n, *_COUNTED), write, sort=by_name, coded=True)


_LETTER = re.compile(r"[A-Z]\+?")


def event_cell(table: Table) -> Cell:
    """What a deal is in one word: a round by its name, anything else by its kind; behind the mark of how it stands."""
    kinds, rounds = table.column("kind"), table.column("round")

    def write(reader: Reader, column: Column | None) -> Callable[..., str]:
        language = reader.language

        def text(kind: str | None, round_: str | None, standing: str | None) -> str:
            told = rounds.choice(round_, language) if round_ and round_ not in rounds.silent else ""
            told = told or kinds.choice(kind or "", language)
            if _LETTER.fullmatch(told):
                told = word("round.letter", language, told)
            return visible(marked(told, standing))

        return text

    return Cell(lambda n: ("kind", "round", "standing"), write, sort=lambda n: (n + TEXT,), coded=True)


def _moved(reader: Reader, column: Column | None) -> Callable[..., str]:
    """The house that somebody went to.

    Where the row states none, what a later fact of the same person states, with its date and who says so.
    """

    def text(org: str | None, later: str | None, when: str | None, by: str | None) -> str:
        if org or not later:
            return visible(reader.names.name(org, reader.language)) if org else ""
        house, teller = (visible(reader.names.name(one, reader.language)) if one else "" for one in (later, by))
        return word("later", reader.language, house, when or "", teller)

    return text


def _choice(reader: Reader, column: Column | None) -> Callable[..., str]:
    known = {c.id: reader.label(c.label) for c in column.choices} if column else {}
    return lambda value: listed((known.get(v) or visible(v) for v in (value or "").split(";") if v), reader.language)


def _figure(parts: Sequence[str], forms: Mapping[str, Form] = {}) -> WriteCell:
    """A figure from its value and what it is written with; `forms` are those of units."""

    def write(reader: Reader, column: Column | None) -> Callable[..., str]:
        def text(value: Any, *rest: Any) -> str:
            given = dict(zip(parts, rest, strict=True))
            form = forms.get(given.pop("unit", None) or "", "")
            growth = given.pop("growth", None) is not None
            return figure(value, reader.figures, form=form, growth=growth, **given)

        return text

    return write


def _usd(reader: Reader, column: Column | None) -> Callable[..., str]:
    def text(usd: float | None, currency: str | None, qualifier: str | None, standing: str | None) -> str:
        if usd is None:
            return ""
        if currency == "USD":
            text = figure(usd, reader.figures, currency=currency, qualifier=qualifier)
        else:
            text = converted(usd, reader.figures, qualifier)
        return marked(text, standing)

    return text


def _sum(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda usd: "" if usd is None else converted(usd, reader.figures)


def _count(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda value: "" if not value else compact(value, "chinese" if reader.figures == "zh" else "western")


def _change(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda change, base: changed(change, base, reader.language)


def _marks(reader: Reader, column: Column | None) -> Callable[..., str]:
    return marks


def _trend(reader: Reader, column: Column | None) -> Callable[..., str]:
    def text(*given: Any) -> str:
        row = dict(zip(TREND_INPUTS, given, strict=True))
        return trend(row, reader.glyphs)

    return text


def _told(reader: Reader, column: Column | None) -> Callable[..., str]:
    """The text that stands beside a cell in the language of the reader."""
    return lambda *texts: dict(zip(LANGUAGES, texts, strict=True))[reader.language] or ""


def _spread(reader: Reader, column: Column | None) -> Callable[..., str]:
    """How far two claims lie apart: a ratio, or days."""

    def text(value: float | None, measure: str | None) -> str:
        if value is None:
            return ""
        return f"×{value:.2f}" if measure == "ratio" else word("days", reader.language, f"{value:.0f}")

    return text


def _written(name: str) -> Sequence[str]:
    return [written_in(name, language) for language in LANGUAGES]


def _own(name: str) -> Sequence[str]:
    return (name,)


def _month(reader: Reader, column: Column | None) -> Callable[..., str]:
    """A date no finer than its month: that in which it ends."""
    return lambda date: "" if date is None else visible(_DAY.sub(r"\1", date.rpartition("..")[2] or date))


def _aged(reader: Reader, column: Column | None) -> Callable[..., str]:
    """A date, and whether what is of it is old."""

    def text(date: str | None, stale: bool) -> str:
        told = shortened(date or "")
        return visible(word("aged", reader.language, told) if told and stale else told)

    return text


def shortened(date: str) -> str:
    """An interval with what both ends begin with told once: `2025-12-08..14`, `2025-08-26..09-09`."""
    start, dots, end = date.partition("..")
    parts, others = start.split("-"), end.split("-")
    if len(parts) != len(others) or not dots:
        return date
    same = next((n for n, (one, other) in enumerate(zip(parts, others, strict=True)) if one != other), 0)
    return f"{start}..{'-'.join(others[same:])}"


_UNDER = "└ "
"""Stands before the name of a row that is folded under another one."""


def _headed(reader: Reader, column: Column | None) -> Callable[..., str]:
    def text(entity: str, headline: bool) -> str:
        return visible(f"{'' if headline else _UNDER}{reader.names.both(entity, reader.language)}")

    return text


def _when(reader: Reader, column: Column | None) -> Callable[..., str]:
    """A date; an interval of which only one end is known as a bound: `≤2026-06-20`."""

    def text(date: str | None) -> str:
        start, dots, end = (date or "").partition("..")
        if dots and not (start and end):
            return visible(f"≤{end}" if end else f"≥{start}")
        return visible(shortened(date or ""))

    return text


def _country(reader: Reader, column: Column | None) -> Callable[..., str]:
    def text(code: str | None) -> str:
        place = (code or "").lower()
        return visible(reader.names.name(place, reader.language) if place in reader.names else code or "")

    return text


def _more(reader: Reader, column: Column | None) -> Callable[..., str]:
    return lambda number: f"+{number}" if number else ""


_DAY = re.compile(r"^(\d{4}-\d{2})-\d{2}$")

CELLS: dict[str, Cell] = {
    "text": Cell(_own, _text, as_it_is=True),
    "word": Cell(_own, _word, coded=True),
    "name": Cell(_own, _both, sort=by_name, coded=True),
    "entity": Cell(_own, _name, sort=by_name, coded=True),
    "names": Cell(_own, _names, coded=True),
    "moved": Cell(lambda n: (n, *LATER), _moved, sort=by_name, coded=True, otherwise="entity"),
    "choice": Cell(_own, _choice, sort=by_rank, coded=True),
    "date": Cell(_own, _text, whole=True, sort=by_order, as_it_is=True),
    "aged": Cell(lambda n: (n, "stale"), _aged, whole=True, sort=by_order, otherwise="date"),
    "headed": Cell(lambda n: (n, "headline"), _headed, sort=by_name, coded=True, otherwise="name"),
    "more": Cell(_own, _more, right=True),
    "when": Cell(_own, _when, whole=True, sort=by_order),
    "country": Cell(_own, _country, coded=True),
    "month": Cell(_own, _month, whole=True, sort=by_order),
    "number": Cell(_own, _count, right=True),
    "change": Cell(lambda n: (n, "previous"), _change, right=True),
    "usd": Cell(lambda n: (n, "currency", "amount_qualifier", f"amount{STANDING}"), _usd, right=True),
    "sum": Cell(_own, _sum, right=True),
    "money": Cell(
        lambda n: (n, f"{n}_currency", f"{n}_qualifier"),
        _figure(("currency", "qualifier")),
        right=True,
        sort=lambda n: (f"{n}_usd", n),
        units=lambda n: (f"{n}_currency",),
    ),
    "counted": Cell(lambda n: (n, f"{n}_qualifier"), _figure(("qualifier",)), right=True),
    "trend": Cell(lambda n: TREND_INPUTS, _trend, whole=True, sort=lambda _: ("points",)),
    "told": Cell(_written, _told, coded=True),
    "side": Cell(_written, _told, right=True, sort=lambda n: (f"{n}_value", n), coded=True),
    "spread": Cell(lambda n: (n, f"{n}_in"), _spread, right=True, sort=lambda n: (n,)),
    "marks": Cell(lambda n: ("witnesses", "rivals"), _marks, whole=True, sort=lambda _: ("rivals", "witnesses")),
}


OF_TABLE: dict[str, Callable[[Table], Cell]] = {"who": who_cell, "event": event_cell}
"""Kinds of cells that draw more of a table than their own column."""


def standing_cell(cell: Cell) -> Cell:
    """How a part of a fact is drawn: as its cell is, behind the mark of how it stands."""

    def write(reader: Reader, column: Column | None) -> Callable[..., str]:
        plain = cell.write(reader, column)

        def text(*given: Any) -> str:
            return marked(plain(*given[:-1]), given[-1])

        return text

    return cell._replace(inputs=lambda n: (*cell.inputs(n), f"{n}{STANDING}"), write=write, as_it_is=False)


def figure_cell(table: Table, f: Part) -> Cell:
    """How the figure of a field is drawn, as its table describes it."""
    drawn_from = table.drawn_from(f)
    return Cell(
        lambda n: (n, *drawn_from.values()),
        _figure([*drawn_from], table.forms),
        right=True,
        sort=lambda n: (f"{n}_usd", n),
        units=lambda n: tuple(drawn_from[part] for part in ("unit", "currency") if part in drawn_from),
    )


BY_TYPE = {
    "entity": "entity",
    "entities": "names",
    "enum": "choice",
    "enums": "choice",
    "date": "date",
    "country": "country",
    "number": "number",
    "money": "number",
}
"""The kind of cell for a column of the data whose view names none."""
