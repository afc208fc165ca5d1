"""The explorer, over the corpus or over files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tui.cli.corpus import open_corpus, options_of, reader_of
from tui.cli.routes import TABLES, TABS
from tui.errors import EXIT_OK, EXIT_USAGE, TermsheetError

if TYPE_CHECKING:
    from tui.app import TermsheetApp
    from tui.tables.line import CommandLine


def _terminal(instead: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TermsheetError("the explorer needs a terminal", f"print with {instead}", EXIT_USAGE)


def _run(app: TermsheetApp) -> int:
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_value or app.return_code or EXIT_OK


def explore(arguments: Any, line: CommandLine | None = None) -> int:
    _terminal("`termsheet list TABLE` or `termsheet show NAME`")
    lens = open_corpus()
    reader = reader_of(lens, arguments.lang)
    from tui.app import TermsheetApp

    return _run(TermsheetApp(lens, reader, arguments.tab, line=line))


def open_files(arguments: Any, line: CommandLine | None = None) -> int:
    from tui.cli.tabs import file_tabs

    names: list[str] = arguments.file
    stream = None
    if "-" in names:
        from tui.cli.stdin import take_stdin

        stream = take_stdin()
    _terminal("`termsheet list FILE`")
    reader, sheets = file_tabs(names, options_of(arguments), arguments.lang, stream)
    from tui.app import TermsheetApp

    return _run(TermsheetApp(None, reader, files=sheets, line=line))


def list_on_screen(arguments: Any) -> int:
    """Shows in the explorer what `list` would print."""
    from tui.tables.line import CommandLine

    line = CommandLine(arguments.table, " ".join(arguments.filter), arguments.sort, arguments.fields)
    _terminal("the same line without --tui")
    if arguments.table not in TABLES:
        arguments.file = [arguments.table]
        return open_files(arguments, line)
    if arguments.table not in TABS:
        shown = ", ".join(tab for tab in TABS if tab in TABLES)
        raise TermsheetError(f"`{arguments.table}` is no tab of the explorer", f"--tui goes with {shown}", EXIT_USAGE)
    from tui.cli.tables import check_line

    check_line(arguments)
    arguments.tab = arguments.table
    return explore(arguments, line)
