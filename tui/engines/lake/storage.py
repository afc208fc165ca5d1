"""What leads to an object store, and what it says when it gives nothing.

Credentials come from the environment and from the files in which the store's own programs keep them, and go to whoever
reads: they stand in no address, no error and nothing that is kept.
"""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from tui.engines.address import Address
from tui.engines.naming import refuse_options
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

STORE = "s3://"
_OPTIONS = ("endpoint", "region")
_DEFAULT = "default"
_REGION = "us-east-1"
_SECRETS = {
    "aws_access_key_id": "AWS_ACCESS_KEY_ID",
    "aws_secret_access_key": "AWS_SECRET_ACCESS_KEY",
    "aws_session_token": "AWS_SESSION_TOKEN",
}
STORE_WAITS: dict[str, Any] = {"connect_timeout": "5s", "max_retries": 1, "retry_timeout_ms": 10_000}
"""A store that does not answer is given up after some seconds: as Polars is told it."""
_ANSWERS = 5
"""Seconds in which a store of one's own says something."""
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
"""What leads to a store in another way than straight on."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_SAID = {
    "no_bucket": "NoSuchBucket|bucket does not exist",
    "no_right": r"AccessDenied|InvalidAccessKey|SignatureDoesNotMatch|code: 40[13]|Forbidden|Unauthor",
    "nothing": "code: 404|NoSuchKey|NotFound|No such file|not found|paths were empty|no files",
    "failed": r"code: 5\d\d|Internal Server Error",
    "unreachable": "error sending request|connect|timed out|timeout|dns|resolve",
}
"""What stores and libraries say, and what it means; the first that fits holds."""


def object_options(address: Address) -> dict[str, str]:
    """What leads to the store of an address. Raises `TermsheetError` for an option that there is not."""
    refuse_options(address.options, _OPTIONS)
    given = dict(address.options)
    settings, secrets = _profile("AWS_CONFIG_FILE", "config"), _profile("AWS_SHARED_CREDENTIALS_FILE", "credentials")
    environment = os.environ.get
    endpoint = (
        given.get("endpoint")
        or environment("AWS_ENDPOINT_URL_S3")
        or environment("AWS_ENDPOINT_URL")
        or settings.get("endpoint_url", "")
    )
    region = environment("AWS_REGION") or environment("AWS_DEFAULT_REGION") or settings.get("region") or _REGION
    found = {"aws_region": given.get("region") or region}
    if endpoint:
        found["aws_endpoint_url"] = endpoint
        if endpoint.lower().startswith("http:"):
            found["aws_allow_http"] = "true"
    keys = {name: environment(variable, "") for name, variable in _SECRETS.items()}
    if not keys["aws_access_key_id"]:
        keys = {name: secrets.get(name, "") for name in _SECRETS}
    held = {name: value for name, value in keys.items() if value}
    # Without any, what is open to all is read; no machine beside this one is asked for some.
    return found | (held or {"aws_skip_signature": "true"})


def require_answer(options: Mapping[str, str], where: str) -> None:
    """Raises `TermsheetError` where a store of one's own does not answer within some seconds; whoever reads rows waits
    for it longer, and tries again."""
    endpoint = urlsplit(options.get("aws_endpoint_url", ""))
    proxied = any(os.environ.get(name) or os.environ.get(name.lower()) for name in _PROXIES)
    if not endpoint.hostname or proxied:
        return
    connection = HTTPConnection(
        endpoint.hostname, endpoint.port or (443 if endpoint.scheme == "https" else 80), timeout=_ANSWERS
    )
    try:
        connection.connect()
        # Whom an encrypted store trusts is known to the library that reads it.
        if endpoint.scheme != "https":
            connection.request("HEAD", "/")
            connection.getresponse()
    except (OSError, HTTPException, ValueError):
        raise TermsheetError(
            label("lake.unreachable", where), label("lake.unreachable.hint"), EXIT_UNREADABLE
        ) from None
    finally:
        connection.close()


def _profile(variable: str, name: str) -> Mapping[str, str]:
    """What one of the files in the home says of the profile that is chosen."""
    path = os.environ.get(variable) or os.path.join(os.path.expanduser("~"), ".aws", name)
    read = configparser.RawConfigParser(strict=False)
    with suppress(OSError, configparser.Error, UnicodeDecodeError):
        read.read(path, encoding="utf-8")
    profile = os.environ.get("AWS_PROFILE") or os.environ.get("AWS_DEFAULT_PROFILE") or _DEFAULT
    for section in (profile, f"profile {profile}"):
        if read.has_section(section):
            return dict(read.items(section))
    return {}


@contextmanager
def telling_of_lake(where: str) -> Iterator[None]:
    """Tells in one line why what lies somewhere cannot be read."""
    try:
        yield
    except TermsheetError:
        raise
    # The libraries raise what they like, and say in it what is wrong.
    except Exception as error:
        told = " ".join(_COLOURS.sub("", str(error)).split())
        key = next((key for key, says in _SAID.items() if re.search(says, told, re.I)), "")
        if key:
            raise TermsheetError(label(f"lake.{key}", where), label(f"lake.{key}.hint"), EXIT_UNREADABLE) from None
        first = told.partition(" This error occurred with")[0].partition(" (Background on this")[0]
        raise TermsheetError(label("corpus.failed", where, first[:300]), label("lake.hint"), EXIT_UNREADABLE) from None
