"""The folders in which a corpus lies: the one that a person names, and beneath it the one that ships.

Standard library only: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os

VARIABLE = "TERMSHEET_CORPUS"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped() -> str:
    """The folder of the corpus that ships: inside the installed package, or beside it in a checkout."""
    inside = os.path.join(PACKAGE, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "data")


def folders(named: str) -> tuple[str, ...]:
    """The folder named, else that of the environment, and beneath it the one that ships."""
    own = named or os.environ.get(VARIABLE, "")
    return (os.path.expanduser(own), shipped()) if own else (shipped(),)


def described(named: str) -> frozenset[str]:
    """The names of what a TOML describes in these folders; not each is a table that is listed."""
    found: set[str] = set()
    for folder in folders(named):
        try:
            found.update(name.removesuffix(".toml") for name in os.listdir(folder) if name.endswith(".toml"))
        except OSError:
            continue
    return frozenset(found)
