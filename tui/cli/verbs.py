"""Reads the command line, does what it asks for, and imports only what that needs."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence

from tui import __version__
from tui.cli.output import note, print_pieces
from tui.cli.parser import parse_words
from tui.cli.restricted import confined
from tui.cli.routes import with_corpus_here
from tui.errors import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, TermsheetError
from tui.language.label import Label, Language
from tui.storage import disk
from tui.terminal import ends


def _quiet_stdout() -> None:
    """Lets the interpreter close a stdout that takes nothing any more without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: BaseException) -> str:
    """Writes what a developer needs to a file, and gives its path."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="termsheet-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(f"termsheet {__version__}\n" + "".join(traceback.format_exception(error)))
    return file.name


def asked_language(given: Sequence[str]) -> Language:
    """The language that some words of a command line ask for, else that of the locale."""
    from tui.language import choose as locale

    after = given.index("--lang") + 1 if "--lang" in given else len(given)
    asked = next((word[len("--lang=") :] for word in given if word.startswith("--lang=")), "")
    asked = asked or (given[after] if after < len(given) else "")
    return locale.language(asked if asked in ("en", "zh") else None, os.environ)


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code. Never ends in a traceback."""
    # Collecting garbage while a thousand modules load costs a tenth of the start; the explorer turns it on again.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no Chinese is shown escapes, not an error.
            stream.reconfigure(errors="backslashreplace")
    given = [*(sys.argv[1:] if words is None else words)]
    try:
        try:
            code = _run(given)
        finally:
            # What was painted before it was known that there is nothing to show.
            ends.put_back()
        # What cannot be written is a failure now, not a remark when the interpreter ends.
        sys.stdout.flush()
        return code
    except TermsheetError as error:
        note(error.told(asked_language(given)))
        return error.exit_code
    except BrokenPipeError:
        _quiet_stdout()
        return EXIT_OK
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except OSError as error:
        from tui.language.system import system_says

        note(system_says(error).text(asked_language(given)) + (f": {error.filename}" if error.filename else ""))
        _quiet_stdout()
        return EXIT_FAILED
    except MemoryError:
        english = "there is not enough memory for this; ask for less, or raise what `ulimit -v` allows"
        note(Label(english, "内存不足；请减少数据，或放宽 `ulimit -v`").text(asked_language(given)))
        return EXIT_FAILED
    # A panic of Polars is no Exception.
    except BaseException as error:
        what = f"{type(error).__name__}: {error}"
        english, chinese = (
            "stopped by a mistake of its own ({0}); the report is in {1}",
            "程序出错而停止（{0}）；报告在 {1}",
        )
        note(Label(english, chinese).text(asked_language(given)).format(what, _report(error)))
        return EXIT_FAILED


def _run(given: list[str]) -> int:
    disk.clear_begun()
    words, grants = confined(given, os.environ)
    if words[:1] == ["--complete"]:
        from tui.cli.completion import candidates

        print_pieces(f"{word}\n" for word in candidates(with_corpus_here(words[1:]), grants))
        return EXIT_OK
    words = with_corpus_here(words)
    try:
        verb, request = parse_words(words, asked_language(words), grants)
    # How argparse ends once it has printed help or the version.
    except SystemExit as end:
        return int(end.code or EXIT_OK)
    return verb.run(request)
