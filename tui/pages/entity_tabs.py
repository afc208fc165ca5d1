"""The tabs of an entity's page that are no tables. A new one is a module with a `Tab` in it, and its line here."""

from __future__ import annotations

from tui.pages import entity
from tui.pages.tab import Tab

OF_ENTITY: tuple[Tab, ...] = (entity.TAB,)
