"""Makes a large delimited text ready for Polars: as it lies where its quotes and cells are in order, else written anew.

Polars stops at a quote within a word, drops cells behind the last column, and knows no delimiter of two characters.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.files.delimited import records_of
from tui.files.dialect import Dialect
from tui.files.encodings import title_of
from tui.files.parsing import LONGEST, Division
from tui.files.source import MOST_TOLD, Notice
from tui.files.temporary import temporary, written_to
from tui.files.text import late_encoding, transcoded
from tui.language.words import label

_CHECKED = 1 << 17
"""Records between looks at whether the work is given up."""
_DAMAGED = label("notice.other_bytes")


class Tidy(NamedTuple):
    """A text that Polars reads as it should be read.

    Attributes:
        path: where it lies, in UTF-8.
        form: how it is written there.
        first: the row of the first record in the file.
        gaps: the rows that are left out of it.
        notices: what was found.
    """

    path: Path
    form: Dialect
    first: int
    gaps: Sequence[int] = ()
    notices: Sequence[Notice] = ()

    def row(self, number: int) -> int:
        """The row in the file of a record, counted from 0."""
        row = self.first + number
        for gap in self.gaps:
            if gap > row:
                break
            row += 1
        return row


def tidied(path: Path, form: Dialect, names: Sequence[str], odd: bool, guessing: bool, run: Runner) -> Tidy:
    """A text that was begun, ready to be read to its end.

    Args:
        path, form, names: what is known of it.
        odd: whether Polars would divide it otherwise.
        guessing: whether its beginning is all ASCII, and nobody said its encoding.
        run: runs what Polars does of it.
    """
    try:
        found = None if odd else _in_order(path, form, len(names), run)
        damaged: list[Notice] = []
    except pl.exceptions.ComputeError as error:
        if "utf8" not in str(error):
            raise
        late = late_encoding(path) if guessing else ""
        path = transcoded(path, late or "utf-8")
        rule = label("notice.late", title_of(late)) if late else None
        damaged = [Notice(None, "", "", *rule)] if rule else _damaged(path, run)
        found = _in_order(path, form, len(names), run)
    if found is None:
        anew = _written_anew(path, form, run)
        return anew._replace(notices=[*damaged, *anew.notices])
    return Tidy(path, form, form.skipped + form.hint + form.header + 1, (), [*damaged, *found])


def written_anew(path: Path, form: Dialect, run: Runner) -> Tidy:
    """A text that Polars did not read, with every record in order."""
    return _written_anew(path, form, run)


def _damaged(path: Path, run: Runner) -> list[Notice]:
    """Lines with bytes that are not of the encoding."""
    lines = pl.scan_lines(path, row_index_name="row", row_index_offset=1, glob=False)
    found = run(lines.filter(pl.col("line").str.contains("\ufffd", literal=True)).select("row"))
    notices = [Notice(row, "", "", *_DAMAGED) for row in found.to_series().head(MOST_TOLD)]
    if found.height > MOST_TOLD:
        notices.append(Notice(None, "", "", *label("notice.rows_likewise", f"{found.height - MOST_TOLD:,}")))
    return notices


def _patterns(form: Dialect) -> tuple[str, str]:
    """The delimiter and a cell as regular expressions have them."""
    mark = form.delimiter.replace("\\", "\\\\").replace("^", "\\^").replace("|", "\\|")
    return mark, f'(?:[^"{mark}\r]*|"(?:[^"]|"")*")'


def regular(text: str, form: Dialect, names: Sequence[str]) -> pl.DataFrame | None:
    """Lines behind a header as text columns, where each of them is a record that has a cell for each name."""
    mark, cell = _patterns(form)
    raw = text.encode()
    lines = pl.Series("line", raw.removesuffix(b"\n").split(b"\n"), dtype=pl.Binary).cast(pl.String)
    quoted = lines.filter(lines.str.contains('"', literal=True))
    bare = lines.str.replace_all('"(?:[^"]|"")*"', "") if quoted.len() else lines
    if "\ufeff" in text or (bare.str.count_matches(form.delimiter, literal=True) != len(names) - 1).any():
        return None
    if not quoted.str.contains(f"^{cell}(?:{mark}{cell})*\r?$").all():
        return None
    if len(names) == 1 and (lines.str.strip_chars_end("\r") == "").any():
        return None
    read = pl.read_csv(raw, separator=form.delimiter, has_header=False, new_columns=list(names), infer_schema=False)
    return read.select(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))


def _in_order(path: Path, form: Dialect, cells: int, run: Runner) -> list[Notice] | None:
    """What is told of a text that Polars reads as it lies; none where it would read it otherwise than it is written."""
    mark, cell = _patterns(form)
    inner = '(?:[^"]|"")*'
    line = pl.col("line")
    quoted = line.str.contains('"', literal=True)
    count = line.str.count_matches(form.delimiter, literal=True) + 1
    regular = pl.when(quoted).then(line.str.contains(f"^{cell}(?:{mark}{cell})*\r?$")).otherwise(count == cells)
    marked = line.str.starts_with("\ufeff") & (pl.col("row") > 1)
    rows = pl.scan_lines(path, row_index_name="row", row_index_offset=1, glob=False)
    begun = form.skipped + form.hint
    odd = run(
        rows.filter((~regular | marked) & (pl.col("row") > begun)).select(
            "row",
            pl.when(~quoted).then(count).alias("cells"),
            marked.alias("marked"),
            (line.str.strip_chars_end("\r") == "").alias("blank"),
            ((count == cells + 1) & line.str.contains(f"{mark}\r?$")).alias("ended"),
            line.str.contains(f'^(?:{cell}{mark})*"{inner}\r?$').alias("opens"),
            line.str.contains(f'^{inner}"(?:{mark}{cell})*\r?$').alias("closes"),
            line.str.contains(f'^{inner}"{mark}(?:{cell}{mark})*"{inner}\r?$').alias("both"),
            line.str.contains(f"^{inner}\r?$").alias("inner"),
        )
    )
    if odd["marked"].any():
        return None
    spans: list[tuple[int, int]] = []
    opened = 0
    ragged: list[tuple[int, int]] = []
    blank: list[int] = []
    for row, found, _, is_blank, ended, opens, closes, both, within in odd.iter_rows():
        if opened:
            if row - opened > LONGEST:
                return None
            if both or closes:
                spans.append((row, row - opened))
                opened = row if both and not closes else 0
            elif not within and found is None:
                return None
        elif opens:
            opened = row
        elif found is None or (found > cells and not ended):
            return None
        elif is_blank:
            blank.append(row)
        elif found < cells:
            ragged.append((row, found))
    return None if opened else _told(ragged, blank, spans, cells)


def _told(
    ragged: Iterable[tuple[int, int]], blank: Sequence[int], spans: Sequence[tuple[int, int]], cells: int
) -> list[Notice]:
    ends = [end for end, _ in spans]
    more = [0]
    for _, lines in spans:
        more.append(more[-1] + lines)

    def record(line: int) -> int:
        return line - more[bisect_right(ends, line)]

    rows = [(record(line), found) for line, found in ragged]
    notices = [Notice(row, "", "", *label("notice.short", str(found), str(cells))) for row, found in rows[:MOST_TOLD]]
    if len(rows) > MOST_TOLD:
        notices.append(Notice(None, "", "", *label("notice.rows_likewise", f"{len(rows) - MOST_TOLD:,}")))
    if blank and cells > 1:
        shown = ", ".join(str(record(line)) for line in blank[:5]) + (" …" if len(blank) > 5 else "")
        notices.append(Notice(record(blank[0]), "", "", *label("notice.blank_lines", shown)))
    return notices


def _written_anew(path: Path, form: Dialect, run: Runner) -> Tidy:
    target = temporary(".csv", path.stat().st_size)
    gaps = []
    with (
        written_to(target),
        path.open(encoding="utf-8", errors="replace", newline="") as lines,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        opened = records_of(lines, form, MOST_TOLD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(opened.names)
        first = 0
        for number, (row, cells) in enumerate(opened.fitted):
            first = first or row
            if cells is None:
                gaps.append(row)
            else:
                writer.writerow(cells)
            if not number % _CHECKED:
                # Raises where the work was given up.
                run(pl.LazyFrame())
    plain = Dialect(Division(","), 0, True, False)
    return Tidy(target, plain, first, gaps, opened.fitter.notices)
