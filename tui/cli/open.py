"""`open`: the explorer on files."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operands
from tui.cli.parser import Verb
from tui.cli.shared import Common, FileOptions


@dataclass(frozen=True)
class OpenRequest:
    """What `open` takes."""

    files: tuple[str, ...] = operands(
        "FILE", "CSV, Parquet, Arrow, Avro, JSON, Excel, SQLite, zip; `-` is stdin", least=1
    )
    file: FileOptions = group(FileOptions)
    common: Common = group(Common)


def open_files(request: OpenRequest) -> int:
    """Shows each file as a tab."""
    from tui.cli.explore import explore_files

    return explore_files(request.files, request.file, request.common)


VERB = Verb("open", "the explorer on files", OpenRequest, open_files)
