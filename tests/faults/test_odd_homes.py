"""What is kept of a person may be anything: the file opens, one line tells what was set aside, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.screens.driving import files, press
from tests.screens.screen_text import screen_text
from tui.storage import folders, own, watching
from tui.tables import memory
from tui.tables.line import CommandLine

DEEP = "[" * 10_000 + "]" * 10_000
NOISE = bytes(range(256)) * 20
TEXT = "a,b\n1,x\n2,y\n"
ASIDE = "how it was looked at is set aside: "

VIEWS = {
    "an unknown operator": ('{"filters": [["a", "~~", 1]]}', "what was kept of it cannot be read"),
    "a computed column without its source": ('{"derived": [["c", "gone * 2"]]}', "gone"),
    "a computed column that is no expression": ('{"derived": [["c", "((("]]}', "`(((`"),
    "a filter of a column that is gone": ('{"filters": [["gone", "=", 1]]}', "no column `gone`"),
    "an order by a column that is gone": ('{"sort": [["gone", true]]}', "no column `gone`"),
    "another query": ("[1, 2, 3]", "what was kept of it cannot be read"),
}


@pytest.fixture
def csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    path = tmp_path / "x.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def state(name: str) -> Path:
    path = Path(folders.own()) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.parametrize(("query", "why"), VIEWS.values(), ids=VIEWS)
async def test_a_view_that_cannot_be_shown_is_set_aside(query: str, why: str, csv: Path) -> None:
    state(own.view_of(str(csv))).write_text(json.dumps([query, 0, [], []]), encoding="utf-8")
    async with files(csv, size=(200, 14)) as (app, pilot):
        assert "2 rows" in screen_text(app)
        assert ASIDE in screen_text(app)
        assert why in screen_text(app)
        await press(pilot, "[")
        assert ASIDE not in screen_text(app)


@pytest.mark.parametrize("kept", [NOISE, DEEP.encode(), b"[]", b"{}", b"null", b'["{}", 1e999, [], []]'])
async def test_a_view_that_is_noise_is_set_aside(kept: bytes, csv: Path) -> None:
    state(own.view_of(str(csv))).write_bytes(kept)
    async with files(csv, language="zh") as (app, _):
        assert "上次的查看方式已弃用：所存内容无法读取" in screen_text(app)


async def test_a_folder_in_place_of_a_view_hinders_nothing(csv: Path) -> None:
    state(own.view_of(str(csv))).mkdir()
    async with files(csv) as (app, _):
        assert "2 rows" in screen_text(app)


@pytest.mark.parametrize("kept", [NOISE, DEEP.encode(), b"[]", b"3", b'{"a": 1}', b'{"a": [1]}'])
def test_lines_and_notes_that_cannot_be_read_are_set_aside_whole(kept: bytes, csv: Path) -> None:
    for name in ("saved.json", "notes.json"):
        state(name).write_bytes(kept)
    assert memory.named_lines() == {}
    assert watching.notes_on("deals") == {}
    told = memory.keep_line("mine", CommandLine("deals", "company:kimi"))
    assert told.endswith("saved.json could not be read and is now saved.json.unreadable")
    watching.keep_note("deals", "k", "seen")
    assert memory.named_lines()["mine"].filter == "company:kimi"
    assert watching.notes_on("deals") == {"k": "seen"}
    for name in ("saved.json", "notes.json"):
        assert state(f"{name}.unreadable").read_bytes() == kept


def test_history_of_noise_is_lines(csv: Path) -> None:
    state("history-filter").write_bytes(NOISE)
    assert own.add_line("filter", "amount>3") == ""
    assert own.typed_lines("filter")[-1] == "amount>3"
