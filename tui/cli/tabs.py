"""Opens the files of the command line as tabs."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tui.cells.cell import Reader
from tui.cli.output import terminal_glyphs
from tui.corpus.names import Names
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.language import choose as locale
from tui.tables.memory import recall_view
from tui.tables.of_files import can_show, file_sheet
from tui.tables.sheet import TableSheet


def file_tabs(
    names: Sequence[str], options: Options, language: str | None, stream: Source | None
) -> tuple[Reader, list[TableSheet]]:
    """One tab for each table of the files named; `stream` stands for `-`. Raises `TermsheetError`."""
    reader = Reader(locale.language(language, os.environ), Names.none(), terminal_glyphs())
    sheets = []
    for name in names:
        sources = [stream] if name == "-" and stream is not None else open_file(name, options)
        for source in sources:
            view, why = recall_view(source.path) if source.path is not None and len(sources) == 1 else (None, None)
            known = view if view and can_show(source, view) else None
            sheets.append(file_sheet(source, reader.language, known, why))
    return reader, sheets
