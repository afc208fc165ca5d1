"""Zip archives: a workbook is one, and one that holds tables is opened as they are."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tui.errors import TermsheetError, reason
from tui.files.format import FileFormat
from tui.files.registry import endings, read_file
from tui.language.label import Label
from tui.language.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zipfile import ZipFile, ZipInfo

    from tui.files.source import File, Options, Source

WORKBOOK = ("[Content_Types].xml", "xl/workbook.xml", "xl/workbook.bin", "content.xml")
"""Members that only the zip archive of a workbook has."""
MOST_TABLES = 50
"""Tables of one archive that are opened."""


def _members(archive: ZipFile) -> list[ZipInfo]:
    """What is in an archive, but for what systems leave there."""
    return [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member.filename).parts)
    ]


def _unpacked(archive: ZipFile, member: ZipInfo) -> Path:
    """Where the bytes of a member lie, under the ending of its name."""
    from tui.files.source import Unreadable
    from tui.files.temporary import poured

    if member.flag_bits & 1:
        raise Unreadable(label("file.encrypted", member.filename), label("file.encrypted.hint"))
    with archive.open(member) as packed:
        return poured(packed)


def _read_members(file: File, archive: ZipFile, options: Options) -> list[Source]:
    from tui.files.source import Notice, Unreadable

    # What has the ending of a table is one before a text that may be prose.
    members = sorted(_members(archive), key=lambda member: not member.filename.lower().endswith(endings()))
    named = {member.filename: member for member in members}
    chosen = [named[options.table]] if options.table in named else members[:MOST_TABLES]
    inner = options._replace(table="") if options.table in named else options
    found: list[Source] = []
    refused: list[Label] = []
    for member in chosen:
        told = (member.filename, *file.told)
        try:
            packed = file._replace(unpacked=_unpacked(archive, member), told=told, member=member.filename)
            found += read_file(packed, inner)
        except TermsheetError as error:
            refused.append(Label(*(f"{member.filename}: {why}" for why in error.why)))
    if not found:
        names = ", ".join(list(named)[:10])
        why = refused[0] if len(refused) == 1 else label("file.zip_none", str(len(refused)), names)
        raise Unreadable(label("file.zip", why if members else label("file.zip_empty")), label("file.zip.hint"))
    left = [Notice(None, "", "", *label("notice.left_out", each)) for each in refused]
    if len(members) > len(chosen) and options.table not in named:
        left.append(Notice(None, "", "", *label("notice.further_files", str(len(members) - len(chosen)))))
    first = found[0]
    name = file.shown.name if len(found) == 1 else first.name
    return [first._replace(name=name, notices=(*first.notices, *left)), *found[1:]]


def _is_workbook(names: Sequence[str]) -> bool:
    return any(name in names for name in WORKBOOK)


def read_zip(file: File, options: Options) -> list[Source]:
    """The tables of a workbook, or of the files in an archive."""
    import zipfile
    import zlib

    from tui.files.formats.excel import read as read_workbook
    from tui.files.source import Unreadable

    try:
        with zipfile.ZipFile(file.path) as archive:
            if not _is_workbook(archive.namelist()):
                return _read_members(file.telling("zip"), archive, options)
    except zipfile.BadZipFile:
        # A workbook that was cut says more of what is wrong.
        pass
    except (zlib.error, RuntimeError, EOFError) as error:
        raise Unreadable(label("file.zip_damaged", reason(error)), label("file.fetch")) from None
    return read_workbook(file, options)


FORMATS = (FileFormat("zip", (".zip",), (b"PK\x03\x04", b"PK\x05\x06"), read_zip),)
