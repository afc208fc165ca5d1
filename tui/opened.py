"""Opens the files of the command line as tabs."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tui.frames.cells import Reader
from tui.frames.files.opening import open_file
from tui.frames.files.source import Options, Source
from tui.frames.names import Names
from tui.models.file_sheets import file_sheet
from tui.models.memory import recall
from tui.models.sheets import TableSheet
from tui.text import locale


def file_tabs(
    names: Sequence[str], options: Options, language: str | None, stream: Source | None
) -> tuple[Reader, list[TableSheet]]:
    """One tab for each table of the files named; `stream` stands for `-`. Raises `TermsheetError`."""
    reader = Reader(locale.language(language, os.environ), Names.none())
    sheets = []
    for name in names:
        sources = [stream] if name == "-" and stream is not None else open_file(name, options)
        for source in sources:
            view = recall(source.path) if source.path is not None and len(sources) == 1 else None
            sheets.append(file_sheet(source, reader.language, view))
    return reader, sheets
