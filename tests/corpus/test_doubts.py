"""Doubts: what may stand so is told apart from problems, and nothing is dropped for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.test_corpus import spoil
from tui.corpus.corpus import Corpus


def doubts(folder: Path) -> list[str]:
    corpus = Corpus(folder)
    assert corpus.check() == []
    return [str(doubt) for doubt in corpus.doubts()]


def test_the_small_corpus_leaves_no_doubt(small: Path) -> None:
    assert doubts(small) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "deals.csv",
            "1300000000,,CNY",
            "1300000000,,SEK",
            "deals.csv:5: currency `SEK`: no rate for 2024-02 in fx.csv; shown in the original only",
        ),
        (
            "deals.csv",
            "2500000000,USD,post",
            "2500000000,SEK,post",
            "deals.csv:4: valuation_currency `SEK`: no rate for 2024-02 in fx.csv; shown in the original only",
        ),
        (
            "deals.csv",
            "moonshot-ai-2024-02,moonshot-ai,funding,b,2024-02",
            "moonshot-ai-2024-02,moonshot-ai,funding,b,2025-04",
            "deals.csv:4: announced `2025-04`: after its source was published, 2025-03-31",
        ),
        (
            "users.csv",
            "190000000,,people,,,reported,actual,at_least,questmobile,panel,s1",
            "190000000,,people,,,reported,actual,at_least,xsignal,panel,s2",
            "users.csv:3: value `190000000.0`: another value of the same source than on line 2",
        ),
    ],
)
def test_a_doubt_names_file_line_column_and_rule(scratch: Path, file: str, old: str, new: str, told: str) -> None:
    spoil(scratch, file, old, new)
    assert doubts(scratch) == [told]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        # A year names no month, so it has no rate that could be missing.
        ("deals.csv", "2024-02,announced,1300000000,,CNY", "2024,announced,1300000000,,SEK"),
        # A plan may lie ahead of its source; so may what is known to be misdated.
        ("users.csv", "2025-02,145500000,,people,,,reported,actual", "2026-02,145500000,,people,,,reported,forecast"),
        ("users.csv", "1.455亿,medium,,", "1.455亿,medium,misdated,"),
        # The month of the source itself is not after it.
        ("deals.csv", "funding,b,2024-02,announced", "funding,b,2025-03,announced"),
    ],
)
def test_what_is_meant_so_is_no_doubt(scratch: Path, file: str, old: str, new: str) -> None:
    spoil(scratch, file, old, new)
    if "misdated" in new:
        spoil(scratch, file, "app,cn,2025-02,145500000", "app,cn,2026-02,145500000")
    assert Corpus(scratch).doubts() == []


def test_two_tellers_on_one_page_are_two_voices(scratch: Path) -> None:
    spoil(scratch, "users.csv", "at_least,questmobile,panel,s1", "at_least,questmobile,panel,s2")
    assert doubts(scratch) == []


def test_without_rates_no_currency_is_doubted(scratch: Path) -> None:
    spoil(scratch, "deals.csv", "1300000000,,CNY", "1300000000,,SEK")
    (scratch / "fx.csv").unlink()
    assert Corpus(scratch).doubts() == []
