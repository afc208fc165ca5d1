"""The first keys, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Line, Span
from tui.pages.panel import Room, titled

_TITLE = Label("START HERE", "从这里开始")
KEYS = (
    Label("1–9 tabs · Enter open · / find · d detail", "1–9 切换 · Enter 打开 · / 查找 · d 详情"),
    Label("s sources · ? keys and what the words mean", "s 来源 · ? 按键与术语"),
)
SIZE = Label(
    "{claims:,} claims · {sources:,} sources · {names:,} names · to {day}",
    "{claims:,} 条主张 · {sources:,} 个来源 · {names:,} 个主体 · 截至 {day}",
)
HOLES = Label("holes: DAU of most apps, many private rounds", "缺口：多数产品的日活，许多未公开的轮次")


@dataclass(frozen=True)
class Start:
    """What to press, how large the corpus is, and what it lacks."""

    lens: Lens
    table: ClassVar[str] = ""
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE))

    def draw(self, room: Room) -> list[Line]:
        corpus = self.lens.corpus
        size = room.reader.label(SIZE).format(
            claims=sum(corpus.frame(name).height for name in corpus.claimed),
            sources=corpus.frame("sources").height,
            names=corpus.frame("entities").height,
            day=self.lens.last_day,
        )
        lines = [*map(room.reader.label, KEYS), size, room.reader.label(HOLES)]
        return [(Span(text, "dim"),) for text in lines]
