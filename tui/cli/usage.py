"""Help and mistakes of `argparse` in the language of the one who reads."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from typing import NoReturn

from tui.cli.output import print_pieces
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.label import Label, Language

USAGE_MARK = Label("usage: ", "用法：")
OPERANDS = Label("positional arguments", "参数")
OPTIONS = Label("options", "选项")
_ARGPARSE = (
    "shell.unknown",
    "shell.required",
    "shell.one",
    "shell.some",
    "shell.choice",
    "shell.explicit",
    "shell.exclusive",
)
"""What `argparse` says of a mistake."""
HELP = Label("show this help message and exit", "显示本说明")


class Parser(argparse.ArgumentParser):
    """Tells help in one language, and a mistake as the program tells all others.

    Attributes:
        ends_with: gives what help ends with, which is made for help alone.
    """

    ends_with: Callable[[], str] | None = None

    def __init__(self, prog: str, about: str, language: Language) -> None:
        super().__init__(
            prog=prog,
            description=about,
            formatter_class=_ChineseHelp if language == "zh" else argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self._positionals.title, self._optionals.title = OPERANDS.text(language), OPTIONS.text(language)
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=HELP.text(language))

    def format_help(self) -> str:
        self.epilog = self.ends_with() if self.ends_with is not None else None
        # argparse itself sets the colon behind a heading.
        told = super().format_help()
        return re.sub(f"^({OPERANDS.zh}|{OPTIONS.zh}):$", r"\1：", told, flags=re.MULTILINE)

    def error(self, message: str) -> NoReturn:
        raise mistake(self.prog, message)

    def _print_message(self, message: str, file: object = None) -> None:
        # That of argparse passes over what cannot be written.
        print_pieces([message])


class _ChineseHelp(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, USAGE_MARK.zh if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        from tui.text.widths import wrap

        return wrap(text, width)


def mistake(prog: str, message: str | Label, flag: str = "") -> TermsheetError:
    """A mistake on the command line of a program, as `argparse` tells it or in both languages."""
    from tui.language.words import label

    said = message if isinstance(message, Label) else _both(message)
    said = label("shell.of", flag, said) if flag else said
    return TermsheetError(said, label("shell.see", prog), EXIT_USAGE)


def _both(message: str) -> Label:
    """What `argparse` says, in both languages where its words are known."""
    from tui.language.shell import SHELL
    from tui.language.words import label

    of = re.fullmatch(_pattern(SHELL["shell.of"][0]), message, re.DOTALL)
    if of is not None:
        return label("shell.of", of[1], _both(of[2]))
    for key in _ARGPARSE:
        found = re.fullmatch(_pattern(SHELL[key][0]), message, re.DOTALL)
        if found is not None:
            return label(key, *found.groups())
    return Label(message, message)


def _pattern(template: str) -> str:
    return re.sub(r"\\\{\d\\\}", "(.*?)", re.escape(template))
