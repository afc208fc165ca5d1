"""`--restricted`: who may say what on a command line that a host gives to guests.

What stands before `--restricted` is the host's: it names the corpus and the files. What stands behind it, or in
SSH_ORIGINAL_COMMAND, is the guest's, and names neither. Where no command came over SSH, who wrote the line is the host.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from tui.cli.parser import divided
from tui.cli.routes import CORPUS, RESTRICTED
from tui.errors import EXIT_USAGE, TermsheetError
from tui.grants import EVERYTHING, NO_POWER, Grants, not_granted
from tui.language.words import label

COMMAND = "SSH_ORIGINAL_COMMAND"
"""What a guest asked sshd to run in the place of what its settings force."""
_OWN_NAME = "termsheet"


def confined(words: Sequence[str], environ: Mapping[str, str]) -> tuple[list[str], Grants]:
    """The words that are carried out, and what they may do. Raises `TermsheetError`."""
    if RESTRICTED not in words:
        return [*words], EVERYTHING
    place = words.index(RESTRICTED)
    host, behind = [*words[:place]], _without_flag(words[place:])
    asked = environ.get(COMMAND, "").strip()
    if not asked:
        return [*host, *behind], Grants(NO_POWER, _names(words))
    guest = behind or _guest_words(asked)
    guest = guest[1:] if guest[:1] == [_OWN_NAME] else guest
    if any(word == CORPUS or word.startswith(f"{CORPUS}=") for word in guest) or host[-1:] == [CORPUS]:
        raise not_granted(CORPUS)
    options, _ = divided(host)
    return [*options, *guest] if guest else host, Grants(NO_POWER, _names(host))


def _guest_words(asked: str) -> list[str]:
    """What came over SSH as words; no shell reads it, so nothing in it is carried out."""
    import shlex

    try:
        return _without_flag(shlex.split(asked))
    except ValueError:
        raise TermsheetError(label("restricted.quotes"), exit_code=EXIT_USAGE) from None


def _without_flag(words: Sequence[str]) -> list[str]:
    return [word for word in words if word != RESTRICTED]


def _names(words: Sequence[str]) -> frozenset[str]:
    """All that may be the name of a file in some words: these, and what follows the sign of an option."""
    told = [*words, *(word.partition("=")[2] for word in words if word.startswith("--") and "=" in word)]
    return frozenset(os.path.normpath(word) for word in told if word)
