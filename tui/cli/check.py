"""`check`: verifies a folder of data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tui.cli.output import note, print_pieces
from tui.cli.routes import CLAIMED
from tui.errors import EXIT_FAILED, EXIT_OK, EXIT_UNREADABLE, TermsheetError
from tui.storage.shipped import resource


def check(arguments: Any) -> int:
    folder = Path(arguments.folder) if arguments.folder else resource("data")
    if not folder.is_dir():
        raise TermsheetError(f"{folder} is no folder", "name the folder that holds the CSV files", EXIT_UNREADABLE)
    from tui.corpus.corpus import Corpus
    from tui.text.visible import visible

    corpus = Corpus(folder)
    problems = corpus.check()
    print_pieces(f"{visible(str(problem))}\n" for problem in problems)
    rows = sum(corpus.frame(name).height for name in (*CLAIMED, "entities", "sources", "fx"))
    note(f"{rows:,} rows checked, {len(problems)} problems")
    return EXIT_FAILED if problems else EXIT_OK
