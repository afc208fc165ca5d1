"""An opened file as a value: its rows, what was guessed about it, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.errors import EXIT_UNREADABLE, Said, TermsheetError, reason
from tui.language.label import Label, Language
from tui.language.words import label
from tui.text.visible import visible
from tui.text.widths import cut

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from tui.engines.base import Engine, Runner
    from tui.engines.plan import Plan
    from tui.files.evidence import Manner
    from tui.files.pieces import RawPieces

LONGEST_TOLD = 40
"""Characters of a cell that a notice tells."""
STREAM_ROWS = 100_000
"""Rows that decide how the columns of a file are read to which more may come."""
MOST_TOLD = 100
"""Notices of one kind that are told one by one; the rest is counted."""


HEADING_GAP = " \t "
"""Stands between the cells of a heading."""

Stamp = tuple[int, int, int]
"""Size in bytes, time in nanoseconds and inode of a file."""


class Unreadable(TermsheetError):
    """What is no table, or cannot be read as one: why, and what to do."""

    def __init__(self, message: Said, hint: Said = "") -> None:
        super().__init__(message, hint, EXIT_UNREADABLE)


class File(NamedTuple):
    """A file to read.

    Attributes:
        shown: the path it goes by.
        unpacked: where its bytes lie, if not there.
        told: what was guessed of it so far.
        encodings: the others that a text may be in, the next likely first.
        notices: what is to be told of how it was packed.
        member: what it is called in the archive that it comes from, if it does.
        raw: whether its cells stay the texts that were written.
    """

    shown: Path
    unpacked: Path | None = None
    told: tuple[str | Label, ...] = ()
    encodings: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    member: str = ""
    raw: bool = False

    @property
    def name(self) -> PurePath:
        """Its own name, without folders."""
        return PurePath(PurePath(self.member).name or self.shown.name)

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return self.unpacked or self.shown

    def telling(self, *more: str | Label) -> File:
        """The file, with more that is told of it."""
        return self._replace(told=(*self.told, *more))


class Notice(NamedTuple):
    """One thing that is not as it should be: its record (the header is 1), column, text, and what is wrong.

    `rule` says it in English, `chinese` in Chinese: a label is given as both. `heading` is what stands in the rows
    above the header, of which it tells that they were left out.
    """

    row: int | None
    column: str
    value: str
    rule: str
    chinese: str = ""
    heading: str = ""

    def __str__(self) -> str:
        return self.text("en")

    @property
    def said(self) -> Label:
        """The whole in both languages."""
        return Label(self.text("en"), self.text("zh"))

    def text(self, language: Language) -> str:
        """The whole in a language."""
        row = label("notice.at_row", str(self.row)) if self.row else None
        column = label("notice.at_column", visible(self.column)) if self.column else None
        places = [place.text(language) for place in (row, column) if place is not None]
        value = cut(visible(self.value), LONGEST_TOLD)
        if language == "zh":
            place = f"{''.join(places)}：" if places else ""
            return f"{place}{f'“{value}”' if value else ''}{self.chinese or self.rule}"
        place = f"{', '.join(places)}: " if places else ""
        return f"{place}{f'`{value}` ' if value else ''}{self.rule}"


class Options(NamedTuple):
    """What a person says of a file instead of letting it be guessed, which engine answers for it, whether rows that
    come later are shown, and the `first` rows that decide how columns are read, where not all do. A file that is mapped
    is read `in_place` by a program that ends with its answer."""

    encoding: str = ""
    delimiter: str = ""
    header: int | None = None
    table: str = ""
    engine: str = ""
    follow: bool = False
    raw: bool = False
    first: int | None = None
    in_place: bool = False


class Source(NamedTuple):
    """An opened file or one table of it.

    Attributes:
        name: what its tab is called.
        path: where it lies; None for a stream.
        form: what it is, `CSV`.
        told: what was guessed, `GB18030`, `delimiter ;`.
        frame: its rows, typed; cells that could not be read are null, their texts in the column named with `RAW`.
        height: how many rows, where that is known without reading them all.
        notices: what is not as it should be.
        texts: the cells as they were written, where the file is small and types are guessed from text.
        rows: the record of each row in the file, for `texts`.
        whole: reads all of a file of which only the beginning was read; it may take long, and may be interrupted.
        again: of a stream, the rows that came meanwhile.
        stamp: size, time and inode of the file when it was read.
        rests: the files that each query reads anew, and what they were when they were opened.
        options: what the person said of it.
        plan: how an engine of some name reads it itself; none where no plan says all of it.
        engine: what answers its queries instead of the frame, where one was asked for.
        encodings: of a text, the others that it may be in, the next likely first.
        readings: how each of its columns of text is read.
        rules: what is told of those columns whose cells are read otherwise than they are written.
        undecided: the columns of which only all of the file tells what they hold; until then they are text.
        share: of a file that is still read, how much of it was (0 to 1).
        decide: of a stream, decides its columns by the rows that came so far.
        pieces: of a large text that stays as it is written, its rows piece by piece.
        begun: of such a file, its beginning with the columns read by that alone.
        address: where it lies, if that is no path: as it was typed, which is never with a password.
        opens: of a list of tables, opens the one of a row.
    """

    name: str
    path: Path | None
    form: str
    told: tuple[str | Label, ...]
    frame: pl.LazyFrame
    height: int | None
    notices: tuple[Notice, ...] = ()
    texts: pl.DataFrame | None = None
    rows: pl.Series | None = None
    whole: Callable[[Runner], Source] | None = None
    again: Callable[[], Source | None] | None = None
    stamp: Stamp = (0, 0, 0)
    rests: tuple[tuple[Path, Stamp], ...] = ()
    options: Options = Options()
    plan: Callable[[str], Plan] | None = None
    engine: Engine | None = None
    encodings: tuple[str, ...] = ()
    readings: Mapping[str, Manner] = {}
    rules: Mapping[str, Label] = {}
    undecided: frozenset[str] = frozenset()
    share: Callable[[], float] | None = None
    decide: Callable[[], Source] | None = None
    pieces: RawPieces | None = None
    begun: Callable[[], Source] | None = None
    address: str = ""
    opens: Callable[[Mapping[str, Any]], Source] | None = None

    @property
    def place(self) -> str:
        """Where it is opened again, as a command line has it; empty for what came through a pipe."""
        return self.address or (str(self.path) if self.path is not None else "")


def stamp(path: Path) -> Stamp:
    """Size in bytes, time in nanoseconds and inode of a file: another file has another stamp."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def unchanged(source: Source) -> None:
    """Raises `Unreadable` where a file that each query reads anew is not what it was when it was opened."""
    for path, before in source.rests:
        try:
            same = stamp(path) == before
        except OSError:
            same = False
        if not same:
            # A packed file is read where it was unpacked, under a name that says nothing.
            name = visible(path.name if len(source.rests) > 1 or source.path is None else source.path.name)
            raise Unreadable(label("file.changed", name), label("file.changed.hint"))


