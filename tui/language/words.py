"""Every word that the screen says, by its key: one place to ask, whichever part says it.

A command's words stand with the command, a panel's title with the panel, the words of the data in its TOML files.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.language.addresses import ADDRESSES
from tui.language.asking import ASKING
from tui.language.charts import CHARTS
from tui.language.checking import CHECKING
from tui.language.faults import FAULTS
from tui.language.filters import FILTERS
from tui.language.importing import IMPORTING
from tui.language.label import Label, Language, Noun
from tui.language.notices import NOTICES
from tui.language.nouns import NOUNS
from tui.language.pages import PAGES
from tui.language.programs import PROGRAMS
from tui.language.screen import SCREEN
from tui.language.servers import OF_SERVERS
from tui.language.shell import SHELL
from tui.language.tables import TABLES

_PARTS = (
    ADDRESSES, ASKING, CHARTS, CHECKING, FAULTS, FILTERS, IMPORTING, NOTICES, OF_SERVERS, PAGES, PROGRAMS, SCREEN,
    SHELL, TABLES,
)  # fmt: skip
WORDS = {key: Label(en, zh) for part in _PARTS for key, (en, zh) in part.items()}


def label(key: str, *parts: str | Label) -> Label:
    """A text in both languages, `parts` put into its places, each in its own language."""
    found = WORDS[key]
    if not parts:
        return found
    both = [part if isinstance(part, Label) else Label(part, part) for part in parts]
    return Label(found.en.format(*(part.en for part in both)), found.zh.format(*(part.zh for part in both)))


def word(key: str, language: Language, *parts: str) -> str:
    """A text in one language, `parts` put into its places."""
    return label(key, *parts).text(language)


def noun(key: str) -> Noun:
    """What is counted."""
    return Noun(*NOUNS[key])


def listed(texts: Iterable[str], language: Language) -> str:
    """Texts one after the other, as the language divides them."""
    return ("、" if language == "zh" else ", ").join(texts)
