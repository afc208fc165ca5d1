"""`check`: verifies a folder of data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tui.cli.options import group, operand
from tui.cli.output import note, print_pieces
from tui.cli.parser import Verb
from tui.cli.routes import CLAIMED
from tui.cli.shared import Common
from tui.errors import EXIT_FAILED, EXIT_OK, EXIT_UNREADABLE, TermsheetError
from tui.storage.shipped import resource


@dataclass(frozen=True)
class CheckRequest:
    """What `check` takes."""

    folder: str = operand("DIR", "else the corpus that ships with termsheet", optional=True)
    common: Common = group(Common)


def check(request: CheckRequest) -> int:
    """Prints one line for each problem in the tables of a folder."""
    folder = Path(request.folder) if request.folder else resource("data")
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


VERB = Verb("check", "verify a folder of data", CheckRequest, check)
