"""Money in yuan beside other currencies, for those who read Chinese."""

from __future__ import annotations

import pytest

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.beside import in_yuan, row_with_yuan
from tui.pages.document import plain_line
from tui.pages.overview import overview
from tui.pages.panel import Room, stacked
from tui.tables.corpus_sheets import corpus_sheets
from tui.tables.sheet import TableSheet
from tui.text.dates import bound_said

RATE = 0.139
"""US dollars for a yuan in February 2024."""


def _in_yuan(lens: Lens, reader: Reader) -> list[str]:
    table = lens.table("deals")
    part = table.parts[0]
    rows = [
        row for row in lens.facts("deals").iter_rows(named=True) if row["amount"] == 1e9 and row["currency"] == "USD"
    ]
    return [in_yuan(row_with_yuan(row, table, lens, reader), part, reader) for row in rows]


def test_a_deal_in_dollars_stands_in_yuan_at_the_rate_of_its_month(lens: Lens, chinese: Reader) -> None:
    assert _in_yuan(lens, chinese) == ["~71.9亿元+"]
    assert round(1e9 / RATE / 1e8, 1) == 71.9


def test_nobody_else_sees_yuan(lens: Lens, english: Reader, chinese: Reader) -> None:
    assert _in_yuan(lens, english) == [""]
    assert _in_yuan(lens, chinese._replace(currency="EUR")) == [""]


def test_what_is_printed_in_yuan_stays_so(lens: Lens, chinese: Reader) -> None:
    table = lens.table("deals")
    rows = [row for row in lens.facts("deals").iter_rows(named=True) if row["currency"] == "CNY"]
    assert rows
    assert {in_yuan(row_with_yuan(row, table, lens, chinese), table.parts[0], chinese) for row in rows} == {""}


@pytest.mark.parametrize(
    ("date", "chinese", "english"),
    [
        ("..2026-06", "不晚于2026-06", "..2026-06"),
        ("2026-06..", "不早于2026-06", "2026-06.."),
        ("2025..2026", "2025..2026", "2025..2026"),
        ("2026-06-20", "2026-06-20", "2026-06-20"),
    ],
)
def test_a_bound_is_said_in_words(date: str, chinese: str, english: str) -> None:
    assert (bound_said(date, "zh"), bound_said(date, "en")) == (chinese, english)


def test_sums_of_rounds_stand_in_the_currency_of_the_lens(lens: Lens) -> None:
    seen = lens.seen("CNY", None)
    rows = {row["company"]: row for row in seen.shown("companies").to_dicts()}
    rounds: dict[str, list[float | None]] = {}
    for deal in seen.facts("deals").filter(seen.policy.equity_round()).to_dicts():
        amount = deal["amount"] if deal["currency"] == "CNY" else deal["amount_seen"]
        rounds.setdefault(deal["company"], []).append(amount)
    assert any(None not in amounts for amounts in rounds.values())
    for company, amounts in rounds.items():
        told = rows[company]["rounds_usd_seen"]
        # One round without a rate of its month, and there is no sum.
        assert told == (None if None in amounts else pytest.approx(sum(one for one in amounts if one is not None)))
    # The lens leaves what others see as it is.
    assert "rounds_usd_seen" not in lens.shown("companies").columns


def test_the_money_of_companies_and_of_the_overview_says_its_currency(lens: Lens) -> None:
    seen, reader = lens.seen("CNY", None), Reader("en", lens.names, currency="CNY")
    sheet = next(sheet for sheet in corpus_sheets(seen, reader) if sheet.name == "companies")
    assert isinstance(sheet, TableSheet)
    titles = [column.title for column in sheet.model().columns]
    assert {"Valuation → CNY", "Last round → CNY", "Raised → CNY", "Σ rounds → CNY"} <= set(titles)
    drawn = "\n".join(map(plain_line, stacked(overview(seen), Room(80, 8, reader))))
    assert "twelve months, in yuan" in drawn
    assert "¥" in drawn.split("LARGEST ROUNDS")[1].split("\n\n")[0]
