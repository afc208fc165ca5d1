"""The words of the command line: its verbs, what names a corpus, what names a table, and what names a file.

Standard library only, and little of it: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from tui.engines.names import is_address
from tui.storage.corpora import VARIABLE, described_tables

VERBS = ("ask", "list", "show", "find", "stats", "new", "open", "check", "import", "load", "help")
CORPUS, RESTRICTED = "--corpus", "--restricted"
_SEVERAL = 2
"""Words behind a verb from which on they may be a question: a single one is a name that was mistyped."""


There = Callable[[str], bool]
"""Whether something of a name lies on the disk, or may be asked for."""


def is_file(word: str, *, alone: bool = True, there: There = os.path.isfile) -> bool:
    """Whether a word names a file, a pattern of files, an address or the standard input, and is no question.

    A bare name is a file only where it stands alone and one of that name lies there.
    """
    if word == "-" or "/" in word or is_address(word):
        return True
    return ("." in word and _has_ending(word)) or (alone and there(word))


def _has_ending(word: str) -> bool:
    from tui.files.registry import endings

    return word.lower().endswith(endings())


def corpus_of(words: Sequence[str]) -> tuple[str, list[str]]:
    """The folder of tables that a command line names, and the words without it."""
    named, rest = "", []
    given = iter(words)
    for word in given:
        if word == CORPUS:
            named = next(given, "")
        elif word.startswith(f"{CORPUS}="):
            named = word.removeprefix(f"{CORPUS}=")
        else:
            rest.append(word)
    return named, rest


def with_corpus_here(words: Sequence[str]) -> list[str]:
    """A command line whose corpus is a folder: where an address names it, in the words or in the environment, a copy of
    the tables there. One that is about a file alone stays as it is: nobody is asked for a corpus that it does not need.

    Raises `TermsheetError` where the tables cannot be read.
    """
    named, rest = corpus_of(words)
    named = named or os.environ.get(VARIABLE, "")
    if not is_address(named) or _is_of_file(rest):
        return [*words]
    from tui.corpus.served import here

    return [CORPUS, here(named), *rest]


def _is_of_file(words: Sequence[str]) -> bool:
    """Whether a command line without its corpus begins with a file, and has no other table beside it."""
    plain = [word for word in words if not word.startswith("-") or word == "-"]
    first = plain[1:2] if plain[:1] and plain[0] in VERBS else plain[:1]
    beside = any(word.startswith(("--join", "--diff")) for word in words)
    return bool(first) and is_file(first[0], alone=False) and not beside


def verb_of(word: str, corpus: str, *, alone: bool = True, there: There = os.path.isfile) -> str:
    """The verb that a first word stands for: its own, or what a bare table, file or question asks for."""
    if word in VERBS:
        return word
    return "list" if word in described_tables(corpus) else "open" if is_file(word, alone=alone, there=there) else "ask"


def opens_screen(words: Sequence[str]) -> bool:
    """Whether a command line without its corpus may open the explorer, on nothing but the corpus and plain files.

    Never where it is restricted. What an address, a pattern, a folder or a pipe holds cannot be told at a glance.
    """
    if RESTRICTED in words or any(is_file(word, alone=False) and not os.path.isfile(word) for word in words):
        return False
    first = words[0] if words else "-"
    return first.startswith("-") or "--tui" in words or first == "open" or is_file(first)


def is_question(words: Sequence[str], corpus: str, there: There = os.path.exists) -> bool:
    """Whether a verb stands before words that it can do nothing with, so that all of them are a question."""
    verb, *rest = words
    operands = [word for word in rest if word == "-" or not word.startswith("-")]
    if len(operands) < (1 if verb == "open" else _SEVERAL):
        return False
    first = operands[0]
    match verb:
        case "list" | "stats":
            return first not in described_tables(corpus) and not is_file(first, there=there)
        case "open":
            return not any(is_file(word, there=there) for word in operands) and len(operands) >= _SEVERAL
        case "import" | "load":
            return not any(is_file(word, there=there) for word in operands)
        case "new":
            # It takes a day alone: of whom something is new, is asked.
            return not first[:1].isdigit() or (rest[0] == first and not rest[1].startswith("-"))
        case "check":
            return not (there(first) or is_address(first))
        case "help":
            return True
    return False
