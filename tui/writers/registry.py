"""The formats there are, by name and by ending. Each module of `writers.formats` adds its own."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.writers import formats as modules

if TYPE_CHECKING:
    from tui.writers.base import Format


@cache
def output_formats() -> tuple[Format, ...]:
    """All formats, in the order of their modules' names."""
    # pkgutil, which does the same, brings a third of the standard library with it.
    found = sorted(name.removesuffix(".py") for name in os.listdir(modules.__path__[0]) if name.endswith(".py"))
    each = (import_module(f"{modules.__name__}.{name}") for name in found if name != "__init__")
    return tuple(form for module in each for form in module.FORMATS)


def text_formats() -> tuple[Format, ...]:
    """Those that are text: they can be printed and copied."""
    return tuple(form for form in output_formats() if form.printed)


def format_named(name: str) -> Format:
    """A format by its name."""
    return next(form for form in output_formats() if form.name == name)


def format_of_file(name: str) -> Format:
    """The format that the ending of a file's name says. Raises `TermsheetError` where it says none."""
    found = next((form for form in output_formats() if name.lower().endswith(form.endings)), None)
    if found is None:
        endings = " ".join(ending for form in output_formats() for ending in form.endings)
        raise TermsheetError(label("save.no_ending", name), label("save.endings", endings), EXIT_USAGE)
    return found
