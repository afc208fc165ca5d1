"""Delimited texts in partitioned folders as one table: `year=2024/part.csv` becomes rows with a column `year`.

They are written one behind the other into a temporary text, so that each column is read as what all of them show.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.files.delimited import PROBED, Begun, records_of
from tui.files.dialect import Dialect, sniff
from tui.files.partitions import folder_names, folder_texts
from tui.files.registry import read_file
from tui.files.source import File, Notice, Options, Source, Unreadable
from tui.files.temporary import temporary
from tui.files.text import TextFile, text_of
from tui.language.words import label

DELIMITED = (".csv", ".tsv", ".tab", ".txt", ".psv")
"""Endings of files that are read so."""
_TOLD_PER_FILE = 20


class _Part(NamedTuple):
    """One of the texts: what it is and how it is written."""

    text: TextFile
    form: Dialect

    def begun(self) -> Begun:
        """Its header, and its records to come."""
        return records_of(self._lines(), self.form)

    def _lines(self) -> Iterator[str]:
        with self.text.file.path.open(encoding=self.text.encoding, errors="replace", newline="") as lines:
            yield from lines


def _parts(paths: Sequence[Path], options: Options) -> Iterator[_Part]:
    for path in paths:
        try:
            text = text_of(File(path), options)
        except Unreadable as error:
            raise Unreadable((f"{path.name}: {error.why[0]}", f"{path.name}：{error.why[1]}"), error.how) from None
        yield _Part(text, sniff(text.start[:PROBED], options, path.suffix in (".tsv", ".tab")))


def are_partitioned(paths: Sequence[Path]) -> bool:
    """Whether files are delimited texts whose folders all say something of their rows."""
    return all(path.suffix.lower() in DELIMITED for path in paths) and bool(folder_names(paths))


def read_joined(folder: Path, paths: Sequence[Path], options: Options) -> list[Source]:
    """The texts in a folder as one table, with what only some of them hold, and what their folders say."""
    parts = list(_parts(paths, options))
    said = folder_names(paths)
    columns = dict.fromkeys(name for part in parts for name in part.begun().names)
    clash = [name for name in said if name in columns]
    if clash:
        raise Unreadable(label("file.clash", clash[0]), label("file.clash.hint"))
    delimiters = {part.form.delimiter for part in parts}
    mark = delimiters.pop() if len(delimiters) == 1 else ","
    mark = mark if len(mark) == 1 else ","
    target = temporary(".csv")
    notices: list[Notice] = []
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=mark, lineterminator="\n")
        writer.writerow([*columns, *said])
        for part, path in zip(parts, paths, strict=True):
            begun, told = part.begun(), folder_texts(path)
            for _, cells in begun.fitted:
                if cells is not None:
                    row = dict(zip(begun.names, cells, strict=False))
                    writer.writerow([row.get(name, "") for name in columns] + [told[name] for name in said])
            of_part = [*begun.notices, *begun.fitter.notices][:_TOLD_PER_FILE]
            notices += [
                Notice(None, "", "", *(f"{path.relative_to(folder)}: {told}" for told in one.said)) for one in of_part
            ]
            lacking = [name for name in columns if name not in begun.names]
            notices += [
                Notice(None, name, "", *label("notice.lacks", str(path.relative_to(folder)))) for name in lacking
            ]
    file = File(
        folder,
        target,
        (label("file.files", str(len(paths))), label("file.partitioned", ", ".join(said))),
        (),
        tuple(notices),
        "rows.csv",
        options.raw,
    )
    found = read_file(file, options._replace(encoding="", delimiter=mark, header=1))
    return [source._replace(name=folder.name, plan=None) for source in found]
