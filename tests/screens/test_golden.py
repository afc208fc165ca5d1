"""Whole screens against text files, in both languages; `tests.golden` says how the files are written anew."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.golden import compare
from tests.screens.driving import explorer, press
from tests.screens.screen_text import screen_text
from tui.corpus.lens import Lens

GOLDEN = Path(__file__).parent / "golden"
NARROW, USUAL, WIDE = (80, 24), (120, 40), (200, 60)


class Shot(NamedTuple):
    """The screen after some keys: its file's name, the tab it begins at, the keys, and the sizes."""

    name: str
    tab: str
    keys: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = (NARROW, USUAL)


SHOTS = (
    *(
        Shot(tab, tab, sizes=(NARROW, USUAL, WIDE))
        for tab in ("overview", "deals", "users", "departures", "companies", "market", "facts", "disputes", "sources")
    ),
    Shot("disputes-settled", "disputes", ("r",), (USUAL,)),
    Shot("dispute-opened", "disputes", ("enter",), (USUAL,)),
    Shot("detail-drawer", "deals", ("d",), (NARROW,)),
    Shot("detail-of-users", "users", ("G",), (USUAL, WIDE)),
    Shot("detail-away", "deals", ("d",), (USUAL,)),
    Shot("entity-card", "deals", ("colon", *"moonshot ai", "enter"), (NARROW, USUAL, WIDE)),
    Shot("entity-deals", "deals", ("colon", *"moonshot ai", "enter", "2")),
    Shot("comparison", "deals", ("colon", *"openai vs kimi", "enter")),
    Shot("filter-suggestions", "deals", ("f", *"company:")),
    Shot("filter-reading", "deals", ("f", *"amount>=10亿")),
    Shot("filter-wrong", "deals", ("f", *"round:zz", "enter")),
    Shot("filter-taken", "deals", ("f", *"company:moonshot-ai", "enter")),
    Shot("find", "deals", ("slash", *"moon")),
    Shot("palette", "deals", ("colon",)),
    Shot("palette-typed", "deals", ("colon", *"moon")),
    Shot("chooser", "deals", ("C",)),
    Shot("chooser-one", "deals", ("c",)),
    Shot("help", "deals", ("question_mark",)),
    Shot("help-narrowed", "deals", ("question_mark", *"sort")),
    Shot("sources-of-a-figure", "deals", ("s",)),
    Shot("frequency", "deals", ("F",)),
    Shot("statistics", "deals", ("I",)),
    Shot("problems", "deals", ("g", "exclamation_mark")),
    Shot("prefix", "deals", ("g",)),
    Shot("cell", "deals", ("right", "z")),
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("shot", "size"),
    [(shot, size) for shot in SHOTS for size in shot.sizes],
    ids=[f"{shot.name}-{columns}x{rows}" for shot in SHOTS for columns, rows in shot.sizes],
)
async def test_screens_look_as_they_did(lens: Lens, shot: Shot, size: tuple[int, int], language: str) -> None:
    async with explorer(lens, shot.tab, size, language) as (app, pilot):
        await press(pilot, *shot.keys)
        text = screen_text(app).rstrip() + "\n"
    compare(GOLDEN / f"{shot.name}-{size[0]}x{size[1]}-{language}.txt", text)


def test_no_file_is_of_a_screen_that_is_gone() -> None:
    every = {f"{s.name}-{c}x{r}-{language}" for s in SHOTS for c, r in s.sizes for language in ("en", "zh")}
    assert {
        path.stem
        for path in GOLDEN.glob("*.txt")
        if not path.stem.startswith("keys-") and not path.stem.endswith(("-ascii", "-linux"))
    } == every
