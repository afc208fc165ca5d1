"""Whatever is drawn, a terminal that is told the differences shows the cells that one shows which is told all."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from unicodedata import east_asian_width

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from bench.terminal import UNKNOWN
from tui.terminal.clipboard import sequence
from tui.terminal.display import Display
from tui.terminal.frames import beside
from tui.terminal.modes import MOUSE
from tui.terminal.reports import ASK_WIDTH
from tui.text.widths import cell_width

COLUMNS, ROWS = 24, 9

SURE = [*"aaab  ..·≠┃▂…é", "   ", "中", "文", "ａ", "，", "ж"]
UNSURE = ["e\u0301", "❤\ufe0f", "👩\u200d🚀", "🚀", "☕", "🇨🇳", "நி", "x\u200bz", "\u1100\u1161"]
COLOURS = ["31", "97", "42", "105", "38;5;200", "48;5;17", "38;2;1;2;3", "48;2;250;0;7", "39", "49"]
LOOKS = [*"1234579", "21", "8", "53", *COLOURS]
LINKS = ["", "", "", "id=1;https://example.org/a", "id=7;https://example.org/a", ";https://b.example"]
OTHERS = [
    "\x07", "\x1b]52;c;eA==\x07", "\x1b[?1003l", "\x1b[2J", "\x1b[3;4Hab\x1b[0m",
    "\x1b[31mred\x1b[0m", "x\ty", "\x1b[20;99Hout", "\x1b[1;20H12345678", "\x1b[4:3mx\x1b[0m",
    "\x1b[9;1Hlast\n\x1b[1;1H",
]  # fmt: skip


class Terminal:
    """An emulator with what it was told."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.screen.reset_mode(7, private=True)
        self._stream = pyte.Stream(self.screen)
        self.told = ""

    def tell(self, text: str) -> None:
        self.told += text
        # A terminal's line discipline makes a return and a line feed of a line feed.
        self._stream.feed(UNKNOWN.sub(b"", text.encode()).decode().replace("\n", "\r\n"))

    def cells(self) -> tuple[object, ...]:
        rows = [[self.screen.buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]
        return rows, self.screen.cursor.x, self.screen.cursor.y


class AtOnce:
    """Pieces are told as soon as they are made, or the newest frame when it is asked for."""

    def __init__(self, terminal: Terminal, *, late: bool = False) -> None:
        self._terminal, self._late = terminal, late
        self._frame: Callable[[], str] = str

    def write(self, text: str) -> None:
        self.add(lambda: text)

    def add(self, make: Callable[[], str]) -> None:
        self.draw()
        self._terminal.tell(make())

    def show(self, make: Callable[[], str]) -> None:
        self._frame = make
        if not self._late:
            self.draw()

    def draw(self) -> None:
        make, self._frame = self._frame, str
        self._terminal.tell(make())


def strip(chance: Random, characters: list[str]) -> tuple[int, str]:
    """The width of a strip, and what Textual writes for it."""
    width, written = 0, ""
    for _ in range(chance.randint(1, 4)):
        text = "".join(chance.choices(characters, k=chance.randint(1, 6)))
        width += cell_width(text)
        look = ";".join(chance.choices(LOOKS, k=chance.randint(0, 3)))
        link = chance.choice(LINKS)
        text = f"\x1b[{look}m{text}\x1b[0m" if look else text
        written += f"\x1b]8;{link}\x1b\\{text}\x1b]8;;\x1b\\" if link else text
    return width, written


def frame(placed: dict[int, dict[int, str]], x: int, y: int) -> str:
    """What Textual writes for strips at places, and the place of the cursor."""
    lines = ("".join(f"\x1b[{y + 1};{x + 1}H{text}" for x, text in line.items()) for y, line in placed.items())
    return "\n".join(lines) + f"\x1b[{y + 1};{x + 1}H"


def session(seed: int, characters: list[str], others: list[str]) -> list[str]:
    """What is written one after the other: screens, parts of them, screens that have moved, other things."""
    chance = Random(seed)
    pool = [one for one in (strip(chance, characters) for _ in range(12)) if one[0] <= COLUMNS]
    lines = [(COLUMNS, " " * COLUMNS)] * ROWS
    written = []
    for kind in chance.choices(["whole", "moved", "moved", "part", "part", *others], k=chance.randint(1, 9)):
        if kind in OTHERS:
            written.append(kind)
            continue
        placed: dict[int, dict[int, str]] = {}
        if kind == "part":
            for y in sorted(chance.sample(range(ROWS), 3)):
                width, text = chance.choice(pool)
                placed[y] = {chance.randint(0, COLUMNS - width): text}
        elif kind == "whole":
            lines = chance.choices(pool, k=ROWS)
        else:
            first, by = chance.randint(0, 3), chance.randint(-4, 4)
            lines[first:] = lines[first:][by:] + lines[first:][:by]
        if not placed:
            placed = {y: {0: text + " " * (COLUMNS - width)} for y, (width, text) in enumerate(lines)}
        written.append(frame(placed, chance.randrange(COLUMNS), chance.randrange(ROWS)))
    return written


def both(written: list[str], *, wide: bool = False) -> None:
    """A terminal that is told all and one that is told differences; they are compared at each step."""
    plain, ours = Terminal(), Terminal()
    display = Display(AtOnce(ours), COLUMNS, ROWS)
    if wide:
        display.widen()
    for text in written:
        plain.tell(text)
        display.write(text)
        assert ours.cells() == plain.cells()


SEEDS = st.integers(0, 1 << 64)


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_differences_show_the_same(seed: int) -> None:
    both(session(seed, SURE, []))


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_so_do_characters_of_unsure_width_and_what_is_not_understood(seed: int) -> None:
    both(session(seed, SURE + UNSURE, OTHERS))


def in_east_asia(char: str) -> int:
    return 2 if east_asian_width(char) == "A" else wcwidth(char)


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_so_does_a_terminal_with_wide_ambiguous_characters(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pyte.screens.wcwidth", in_east_asia)
        both(session(seed, SURE + UNSURE, []), wide=True)


@settings(max_examples=50, deadline=None)
@given(SEEDS, st.sets(st.integers(0, 7)))
def test_states_between_may_be_left_out(seed: int, drawn: set[int]) -> None:
    plain, ours = Terminal(), Terminal()
    out = AtOnce(ours, late=True)
    display = Display(out, COLUMNS, ROWS)
    for number, text in enumerate(session(seed, SURE, [])):
        plain.tell(text)
        display.write(text)
        if number in drawn:
            out.draw()
            assert ours.cells() == plain.cells()
    out.draw()
    assert ours.cells() == plain.cells()


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_what_is_shown_can_be_painted_anew(seed: int) -> None:
    ours, again = Terminal(), Terminal()
    display = Display(AtOnce(ours), COLUMNS, ROWS)
    assert display.shown() is None
    for text in session(seed, SURE, []):
        display.write(text)
        shown = display.shown()
        if shown is not None:
            again.screen.erase_in_display(2)
            again.tell(shown)
            assert again.cells() == ours.cells()
            assert re.fullmatch(r"(?:\x1b\[[\d;]*[mH]|[^\x00-\x1f\x7f-\x9f])*", shown)


def test_a_question_that_empties_a_row_is_asked_with_the_first_frame() -> None:
    plain, ours = Terminal(), Terminal()
    display = Display(AtOnce(ours), COLUMNS, ROWS, asked=ASK_WIDTH)
    assert ours.told == ""
    for text in session(1, SURE, []):
        plain.tell(text)
        display.write(text)
        assert ours.cells() == plain.cells()
    assert ours.told.count(ASK_WIDTH) == 1


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("\x07", True),
        (sequence("x", {}), True),
        (sequence("x", {"TMUX": "t"}), True),
        (sequence("x" * 999, {"STY": "s"}), True),
        ("\x1b]22;default\x07", True),
        (MOUSE.on, True),
        ("\x1b]8;;https://a.example\x1b\\", False),
        ("\x1b[2J", False),
        ("\x1b[?1049h", False),
        ("x", False),
    ],
)
def test_what_goes_beside_the_screen_is_known(text: str, known: bool) -> None:
    assert beside(text) is known
