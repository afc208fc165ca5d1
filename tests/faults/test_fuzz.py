"""Random keys: a short run of the fuzzer, the same each time, and that the fuzzer finds and reduces what fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual._context import visible_screen_stack
from textual.renderables.blank import Blank

from bench import fuzz
from bench.fuzz_files import CASES, write_files
from bench.fuzz_steps import Step, made, told
from tests.screens.driving import explorer, press
from tui.corpus.lens import Lens
from tui.tables.model import TableModel

KEYS = 700
"""Keys over each of the cases: more than 2,000 in all."""


def alone(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("STATE", "CACHE", "CONFIG"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name))
    patch.chdir(folder)
    write_files(folder / "files")


@pytest.mark.parametrize("case", CASES)
def test_random_keys_end_nothing(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    steps = made(14, KEYS)
    why = fuzz.in_app(case, steps)
    assert not why, f"{why}\n{told(fuzz.reduced(case, steps, fuzz.in_app))}"


def test_a_seed_is_a_sequence_of_keys() -> None:
    steps = made(3, 500)
    assert steps == made(3, 500)
    assert steps != made(4, 500)
    assert sum(step.keys for step in steps) >= 500
    assert any(step.size for step in steps)


def test_what_fails_is_reduced() -> None:
    def run(case: str, steps: Sequence[Step]) -> str:
        sent = [step.sent for step in steps]
        return "fails" if b"a" in sent and b"b" in sent[sent.index(b"a") :] else ""

    steps = [Step(bytes([code])) for code in range(0x41, 0x7B)]
    assert [step.sent for step in fuzz.reduced("none", steps, run)] == [b"a", b"b"]
    assert fuzz.reduced("none", steps, lambda case, steps: "") == steps


async def test_what_ends_the_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a mistake")

    alone(tmp_path, monkeypatch)
    monkeypatch.setattr(TableModel, "move_to", fail)
    why, left = await fuzz._one_app("files", [Step(b"j"), Step(b"j"), Step(b"j")])
    assert "ValueError: a mistake" in why
    assert len(left) < 3


async def test_no_page_draws_those_beneath_it(lens: Lens) -> None:
    """Each was drawn within the one above it, until there were too many."""
    async with explorer(lens) as (app, pilot):
        await press(pilot, "?")
        beneath, page = app.screen_stack[0], app.screen
        visible_screen_stack.set([beneath])
        assert isinstance(page.render(), Blank)
