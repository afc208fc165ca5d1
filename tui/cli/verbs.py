"""Parses, dispatches, and imports each branch only when it is taken."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from tui import __version__
from tui.cli.check import check
from tui.cli.explore import explore, list_on_screen, open_files
from tui.cli.output import note, print_lines, print_pieces
from tui.cli.parser import HELP, parser, routed
from tui.errors import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE, TermsheetError


def _show(arguments: Any) -> int:
    from tui.cli.show import show

    return show(arguments)


def _find(arguments: Any) -> int:
    from tui.cli.find import find

    return find(arguments)


def _help(arguments: Any) -> int:
    from tui.cli import topics

    if arguments.topic is None:
        print_pieces([parser().format_help()])
    elif arguments.topic == "keys":
        print_lines(topics.keys().splitlines())
    elif arguments.topic in topics.TOPICS:
        print_lines(topics.TOPICS[arguments.topic].splitlines())
    else:
        raise TermsheetError(f"no help on `{arguments.topic}`", f"topics: {', '.join(HELP)}", EXIT_USAGE)
    return EXIT_OK


def _list(arguments: Any) -> int:
    if arguments.tui:
        return list_on_screen(arguments)
    from tui.cli.list import list_table

    return list_table(arguments)


def _stats(arguments: Any) -> int:
    from tui.cli.stats import statistics

    return statistics(arguments)


def _bare(arguments: Any) -> int:
    """What is asked for without a verb."""
    if arguments.completion:
        from tui.cli.completion import SCRIPTS

        print_pieces([SCRIPTS[arguments.completion]])
    elif arguments.complete is not None:
        from tui.cli.completion import candidates

        print_pieces(f"{word}\n" for word in candidates(arguments.complete))
    elif arguments.spec:
        import json

        from tui.cli.spec import spec

        print_pieces([json.dumps(spec(), ensure_ascii=False, indent=2) + "\n"])
    else:
        return explore(arguments)
    return EXIT_OK


BRANCHES = {
    "list": _list,
    "show": _show,
    "find": _find,
    "check": check,
    "stats": _stats,
    "open": open_files,
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
        arguments = parser().parse_args(routed(sys.argv[1:] if words is None else words))
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
