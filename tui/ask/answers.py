"""What a question is answer_to with, as values: figures, what is said otherwise, rows, and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tui.charts.series import Point
from tui.corpus.lens import Row
from tui.errors import EXIT_NO_MATCH
from tui.language.asking import UNSAID
from tui.language.label import Label

CHARTED = 6
"""Series that one chart compares."""


class Shown(NamedTuple):
    """A row of a table of claims, a fact or a claim, by one of its parts.

    Attributes:
        table: the name of its table.
        part: the part that is shown: value, amount, valuation, to_org …
        row: the row.
        note: what is said beside it.
    """

    table: str
    part: str
    row: Row
    note: Label | None = None

    def of(self, name: str) -> Any:
        """What the row says of its part: status, nature, flag, teller, source, printed, qualifier, claim."""
        own = self.row.get(f"{self.part}_{name}")
        if own is not None or f"{self.part}_{name}" in self.row:
            return own
        return self.row.get("id" if name == "claim" else name)

    @property
    def value(self) -> Any:
        return self.row.get(self.part)


class Curve(NamedTuple):
    """Points of one counter that are drawn as one line, and those that stand beside it."""

    name: str
    points: tuple[Point, ...]
    beside: tuple[Point, ...] = ()
    shown: Shown | None = None


class Answer(NamedTuple):
    """An answer.

    Attributes:
        about: the entities that it is about, by which it is titled.
        measure: what of them.
        figures: what answers; of a list its first rows.
        rivals, otherwise: what contradicts them, and what is counted, expected or rumoured beside them.
        rows: the rows that the answer rests on.
        curves: what is charted.
        tables: counted rows that are no claims: league tables.
        read_as, command: how the question was read, and the command that gives the rows.
        notes: what is said of the reading: slips, levels, periods.
        card: the entity whose card is the answer.
    """

    about: tuple[str, ...] = ()
    measure: Label = UNSAID
    figures: tuple[Shown, ...] = ()
    rivals: tuple[Shown, ...] = ()
    otherwise: tuple[Shown, ...] = ()
    rows: tuple[Shown, ...] = ()
    curves: tuple[Curve, ...] = ()
    league: tuple[Mapping[str, Any], ...] = ()
    read_as: Label = UNSAID
    command: str = ""
    notes: tuple[Label, ...] = ()
    card: str = ""
    path: bool = False


class Refusal(NamedTuple):
    """Why there is no answer, and what may have been meant; `bare` where the line is one name at most."""

    message: Label
    lines: tuple[Label, ...] = ()
    code: int = EXIT_NO_MATCH
    about: tuple[str, ...] = ()
    bare: bool = False
