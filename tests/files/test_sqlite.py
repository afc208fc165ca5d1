"""SQLite as programs leave it: with a log, with views that do not run, with columns of several kinds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.errors import TermsheetError
from tui.files.formats import sqlite
from tui.files.open import open_file
from tui.files.source import Options


@pytest.fixture
def open_elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A database of which one row is in the file, and four rows and a table are only in its log."""
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma wal_autocheckpoint=0")
    connection.execute("create table t(a)")
    connection.execute("insert into t values(1)")
    connection.commit()
    connection.execute("pragma wal_checkpoint")
    connection.executemany("insert into t values(?)", [(n,) for n in range(2, 6)])
    connection.execute("create table u(b)")
    connection.execute("insert into u values(9)")
    connection.commit()
    yield path
    connection.close()


def test_a_database_is_read_with_its_log(open_elsewhere: Path) -> None:
    before = {path.name: path.read_bytes() for path in open_elsewhere.parent.iterdir()}
    t, u = open_file(str(open_elsewhere))
    assert t.frame.collect()["a"].to_list() == [1, 2, 3, 4, 5]
    assert u.frame.collect()["b"].to_list() == [9]
    assert "bytes of its log" in str(t.notices[0])
    assert {path.name: path.read_bytes() for path in open_elsewhere.parent.iterdir()} == before


def test_a_database_that_never_rests_is_refused(open_elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter(range(1000))
    monkeypatch.setattr(sqlite, "_stamps", lambda parts: [(1, next(seen)), (1, 0), (0, 0)])
    with pytest.raises(TermsheetError, match=r"x\.db: another program writes into the database"):
        open_file(str(open_elsewhere))


def made(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_view_that_does_not_run_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = made(
        tmp_path / "x.db", "create table t(a)", "insert into t values(1)", "create view v as select gone from t"
    )
    (source,) = open_file(str(path))
    assert str(source.notices[0]) == "`v` does not run: no such column: gone; left out"
    with pytest.raises(TermsheetError, match=r"x\.db: `v` does not run: no such column: gone"):
        open_file(str(path), Options(table="v"))
    path = made(tmp_path / "y.db", "create table t(a)", "create view v as select a from t", "drop table t")
    with pytest.raises(TermsheetError, match="`v` does not run"):
        open_file(str(path))


def test_columns_hold_what_stands_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "ROWS_TAKEN", 2)
    path = made(
        tmp_path / "x.db",
        "create table t(whole, mixed, wide, blob, none, late)",
        "insert into t values(1, 1, 1152921504606846977, x'01ff', null, null)",
        "insert into t values(2, 'words', 1.5, null, null, null)",
        "insert into t values(3, x'ff', 2, x'00', null, null)",
        "insert into t values(null, 2.5, 3, x'', null, 'words')",
    )
    (source,) = open_file(str(path))
    assert source.frame.collect().select("whole", "mixed", "wide", "blob", "none", "late").rows() == [
        (1, "1", "1152921504606846977", b"\x01\xff", None, None),
        (2, "words", "1.5", None, None, None),
        (3, "ff", "2", b"\x00", None, None),
        (None, "2.5", "3", b"", None, "words"),
    ]


def test_damaged_text_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "x.db", "create table t(a)", "insert into t values(cast(x'61ff' as text))")
    (source,) = open_file(str(path))
    assert str(source.notices[0]) == "row 1, column a: holds bytes that are no UTF-8"
