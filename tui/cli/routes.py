"""The words of the command line: its verbs, the tables that are printed, the tabs, and what names a file.

Standard library only, and little of it: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os

VERBS = ("list", "show", "find", "stats", "open", "check", "help")
TABLES = ("deals", "users", "departures", "companies", "market", "facts", "entities", "sources")
"""The tables of the corpus that are printed."""
CLAIMED = ("deals", "users", "departures", "market", "facts")
"""Those whose rows are claims."""
TABS = ("overview", "deals", "users", "departures", "companies", "market", "sources")
ENDINGS = (
    ".csv", ".tsv", ".tab", ".txt", ".psv", ".parquet", ".arrow", ".feather", ".ipc", ".json", ".jsonl", ".ndjson",
    ".xlsx", ".xlsb", ".xls", ".ods", ".sqlite", ".sqlite3", ".db", ".gz", ".zst",
)  # fmt: skip


def is_file(word: str) -> bool:
    """Whether a word names a file, a pattern of files, an address or the standard input, and no entity."""
    if word == "-" or "://" in word or word.startswith(("./", "../", "/", "~/")):
        return True
    return os.path.exists(word) or word.lower().endswith(ENDINGS) or any(mark in word for mark in "*?")


def verb_of(word: str) -> str:
    """The verb that a first word stands for: its own, or what a bare table, file or name asks for."""
    if word in VERBS:
        return word
    return "list" if word in TABLES else "open" if is_file(word) else "show"
