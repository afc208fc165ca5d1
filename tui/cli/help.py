"""`help`: what can be asked for, or more on a topic."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operand
from tui.cli.output import print_lines, print_pieces
from tui.cli.parser import Verb, parser_of, verb
from tui.cli.shared import Common
from tui.cli.topics import TOPICS, granted_topics
from tui.errors import EXIT_OK, EXIT_USAGE, TermsheetError
from tui.language.label import Label


@dataclass(frozen=True)
class HelpRequest:
    """What `help` takes."""

    topic: str = operand("TOPIC", Label(", ".join(TOPICS), "、".join(TOPICS)), optional=True)
    common: Common = group(Common)


def tell(request: HelpRequest) -> int:
    """Prints the text of a topic, else what `--help` prints."""
    topics = granted_topics(request.common.grants)
    if not request.topic:
        print_pieces([parser_of(verb(""), request.common.language, request.common.grants).format_help()])
    elif request.topic in topics:
        print_lines(TOPICS[request.topic](request.common).splitlines())
    else:
        told = Label(f"no help on `{request.topic}`", f"没有主题“{request.topic}”")
        raise TermsheetError(told, Label(f"topics: {', '.join(topics)}", f"主题：{'、'.join(topics)}"), EXIT_USAGE)
    return EXIT_OK


VERB = Verb("help", Label("more on a topic", "按主题查看说明"), HelpRequest, tell)
