"""What a terminal can draw."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE, Glyphs, glyphs
from tui.text.widths import cell_width

OURS = "→←↑↓≠✓⚑│┃●▽∥·…–—“”‘’×Σ∞≤≥¥€£₹₩─┬┤└▁▂▃▄▅▆▇█�␀␊␛␡"
"""What the words, marks, figures and rules of the screen are written with beside ASCII and Chinese."""
CONSOLE = set(bytes(range(0x80, 0x100)).decode("cp437")) | set("→←↑↓•§¶")
"""The font that the kernel brings along, and what terminals before it held."""


@pytest.mark.parametrize(
    ("environ", "encoding", "expected"),
    [
        ({"TERM": "xterm-256color", "LANG": "en_US.UTF-8"}, "utf-8", BRAILLE),
        ({"TERM": "tmux-256color", "LANG": "zh_CN.utf8"}, "UTF-8", BRAILLE),
        ({"TERM": "xterm", "LANG": "C.UTF-8"}, "utf-8", BRAILLE),
        ({"TERM": "xterm", "LANG": "de_DE.UTF-8@euro"}, "utf-8", BRAILLE),
        ({"TERM": "xterm"}, "utf-8", BRAILLE),
        ({"TERM": "xterm"}, None, BRAILLE),
        ({}, "utf-8", BRAILLE),
        ({"TERM": "linux", "LANG": "en_US.UTF-8"}, "utf-8", BLOCKS),
        ({"TERM": "linux-16color", "LANG": "en_US.UTF-8"}, "utf-8", BLOCKS),
        ({"TERM": "linux", "LANG": "C"}, "utf-8", ASCII),
        ({"TERM": "dumb", "LANG": "en_US.UTF-8"}, "utf-8", ASCII),
        ({"TERM": "xterm", "LANG": "C"}, "utf-8", ASCII),
        ({"TERM": "xterm", "LANG": "POSIX"}, "utf-8", ASCII),
        ({"TERM": "xterm", "LANG": "en_US.ISO-8859-1"}, "utf-8", ASCII),
        ({"TERM": "xterm", "LANG": "zh_CN.GB18030"}, "gb18030", ASCII),
        ({"TERM": "xterm", "LANG": "en_US"}, "iso8859-1", ASCII),
        ({"TERM": "xterm", "LANG": "en_US.UTF-8"}, "ascii", ASCII),
        ({"TERM": "xterm", "LC_ALL": "C", "LANG": "en_US.UTF-8"}, "utf-8", ASCII),
        ({"TERM": "xterm", "LC_ALL": "", "LANG": "en_US.UTF-8"}, "utf-8", BRAILLE),
        ({"TERM": "xterm", "LC_CTYPE": "en_US.UTF-8", "LANG": "C"}, "utf-8", BRAILLE),
        ({"TERM": "xterm", "LC_CTYPE": "C.UTF-8", "LANG": "C"}, "utf-8", BRAILLE),
    ],
)
def test_the_terminal_decides(environ: Mapping[str, str], encoding: str | None, expected: Glyphs) -> None:
    assert glyphs(environ, encoding) is expected


def test_a_locale_that_python_put_in_place_of_another_does_not_count() -> None:
    environ = {"TERM": "xterm", "LC_CTYPE": "C.UTF-8"}
    assert glyphs({**environ, "LANG": "C"}, "utf-8", coerced=True) is ASCII
    assert glyphs({**environ, "LANG": "zh_CN.UTF-8"}, "utf-8", coerced=True) is BRAILLE
    assert glyphs(environ, "utf-8", coerced=True) is BRAILLE


def test_ascii_spells_all_of_ours() -> None:
    assert ASCII.spelled(OURS).isascii()


def test_blocks_spell_all_of_ours_with_what_the_console_holds() -> None:
    spelled = BLOCKS.spelled(OURS) + BLOCKS.cells + BLOCKS.ramp + BLOCKS.parts + BLOCKS.full
    assert {char for char in spelled if not char.isascii()} <= CONSOLE


@pytest.mark.parametrize("glyphs", [BRAILLE, BLOCKS, ASCII])
def test_every_set_of_dots_has_a_cell(glyphs: Glyphs) -> None:
    assert len(glyphs.cells) == 2 ** (glyphs.across * glyphs.down)
    assert glyphs.cells[0] == " "
    assert {cell_width(cell) for cell in glyphs.cells} == {1}
    assert len(set(glyphs.cells)) == len(glyphs.cells)


@given(
    st.text(st.one_of(st.sampled_from(OURS), st.characters()), max_size=20), st.sampled_from([BRAILLE, BLOCKS, ASCII])
)
def test_a_text_keeps_its_width(text: str, glyphs: Glyphs) -> None:
    assert cell_width(glyphs.spelled(text)) == cell_width(text)
    assert BRAILLE.spelled(text) == text
