"""Which column of an export is which of the corpus: by its header, or as a person says; what is told of every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.corpus.tables import Table
from tui.corpus.toml import Section, parsed
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.importing.headers import FEW_TIMES, HeaderMeaning, meant_by
from tui.importing.words import Target, plain_word
from tui.language.label import Label
from tui.language.words import label
from tui.query.meaning import spelled_like

COLLECTED = ("note", "investors")
"""Columns into which several of a file go."""
_MOST, _NEAREST, _MOST_HEADERS = 6, 3, 500
"""Words that an error says were looked for, headers that it names, and headers that are looked at for these."""


class Given(NamedTuple):
    """What a person says of a file.

    Attributes:
        columns: the column of the corpus for a header; empty for one that is not to be read.
        values: for a column, the closed values of words.
        names: the entities of names.
        said: what is said of every row.
        currency: of amounts beside which none is written.
        day_first: the order of dates that may be two; None where it is not said.
        fill_down: whether a cell without a name has that of the row above.
    """

    columns: Mapping[str, str] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    names: Mapping[str, str] = {}
    said: Mapping[str, str] = {}
    currency: str = ""
    day_first: bool | None = None
    fill_down: bool = False


class Mapped(NamedTuple):
    """How the columns of a file are read.

    Attributes:
        columns: the headers and what each means, in the order of the file.
        left: the headers that are not read.
        said: what is said of every row.
    """

    columns: tuple[tuple[str, HeaderMeaning], ...]
    left: tuple[str, ...]
    said: Mapping[str, str]

    def headers(self, column: str) -> list[str]:
        """The headers that are read as a column of the corpus."""
        return [header for header, meant in self.columns if meant.column == column]


def given_of(path: Path, given: Given, table: Table) -> Given:
    """What a person said in a TOML, under what was said beside it. Raises `TermsheetError` with file and line."""
    with Section(parsed(path), path) as whole:
        with whole.section("columns") as section:
            columns = {header: section.text(header) for header in section}
        for header, column in columns.items():
            if column and column not in table.names:
                section.wrong(header, label("toml.header", column), spelled_like(column, table.names))
        with whole.section("values") as section:
            values = {column: _texts(section.section(column)) for column in section}
        for column, words in values.items():
            known = [choice.id for choice in table.column(column).choices] if column in table.names else []
            wrong = next((value for value in words.values() if value not in known), None)
            if wrong is not None:
                whole.section("values").wrong(
                    column, label("toml.choice", wrong, column), spelled_like(wrong, known) if known else ""
                )
        names, said = _texts(whole.section("names")), _texts(whole.section("said"))
    return given._replace(columns=columns, values=values, names=names, said={**said, **given.said})


def _texts(section: Section) -> dict[str, str]:
    with section:
        return {name: section.text(name) for name in section}


def mapped(headers: Sequence[str], target: Target, table: Table, given: Given, name: str = "") -> Mapped:
    """How the columns of a file are read for a table.

    Raises `TermsheetError` where a needed column is missing: what was looked for, and the nearest headers.
    """
    metrics = _metrics(target, table)
    unknown = next((header for header in given.columns if header not in headers), None)
    if unknown is not None:
        raise TermsheetError(label("import.map_column", unknown), spelled_like(unknown, headers), EXIT_USAGE)
    found = [(header, _meant(header, target, metrics, given)) for header in headers]
    wide = sum(bool(meant.period) for _, meant in found) >= FEW_TIMES
    kept: dict[str, HeaderMeaning] = {}
    for header, meant in found:
        figure = meant.column == target.figure and bool(target.figure)
        if not meant.column or (figure and meant.period and not meant.metric and not wide):
            continue
        several = meant.column in COLLECTED or (figure and bool(meant.metric or meant.period))
        if several or _is_best(header, meant, found, target, given):
            kept[header] = meant
    said = {**target.said, **_implied(kept.values(), target), **given.said}
    columns = tuple((header, kept[header]) for header in headers if header in kept)
    result = Mapped(columns, tuple(header for header in headers if header not in kept), said)
    _check(result, headers, target, name)
    return result


def _metrics(target: Target, table: Table) -> dict[str, str]:
    """The words by which headers are metrics."""
    if not target.metric:
        return {}
    from tui.importing.cells import choice_words
    from tui.importing.words import ValueWords

    words = choice_words(table.column(target.metric), target.values.get(target.metric, ValueWords()))
    # A column is one of figures where the unit of its metric is known: that of foundings holds dates.
    return {word: metric for word, metric in words.items() if metric in target.units}


def _meant(header: str, target: Target, metrics: Mapping[str, str], given: Given) -> HeaderMeaning:
    meant = meant_by(header, target, metrics)
    if header in given.columns:
        column = given.columns[header]
        return (
            meant._replace(column=column)
            if column == meant.column
            else HeaderMeaning(column, plain_word(header), meant.unit)
        )
    return meant


def _is_best(
    header: str, meant: HeaderMeaning, found: Sequence[tuple[str, HeaderMeaning]], target: Target, given: Given
) -> bool:
    """Whether no other header fits the column better: one that a person named, else the better word, else the first."""
    words = [*map(plain_word, target.headers.get(meant.column, ()))]

    def place(header: str, meant: HeaderMeaning) -> tuple[bool, int]:
        return header not in given.columns, words.index(meant.word) if meant.word in words else -1

    rivals = [
        (place(other, one), n)
        for n, (other, one) in enumerate(found)
        if one.column == meant.column and not (one.metric or one.period)
    ]
    here = next(n for n, (other, _) in enumerate(found) if other == header)
    return min(rivals)[1] == here


def _implied(columns: Iterable[HeaderMeaning], target: Target) -> dict[str, str]:
    said: dict[str, str] = {}
    for meant in columns:
        said |= target.implied.get(meant.word, {})
    return said


def _check(found: Mapped, headers: Sequence[str], target: Target, name: str) -> None:
    """Raises where what a table needs stands in no column and was not said."""
    there = {meant.column for _, meant in found.columns} | found.said.keys()
    if any(meant.metric for _, meant in found.columns):
        there.add(target.metric)
    if any(meant.period for _, meant in found.columns):
        there.add(target.period)
    for column in target.needs:
        if column not in there and column == target.period and target.dated_by_file:
            raise TermsheetError(_of(name, label("import.no_time")), label("import.no_time.hint"), EXIT_USAGE)
        if column not in there:
            sought = ", ".join(target.headers[column][:_MOST])
            raise TermsheetError(
                _of(name, label("import.no_header", column, target.table, sought)),
                label("import.no_header.hint", _nearest(headers, target.headers[column]), column),
                EXIT_USAGE,
            )
    if target.metric and target.metric not in there:
        raise TermsheetError(_of(name, label("import.no_metric")), label("import.no_metric.hint"), EXIT_USAGE)
    if not any(column in there for column in target.any):
        raise TermsheetError(
            _of(name, label("import.only", target.table, ", ".join(target.needs))),
            label("import.only.hint", ", ".join(target.any)),
            EXIT_USAGE,
        )


def _of(name: str, told: Label) -> Label:
    """What is told, behind the name of a file where it has one."""
    return Label(*(f"{name}{mark}{text}" for mark, text in zip((": ", "："), told, strict=True))) if name else told


def _nearest(headers: Sequence[str], words: Sequence[str]) -> str:
    """The headers that look most like one of some words."""
    from difflib import SequenceMatcher

    def unlike(header: str) -> float:
        plain = plain_word(header)
        return -max(SequenceMatcher(None, plain, plain_word(word)).ratio() for word in words)

    return ", ".join(sorted(headers[:_MOST_HEADERS], key=unlike)[:_NEAREST])


def nothing_to_read(name: str) -> TermsheetError:
    """What is told of a file without rows."""
    return TermsheetError(_of(name, label("import.no_rows")), label("import.no_rows.hint"), EXIT_UNREADABLE)
