"""What a page is read with: steps from door to door, the time that its charts show, and who counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from tui.commands.faces import OverTime, PagePart
from tui.commands.keymap import Keymap
from tui.commands.registry import reads, zooms
from tui.language.label import Label, Language
from tui.pages.doorway import Doorway
from tui.pages.page import PanelPage

_DOORS, _OPEN = Label("names", "名称"), Label("open", "打开")
_READ = Label("read", "读数")
_CHOICE, _ZOOM, _PAN = Label("counter", "口径"), Label("zoom", "缩放"), Label("pan", "平移")
CLOSER = 0.5
"""The share of the time shown that one step closer leaves."""
ASIDE = 0.25
"""The share of the time shown by which a step goes on."""


@reads("door.next", "Tab", Label("to the next name on a page; {open} opens it", "到页面上下一个名称，{open} 打开"))
def next_door(page: PagePart) -> None:
    page.next_door(1)


@reads("door.previous", "Shift+Tab", Label("to the name before", "到上一个名称"))
def previous_door(page: PagePart) -> None:
    page.next_door(-1)


@zooms("zoom.in", "+ =", Label("a shorter time in the charts of a page", "缩短页面图表的时段"))
def zoom_in(axis: OverTime) -> None:
    axis.zoom(CLOSER)


@zooms("zoom.out", "-", Label("a longer time", "拉长时段"))
def zoom_out(axis: OverTime) -> None:
    axis.zoom(1 / CLOSER)


@zooms("zoom.all", "0", Label("all of the time", "全部时段"))
def zoom_all(axis: OverTime) -> None:
    axis.zoom(0)


@zooms("pan.earlier", "<", Label("an earlier time", "更早的时段"))
def pan_earlier(axis: OverTime) -> None:
    axis.pan(-ASIDE)


@zooms("pan.later", ">", Label("a later time", "更晚的时段"))
def pan_later(axis: OverTime) -> None:
    axis.pan(ASIDE)


@reads(
    "choose.next", "c", Label("the next counter of a series, the next chart of a comparison", "下一个统计口径或图表")
)
def choose_next(page: PagePart) -> None:
    page.choose(1)


@reads("choose.previous", "C", Label("the counter or chart before", "上一个统计口径或图表"))
def choose_previous(page: PagePart) -> None:
    page.choose(-1)


class ReadPage(Protocol):
    """What the key line asks of a page: its doors, the days that can be read, its axis and its choices."""

    @property
    def ways(self) -> Sequence[Doorway]: ...

    @property
    def stops(self) -> Sequence[date]: ...

    @property
    def shown(self) -> PanelPage: ...


def page_keys(keys: Keymap, language: Language, page: ReadPage) -> list[tuple[str, str]]:
    """The keys that do something on a page, for the key line: keys and words."""
    told = []
    if page.ways:
        told += [(keys.key("door.next"), _DOORS), (keys.key("open"), _OPEN)]
    if page.stops:
        told.append(("←→" if ("left",) in keys.of("left") else keys.key("left"), _READ))
    if page.shown.choices > 1:
        told.append((keys.key("choose.next"), _CHOICE))
    if page.shown.axis is not None:
        told.append((f"{keys.key('zoom.in')} {keys.key('zoom.out')}", _ZOOM))
        told.append((f"{keys.key('pan.earlier')} {keys.key('pan.later')}", _PAN))
    return [(key, what.text(language)) for key, what in told]
