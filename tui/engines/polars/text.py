"""How texts are compared and searched in Polars."""

from __future__ import annotations

from typing import Any

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.text.folding import variants


def same_text(texts: pl.Expr, words: str) -> pl.Expr:
    """Whether a text is the same as another but for case; ASCII is compared without a copy of the column."""
    if words.isascii() and words:
        size = texts.str.len_bytes() == len(words)
        return size & texts.str.contains_any([words], ascii_case_insensitive=True)
    return texts.eq(words) if words.lower() == words.upper() else texts.str.to_lowercase().eq(words.lower())


def as_typed(words: str, kind: str) -> str:
    """Words as the texts of a column hold them: figures are drawn with commas or a percent sign, and held without."""
    return words.replace(",", "").removesuffix("%") if kind in ("number", "money", "percent") else words


def holds(texts: pl.Expr, words: str) -> pl.Expr:
    """Whether a text holds words, without case and in either Chinese script; few need a copy of the column."""
    if words.isascii():
        return texts.str.contains_any([words], ascii_case_insensitive=True)
    written = variants(words)
    if len(written) > 1:
        return texts.str.contains_any(written, ascii_case_insensitive=True)
    if words.lower() == words.upper():
        return texts.str.contains(words, literal=True)
    return texts.str.to_lowercase().str.contains(words.lower(), literal=True)


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
        what = f"`{value}` is no regular expression: {told}"
        raise TermsheetError(what, "mend it, or quote it", EXIT_USAGE)
    return str(value)
