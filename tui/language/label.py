"""Texts in the languages of the screen."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["en", "zh"]


class Label(NamedTuple):
    """One text in the two languages of the screen."""

    en: str
    zh: str

    def text(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Noun(NamedTuple):
    """What is counted, in both languages: one of it, and several."""

    one: str
    en: str
    zh: str

    def counted(self, number: int, language: Language) -> str:
        """So many of it: `1 row`, `2 rows`."""
        return f"{number:,} {self.zh if language == 'zh' else self.one if number == 1 else self.en}"
