"""The first screen: what a newcomer should see, each line a door to the rows behind it."""

from __future__ import annotations

from typing import Final

from tui.corpus.lens import Lens
from tui.language.words import label
from tui.pages.overview.disputes import Disputes
from tui.pages.overview.funding import FundingByRegion, FundingByYear
from tui.pages.overview.moves import Moves
from tui.pages.overview.news import News
from tui.pages.overview.race import ChinaRace, WorldRace
from tui.pages.overview.rounds import Rounds
from tui.pages.overview.start import Start, Tries
from tui.pages.overview.watched import Watched
from tui.pages.panel import Panel
from tui.pages.tab import Tab
from tui.storage import own, watching

PANELS: Final = (
    *(Watched, News, ChinaRace, Rounds, WorldRace, Moves),
    *(FundingByYear, Disputes, FundingByRegion, Start),
)
"""In the order in which they take their places."""


def overview(lens: Lens) -> list[Panel]:
    """The panels of the first screen, those whose table the corpus has; for a newcomer first what to type."""
    panels: list[Panel] = [panel(lens) for panel in PANELS if not panel.table or panel.table in lens.corpus.names]
    return panels if own.has_typed() or watching.watched() else [Tries(lens), *panels]


TAB = Tab("overview", label("tab.overview"), "overview", lambda lens, _: overview(lens))
