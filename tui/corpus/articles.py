"""Re-reads the articles that claims are taken from: what a claim calls printed stands on its lines and gives its value.

An article is a text in a folder; the name of its file begins with the number of its source: `art-003`, `003_….txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from tui.corpus.corpus import Corpus
from tui.corpus.reading import LINE, Problem
from tui.corpus.stated import StatedFigure, given_by, is_place, stated_figures
from tui.corpus.tables import Table
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.text import dates
from tui.text.folding import squeezed
from tui.text.orders import told_places
from tui.text.printed import PrintedFigure, figures_in, level

_SOURCE = re.compile(r"art-(\d+)")
_DERIVED = "derived"


class Reread(NamedTuple):
    """How many claims were read again, in how many articles, and what does not fit."""

    claims: int
    articles: int
    problems: list[Problem]


class _Passage(NamedTuple):
    """Lines that follow each other, as one folded text, and the figures in it."""

    lines: tuple[int, ...]
    text: str
    figures: list[PrintedFigure]

    def holds(self, printed: str) -> bool:
        return bool(printed) and printed in self.text

    def within(self, printed: str) -> list[PrintedFigure]:
        """The figures that a quotation touches, wherever it stands."""
        spans = [found.span() for found in re.finditer(re.escape(printed), self.text)]
        return [f for f in self.figures if any(f.start < end and start < f.end for start, end in spans)]


class _Article(NamedTuple):
    """A text line by line, and the year in which it was published."""

    source: str
    lines: list[str]
    year: int | None

    def passages(self, numbers: list[int]) -> list[_Passage]:
        found = []
        for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            together = tuple(number for _, number in group)
            text = level("\n".join(self.lines[number - 1] for number in together))
            found.append(_Passage(together, text, figures_in(text)))
        return found


class _Claim(NamedTuple):
    """A row that an article backs, with what is read of it."""

    file: str
    table: Table
    row: Mapping[str, Any]
    article: _Article
    names: frozenset[str]

    def told(self, column: str, rule: Label, value: str | None = None) -> Problem:
        shown = str(self.row[column] if value is None else value)
        return Problem(self.file, self.row[LINE], column, shown, *rule)

    def gives(self, wanted: StatedFigure, figures: list[PrintedFigure], text: str) -> bool:
        return any(given_by(wanted, figure, text, self.article.year) for figure in figures)

    def found(self, wanted: StatedFigure, passage: _Passage) -> bool:
        """Whether a passage gives a figure, by a number or, where it is a place, by a list of names."""
        if self.gives(wanted, passage.figures, passage.text):
            return True
        told = told_places(passage.text, self.names) if is_place(wanted) else ()
        return any(wanted.low == low and wanted.high == high for low, high in told)


def reread(corpus: Corpus, folder: Path) -> Reread:
    """Reads every claim of an article again. Raises `TermsheetError` where the folder cannot be read."""
    if not folder.is_dir():
        raise TermsheetError(
            label("corpus.no_folder", str(folder)), label("corpus.no_folder.articles"), EXIT_UNREADABLE
        )
    claims, problems, articles = 0, list[Problem](), dict[str, _Article | None]()
    names = _names(corpus)
    for name in corpus.own:
        table = corpus.table(name)
        for row in corpus.frame(name).iter_rows(named=True) if table.claims else ():
            source = row["source"]
            if source is None or not _SOURCE.fullmatch(source):
                continue
            if source not in articles:
                articles[source], unread = _article(corpus, source, folder)
                problems += unread
            article = articles[source]
            if article is not None:
                claims += 1
                known = names.get(table.subject_of(row) or "", frozenset())
                problems += _misfits(_Claim(f"{name}.csv", table, row, article, known))
    return Reread(claims, sum(article is not None for article in articles.values()), problems)


def _names(corpus: Corpus) -> dict[str, frozenset[str]]:
    """What each entity is called, folded and squeezed."""
    found = {}
    for row in corpus.frame("entities").iter_rows(named=True):
        called = (row["en"], row["zh_hans"], row["zh_hant"], *(row["aliases"] or "").split(";"))
        found[row["id"]] = frozenset(squeezed(level(name)) for name in called if name)
    return found


def _article(corpus: Corpus, source: str, folder: Path) -> tuple[_Article | None, list[Problem]]:
    """The text of a source; where there is none, or more than one, what is to be told of that."""
    number = source.removeprefix("art-")
    files = sorted(path for path in folder.iterdir() if path.name.startswith(f"{number}_"))
    row = next((r for r in corpus.frame("sources").iter_rows(named=True) if r["id"] == source), None)
    if len(files) != 1:
        rule = label("rule.articles", str(len(files)), str(folder), number)
        return None, [Problem("sources.csv", row[LINE] if row else 1, "id", source, *rule)]
    try:
        text = files[0].read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TermsheetError(f"{files[0]}: {error}", label("corpus.article"), EXIT_UNREADABLE) from None
    try:
        published = dates.parse((row or {}).get("published") or "").start
    except ValueError:
        published = None
    return _Article(source, text.removesuffix("\n").split("\n"), published.year if published else None), []


def _misfits(claim: _Claim) -> Iterator[Problem]:
    """What a claim and its article say otherwise."""
    cell = claim.row["line"] or ""
    numbers = sorted({int(number) for number in cell.split(";") if number.isdecimal()})
    if not numbers:
        yield claim.told("line", label("rule.no_line"), cell)
        return
    lines = claim.article.lines
    wrong = [n for n in numbers if not 1 <= n <= len(lines)]
    empty = [n for n in numbers if n not in wrong and not lines[n - 1].strip()]
    for number in wrong:
        yield claim.told("line", label("rule.lines_of", claim.article.source, str(len(lines))), str(number))
    for number in empty:
        yield claim.told("line", label("rule.empty_line", claim.article.source), str(number))
    passages = claim.article.passages([n for n in numbers if n not in (*wrong, *empty)])
    if not passages:
        return
    wanted = list(stated_figures(claim.table, claim.row))
    if claim.row["printed"]:
        yield from _of_printed(claim, wanted, passages)
    elif claim.row["nature"] != _DERIVED:
        for each in wanted:
            if not any(claim.found(each, passage) for passage in passages):
                yield claim.told(each.column, label("rule.not_given"))


def _of_printed(claim: _Claim, wanted: list[StatedFigure], passages: list[_Passage]) -> Iterator[Problem]:
    """What does not fit of a claim that says how its figure is printed."""
    printed = level(claim.row["printed"])
    holding = [passage for passage in passages if passage.holds(printed)]
    if not holding:
        yield claim.told("printed", label("rule.not_printed"))
        return
    figures = [(figure, passage.text) for passage in holding for figure in passage.within(printed)]
    given = [w for w in wanted if any(claim.gives(w, [figure], text) for figure, text in figures)]
    stated = [w for w in wanted if not w.restated]
    if stated and not any(w in given for w in stated):
        yield claim.told(stated[0].column, label("rule.not_follows", claim.row["printed"]))
    for each in wanted:
        if given and each not in given and not any(claim.found(each, passage) for passage in passages):
            yield claim.told(each.column, label("rule.not_given"))
    definite = [figure for figure, _ in figures if not figure.loose]
    if definite and not stated:
        yield claim.told("printed", label("rule.figure", claim.table.parts[0].name))
    for passage in passages if stated else ():
        if passage not in holding and not any(claim.found(w, passage) for w in wanted):
            told = ";".join(map(str, passage.lines))
            yield claim.told("line", label("rule.neither"), told)
