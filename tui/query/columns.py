"""How people call the columns of a table, and what they name of them: columns to print, keys to sort by."""

from __future__ import annotations

from collections.abc import Mapping

from tui.language.filters import CODE_POINTS, WORDS_OF_SOUND
from tui.query.fields import Schema, unknown
from tui.query.query import PINYIN, SortKey


def column_titles(schema: Schema) -> dict[str, str]:
    """Every way to call a column, and the column: its own name as it is written, then folded names, then titles."""
    found: dict[str, str] = {name: name for name in schema.names}
    for name in schema.names:
        found.setdefault(name.casefold(), name)
    for field in schema.fields:
        found.setdefault(field.title.casefold(), field.name)
    for name, meaning in schema.meanings.items():
        for title in (name, *meaning.titles):
            found.setdefault(title.casefold(), name)
    for name, spelled in schema.spelled.items():
        found.setdefault(spelled.casefold(), name)
    return found


def column_called(titles: Mapping[str, str], word: str) -> str | None:
    """The column that a word calls: the one of exactly this name, else one whose name differs only in case."""
    return titles.get(word) or titles.get(word.casefold())


def read_columns(text: str, schema: Schema) -> tuple[str, ...]:
    """The columns of `company,金额`, by their names or titles. Raises `TermsheetError` for one that is not there."""
    titles = column_titles(schema)
    found = []
    for word in (part.strip() for part in text.split(",")):
        if word:
            name = column_called(titles, word)
            if name is None:
                raise unknown(word, list(dict.fromkeys([*schema.names, *titles.values()])))
            found.append(name)
    return tuple(found)


def read_sort(text: str, schema: Schema) -> tuple[SortKey, ...]:
    """The sort keys of `-amount,company:pinyin`: a leading `-` is descending, texts are sorted by their code points or
    as a word behind the column says. Raises `TermsheetError` likewise."""
    keys = [part.strip() for part in text.split(",") if part.strip()]
    named = [_collated(key.removeprefix("-"), schema) for key in keys]
    names = read_columns(",".join(name for name, _ in named), schema)
    told = zip(names, keys, named, strict=True)
    return tuple(SortKey(name, key.startswith("-"), collation) for name, key, (_, collation) in told)


def _collated(key: str, schema: Schema) -> tuple[str, str]:
    """What a sort key calls a column, and the collation that it names."""
    name, _, word = key.replace("：", ":").rpartition(":")
    if name and column_called(column_titles(schema), key) is None:
        if word.casefold() in WORDS_OF_SOUND:
            return name, PINYIN
        if word.casefold() in CODE_POINTS:
            return name, ""
    return key, ""
