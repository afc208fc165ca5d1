"""The floor: the least that a table of a Parquet file in Textual and Polars costs. Not a product."""

from __future__ import annotations

import sys

import polars as pl
from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

REVERSE, BOLD = Style.parse("reverse"), Style.parse("bold")


WINDOW = 2000


class Rows(Widget, can_focus=True):
    """Rows as one string each, read from a window of the file; a cursor."""

    DEFAULT_CSS = "Rows { height: 1fr; }"

    def __init__(self, path: str) -> None:
        super().__init__()
        self.scan = pl.scan_parquet(path)
        self.count = int(self.scan.select(pl.len()).collect().item())
        self.top = self.cursor = 0
        self.load(0)

    def load(self, row: int) -> None:
        self.base = max(0, min(row - WINDOW // 2, self.count - WINDOW))
        frame = self.scan.slice(self.base, WINDOW).collect()
        self.header = " ".join(set_cell_size(name, 14) for name in frame.columns)
        self.cells = frame.with_columns(pl.all().cast(pl.String).fill_null("")).rows()

    def render_line(self, y: int) -> Strip:
        row = self.top + y - 1
        if y == 0:
            segment = Segment(self.header, BOLD)
        else:
            inside = row < self.count
            text = " ".join(set_cell_size(cell, 14) for cell in self.cells[row - self.base]) if inside else ""
            segment = Segment(text, REVERSE if row == self.cursor else None)
        return Strip([segment]).adjust_cell_length(self.size.width)

    def on_key(self, event: object) -> None:
        page = self.size.height - 1
        key = getattr(event, "key", "")
        jump = {"home": -self.count, "end": self.count}.get(key, 0)
        step = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}.get(key, jump)
        if not step:
            return
        old, self.cursor = self.cursor, max(0, min(self.cursor + step, self.count - 1))
        top = self.top + step if abs(step) > 1 else min(max(self.top, self.cursor - page + 1), self.cursor)
        top = max(0, min(top, self.count - page))
        if top != self.top:
            self.top = top
            if not (self.base <= top and top + page <= self.base + len(self.cells)):
                self.load(top)
            self.refresh()
        else:
            self.refresh(*(Region(0, row - top + 1, self.size.width, 1) for row in (old, self.cursor)))


class Floor(App[None]):
    """One widget, nothing else."""

    def compose(self) -> ComposeResult:
        yield Rows(sys.argv[1])

    def on_mount(self) -> None:
        self.query_one(Rows).focus()


if __name__ == "__main__":
    Floor().run()
