"""What claims state as short texts, and a dispute as a line of arithmetic: `145.5M / 190M+ = 0.77`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tui.corpus.money import SEEN, SEEN_HIGH
from tui.corpus.names import Names
from tui.corpus.tables import UNIT, Part, Table
from tui.language.label import Language
from tui.language.words import listed, word
from tui.text.figures import converted, figure
from tui.text.numbers import full
from tui.text.visible import visible

_Row = Mapping[str, Any]
_SAME = 0.005
"""Ratios nearer to 1 than this are written with one digit more."""


def stated_figure(table: Table, row: _Row, name: str, language: Language, currency: str = "") -> str:
    """A figure of a row, with its unit and how sure it is; in a currency where the row has it converted."""
    part = table.figure(name)
    assert part is not None
    seen = row.get(f"{name}{SEEN}")
    if seen is not None and currency:
        high = row.get(f"{name}{SEEN_HIGH}")
        return converted(seen, language, row.get(f"{name}_qualifier"), currency=currency, high=high)
    given = {drawn: row.get(column) for drawn, column in table.drawn_from(part).items()}
    form = table.forms.get(given.pop(UNIT, None) or "", "")
    growth = bool(given.pop("growth", None))
    return figure(row[name], language, form=form, growth=growth, **given)


class Speller(NamedTuple):
    """Writes what claims of one table state, in one language."""

    table: Table
    names: Names
    language: Language

    def value(self, name: str, cell: str | None) -> str:
        """A cell that is no figure: names of entities, a closed value in words, a date."""
        if cell is None:
            return ""
        column = self.table.column(name)
        if column.type in ("entity", "entities"):
            return visible(listed((self.names.name(one, self.language) for one in cell.split(";")), self.language))
        return visible(column.choice(cell, self.language))

    def stated(self, part: Part, claim: _Row) -> str:
        """What a claim states of a part."""
        if part.match == "interval":
            return stated_figure(self.table, claim, part.name, self.language)
        return self.value(part.name, claim[part.name])

    def teller(self, claim: _Row) -> str:
        """Who states it."""
        return visible(self.names.name(claim["teller"], self.language))

    def word(self, key: str, *parts: str) -> str:
        """A word of the screen."""
        return word(f"dispute.{key}", self.language, *parts)


def days_apart(one: _Row, other: _Row) -> int | None:
    """The days between two dates that are known."""
    ends = [one["start"], one["end"], other["start"], other["end"]]
    if not all(isinstance(end, date) for end in ends):
        return None
    return max(0, int((other["start"] - one["end"]).days), int((one["start"] - other["end"]).days))


def compared_line(speller: Speller, part: Part, shown: _Row, rival: _Row, spread: float | None, how: str) -> str:
    """Two claims of one part, beside each other: `$730M / $674.3M = 1.08`."""
    one, other = speller.stated(part, shown), speller.stated(part, rival)
    if how == "computed":
        other = speller.word("computed", other)
    match part.match:
        case "interval":
            text = f"{one} / {other}"
            text += "" if spread is None else f" = {spread:.3f}" if 0 < abs(spread - 1) < _SAME else f" = {spread:.2f}"
        case "near":
            text = speller.word("days", one, other, "?" if spread is None else f"{spread:.0f}")
        case _:
            text = f"{one} ≠ {other}"
    return text


def above_line(speller: Speller, how: str, low: _Row, high: _Row) -> str:
    """A part above its whole, each with what tells the two apart: `270M+ app > 200M all channels`."""
    part = speller.table.parts[0]
    column = speller.table.date if how in ("total", "sum", "peak") else how
    one, other = (f"{speller.stated(part, row)} {speller.value(column, row[column])}" for row in (low, high))
    return f"{one} > {other}"


def made_line(speller: Speller, whole: _Row, made: float, number: int) -> str:
    """A whole beside what its parts make together: `Σ 2 = 2,537 ≠ 2,772`."""
    part = speller.table.parts[0]
    together = stated_figure(speller.table, {**whole, part.name: made, f"{part.name}_qualifier": None}, part.name,
                             speller.language)  # fmt: skip
    period = speller.value(speller.table.date, whole[speller.table.date])
    return speller.word("parts", f"{number}", together, f"{speller.stated(part, whole)} {period}")


def shares_line(values: Sequence[float]) -> str:
    """Shares of one whole and what they make: `62 + 44 = 106 % > 100 %`."""
    return f"{' + '.join(map(full, values))} = {full(sum(values))} % > 100 %"
