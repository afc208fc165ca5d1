"""Writes a table to a file: beside its place first, then renamed, so that no half of a file is ever there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.system import system_says
from tui.language.words import label
from tui.storage.disk import replaced
from tui.writers.registry import format_of_file

FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a text begins that a spreadsheet would take for a formula."""


def defused(page: pl.DataFrame) -> pl.DataFrame:
    """Texts that a spreadsheet would run as formulas, with an apostrophe before them; numbers stay numbers."""
    texts = pl.selectors.by_dtype(pl.String, pl.Categorical, pl.Enum).cast(pl.String)
    marked = pl.when(texts.str.contains(FORMULA)).then(pl.lit("'") + texts).otherwise(texts).name.keep()
    risky = pl.Series(page.columns, dtype=pl.String).str.contains(FORMULA)
    names = {name: f"'{name}" for name, found in zip(page.columns, risky, strict=True) if found}
    return page.with_columns(marked).rename(names)


def save(
    pages: Callable[[bool], Iterable[pl.DataFrame]], path: Path, begun: Callable[[Path], None] = lambda path: None
) -> Path:
    """Writes all rows in the format that the path's ending says, formulas defused, and returns the path.

    `pages` is told whether the format is typed and gives the rows; `begun` is told the temporary path, so that its
    growth can be shown. Raises `TermsheetError` where the ending is unknown, the folder is missing or the file cannot
    be written.
    """
    path = Path(os.path.expanduser(path))
    form = format_of_file(path.name)
    if not os.path.isdir(path.parent):
        raise TermsheetError(label("save.no_folder", str(path.parent)), label("save.no_folder.hint"), EXIT_USAGE)
    try:
        with replaced(str(path)) as beside, open(beside, "wb") as out:
            begun(Path(beside))
            rows = pages(form.typed)
            form.write(map(defused, rows) if form.formulas else rows, out)
    except OSError as error:
        raise TermsheetError(
            label("corpus.failed", str(path), system_says(error)), label("save.elsewhere"), EXIT_USAGE
        ) from None
    return path


def save_text(text: str, path: Path) -> Path:
    """Writes a text in UTF-8 and returns the path. Raises `TermsheetError` where it cannot be written."""
    path = Path(os.path.expanduser(path))
    if not os.path.isdir(path.parent):
        raise TermsheetError(label("save.no_folder", str(path.parent)), label("save.no_folder.hint"), EXIT_USAGE)
    try:
        with replaced(str(path)) as beside, open(beside, "w", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise TermsheetError(
            label("corpus.failed", str(path), system_says(error)), label("save.elsewhere"), EXIT_USAGE
        ) from None
    return path


def size(path: Path) -> str:
    """How large a file is that is being written; empty where it is not there."""
    try:
        return f"{path.stat().st_size / 1e6:,.1f} MB"
    except OSError:
        return ""
