"""A person's own file on the screen: the keys of a table, and the screen read as text."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from textual import events

from tests.screens.driving import files, press, rested, shown, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.files import text
from tui.screens import files as file_tabs_of
from tui.screens.over import OverScreen
from tui.screens.terminal import Terminal
from tui.widgets.prompt_line import PromptLine

TEXT = """company,country,amount,date
Alpha 甲,China,300,2024-01-03
Beta,France,100,2024-01-02
Gamma 丙,China,12+,2024-01-01
Delta,India,200,2024-01-04
"""


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


async def test_a_file_is_a_table_with_its_faults_told(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        lines = screen_lines(app)
        assert lines[0].startswith("termsheet  1 deals.csv")
        assert "4 rows · ⚑ 1 notice, g! shows it" in lines[1]
        assert "Gamma 丙  China       12+" in screen_text(app)
        await press(pilot, "g", "exclamation_mark")
        assert "row 4, column amount: `12+` is no number" in screen_text(app)


async def test_sort_marks_their_rank(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "left_square_bracket", "right", "right_curly_bracket")
        lines = screen_lines(app)
        assert "country↑1" in lines[2]
        assert "amount↓2" in lines[2]
        assert [line.split()[0] for line in lines[3:7]] == ["Alpha", "Gamma", "Beta", "Delta"]


async def test_filters_frequency_and_back(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "F")
        await until(app, pilot, "50%")
        assert "China" in screen_lines(app)[3]
        await press(pilot, "enter")
        assert "2 / 4 rows" in screen_text(app)
        assert "▽ country=China" in screen_text(app)
        await press(pilot, "backslash")
        assert "Nothing here" in screen_text(app)
        await press(pilot, "u", "ampersand")
        assert "4 rows" in screen_text(app)


async def test_how_a_view_is_answered_is_a_page(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "left_square_bracket", "E")
        await until(app, pilot, "plan · Polars")
        assert "SORT BY" in screen_text(app)
        await press(pilot, "q")
        assert "country↑" in screen_lines(app)[2]


async def test_keys_typed_ahead_belong_to_the_prompt(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        for key in ("f", "q", "u", "a", "backspace", "backspace", "backspace", "p", "h", "a", "enter", "j"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(app, pilot, "▽ pha")
        assert screen_lines(app)[3].startswith("Alpha")


async def test_columns_move_and_undo_brings_them_back(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        before = screen_lines(app)[2]
        await press(pilot, "L", "minus", "exclamation_mark", "greater_than_sign")
        assert screen_lines(app)[2] != before
        await press(pilot, "u", "u", "u", "u")
        assert screen_lines(app)[2] == before
        await press(pilot, "U")
        assert screen_lines(app)[2].split() == ["country", "company", "amount", "date"]
        await press(pilot, "r")
        assert screen_lines(app)[2] == before


async def test_rows_are_selected_and_seen_alone(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "space", "j", "space")
        assert "● 2 selected" in screen_text(app)
        assert screen_lines(app)[3].startswith("● Alpha")
        await press(pilot, "quotation_mark")
        assert "2 / 4 rows" in screen_text(app)
        await press(pilot, "quotation_mark", "asterisk")
        assert "● 4 selected" in screen_text(app)


async def test_types_are_changed_by_key(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "right", "tilde", "right_square_bracket")
        # As text, 300 stands before 200 and 12+ before 100.
        assert [line.split()[-2] for line in screen_lines(app)[3:7]] == ["300", "200", "12+", "100"]
        await press(pilot, "dollar_sign")
        model = shown(app).tabs.model
        assert model is not None
        field = model.dataset.schema.field(model.column.name)
        assert field is not None
        assert field.kind == "money"


async def test_a_column_is_computed(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "equals_sign", *"half = amount / 2", "enter")
        assert screen_lines(app)[2].split() == ["company", "country", "amount", "date", "half"]
        assert [line[line.index("2024") :].split()[1:] for line in screen_lines(app)[3:7]] == [
            ["150"],
            ["50"],
            [],
            ["100"],
        ]


async def test_copies_go_to_the_terminal(csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with files(csv) as (app, pilot):
        monkeypatch.setattr(Terminal, "write", lambda self, sequence: written.append(sequence))
        await press(pilot, "y", "y")
        assert "sent to the terminal: Alpha 甲" in screen_text(app)
    from base64 import b64decode

    assert b64decode(written[0].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode() == "Alpha 甲"


async def test_what_is_shown_is_exported(csv: Path) -> None:
    target = csv.parent / "out.parquet"
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "comma", "e")
        app.screen.query_one("PromptLine").value = str(target)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(app, pilot, "written:")
    assert pl.read_parquet(target)["company"].to_list() == ["Alpha 甲", "Gamma 丙"]


async def test_a_view_is_remembered_and_r_forgets_it(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "comma", "q")
    async with files(csv) as (app, pilot):
        assert "as you left it" in screen_text(app)
        assert "2 / 4 rows" in screen_text(app)
        await press(pilot, "r")
        assert "4 rows" in screen_text(app)
        await press(pilot, "q")
    async with files(csv) as (app, _):
        assert "as you left it" not in screen_text(app)


@pytest.mark.parametrize("over", [("s",), ("F",)])
async def test_a_view_is_remembered_wherever_the_program_is_left(csv: Path, over: tuple[str, ...]) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "comma", *over)
        assert len(app.screen_stack) == 2
        await press(pilot, "Q")
    async with files(csv) as (app, _):
        assert "as you left it" in screen_text(app)


async def test_a_file_is_read_again(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        csv.write_text(TEXT + "Epsilon,Kenya,5,2024-01-05\n", encoding="utf-8")
        await press(pilot, "R")
        await until(app, pilot, "5 rows")


async def test_a_large_file_begins_at_once_and_is_read_behind(csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csv.write_text(TEXT + "".join(f"c{n},China,{n},2024-01-01\n" for n in range(5000)), encoding="utf-8")
    monkeypatch.setattr(text, "SMALL_TEXT", 1000)
    monkeypatch.setattr(text, "PREVIEW", 2000)
    async with files(csv) as (app, pilot):
        assert "Alpha" in screen_text(app)
        await until(app, pilot, "5,004 rows")
        await press(pilot, "G")
        await until(app, pilot, "c4999")


async def test_every_tab_is_a_file(csv: Path) -> None:
    other = csv.parent / "other.jsonl"
    other.write_text('{"x": 1}\n{"x": 2}\n', encoding="utf-8")
    async with files(csv, other) as (app, pilot):
        await press(pilot, "2")
        assert "2 rows" in screen_text(app)
        await press(pilot, "1")
        assert "Alpha" in screen_text(app)


async def test_a_view_with_fewer_columns_brings_the_cursor_back(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "equals_sign", *"half = amount", "enter", "g", "l")
        assert shown(app).tabs.model.column.name == "half"  # type: ignore[union-attr]
        await press(pilot, "r", "down", "right")
        assert shown(app).tabs.model.column.name == "date"  # type: ignore[union-attr]
        assert "Beta" in screen_text(app)


async def test_a_file_with_fewer_columns_now_is_shown_as_it_is(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "g", "l", "right_square_bracket")
        csv.write_text("company,country\nAlpha,China\n", encoding="utf-8")
        await press(pilot, "R")
        await until(app, pilot, "1 row")
        assert "Alpha    China" in screen_text(app)
        await press(pilot, "right", "down")
        assert shown(app).tabs.model.column.name == "country"  # type: ignore[union-attr]


async def test_the_chooser_marks_and_brings_columns_back(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "minus")
        assert "company" not in screen_lines(app)[2]
        await press(pilot, "C", *"comp", "space", "enter")
        assert "company" in screen_lines(app)[2]
        await press(pilot, "C", "ctrl+a", "enter")
        assert "company" in screen_lines(app)[2]
        await press(pilot, "C", "ctrl+a", "enter")
        assert "one column has to stay" in screen_text(app)


async def test_a_computed_column_takes_no_name_twice(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "equals_sign", *"amount = 1", "enter")
        assert "there is a column `amount` already" in screen_text(app)
        await press(pilot, "equals_sign", *"n = 1", "enter", "equals_sign", *"n = 2", "enter")
        model = shown(app).tabs.model
        assert model is not None
        assert [column.name for column in model.columns].count("n") == 1
        assert model.text(0, model.columns[-1]) == "2"


async def test_an_unread_cell_is_kept_and_counted(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "right", "right", "down", "down", "comma")
        assert "1 / 4 rows" in screen_text(app)
        assert "Gamma" in screen_text(app)
        await press(pilot, "u", "backslash")
        assert "3 / 4 rows" in screen_text(app)
        await press(pilot, "u", "F")
        row = next(n for n, line in enumerate(screen_lines(app)) if "12+" in line) - 3
        await press(pilot, *["down"] * row, "enter")
        assert "1 / 4 rows" in screen_text(app)
        assert "Gamma" in screen_text(app)


async def test_find_in_a_sorted_table_moves_to_the_first_hit(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "left_square_bracket", "right_square_bracket", "slash", *"beta", "enter")
        model = shown(app).tabs.model
        assert model is not None
        assert model.text(model.cursor.row, model.columns[0]) == "Beta"


async def test_pinned_columns_leave_room_for_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"column{n:02}" for n in range(20)) + "\n" + ",".join(["xxxxxxxxxx"] * 20) + "\n")
    async with files(path, size=(80, 10)) as (app, pilot):
        for _ in range(9):
            await press(pilot, "exclamation_mark", "right")
        await press(pilot, "g", "l")
        assert "column19" in screen_lines(app)[2]


async def test_a_number_is_filtered_as_it_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "sums.csv"
    path.write_text("name,sum\na,1234567.89\nb,2\n")
    async with files(path) as (app, pilot):
        assert "1,234,567.89" in screen_text(app)
        await press(pilot, "right", "f", *"1,234,567.89", "enter")
        assert "1 / 2 rows" in screen_text(app)


async def test_an_unknown_second_key_is_told(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "y", "z")
        assert "y z: no such key" in screen_text(app)


async def test_a_key_tries_the_next_likely_encoding(csv: Path) -> None:
    csv.write_bytes("имя,n\nКиев,1\nДом,2\n".encode("koi8_r"))
    async with files(csv) as (app, pilot):
        await until(app, pilot, "Киев")
        assert "KOI8-R (guessed" in screen_text(app)
        for title, city in (("KOI8-U", "Киев"), ("Windows-1256", "ëةإ×")):
            await press(pilot, "g", "e")
            await until(app, pilot, title)
            assert city in screen_text(app)


async def test_a_file_that_grows_is_followed(csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_tabs_of, "GROWTH", 0.01)
    async with files(csv, follow=True) as (app, pilot):
        await until(app, pilot, "4 rows")
        await press(pilot, "j")
        with csv.open("a", encoding="utf-8") as file:
            file.write("Epsilon,Kenya,5,2024-01-05\n")
        await until(app, pilot, "5 rows")
        assert "Epsilon" in screen_text(app)
        csv.write_text(TEXT[:60], encoding="utf-8")
        await until(app, pilot, "deals.csv is shorter than it was")


async def test_records_within_a_record_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    deals = [{"lead": "A", "sum": 5}, {"lead": "B", "sum": 7}]
    pl.DataFrame({"who": [{"name": "Kimi", "at": {"city": "Beijing"}}], "deals": [deals]}).write_parquet(path)
    async with files(path) as (app, pilot):
        await press(pilot, "enter")
        text = screen_text(app)
        for name, value in (("who.name", "Kimi"), ("who.at.city", "Beijing"), ("deals.2.sum", "7")):
            assert any(name in line and value in line for line in text.splitlines())


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "~nobody-is-called-so/x.csv", "x" * 5000 + "/x.csv"])
async def test_a_place_that_cannot_be_is_told(csv: Path, name: str) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "e", "ctrl+u")
        app.screen.query_one(PromptLine).value = name
        await press(pilot, "enter")
        await rested(pilot)
        assert name[:15] in screen_text(app)
        assert app.is_running


async def test_a_screen_that_is_left_twice_by_one_burst_is_left_once(csv: Path) -> None:
    async with files(csv) as (app, pilot):
        await press(pilot, "?")
        over = app.screen
        assert isinstance(over, OverScreen)
        over.leave()
        over.leave()
        await rested(pilot)
        assert app.screen_stack[-1] is app.screen_stack[0]
