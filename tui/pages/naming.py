"""Names on a page: each leads to the page of what it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.pages.document import Door, Line, Span
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.corpus.tables import Table

MARKET = "market"
"""The table of markets, whose figures stand on a page by year and region."""
ENTITIES = "entities"
"""The table in which every name has a row."""


def entity_door(entity: str | None, reader: Reader) -> Door | None:
    """Where the name of an entity leads; nowhere for an id that nothing is called by."""
    return Door(ENTITIES, entity) if entity and entity in reader.names else None


def named_door(entity: str | None, reader: Reader, role: str = "") -> Span:
    """The name of an entity, as a door."""
    return Span(visible(reader.names.name(entity, reader.language)), role, entity_door(entity, reader))


def named_both(entity: str | None, reader: Reader, role: str = "") -> Span:
    """The name of an entity in both scripts, as a door."""
    return Span(visible(reader.names.both(entity, reader.language)), role, entity_door(entity, reader))


def names_listed(entities: Iterable[str], reader: Reader, role: str = "") -> Line:
    """Names one after the other, as the language divides them, each a door."""
    spans = [named_door(entity, reader, role) for entity in entities if entity]
    mark = "、" if reader.language == "zh" else ","
    return tuple(span._replace(text=span.text + mark) for span in spans[:-1]) + tuple(spans[-1:])


def page_of_figure(table: Table) -> str:
    """The kind of page that a figure of a table has: a market's, else that of its series."""
    return "market" if table.name == MARKET else "series"


def name_of_metric(lens: Lens, table: str, metric: str, reader: Reader) -> str:
    """What a metric of a table is called."""
    return visible(lens.table(table).column("metric").choice(metric, reader.language))