def source_of(
    file: File, form: str, frame: pl.LazyFrame, height: int | None, notices: Iterable[Notice] = (), name: str = ""
) -> Source:
    """A table of a file."""
    shown = file.shown
    return Source(
        name or file.name.name, shown, form, file.told, frame, height, (*file.notices, *notices), stamp=stamp(shown),
        encodings=file.encodings,
    )  # fmt: skip


def read_in_place(
    file: File,
    form: str,
    scan: Callable[[], pl.LazyFrame],
    complaint: Said,
    paths: Sequence[Path] = (),
    *,
    look: bool = True,
) -> Source:
    """A table that Polars reads where it lies, in a file or several; `complaint` says what is wrong where it cannot.

    Without a `look` at its rows nothing is told of days and moments that are in no year that is shown.
    """
    import polars as pl

    from tui.files.years import all_within_years, in_known_years
    from tui.files.zones import in_known_zones, take_all_zones

    take_all_zones()
    rests = tuple((path, stamp(path)) for path in paths or (file.path,))
    try:
        frame, zones = in_known_zones(scan())
        height = int(frame.select(pl.len()).collect().item())
        frame, far = in_known_years(frame, height) if look else (all_within_years(frame), [])
    except pl.exceptions.PolarsError as error:
        raise Unreadable(complaint, label("file.again.why", reason(error))) from None
    told = [Notice(None, name, "", *label("notice.zone", zone)) for name, zone in zones.items()]
    beyond = label("notice.years")
    told += [Notice(None, name, "", *beyond) for name in far]
    return source_of(file, form, frame, height, told)._replace(rests=rests, rules=dict.fromkeys(far, beyond))
