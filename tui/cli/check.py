"""`check`: verifies a folder of data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tui.cli.options import group, operand, option, switch
from tui.cli.output import note, print_pieces
from tui.cli.parser import Verb
from tui.cli.shared import Common
from tui.errors import EXIT_FAILED, EXIT_OK, EXIT_UNREADABLE, TermsheetError


@dataclass(frozen=True)
class CheckRequest:
    """What `check` takes."""

    folder: str = operand("DIR", "else the corpus that ships with termsheet", optional=True)
    articles: str = option(
        "--articles", "DIR", "re-read the articles that claims are taken from, 003_….txt for art-003"
    )
    write_package: bool = switch("--write-package", "first write datapackage.json anew: columns, keys, digests")
    common: Common = group(Common)


def verify(request: CheckRequest) -> int:
    """Prints one line for each problem in the tables of a folder, and one for each doubt."""
    from tui.cli.corpus import open_corpus
    from tui.corpus.articles import reread
    from tui.corpus.package import package_problems, write_package
    from tui.text.visible import visible

    lens = open_corpus(request.folder or request.common.corpus)
    corpus = lens.corpus
    if request.write_package and corpus.own:
        note(f"{write_package(corpus)} written")
    problems = corpus.check()
    if not problems and not corpus.own:
        raise TermsheetError(f"{corpus.folder} holds no table", "a table is a CSV and a TOML", EXIT_UNREADABLE)
    problems += package_problems(corpus)
    if request.articles:
        again = reread(corpus, Path(request.articles).expanduser())
        problems += again.problems
        note(f"{again.claims:,} claims re-read in {again.articles} articles")
    # Figures are compared only where every row can be read.
    doubts = corpus.doubts() + ([] if problems else lens.doubts())
    print_pieces(f"{visible(str(problem))}\n" for problem in problems)
    print_pieces(f"warning: {visible(str(doubt))}\n" for doubt in doubts)
    rows = sum(corpus.frame(name).height for name in corpus.own)
    note(f"{rows:,} rows checked, {len(problems)} problems, {len(doubts)} warnings")
    return EXIT_FAILED if problems else EXIT_OK


VERB = Verb("check", "verify a folder of data", CheckRequest, verify)
