"""What a format of files is: how it is known, and what reads a file in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.files.source import File, Options, Source
    from tui.files.text import TextFile


class FileFormat(NamedTuple):
    """A format that is known by the bytes with which its files begin, whatever they are called.

    Attributes:
        name: as people call it.
        endings: of files in it, by which a name is taken for that of a file.
        marks: the bytes that a file in it begins with, one of them.
        read: the tables of a file. Raises `TermsheetError` in one line for what cannot be read.
    """

    name: str
    endings: tuple[str, ...]
    marks: tuple[bytes, ...]
    read: Callable[[File, Options], list[Source]]


class TextFormat(NamedTuple):
    """A format that is text. It is known by an ending, else by how the text begins.

    Attributes:
        name, endings: as those of a `FileFormat`.
        begins: whether a text begins as one in it; None for the one that every other text is taken for.
        read: the tables of a text. Raises `TermsheetError` in one line for what cannot be read.
    """

    name: str
    endings: tuple[str, ...]
    begins: Callable[[str], bool] | None
    read: Callable[[TextFile, Options], list[Source]]
