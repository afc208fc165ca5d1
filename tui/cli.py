"""The command line: parses, dispatches, and imports each branch only when it is taken."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tui import __version__
from tui.errors import (
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_UNREADABLE,
    EXIT_USAGE,
    TermsheetError,
)
from tui.resources import resource
from tui.routes import CLAIMED, FORMATS, TABLES, TABS, VERBS, verb_of
from tui.shell import note, open_corpus, options_of, print_lines, print_pieces, reader_of

if TYPE_CHECKING:
    from tui.app import TermsheetApp
    from tui.models.command_line import Line

VALUED = frozenset(
    [
        *("--lang", "--encoding", "--delimiter", "--header", "--table", "--engine"),
        *("--limit", "--color", "--sort", "--fields"),
    ]
)
"""The options of `list` and `stats` that take a value."""
HELP = ("filters", "formats", "keys", "exit", "cache", "completion")

EPILOG = """\
termsheet                    opens the explorer           termsheet --tab deals   … at a tab
termsheet list deals         prints a table               termsheet deals         the same
termsheet show kimi          prints one entity's card     termsheet kimi          the same
termsheet find yzam          which entities are meant     termsheet list deals 'company:kimi amount>=1b'
termsheet FILE…              the explorer on your files   termsheet list FILE    prints one
termsheet stats FILE [COLUMN]  statistics or frequencies  … | termsheet -        reads the standard input
termsheet check [DIR]        verifies the corpus          termsheet help TOPIC    filters, formats, keys …

Exit codes: 0 ok, 1 failed, 2 usage, 3 source not readable, 4 nothing matched, 130 interrupted.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TermsheetError(message, f"see `{self.prog} --help`", EXIT_USAGE)


def _positive(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"`{text}` is no whole number")
    return int(text)


def _one_character(text: str) -> str:
    plain = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}.get(text.lower(), text)
    if len(plain) != 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not one character")
    return plain


