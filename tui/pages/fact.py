"""The page of one fact: what is shown, every claim behind it with its mark, and what cannot be compared with it."""

from __future__ import annotations

from tui.corpus.lens import Lens, Row
from tui.pages.apart import Apart
from tui.pages.around import Around
from tui.pages.claims import Claims
from tui.pages.dispute import Dispute
from tui.pages.figures import Figures
from tui.pages.panel import Panel


def fact_page(lens: Lens, name: str, key: str, series: Row | None = None) -> list[Panel]:
    """All that is known of one fact of a table of claims, over its series; empty if there is no such fact."""
    row = lens.fact(name, key)
    if row is None:
        return []
    table = lens.table(name)
    dispute, disputes = lens.dispute(name, key), lens.disputed
    told = [Dispute(dispute, disputes.column("class"))] if dispute and disputes else []
    return [
        Figures(lens, table, row, series),
        *told,
        Claims(lens, table, tuple(lens.claims_of(name, key))),
        Apart(lens, table, row),
        Around(lens, table, row),
    ]
