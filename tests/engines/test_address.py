"""Addresses: their parts, the passwords that are refused, the connections that a person named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tui.engines.address import Address, address_of
from tui.engines.connections import password_of, place_of_address
from tui.engines.names import is_address, is_served
from tui.engines.registry import database_at
from tui.errors import EXIT_USAGE, TermsheetError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgres://me@host/db/s.t", ("postgres", "me", "host", None, ("db", "s.t"))),
        ("postgresql://host:5433/db", ("postgresql", "", "host", 5433, ("db",))),
        ("POSTGRES://me@[::1]:5432/db/", ("postgres", "me", "::1", 5432, ("db",))),
        ("postgres:///db", ("postgres", "", "", None, ("db",))),
        ("postgres://%2Frun%2Fpg/db/a%2Fb", ("postgres", "", "/run/pg", None, ("db", "a/b"))),
        ('postgres://h/db/"a/b"."C d"', ("postgres", "", "h", None, ("db", '"a/b"."C d"'))),
        ("postgres://a%40b@h/db", ("postgres", "a@b", "h", None, ("db",))),
        ("clickhouse://h/db/t", ("clickhouse", "", "h", None, ("db", "t"))),
        ("delta:some/folder", ("delta", "", "", None, ("some", "folder"))),
        ("duckdb:///x/y.db/s.t", ("duckdb", "", "", None, ("x", "y.db", "s.t"))),
        ("duckdb:y.db/s.t", ("duckdb", "", "", None, ("y.db", "s.t"))),
    ],
)
def test_the_parts_of_an_address(text: str, expected: tuple[object, ...]) -> None:
    found = address_of(text)
    assert (found.scheme, found.user, found.host, found.port, found.segments) == expected
    assert found.given == text


SECRET = "hunter2"


@pytest.mark.parametrize(
    "text",
    [
        f"postgres://me:{SECRET}@host/db/t",
        f"postgres://:{SECRET}@host/db",
        f"postgres://me:{SECRET}/x@host/db",
        f"postgres://me:12/{SECRET}@host/db",
        f"postgres://me:{SECRET}#@host:1/db",
        f"postgres://me:{SECRET}@host:port/db",
        f"postgres://me:{SECRET}?@host/db",
        f"postgres://me@host/db?password={SECRET}",
        f"postgres://me@host/db?sslmode=require&PassWord={SECRET}",
        f"postgres://me@host/db?sslpassword={SECRET}",
        f"clickhouse://me:{SECRET}@host/db",
        f"https://me:{SECRET}@host/x.csv",
        f"postgres://me%3A{SECRET}@host/db",
        f"postgres://me:{SECRET}",
        f"postgres://me:{SECRET}/db",
        f"postgres://me:{SECRET}#/db",
        f"postgres://me%3A{SECRET}/db",
        f"postgres://a:b:{SECRET}/db",
        f"s3://key:{SECRET}/x.csv",
        f"delta:s3://key:{SECRET}/x",
        f"sc://h:1/;token={SECRET}",
        f"sc://h/;use_ssl=true;TOKEN={SECRET}/x",
        f"sc://h:1;token={SECRET}",
        f"sc://h/x;api_key={SECRET}",
        f"duckdb:md:?motherduck_token={SECRET}",
        f"duckdb:md:?a=1;pass%77ord={SECRET}",
        f"s3://b/x.csv?aws_secret_access_key={SECRET}",
        f"postgres://h/db?ssl_pass={SECRET}",
        f"postgres://h/db#pwd={SECRET}",
        "postgres://me:@host/db",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(TermsheetError, match="password") as failure:
        address_of(text)
    assert SECRET not in " ".join(failure.value.said)


@pytest.mark.parametrize("text", ["postgres://host:99999/db", "postgres://host:99999"])
def test_a_number_that_is_no_port_is_not_repeated(text: str) -> None:
    with pytest.raises(TermsheetError, match="`host:…` is no host and port") as failure:
        address_of(text)
    assert "99999" not in " ".join(failure.value.said)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://me@[fe80::1%25eth0]:5432/db",
        "postgres://h:/db",
        "postgres://h/db?passfile=x&sslkey=y",
        "postgres://h/secret;x/token.t",
        "duckdb:a;b.db/tokens",
        "s3://b/token=x/y.parquet?region=eu",
    ],
)
def test_what_holds_no_password_is_taken(text: str) -> None:
    assert address_of(text).given == text


@pytest.mark.parametrize(
    "address",
    [
        f"sc://h:1/;token={SECRET}",
        f"duckdb:md:?motherduck_token={SECRET}",
        f"postgres://me:{SECRET}",
        f"@prod;token={SECRET}",
        f"https://me:{SECRET}/x.csv",
        f"duckdb:x.db?access_mode={SECRET}",
        f"clickhouse://h/d?other={SECRET}",
        f"s3://b/x.csv?other={SECRET}",
    ],
)
def test_no_error_repeats_a_secret(run: Run, address: str) -> None:
    for language in ("en", "zh"):
        code, out, err = run("--lang", language, "list", address)
        assert (code, out, err.count("\n")) == (EXIT_USAGE, "", 1)
        assert SECRET not in err


def test_what_stands_behind_a_semicolon_is_not_repeated(run: Run) -> None:
    pytest.importorskip("pyspark")
    code, out, err = run("list", f"sc://h:1/;x-header={SECRET}")
    assert (code, out, err.count("\n")) == (EXIT_USAGE, "", 1)
    assert "options stand behind `?`" in err
    assert SECRET not in err


def test_what_is_an_address() -> None:
    assert all(map(is_address, ("postgres://h/d", "@prod", "@prod/t", "delta:x", "s3://b/x.parquet", "sc://h/c.t")))
    assert not any(map(is_address, ("x.csv", "a/b", "@", "kimi:x", "C:\\x.csv", "c:/x.csv")))
    assert is_served("postgres://h/d")
    assert is_served("@prod")
    assert is_served("duckdb:x.db/t")
    assert is_served("s3://b/x.parquet")
    assert not is_served("https://h/x.parquet")


def test_below_an_address() -> None:
    address = address_of("postgres://h/db?sslmode=require").at("s.t")
    assert address.given == "postgres://h/db/s.t?sslmode=require"
    assert address.segments == ("db", "s.t")


def test_nothing_opens_an_unknown_scheme() -> None:
    with pytest.raises(TermsheetError, match="nothing here opens gopher:"):
        database_at(address_of("gopher://h/d"))


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("TERMSHEET_CONFIG", str(path))
    return path


def test_a_connection_by_its_name(config: Path) -> None:
    config.write_text('[connections]\nprod = "postgres://me@h/app"\n[connections.books]\naddress = "postgres://h/b"\n')
    found = place_of_address("@prod/public.deals")
    assert (found.given, found.host, found.segments) == ("@prod/public.deals", "h", ("app", "public.deals"))
    assert place_of_address("@books") == Address("@books", "postgres", host="h", path="b", connection="books")
    assert password_of(found) is None
    with pytest.raises(TermsheetError, match="no connection is called `prd`; did you mean prod"):
        place_of_address("@prd")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (f'p = {{address = "postgres://h/d", password = "{SECRET}"}}', "`password`"),
        (f'p = "postgres://me:{SECRET}@h/d"', "password"),
        ("p = 5", "`p`"),
        ('p = {password_env = "X"}', "`address`"),
        ('p = {address = "postgres://h/d", password_env = 5}', "connection `p`"),
    ],
)
def test_what_settings_cannot_say(config: Path, written: str, told: str) -> None:
    config.write_text(f"[connections]\n{written}\n")
    with pytest.raises(TermsheetError) as failure:
        place_of_address("@p")
    assert told in str(failure.value)
    assert SECRET not in " ".join(failure.value.said)


def test_a_password_from_the_environment_or_a_command(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(
        "[connections]\n"
        'a = {address = "postgres://h/d", password_env = "MADE_UP"}\n'
        f'b = {{address = "postgres://h/d", password_command = "printf \'{SECRET}\\\\nmore\'"}}\n'
        f'c = {{address = "postgres://h/d", password_command = "sh -c \'echo {SECRET}; exit 1\'"}}\n'
        'd = {address = "postgres://h/d", password_command = "no-such-program-anywhere"}\n'
    )
    with pytest.raises(TermsheetError, match="the environment has no MADE_UP"):
        password_of(place_of_address("@a"))
    monkeypatch.setenv("MADE_UP", SECRET)
    assert password_of(place_of_address("@a")) == SECRET
    assert password_of(place_of_address("@b/t")) == SECRET
    for name in "cd":
        with pytest.raises(TermsheetError, match=f"password of `{name}` failed") as failure:
            password_of(place_of_address(f"@{name}"))
        assert SECRET not in " ".join(failure.value.said)
        assert failure.value.__cause__ is None
        assert failure.value.__context__ is None
