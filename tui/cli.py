"""The command line: parses, dispatches, and imports each branch only when it is taken."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tui import __version__
from tui.errors import (
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_NO_MATCH,
    EXIT_OK,
    EXIT_UNREADABLE,
    EXIT_USAGE,
    TermsheetError,
)
from tui.resources import resource

if TYPE_CHECKING:
    import polars as pl

    from tui.frames.cells import Reader
    from tui.frames.resolved import Resolved

VERBS = ("list", "show", "check")
LISTS = ("deals", "users", "departures", "companies", "market", "facts", "entities", "sources")
TABS = ("overview", "deals", "users", "departures", "companies", "market", "sources")
FORMATS = ("json", "jsonl", "csv", "tsv", "md")
CLAIMED = ("deals", "users", "departures", "market", "facts")

EPILOG = """\
termsheet                    opens the explorer           termsheet --tab deals   … at a tab
termsheet list deals         prints a table               termsheet deals         the same
termsheet show kimi          prints one entity's card     termsheet kimi          the same
termsheet check [DIR]        verifies the corpus

Exit codes: 0 ok, 1 failed, 2 usage, 3 source not readable, 4 nothing matched, 130 interrupted.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TermsheetError(message, f"see `{self.prog} --help`", EXIT_USAGE)


def _positive(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"`{text}` is no whole number")
    return int(text)


def _parser() -> _Parser:
    parser = _Parser(
        prog="termsheet",
        description="The AI industry's numbers in a terminal, each figure with who said it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"termsheet {__version__}")
    parser.add_argument("--tab", choices=TABS, default="", help="the tab shown first")
    common = _Parser(add_help=False)
    common.add_argument(
        "--lang", choices=("en", "zh"), default=argparse.SUPPRESS, help="language; else that of the locale"
    )
    parser.add_argument("--lang", choices=("en", "zh"), default=None, help="language; else that of the locale")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=_Parser)

    lists = verbs.add_parser("list", parents=[common], help="print a table", allow_abbrev=False)
    lists.add_argument("table", choices=LISTS, metavar="TABLE", help=", ".join(LISTS))
    lists.add_argument("--sort", metavar="KEYS", default="", help="-amount,company: `-` is descending")
    lists.add_argument("--limit", type=_positive, metavar="N", help="at most so many rows")
    lists.add_argument("--fields", metavar="A,B", default="", help="these columns, in this order")
    lists.add_argument("--count", action="store_true", help="print only the number of rows")
    form = lists.add_mutually_exclusive_group()
    for name in FORMATS:
        form.add_argument(f"--{name}", dest="format", action="store_const", const=name)
    rows = lists.add_mutually_exclusive_group()
    rows.add_argument("--facts", dest="rows", action="store_const", const="facts", help="one row a fact")
    rows.add_argument("--claims", dest="rows", action="store_const", const="claims", help="one row a claim")

    show = verbs.add_parser("show", parents=[common], help="print the card of an entity", allow_abbrev=False)
    show.add_argument("name", nargs="+", metavar="NAME", help="a name, an alias or an id")

    check = verbs.add_parser("check", parents=[common], help="verify a folder of data", allow_abbrev=False)
    check.add_argument("folder", nargs="?", metavar="DIR", help="else the corpus that ships with termsheet")
    return parser


def _routed(words: Sequence[str]) -> list[str]:
    """The words with the verb that a bare table or name leaves out, and `--sort -a` as one word."""
    routed: list[str] = []
    for word in words:
        if routed and routed[-1] == "--sort":
            routed[-1] = f"--sort={word}"
        else:
            routed.append(word)
    position = 0
    while position < len(routed) and routed[position].startswith("-"):
        position += 2 if routed[position] in ("--lang", "--tab") else 1
    if position >= len(routed) or routed[position] in VERBS:
        return routed
    verb = "list" if routed[position] in LISTS else "show"
    return [*routed[:position], verb, *routed[position:]]


