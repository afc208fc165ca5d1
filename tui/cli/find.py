"""`find`: which entities some words may mean."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operands
from tui.cli.parser import Verb
from tui.cli.shared import Common, Printed
from tui.errors import EXIT_OK

FOUND = 20


@dataclass(frozen=True)
class FindRequest:
    """What `find` takes."""

    words: tuple[str, ...] = operands("WORDS", "a name in any script, pinyin, initials, a typo", least=1)
    printed: Printed = group(Printed)
    common: Common = group(Common)


def find(request: FindRequest) -> int:
    """Prints which entities some words may mean, the likeliest first, and why."""
    import polars as pl

    from tui.cli.corpus import open_corpus, reader_of
    from tui.cli.meant import unknown_name
    from tui.cli.output import note, print_lines, print_rows
    from tui.tables.programs import for_programs
    from tui.text.widths import cell_width, pad
    from tui.writers.registry import format_named

    lens = open_corpus(request.common.corpus)
    reader = reader_of(lens, request.common)
    words = " ".join(request.words)
    most = FOUND if request.printed.limit is None else request.printed.limit
    found = lens.matcher.find(words, most + 1)
    if all(match.reason == "fuzzy" for match in found):
        # What is only similar is offered, and no row.
        raise unknown_name(lens, reader, words)
    if len(found) > most:
        note(f"the first {most}; more with --limit")
    found = found[:most]
    kinds = dict(lens.corpus.frame("entities").select("id", "kinds").iter_rows())
    rows = [
        (m.entity, reader.names.both(m.entity, reader.language), kinds.get(m.entity), m.reason, m.spelling)
        for m in found
    ]
    names = ("id", "name", "kinds", "reason", "spelling")
    if request.printed.form:
        form = format_named(request.printed.form)
        frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
        print_rows(
            [for_programs(lens, lens.table("entities"), frame, form.typed)], form, header=not request.printed.no_header
        )
        return EXIT_OK
    table = [*([] if request.printed.no_header else [names]), *[tuple(cell or "" for cell in row) for row in rows]]
    widths = [max(cell_width(row[n]) for row in table) for n in range(len(names))]
    print_lines("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return EXIT_OK


VERB = Verb("find", "which entities are meant", FindRequest, find)
