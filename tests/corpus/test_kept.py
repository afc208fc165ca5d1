"""What is kept of a corpus: the same as computed, gone with any change, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from tests.conftest import TABLES
from tui.corpus.corpus import Corpus
from tui.corpus.kept import Kept
from tui.corpus.lens import Lens
from tui.storage.frames import MOST_STATES


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "termsheet" / "frames"


def same(one: Lens, other: Lens) -> None:
    for name in TABLES:
        assert_frame_equal(one.shown(name), other.shown(name))
    assert one.corpus.check() == other.corpus.check()
    for words in ("yzam", "openai", "月之暗面"):
        assert one.matcher.find(words) == other.matcher.find(words)


def test_what_was_kept_is_what_is_computed(scratch: Path, cache: Path) -> None:
    plain = Lens(Corpus(scratch))
    same(Lens(Corpus(scratch, Kept(scratch))), plain)
    assert {path.suffix for path in cache.glob("*/*")} == {".arrow", ".json"}
    same(Lens(Corpus(scratch, Kept(scratch))), plain)


def test_a_changed_corpus_is_computed_anew(scratch: Path, cache: Path) -> None:
    before = Lens(Corpus(scratch, Kept(scratch))).shown("deals")["amount"].sum()
    path = scratch / "deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1300000000", "1400000001"), encoding="utf-8")
    assert Lens(Corpus(scratch, Kept(scratch))).shown("deals")["amount"].sum() == before + 100000001


@pytest.mark.long
def test_damage_is_computed_over(scratch: Path, cache: Path) -> None:
    Lens(Corpus(scratch, Kept(scratch))).matcher.find("x")
    plain = Lens(Corpus(scratch))
    same(Lens(Corpus(scratch, Kept(scratch))), plain)
    for path in cache.glob("*/*"):
        path.write_bytes(b"junk")
    same(Lens(Corpus(scratch, Kept(scratch))), plain)


def test_without_a_place_it_is_computed(scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    same(Lens(Corpus(scratch, Kept(scratch))), Lens(Corpus(scratch)))


def test_old_states_go(scratch: Path, cache: Path) -> None:
    for number in range(MOST_STATES + 3):
        os.utime(scratch / "deals.csv", (number, number))
        Lens(Corpus(scratch, Kept(scratch))).shown("entities")
    assert len([*cache.iterdir()]) == MOST_STATES
