"""`open`: the explorer on files."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operands
from tui.cli.parser import Verb
from tui.cli.shared import Common, FileOptions
from tui.language.label import Label


@dataclass(frozen=True)
class OpenRequest:
    """What `open` takes."""

    files: tuple[str, ...] = operands(
        "FILE",
        Label(
            "CSV, Parquet, Arrow, Avro, JSON, Excel, SQLite, zip; `-` is stdin",
            "CSV、Parquet、Arrow、Avro、JSON、Excel、SQLite、zip；`-` 为标准输入",
        ),
        least=1,
    )
    file: FileOptions = group(FileOptions)
    common: Common = group(Common)


def open_files(request: OpenRequest) -> int:
    """Shows each file as a tab."""
    from tui.cli.explore import explore_files

    return explore_files(request.files, request.file, request.common)


VERB = Verb("open", Label("the explorer on files", "在界面中打开文件"), OpenRequest, open_files)