def note(message: str) -> None:
    """Says something on stderr, where it disturbs no data."""
    from tui.text.visible import visible

    print(f"termsheet: {visible(message)}", file=sys.stderr)


def _print(pieces: Iterable[str]) -> None:
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def _open(folder: Path | None = None) -> Resolved:
    from tui.frames.resolved import Resolved

    return Resolved(folder or resource("data"))


def _reader(resolved: Resolved, language: str | None) -> Reader:
    from tui.frames.cells import Reader
    from tui.text import locale

    return Reader(locale.language(language, os.environ), resolved.names)


def _warn(resolved: Resolved, *names: str) -> None:
    """Says on stderr what is wrong in the tables that were printed from."""
    problems = [problem for name in names for problem in resolved.corpus.problems(name)]
    if problems:
        note(f"{len(problems)} problems in the data, the first: {problems[0]}; `termsheet check` lists all")


HIDDEN = ("_line", "start", "end", "origin", "voice", "teller", "aside", "series", "axis_start", "axis_end")
"""Columns that serve the comparison and say nothing of their own."""


def _rows(resolved: Resolved, name: str, rows: str | None) -> pl.DataFrame:
    if rows is None:
        return resolved.shown(name)
    if name not in CLAIMED:
        raise TermsheetError(f"`{name}` holds no claims", f"--{rows} goes with {', '.join(CLAIMED)}", EXIT_USAGE)
    return resolved.claims(name) if rows == "claims" else resolved.facts(name)


