"""A small corpus of made-up claims, and the tools that read a screen as text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.cells.cell import Reader
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session", autouse=True)
def _terminal() -> Iterator[None]:
    """A terminal that shows everything, whichever the tests are run in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("LANG", "C.UTF-8")
        for name in ("LC_ALL", "LC_CTYPE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that tests compute lands in the person's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up claims and the descriptions that ship with termsheet."""
    return _copy(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of the small corpus to spoil."""
    return _copy(tmp_path / "corpus")


def _copy(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for path in (*SMALL.glob("*.csv"), *(ROOT / "data").glob("*.toml")):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="session")
def lens(small: Path) -> Lens:
    return Lens(Corpus(small))


@pytest.fixture(scope="session")
def english(lens: Lens) -> Reader:
    return Reader("en", lens.names)


@pytest.fixture(scope="session")
def chinese(lens: Lens) -> Reader:
    return Reader("zh", lens.names)
