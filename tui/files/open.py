"""Opens what a name means: a file, a pattern of files, a folder, a pipe or an address."""

from __future__ import annotations

from collections.abc import Callable
from glob import escape, glob, has_magic
from pathlib import Path

import polars as pl

from tui.engines.names import is_address, local_path
from tui.errors import TermsheetError, reason
from tui.files.registry import read_file
from tui.files.source import STREAM_ROWS, File, Options, Source, Unreadable
from tui.files.temporary import linked, poured
from tui.language.system import system_says
from tui.language.words import label
from tui.storage.folders import is_utf8


def open_file(name: str, options: Options | None = None) -> list[Source]:
    """The tables of a file, a pattern of Parquet files or an address; a workbook and a database may hold several.

    Raises `TermsheetError` (exit code 3) that names the file where nothing can be shown of it.
    """
    given = options or Options()
    if is_address(name) and local_path(name) is None:
        from tui.files.remote import read_address

        # What is said of a place that is no file names it already.
        return [source._replace(options=given) for source in read_address(name, given)]
    if given.follow and given.first is None:
        given = given._replace(first=STREAM_ROWS)
    return _telling(name, given, lambda: _sources(name, given))


def open_copy(path: Path, name: str, options: Options | None = None) -> list[Source]:
    """The tables of what came through a pipe, which lies at a path and goes by another name."""
    given = options or Options()
    found = _telling(name, given, lambda: read_file(File(path, raw=given.raw), given))
    return [source._replace(name=name, path=None) for source in found]


def _telling(name: str, options: Options, read: Callable[[], list[Source]]) -> list[Source]:
    shown = Path(name).name or name
    try:
        return [_grows(_answered(source._replace(options=options))) for source in read()]
    except TermsheetError as error:
        raise TermsheetError(
            (f"{shown}: {error.why[0]}", f"{shown}：{error.why[1]}"), error.how, error.exit_code
        ) from None
    except pl.exceptions.PolarsError as error:
        raise Unreadable(f"{shown}: {reason(error)}", label("file.unreadable")) from None
    except OSError as error:
        raise Unreadable(label("corpus.failed", name, system_says(error)), label("file.path")) from None


def _grows(source: Source) -> Source:
    """A table whose later rows are shown, where that was asked for."""
    if not source.options.follow:
        return source
    from tui.files.following import with_growth

    return with_growth(source)


def _answered(source: Source) -> Source:
    """A table with the engine that was asked for."""
    if not source.options.engine:
        return source
    from tui.files.plan import answered

    return answered(source)


def _sources(name: str, options: Options) -> list[Source]:
    path = Path(local_path(name) or name)
    if not path.exists() and has_magic(name):
        return _many(name, options)
    if not is_utf8(name) and path.exists():
        return [
            source._replace(path=path if source.path is not None else None)
            for source in _sources(str(linked(path)), options)
        ]
    if path.is_dir():
        if not any(path.glob("**/*.parquet")):
            return _partitioned_texts(path, options)
        return _many(str(Path(escape(str(path))) / "**" / "*.parquet"), options, path)
    if path.is_fifo():
        # What comes through a pipe can be read once only.
        with path.open("rb") as pipe:
            return open_copy(poured(pipe), path.name, options)
    if path.exists() and not path.is_file():
        # It may never end.
        raise Unreadable(label("file.device"), label("file.device.hint"))
    return read_file(File(path, raw=options.raw), options)


def _partitioned_texts(folder: Path, options: Options) -> list[Source]:
    """The delimited texts of a folder as one table, where their folders say something of their rows."""
    from tui.files.joined import are_partitioned, read_joined

    paths = [path for path in sorted(folder.glob("**/*")) if path.is_file() and not _kept_beside(path, folder)]
    if not paths or not are_partitioned([path.relative_to(folder.parent) for path in paths]):
        raise Unreadable(label("file.no_parquet"), label("file.no_parquet.hint"))
    return read_joined(folder, paths, options)


def _kept_beside(path: Path, folder: Path) -> bool:
    """Whether a file is what programs keep beside the rows: `_temporary`, `_delta_log`."""
    return any(part[0] in "_." for part in path.relative_to(folder).parts)


def _many(pattern: str, options: Options, folder: Path | None = None) -> list[Source]:
    """Parquet files as one table, all others as one each."""
    paths = [Path(found) for found in sorted(glob(pattern, recursive=True)) if Path(found).is_file()]
    if folder is not None:
        paths = [path for path in paths if not _kept_beside(path, folder)]
    name = folder.name if folder is not None else Path(pattern).name
    if other := next((found for found in paths if not is_utf8(str(found))), None):
        raise Unreadable(label("file.not_utf8", str(other)), label("file.not_utf8.hint"))
    if not paths:
        raise Unreadable(label("file.no_match"), label("file.no_match.hint"))
    from tui.files.formats.parquet import is_parquet, read_together

    if all(map(is_parquet, paths)):
        return [read_together(paths)._replace(name=name)]
    return [source for path in paths for source in open_file(str(path), options)]
