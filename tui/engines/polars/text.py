"""How the texts of cells are compared and searched in Polars."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.fields import RAW
from tui.text.folding import caseless, variants
from tui.text.plain import plain_text

SIGMA, FINAL = "σ", "ς"


def texts_of(name: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """The cells of a column as text, null where there is no value; what could not be read is as it stands there."""
    cells = as_text(pl.col(name), schema[name])
    return pl.coalesce(pl.col(name + RAW), cells) if name + RAW in schema else cells


def as_text(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Cells of a type as text, null where there is no value."""
    if dtype == pl.String:
        return cells
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Unknown) or isinstance(dtype, pl.Duration):
        # Polars casts none of these to text; they are rare, and never sorted by or compared but as text.
        return cells.map_batches(_written, return_dtype=pl.String, is_elementwise=True)
    return cells.cast(pl.String)


def _written(cells: pl.Series) -> pl.Series:
    texts = [None if cell is None else plain_text(cell) for cell in cells.to_list()]
    return pl.Series(cells.name, texts, dtype=pl.String)


def same_text(texts: pl.Expr, words: str) -> pl.Expr:
    """Whether a text is the same as another but for case; few need a copy of the column."""
    if words.lower() == words.upper():
        return texts.eq(words)
    if not caseless(words):
        return _small(texts, words).eq(_small_words(words))
    size = texts.str.len_bytes() == len(words.encode())
    return size & texts.str.contains_any([words], ascii_case_insensitive=True)


def holds_text(texts: pl.Expr, words: str) -> pl.Expr:
    """Whether a text holds words, without case and in either Chinese script; few need a copy of the column."""
    written = variants(words)
    if not caseless(words):
        return _small(texts, words).str.contains_any([_small_words(one) for one in written])
    if words.lower() == words.upper() and len(written) == 1 and not words.isascii():
        return texts.str.contains(words, literal=True)
    return texts.str.contains_any(written, ascii_case_insensitive=True)


def _small(texts: pl.Expr, words: str) -> pl.Expr:
    """Texts in small letters, in which some words are looked for; the sigma at the end of words is no other letter."""
    small = texts.str.to_lowercase()
    return small.str.replace_all(FINAL, SIGMA, literal=True) if SIGMA in _small_words(words) else small


def _small_words(words: str) -> str:
    return words.lower().replace(FINAL, SIGMA)


@lru_cache(maxsize=64)
def regex_fault(pattern: str) -> str:
    """What is wrong with a regular expression; empty where nothing is."""
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError as error:
        lines = str(error).strip().splitlines()
        return next((line for line in reversed(lines) if "error:" in line), lines[-1]).removeprefix("error: ")
    return ""


def checked_pattern(value: Any) -> str:
    """A regular expression. Raises `TermsheetError` for what is none."""
    if told := regex_fault(str(value)):
        raise TermsheetError(label("filter.no_regex", str(value), told), label("engine.quote_it"), EXIT_USAGE)
    return str(value)
