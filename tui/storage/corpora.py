"""The folders in which a corpus lies: the one that a person names, and beneath it the one that ships.

Standard library only: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os

from tui.storage.shipped import place

VARIABLE = "TERMSHEET_CORPUS"
COPIED_FROM = ".address"
"""The file in the folder of a copy that holds the address from which its tables were copied."""


def folders(named: str) -> tuple[str, ...]:
    """The folder named, else that of the environment, and beneath it the one that ships."""
    own = named or os.environ.get(VARIABLE, "")
    return (os.path.expanduser(own), place("data")) if own else (place("data"),)


def named_by(folder: str) -> str:
    """What leads to the corpus of a folder: the address from which it was copied, else the folder."""
    try:
        with open(os.path.join(folder, COPIED_FROM), encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError):
        return folder


def described_tables(named: str) -> frozenset[str]:
    """The names of what a TOML describes in these folders; not each is a table that is listed."""
    found: set[str] = set()
    for folder in folders(named):
        try:
            found.update(name.removesuffix(".toml") for name in os.listdir(folder) if name.endswith(".toml"))
        except OSError:
            continue
    return frozenset(found)
