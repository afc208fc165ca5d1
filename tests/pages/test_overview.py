"""What stands on the first screen, and that it is what a reader may take it for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tui.ask.answering import answer_to
from tui.ask.answers import Refusal
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.document import plain_line
from tui.pages.overview import overview
from tui.pages.overview.funding import to_date
from tui.pages.overview.moves import Moves
from tui.pages.overview.race import ChinaRace, WorldRace
from tui.pages.overview.rounds import Rounds
from tui.pages.overview.start import TRIES, Tries
from tui.pages.panel import Panel, Room
from tui.storage import own


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def lines(panel: Panel, lens: Lens, width: int = 90) -> list[str]:
    return [plain_line(line) for line in panel.draw(Room(width, 40, Reader("en", lens.names)))]


@pytest.mark.parametrize("race", [ChinaRace, WorldRace])
def test_a_race_is_run_by_what_is_of_one_time_and_the_rest_is_behind_it(shipped: Lens, race: type[ChinaRace]) -> None:
    rows = lines(race(shipped), shipped)
    stale = ["(stale)" in row for row in rows]
    assert any(stale)
    assert stale == sorted(stale)
    limit = shipped.policy.months_stale
    years = [int(row.split()[-2 if "(stale)" in row else -1][:4]) for row in rows]
    assert all(
        shipped.last_day.year - year <= 1 + limit // 12 for year, old in zip(years, stale, strict=True) if not old
    )


def test_a_race_in_china_is_of_one_counter(shipped: Lens) -> None:
    assert ChinaRace(shipped)._leading()["counter"].n_unique() == 1


def test_a_round_says_closed_only_if_it_is(shipped: Lens) -> None:
    panel = Rounds(shipped)
    facts = panel._largest.head(40)
    rows = lines(panel, shipped)
    assert [row.split()[-1] for row in rows] == facts["status"].to_list()[: len(rows)]
    assert facts["amount_usd"].is_sorted(descending=True)
    # One currency: what was converted here says so.
    for row, currency in zip(rows, facts["currency"], strict=False):
        assert "$" in row
        assert ("¥" in row or "HK$" in row) is False
        assert currency == "USD" or "~$" in row


def test_a_role_within_one_house_is_no_move(shipped: Lens) -> None:
    moves, root = Moves(shipped)._moves, shipped.names.root
    assert moves.filter(pl.col("kind").is_in(["promotion", "role_change", "count"])).is_empty()
    for org, to_org in moves.select("org", "to_org").drop_nulls().iter_rows():
        assert root(org) != root(to_org)
    told = lines(Moves(shipped), shipped)
    for row, (org, to_org) in zip(told, moves.select("org", "to_org").iter_rows(), strict=False):
        assert ("→" in row) == (org is not None and to_org is not None)
        assert ("left " in row) == (to_org is None)


def test_no_time_is_told_twice_in_the_funding_of_years() -> None:
    def row(period: str, precision: int, start: str, end: str) -> dict[str, object]:
        return {"period": period, "precision": precision, "start": start, "end": end}

    frame = pl.DataFrame(
        [
            row("2025-Q1", 2, "2025-01-01", "2025-03-31"),
            row("2025-H1", 3, "2025-01-01", "2025-06-30"),
            row("2025-Q3", 2, "2025-07-01", "2025-09-30"),
            row("2024", 4, "2024-01-01", "2024-12-31"),
            row("2024-Q4", 2, "2024-10-01", "2024-12-31"),
            row("2023", 4, "2023-01-01", "2023-12-31"),
        ]
    ).with_columns(pl.col("start", "end").str.to_date())
    assert to_date(frame)["period"].to_list() == ["2023", "2024", "2025-H1", "2025-Q3"]


def test_a_newcomer_is_told_what_to_type_until_something_was_typed(lens: Lens) -> None:
    assert isinstance(overview(lens)[0], Tries)
    own.add_line("palette", "kimi")
    assert not any(isinstance(panel, Tries) for panel in overview(lens))


@pytest.mark.parametrize("line", [text for label, _ in TRIES for text in label])
def test_what_a_newcomer_is_told_to_type_is_answered(shipped: Lens, line: str) -> None:
    assert line.startswith(":")
    assert not isinstance(answer_to(line[1:], shipped), Refusal)
