"""Words of the command line as the request of a verb; the verb that a bare table, file or name leaves out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.cli.options import Option, options_of, request_of, sets_of_options
from tui.cli.routes import VERBS, corpus_of, is_question, verb_of
from tui.cli.shared import Common
from tui.errors import EXITS, TermsheetError
from tui.grants import EVERYTHING, NO_POWER, Grants, Power
from tui.language.label import Label, Language

if TYPE_CHECKING:
    from tui.cli.usage import Parser

EXAMPLES = Label(
    """\
termsheet                    opens the explorer           termsheet --tab deals   … at a tab
termsheet list deals         prints a table               termsheet deals         the same
termsheet kimi mau           answers a question           termsheet ask QUESTION  the same
termsheet show kimi          prints one entity's card     termsheet kimi          the same
termsheet find yzam          which entities are meant     termsheet list deals 'company:kimi amount>=1b'
termsheet FILE…              the explorer on your files   termsheet list FILE    prints one
termsheet stats FILE [COLUMN]  statistics or frequencies  … | termsheet -        reads the standard input
termsheet check [DIR]        verifies the corpus          termsheet help TOPIC    filters, formats, keys …
termsheet import FILE --as deals  an export in the corpus's form, told before it is written with --out DIR
termsheet load ADDRESS       the corpus into a database, read back with --corpus ADDRESS
""",
    """\
