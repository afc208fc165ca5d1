"""Files that change while they are open: one line, and `R` reads them again; what is in memory stays what it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from tests.screens.driving import files, press, rested, shown, until
from tests.screens.screen_text import screen_text
from tui.engines.base import Engine
from tui.engines.registry import runner
from tui.errors import TermsheetError
from tui.files.formats import arrow
from tui.files.open import open_file
from tui.query.query import Condition, Query, SortKey
from tui.tables import of_files

LARGE = 1_400_000
"""Rows of a file that is read in place: more than 8 MB of numbers that do not pack."""
SOME = Query(sort=(SortKey("n"),))


def rows(height: int, start: int = 0) -> pl.DataFrame:
    return pl.select(n=(pl.int_range(start, start + height) * 2654435761) % (1 << 62), t=pl.lit("x"))


def text(path: Path, frame: pl.DataFrame) -> None:
    frame.write_csv(path)


def database(path: Path, frame: pl.DataFrame) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table rows (n integer, t text)")
        connection.executemany("insert into rows values (?, ?)", frame.iter_rows())
        connection.commit()


WRITE: dict[str, Callable[[Path, pl.DataFrame], object]] = {
    "parquet": lambda path, frame: frame.write_parquet(path),
    "arrow": lambda path, frame: frame.write_ipc(path),
    "csv": text,
    "ndjson": lambda path, frame: frame.write_ndjson(path),
    "sqlite": database,
    "xlsx": lambda path, frame: frame.write_excel(path),
}


def replaced(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    other = path.with_name(f"other{path.suffix}")
    write(other, rows(50, 7))
    os.replace(other, path)


def overwritten(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    """The same inode with other bytes."""
    other = path.with_name(f"other{path.suffix}")
    write(other, rows(50, 7))
    path.write_bytes(other.read_bytes())


def cut(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    os.truncate(path, 0)


def noise(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    """As many bytes as before, the time apart."""
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, ns=(1, 1))


def deleted(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    path.unlink()


def foldered(path: Path, write: Callable[[Path, pl.DataFrame], object]) -> None:
    path.unlink()
    path.mkdir()


CHANGES = (replaced, overwritten, cut, emptied, noise, deleted, foldered)

QUESTIONS: dict[str, Callable[[Engine], object]] = {
    "page": lambda engine: engine.page(Query(), 2000, 10),
    "sorted": lambda engine: engine.page(SOME, 0, 10),
    "gathered": lambda engine: engine.page(SOME, 0, 10, index=pl.Series([9, 3], dtype=pl.UInt32)),
    "count": lambda engine: engine.count(Query((Condition("n", ">", 5),))),
    "index": lambda engine: engine.index(SOME),
    "search": lambda engine: list(engine.search(Query(), (Condition("t", "=", "x"),))),
    "frequency": lambda engine: engine.frequency(Query(), "t"),
    "summary": lambda engine: engine.summary(Query(), engine.fields),
    "bins": lambda engine: engine.bins(Query(), "n"),
    "export": lambda engine: list(engine.export(Query(), 100)),
    "lazy": lambda engine: engine.lazy(Query()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_is_read_in_place_is_not_read_on(change: Callable[..., None], tmp_path: Path) -> None:
    """Polars would end the process: what it learnt of a file holds for that file."""
    path = tmp_path / "x.parquet"
    WRITE["parquet"](path, rows(LARGE))
    assert path.stat().st_size > 8 << 20
    dataset = of_files.file_dataset(open_file(str(path))[0], {}, "en")
    assert not dataset.resident
    change(path, WRITE["parquet"])
    for question in QUESTIONS.values():
        with pytest.raises(TermsheetError) as told:
            question(dataset.engine)
        assert told.value.said == (
            "x.parquet changed on the disk; R reads it again",
            "x.parquet 在磁盘上已变；按 R 重新读取",
        )


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("form", WRITE)
def test_a_file_in_memory_is_what_it_was(form: str, change: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / f"x.{form}"
    before = rows(3000)
    WRITE[form](path, before)
    dataset = of_files.file_dataset(open_file(str(path))[0], {}, "en")
    change(path, WRITE[form])
    assert dataset.engine.page(Query(), 2990, 5).frame["n"].to_list() == before["n"][2990:2995].to_list()
    assert dataset.engine.count(Query((Condition("t", "=", "x"),))) == 3000


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("held", [arrow.IN_MEMORY, 1 << 20])
def test_an_arrow_file_is_what_it_was(
    held: int, change: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polars maps it even where all of its rows are on hand: it is read from memory, or from a copy."""
    monkeypatch.setattr(arrow, "IN_MEMORY", held)
    path = tmp_path / "x.arrow"
    height = 300_000
    before = rows(height)
    before.write_ipc(path, record_batch_size=20_000)
    source = open_file(str(path))[0]
    if source.whole is not None:
        assert source.frame.collect().equals(before.head(500))
        source = source.whole(runner())
    dataset = of_files.file_dataset(source, {}, "en")
    change(path, WRITE["arrow"])
    assert dataset.engine.page(Query(), height - 10, 5).frame["n"].to_list() == before["n"][-10:-5].to_list()
    for question in QUESTIONS.values():
        question(dataset.engine)
    assert not mapped(path)


