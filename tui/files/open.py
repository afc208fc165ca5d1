"""Opens a file by what is in it, not by its name, and refuses in one line what it cannot read."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterable, Mapping
from glob import glob, has_magic
from pathlib import Path

import polars as pl

from tui.engines.base import Runner
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.files.source import Notice, Options, Source, stamp

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"\xff\xff\xff\xff", "arrow stream"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x7fELF", "program"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
HTML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|body|meta)\b", re.IGNORECASE)
XML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<\?xml")
REMOTE = re.compile(r"^[a-z][a-z0-9+]*://")
SMALL = 8 << 20
"""Bytes of text up to which every cell is looked at one by one, so that each fault is told by its row."""
JSON_SMALL = 64 << 20
PREVIEW = 1 << 18
DELIMITED = (".csv", ".tsv", ".tab", ".txt", ".psv")


def _refuse(what: str, hint: str) -> TermsheetError:
    return TermsheetError(what, hint, EXIT_UNREADABLE)


def _kind(head: bytes) -> str:
    for mark, kind in MAGIC:
        if head.startswith(mark):
            return kind
    if HTML.match(head):
        return "HTML"
    return "XML" if XML.match(head) else "text"


def _source(path: Path, form: str, frame: pl.LazyFrame, height: int | None, name: str = "", **more: object) -> Source:
    return Source(name or path.name, path, form, frame=frame, height=height, stamp=stamp(path), **{"told": (), **more})  # type: ignore[arg-type]


# Columnar files


def _lazily(path: Path, form: str, scan: Callable[[], pl.LazyFrame], complaint: str) -> Source:
    try:
        frame = scan()
        height = int(frame.select(pl.len()).collect().item())
    except pl.exceptions.PolarsError as error:
        told = str(error).strip().splitlines()[0][:120]
        raise _refuse(complaint, f"fetch or write it again ({told})") from None
    return _source(path, form, frame, height)


def _parquet(path: Path, options: Options) -> list[Source]:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        size = file.tell()
        file.seek(max(0, size - 4))
        if file.read() != b"PAR1" or size < 12:
            raise _refuse("not a complete Parquet file: its end is missing", "fetch or write it again")
    return [_lazily(path, "Parquet", lambda: pl.scan_parquet(path, glob=False), "not a readable Parquet file")]


def _arrow(path: Path, options: Options) -> list[Source]:
    return [_lazily(path, "Arrow", lambda: pl.scan_ipc(path, glob=False), "not a complete Arrow file")]


def _arrow_stream(path: Path, options: Options) -> list[Source]:
    return [_lazily(path, "Arrow stream", lambda: pl.read_ipc_stream(path).lazy(), "not a complete Arrow stream")]


# Tables of text cells


def _texts(
    path: Path,
    form: str,
    texts: pl.DataFrame,
    rows: pl.Series,
    notices: Iterable[Notice],
    told: tuple[str, ...] = (),
    name: str = "",
) -> Source:
    from tui.files import inference

    frame, unread, _ = inference.typed(texts, rows, {})
    return _source(
        path, form, frame.lazy(), texts.height, name,
        told=told, notices=(*notices, *unread), texts=texts, rows=rows,
    )  # fmt: skip


def _workbook(path: Path, options: Options) -> list[Source]:
    from tui.files import workbook

    sheets = workbook.read(path, options.table)
    alone = len(sheets) == 1
    return [
        _texts(
            path,
            "Excel",
            s.texts,
            s.rows,
            s.notices,
            (f"sheet {s.name}",),
            path.name if alone else f"{path.stem}:{s.name}",
        )
        for s in sheets
    ]


def _typed(
    path: Path, form: str, frame: pl.DataFrame, notices: Iterable[Notice], name: str = "", told: tuple[str, ...] = ()
) -> Source:
    """A table whose text columns may hold dates and numbers."""
    from tui.files import inference

    texts = [c for c in frame.columns if frame[c].dtype == pl.String]
    rows = pl.int_range(1, frame.height + 1, eager=True)
    read, unread, _ = inference.typed(frame.select(texts), rows, {})
    whole = frame.with_columns(read.iter_columns()) if texts else frame
    return _source(path, form, whole.lazy(), frame.height, name, notices=(*notices, *unread), told=told)


def _sqlite(path: Path, options: Options) -> list[Source]:
    from tui.files import database

    tables = database.read(path, options.table)
    name = path.name if len(tables) == 1 else ""
    return [
        _typed(path, "SQLite", frame, (), name or f"{path.stem}:{table}", (f"table {table}",))
        for table, frame in tables
    ]


# Text


def _json(path: Path, text: str, options: Options, told: tuple[str, ...]) -> Source:
    from tui.files import json as records

    if options.table:
        return _typed(path, "JSON", records.part(text, options.table), (), told=(*told, options.table))
    frame, way, notices = records.document(text)
    return _typed(path, "JSON", frame, notices, told=(*told, ".".join(way)) if way else told)


def _json_lines(path: Path, text: str, told: tuple[str, ...]) -> Source:
    from tui.files import json as records

    frame, notices = records.lines(text)
    return _typed(path, "NDJSON", frame, notices, told=told)


def _form_of_text(path: Path, head: str) -> str:
    """`delimited`, `json` or `json lines`, by the name and by the first characters."""
    endings = [ending.lower() for ending in path.suffixes]
    if any(ending in (".jsonl", ".ndjson") for ending in endings):
        return "json lines"
    if ".json" in endings:
        start = head.lstrip("\ufeff \t\r\n")
        lines = start.split("\n", 2)
        return (
            "json lines" if len(lines) > 1 and lines[0].startswith("{") and lines[0].rstrip().endswith("}") else "json"
        )
    if any(ending in DELIMITED for ending in endings):
        return "delimited"
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        first = start.split("\n", 1)[0].rstrip()
        return "json lines" if first.endswith("}") and len(first) > 2 else "json"
    return "json" if re.match(r"\[\s*[\[{]", start) else "delimited"


def _tabbed(path: Path) -> bool:
    return any(ending.lower() in (".tsv", ".tab") for ending in path.suffixes)


def _delimited(path: Path, text: str, options: Options, told: tuple[str, ...]) -> Source:
    from tui.files import delimited

    found = delimited.read(text, options, _tabbed(path))
    mark = found.form.delimiter
    if mark != ",":
        told = (*told, delimited.NAMES.get(mark, mark))
    return _texts(path, "CSV", delimited.frame(found), pl.Series(found.rows, dtype=pl.Int64), found.notices, told)


def _large_delimited(shown: Path, path: Path, head: str, options: Options, told: tuple[str, ...]) -> Source:
    """The beginning of a large text, and the way to read all of it."""
    from tui.files import delimited, inference, large

    found = delimited.read(head, options, _tabbed(shown))
    texts = delimited.frame(found)
    frame, _, kinds = inference.typed(texts, pl.Series(found.rows, dtype=pl.Int64), {})
    whole = frozenset(name for name in texts.columns if frame[name].dtype == pl.Int64)
    manners = {name: inference.manner(texts[name]) for name in texts.columns}
    plan = large.Plan(path, found.form, found.names, kinds, whole, manners)
    if found.form.delimiter != ",":
        told = (*told, delimited.NAMES.get(found.form.delimiter, found.form.delimiter))
    start = _source(shown, "CSV", frame.lazy(), None, told=told)

    def read(run: Runner) -> Source:
        try:
            everything, height, notices = large.read(plan, run)
        except pl.exceptions.ComputeError as error:
            if "interrupted" in str(error):
                raise
            raise _refuse(str(error).splitlines()[0][:160], "see the file there") from None
        return start._replace(frame=everything, height=height, notices=tuple(notices))

    return start._replace(whole=read)


def _large_json_lines(path: Path) -> Source:
    from tui.files import large

    def read(run: Runner) -> Source:
        scan = pl.scan_ndjson(path, infer_schema_length=10_000, ignore_errors=True)
        return _source(path, "NDJSON", *large.stored(scan, run))

    try:
        start = pl.scan_ndjson(path, infer_schema_length=10_000, ignore_errors=True).head(500).collect()
    except pl.exceptions.PolarsError as error:
        raise _refuse(f"not NDJSON: {str(error).splitlines()[0][:120]}", "one JSON object a line is expected") from None
    return _source(path, "NDJSON", start.lazy(), None)._replace(whole=read)


def _text(shown: Path, path: Path, options: Options, told: tuple[str, ...] = ()) -> list[Source]:
    """A text file; `shown` is the name it goes by, `path` where its bytes lie, unpacked."""
    from tui.files import encodings, large

    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(SMALL + 1 if size <= JSON_SMALL else PREVIEW)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise _refuse("the file is empty", "nothing to show")
    try:
        encoding = (
            encodings.Encoding(encodings.known(options.encoding))
            if options.encoding
            else encodings.detect(head, len(head) == size)
        )
    except LookupError:
        raise TermsheetError(
            f"no encoding is called `{options.encoding}`", "utf-8, gb18030, big5, utf-16, cp1252", 2
        ) from None
    if encoding.name == "cp1252" and head.count(b"\x00") > len(head) * 0.01:
        raise _refuse("binary data, no table", "CSV, Parquet, Arrow, JSON, Excel and SQLite can be opened")
    if encoding.name not in ("utf-8", "utf-8-sig") or encoding.guessed:
        told = (*told, f"{encoding.title}{' (guessed; --encoding says otherwise)' if encoding.guessed else ''}")
    start = head[:PREVIEW].decode(encoding.name, "replace")
    form = _form_of_text(shown, start)
    if form == "json lines" and size > JSON_SMALL:
        return [_large_json_lines(path)]
    if form == "delimited" and size > SMALL:
        lines = start[: start.rfind("\n") + 1] or start
        if encoding.name not in ("utf-8", "utf-8-sig"):
            path = large.transcoded(path, encoding.name)
        return [_large_delimited(shown, path, lines, options, told)]
    text = (head if len(head) == size else path.read_bytes()).decode(encoding.name, "replace")
    match form:
        case "json":
            return [_json(shown, text, options, told)]
        case "json lines":
            return [_json_lines(shown, text, told)]
        case _:
            return [_delimited(shown, text, options, told)]


def _gzip(path: Path, options: Options) -> list[Source]:
    from tui.files import large

    inner = large.decompressed(path)
    return [source._replace(stamp=stamp(path)) for source in _text(path, inner, options, ("gzip",))]


def _zstd(path: Path, options: Options) -> list[Source]:
    from tui.files import large

    try:
        inner = large.unpacked_zstd(path)
    except pl.exceptions.PolarsError as error:
        raise _refuse(f"zstd data cannot be read: {str(error).splitlines()[0][:100]}", "fetch the file again") from None
    return [source._replace(stamp=stamp(path)) for source in _text(path, inner, options, ("zstd",))]


READERS: dict[str, Callable[[Path, Options], list[Source]]] = {
    "parquet": _parquet,
    "arrow": _arrow,
    "arrow stream": _arrow_stream,
    "sqlite": _sqlite,
    "workbook": _workbook,
    "gzip": _gzip,
    "zstd": _zstd,
    "text": lambda path, options: _text(path, path, options),
}


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _many(pattern: str) -> list[Source]:
    paths = [Path(found) for found in sorted(glob(pattern, recursive=True)) if Path(found).is_file()]
    if not paths:
        raise _refuse("no file matches", "check the pattern")
    if all(_head(path) == b"PAR1" for path in paths):
        source = _lazily(
            paths[0], "Parquet", lambda: pl.scan_parquet(paths, glob=False), "these Parquet files do not fit together"
        )
        return [source._replace(name=Path(pattern).name, told=(f"{len(paths)} files",))]
    return [source for path in paths for source in open_file(str(path))]


def _remote(address: str) -> list[Source]:
    ending = Path(address.split("?", 1)[0]).suffix.lower()
    scans = {
        ".parquet": pl.scan_parquet,
        ".csv": pl.scan_csv,
        ".ndjson": pl.scan_ndjson,
        ".jsonl": pl.scan_ndjson,
        ".arrow": pl.scan_ipc,
    }
    if ending not in scans:
        raise _refuse("this kind cannot be read from afar", f"known: {', '.join(scans)}")
    try:
        frame = scans[ending](address)  # type: ignore[operator]
        height = int(frame.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _refuse(str(error).strip().splitlines()[0][:160], "check the address and the credentials") from None
    return [Source(Path(address).name, None, ending[1:].upper(), (address.split(":", 1)[0],), frame, height)]


def open_file(name: str, options: Options | None = None) -> list[Source]:
    """The tables of a file, a pattern of Parquet files or an address; a workbook and a database may hold several.

    Raises `TermsheetError` (exit code 3) that names the file where nothing can be shown of it.
    """
    options = options or Options()
    path = Path(name)
    try:
        if REMOTE.match(name):
            return _remote(name)
        if not path.exists() and has_magic(name):
            return _many(name)
        if path.is_dir():
            if not any(path.glob("**/*.parquet")):
                raise _refuse("a folder without Parquet files", "name the file in it")
            return _many(str(path / "**" / "*.parquet"))
        if path.is_fifo():
            # What comes through a pipe can be read once only.
            from tui.files.large import kept

            return [source._replace(name=path.name, path=None) for source in open_file(str(kept(path)), options)]
        with path.open("rb") as file:
            kind = _kind(file.read(512))
        if kind not in READERS:
            what = "this is HTML, not a workbook or table" if kind == "HTML" else f"this is {kind}, not a table"
            raise _refuse(what, "CSV, Parquet, Arrow, JSON, Excel and SQLite can be opened")
        return [source._replace(options=options) for source in READERS[kind](path, options)]
    except TermsheetError as error:
        raise TermsheetError(f"{path.name or name}: {error.message}", error.hint, error.exit_code) from None
    except pl.exceptions.PolarsError as error:
        raise _refuse(f"{path.name}: {str(error).strip().splitlines()[0][:160]}", "the file cannot be read") from None
    except OSError as error:
        raise _refuse(f"{name}: {error.strerror or error}", "check the path") from None
    except gzip.BadGzipFile:
        raise _refuse(f"{path.name}: gzip data is damaged", "fetch the file again") from None


def retyped(source: Source, kinds: Mapping[str, str]) -> Source:
    """A file whose types are guessed from text, read again with the kinds that a person gave some columns."""
    if source.texts is None or source.rows is None:
        return source
    from tui.files import inference

    frame, _, _ = inference.typed(source.texts, source.rows, kinds)
    return source._replace(frame=frame.lazy())
