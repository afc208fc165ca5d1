"""The command line: its verbs and options, and the verb that a bare word leaves out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from tui import __version__
from tui.cli.routes import FORMATS, TABLES, TABS, VERBS, verb_of
from tui.errors import EXIT_USAGE, TermsheetError

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


def parser() -> _Parser:
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


def routed(words: Sequence[str]) -> list[str]:
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
