"""Keep or drop the value under the cursor, on every cell of the tables that ship: the filter, its line, its rows."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from tests.conftest import TABLES
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Language
from tui.query.query import Condition, Operator, Query
from tui.query.reading import read_filter
from tui.query.writing import written
from tui.tables import here
from tui.tables.model import TableModel
from tui.tables.of_corpus import corpus_dataset
from tui.tables.scope import EVERY_ROW
from tui.tables.view import ALL_DIVISIONS, View


class Asked(NamedTuple):
    """A cell, and what keeps and what drops its value."""

    row: int
    keep: Condition
    drop: Condition


@cache
def table(shipped: Lens, name: str, language: Language) -> TableModel:
    reader = Reader(language, shipped.names)
    every_row = View(frozen=0, division=ALL_DIVISIONS, unfolded=(EVERY_ROW,))
    return TableModel(corpus_dataset(shipped, name, shipped.shown(name), reader), 0, every_row)


@cache
def asked(model: TableModel, column: int) -> list[Asked]:
    """Every cell of a column, each condition once."""
    found: dict[Condition, Asked] = {}
    for row in range(model.count):
        model.cursor = model.cursor._replace(row=row, column=column)
        keep = here.condition_at(model, model.cursor.row, model.column.name, True)
        assert keep is not None
        if keep not in found:
            drop = here.condition_at(model, model.cursor.row, model.column.name, False)
            assert drop is not None
            found[keep] = Asked(row, keep, drop)
    return list(found.values())


def kind(given: Asked) -> tuple[object, ...]:
    """What makes two cells of a column alike: how they are compared, and the signs in them."""
    text = str(given.keep.value)
    return given.keep.operator, type(given.keep.value), frozenset(c for c in text if not c.isalnum()), text.isascii()


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", TABLES)
def test_what_a_cell_asks_for_is_written_and_read_back(shipped: Lens, name: str, language: Language) -> None:
    model = table(shipped, name, language)
    for column in range(len(model.columns)):
        for cell in asked(model, column):
            both = (cell.keep, cell.drop)
            line = written(both, model.dataset.schema.meanings)
            assert read_filter(line, model.dataset.schema).filters == both, line


@pytest.mark.parametrize("name", TABLES)
def test_keep_holds_the_row_and_drop_all_the_others(shipped: Lens, name: str) -> None:
    model = table(shipped, name, "en")
    engine = model.dataset.engine

    def rows(given: Condition) -> set[int]:
        found = engine.index(Query((given,)))
        assert found is not None
        return set(found)

    for column in range(len(model.columns)):
        cells = list({kind(cell): cell for cell in asked(model, column)}.values())
        for cell in cells:
            kept, dropped = rows(cell.keep), rows(cell.drop)
            assert cell.row in kept, cell
            assert not kept & dropped, cell
            assert kept | dropped == set(range(model.count)), cell


@pytest.mark.parametrize("operator", ["drawn", "undrawn", "contains", "lacks", "matches"])
def test_a_text_is_never_written_as_a_figure(shipped: Lens, operator: Operator) -> None:
    model = table(shipped, "deals", "en")
    for column in model.columns:
        for text in ("≤$4B", "5e9", "~30%", "10亿美元+"):
            given = Condition(column.name, operator, text)
            assert read_filter(written((given,), model.dataset.schema.meanings), model.dataset.schema).filters == (
                given,
            )


def test_a_list_is_kept_as_it_is_drawn_and_one_name_by_its_meaning(shipped: Lens) -> None:
    model = table(shipped, "deals", "en")
    ids = shipped.shown("deals")["investors"]
    cells = asked(model, [column.name for column in model.columns].index("investors"))
    operators = {(ids[cell.row] is not None, ";" in (ids[cell.row] or "")): cell.keep.operator for cell in cells}
    assert operators == {(True, True): "drawn", (True, False): "=", (False, False): "null"}
