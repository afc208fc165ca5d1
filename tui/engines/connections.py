"""Connections that a person named in `config.toml`, and where their passwords come from: never from an address.

```toml
[connections]
prod = "postgres://me@db.example.org/app"

[connections.books]
address = "postgres://me@books.example.org/books"
password_command = "pass show books"     # or password_env = "BOOKS_PASSWORD"
```
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from tui.engines.address import Address, address_of, refuse_password
from tui.engines.names import NAMED
from tui.errors import EXIT_FAILED, EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.storage.config import read_config
from tui.text.spelling import closest

_TABLE = "connections"
_ADDRESS, _COMMAND, _VARIABLE = "address", "password_command", "password_env"
_KNOWN = (_ADDRESS, _COMMAND, _VARIABLE)
_PATIENCE = 60
"""Seconds that a command may take which asks a person for what opens the password store."""


def _connections() -> Mapping[str, Any]:
    found = read_config()[0].get(_TABLE, {})
    return found if isinstance(found, dict) else {}


def _described(name: str) -> Mapping[str, Any]:
    """What the settings say of a connection. Raises `TermsheetError` where they say nothing, or what cannot be."""
    known = _connections()
    if name not in known:
        close = closest(name, [*known])
        hint = label("filter.near", close[0]) if close else label("address.connections.hint")
        raise TermsheetError(label("address.no_connection", name), hint, EXIT_USAGE)
    found = known[name]
    given = {_ADDRESS: found} if isinstance(found, str) else found
    others = [key for key in given if key not in _KNOWN] if isinstance(given, dict) else [name]
    if others or not all(isinstance(value, str) for value in given.values()) or _ADDRESS not in given:
        told = others[0] if others else _ADDRESS
        raise TermsheetError(label("address.setting", name, told), label("filter.known", ", ".join(_KNOWN)), EXIT_USAGE)
    return given


def place_of_address(text: str) -> Address:
    """An address as it was typed, or that of a connection: `@prod`, `@prod/deals`. Raises `TermsheetError`."""
    if not text.startswith(NAMED):
        return address_of(text)
    refuse_password(text)
    whole, mark, query = text[len(NAMED) :].partition("?")
    name, _, table = whole.partition("/")
    address = address_of(_described(name)[_ADDRESS])
    options = (*address.options, *parse_qsl(query, keep_blank_values=True))
    address = address._replace(given=f"{NAMED}{name}{mark}{query}", connection=name, options=options)
    return address.at(table) if table else address


def password_of(address: Address) -> str | None:
    """The password that the settings of a connection lead to; None where the engine finds its own.

    Raises `TermsheetError` where a command fails; what it printed is not repeated.
    """
    if not address.connection:
        return None
    given = _described(address.connection)
    if _VARIABLE in given:
        found = os.environ.get(given[_VARIABLE])
        if found is None:
            raise TermsheetError(label("address.no_variable", given[_VARIABLE]), label("address.set_it"), EXIT_FAILED)
        return found
    return _printed_by(given[_COMMAND], address) if _COMMAND in given else None


def _printed_by(command: str, address: Address) -> str:
    """The first line that a command prints."""
    try:
        done = subprocess.run(
            shlex.split(command), check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_PATIENCE
        )
        return done.stdout.decode("utf-8").split("\n", 1)[0].removesuffix("\r")
    except (OSError, ValueError, subprocess.SubprocessError):
        pass
    raise TermsheetError(label("address.command", address.connection), label("address.command.hint"), EXIT_FAILED)
