"""What is packed: gzip and what stands behind it, bzip2, xz, zip archives of tables, and other archives."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from tui.errors import TermsheetError
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.query.fields import RAW

TABLE = b"k,v\na,1\nb,2\n"


def opened(path: Path, content: bytes) -> list[Source]:
    path.write_bytes(content)
    return open_file(str(path))


def rows(source: Source) -> list[tuple[object, ...]]:
    frame = source.frame.collect()
    return frame.select([name for name in frame.columns if RAW not in name]).rows()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def test_members_of_gzip_are_one_text(tmp_path: Path) -> None:
    packed = gzip.compress(TABLE) + gzip.compress(b"c,3\n") + gzip.compress(b"")
    (source,) = opened(tmp_path / "x.csv.gz", packed + b"\0" * 700)
    assert rows(source) == [("a", 1), ("b", 2), ("c", 3)]
    assert source.notices == ()


def test_bytes_behind_gzip_are_told(tmp_path: Path) -> None:
    (source,) = opened(tmp_path / "x.csv.gz", gzip.compress(TABLE) + b"garbage")
    assert rows(source) == [("a", 1), ("b", 2)]
    assert [str(notice) for notice in source.notices] == ["7 bytes behind the gzip data left out"]


@pytest.mark.parametrize("cut", [1, 5, 12])
def test_gzip_that_ends_early_is_refused(tmp_path: Path, cut: int) -> None:
    with pytest.raises(TermsheetError, match="gzip data ends early"):
        opened(tmp_path / "x.csv.gz", gzip.compress(TABLE)[:-cut])


@pytest.mark.parametrize(("name", "pack"), [("x.csv.bz2", bz2.compress), ("x.csv.xz", lzma.compress)])
def test_other_packed_text(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    (source,) = opened(tmp_path / name, pack(TABLE))
    assert rows(source) == [("a", 1), ("b", 2)]
    with pytest.raises(TermsheetError, match=rf"{name}: (bzip2|xz) data (ends early|is damaged)"):
        opened(tmp_path / name, pack(TABLE)[:-6])


def test_a_zip_of_one_table_is_the_table(tmp_path: Path) -> None:
    (source,) = opened(tmp_path / "x.zip", zipped(inner_csv=TABLE, **{"__MACOSX/._inner_csv": b"\0\1"}))
    assert (source.name, source.told[:2], rows(source)) == ("x.zip", ("inner.csv", "zip"), [("a", 1), ("b", 2)])


def test_a_zip_of_tables_is_a_table_each(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    one, two = opened(path, zipped(one_csv=TABLE, two_json=b'[{"n": 5}]', logo_png=b"\x89PNG...."))
    assert [source.name for source in (one, two)] == ["one.csv", "two.json"]
    assert "logo.png: this is a picture, not a table; left out" in str(one.notices[0])
    (named,) = open_file(str(path), Options(table="two.json"))
    assert rows(named) == [(5,)]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (zipped(), "zip archive: it is empty"),
        (zipped(logo_png=b"\x89PNG...."), r"zip archive: logo\.png: this is a picture"),
        (zipped(a_png=b"\x89PNG....", b_pdf=b"%PDF-1"), "zip archive: none of 2 files in it is a table"),
    ],
)
def test_a_zip_without_tables_is_refused_as_a_zip(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(TermsheetError, match=rf"x\.zip: {why}"):
        opened(tmp_path / "x.zip", content)


def test_other_archives_are_refused_by_their_names(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("x.csv")
        entry.size = len(TABLE)
        archive.addfile(entry, io.BytesIO(TABLE))
    for name, content in (
        ("x.tar", buffer.getvalue()),
        ("x.tar.gz", gzip.compress(buffer.getvalue())),
        ("x.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40)),
        ("x.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40)),
    ):
        with pytest.raises(TermsheetError, match=rf"{name}: this is a (tar|7z|RAR) archive, not a table"):
            opened(tmp_path / name, content)
