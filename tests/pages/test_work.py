"""What a page costs: it looks at the rows of its own fact, however large the corpus."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tui.cells.cell import Reader
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.pages.fact import fact_page
from tui.pages.panel import Room, stacked

READING = ("filter", "select", "with_columns", "join", "group_by", "sort", "unique", "iter_rows", "rows", "to_dicts")
PAGES = (
    ("deals", "openai-2025-03"),
    ("users", "deepseek|mau||average|app|cn|2025-02|people"),
    ("departures", "duan-nan--stepfun"),
)
MORE = 400


def _grown(folder: Path) -> Path:
    """Other companies' deals, other products' figures, and their sources, many of each."""
    for name, line in (
        ("entities", "zz-{n:04},company,Zz {n},,,,,,,"),
        ("sources", "zz{n:04},acme-press,Zz {n},,2025-01-01,printed,https://example.org/zz{n},en,article,,"),
        ("deals", "zz-{n:04}-2025,zz-{n:04},funding,,2025-02,reported,5,,USD,round,,,,,,,,,reported,actual,exact,,"
         "named_press,zz{n:04},,,high,,"),
        ("users", "zz-{n:04},mau,,average,app,cn,2025-02,5,,people,,,reported,actual,exact,,panel,zz{n:04},,,high,,"),
    ):  # fmt: skip
        path = folder / f"{name}.csv"
        more = [line.format(n=number) for number in range(MORE)]
        path.write_text(path.read_text(encoding="utf-8") + "\n".join(more) + "\n", encoding="utf-8")
    return folder


def _touched(lens: Lens, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each page, the rows of all frames that are read while it is made, once all is at hand."""
    room = Room(60, 24, Reader("en", lens.names))
    for name, key in PAGES:
        assert stacked(fact_page(lens, name, key), room)
    touched = 0
    with monkeypatch.context() as patch:
        for method in READING:
            plain = getattr(pl.DataFrame, method)

            def counting(self: pl.DataFrame, *given: object, plain=plain, **named: object) -> object:  # type: ignore[no-untyped-def]
                nonlocal touched
                touched += self.height
                return plain(self, *given, **named)

            patch.setattr(pl.DataFrame, method, counting)
        found = []
        for name, key in PAGES:
            touched = 0
            stacked(fact_page(lens, name, key), room)
            found.append(touched)
    return found


def test_a_page_reads_no_more_rows_of_a_larger_corpus(
    small: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Lens(Corpus(small))
    grown = Lens(Corpus(_grown(scratch)))
    assert grown.facts("deals").height == plain.facts("deals").height + MORE
    touched = _touched(plain, monkeypatch)
    assert max(touched) > 0
    assert _touched(grown, monkeypatch) == touched
