"""Where a table lies that is no file: an address as it was typed, and its parts. It never holds a password."""

from __future__ import annotations

import os
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from tui.engines.names import ON_PATHS, scheme_of
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label

_HOST = re.compile(r"^(?:(?P<user>[^@]*)@)?(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>[^:]*))?$")
_SECRET = re.compile(r"(?i)(?:token|password|passwd|passphrase|pwd|api[._-]?key|(?:^|[._-])pass)$|secret")
"""What options are called that hold what nobody else may know: `token`, `motherduck_token`, `sslpassword`."""
_OPTION = re.compile(r"[?&;#]([^=?&;#]*)=")
_SEGMENT = re.compile(r'(?:"(?:[^"]|"")*"|[^/"])+')
_LAST_PORT = 65_535


class Address(NamedTuple):
    """Where a database lies, and which table of it is meant.

    Attributes:
        given: the address as it was typed: it is what tabs, errors and copied lines show.
        scheme: what stands before `:`, in small letters.
        path: what follows the host, as it was typed, without its first `/`, which only a path on this machine keeps.
        options: what follows `?`.
        connection: the name of the connection in `config.toml`, where it has one.
    """

    given: str
    scheme: str
    user: str = ""
    host: str = ""
    port: int | None = None
    path: str = ""
    options: tuple[tuple[str, str], ...] = ()
    connection: str = ""

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path, decoded; a `/` in a name is written `%2F`, or the name stands in quotes."""
        return tuple(unquote(part) for part in _SEGMENT.findall(self.path))

    def at(self, path: str) -> Address:
        """What lies below it: a table of a database."""
        head, mark, options = self.given.partition("?")
        given = f"{head.rstrip('/')}/{path}{mark}{options}"
        return self._replace(given=given, path=f"{self.path}/{path}" if self.path else path)


def file_in(path: str) -> tuple[str, str]:
    """The file that the beginning of a path is, and what follows it; nothing where none is."""
    whole = os.path.expanduser(path)
    for end in [*(sign.start() for sign in re.finditer("/", whole)), len(whole)]:
        for found in (whole[:end], unquote(whole[:end])):
            if os.path.isfile(found):
                return found, whole[end + 1 :]
    return "", ""


def refuse_password(name: str) -> None:
    """Raises `TermsheetError` for an address with a password in it, of which nothing is repeated."""
    rest = name.partition("://")[2]
    before, at, _ = rest.rpartition("@")
    secret = any(_SECRET.search(unquote(key).strip()) for key in _OPTION.findall(name))
    if (at and ":" in unquote(before)) or secret or _has_no_port(re.split("[/?#]", rest, maxsplit=1)[0]):
        raise TermsheetError(label("address.password"), label("address.password.hint"), EXIT_USAGE)


def _has_no_port(server: str) -> bool:
    """Whether what stands behind a host may be a password, since it is no port: `app:S3cret`."""
    host = server.rpartition("@")[2]
    if host.startswith("["):
        host = host.partition("]")[2]
    port = unquote(host).partition(":")[2]
    return bool(port) and not port.isdecimal()


def address_of(text: str) -> Address:
    """An address that is typed in full. Raises `TermsheetError` where it is none, or holds a password."""
    refuse_password(text)
    whole, _, query = text.partition("?")
    options = tuple(parse_qsl(query, keep_blank_values=True))
    scheme, _, rest = whole.partition(":")
    if not (scheme_of(whole) and rest.startswith("//")):
        return Address(text, scheme.lower(), path=rest, options=options)
    scheme = scheme.lower()
    host, slash, path = rest[2:].partition("/")
    if scheme in ON_PATHS and not host:
        path = f"{slash}{path}"
    parts = _HOST.match(host)
    port = parts["port"] if parts else "?"
    if parts is None or (port and not (port.isdecimal() and int(port) <= _LAST_PORT)):
        # A number that is no port may be a password.
        told = parts["host"] if parts else host.rpartition("@")[2].partition(":")[0]
        raise TermsheetError(label("address.host", f"{told}:…"), label("address.form"), EXIT_USAGE)
    return Address(
        text,
        scheme,
        unquote(parts["user"] or ""),
        unquote(parts["host"].strip("[]")),
        int(port) if port else None,
        path.rstrip("/"),
        options,
    )
