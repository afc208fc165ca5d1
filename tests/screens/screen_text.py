"""The screen of a running app as plain text."""

from __future__ import annotations

from textual.app import App

from tui.text.widths import cell_width


def screen_lines(app: App[int]) -> list[str]:
    """The lines on the screen, cell for cell, without trailing spaces."""
    width, height = app.size
    update = app.screen._compositor.render_strips(app.size)
    lines = ["".join(segment.text for segment in strip) for strip in update]
    assert len(lines) == height
    assert all(cell_width(line) <= width for line in lines)
    return [line.rstrip() for line in lines]


def screen_text(app: App[int]) -> str:
    return "\n".join(screen_lines(app))


def reversed_text(app: App[int]) -> str:
    """What is drawn in reverse: what the cursor is on, and the tab shown."""
    strips = app.screen._compositor.render_strips(app.size)
    pieces = [segment.text.strip() for strip in strips for segment in strip if segment.style and segment.style.reverse]
    return " ".join(piece for piece in pieces if piece)
