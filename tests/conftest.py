"""A small corpus of made-up claims, and the tools that read a screen as text."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from compileall import compile_dir
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tui.cells.cell import Reader
from tui.cli import verbs
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.storage.corpora import VARIABLE
from tui.storage.shipped import place

# What the person who runs the tests set for the program is not for the tests.
os.environ["TERMSHEET_CONFIG"] = os.devnull

# No property fails on a clock. In CI, where Hypothesis tries the same examples each time, this stays so.
_ALL = bool(os.environ.get("CI"))
settings.register_profile(
    "termsheet",
    settings.get_profile("ci" if _ALL else "default"),
    max_examples=100 if _ALL else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("termsheet")

APART = {"servers": "servers", "faults": "long", "terminal": "long"}
"""The folders whose tests are apart, each with their mark."""
TRIED = " and ".join(f"not {mark}" for mark in dict.fromkeys(APART.values()))


def pytest_configure(config: pytest.Config) -> None:
    """What is apart is tried where it is asked for: by its mark, or by its path."""
    if not config.option.markexpr and config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.option.markexpr = TRIED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        mark = APART.get(item.path.relative_to(ROOT / "tests").parts[0])
        if mark is not None:
            item.add_marker(mark)


# Thousands of tests are made that all stay: nothing among them is worth looking for.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on what tests leave behind is collected, and only that."""
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tried here is said, and not only counted."""
    if terminalreporter.config.option.markexpr == TRIED:
        apart = " or ".join(dict.fromkeys(APART.values()))
        terminalreporter.write_line(f'NOT TRIED: what is apart; .venv/bin/pytest -m "{apart}"', yellow=True)
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {str(report.longrepr[2]) for report in skipped if "tests/servers/" in report.nodeid}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT TRIED: {reason.removeprefix('Skipped: ')}", yellow=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """The programs that tests start do not each compile what a fresh checkout has not compiled yet."""
    if not hasattr(session.config, "workerinput"):
        compile_dir(ROOT / "tui", quiet=2)


Run = Callable[..., tuple[int, str, str]]
"""A command: its words, then exit code, stdout and stderr."""

TABLES = ("deals", "users", "departures", "companies", "market", "facts", "disputes", "entities", "sources")
CLAIMED = ("deals", "users", "departures", "market", "facts")

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


@pytest.fixture(scope="session")
def shipped() -> Lens:
    """The corpus that ships with termsheet."""
    return Lens(Corpus(Path(place("data"))))


@pytest.fixture
def run_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Run]:
    """Makes a folder the corpus of the command line, which is English; gives what runs a command."""

    def on(folder: Path) -> Run:
        monkeypatch.setenv(VARIABLE, str(folder))
        monkeypatch.setenv("LANG", "C.UTF-8")
        for name in ("TERMSHEET_LANG", "LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)

        def command(*words: str) -> tuple[int, str, str]:
            code = verbs.main(words)
            out, err = capsys.readouterr()
            return code, out, err

        return command

    return on


@pytest.fixture
def run(small: Path, run_on: Callable[[Path], Run]) -> Run:
    """Runs a command on the small corpus."""
    return run_on(small)
