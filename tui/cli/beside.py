"""A table of the command line put beside another one: joined by a column, or compared by a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import option
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

if TYPE_CHECKING:
    from tui.cells.cell import ShownColumn
    from tui.cli.shared import Common
    from tui.cli.tables import Opened
    from tui.engines.relating import How
    from tui.language.label import Language
    from tui.tables.dataset import Dataset
    from tui.tables.outgoing import Outgoing

HOWS = ("left", "inner", "anti")


@dataclass(frozen=True)
class Beside:
    """What is made of the table and another one."""

    join: str = option(
        "--join",
        "TABLE|FILE",
        Label("with the columns of another table, where --on COLUMN is the same", "并入另一表中 --on 列相同之行的各列"),
    )
    on: str = option(
        "--on", "COLUMN", Label("of --join: a column of both, or HERE=THERE", "用于 --join：两表共有的列，或 此列=彼列")
    )
    how: str = option(
        "--how",
        "",
        Label(
            "of --join: all rows (left), those with a partner, those without",
            "用于 --join：全部行（left）、有对应的行（inner）、无对应的行（anti）",
        ),
        choices=HOWS,
    )
    diff: str = option(
        "--diff",
        "TABLE|FILE",
        Label("what another table adds, removes and changes, --by KEY", "与另一表比较新增、删去、改动，需 --by"),
    )
    enrich: str = option(
        "--enrich",
        "COLUMN",
        Label("with last round, valuation and users of the names in a column", "为一列名称补充最近轮次、估值与用户数"),
    )
    by: str = option(
        "--by",
        "KEY",
        Label("of --diff: the column that tells rows apart, or HERE=THERE", "用于 --diff：区分各行的列，或 此列=彼列"),
    )


def made_of(opened: Opened, name: str, request: Beside, common: Common) -> Opened:
    """The table that is made of an opened one and another; how they match is told on stderr."""
    from tui.cli.output import note
    from tui.cli.shared import FileOptions
    from tui.cli.tables import opened_table, reading
    from tui.tables import beside

    _check(request)
    if request.enrich:
        return _enriched(opened, name, request.enrich, common)
    other, columns = (request.join, request.on) if request.join else (request.diff, request.by)
    here, _, there = columns.partition("=")
    with reading(other):
        second = opened_table(other, "", FileOptions(), common)
    names = next((one.lens.names for one in (opened, second) if one.lens is not None), None)
    left = beside.side_of(Path(name).name, opened.dataset, here, names=names)
    right = beside.side_of(Path(other).name, second.dataset, there or here, names=names)
    if request.diff:
        found = beside.differences_of(left, right, opened.language)
        for told in found.told:
            note(told.text(opened.language))
        return _made(found.dataset, opened.language)
    how: How = request.how or "left"  # type: ignore[assignment]
    matching = beside.matching_of(left, right)
    for told in beside.matching_told(left, right, matching, how):
        note(told.text(opened.language))
    return _made(beside.joined_table(left, right, how, matching), opened.language)


def _check(request: Beside) -> None:
    """Raises where options do not go together."""
    asked = [flag for flag in ("--join", "--diff", "--enrich") if getattr(request, flag[2:])]
    if len(asked) > 1:
        raise TermsheetError(label("shell.apart", asked[0], asked[1]), label("shell.choose"), EXIT_USAGE)
    for other, given, flag, goes in (
        (request.join, request.on, "--on COLUMN", "--join"),
        (request.diff, request.by, "--by KEY", "--diff"),
    ):
        if other and not given:
            raise TermsheetError(label("shell.needs", goes, flag), label("shell.both_columns"), EXIT_USAGE)
        if given and not other:
            raise TermsheetError(label("shell.goes", flag.split()[0], goes), label("shell.other_table"), EXIT_USAGE)
    if request.how and not request.join:
        raise TermsheetError(label("shell.goes", "--how", "--join"), label("shell.other_table"), EXIT_USAGE)


def _enriched(opened: Opened, name: str, column: str, common: Common) -> Opened:
    """The table with what the corpus states of the names in a column; what is unsure is listed and not taken."""
    from tui.cli.corpus import open_corpus, reader_of
    from tui.cli.output import note
    from tui.language.words import listed, word
    from tui.tables.beside import side_of
    from tui.tables.enriching import enriched, enriching_told, meanings_of_names

    lens = open_corpus(common.corpus)
    side = side_of(Path(name).name, opened.dataset, column)
    meanings = meanings_of_names(side, lens)
    for told in enriching_told(meanings):
        note(told.text(opened.language))
    for text, entities in meanings.unsure.items():
        note(word("enrich.may_be", opened.language, text, listed(entities, opened.language)))
    return _made(enriched(side, meanings, lens, reader_of(lens, common)), opened.language)


def _made(dataset: Dataset, language: Language) -> Opened:
    from tui.cells.file_columns import file_columns
    from tui.cli.tables import PRINTED, Opened
    from tui.tables.of_files import file_outgoing

    schema = dataset.engine.schema()

    def named(field: str) -> ShownColumn:
        return dataset.column(field) or file_columns({field: schema[field]}, {}, language)[0]

    def going(columns: Sequence[str]) -> Outgoing:
        return file_outgoing(columns, schema)

    return Opened(dataset, language, named, going, PRINTED)
