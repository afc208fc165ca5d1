"""The explorer, over the corpus or over files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.corpus import open_corpus, reader_of
from tui.cli.routes import corpus_of, opens_screen
from tui.cli.shared import Common, FileOptions, Looks
from tui.errors import EXIT_OK, EXIT_USAGE, TermsheetError
from tui.grants import Grants, Power
from tui.language.label import Label
from tui.language.words import label, word
from tui.query.meaning import spelled_like
from tui.storage import first_frames, watching
from tui.storage.config import keeps_frames
from tui.storage.corpora import described_tables, folders

if TYPE_CHECKING:
    from tui.app import TermsheetApp
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.tables.line import CommandLine


def _terminal(instead: str | Label) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TermsheetError(label("shell.terminal"), label("shell.print_with", instead), EXIT_USAGE)
    if os.environ.get("TERM") == "dumb":
        raise TermsheetError(label("shell.dumb"), label("shell.print_with", instead), EXIT_USAGE)


def _run(app: TermsheetApp) -> int:
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_value or app.return_code or EXIT_OK


def _keeping(grants: Grants) -> first_frames.Keep | None:
    """What keeps the first frame of this command line; None where none may be, or it could not be told."""
    words = sys.argv[1:]
    corpus, rest = corpus_of(words)
    if not grants.has(Power.WRITING) or not opens_screen(rest):
        return None

    def keep(frame: str, columns: int, rows: int) -> None:
        if not keeps_frames():
            first_frames.forget_frames()
        elif (key := first_frames.frame_key(words, folders(corpus), columns, rows)) is not None:
            first_frames.keep_frame(key, frame)

    return keep


def explore_question(question: str, common: Common, looks: Looks) -> int:
    """Shows the answer to a question over the corpus."""
    _terminal("the same line without --tui")
    return explore(common, looks=looks, question=question)


def explore(
    common: Common, tab: str = "", line: CommandLine | None = None, looks: Looks | None = None, question: str = ""
) -> int:
    """Shows the corpus, at a tab, with a line of the shell on it, or with the answer to a question over it."""
    lens = open_corpus(common.corpus, looks)
    if tab:
        _known_tab(lens, tab)
    _terminal("`termsheet list TABLE` or `termsheet show NAME`")
    from tui.tables.news import last_added

    reader = reader_of(lens, common, looks)
    if lens.corpus.kept.began_empty:
        _read_first(lens, reader, tab)
    if not watching.looked():
        # What is there at the first start is not new.
        watching.keep_looked(last_added(lens))
    from tui.app import TermsheetApp

    keep, grants = _keeping(common.grants), common.grants
    return _run(TermsheetApp(lens, reader, tab, line=line, question=question, grants=grants, keep_frame=keep))


def _read_first(lens: Lens, reader: Reader, tab: str) -> None:
    """Makes what the first screen shows of a corpus of which nothing was made before, and says so: it takes a while."""
    from tui.cli.output import said_meanwhile
    from tui.pages.panel import Room
    from tui.pages.tabs import OF_CORPUS

    with said_meanwhile(word("task.reading_corpus", reader.language)):
        if tab in lens.corpus.listed:
            lens.shown(tab)
        for one in OF_CORPUS if not tab else ():
            for panel in one.open(lens, ""):
                panel.draw(Room(*os.get_terminal_size(1), reader))


def _known_tab(lens: Lens, tab: str) -> None:
    from tui.tables.corpus_sheets import corpus_tabs

    tabs = corpus_tabs(lens)
    if tab not in tabs:
        raise TermsheetError(label("tab.none", tab), spelled_like(tab, tabs, known_as="tab.known"), EXIT_USAGE)


def explore_files(names: Sequence[str], file: FileOptions, common: Common, line: CommandLine | None = None) -> int:
    """Shows each file as a tab; `-` is the standard input."""
    from tui.cli.tabs import file_tabs

    stream = None
    for name in names:
        common.grants.ask_to_read(name)
    if "-" in names and file.engine:
        raise TermsheetError(label("shell.files_not_pipe", "--engine"), label("filter.leave"), EXIT_USAGE)
    if "-" in names:
        from tui.cli.stdin import take_stdin

        stream = take_stdin()
    _terminal("`termsheet list FILE`")
    reader, sheets = file_tabs(names, file.reading, common.lang or None, stream)
    from tui.app import TermsheetApp
    from tui.corpus.opening import Opening

    opening, keep = Opening(common.corpus), _keeping(common.grants)
    app = TermsheetApp(None, reader, files=sheets, line=line, grants=common.grants, opening=opening, keep_frame=keep)
    return _run(app)


def explore_table(
    table: str, words: tuple[str, str, str], filled: str, file: FileOptions, common: Common, looks: Looks | None = None
) -> int:
    """Shows what `list` would print of a table or file: `words` are its filter, sort keys and fields, `filled` the
    columns whose blanks are filled down."""
    from tui.tables.line import CommandLine

    line = CommandLine(table, *words, filled=filled)
    _terminal(label("shell.without_tui"))
    if table not in described_tables(common.corpus):
        return explore_files([table], file, common, line)
    if filled:
        raise TermsheetError(label("shell.files_only", "--fill-down", f"`{table}`"), label("filter.leave"), EXIT_USAGE)
    corpus = open_corpus(common.corpus).corpus
    if table not in corpus.tabs:
        goes = label("shell.goes", "--tui", ", ".join(corpus.tabs))
        raise TermsheetError(label("tab.none.explorer", table), goes, EXIT_USAGE)
    from tui.cli.tables import opened_table, query_of
    from tui.query.columns import read_columns
    from tui.query.writing import written

    opened = opened_table(table, "", file, common)
    schema = opened.dataset.schema
    read_columns(line.fields, schema)
    query = query_of(opened, [line.filter], line.sort, first=opened.first)
    return explore(common, table, line._replace(filter=written(query.filters, schema.meanings)), looks)
