"""What a fuzzer does to the program: keys in bursts, pauses, pastes, sizes, reports of the mouse, foreign bytes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

PASTE_BEGUN, PASTE_ENDED = b"\x1b[200~", b"\x1b[201~"
LARGEST = (500, 200)
"""Columns and rows of the largest terminal."""
LONGEST_PASTE = 1 << 20
"""Characters of the longest paste."""

NAMED = (
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~", b"\x1b[Z", b"\x1b[3~"),
    *(b"\r", b"\x1b", b"\t", b"\x7f", b" ", b"\x04", b"\x15", b"\x06", b"\x02", b"\x0c", b"\x17", b"\x12", b"\x03"),
    *(b"\x1bb", b"\x1b[1;5C", b"\x1b[1;2B", b"\x1bOP", b"\x1b[15~", b"\x1b[I", b"\x1b[O"),
)
LETTERS = tuple(bytes([code]) for code in range(0x21, 0x7F))
TYPED = (
    *("amount>4", "kimi", "company:kimi", "月之暗面", "2024", ">=$4B", "/k(/", "a,b;c", "-amount", "~", "a.csv"),
    *("amount / 0", "((", '"', "\\", "日本語" * 9, "e\u0301", "\u202e", "👩\u200d👩", "金额>1亿", "status:rumored"),
    *("*", "1e999", "../..", "x.parquet"),
)
FOREIGN = (
    *(b"\xff", b"\xc3", "月之暗面".encode("gbk"), b"\xe9t\xe9", b"\x80\x81", b"\x00", b"\xed\xa0\x80", b"\xf4\x90\x80"),
    *(b"\x1b[M\xff\xff\xff", b"\x1b[M !", b"\x1b[99999999u", b"\x1b[1;99999999R", b"\x1b]11;rgb:ffff/0000/zz\x07"),
    *(b"\x1b[", b"\x1b[<", b"\x1bP+r\x1b\\", b"\x1b[200~", b"\x1b[201~", b"\x1b[?2026;2$y", b"\x1b[?1;2c", b"\x9b5~"),
    b"\x1b[57399u",
)


class Step(NamedTuple):
    """One thing that is done: bytes that come from the terminal, or a new size; then perhaps a pause."""

    sent: bytes = b""
    size: tuple[int, int] | None = None
    pause: float = 0.0
    keys: int = 0

    def __str__(self) -> str:
        what = f"size {self.size[0]}x{self.size[1]}" if self.size else repr(self.sent)
        return f"{what[:200]}{'…' if len(what) > 200 else ''}{f' then {self.pause} s' if self.pause else ''}"


def made(seed: int, keys: int) -> list[Step]:
    """The steps of a seed: at least so many keys in all."""
    chance = random.Random(seed)
    steps: list[Step] = []
    pressed = 0
    while pressed < keys:
        step = _step(chance)
        pressed += step.keys
        steps.append(step)
    return steps


def _step(chance: random.Random) -> Step:
    kind = chance.random()
    pause = chance.choice((0.0, 0.0, 0.0, 0.01, 0.06))
    if kind < 0.74:
        burst = chance.choice((1, 1, 2, 3, 5, 9, 30))
        return Step(b"".join(_key(chance) for _ in range(burst)), pause=pause, keys=burst)
    if kind < 0.86:
        text = chance.choice(TYPED).encode()
        return Step(text + chance.choice((b"\r", b"", b"\x1b", b"\r\r")), pause=pause, keys=len(text) + 1)
    if kind < 0.90:
        return Step(size=_size(chance), pause=pause)
    if kind < 0.94:
        return Step(_report(chance), pause=pause, keys=1)
    if kind < 0.97:
        return Step(b"".join(chance.choices(FOREIGN, k=chance.choice((1, 2, 5)))), pause=pause, keys=1)
    return Step(PASTE_BEGUN + _paste(chance) + PASTE_ENDED, pause=pause, keys=1)


def _key(chance: random.Random) -> bytes:
    # A key that leaves everything is rare, else nothing else would be met.
    found = chance.choice(NAMED if chance.random() < 0.35 else LETTERS)
    return b"q" if found == b"Q" and chance.random() < 0.8 else found


def _size(chance: random.Random) -> tuple[int, int]:
    usual = ((80, 24), (120, 40), (200, 60), (1, 1), (2, 2), (20, 5), (40, 3), LARGEST)
    if chance.random() < 0.6:
        return chance.choice(usual)
    return chance.randint(1, LARGEST[0]), chance.randint(1, LARGEST[1])


def _report(chance: random.Random) -> bytes:
    button = chance.choice((0, 0, 1, 2, 32, 35, 64, 65, 66, 3, 128))
    column, row = chance.randint(1, 130), chance.randint(1, 45)
    if chance.random() < 0.05:
        column = chance.choice((0, 100_000, 99_999_999))
    return b"".join(f"\x1b[<{button};{column};{row}{end}".encode() for end in chance.choice(("M", "m", "Mm")))


def _paste(chance: random.Random) -> bytes:
    unit = chance.choice(("a", "kimi\n", "月", "a\tb\r\n", "x" * 79 + "\n", "\u202e\x07", "( or "))
    length = chance.choice((1, 20, 500, 20_000, LONGEST_PASTE if chance.random() < 0.3 else 2000))
    return (unit * (1 + length // len(unit)))[:length].encode()


def told(steps: Sequence[Step]) -> str:
    """Steps as lines."""
    return "\n".join(f"  {step}" for step in steps)
