"""What the free words of the corpus are called in Chinese: segments, bases, roles, wholes and counts.

A text with `*` is a phrase: `copy at *` is called `*（转载）`, with what stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

WORDS_TABLE = "words"
"""The table that says it."""
_ANY = "*"
_BETWEEN = "; "
"""Divides the parts of a text, each of which may be a phrase."""


def words_by_column(words: pl.DataFrame) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """For each table and column, what its texts and phrases are called in Chinese; texts are compared whole."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for table, column, en, zh in words.select("table", "column", "en", "zh").drop_nulls().iter_rows():
        found.setdefault((table, column), {})[en] = zh
    return found


def has_phrases(words: Mapping[str, str]) -> bool:
    """Whether what texts are called depends on the texts."""
    return any(_ANY in text for text in words)


def phrased(words: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """What some texts are called by their words and phrases; those that are called nothing else are left out."""
    whole = {text: called for text, called in words.items() if _ANY not in text}
    forms = [
        (re.compile("(.+?)".join(map(re.escape, text.split(_ANY)))), called.split(_ANY))
        for text, called in sorted(words.items(), key=lambda one: -len(one[0].replace(_ANY, "")))
        if 0 < text.count(_ANY) == called.count(_ANY)
    ]

    def said(part: str) -> str:
        if part in whole:
            return whole[part]
        for form, (first, *rest) in forms:
            if found := form.fullmatch(part):
                return first + "".join(f"{name}{more}" for name, more in zip(found.groups(), rest, strict=True))
        return part

    called = {text: _BETWEEN.join(map(said, text.split(_BETWEEN))) for text in texts}
    return {**whole, **{text: said for text, said in called.items() if said != text}}
