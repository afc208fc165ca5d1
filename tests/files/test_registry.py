"""The formats of files: known by what is in a file, before any is read."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import ROOT
from tui.cli.routes import is_file
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.files import formats as modules
from tui.files.format import FileFormat, TextFormat
from tui.files.open import open_copy, open_file
from tui.files.registry import endings, file_formats, of_bytes, openable


def test_no_two_formats_are_known_by_the_same() -> None:
    marks = [mark for form in file_formats() if isinstance(form, FileFormat) for mark in form.marks]
    assert not any(one.startswith(other) for one in marks for other in marks if one is not other)
    assert len(set(endings())) == len(endings())
    assert len({form.name for form in file_formats()}) == len(file_formats())
    assert [form.name for form in file_formats() if isinstance(form, TextFormat) and form.begins is None] == ["CSV"]


def test_each_module_says_its_formats() -> None:
    folder = Path(modules.__path__[0])
    found = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert found == {form.read.__module__.rpartition(".")[2] for form in file_formats()}


def test_what_can_be_opened_is_told() -> None:
    assert openable().en == (
        "Arrow, Arrow stream, Avro, CSV, Excel, JSON, Parquet, SQLite, bzip2, gzip, xz, zip and zstd can be opened"
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(name in readme for name in ("CSV", "Parquet", "Arrow", "JSON", "SQLite", "workbooks"))


@pytest.mark.parametrize("ending", endings())
def test_a_known_ending_names_a_file(ending: str) -> None:
    assert is_file(f"none{ending.upper()}")


def test_endings_are_asked_for_without_polars() -> None:
    script = "import sys; from tui.cli.routes import is_file; print(is_file('x.parquet'), 'polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
    script = "import sys; from tui.cli.routes import verb_of; verb_of('kimi', ''); print('tui.files' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("head", "name"),
    [(b"PAR1....", "Parquet"), (b"SQLite format 3\x00", "SQLite"), (b"\x1f\x8b\x08", "gzip"), (b"a,b\n", None)],
)
def test_a_format_is_known_by_its_bytes(head: bytes, name: str | None) -> None:
    found = of_bytes(head)
    assert (found.name if found else None) == name


def test_what_is_packed_is_read_as_what_it_is(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pl.DataFrame({"a": [1, 2]}).write_parquet(buffer)
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(buffer.getvalue()))
    (source,) = open_file(str(path))
    assert source.frame.collect().rows() == [(1,), (2,)]
    assert (source.name, source.form, source.told) == ("x.gz", "Parquet", ("gzip",))
    path = tmp_path / "y.json.gz"
    path.write_bytes(gzip.compress(b'[{"a": 1}]'))
    assert open_file(str(path))[0].form == "JSON"


def test_what_came_through_a_pipe_is_known_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "f3a9"
    path.write_text('{"a": 1}\n{"a": 2}\n')
    (source,) = open_copy(path, "stdin")
    assert (source.name, source.path, source.form) == ("stdin", None, "NDJSON")
    path.write_text("")
    with pytest.raises(TermsheetError, match=r"^stdin: the file is empty") as failure:
        open_copy(path, "stdin")
    assert failure.value.exit_code == EXIT_UNREADABLE
