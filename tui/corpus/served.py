"""A corpus that lies in a database: a copy of its tables on this machine, as a folder like any other.

All tables are read at each start, at one moment of the database, and a copy is called by what it holds. What was
computed of a copy before, and is kept on disk, is found again only while every cell in the database is as it was: no
stamp is trusted, so that a row that somebody changed by hand is seen as one that was loaded.
"""

from __future__ import annotations

import csv
import io
import os
from contextlib import suppress

import polars as pl

from tui.corpus.loading import CONTENTS, contents
from tui.corpus.reading import LINE
from tui.engines.connections import place_of_address
from tui.engines.names import is_address
from tui.engines.registry import store_at
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label
from tui.storage import folders
from tui.storage.corpora import COPIED_FROM
from tui.storage.disk import forget_oldest, write_bytes
from tui.storage.fingerprint import digest

MOST_COPIES = 8
"""Copies that are kept; those that were not used for the longest time go."""
_EMPTY_LINES = 10
"""So many times as many lines as rows may stand in a copy, so that rows stand in the lines that they came from."""


def here(named: str) -> str:
    """The folder of a corpus: of an address that of a copy. Raises `TermsheetError` where there is none."""
    return _copied(named) if is_address(named) else named


def _copied(address: str) -> str:
    files = _files(address)
    known = digest([address, *(part for file in files.items() for part in file)])
    folder = os.path.join(folders.cache("corpora"), known)
    mark = os.path.join(folder, COPIED_FROM)
    if os.path.isfile(mark):
        with suppress(OSError):
            os.utime(folder)
        return folder
    try:
        for name, text in files.items():
            write_bytes(os.path.join(folder, name), text.encode("utf-8", "surrogateescape"))
        # What has this mark is whole.
        write_bytes(mark, address.encode("utf-8", "surrogateescape"))
    except OSError as error:
        told = label("corpus.failed", folder, str(error.strerror))
        raise TermsheetError(told, label("corpus.copy"), EXIT_UNREADABLE) from None
    with suppress(OSError):
        forget_oldest(os.path.dirname(folder), MOST_COPIES)
    return folder


def _files(address: str) -> dict[str, str]:
    """The files of a corpus by their names, made of what a database holds."""
    place = place_of_address(address)
    with store_at(place).reading() as session:
        held = session.names()
        if CONTENTS not in held:
            raise TermsheetError(label("corpus.none_there", address), label("corpus.load", address), EXIT_UNREADABLE)
        files = {}
        for name, text in contents(session.rows(CONTENTS)).items():
            stem, ending = os.path.splitext(os.path.basename(name))
            if ending == ".toml" and text is not None:
                files[f"{stem}.toml"] = text
            elif ending == ".csv" and stem in held:
                files[f"{stem}.csv"] = as_csv(session.rows(stem))
    return files


def as_csv(rows: pl.DataFrame) -> str:
    """Rows as the CSV that they came from: each stands in the line that it has, where that can be."""
    lines = rows[LINE].cast(pl.Int64, strict=False).to_list() if LINE in rows.columns else []
    rows = rows.drop(LINE, strict=False)
    most = _EMPTY_LINES * (rows.height + 1)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(rows.columns)
    line = 2
    for number, row in enumerate(rows.iter_rows()):
        wanted = lines[number] if lines else None
        if wanted is not None and line < wanted <= most:
            out.write("\n" * (wanted - line))
            line = wanted
        before = out.tell()
        writer.writerow("" if cell is None else cell for cell in row)
        out.seek(before)
        line += len(out.read().splitlines())
    return out.getvalue()
