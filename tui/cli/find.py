"""`find`: which entities some words may mean."""

from __future__ import annotations

from typing import Any

import polars as pl

from tui.cli.corpus import open_corpus, reader_of
from tui.cli.meant import unknown_name
from tui.cli.output import note, print_lines, print_pieces
from tui.errors import EXIT_OK

FOUND = 20


def find(arguments: Any) -> int:
    """Prints which entities some words may mean, the likeliest first, and why."""
    from tui.text.widths import cell_width, pad
    from tui.writers.text import write

    lens = open_corpus()
    reader = reader_of(lens, arguments.lang)
    words = " ".join(arguments.words)
    most = FOUND if arguments.limit is None else arguments.limit
    found = lens.matcher.find(words, most + 1)
    if not found:
        raise unknown_name(lens, words)
    if len(found) > most:
        note(f"the first {most}; more with --limit")
    found = found[:most]
    kinds = dict(lens.corpus.frame("entities").select("id", "kinds").iter_rows())
    rows = [
        (m.entity, reader.names.both(m.entity, reader.language), kinds.get(m.entity), m.reason, m.spelling)
        for m in found
    ]
    names = ("id", "name", "kinds", "reason", "spelling")
    if arguments.format:
        frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
        print_pieces(write(frame, arguments.format, header=not arguments.no_header))
        return EXIT_OK
    table = [*([] if arguments.no_header else [names]), *[tuple(cell or "" for cell in row) for row in rows]]
    widths = [max(cell_width(row[n]) for row in table) for n in range(len(names))]
    print_lines("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return EXIT_OK
