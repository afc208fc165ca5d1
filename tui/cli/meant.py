"""The entities that some words name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.output import note
from tui.errors import EXIT_NO_MATCH, TermsheetError
from tui.language.words import label, listed, word

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.corpus.matching import Match


def entities_meant(lens: Lens, reader: Reader, words: Sequence[str]) -> list[str]:
    """The entities that some words name: one name of several words, else several names.

    A name that is only similar is offered, never shown. Raises `TermsheetError` with the exit code for no match.
    """
    whole = " ".join(words)
    found = _named(lens, whole)
    if found:
        return [_first(reader, whole, found)]
    each = [(word, _named(lens, word)) for word in words] if len(words) > 1 else []
    if each and all(matches for _, matches in each):
        return [*dict.fromkeys(_first(reader, word, matches) for word, matches in each)]
    slip = _slip(lens, whole)
    if slip is not None:
        note(word("name.slip", reader.language, whole, reader.names.name(slip, reader.language)))
        return [slip]
    missing = [word for word, matches in each if not matches]
    raise unknown_name(lens, reader, missing[0] if 0 < len(missing) < len(each) else whole)


def _named(lens: Lens, words: str) -> list[Match]:
    return lens.matcher.find(words, alike=False)


def _slip(lens: Lens, words: str) -> str | None:
    from tui.ask.answering import slip_of

    return slip_of(words, lens)


def unknown_name(lens: Lens, reader: Reader, words: str) -> TermsheetError:
    """That nothing is called so, and the names that are like it."""
    from tui.text.visible import visible
    from tui.text.widths import cut

    like = [reader.names.name(match.entity, reader.language) for match in lens.matcher.find(words, _OFFERED)]
    close = [*dict.fromkeys(like or (lens.names.nearest(words) if words.strip() else []))]
    hint = label("filter.near", listed(close, reader.language)) if close else label("filter.name.hint")
    return TermsheetError(label("filter.name", cut(visible(words), 60)), hint, EXIT_NO_MATCH)


def _first(reader: Reader, words: str, found: list[Match]) -> str:
    """The likeliest; what else may have been meant is said."""
    first = found[0]
    others = [m for m in found[1:] if m.reason == first.reason and first.reason in ("exact", "prefix")]
    also = [reader.names.name(match.entity, reader.language) for match in others[:_OFFERED]]
    if also:
        note(word("name.also", reader.language, words, listed(also, reader.language)))
    return first.entity


_OFFERED = 3
"""Names that are offered at most."""
