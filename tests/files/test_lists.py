"""A column of lists is one by what its cells show, else text."""

from __future__ import annotations

import polars as pl
import pytest

from tui.files.inference import manner_of, with_types

LISTS = {
    "investors": ["a16z; Lightspeed", "a16z", "Sequoia; a16z", None],
    "Chinese": ["红杉中国、高瓴", "高瓴", "腾讯；红杉中国", "腾讯"],
    "bars": ["rock|pop", "pop|jazz", "jazz", "rock"],
    "no cell of one value": ["a; b", "b; c", "c; a"],
    "one list of what comes again": ["a; b", "a", "b"],
    "a mark at the end": ["a;", "a; b;", "b;"],
    "what is in brackets belongs to it": ["Alpha (US); Beta", "Beta", "Alpha (US)"],
}
TEXTS = {
    "sentences": ["It rained; we went home.", "It was late; nobody came.", "It rained."],
    "one list of which a part comes again": ["a; b", "a", "c"],
    "nothing that comes again": ["a; b", "c; d", "e; f"],
    "of a program": ["Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux i686)", "curl"],
    "markup": ["Q&amp;A", "R&amp;D", "Q&amp;A and R&amp;D"],
    "figures": ["48.1; 11.5", "48.1; 11.6", "48.2; 11.5"],
    "commas": ["San Francisco, CA", "Los Angeles, CA", "Portland, OR"],
    "quotes": ['{"a": 1; "b"}', '{"a": 1; "c"}', '{"a": 1}'],
}


def reading(cells: list[str | None], kind: str = "") -> bool:
    return manner_of("column", pl.Series("column", cells, dtype=pl.String), kind=kind).listed


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_seen(name: str) -> None:
    assert reading(LISTS[name])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TEXTS)
def test_what_shows_no_lists_is_text(name: str) -> None:
    assert not reading(TEXTS[name])  # type: ignore[arg-type]


def test_a_person_says_that_it_is_text() -> None:
    assert not reading(LISTS["investors"], "text")  # type: ignore[arg-type]


def test_a_column_of_lists_is_told_and_stays_as_written() -> None:
    cells = pl.DataFrame({"investors": LISTS["investors"]})
    read = with_types(cells, pl.Series(range(2, 6)), {})
    assert read.frame["investors"].to_list() == LISTS["investors"]
    assert [str(notice) for notice in read.notices] == [
        "column investors: holds lists: frequencies, groups and filters take their values one by one"
    ]
