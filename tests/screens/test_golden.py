"""Whole screens against text files, in both languages; `tests.golden` says how the files are written anew."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.golden import compare
from tests.screens.driving import explorer, press, rested
from tests.screens.screen_text import screen_text
from tui.corpus.lens import Lens

GOLDEN = Path(__file__).parent / "golden"
NARROW, USUAL, WIDE = (80, 24), (120, 40), (200, 60)


class Shot(NamedTuple):
    """The screen after some keys: its file's name, the keys, and those that lead back from it."""

    name: str
    keys: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


class Walk(NamedTuple):
    """Screens that one program shows one after the other: the tab it begins at, its sizes, the screens."""

    tab: str
    sizes: tuple[tuple[int, int], ...]
    shots: tuple[Shot, ...]


TABS = ("overview", "deals", "users", "departures", "companies", "market", "facts", "disputes", "sources")
LEFT, CLOSED = ("escape",), ("q",)
WALKS = (
    Walk("overview", (NARROW, USUAL, WIDE), tuple(Shot(tab, (str(n),)) for n, tab in enumerate(TABS, 1))),
    Walk(
        "deals",
        (NARROW, USUAL),
        (
            Shot("filter-suggestions", ("f", *"company:"), LEFT),
            Shot("filter-reading", ("f", *"amount>=10亿"), LEFT),
            Shot("filter-wrong", ("f", *"round:zz", "enter"), LEFT),
            Shot("palette", ("colon",), LEFT),
            Shot("palette-typed", ("colon", *"moon"), LEFT),
            Shot("chooser", ("C",), LEFT),
            Shot("chooser-one", ("c",), LEFT),
            Shot("help", ("question_mark",), CLOSED),
            Shot("help-narrowed", ("question_mark", *"sort"), LEFT),
            Shot("sources-of-a-figure", ("s",), CLOSED),
            Shot("frequency", ("F",), CLOSED),
            Shot("statistics", ("I",), CLOSED),
            Shot("problems", ("g", "exclamation_mark"), CLOSED),
            Shot("prefix", ("g",), LEFT),
            Shot("find", ("slash", *"moon")),
        ),
    ),
    Walk("disputes", (USUAL,), (Shot("disputes-settled", ("r",)),)),
    Walk("disputes", (USUAL,), (Shot("dispute-opened", ("enter",)),)),
    Walk("deals", (NARROW,), (Shot("detail-drawer", ("d",)),)),
    Walk("users", (USUAL, WIDE), (Shot("detail-of-users", ("G",)),)),
    Walk("deals", (USUAL,), (Shot("detail-away", ("d",)),)),
    Walk("deals", (WIDE,), (Shot("entity-card", ("colon", *"moonshot ai", "enter")),)),
    Walk(
        "deals",
        (NARROW, USUAL),
        (
            Shot("comparison", ("colon", *"openai vs kimi", "enter"), CLOSED),
            Shot("entity-card", ("colon", *"moonshot ai", "enter")),
            Shot("entity-deals", ("2",)),
        ),
    ),
    Walk("deals", (NARROW, USUAL), (Shot("cell", ("right", "z")),)),
    Walk("deals", (NARROW, USUAL), (Shot("filter-taken", ("f", *"company:moonshot-ai", "enter")),)),
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("walk", "size"),
    [(walk, size) for walk in WALKS for size in walk.sizes],
    ids=[f"{walk.shots[0].name}-{columns}x{rows}" for walk in WALKS for columns, rows in walk.sizes],
)
async def test_screens_look_as_they_did(lens: Lens, walk: Walk, size: tuple[int, int], language: str) -> None:
    async with explorer(lens, walk.tab, size, language) as (app, pilot):
        for shot in walk.shots:
            await press(pilot, *shot.keys)
            await rested(pilot)
            compare(_golden(shot, size, language), screen_text(app).rstrip() + "\n")
            await press(pilot, *shot.back)


def _golden(shot: Shot, size: tuple[int, int], language: str) -> Path:
    return GOLDEN / f"{shot.name}-{size[0]}x{size[1]}-{language}.txt"


def test_no_file_is_of_a_screen_that_is_gone() -> None:
    every = [
        _golden(shot, size, language)
        for walk in WALKS
        for shot in walk.shots
        for size in walk.sizes
        for language in ("en", "zh")
    ]
    assert len(every) == len({*every})
    assert {
        path
        for path in GOLDEN.glob("*.txt")
        if not path.stem.startswith("keys-") and not path.stem.endswith(("-ascii", "-linux"))
    } == {*every}
