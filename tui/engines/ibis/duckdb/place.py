"""The file of DuckDB that an address names, what of it is meant, and why it cannot be opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote

import duckdb

from tui.engines.address import Address, file_in
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError, reason
from tui.language.words import label

DUCK_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Nothing is fetched from the network, nor loaded because of what a file holds."""
_HOLDER = re.compile(r"PID (\d+)")
_MARK = b"DUCK"
_MARK_AT = 8


def file_of(address: Address) -> tuple[str, str]:
    """The path of a file, and what follows it. Where no part of a path is a file, all of it is.

    Raises `TermsheetError` for a host, and for options.
    """
    if address.options:
        told = label("address.option", address.options[0][0])
        raise TermsheetError(told, label("duckdb.address.form"), EXIT_USAGE)
    if address.host or address.port or address.user:
        raise TermsheetError(label("duckdb.address", address.given), label("duckdb.address.form"), EXIT_USAGE)
    found, rest = file_in(address.path)
    return (found, rest) if found else (unquote(os.path.expanduser(address.path)), "")


def segment_of(address: Address, rest: str) -> str:
    """What follows a file, decoded. Raises `TermsheetError` where that is more than one name."""
    segments = address._replace(path=rest).segments
    if len(segments) > 1:
        raise TermsheetError(label("address.deep", address.given), label("duckdb.address.form"), EXIT_USAGE)
    return segments[0] if segments else ""


def require_duckdb(path: str) -> None:
    """Raises `TermsheetError` for a file of another program, which DuckDB would open by an extension that it has."""
    with suppress(OSError), open(path, "rb") as file:
        begun = file.read(_MARK_AT + len(_MARK))
        if begun and begun[_MARK_AT:] != _MARK:
            raise _no_file(os.path.basename(path))


def _no_file(name: str) -> TermsheetError:
    return TermsheetError(label("duckdb.no_file", name), label("duckdb.no_file.hint"), EXIT_UNREADABLE)


@contextmanager
def telling_of_file(path: str) -> Iterator[None]:
    """Tells why a file cannot be opened: another program writes to it, or it is none of DuckDB's."""
    name = os.path.basename(path)
    try:
        yield
    except duckdb.IOException as error:
        told = str(error)
        if "lock" in told.lower():
            holder = _HOLDER.search(told)
            held = label("duckdb.locked_by", name, holder[1]) if holder else label("duckdb.locked", name)
            raise TermsheetError(held, label("duckdb.locked.hint"), EXIT_UNREADABLE) from None
        if "not a valid DuckDB" in told:
            raise _no_file(name) from None
        raise TermsheetError(f"{name}: {reason(error)}", label("duckdb.file.hint"), EXIT_UNREADABLE) from None
    except duckdb.Error as error:
        raise TermsheetError(f"{name}: {reason(error)}", label("duckdb.file.hint"), EXIT_UNREADABLE) from None
