"""The door: answers at once what was answered before, and loads the program for everything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper

from tui.terminal import ends

KEPT = ("ask", "show", "find")
"""The verbs whose answers are kept."""
LEAST_MEMORY = 1_000_000_000
"""Bytes of addresses that are needed."""


def main() -> int:
    """Runs the command `termsheet` and returns its exit code."""
    ends.guard()
    # A descriptor that is closed would be given to the next file that is opened.
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        sys.stderr.write("termsheet: nothing can be printed: the standard output is closed\n")
        return 1
    if _has_little_memory():
        sys.stderr.write("termsheet: needs 1 GB of memory (ulimit -v allows less)\n")
        return 1
    from tui.cli.routes import RESTRICTED, corpus_of
    from tui.storage import answers
    from tui.storage.corpora import folders

    words = sys.argv[1:]
    restricted = RESTRICTED in words
    if restricted:
        from tui.cli.enclosure import enclose

        enclose()
    corpus, rest = corpus_of(words)
    key = answers.answer_key(words, folders(corpus)) if not restricted and is_kept(rest, corpus) else None
    known = answers.recall_answer(key) if key is not None else None
    if known is not None:
        _clear_left()
        code, out, err = known
        try:
            _write(2, err)
            _write(1, out)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        except OSError as error:
            sys.stderr.write(f"termsheet: {error.strerror}\n")
            return 1
        return code
    with _own_errors():
        if key is None:
            _paint_first_frame(words, rest, corpus)
        from tui.cli.verbs import main as run

        if key is None:
            return run(words)
        from tui.cli.recording import recorded

        with recorded() as record:
            code = run(words)
        if code in (0, 4):
            answers.keep_answer(key, code, record.bytes_of("stdout"), record.bytes_of("stderr"))
        return code


def _paint_first_frame(words: list[str], rest: list[str], corpus: str) -> None:
    """Paints what the same words showed before, if they open a screen and all is as it was; else nothing."""
    from tui.cli.routes import opens_screen

    if sys.platform == "win32" or not (os.isatty(0) and os.isatty(1)) or not opens_screen(rest):
        return
    from tui.storage import first_frames
    from tui.storage.corpora import folders
    from tui.terminal import first_frame

    with suppress(OSError):
        columns, rows = os.get_terminal_size(1)
        key = first_frames.frame_key(words, folders(corpus), columns, rows)
        frame = first_frames.recall_frame(key) if key is not None else None
        if frame is not None:
            first_frame.paint(frame, columns, rows)


def _clear_left() -> None:
    """Takes away what killed programs left, as each start does; where nothing is left, nothing is loaded for it."""
    from tui.storage.folders import begun

    if begun():
        from tui.storage.disk import clear_begun

        clear_begun()


def _has_little_memory() -> bool:
    """Whether a process may have so little that libraries end it as they load, each in its own way."""
    try:
        import resource
    except ImportError:
        return False
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    return allowed != resource.RLIM_INFINITY and allowed < LEAST_MEMORY


@contextmanager
def _own_errors() -> Iterator[None]:
    """Meanwhile only what the program says itself comes on the standard error, not what libraries write beside it."""
    from tui.storage.own import messages
    from tui.terminal.aside import turned_aside

    stderr = sys.stderr
    if not isinstance(stderr, TextIOWrapper):
        yield
        return
    with (
        turned_aside(messages()) as kept,
        open(kept, "w", 1, stderr.encoding, "backslashreplace", closefd=False) as sys.stderr,
    ):
        try:
            yield
        finally:
            sys.stderr = stderr


def is_kept(words: list[str], corpus: str = "") -> bool:
    """Whether the answer to a command line is kept: it is a look-up, and its first word says so."""
    from tui.cli.routes import verb_of

    first = words[0] if words else "-"
    named = verb_of(first, corpus, alone=len(words) == 1) if not first.startswith("-") else ""
    return first == "--complete" or named in KEPT


def _write(descriptor: int, text: bytes) -> None:
    """Writes all of it: a pipe takes a part at a time."""
    while text:
        text = text[os.write(descriptor, text) :]
