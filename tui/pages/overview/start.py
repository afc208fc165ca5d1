"""What to type first, the first keys, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Line, Span
from tui.pages.panel import Room, titled
from tui.text.widths import pad

_FIRST = Label("TYPE ONE OF THESE", "试着输入")
_TITLE = Label("START HERE", "从这里开始")
TRIES = (
    (Label(":doubao vs deepseek mau", ":豆包 对比 DeepSeek 月活"), Label("two products compared", "比较两个产品")),
    (Label(":who left openai 2025", ":谁离开了OpenAI 2025"), Label("people, and who says so", "人事变动及出处")),
    (Label(":largest rounds 2026", ":2026年最大融资"), Label("deals in one currency", "同一币种的交易")),
)
"""Lines that a newcomer may type, and what each gives."""
KEYS = (
    Label("1–9 tabs · Enter open · / find · : ask anything", "1–9 切换 · Enter 打开 · / 查找 · : 提问"),
    Label("s sources · d detail · ? keys and what the words mean", "s 来源 · d 详情 · ? 按键与术语"),
)
SIZE = Label(
    "{claims:,} claims · {sources:,} sources · {names:,} names · to {day}",
    "{claims:,} 条说法 · {sources:,} 个来源 · {names:,} 个名称 · 至 {day}",
)
HOLES = Label("holes: DAU of most apps, many private rounds", "缺口：多数产品的日活，许多未公开的轮次")
_TYPED = 30
"""Cells of what is typed."""


@dataclass(frozen=True)
class Tries:
    """Three things to type, for one who has typed nothing so far."""

    lens: Lens
    table: ClassVar[str] = ""
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_FIRST))

    def draw(self, room: Room) -> list[Line]:
        width = min(_TYPED, room.width // 2)
        return [
            (Span(pad(room.reader.label(typed), width), "figure"), Span(" "), Span(room.reader.label(gives), "dim"))
            for typed, gives in TRIES
        ]


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