def _parser() -> _Parser:
    parser = _Parser(
        prog="termsheet",
        description="The AI industry's numbers in a terminal, each figure with who said it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"termsheet {__version__}")
    parser.add_argument("--spec", action="store_true", help="commands, tables and columns as JSON")
    parser.add_argument("--completion", choices=("bash", "zsh", "fish"), help="print the completion of a shell")
    parser.add_argument("--complete", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    parser.add_argument("--tab", choices=TABS, default="", help="the tab shown first")
    common = _Parser(add_help=False)
    common.add_argument(
        "--lang", choices=("en", "zh"), default=argparse.SUPPRESS, help="language; else that of the locale"
    )
    parser.add_argument("--lang", choices=("en", "zh"), default=None, help="language; else that of the locale")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=_Parser)

    files = _Parser(add_help=False)
    files.add_argument("--encoding", default="", metavar="NAME", help="of a file: utf-8, gb18030, big5, cp1252 …")
    files.add_argument("--delimiter", type=_one_character, metavar="C", help="what divides its cells")
    files.add_argument("--header", type=_positive, metavar="N", help="the row of its header; 0 for none")
    files.add_argument(
        "--table", dest="table_name", default="", metavar="NAME", help="a sheet, a table, a path in JSON"
    )
    files.add_argument(
        "--engine", choices=("polars", "duckdb"), default="polars", help="what answers (duckdb: an extra)"
    )

    printed = _Parser(add_help=False)
    form = printed.add_mutually_exclusive_group()
    for name in FORMATS:
        form.add_argument(f"--{name}", dest="format", action="store_const", const=name)
    printed.add_argument("--limit", type=_positive, metavar="N", help="at most so many rows")
    printed.add_argument("--no-header", action="store_true", help="leave the line of titles out")
    coloured = _Parser(add_help=False)
    coloured.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours on stdout")

    lists = verbs.add_parser(
        "list", parents=[common, files, printed, coloured], help="print a table", allow_abbrev=False
    )
    lists.add_argument("table", metavar="TABLE|FILE", help=f"{', '.join(TABLES)}, or a file")
    lists.add_argument("filter", nargs="*", metavar="FILTER", help="company:kimi amount>=1b: `termsheet help filters`")
    lists.add_argument("--sort", metavar="KEYS", default="", help="-amount,company: `-` is descending")
    lists.add_argument("--fields", metavar="A,B", default="", help="these columns, in this order")
    lists.add_argument("--count", action="store_true", help="print only the number of rows")
    lists.add_argument("--tui", action="store_true", help="show it in the explorer")
    rows = lists.add_mutually_exclusive_group()
    rows.add_argument("--facts", dest="rows", action="store_const", const="facts", help="one row a fact")
    rows.add_argument("--claims", dest="rows", action="store_const", const="claims", help="one row a claim")

    show = verbs.add_parser("show", parents=[common, coloured], help="print the card of an entity", allow_abbrev=False)
    show.add_argument("name", nargs="+", metavar="NAME", help="a name in any script, pinyin, an alias or an id")
    show.add_argument("--all", action="store_true", help="every row, not as many as fit one screen")
    form = show.add_mutually_exclusive_group()
    for name in ("json", "jsonl"):
        form.add_argument(f"--{name}", dest="format", action="store_const", const=name)

    find = verbs.add_parser("find", parents=[common, printed], help="which entities are meant", allow_abbrev=False)
    find.add_argument("words", nargs="+", metavar="WORDS", help="a name in any script, pinyin, initials, a typo")

    stats = verbs.add_parser(
        "stats", parents=[common, files, printed, coloured], help="statistics or frequencies", allow_abbrev=False
    )
    stats.add_argument("table", metavar="TABLE|FILE", help=f"{', '.join(TABLES)}, or a file")
    stats.add_argument("column", nargs="?", metavar="COLUMN", help="how often each of its values occurs")
    stats.add_argument("filter", nargs="*", metavar="FILTER", help="of these rows only")
    stats.set_defaults(sort="")

    _add_others(verbs, common, files)
    return parser


def _add_others(verbs: Any, common: _Parser, files: _Parser) -> None:
    opens = verbs.add_parser("open", parents=[common, files], help="the explorer on files", allow_abbrev=False)
    opens.add_argument("file", nargs="+", metavar="FILE", help="CSV, Parquet, Arrow, JSON, Excel, SQLite; `-` is stdin")

    check = verbs.add_parser("check", parents=[common], help="verify a folder of data", allow_abbrev=False)
    check.add_argument("folder", nargs="?", metavar="DIR", help="else the corpus that ships with termsheet")
    helps = verbs.add_parser("help", help="more on a topic", allow_abbrev=False)
    helps.add_argument("topic", nargs="?", metavar="TOPIC", help=", ".join(HELP))


def _routed(words: Sequence[str]) -> list[str]:
    """The words with the verb that a bare table or name leaves out, and `--sort -a` as one word."""
    routed: list[str] = []
    for word in words:
        if routed and routed[-1] == "--sort":
            routed[-1] = f"--sort={word}"
        else:
            routed.append(word)
    position = 0
    while position < len(routed) and routed[position].startswith("-") and routed[position] != "-":
        if routed[position] == "--complete":
            return routed
        position += 2 if routed[position] in ("--lang", "--tab", "--completion") else 1
    if position >= len(routed):
        return routed
    if routed[position] not in VERBS:
        routed.insert(position, verb_of(routed[position]))
    if routed[position] in ("list", "stats"):
        return [*routed[: position + 1], *_options_first(routed[position + 1 :])]
    return routed


def _options_first(words: Sequence[str]) -> list[str]:
    """Options, `--`, and the rest: filters may stand anywhere, and a denied one, `-is:rumoured`, is no option."""
    options: list[str] = []
    rest: list[str] = []
    given = iter(words)
    for word in given:
        if word == "--":
            rest += given
        elif word in VALUED:
            value = next(given, None)
            options.append(word if value is None else f"{word}={value}")
        elif word.startswith("--") or word == "-h":
            options.append(word)
        else:
            rest.append(word)
    return [*options, *(["--", *rest] if rest else [])]


def _show(arguments: Any) -> int:
    from tui.lookups import show

    return show(arguments)


def _find(arguments: Any) -> int:
    from tui.lookups import find

    return find(arguments)


def _help(arguments: Any) -> int:
    from tui import topics

    if arguments.topic is None:
        print_pieces([_parser().format_help()])
    elif arguments.topic == "keys":
        print_lines(topics.keys().splitlines())
    elif arguments.topic in topics.TOPICS:
        print_lines(topics.TOPICS[arguments.topic].splitlines())
    else:
        raise TermsheetError(f"no help on `{arguments.topic}`", f"topics: {', '.join(HELP)}", EXIT_USAGE)
    return EXIT_OK


def _check(arguments: Any) -> int:
    folder = Path(arguments.folder) if arguments.folder else resource("data")
    if not folder.is_dir():
        raise TermsheetError(f"{folder} is no folder", "name the folder that holds the CSV files", EXIT_UNREADABLE)
    from tui.frames.corpus import Corpus
    from tui.text.visible import visible

    corpus = Corpus(folder)
    problems = corpus.check()
    print_pieces(f"{visible(str(problem))}\n" for problem in problems)
    rows = sum(corpus.frame(name).height for name in (*CLAIMED, "entities", "sources", "fx"))
    note(f"{rows:,} rows checked, {len(problems)} problems")
    return EXIT_FAILED if problems else EXIT_OK


def _terminal(instead: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TermsheetError("the explorer needs a terminal", f"print with {instead}", EXIT_USAGE)


def _run(app: TermsheetApp) -> int:
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_value or app.return_code or EXIT_OK


def _explore(arguments: Any, line: Line | None = None) -> int:
    _terminal("`termsheet list TABLE` or `termsheet show NAME`")
    resolved = open_corpus()
    reader = reader_of(resolved, arguments.lang)
    from tui.app import TermsheetApp

    return _run(TermsheetApp(resolved, reader, arguments.tab, line=line))


def _open_files(arguments: Any, line: Line | None = None) -> int:
    from tui.opened import file_tabs

    names: list[str] = arguments.file
    stream = None
    if "-" in names:
        from tui.streamed import take_stdin

        stream = take_stdin()
    _terminal("`termsheet list FILE`")
    reader, sheets = file_tabs(names, options_of(arguments), arguments.lang, stream)
    from tui.app import TermsheetApp

    return _run(TermsheetApp(None, reader, files=sheets, line=line))


def _list(arguments: Any) -> int:
    if arguments.tui:
        return _list_on_screen(arguments)
    from tui.lists import list_table

    return list_table(arguments)


def _list_on_screen(arguments: Any) -> int:
    """Shows in the explorer what `list` would print."""
    from tui.models.command_line import Line

    line = Line(arguments.table, " ".join(arguments.filter), arguments.sort, arguments.fields)
    _terminal("the same line without --tui")
    if arguments.table not in TABLES:
        arguments.file = [arguments.table]
        return _open_files(arguments, line)
    if arguments.table not in TABS:
        shown = ", ".join(tab for tab in TABS if tab in TABLES)
        raise TermsheetError(f"`{arguments.table}` is no tab of the explorer", f"--tui goes with {shown}", EXIT_USAGE)
    from tui.lists import check_line

    check_line(arguments)
    arguments.tab = arguments.table
    return _explore(arguments, line)


def _stats(arguments: Any) -> int:
    from tui.lists import statistics

    return statistics(arguments)


def _bare(arguments: Any) -> int:
    """What is asked for without a verb."""
    if arguments.completion:
        from tui.completion import SCRIPTS

        print_pieces([SCRIPTS[arguments.completion]])
    elif arguments.complete is not None:
        from tui.completion import candidates

        print_pieces(f"{word}\n" for word in candidates(arguments.complete))
    elif arguments.spec:
        import json

        from tui.spec import spec

        print_pieces([json.dumps(spec(), ensure_ascii=False, indent=2) + "\n"])
    else:
        return _explore(arguments)
    return EXIT_OK


BRANCHES = {
    "list": _list,
    "show": _show,
    "find": _find,
    "check": _check,
    "stats": _stats,
    "open": _open_files,
    "help": _help,
    None: _bare,
}


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
