"""The columns of an export read one by one, each as a whole: its date order, its decimal comma, its closed values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from tui.corpus.tables import Column, Table
from tui.importing import cells
from tui.importing.cells import DayFirst, Figure, Unread
from tui.importing.headers import HeaderMeaning
from tui.importing.mapping import Given, Mapped
from tui.importing.words import Rules, Target, ValueWords, plain_word
from tui.language.label import Label
from tui.language.words import label

ReadCell = str | Figure | tuple[str, ...] | None
"""A cell as it was read; None where it holds no value."""
_EXAMPLES = 3


class ReadColumn(NamedTuple):
    """A column of a file as it was read.

    Attributes:
        header: what it is called in the file.
        meant: the column of the corpus that it is.
        type: the type of that column.
        cells: of each row.
        texts: as they are written.
        wrong: why a cell could not be read, by the place of its row.
        doubts: what is doubtful about one that was.
        orders: of dates, the order of day and month by the mark between them.
        also: the closed values of another column that its cells say too.
    """

    header: str
    meant: HeaderMeaning
    type: str
    cells: Sequence[ReadCell]
    texts: Sequence[str | None]
    wrong: Mapping[int, Label]
    doubts: Mapping[int, Label]
    orders: Mapping[str, DayFirst] = {}
    also: Sequence[str | None] = ()

    @property
    def read(self) -> int:
        """How many cells hold a value that was read."""
        also = self.also or [None] * len(self.cells)
        pairs = zip(self.cells, also, strict=True)
        return sum((cell is not None and cell != Figure()) or other is not None for cell, other in pairs)

    def undecided(self) -> list[str]:
        """The dates that may be two, as they are written."""
        found = (self.texts[row] for row, why in self.wrong.items() if why == label("import.two_orders"))
        return [text for text in found if text]

    def examples(self) -> list[tuple[str, ReadCell]]:
        """Three distinct texts and what each was read as."""
        found: dict[str, ReadCell] = {}
        for text, cell in zip(self.texts, self.cells, strict=True):
            if text and cell is not None and cell != Figure() and text not in found:
                found[text] = cell
                if len(found) == _EXAMPLES:
                    break
        return [*found.items()]


def read_columns_of(
    texts: Mapping[str, Sequence[str | None]], how: Mapped, target: Target, table: Table, rules: Rules, given: Given
) -> list[ReadColumn]:
    """The mapped columns of a file, read."""
    return [_read(header, meant, texts[header], target, table, rules, given) for header, meant in how.columns]


def _read(
    header: str,
    meant: HeaderMeaning,
    texts: Sequence[str | None],
    target: Target,
    table: Table,
    rules: Rules,
    given: Given,
) -> ReadColumn:
    column = table.column(meant.column)
    distinct = [text for text in dict.fromkeys(texts) if text is not None and not cells.holds_nothing(text)]
    in_money = column.type == "money" or "currency" in table.names
    orders: dict[str, DayFirst] = {}
    if column.type == "date":
        shown = cells.orders(distinct)
        orders = {mark: given.day_first if order is None else order for mark, order in shown.items()}
    # The same text is read once.
    read = lru_cache(maxsize=1 << 16)(_reading(column, in_money, meant, distinct, orders, target, rules, given))
    values: list[ReadCell] = []
    wrong: dict[int, Label] = {}
    doubts: dict[int, Label] = {}
    for row, text in enumerate(texts):
        if text is None or not text.strip():
            values.append(None)
            continue
        try:
            cell = read(text)
        except Unread as error:
            wrong[row] = error.reason
            cell = None
        if isinstance(cell, Figure) and cell.doubt is not None:
            doubts[row] = cell.doubt
        values.append(cell)
    also: Sequence[str | None] = ()
    for other, of in target.also.items():
        if of == meant.column:
            words = _words(table.column(other), target, given)
            more = target.values.get(other, ValueWords())
            also = [None if text is None else cells.choice_of(text, words, more) for text in texts]
            # What says the other column alone is no mistake of this one.
            wrong = {row: why for row, why in wrong.items() if also[row] is None}
    return ReadColumn(header, meant, column.type, values, texts, wrong, doubts, orders, also)


def _words(column: Column, target: Target, given: Given) -> dict[str, str]:
    words = cells.choice_words(column, target.values.get(column.name, ValueWords()))
    said = {plain_word(word): value for word, value in given.values.get(column.name, {}).items()}
    return {**words, **said}


def _reading(
    column: Column,
    money: bool,
    meant: HeaderMeaning,
    distinct: Iterable[str],
    orders: Mapping[str, DayFirst],
    target: Target,
    rules: Rules,
    given: Given,
) -> Callable[[str], ReadCell]:
    match column.type:
        case "money" | "number":
            comma = cells.comma_divides(distinct)
            return partial(cells.read_figure, rules=rules, unit=meant.unit, decimal_comma=comma, money=money)
        case "date":
            return partial(_date, order=orders)
        case "enum":
            words = {**_words(column, target, given), **target.codes.get(meant.word, {})}
            return partial(_choice, column=column, words=words, more=target.values.get(column.name, ValueWords()))
        case "entities":
            return partial(_names, rules=rules, commas=column.name not in rules.whole)
        case "currency":
            return _code
    return _plain


def _date(text: str, order: Mapping[str, DayFirst]) -> ReadCell:
    return None if cells.holds_nothing(text) else cells.day_of(text, order)


def _choice(text: str, column: Column, words: Mapping[str, str], more: ValueWords) -> ReadCell:
    found = cells.choice_of(text, words, more)
    if found is None and not cells.holds_nothing(text):
        raise Unread(of_column("import.no_choice", column))
    return found


def of_column(key: str, column: Column) -> Label:
    """What is told of a column, in both languages."""
    return Label(label(key, column.name).en, label(key, column.title.zh).zh)


def _names(text: str, rules: Rules, commas: bool) -> ReadCell:
    return tuple(cells.divided_names(text, rules, commas=commas)) or None


def _code(text: str) -> ReadCell:
    return None if cells.holds_nothing(text) else cells.currency_code(text)


def _plain(text: str) -> ReadCell:
    return None if cells.holds_nothing(text) else "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
