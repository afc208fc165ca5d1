"""The corpus of the command line, and who reads it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import note, terminal_glyphs
from tui.storage.shipped import resource

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.cli.shared import Common
    from tui.corpus.lens import Lens


def open_corpus(folder: Path | None = None) -> Lens:
    """The corpus that ships, or that of a folder."""
    from tui.corpus.corpus import Corpus
    from tui.corpus.kept import Kept
    from tui.corpus.lens import Lens

    place = folder or resource("data")
    return Lens(Corpus(place, Kept(place)))


def reader_of(lens: Lens, common: Common) -> Reader:
    """Who reads: the language asked for or that of the locale, and the names of the corpus."""
    from tui.cells.cell import Reader
    from tui.language import choose as locale

    return Reader(locale.language(common.lang or None, os.environ), lens.names, terminal_glyphs())


def warn(lens: Lens, *names: str) -> None:
    """Says on stderr what is wrong in the tables that were printed from."""
    problems = [problem for name in names for problem in lens.corpus.problems(name)]
    if problems:
        note(f"{len(problems)} problems in the data, the first: {problems[0]}; `termsheet check` lists all")