def _with_addresses(resolved: Resolved, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds the address of each row's source, so that a figure can be followed from the shell."""
    if "source" not in frame.columns or "url" in frame.columns:
        return frame
    sources = resolved.corpus.frame("sources")
    import polars as pl

    url = pl.col("source").replace_strict(sources["id"], sources["url"], default=None).alias("url")
    return frame.with_columns(url)


def _list(arguments: Any) -> int:
    from tui.frames.catalog import ViewColumn
    from tui.frames.cells import shown_columns
    from tui.frames.export import aligned, write
    from tui.frames.query import Query, apply, nearest, parse_sort

    name: str = arguments.table
    resolved = _open()
    frame = _rows(resolved, name, arguments.rows)
    table = resolved.table(name)
    reader = _reader(resolved, arguments.lang)
    assert table.view is not None
    wanted = [view for view in table.view.columns if _drawable(view, table, frame)]
    columns = shown_columns(wanted, table, reader, resolved.table)
    fields = [field.strip() for field in arguments.fields.split(",") if field.strip()]
    frame = _with_addresses(resolved, frame)
    known = [column for column in frame.columns if column not in HIDDEN]
    for field in fields:
        if field not in known and field not in (column.name for column in columns):
            raise TermsheetError(f"no column `{field}`", nearest(field, known), EXIT_USAGE)
    everything = frame
    frame = apply(frame, Query(parse_sort(arguments.sort), arguments.limit), columns)
    _warn(resolved, *(CLAIMED if name == "companies" else (name,)))
    if arguments.count:
        _print([f"{frame.height}\n"])
        return EXIT_OK if frame.height else EXIT_NO_MATCH
    if frame.height < everything.height:
        note(f"{frame.height} of {everything.height} rows; more with --limit")
    if arguments.format:
        chosen = [field for field in fields if field in known] or known
        _print(write(frame.select(chosen), arguments.format))
    else:
        if fields:
            by_name = {view.name: view for view in table.view.columns}
            views = [by_name.get(field, ViewColumn(field, width=60)) for field in fields]
            columns = shown_columns(views, table, reader, resolved.table)
        width = os.get_terminal_size().columns if sys.stdout.isatty() else None
        lines, dropped = aligned(frame, columns, width)
        _print(f"{line}\n" for line in lines)
        if dropped:
            note(f"no room for {', '.join(dropped)}; widen the terminal, pipe, or choose with --fields")
    return EXIT_OK if everything.height else EXIT_NO_MATCH


def _drawable(view: Any, table: Any, frame: pl.DataFrame) -> bool:
    """Whether the frame has what a column of the view is made of: claims have no marks, facts no trend."""
    from tui.frames.cells import BY_TYPE, CELLS

    column = next((c for c in table.columns if c.name == view.name), None)
    kind = CELLS[view.cell or BY_TYPE.get(column.type if column else "text", "text")]
    return all(name in frame.columns for name in kind.inputs(view.name))


def _show(arguments: Any) -> int:
    from tui.models.card import entity_card
    from tui.models.document import layout, plain

    resolved = _open()
    words = " ".join(arguments.name)
    # One name of several words, else several names.
    found = resolved.names.find(words) or [e for word in arguments.name for e in resolved.names.find(word)]
    missing = [word for word in arguments.name if not resolved.names.find(word)]
    reader = _reader(resolved, arguments.lang)
    if not found or (missing and not resolved.names.find(words)):
        asked = words if not found else missing[0]
        close = resolved.names.nearest(asked)
        hint = f"did you mean {', '.join(close)}?" if close else "`termsheet list entities` prints all names"
        raise TermsheetError(f"nothing is called `{asked}`", hint, EXIT_NO_MATCH)
    width = os.get_terminal_size().columns if sys.stdout.isatty() else 100
    for number, entity in enumerate(dict.fromkeys(found)):
        if number:
            _print(["\n"])
        blocks = entity_card(resolved, entity, reader, most=12)
        _print(f"{plain(line)}\n" for line in layout(blocks, width))
    _warn(resolved, *CLAIMED, "entities")
    return EXIT_OK


def _check(arguments: Any) -> int:
    folder = Path(arguments.folder) if arguments.folder else resource("data")
    if not folder.is_dir():
        raise TermsheetError(f"{folder} is no folder", "name the folder that holds the CSV files", EXIT_UNREADABLE)
    from tui.frames.corpus import Corpus
    from tui.text.visible import visible

    corpus = Corpus(folder)
    problems = corpus.check()
    _print(f"{visible(str(problem))}\n" for problem in problems)
    rows = sum(corpus.frame(name).height for name in (*CLAIMED, "entities", "sources", "fx"))
    note(f"{rows:,} rows checked, {len(problems)} problems")
    return EXIT_FAILED if problems else EXIT_OK


def _explore(arguments: Any) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TermsheetError(
            "the explorer needs a terminal",
            "print with `termsheet list TABLE` or `termsheet show NAME`",
            EXIT_USAGE,
        )
    resolved = _open()
    reader = _reader(resolved, arguments.lang)
    from tui.app import TermsheetApp

    app = TermsheetApp(resolved, reader, arguments.tab)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_value or app.return_code or EXIT_OK


BRANCHES = {"list": _list, "show": _show, "check": _check, None: _explore}


def _quiet_pipe() -> None:
    """Lets the interpreter close a stdout that nobody reads any more without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: Exception) -> str:
    """Writes what a developer needs to a file, and gives its path."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="termsheet-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(f"termsheet {__version__}\n" + "".join(traceback.format_exception(error)))
    return file.name


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code. Never ends in a traceback."""
    # Collecting garbage while a thousand modules load costs a tenth of the start; the explorer turns it on again.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no Chinese is shown escapes, not an error.
            stream.reconfigure(errors="backslashreplace")
    try:
        arguments = _parser().parse_args(_routed(sys.argv[1:] if words is None else words))
        return BRANCHES[arguments.verb](arguments)
    except TermsheetError as error:
        note(str(error))
        return error.exit_code
    except BrokenPipeError:
        _quiet_pipe()
        return EXIT_OK
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except OSError as error:
        note(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        return EXIT_FAILED
    except Exception as error:
        note(f"stopped by a mistake of its own ({type(error).__name__}: {error}); the report is in {_report(error)}")
        return EXIT_FAILED
