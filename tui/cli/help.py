"""`help`: what can be asked for, or more on a topic."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operand
from tui.cli.output import print_lines, print_pieces
from tui.cli.parser import Verb, parser_of, verb
from tui.cli.shared import Common
from tui.cli.topics import TOPICS
from tui.errors import EXIT_OK, EXIT_USAGE, TermsheetError


@dataclass(frozen=True)
class HelpRequest:
    """What `help` takes."""

    topic: str = operand("TOPIC", ", ".join(TOPICS), optional=True)
    common: Common = group(Common)


def tell(request: HelpRequest) -> int:
    """Prints the text of a topic, else what `--help` prints."""
    if not request.topic:
        print_pieces([parser_of(verb("")).format_help()])
    elif request.topic in TOPICS:
        print_lines(TOPICS[request.topic](request.common.corpus).splitlines())
    else:
        raise TermsheetError(f"no help on `{request.topic}`", f"topics: {', '.join(TOPICS)}", EXIT_USAGE)
    return EXIT_OK


VERB = Verb("help", "more on a topic", HelpRequest, tell)
