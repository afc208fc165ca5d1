"""Words of the command line as the request of a verb; the verb that a bare table, file or name leaves out."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, NoReturn

from tui.cli.options import Option, options_of, request_of, sets_of_options
from tui.cli.output import print_pieces
from tui.cli.routes import VERBS, corpus_of, is_question, verb_of
from tui.cli.shared import Common
from tui.errors import EXIT_USAGE, EXITS, TermsheetError

EXAMPLES = """\
termsheet                    opens the explorer           termsheet --tab deals   … at a tab
termsheet list deals         prints a table               termsheet deals         the same
termsheet kimi mau           answers a question           termsheet ask QUESTION  the same
termsheet show kimi          prints one entity's card     termsheet kimi          the same
termsheet find yzam          which entities are meant     termsheet list deals 'company:kimi amount>=1b'
termsheet FILE…              the explorer on your files   termsheet list FILE    prints one
termsheet stats FILE [COLUMN]  statistics or frequencies  … | termsheet -        reads the standard input
termsheet check [DIR]        verifies the corpus          termsheet help TOPIC    filters, formats, keys …
termsheet import FILE --as deals  an export in the corpus's form, told before it is written with --out DIR
"""


class Verb(NamedTuple):
    """A command: what it is called, what it does in few words, what it takes and what carries its request out."""

    name: str
    about: str
    request: type[Any]
    run: Callable[[Any], int]


def verb(name: str) -> Verb:
    """A verb of `VERBS` from the module of its name; the empty name is the command without a verb."""
    # `import` is a word of the language, and no name of a module.
    module = {"": "bare", "import": "importing"}.get(name, name)
    found: Verb = import_module(f"tui.cli.{module}").VERB
    return found


class Parser(argparse.ArgumentParser):
    """Tells a mistake as the program tells all others."""

    def error(self, message: str) -> NoReturn:
        raise TermsheetError(message, f"see `{self.prog} --help`", EXIT_USAGE)

    def _print_message(self, message: str, file: object = None) -> None:
        # That of argparse passes over what cannot be written.
        print_pieces([message])


def parser_of(asked: Verb) -> Parser:
    """The parser of a verb, made of what its request takes."""
    parser = Parser(
        prog=f"termsheet {asked.name}".rstrip(),
        description=asked.about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for together in sets_of_options(asked.request):
        place = parser if len(together) == 1 else parser.add_mutually_exclusive_group()
        for one in together:
            _add(place, one)
    if not asked.name:
        parser.usage = "termsheet [OPTION…] [COMMAND …]"
        commands = "".join(f"  {name:<8}{verb(name).about}\n" for name in VERBS)
        codes = ", ".join(f"{code} {says}" for code, says in EXITS.items())
        parser.epilog = f"commands:\n{commands}\n{EXAMPLES}\nExit codes: {codes}.\n"
    return parser


def _add(place: Any, one: Option) -> None:
    settings: dict[str, Any] = {"help": one.about, "default": argparse.SUPPRESS}
    if not one.flag:
        settings |= {"metavar": one.metavar} | ({"nargs": one.many} if one.many else {})
        place.add_argument(one.name, **settings)
    elif one.valued:
        settings |= {"choices": one.choices} if one.choices else {"metavar": one.metavar}
        place.add_argument(one.flag, dest=one.name, type=one.read, **settings)
    else:
        place.add_argument(one.flag, dest=one.name, action="store_const", const=one.constant, **settings)


def divided(words: list[str]) -> tuple[list[str], list[str]]:
    """The options before the verb, and the words from it on."""
    valued = {one.flag for one in options_of(verb("").request) if one.valued}
    position = 0
    while position < len(words) and words[position].startswith("-") and words[position] not in ("-", "--"):
        position += 2 if words[position] in valued else 1
    rest = words[position:]
    return [*words[:position]], [*(rest[1:] if rest[:1] == ["--"] else rest)]


def parse_words(words: list[str]) -> tuple[Verb, Any]:
    """The verb that is asked for and its request. Raises `TermsheetError` with the exit code for usage."""
    before, rest = divided(words)
    if not rest:
        bare = verb("")
        return bare, _request(bare, before, {})
    given = vars(parser_of(Verb("", "", Common, lambda _: 0)).parse_args(before)) if before else {}
    corpus = corpus_of(words)[0]
    common = {f"common.{n}": v for n, v in given.items()}
    if rest[0] in VERBS and is_question(rest, corpus):
        return verb("ask"), _request(verb("ask"), rest, {**common, "verb": rest[0]})
    asked = verb(verb_of(rest[0], corpus, alone=len(rest) == 1))
    return asked, _request(asked, rest[1:] if rest[0] in VERBS else rest, common)


def _request(asked: Verb, words: Sequence[str], given: Mapping[str, Any]) -> Any:
    parser = parser_of(asked)
    parser.set_defaults(**given)
    options = options_of(asked.request)
    return request_of(asked.request, vars(parser.parse_args(_options_first(words, options))))


def _options_first(words: Sequence[str], options: Sequence[Option]) -> list[str]:
    """Options, `--`, and the rest, so that operands may stand anywhere.

    What follows an option that takes a value is its value, also where it begins with `-`, as in `--sort -amount`.
    Where operands may be denied, `-is:rumoured` is no option.
    """
    valued = {one.flag for one in options if one.valued}
    signed = any(one.signed for one in options)
    first: list[str] = []
    rest: list[str] = []
    given = iter(words)
    for word in given:
        if word == "--":
            rest += given
        elif word in valued:
            value = next(given, None)
            first.append(word if value is None else f"{word}={value}")
        elif word.startswith("--") or word == "-h" or (word.startswith("-") and word != "-" and not signed):
            first.append(word)
        else:
            rest.append(word)
    return [*first, *(["--", *rest] if rest else [])]
