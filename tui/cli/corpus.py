"""The corpus of the command line, and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.output import note, terminal_glyphs
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.cli.shared import Common, Looks
    from tui.corpus.lens import Lens
    from tui.language.label import Language


def open_corpus(named: str = "", looks: Looks | None = None) -> Lens:
    """The corpus of a folder, with that which ships beneath it; without a name, that of the environment.

    Of `looks`, the currency and the day up to which claims were published are the lens's.
    Raises `TermsheetError` where it is no folder.
    """
    from tui.corpus.opening import opened_corpus

    lens = opened_corpus(named)
    if looks is None or not (looks.currency or looks.as_of):
        return lens
    rates = {"USD", *lens.corpus.frame("fx")["currency"]}
    if looks.currency and looks.currency not in rates:
        raise TermsheetError(
            label("shell.no_rate", looks.currency), label("filter.known", ", ".join(sorted(rates))), EXIT_USAGE
        )
    return lens.seen(looks.currency, looks.as_of)


def reader_of(lens: Lens, common: Common, looks: Looks | None = None) -> Reader:
    """Who reads: the language asked for or that of the locale, and the names of the corpus."""
    from tui.cells.cell import Reader

    units = looks.units or None if looks is not None else None
    return Reader(common.language, lens.names, terminal_glyphs(), units, lens.currency)  # type: ignore[arg-type]


def warn(lens: Lens, language: Language, *names: str) -> None:
    """Says on stderr what is wrong in the tables that were printed from."""
    problems = [problem for name in names for problem in lens.corpus.problems(name)]
    if problems:
        check = "termsheet check" + (f" {lens.corpus.given}" if lens.corpus.beneath else "")
        note(
            label(
                "shell.problems", f"{len(problems)}", Label(problems[0].text("en"), problems[0].text("zh")), check
            ).text(language)
        )
