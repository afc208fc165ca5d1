"""Keys: columns by which a table is sorted and searched as it is drawn."""

from __future__ import annotations

import pytest

from tui.cells.cell import Reader
from tui.cells.columns import shown_columns, shown_fields
from tui.cells.keys import NAME_KEY, ORDER, RANK, TEXT
from tui.corpus.lens import Lens
from tui.text.dates import sort_key


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_key_is_what_it_stands_for(shipped: Lens, language: str) -> None:
    reader = Reader("zh" if language == "zh" else "en", shipped.names)
    endings: set[str] = set()
    for name in shipped.corpus.tabs:
        table, frame = shipped.table(name), shipped.shown(name)
        assert table.view is not None
        columns = shown_columns(table.view.columns, table, reader, shipped.table)
        fields, keys = shown_fields(table.view.columns, table, reader, shipped.table, frame)
        assert [field.name for field in fields] == [column.name for column in columns]
        assert {key for field in fields for key in (*field.sort_by, field.search_by) if "\x1f" in key} == keys.keys()
        for column, field in zip(columns, fields, strict=True):
            assert field.title == column.title
            for key in (*field.sort_by, field.search_by):
                if key not in keys:
                    assert key in frame.columns
                    continue
                ending, made = key.removeprefix(field.name), keys[key]()
                endings.add(ending)
                assert made.name == key
                if ending == TEXT:
                    drawn = column.draw(frame)
                    assert made.to_list() == (drawn if field.stored else [text or None for text in drawn])
                    continue
                for cell, value in zip(frame[field.name], made, strict=True):
                    match ending:
                        case "\x1fname":
                            expected = cell and reader.names.name(cell, reader.language).casefold()
                        case "\x1forder":
                            expected = cell and sort_key(cell)
                        case _:
                            expected = value
                    assert value == expected
    assert endings == {NAME_KEY, ORDER, RANK, TEXT}


def test_terms_stand_in_the_order_of_their_list(shipped: Lens) -> None:
    reader = Reader("en", shipped.names)
    table, frame = shipped.table("deals"), shipped.shown("deals")
    assert table.view is not None
    _, keys = shown_fields(table.view.columns, table, reader, shipped.table, frame)
    ids = [choice.id for choice in table.column("round").choices]
    assert keys["round" + RANK]().to_list() == [ids.index(cell) if cell else None for cell in frame["round"]]
