"""The help page: the keys of the screen, from the registry of commands, and what the words of the data mean."""

from __future__ import annotations

from tui.language.glossary import TERMS
from tui.language.label import Language
from tui.language.words import word
from tui.pages.document import Block, Gap, Heading, Item, Pair, Span


def help_page(keys: list[tuple[str, str]], language: Language) -> list[Block]:
    """The page for a screen whose keys and their words are given."""
    blocks: list[Block] = [Heading(word("help.keys", language), "part")]
    blocks += [Pair(key, label) for key, label in keys]
    blocks += [Gap(), Heading(word("help.words", language), "part")]
    for term, meaning in TERMS:
        blocks.append(Item((Span(term.text(language), "heading"),), (Span(meaning.text(language)),)))
    return blocks
