"""How a delimited text is written, guessed from its beginning: delimiter, quotes, the place of the header."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.files.parsing import QUOTES, Division, records_in
from tui.text import read_dates, read_numbers

if TYPE_CHECKING:
    from tui.files.source import Options

DELIMITERS = (",", ";", "\t", "|", "\x01", "\x1f", "^", "~")
NAMES = {
    ";": "delimiter.semicolon",
    "\t": "delimiter.tab",
    "|": "delimiter.bar",
    "\x01": "delimiter.control_1",
    "\x1f": "delimiter.control_31",
    "": "delimiter.none",
    " ": "delimiter.blanks",
}
"""The words of delimiters that are not told by themselves; of a comma nothing is told."""
SEP_HINT = re.compile(r"\A\ufeff?\"?sep=(.{1,3}?)\"?\r?\n", re.IGNORECASE)
SAMPLE = 60
"""Records that the delimiter and the header are guessed from."""
_SIGNS = r"[|~^:;,#$!<>/\\]"
"""What a delimiter of several characters is made of."""
_SPACED = 0.95
"""The share of delimiters with a blank behind them from which the blank is part of the delimiter."""
_SINGLE = re.compile(r"(?:(?<=[,;\t|\n])|\A)'(?:[^']|'')*'(?=[,;\t|\r\n]|\Z)")
"""A cell in single quotes."""
_COMMENT = ("#", "//", "%")


class Dialect(NamedTuple):
    """How a delimited text is written.

    Attributes:
        form: how its records are divided.
        skipped: records before the header.
        header: whether there is one.
        hint: whether its first line says what divides cells.
        comments: how many of the records that are skipped are comments.
        width: how many cells most records have.
    """

    form: Division
    skipped: int
    header: bool
    hint: bool
    comments: int = 0
    width: int = 0

    @property
    def delimiter(self) -> str:
        """What divides cells; empty for a text of one column."""
        return self.form.delimiter

    @property
    def plain(self) -> bool:
        """Whether every reader of delimited text reads it so."""
        return self.form.plain


def _blank(cell: str) -> bool:
    return not cell.strip()


def _is_comment(record: list[str]) -> bool:
    return bool(record) and record[0].lstrip("\ufeff").startswith(_COMMENT)


def _score(records: Sequence[list[str]]) -> tuple[float, int]:
    """How regular records are: the share that has the most frequent number of cells, and that number."""
    counts = Counter(len(record) for record in records if record and not _is_comment(record))
    if not counts:
        return 0.0, 1
    cells, often = max(counts.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return often / sum(counts.values()), cells


def _sample(text: str, form: Division) -> list[list[str]]:
    records = []
    for record in records_in(io.StringIO(text, newline=""), form):
        records.append(record.cells)
        if len(records) >= SAMPLE:
            break
    return records


def _loosely(text: str, delimiter: str) -> list[list[str]]:
    """The first records as the standard library reads them, which is fast and never stops at a quote."""
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            records.append(record)
            if len(records) >= SAMPLE:
                break
    except csv.Error:
        pass
    return records


def _lengthened(text: str, delimiter: str) -> str:
    """A delimiter with the signs that always stand beside it: `||`, `::`, `~|~`."""
    lines = [line for line in text[: 1 << 14].splitlines()[:SAMPLE] if line.strip()]
    runs = {run for run in re.findall(f"{_SIGNS}+", lines[0] if lines else "") if delimiter in run}
    run = runs.pop() if len(runs) == 1 else ""
    if not 2 <= len(run) <= 3 or delimiter in "\t\x01\x1f":
        return delimiter
    fits = sum(line.count(run) >= lines[0].count(run) for line in lines)
    return run if len(lines) > 1 and fits == len(lines) else delimiter


def _delimiter(text: str, tabbed: bool) -> str:
    scored = {mark: _score(_loosely(text, mark)) for mark in DELIMITERS}
    likely = {mark: share * (cells > 1) for mark, (share, cells) in scored.items()}
    best = max(DELIMITERS, key=lambda mark: (round(likely[mark], 1), scored[mark][1]))
    if likely[best]:
        return _lengthened(text, best)
    colons = _score(_sample(text, Division("::")))
    return "::" if colons[1] > 1 and colons[0] > 0.9 else "\t" if tabbed else ","


def _is_single(text: str) -> bool:
    """Whether single quotes stand around cells, of which some need them or the names are some."""
    start = text[: 1 << 14]
    if '"' in start or "'" not in start:
        return False
    cells = _SINGLE.findall(start)
    needed = start.startswith("'") or any(sign in cell for cell in cells for sign in ",;\t|\n")
    return len(cells) > 1 and needed and sum(cell.count("'") for cell in cells) >= _SPACED * start.count("'")


def _one_value(records: Sequence[list[str]]) -> bool:
    """Whether records are single numbers and moments with blanks in them."""
    lines = [" ".join(record) for record in records]
    return any(read_numbers.number(line) is not None or read_dates.day(line) is not None for line in lines)


def _blanks(text: str) -> int:
    """How many blanks at least divide the cells of a text that no other sign divides; 0 where none do."""
    for least in (2, 1):
        form = Division(" ", blanks=least)
        records = [record for record in _sample(text, form) if record]
        counts = {len(record) for record in records[:-1]}
        even = len(records) > 2 and len(counts) == 1 and counts != {1} and _names(records[0])
        # Words in a row may be prose, and a date and a time one moment; under names of columns stand numbers.
        if even and (least > 1 or (not _one_value(records[1:]) and _typed_below(records[0], records[1:]))):
            return least
    return 0


def _is_spaced(text: str, delimiter: str) -> bool:
    """Whether a blank stands behind every delimiter."""
    outside = re.sub(r'"(?:[^"]|"")*"', '""', text[: 1 << 14])
    marks = outside.count(delimiter)
    return bool(marks) and delimiter not in "\t " and outside.count(f"{delimiter} ") >= _SPACED * marks


def _is_escaped(text: str, form: Division) -> bool:
    """Whether quotes in cells are written with a backslash before them."""
    if '\\"' not in text:
        return False
    plain, escaped = _sample(text, form), _sample(text, form._replace(escaped=True))
    return _score(escaped)[0] > _score(plain)[0] or (
        _score(escaped) == _score(plain) and any('\\"' in cell for record in plain for cell in record)
    )


def _names(record: Sequence[str]) -> bool:
    """Whether cells could be names: words, of which none stands twice."""
    filled = [cell.strip() for cell in record if not _blank(cell)]
    words = all(read_numbers.number(cell) is None and read_dates.day(cell) is None for cell in filled)
    return words and len(set(filled)) == len(filled)


def _wide(record: list[str], cells: int) -> bool:
    """Whether a record is as wide as the table, and not all but empty; the first cell may be that of row names."""
    filled = sum(not _blank(cell) for cell in record)
    enough = filled >= min(cells, max(2, (cells + 1) // 2)) or (cells > 1 and filled == cells - 1 and _blank(record[0]))
    return len(record) >= cells and enough


def _typed_below(head: list[str], body: Sequence[list[str]]) -> bool:
    """Whether a column holds numbers or dates under a word."""
    for place, name in enumerate(head):
        below = [record[place] for record in body if len(record) == len(head) and not _blank(record[place])]
        typed = sum(read_numbers.number(cell) is not None or read_dates.day(cell) is not None for cell in below)
        if below and typed > 0.7 * len(below) and read_numbers.number(name) is None:
            return True
    return False


def _head(records: Sequence[list[str]], cells: int) -> tuple[int, bool]:
    """The position of the header, and whether what stands in a line is all one cell.

    It is the first record as wide as the table, unless what stands before it are names already: those of a header
    shorter than its rows, or that of the only column of a text with delimiters in it.
    """
    filled = [n for n, record in enumerate(records) if any(not _blank(cell) for cell in record)]
    start = next((n for n in filled if not _is_comment(records[n])), filled[0] if filled else 0)
    comments = [n for n in filled if n < start]
    if comments and len(records[comments[-1]]) == cells > 1 and not _names(records[start]):
        # `#id,name` is a header that begins like a comment.
        start = comments[-1]
    wide = next((n for n in range(start, len(records)) if _wide(records[n], cells)), None)
    if wide is None or wide == start or not filled:
        return start, False
    first, between = records[start], records[start + 1 : wide]
    names = [cell for cell in first if not _blank(cell)]
    apart = any(not any(not _blank(cell) for cell in record) for record in between)
    if apart or not _names(first) or len(names) < len(first):
        return wide, False
    body = records[wide + 1 :]
    is_header = _names(records[wide]) and _typed_below(records[wide], body)
    if len(names) > 1:
        return (wide if is_header else start), False
    title = " " in names[0].strip() or ":" in names[0]
    blanks = [cell for record in records[start + 1 :] for cell in record[1:]]
    prose = bool(blanks) and sum(cell.startswith(" ") for cell in blanks) > 0.8 * len(blanks)
    return (wide, False) if not prose and (is_header or title) else (start, True)


def sniff(text: str, options: Options, tabbed: bool = False) -> Dialect:
    """How a text is written, from its beginning and what the person says of it."""
    hint = SEP_HINT.match(text)
    said = options.delimiter or (hint.group(1) if hint else "")
    body = (text[hint.end() :] if hint else text).removeprefix("\ufeff")
    single = _is_single(body)
    delimiter = said or _delimiter(body.translate(QUOTES) if single else body, tabbed)
    blanks = 0 if said or tabbed or re.search(r"[,;\t|:^~]", body.split("\n", 1)[0]) else _blanks(body)
    form = Division(" ", blanks=blanks) if blanks else Division(delimiter, _is_spaced(body, delimiter), single=single)
    form = form._replace(escaped=not blanks and _is_escaped(body, form))
    records = _sample(body, form)
    cells = _score(records)[1]
    if options.header is not None:
        return Dialect(form, max(0, options.header - 1), options.header > 0, bool(hint), 0, cells)
    position, alone = _head(records, cells)
    if alone and not said:
        form, cells = Division(""), 1
    comments = sum(map(_is_comment, records[:position]))
    named = records[position] if records else []
    first = [cell for cell in named if not _blank(cell)]
    # Names are words: a first record of nothing but numbers and dates is already data, unless it names no row names.
    words = any(read_numbers.number(cell) is None and read_dates.day(cell) is None for cell in first)
    unnamed = len(named) > 1 and _blank(named[0]) and not any(_blank(row[0]) for row in records[position + 1 :] if row)
    return Dialect(form, position, words or unnamed or len(records) < 2, bool(hint), comments, cells)
