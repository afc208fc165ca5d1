"""The page behind each door: a kind of page is a function here, named by the door."""

from __future__ import annotations

from collections.abc import Callable

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.compare import compare_page
from tui.pages.document import Door
from tui.pages.fact import fact_page
from tui.pages.market import market_page
from tui.pages.metric import metric_page
from tui.pages.page import PanelPage
from tui.pages.series import series_page
from tui.pages.source import source_page
from tui.pages.voices import dispute_page

_FIGURE = Label("Sources of this figure", "此数字的来源")
_SOURCE = Label("Source", "来源")
Opener = Callable[[Lens, Door, Reader], PanelPage | None]


def _fact(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    """The page of a row: of a fact its claims, of a source itself."""
    if door.table == "sources":
        return PanelPage(reader.label(_SOURCE), source_page(lens, door.key))
    return PanelPage(reader.label(_FIGURE), fact_page(lens, door.table, door.key))


def _series(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    return series_page(lens, door.table, door.key, reader)


def _compare(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    return compare_page(lens, door.key.split(";"), reader)


def _market(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    # A growth alone has no columns of counters: its series tells it.
    found = market_page(lens, door.table, door.key, reader)
    return found or series_page(lens, door.table, door.key, reader)


def _metric(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    return metric_page(lens, door.table, door.key, reader)


def _dispute(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    found = dispute_page(lens, door.table, door.key, reader)
    return found or _fact(lens, door, reader)


_KINDS: dict[str, Opener] = {
    "": _fact,
    "series": _series,
    "compare": _compare,
    "market": _market,
    "metric": _metric,
    "dispute": _dispute,
}
"""By the kinds that doors name."""


def page_of(lens: Lens, door: Door, reader: Reader) -> PanelPage | None:
    """What a door leads to; None where there is nothing behind it."""
    found = _KINDS[door.page](lens, door, reader)
    return found if found is not None and found.panels else None
