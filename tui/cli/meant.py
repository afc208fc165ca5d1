"""The entities that some words name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.output import note
from tui.errors import EXIT_NO_MATCH, TermsheetError

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens
    from tui.corpus.matching import Match


def entities_meant(lens: Lens, reader: Reader, words: Sequence[str]) -> list[str]:
    """The entities that some words name: one name of several words, else several names."""
    whole = " ".join(words)
    found = lens.matcher.find(whole)
    if found and (len(words) == 1 or found[0].reason != "fuzzy"):
        return [_first(reader, whole, found)]
    each = [(word, lens.matcher.find(word)) for word in words]
    missing = next((word for word, matches in each if not matches), None)
    if missing is not None:
        asked = whole if len(words) > 1 and not any(matches for _, matches in each) else missing
        raise unknown_name(lens, asked)
    return [*dict.fromkeys(_first(reader, word, matches) for word, matches in each)]


def unknown_name(lens: Lens, words: str) -> TermsheetError:
    from tui.text.visible import visible
    from tui.text.widths import cut

    close = lens.names.nearest(words) if words.strip() else []
    hint = f"did you mean {', '.join(close)}?" if close else "`termsheet list entities` prints all names"
    return TermsheetError(f"nothing is called `{cut(visible(words), 60)}`", hint, EXIT_NO_MATCH)


def _first(reader: Reader, words: str, found: list[Match]) -> str:
    """The likeliest; what else may have been meant is said."""
    first = found[0]
    others = [m for m in found[1:] if m.reason == first.reason and first.reason in ("exact", "prefix", "fuzzy")]
    also = [reader.names.name(match.entity, reader.language) for match in others[:3]]
    if first.reason == "fuzzy":
        name = reader.names.name(first.entity, reader.language)
        note(f"nothing is called `{words}`; shows {name}" + (f", or did you mean {', '.join(also)}?" if also else ""))
    elif also:
        note(f"`{words}` is also {', '.join(also)}; `termsheet find {words}` lists all")
    return first.entity
