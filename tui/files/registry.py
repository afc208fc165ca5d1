"""The formats there are, by what a file begins with. Each module of `files.formats` adds its own."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from tui.files import formats as modules
from tui.files.format import FileFormat, TextFormat
from tui.language.label import Label
from tui.language.words import label

if TYPE_CHECKING:
    from tui.files.source import File, Options, Source
    from tui.files.text import TextFile


@cache
def file_formats() -> tuple[FileFormat | TextFormat, ...]:
    """All formats, in the order of their modules' names."""
    # pkgutil, which does the same, brings a third of the standard library with it.
    found = sorted(name.removesuffix(".py") for name in os.listdir(modules.__path__[0]) if name.endswith(".py"))
    each = (import_module(f"{modules.__name__}.{name}") for name in found if name != "__init__")
    return tuple(form for module in each for form in module.FORMATS)


def endings() -> tuple[str, ...]:
    """The endings by which a name is taken for that of a file."""
    return tuple(ending for form in file_formats() for ending in form.endings)


def openable() -> Label:
    """What can be opened, in words."""
    first, *rest = sorted(form.name for form in file_formats())
    some = Label(*(mark.join([first, *rest[:-1]]) for mark in (", ", "、")))
    return label("file.openable", some, rest[-1])


def of_bytes(head: bytes) -> FileFormat | None:
    """The format of a file that begins so; None for text, and for what is no table."""
    known = (form for form in file_formats() if isinstance(form, FileFormat))
    return next((form for form in known if head.startswith(form.marks)), None)


def of_text(text: TextFile) -> TextFormat:
    """The format of a text: by its ending, else by how it begins."""
    known = [form for form in file_formats() if isinstance(form, TextFormat)]
    named = next((form for form in known if set(form.endings).intersection(text.endings)), None)
    begun = next((form for form in known if form.begins is not None and form.begins(text.start)), None)
    return named or begun or next(form for form in known if form.begins is None)


def read_file(file: File, options: Options) -> list[Source]:
    """The tables of a file. Raises `TermsheetError` in one line where none can be read, and what libraries raise."""
    from tui.files.magic import HEAD, no_table
    from tui.files.source import Unreadable
    from tui.files.text import text_of

    with file.path.open("rb") as opened:
        head = opened.read(HEAD)
    form = of_bytes(head)
    if form is not None:
        return form.read(file, options)
    if other := no_table(head):
        raise Unreadable(label("file.is_other", other), openable())
    text = text_of(file, options)
    return of_text(text).read(text, options)
