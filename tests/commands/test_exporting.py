"""The table shown is written to a file, and over one only when it is named twice."""

from __future__ import annotations

from pathlib import Path

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk


def test_what_is_shown_is_written(desk: FakeDesk, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    model(desk).column_named("country")
    do(desk, "filter.keep", "export")
    assert desk.prompt.text == "deals-export.csv"
    assert desk.prompt.enter(str(target))
    assert desk.told == f"written: {target}"
    lines = [line.split(",") for line in target.read_text().splitlines()]
    assert [line[:2] for line in lines] == [["company", "country"], ["Alpha 甲", "China"], ["Gamma 丙", "China"]]


def test_a_file_that_is_there_is_named_twice(desk: FakeDesk, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    do(desk, "export")
    assert desk.prompt.enter(str(target))
    assert desk.told == f"{target} is there already: e and Enter once more write over it"
    assert target.read_text() == "mine"
    do(desk, "export")
    assert desk.prompt.text == str(target)
    assert desk.prompt.enter()
    assert target.read_text().startswith("company,")


def test_why_it_cannot_be_written_is_kept(desk: FakeDesk, tmp_path: Path) -> None:
    do(desk, "export")
    assert desk.prompt.enter(str(tmp_path / "out.nothing"))
    failure = model(desk).tasks.failure
    assert failure is not None
    assert "has no ending that says its format" in failure.en
