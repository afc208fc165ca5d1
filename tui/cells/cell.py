"""A column ready to draw, and what a kind of cell is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from tui.charts.glyphs import BRAILLE, Glyphs
from tui.corpus.tables import Column

if TYPE_CHECKING:
    from tui.corpus.names import Names
    from tui.language.label import Label, Language
    from tui.text.numbers import Unit


class Reader(NamedTuple):
    """Who reads the cells: the language, the names in it, and what the terminal can draw.

    Attributes:
        units: how figures are written where that is not as the language does: `western` is K, M, B; `chinese` 万, 亿.
        currency: into which money is converted where its rows have it so; empty for none.
    """

    language: Language
    names: Names
    glyphs: Glyphs = BRAILLE
    units: Unit | None = None
    currency: str = ""

    @property
    def figures(self) -> Language:
        """The language in which figures are written."""
        return self.language if self.units is None else "zh" if self.units == "chinese" else "en"

    def label(self, label: Label) -> str:
        return label.text(self.language)


UNDECIDED = "?"
"""The mark of a column that is shown as text until all of its file is read."""
READ_OTHERWISE = "*"
"""The mark of a column whose cells were read otherwise than they are written."""


class ShownColumn(NamedTuple):
    """A column of a view, ready to draw; what queries know of it is its field.

    Attributes:
        name: the column of the frame, by which queries call it.
        inputs: the columns of the frame that `draw` reads.
        draw: the texts of a frame's rows; the frame is bounded, a page.
        coded: whether values are ids and codes, which mean something only as they are drawn.
        undecided: whether it is shown as text until all of its file is read; the header has a mark for it.
        rule: how its cells were read, where that is otherwise than they are written; the header has a mark for it.
        least: so many cells it gives way to, that columns behind it may be seen; 0 for none.
        further: whether no other gives way to it.
        whole: left out where it would have to be cut: half a figure or half a trend misleads.
    """

    name: str
    title: str
    width: int
    right: bool
    whole: bool
    inputs: tuple[str, ...]
    draw: Callable[[pl.DataFrame], list[str]]
    coded: bool = False
    rule: str = ""
    undecided: bool = False
    least: int = 0
    further: bool = False

    @property
    def mark(self) -> str:
        """What stands behind its title in a header."""
        if self.undecided:
            return UNDECIDED
        return READ_OTHERWISE if self.rule else ""


def drawn_by(inputs: Sequence[str], text: Callable[..., str]) -> Callable[[pl.DataFrame], list[str]]:
    """Draws each row from its values in `inputs`."""

    def draw(frame: pl.DataFrame) -> list[str]:
        return [text(*values) for values in zip(*(frame[name].to_list() for name in inputs), strict=True)]

    return draw


Others = Callable[[str], tuple[str, ...]]
"""The other columns that go with a column, by its name."""


def _none(name: str) -> tuple[str, ...]:
    return ()


WriteCell = Callable[[Reader, Column | None], Callable[..., str]]
"""Makes, for a reader and a column, what writes a cell from its inputs."""


class Cell(NamedTuple):
    """A kind of cell: the columns it reads, how it is written, by which columns it sorts.

    Attributes:
        sort: the columns that sort by one of this kind, keys among them; none for the column itself.
        units: the columns that hold the unit or currency of each value.
        as_it_is: whether what is drawn is the text of the cell itself.
        otherwise: the kind of cell that stands for it where rows lack some of its columns.
    """

    inputs: Callable[[str], Sequence[str]]
    write: WriteCell
    right: bool = False
    whole: bool = False
    sort: Others = _none
    units: Others = _none
    coded: bool = False
    as_it_is: bool = False
    otherwise: str = ""
