"""Workbooks of Excel and OpenDocument: a table for each visible sheet that is not empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.files.format import FileFormat
from tui.language.words import label

if TYPE_CHECKING:
    from tui.files.source import File, Options, Source


def read(file: File, options: Options) -> list[Source]:
    """A table each, or that of the sheet that the person names."""
    from tui.files.typed import of_texts
    from tui.files.workbook import sheets_of

    sheets = sheets_of(file.path, options.table)
    alone = len(sheets) == 1
    return [
        of_texts(
            file.telling(label("file.of_sheet", sheet.name)), "Excel", sheet.texts, sheet.rows, sheet.notices,
            "" if alone else f"{file.name.stem}:{sheet.name}",
        )
        for sheet in sheets
    ]  # fmt: skip


FORMATS = (
    FileFormat("Excel", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), read),
)
