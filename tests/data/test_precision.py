"""Every figure of the corpus that ships, as its tables show it: to the last digit, or cut and said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
import pytest

from tests.conftest import CLAIMED
from tui.cells.cell import Reader
from tui.cells.columns import shown_columns
from tui.cells.marks import STANDS
from tui.corpus.lens import Lens
from tui.corpus.tables import Part, Table
from tui.language.label import Language
from tui.pages.stated import figure_of
from tui.text.figures import SILENT, cut_figure
from tui.text.read_numbers import number
from tui.text.visible import visible
from tui.text.widths import cell_width
from tui.widgets.column_layout import Wanted, lay_out

LANGUAGES = ("en", "zh")
COLUMNS_OF_COMPANIES = ("raised", "valuation", "users")


def _unmarked(text: str) -> str:
    """A figure without the mark of what does not hold."""
    return text[2:] if text[:1] in STANDS.values() and text[1:2] == " " else text


def _stated(text: str) -> list[float]:
    """The numbers that a drawn figure states: one, or the two ends of a range."""
    ends = _unmarked(text).lstrip("~≤≥").removesuffix("+").split("–")
    # In Chinese the currency of a range stands once; as a number it is the same without.
    found = [number(end.removesuffix("×")) for end in ends]
    assert None not in found, text
    return [end.value for end in found if end]


def _drawn(lens: Lens, table: Table, frame: pl.DataFrame, name: str, language: Language) -> tuple[list[str], int]:
    """A column of figures as the table draws it, and its width there."""
    assert table.view is not None
    view = next((view for view in table.view.columns if view.name == name), None)
    if view is None:
        rows = frame.iter_rows(named=True)
        return [figure_of(table, row, name, Reader(language, lens.names)) for row in rows], 0
    column = shown_columns([view], table, Reader(language, lens.names), lens.table)[0]
    return column.draw(frame), column.width


def _figures(lens: Lens, name: str, language: Language) -> Iterator[tuple[Part, Mapping[str, Any], str, int]]:
    """The figures of all claims and of all that is shown of a table: field, row, text, width of the column."""
    table = lens.table(name)
    for f in (f for f in table.parts if f.match == "interval"):
        for frame in (lens.claims(name), lens.facts(name), lens.shown(name)):
            texts, width = _drawn(lens, table, frame, f.name, language)
            yield from ((f, row, text, width) for row, text in zip(frame.iter_rows(named=True), texts, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CLAIMED)
def test_every_figure_reads_back_as_it_was_stated(shipped: Lens, name: str, language: Language) -> None:
    seen = 0
    for f, row, text, _ in _figures(shipped, name, language):
        value, high = row[f.name], row[f.high] if f.high else None
        if value is None:
            continue
        seen += 1
        assert _stated(text) == ([value] if high is None else [value, high]), row["key"]
        assert _unmarked(text).startswith("~") == (row[f"{f.name}_qualifier"] == "approx"), row["key"]
    assert seen > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_company_reads_back(shipped: Lens, language: Language) -> None:
    table, frame = shipped.table("companies"), shipped.shown("companies")
    for name in COLUMNS_OF_COMPANIES:
        texts, _ = _drawn(shipped, table, frame, name, language)
        for value, text in zip(frame[name], texts, strict=True):
            assert (_stated(text) if text else []) == ([] if value is None else [value])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CLAIMED)
def test_a_figure_that_is_cut_says_so_and_keeps_its_unit(shipped: Lens, name: str, language: Language) -> None:
    for f, row, text, _ in _figures(shipped, name, language):
        if row[f.name] is None:
            continue
        whole, unit = re.sub(r"[^\d.]", "", text), re.sub(r"[\d.,]+", "…", text)
        for width in range(1, cell_width(text)):
            shown = cut_figure(text, width)
            assert cell_width(shown) <= width
            assert "…" in shown
            if "–" not in text:
                assert whole.startswith(re.sub(r"[^\d.]", "", shown)), (text, shown)
                assert shown == "…" or re.sub(r"[\d.,]*…", "…", shown) == unit, (text, shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CLAIMED)
def test_columns_have_room_for_what_is_common(shipped: Lens, name: str, language: Language) -> None:
    drawn = [(text, width) for _, row, text, width in _figures(shipped, name, language) if text and width]
    fitting = sum(cell_width(text) <= width for text, width in drawn)
    # A count of people stands in the column of names, which says whom.
    assert not drawn or fitting / len(drawn) > 0.98


@pytest.mark.parametrize("name", CLAIMED)
def test_what_was_left_vague_is_shown_as_it_was_printed(shipped: Lens, name: str) -> None:
    first = shipped.table(name).parts[0]
    for f, row, text, _ in _figures(shipped, name, "zh"):
        if row[f.name] is None and row[f"{f.name}_qualifier"] == "vague":
            printed = row[f"{f.name}_printed"]
            assert _unmarked(text) == (visible(printed) if printed else SILENT["vague"]["zh"])
        if row[f.name] is None and f is not first:
            assert text == ""


@pytest.mark.parametrize("name", [*CLAIMED, "companies"])
def test_eighty_columns_show_the_name_and_the_figure(shipped: Lens, name: str) -> None:
    table = shipped.table(name)
    assert table.view is not None
    columns = table.view.columns
    figure = "valuation" if name == "companies" else table.parts[0].name
    number = next((n for n, column in enumerate(columns) if column.name == figure), 0)
    # Every column as wide as it ever gets without being drawn wider.
    layout = lay_out(
        len(columns),
        lambda n: Wanted(columns[n].width, whole=n > 0, least=columns[n].least, further=columns[n].further),
        table.view.frozen,
        0,
        0,
        80,
    )
    assert {0, number} <= {place.column for place in layout.places}
    place = layout.of(number)
    assert place is not None
    assert place.width >= (columns[number].least or columns[number].width)
