"""The page of an entity: what it is, the figures that name it, its time axis, and what each table says of it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.heads import OF_DEALS, heads
from tui.corpus.lens import Lens
from tui.language.words import label
from tui.pages.card import CardRows, Identity, entity_frames
from tui.pages.headline import HeadlineFigures
from tui.pages.investor import investor_panels
from tui.pages.market import market_panels
from tui.pages.page import PanelPage
from tui.pages.panel import Panel
from tui.pages.person import OF_PEOPLE, person_panels
from tui.pages.tab import Tab
from tui.pages.timeline import Timeline

Frames = Mapping[str, pl.DataFrame]
ROWS_OF_A_TABLE = 12
"""Rows of each table on the page; its tab has all of them."""


def entity_panels(lens: Lens, entity: str, most: int | None = None, frames: Frames | None = None) -> list[Panel]:
    """What stands on the page of an entity; with `most`, at most so many rows of each table, and the rest counted."""
    frames = entity_frames(lens, entity) if frames is None else frames
    person = person_panels(lens, entity)
    panels: list[Panel] = [Identity(lens, entity), *market_panels(lens, entity), *person]
    invested = investor_panels(lens, entity)
    # Of who raises money itself what it bought into comes behind what it is; of an investor it is what it is.
    pure = "company" not in lens.kinds.get(entity, ())
    if pure:
        panels += invested
    if not person:
        panels += [HeadlineFigures(lens, entity, tuple(heads(lens, entity))), Timeline(lens, entity, frames)]
    if not pure:
        panels += invested
    for name, frame in frames.items():
        told = (person and name == OF_PEOPLE) or (pure and invested and name == OF_DEALS)
        if not frame.is_empty() and not told:
            # What has no tab leads to none.
            panels.append(CardRows(lens, lens.table(name), frame, most, entity if lens.table(name).view else ""))
    return panels


def entity_page(lens: Lens, entity: str, reader: Reader, frames: Frames | None = None) -> PanelPage:
    """The page of an entity, with the time axis that it has; `frames` are what the tables say of it, where known."""
    panels = entity_panels(lens, entity, ROWS_OF_A_TABLE, frames)
    axis = next((panel.axis for panel in panels if isinstance(panel, Timeline)), None)
    return PanelPage(reader.names.both(entity, reader.language), panels, axis)


TAB = Tab("card", label("tab.card"), "page", entity_panels, page=entity_page)
