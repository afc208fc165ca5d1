"""The corpus of the command line, and who reads it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui.cli.output import note, terminal_glyphs

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.cli.shared import Common
    from tui.corpus.lens import Lens


def open_corpus(named: str = "") -> Lens:
    """The corpus of a folder, with that which ships beneath it; without a name, that of the environment.

    Raises `TermsheetError` where it is no folder.
    """
    from tui.corpus.opening import opened_corpus

    return opened_corpus(named)


def reader_of(lens: Lens, common: Common) -> Reader:
    """Who reads: the language asked for or that of the locale, and the names of the corpus."""
    from tui.cells.cell import Reader
    from tui.language import choose as locale

    return Reader(locale.language(common.lang or None, os.environ), lens.names, terminal_glyphs())


def warn(lens: Lens, *names: str) -> None:
    """Says on stderr what is wrong in the tables that were printed from."""
    problems = [problem for name in names for problem in lens.corpus.problems(name)]
    if problems:
        check = "termsheet check" + (f" {lens.corpus.folder}" if lens.corpus.beneath else "")
        note(f"{len(problems)} problems in the data, the first: {problems[0]}; `{check}` lists all")
