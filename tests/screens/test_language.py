"""The filter line, the palette and the help on the screen: typed as a person types, read as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.screens.driving import explorer, files, press, rested, shown, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.commands.lines import line_here
from tui.commands.palette import Request, read_request
from tui.corpus.lens import Lens
from tui.screens.explorer import ExplorerScreen
from tui.tables.line import CommandLine


async def test_a_filter_is_typed_with_suggestions_and_a_count(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "f", *"comp")
        assert "company:" in screen_text(app)
        await press(pilot, "tab", *"yz")
        assert "Moonshot AI" in screen_lines(app)[-2]
        assert "company = Moonshot AI" in screen_lines(app)[1]
        await press(pilot, "tab", "enter")
        assert "▽ company:moonshot-ai" in screen_lines(app)[1]
        model = shown(app).tabs.model
        assert model is not None
        assert {model.window.value(row, "company") for row in range(model.count)} == {"moonshot-ai"}


async def test_a_filter_echoes_its_reading_and_keeps_a_line_that_is_wrong(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "f", *"amount>=10亿")
        assert "amount ≥ $1B, in US dollars" in screen_lines(app)[1]
        await press(pilot, *" round:zz", "enter")
        assert "character 19: `zz` is no round" in screen_lines(app)[1]
        assert screen_lines(app)[-1] == "filter: amount>=10亿 round:zz"
        await press(pilot, *["backspace"] * 9, "enter")
        assert "▽ amount>=1b" in screen_lines(app)[1]
        await press(pilot, "f")
        assert screen_lines(app)[-1].startswith("filter: amount>=1b")


async def test_an_operator_alone_is_about_the_column_under_the_cursor(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "f", *"~moonsh", "enter")
        assert "▽ company~moonsh" in screen_lines(app)[1]


async def test_lines_typed_before_come_back(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "f", *"round:a", "enter", "u", "f", "up")
        assert screen_lines(app)[-1] == "filter: round:a"


async def test_a_find_becomes_a_filter(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "slash", *"yzam", "tab")
        assert "▽ yzam" in screen_lines(app)[1]
        model = shown(app).tabs.model
        assert model is not None
        assert model.count > 0
        assert {model.window.value(row, "company") for row in range(model.count)} == {"moonshot-ai"}


async def test_selected_rows_are_a_filter(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "space", "space", "f", *"is:selected", "enter")
        assert screen_lines(app)[1].startswith("2 / ")


async def test_the_palette_opens_an_entity_at_a_tab(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "colon", *"yzam deals", "enter")
        await rested(pilot)
        assert screen_lines(app)[0].startswith("Moonshot AI  月之暗面  1 Card  2 Deals")
        assert len(app.screen_stack) == 2


async def test_the_palette_sorts_moves_and_compares(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "ctrl+p", *"sort -amount", "enter")
        assert "sorted ↓ Amount" in screen_lines(app)[1]
        await press(pilot, "colon", *"3", "enter")
        assert screen_lines(app)[-1].endswith("3/4")
        await press(pilot, "colon", *"openai vs yzam", "enter")
        await rested(pilot)
        assert "OpenAI vs Moonshot AI" in screen_lines(app)[0]
        assert "last round" in screen_text(app)
        await press(pilot, "q")
        assert isinstance(app.screen, ExplorerScreen)


async def test_the_palette_keeps_and_shows_views(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "f", *"company:openai", "enter", "colon", *"save big", "enter")
        await press(pilot, "r", "colon", *"view big", "enter")
        assert "▽ company:openai" in screen_lines(app)[1]


async def test_what_the_palette_does_not_know_is_told(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "colon", *"qqqq zzzz", "enter")
        await until(app, pilot, "nothing is called `qqqq zzzz`")
        await press(pilot, "escape")
        assert screen_lines(app)[-1].startswith("Enter open")


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("1,200", Request("row", "1200")),
        ("deals", Request("tab", "deals")),
        ("kimi", Request("entity", "card", ("kimi",))),
        ("月之暗面 交易", Request("entity", "deals", ("moonshot-ai",))),
        ("kimi mau", Request("question", "kimi mau", ("kimi",), "metric:mau", "users")),
        ("openai vs kimi", Request("versus", "", ("openai", "kimi"))),
        ("sort -amount", Request("sort", "-amount")),
        ("undo", Request("command", "undo")),
        ("theme", Request("theme")),
        ("", None),
    ],
)
def test_a_palette_line_is_a_request(lens: Lens, text: str, request_: Request | None) -> None:
    assert read_request(text, lens) == request_


async def test_help_is_narrowed_by_typing(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "question_mark", *"ascending")
        lines = [line for line in screen_lines(app)[3:-1] if line.strip()]
        assert lines
        assert all("ascending" in line for line in lines)
        await press(pilot, *["backspace"] * 9, "q")
        assert isinstance(app.screen, ExplorerScreen)


async def test_the_line_of_a_screen_gives_the_same_rows(lens: Lens, run: Run) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "f", *"company:openai or amount>1b", "enter", "right", "right_square_bracket")
        screen, model = shown(app), shown(app).tabs.model
        assert model is not None
        keys = [model.window.value(row, "key") for row in range(model.count)]
        line = line_here(screen.desk)
        assert line is not None
    import shlex

    words = shlex.split(line.text())
    assert words[0] == "termsheet"
    code, out, _ = run(*words[1:], "--fields", "key", "--csv", "--no-header")
    assert (code, out.split()) == (0, keys)


async def test_a_line_opens_a_screen(lens: Lens) -> None:
    line = CommandLine("deals", "公司:openai", "-金额", "company,amount")
    async with explorer(lens, language="zh", line=line) as (app, _):
        model = shown(app).tabs.model
        assert model is not None
        assert [column.name for column in model.columns] == ["company", "amount"]
        assert "▽ company:openai" in screen_lines(app)[1]


async def test_values_of_a_file_are_suggested_by_sound(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("name,n\n" + "东京电力,1\n" * 3 + "丰田,2\n", encoding="utf-8")
    async with files(path) as (app, pilot):
        await press(pilot, "f", *"name:djdl")
        assert "东京电力  3" in screen_text(app)
        await press(pilot, "tab", "enter")
        assert "3 / 4 rows" in screen_text(app)