def mapped(path: Path) -> bool:
    """Whether a file is part of this process's memory, where the system tells."""
    maps = Path("/proc/self/maps")
    return maps.exists() and str(path) in maps.read_text()


CUT_MEANWHILE = """
import os, random, shutil, sys, threading
from pathlib import Path
from tests.faults.test_changed_files import QUESTIONS
from tui.engines.registry import runner
from tui.files.formats import arrow
from tui.files.open import open_file
from tui.files import text
from tui.files.formats import arrow
from tui.tables.of_files import file_dataset

text.LARGEST_SEEN = text.SMALL_TEXT = arrow.IN_MEMORY = 1 << 20
chance = random.Random(14)


def ask(path):
    source = open_file(str(path))[0]
    source = source if source.whole is None else source.whole(runner())
    engine = file_dataset(source, {}, "en").engine
    for name in ("sorted", "index", "search", "frequency", "bins", "export"):
        QUESTIONS[name](engine)


for whole, seconds in zip(map(Path, sys.argv[1::2]), map(float, sys.argv[2::2])):
    path = whole.with_name("x" + whole.suffix)
    for _ in range(5):
        shutil.copyfile(whole, path)
        left = chance.choice((0, 4096, whole.stat().st_size // 2))
        cut = threading.Timer(chance.random() * seconds, os.truncate, (path, left))
        cut.start()
        try:
            ask(path)
        except BaseException:
            # Told in one line, Polars' panics among them; what must not be is the end of the process.
            pass
        cut.join()
print("alive")
"""


WITHIN = {"parquet": 0.1, "arrow": 0.05, "csv": 0.3, "ndjson": 0.1}
"""Seconds in which the cut falls: while the file is opened, read to its end or asked."""


def test_a_file_cut_meanwhile_ends_a_query_and_not_the_program(tmp_path: Path) -> None:
    """A page of a mapped file that is gone ends the process by a signal, whatever Python does."""
    for form in WITHIN:
        WRITE[form](tmp_path / f"whole.{form}", rows(40_000 if form == "ndjson" else 150_000))
    each = [word for form, seconds in WITHIN.items() for word in (str(tmp_path / f"whole.{form}"), str(seconds))]
    done = subprocess.run([sys.executable, "-c", CUT_MEANWHILE, *each], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "alive\n"


def test_one_of_several_files_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_files, "RESIDENT_CELLS", 10)
    for name in "ab":
        rows(3000).write_parquet(tmp_path / f"{name}.parquet")
    dataset = of_files.file_dataset(open_file(str(tmp_path))[0], {}, "en")
    assert dataset.engine.count(Query((Condition("t", "=", "x"),))) == 6000
    replaced(tmp_path / "b.parquet", WRITE["parquet"])
    with pytest.raises(TermsheetError, match=r"^b\.parquet changed on the disk; R reads it again$"):
        dataset.engine.index(SOME)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_key_after_the_change_tells_it_and_r_reads_again(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_files, "RESIDENT_CELLS", 10)
    path = tmp_path / "x.parquet"
    rows(9000).write_parquet(path)
    told = {"en": "x.parquet changed on the disk; R reads it again", "zh": "x.parquet 在磁盘上已变；按 R 重新读取"}
    async with files(path, language=language) as (app, pilot):
        await until(app, pilot, "9,000")
        replaced(path, WRITE["parquet"])
        await press(pilot, "G")
        await until(app, pilot, told[language])
        await press(pilot, "[")
        await rested(pilot)
        assert told[language] in screen_text(app)
        assert not shown(app).tabs.models[0].pending
        await press(pilot, "R")
        await until(app, pilot, "50 ")
        assert told[language] not in screen_text(app)
        await press(pilot, "g", "g")
        assert str(rows(1, 7)["n"][0]) in screen_text(app).replace(",", "")


async def test_a_file_that_is_gone_is_told_and_stays_as_it_was_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_files, "RESIDENT_CELLS", 10)
    path = tmp_path / "x.parquet"
    rows(9000).write_parquet(path)
    async with files(path) as (app, pilot):
        await until(app, pilot, "9,000")
        before = screen_text(app).splitlines()[3]
        path.unlink()
        await press(pilot, "]")
        await until(app, pilot, "x.parquet changed on the disk")
        assert screen_text(app).splitlines()[3] == before
        await press(pilot, "R")
        await until(app, pilot, "No such file")
