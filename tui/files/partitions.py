"""What the folders of partitioned files say of their rows: `year=2024/month=01/part.parquet`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import polars as pl

_NOTHING = "__HIVE_DEFAULT_PARTITION__"
"""How the folder of rows without a value is called."""
_FOLDER = re.compile(r"([^=/\\]+)=([^/\\]*)")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,17}")


class Partitions(NamedTuple):
    """The columns that folders stand for, and the value that each file has in them."""

    schema: dict[str, pl.DataType]
    values: list[dict[str, int | str | date | None]]


def _cells(path: Path) -> dict[str, str]:
    found = (_FOLDER.fullmatch(part) for part in path.parts[:-1])
    return {match[1]: unquote(match[2]) for match in found if match}


def _read(texts: Sequence[str | None]) -> tuple[pl.DataType, list[int | str | date | None]]:
    """Values as whole numbers or days where all are written so; `01` is no number."""
    filled = [text for text in texts if text is not None]
    if filled and all(_WHOLE.fullmatch(text) for text in filled):
        return pl.Int64(), [None if text is None else int(text) for text in texts]
    try:
        days = [None if text is None else date.fromisoformat(text) for text in texts]
    except ValueError:
        return pl.String(), list(texts)
    if filled and all(len(text) == len("2024-01-31") for text in filled):
        return pl.Date(), list(days)
    return pl.String(), list(texts)


def folder_texts(path: Path) -> dict[str, str]:
    """What the folders of a file say, as texts; nothing for a folder of rows without a value."""
    return {name: "" if text == _NOTHING else text for name, text in _cells(path).items()}


def folder_names(paths: Sequence[Path]) -> list[str]:
    """The columns that the folders of all files stand for; none where they do not speak of the same."""
    cells = [_cells(path) for path in paths]
    names = list(cells[0]) if cells else []
    return names if all(list(each) == names for each in cells) else []


def partitions(paths: Sequence[Path]) -> Partitions:
    """What the folders of files say, where those of all files speak of the same; else nothing."""
    cells = [_cells(path) for path in paths]
    names = folder_names(paths)
    if not names:
        return Partitions({}, [])
    schema: dict[str, pl.DataType] = {}
    values: list[dict[str, int | str | date | None]] = [{} for _ in paths]
    for name in names:
        texts = [None if each[name] in ("", _NOTHING) else each[name] for each in cells]
        schema[name], column = _read(texts)
        for found, value in zip(values, column, strict=True):
            found[name] = value
    return Partitions(schema, values)