termsheet                      打开界面；--tab deals 先看某一页
termsheet list deals           输出一张表；也可写 termsheet deals
termsheet kimi 月活            回答一个问题；也可写 termsheet ask 问题
termsheet show kimi            输出一个主体的概况；也可写 termsheet kimi
termsheet find yzam            查找名称所指的主体
termsheet list deals '公司:kimi 金额>=10亿'
termsheet 文件…                在界面中打开文件
termsheet list 文件            输出一个文件
termsheet stats 文件 [列]      统计或频数
… | termsheet -                读取标准输入
termsheet check [文件夹]       检查数据
termsheet help 主题            filters、formats、keys 等
termsheet import 文件 --as deals   把导出的表转为本数据的格式；先说明，加 --out 文件夹 才写出
termsheet load 地址            把数据写入数据库，之后用 --corpus 地址 读取
""",
)
BARE_USAGE = Label("termsheet [OPTION…] [COMMAND …]", "termsheet [选项…] [命令 …]")
COMMANDS = Label("commands:", "命令：")
EXITS_TOLD = Label("Exit codes: {}.", "退出码：{}。")


class Verb(NamedTuple):
    """A command: what it is called, what it does in few words, what it takes and what carries its request out.

    Attributes:
        needs: the power without which it is not there.
    """

    name: str
    about: Label
    request: type[Any]
    run: Callable[[Any], int]
    needs: Power = NO_POWER


def verb(name: str) -> Verb:
    """A verb of `VERBS` from the module of its name; the empty name is the command without a verb."""
    # `import` is a word of the language, and no name of a module.
    module = {"": "bare", "import": "importing"}.get(name, name)
    found: Verb = import_module(f"tui.cli.{module}").VERB
    return found


def granted_verbs(grants: Grants) -> list[str]:
    """The verbs that a run may carry out."""
    return [name for name in VERBS if grants.has(verb(name).needs)]


def granted_options(request: type[Any], grants: Grants) -> list[Option]:
    """What a request takes of a run."""
    return [one for one in options_of(request) if grants.has(one.needs)]


def parser_of(asked: Verb, language: Language = "en", grants: Grants = EVERYTHING) -> Parser:
    """The parser of a verb, made of what its request takes; it tells in a language what a run may do."""
    from tui.cli.usage import Parser

    parser = Parser(f"termsheet {asked.name}".rstrip(), asked.about.text(language), language)
    for together in sets_of_options(asked.request):
        place = parser if len(together) == 1 else parser.add_mutually_exclusive_group()
        for one in together:
            _add(place, one, parser.prog, language, told=grants.has(one.needs))
    if not asked.name:
        parser.usage = BARE_USAGE.text(language)
        parser.ends_with = partial(_epilog, language, grants)
    return parser


def _epilog(language: Language, grants: Grants) -> str:
    from tui.language.words import label, listed

    verbs = granted_verbs(grants)
    commands = "".join(f"  {name:<8}{verb(name).about.text(language)}\n" for name in verbs)
    missing = [f"termsheet {name} " for name in VERBS if name not in verbs]
    lines = EXAMPLES.text(language).splitlines(keepends=True)
    examples = "".join(line for line in lines if not any(one in line for one in missing))
    codes = listed((f"{code} {label(f'exit.{code}').text(language)}" for code in EXITS), language)
    return f"{COMMANDS.text(language)}\n{commands}\n{examples}\n{EXITS_TOLD.text(language).format(codes)}\n"


def _read(one: Option, prog: str, text: str) -> Any:
    try:
        return one.read(text)
    except TermsheetError as error:
        from tui.cli.usage import mistake

        raise mistake(prog, Label(*error.said), one.flag) from None


def _add(place: Any, one: Option, prog: str, language: Language, *, told: bool) -> None:
    from argparse import SUPPRESS

    about = one.about.text(language) if told else SUPPRESS
    settings: dict[str, Any] = {"help": about, "default": SUPPRESS}
    if not one.flag:
        settings |= {"metavar": one.metavar} | ({"nargs": one.many} if one.many else {})
        place.add_argument(one.name, **settings)
    elif one.valued:
        settings |= {"choices": one.choices} if one.choices else {"metavar": one.metavar}
        place.add_argument(one.flag, dest=one.name, type=partial(_read, one, prog), **settings)
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


def parse_words(words: list[str], language: Language = "en", grants: Grants = EVERYTHING) -> tuple[Verb, Any]:
    """The verb that is asked for and its request, which carries the grants.

    Raises `TermsheetError` with the exit code for usage, also for what a run may not do.
    """
    before, rest = divided(words)
    request = partial(_request, grants=grants, language=language)
    if not rest:
        bare = verb("")
        return bare, request(bare, before, {})
    given = vars(parser_of(Verb("", Label("", ""), Common, lambda _: 0), language).parse_args(before)) if before else {}
    corpus = corpus_of(words)[0]
    common = {f"common.{n}": v for n, v in given.items()}
    # Of what a run may not read, not even whether it is there is told.
    is_there, is_file = (os.path.exists, os.path.isfile) if grants.has(Power.FILES) else (grants.may_read,) * 2
    if rest[0] in VERBS and is_question(rest, corpus, is_there):
        return verb("ask"), request(verb("ask"), rest, {**common, "verb": rest[0]})
    asked = verb(verb_of(rest[0], corpus, alone=len(rest) == 1, there=is_file))
    return asked, request(asked, rest[1:] if rest[0] in VERBS else rest, common)


def _request(asked: Verb, words: Sequence[str], given: Mapping[str, Any], *, grants: Grants, language: Language) -> Any:
    grants.ask_for(asked.needs, f"`{asked.name}`")
    options = options_of(asked.request)
    ordered = _options_first(words, options)
    *single, last = [one for one in options if not one.flag] or [Option("", "", Label("", ""))]
    if ordered[:1] == ["--"] and last.many in ("+", "*") and len(ordered) > 1 + len(single):
        # Words without an option need no parser, which takes as long to make as a question to be answered.
        alone = dict(zip((one.name for one in single), ordered[1:], strict=False))
        found = {**given, **alone, "common.grants": grants, last.name: ordered[1 + len(single) :]}
    else:
        parser = parser_of(asked, language, grants)
        parser.set_defaults(**given, **{"common.grants": grants})
        found = vars(parser.parse_args(ordered))
    for one in options:
        if found.get(one.name, one.default) != one.default:
            grants.ask_for(one.needs, one.flag)
    return request_of(asked.request, found)


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
