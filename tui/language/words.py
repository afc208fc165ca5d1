"""Every word that the screen says, by its key: one place to ask, whichever part says it.

A command's words stand with the command, a panel's title with the panel, the words of the data in its TOML files.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.language.asking import ASKING
from tui.language.importing import IMPORTING
from tui.language.label import Label, Language, Noun
from tui.language.nouns import NOUNS
from tui.language.pages import PAGES
from tui.language.programs import PROGRAMS
from tui.language.screen import SCREEN
from tui.language.tables import TABLES

WORDS = {
    key: Label(en, zh)
    for part in (ASKING, IMPORTING, PAGES, PROGRAMS, SCREEN, TABLES)
    for key, (en, zh) in part.items()
}


def label(key: str, *parts: str) -> Label:
    """A text in both languages, `parts` put into its places."""
    found = WORDS[key]
    return Label(found.en.format(*parts), found.zh.format(*parts)) if parts else found


def word(key: str, language: Language, *parts: str) -> str:
    """A text in one language, `parts` put into its places."""
    return label(key, *parts).text(language)


def noun(key: str) -> Noun:
    """What is counted."""
    return Noun(*NOUNS[key])


def listed(texts: Iterable[str], language: Language) -> str:
    """Texts one after the other, as the language divides them."""
    return ("、" if language == "zh" else ", ").join(texts)
