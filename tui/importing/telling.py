"""What an import will read, as lines: how each column is understood, the rows, the names, what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tui.corpus.tables import Column
from tui.importing.cells import Figure
from tui.importing.claims import QUALIFIER, Remark
from tui.importing.columns import ReadCell, ReadColumn
from tui.importing.importing import Imported
from tui.language.label import Language
from tui.language.words import listed, word
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_BETWEEN = "  "
_NAMED = 8
"""Names, headers or rows that a line lists; the rest is counted."""
_EACH = 3
"""Examples of what is left out, and the rows that are named."""
_LONGEST = 28
"""Cells of an example."""
_SHORT = 20
"""Cells of the first and of the last header of several."""


def plan_lines(done: Imported, language: Language, width: int | None) -> list[str]:
    """The plan of an import in lines, of at most `width` cells where that is given."""
    lines = [
        word("import.title", language, visible(done.name), done.table.title.text(language), f"{done.rows:,}"),
        "",
        *_columns(done, language),
        "",
        *_facts(done, language),
        *_left_out(done, language),
    ]
    return lines if width is None else [cut(line, width) for line in lines]


# Columns


def _columns(done: Imported, language: Language) -> Iterator[str]:
    heads = [word(f"import.head.{name}", language) for name in ("column", "is", "read", "not", "blank", "examples")]
    rows = [heads, *(_column(group, done, language) for group in _grouped(done.columns))]
    sizes = [max(cell_width(row[n]) for row in rows) for n in range(len(heads))]
    for row in rows:
        named, counted, told = row[:2], row[2:-1], row[-1]
        cells = [pad(cell, size) for cell, size in zip(named, sizes, strict=False)]
        cells += [pad(cell, size, "right") for cell, size in zip(counted, sizes[2:], strict=False)]
        yield _BETWEEN.join([*cells, told]).rstrip()


def _grouped(columns: Sequence[ReadColumn]) -> list[list[ReadColumn]]:
    """Columns one by one, those that are called by times together."""
    groups: list[list[ReadColumn]] = []
    for column in columns:
        before = groups[-1][-1] if groups else None
        alike = before is not None and before.meant.period and column.meant.period
        if alike and before is not None and before.meant.metric == column.meant.metric:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _column(group: list[ReadColumn], done: Imported, language: Language) -> list[str]:
    first, last = group[0], group[-1]
    header = visible(first.header)
    if len(group) > 1:
        header = f"{cut(header, _SHORT)} … {cut(visible(last.header), _SHORT)} ({len(group):,})"
    column = done.table.column(first.meant.column)
    of_header = [choice for choice in (first.meant.metric, first.meant.period if len(group) == 1 else "") if choice]
    title = [column.title.zh] if language == "zh" else []
    named = " ".join([*title, column.name, *of_header])
    read, wrong = sum(one.read for one in group), sum(len(one.wrong) for one in group)
    blank = sum(len(one.cells) for one in group) - read - wrong
    qualifiers = done.table.column(QUALIFIER)
    told = [_example(text, cell, column, qualifiers, language) for text, cell in first.examples()]
    return [cut(header, 2 * _SHORT), named, f"{read:,}", f"{wrong:,}", f"{blank:,}", " · ".join(told)]


def _example(text: str, cell: ReadCell, column: Column, qualifiers: Column, language: Language) -> str:
    written = cut(visible(" ".join(text.split())), _LONGEST)
    said = visible(_said(cell, column, qualifiers, language))
    return written if said == visible(text) else f"{written} → {cut(said, _LONGEST)}"


def _said(cell: ReadCell, column: Column, qualifiers: Column, language: Language) -> str:
    if isinstance(cell, str):
        return column.choice(cell, language)
    if not isinstance(cell, Figure):
        return listed(cell or (), language)
    number = f"{float(cell.value):,.10g}" if "." in cell.value else f"{int(cell.value):,}" if cell.value else ""
    if cell.high:
        number = f"{number}–{float(cell.high):,.10g}"
    kind = "" if cell.qualifier in ("", "exact") else qualifiers.choice(cell.qualifier, language)
    return " ".join(part for part in (kind, number, cell.currency) if part)


# RowReader, names and what is said of all


def _facts(done: Imported, language: Language) -> Iterator[str]:
    found = done.found
    yield word(
        "import.rows", language, f"{found.read:,}", f"{found.rejected:,}", f"{found.duplicates:,}", f"{done.rows:,}"
    )
    yield word("import.claims", language, f"{len(found.claims):,}")
    if done.how.left:
        yield word("import.not_read", language, _some([*map(visible, done.how.left)], language))
    read = {column.meant.column for column in done.columns}
    said = [
        f"{done.table.column(name).title.text(language)} {done.table.column(name).choice(value, language)}"
        for name, value in done.how.said.items()
        if value and name not in read
    ]
    if said:
        yield word("import.said", language, listed(said, language))
    for column in done.columns:
        for mark, first in column.orders.items():
            if first is not None:
                key = "import.day_first" if first else "import.month_first"
                yield word(key, language, visible(column.header), mark)
    if (unit := done.how.above) is not None:
        named = f"{float(unit.scale):,.0f}{f' {unit.currency}' if unit.currency else ''}"
        yield word("import.above_header", language, named)
    known = [name if name == entity else f"{name} = {entity}" for name, entity in done.known.items()]
    if known:
        yield word("import.known", language, f"{len(known):,}", _some([*map(visible, known)], language))
    if done.new:
        names = [visible(new.name) for new in done.new]
        yield word("import.new", language, f"{len(names):,}", _some(names, language))
    if done.unsure:
        unsure = [f"{visible(one.name)} ≈ {'/'.join(one.may_be)}" for one in done.unsure]
        yield word("import.unsure", language, f"{len(unsure):,}", _some(unsure, language))


def _some(texts: Sequence[str], language: Language) -> str:
    more = len(texts) - _NAMED
    shown = listed(texts[:_NAMED], language)
    return f"{shown} {word('import.more', language, f'{more:,}')}" if more > 0 else shown


# What is left out


def _left_out(done: Imported, language: Language) -> Iterator[str]:
    groups: dict[tuple[str, str, str], list[Remark]] = {}
    for told in done.found.told:
        groups.setdefault((told.fate, told.column, _kind(told, language)), []).append(told)
    if groups:
        yield ""
        yield word("import.left_out", language)
    for (fate, column, reason), items in sorted(groups.items(), key=lambda group: -len(group[1])):
        values = Counter(visible(" ".join(told.value.split())) for told in items if told.value)
        common = values.most_common(_EACH)
        shown = [f"`{cut(text, _LONGEST)}`" + (f" ×{count}" if count > 1 else "") for text, count in common]
        more = f" {word('import.more', language, f'{len(values) - len(shown):,}')}" if len(values) > len(shown) else ""
        place = f"{visible(column)}: " if column else ""
        rows = listed([str(told.row) for told in items[:_EACH]], language) + (" …" if len(items) > _EACH else "")
        reason = items[0].reason.text(language) if len(items) == 1 else reason
        about = word(f"import.fate.{fate}", language)
        values_told = f" {listed(shown, language)}{more}" if shown else ""
        yield f"  {len(items):>6,}  {about}  {place}{reason}{values_told}  ({word('import.in_rows', language, rows)})"


def _kind(told: Remark, language: Language) -> str:
    """A reason without the figures that it names, so that those of one kind stand together."""
    return re.sub(r"\d[\d,.]*", "…", told.reason.text(language))


def needed(done: Imported, language: Language) -> list[str]:
    """What has to be said before an import is written, one line each."""
    found = []
    if not done.source["published"]:
        found.append(word("import.when", language, visible(done.name)))
    for column in done.columns:
        if undecided := column.undecided():
            told = (visible(column.header), f"{len(undecided):,}", visible(undecided[0]))
            found.append(word("import.which_order", language, *told))
    return found
