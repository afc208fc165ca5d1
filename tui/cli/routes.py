"""The words of the command line: its verbs, what names a corpus, what names a table, and what names a file.

Standard library only, and little of it: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from tui.storage.corpora import described_tables

VERBS = ("list", "show", "find", "stats", "open", "check", "help")
CORPUS = "--corpus"


def is_file(word: str) -> bool:
    """Whether a word names a file, a pattern of files, an address or the standard input, and no entity."""
    if word == "-" or "://" in word or word.startswith(("./", "../", "/", "~/")):
        return True
    return os.path.exists(word) or any(mark in word for mark in "*?") or ("." in word and _has_ending(word))


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


def verb_of(word: str, corpus: str) -> str:
    """The verb that a first word stands for: its own, or what a bare table, file or name asks for."""
    if word in VERBS:
        return word
    return "list" if word in described_tables(corpus) else "open" if is_file(word) else "show"
