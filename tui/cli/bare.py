"""The command without a verb: the explorer, and what the program says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from tui import __version__
from tui.cli.options import group, option, switch
from tui.cli.parser import Verb
from tui.cli.shared import Common
from tui.errors import EXIT_OK
from tui.language.label import Label

SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True)
class BareRequest:
    """What is asked for without a verb."""

    common: Common = group(Common)
    tab: str = option("--tab", "NAME", Label("the tab shown first", "首先显示的标签页"))
    version: bool = switch("--version", Label("the version of the program", "程序版本"))
    spec: bool = switch("--spec", Label("commands, tables and columns as JSON", "以 JSON 输出命令、表和列"))
    completion: str = option(
        "--completion", "", Label("print the completion of a shell", "输出 shell 补全脚本"), choices=SHELLS
    )


def answer_bare(request: BareRequest) -> int:
    """Opens the explorer, or prints what the program says of itself."""
    from tui.cli.output import print_pieces

    if request.version:
        print_pieces([f"termsheet {__version__}\n"])
    elif request.completion:
        from tui.cli.completion import SHELL_SCRIPTS

        print_pieces([SHELL_SCRIPTS[request.completion]])
    elif request.spec:
        import json

        from tui.cli.spec import spec

        print_pieces([json.dumps(spec(request.common), ensure_ascii=False, indent=2) + "\n"])
    else:
        from tui.cli.explore import explore

        return explore(request.common, request.tab)
    return EXIT_OK


VERB = Verb(
    "",
    Label(
        "The AI industry's numbers in a terminal, each figure with who said it.",
        "终端里的 AI 行业数据：每个数字都注明出自谁。",
    ),
    BareRequest,
    answer_bare,
)
