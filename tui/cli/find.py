"""`find`: which entities some words may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.cli.options import group, operands
from tui.cli.parser import Verb
from tui.cli.shared import Common, Printed
from tui.errors import EXIT_OK
from tui.language.label import Label

FOUND = 20


@dataclass(frozen=True)
class FindRequest:
    """What `find` takes."""

    words: tuple[str, ...] = operands(
        "WORDS",
        Label("a name in any script, pinyin, initials, a typo", "名称（任何文字）、拼音、首字母，容许错字"),
        least=1,
    )
    printed: Printed = group(Printed)
    common: Common = group(Common)


HEADS = {
    "id": Label("id", "标识"),
    "name": Label("name", "名称"),
    "kinds": Label("kinds", "类别"),
    "reason": Label("reason", "匹配"),
    "spelling": Label("spelling", "写法"),
}
"""The titles of what is printed for people."""
REASON_WORDS = {
    "exact": "全同",
    "prefix": "开头",
    "word": "词",
    "initials": "首字母",
    "substring": "部分",
    "parent": "所属",
    "fuzzy": "近似",
}
"""Why an entity may be meant, in Chinese; in English the reasons stand for themselves."""


def find(request: FindRequest) -> int:
    """Prints which entities some words may mean, the likeliest first, and why."""
    import polars as pl

    from tui.cli.corpus import open_corpus, reader_of
    from tui.cli.meant import unknown_name
    from tui.cli.output import note, print_lines, print_rows
    from tui.language.words import label, listed
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
        note(label("find.more", f"{most}").text(reader.language))
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
    shown: Sequence[tuple[str | None, ...]] = rows
    if reader.language == "zh":
        kind_words = lens.table("entities").column("kinds").choice
        shown = [
            (
                id,
                name,
                listed((kind_words(k, "zh") for k in (kind or "").split(";")), "zh"),
                REASON_WORDS[why],
                spelling,
            )
            for id, name, kind, why, spelling in rows
        ]
    heads = tuple(HEADS[name].text(reader.language) for name in names)
    table = [*([] if request.printed.no_header else [heads]), *[tuple(cell or "" for cell in row) for row in shown]]
    widths = [max(cell_width(row[n]) for row in table) for n in range(len(names))]
    print_lines("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return EXIT_OK


VERB = Verb("find", Label("which entities are meant", "查找名称所指的主体"), FindRequest, find)
