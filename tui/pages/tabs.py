"""The tabs of the corpus that are no tables. A new one is a module with a `Tab` in it, and its line here."""

from __future__ import annotations

from tui.pages import overview
from tui.pages.tab import Tab

OF_CORPUS: tuple[Tab, ...] = (overview.TAB,)
