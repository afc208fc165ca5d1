"""The filter under which a table is opened: before those of a line, unless it speaks of the same."""

from __future__ import annotations

import pytest

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.corpus.tables import ANY_ROW, First
from tui.query.query import Condition
from tui.query.reading import read_filter
from tui.tables.corpus_sheets import corpus_sheets
from tui.tables.first import with_first
from tui.tables.of_corpus import corpus_dataset
from tui.tables.sheet import TableSheet

OPEN = Condition("is", "=", "open")


@pytest.mark.parametrize(
    ("line", "first"),
    [("", True), ("openai", True), ("table:users", True), ("class:restated", False), ("-is:flagged", False)],
)
def test_a_line_takes_its_place_where_it_speaks_of_the_same(
    lens: Lens, english: Reader, line: str, first: bool
) -> None:
    table = lens.table("disputes")
    schema = corpus_dataset(lens, "disputes", lens.shown("disputes"), english).schema
    read = read_filter(line, schema).filters
    assert with_first(table.first, read, schema) == ((OPEN, *read) if first else read)


def test_other_tables_have_none(lens: Lens, english: Reader) -> None:
    assert lens.table("deals").first == ANY_ROW == First()
    schema = corpus_dataset(lens, "deals", lens.shown("deals"), english).schema
    assert with_first(ANY_ROW, (), schema) == ()


def test_a_tab_opens_under_it_and_may_be_widened(shipped: Lens) -> None:
    reader = Reader("en", shipped.names)
    sheet = next(sheet for sheet in corpus_sheets(shipped, reader) if sheet.name == "disputes")
    assert isinstance(sheet, TableSheet)
    model = sheet.model()
    assert model.view.query.filters == (OPEN,)
    opened = model.count
    assert model.put_away_filters()
    assert model.count == shipped.disputes.height > opened
