"""What a run of the program may do: decided once, where it starts, and asked wherever it would be done."""

from __future__ import annotations

import os
from enum import Flag, auto
from typing import NamedTuple

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label


class Power(Flag):
    """What not every run may do.

    Attributes:
        FILES: read files and folders that were not named where it was started.
        WRITING: write files beside what it keeps in its own folders.
        PROGRAMS: run other programs, or give the terminal to one.
    """

    FILES = auto()
    WRITING = auto()
    PROGRAMS = auto()


NO_POWER = Power(0)
"""What everything may."""


class Grants(NamedTuple):
    """The powers of a run, and the names that it may read without that of files."""

    powers: Power = Power.FILES | Power.WRITING | Power.PROGRAMS
    names: frozenset[str] = frozenset()

    def has(self, needed: Power) -> bool:
        """Whether something may be done that needs a power."""
        return needed in self.powers

    def may_read(self, name: str) -> bool:
        """Whether what a name means may be opened; the disk is not asked, so nothing is told of what lies there."""
        return Power.FILES in self.powers or os.path.normpath(name) in self.names

    def ask_for(self, needed: Power, what: str) -> None:
        """Raises `TermsheetError` that names what may not be done."""
        if not self.has(needed):
            raise not_granted(what)

    def ask_to_read(self, name: str) -> None:
        """Raises `TermsheetError` where what a name means may not be opened."""
        if not self.may_read(name):
            raise TermsheetError(label("restricted.file", name), label("restricted.why"), EXIT_USAGE)


EVERYTHING = Grants()
"""What a run may do that a person started for themselves."""


def not_granted(what: str) -> TermsheetError:
    """Why something is not done."""
    return TermsheetError(label("restricted.no", what), label("restricted.why"), EXIT_USAGE)
