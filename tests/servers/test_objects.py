"""Files in an object store, and what it says when there are none, or none for whoever asks."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Run
from tests.servers.objects import BUCKET, KEYS, ObjectStore
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE
from tui.files.open import open_file

FRAME = pl.DataFrame({"id": range(10), "amount": [n / 2 for n in range(10)]})
FILES = 60


@pytest.fixture(scope="module")
def filled(objects: ObjectStore, tmp_path_factory: pytest.TempPathFactory) -> ObjectStore:
    folder = tmp_path_factory.mktemp("objects")
    for number in range(FILES):
        objects.put_frame(f"many/{number:02}.parquet", FRAME.with_columns(pl.col("id") + 10 * number), folder)
    objects.put_frame("year/year=2024/a.parquet", FRAME, folder)
    objects.put_frame("year/year=2025/b.parquet", FRAME, folder)
    objects.put("plain.csv", FRAME.write_csv().encode())
    objects.put("lines.ndjson", FRAME.write_ndjson().encode())
    for name, other in (
        ("type", FRAME.with_columns(pl.col("id").cast(pl.String))),
        ("more", FRAME.with_columns(z=1)),
        ("less", FRAME.drop("amount")),
    ):
        objects.put_frame(f"{name}/a.parquet", FRAME, folder)
        objects.put_frame(f"{name}/b.parquet", other, folder)
    deltalake = pytest.importorskip("deltalake")
    deltalake.write_deltalake(str(folder / "delta"), FRAME.to_arrow())
    deltalake.write_deltalake(str(folder / "delta"), FRAME.to_arrow(), mode="append")
    objects.put_folder("delta", folder / "delta")
    return objects


@pytest.fixture(autouse=True)
def _settings(filled: ObjectStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (KEYS | {"AWS_ENDPOINT_URL": filled.endpoint}).items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (["s3://lake/many/*.parquet", "--count"], "600\n"),
        (["s3://lake/many/0[12].parquet", "--count"], "20\n"),
        (["s3://lake/many/*.parquet", "id>=598", "--csv"], "id,amount\n598,4\n599,4.5\n"),
        (["s3://lake/many/03.parquet", "--limit", "1", "--csv"], "id,amount\n30,0\n"),
        (["s3://lake/plain.csv", "amount>4", "--csv"], "id,amount\n9,4.5\n"),
        (["s3://lake/lines.ndjson", "--count"], "10\n"),
        (["s3://lake/year/**/*.parquet", "year:2025", "--count"], "10\n"),
        (["delta:s3://lake/delta", "--count"], "20\n"),
        (["delta:s3://lake/delta?version=0", "--count"], "10\n"),
        (["delta:s3://lake/delta", "id>=9", "--csv"], "id,amount\n9,4.5\n9,4.5\n"),
    ],
)
def test_rows_of_a_store(run: Run, words: list[str], out: str) -> None:
    assert run("list", *words)[:2] == (0, out)


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("s3://lake/many/99.parquet", EXIT_UNREADABLE, "nothing lies there"),
        ("s3://lake/none/*.parquet", EXIT_UNREADABLE, "nothing lies there"),
        ("s3://nobody/x/*.parquet", EXIT_UNREADABLE, "no such bucket"),
        ("s3://nobody/x.csv", EXIT_UNREADABLE, "nothing lies there"),
        ("s3://lake/x.xlsx", EXIT_UNREADABLE, "*.parquet"),
        ("s3://lake", EXIT_UNREADABLE, "*.parquet"),
        ("s3://lake/plain.csv?secret=1", EXIT_USAGE, "password"),
        ("s3://key:secret@lake/plain.csv", EXIT_USAGE, "password"),
        ("s3://lake/plain.csv?profile=x", EXIT_USAGE, "`profile`"),
        ("delta:s3://lake/many", EXIT_UNREADABLE, "nothing lies there"),
        ("delta:s3://nobody/x", EXIT_UNREADABLE, "no such bucket"),
        ("delta:s3://lake/delta?version=5", EXIT_UNREADABLE, "no version 5; the newest is 1"),
        ("s3://lake/type/*.parquet", EXIT_UNREADABLE, "the files differ: column id has another type in one"),
        ("s3://lake/more/*.parquet", EXIT_UNREADABLE, "the files differ: one has a column z more"),
        ("s3://lake/less/*.parquet", EXIT_UNREADABLE, "the files differ: one has no column amount"),
        ("s3://lake/plain.csv?endpoint=http://127.0.0.1:9", EXIT_UNREADABLE, "does not answer"),
        ("s3://lake/many/*.parquet?endpoint=http://127.0.0.1:9", EXIT_UNREADABLE, "does not answer"),
        ("delta:s3://lake/delta?endpoint=http://127.0.0.1:9", EXIT_UNREADABLE, "does not answer"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(run: Run, address: str, code: int, told: str) -> None:
    for language in ("en", "zh"):
        found, out, err = run("--lang", language, "list", address, "--csv")
        assert (found, out, err.count("\n")) == (code, "", 1)
        assert language == "zh" or told in err
        assert KEYS["AWS_SECRET_ACCESS_KEY"] not in err


@pytest.mark.parametrize("address", ["s3://lake/many/*.parquet", "s3://lake/plain.csv", "delta:s3://lake/delta"])
def test_no_rights(
    filled: ObjectStore, run: Run, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    filled.require_rights(required=True)
    try:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "someone-else")
        code, out, err = run("list", address)
        assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
        assert "AWS_ACCESS_KEY_ID" in err
        # The server of the tests fails where there is none at all.
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        assert run("list", address)[0] == EXIT_UNREADABLE
    finally:
        filled.require_rights(required=False)


def test_credentials_are_found_where_the_stores_programs_keep_them(
    filled: ObjectStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tui.engines.address import address_of
    from tui.engines.lake.storage import object_options

    (tmp_path / "AWS_SHARED_CREDENTIALS_FILE").write_text(
        "[default]\naws_access_key_id = first\naws_secret_access_key = one%\n"
        "[other]\naws_access_key_id = second\naws_secret_access_key = two\naws_session_token = three\n"
    )
    (tmp_path / "AWS_CONFIG_FILE").write_text(
        "[profile other]\nregion = eu-north-1\nendpoint_url = https://o.example\n"
    )
    address = address_of("s3://lake/x.csv")
    assert object_options(address)["aws_access_key_id"] == KEYS["AWS_ACCESS_KEY_ID"]
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name)
    found = object_options(address)
    assert (found["aws_access_key_id"], found["aws_secret_access_key"]) == ("first", "one%")
    monkeypatch.setenv("AWS_PROFILE", "other")
    found = object_options(address)
    assert (found["aws_access_key_id"], found["aws_session_token"]) == ("second", "three")
    assert (found["aws_region"], found["aws_endpoint_url"]) == ("eu-north-1", "https://o.example")
    assert "aws_allow_http" not in found
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    assert object_options(address)["aws_skip_signature"] == "true"


def test_the_start_looks_into_few_of_many_files(filled: ObjectStore) -> None:
    with seen_by(filled) as (endpoint, paths):
        (source,) = open_file(f"s3://{BUCKET}/many/*.parquet?endpoint={endpoint}")
        opened = {path.partition("?")[0] for path in paths if ".parquet" in path}
        assert 0 < len(opened) < FILES / 2
        assert source.engine is not None
        assert source.engine.height is None
        from tui.query.query import Query

        paths.clear()
        assert source.engine.page(Query(), 0, 5).frame["id"].to_list() == [0, 1, 2, 3, 4]
        assert len({path.partition("?")[0] for path in paths if ".parquet" in path}) < FILES
        assert source.engine.count(Query()) == 10 * FILES


@contextmanager
def seen_by(store: ObjectStore) -> Iterator[tuple[str, list[str]]]:
    """A way to a store on which all that is asked for is noted."""
    import urllib.error
    import urllib.request

    paths: list[str] = []

    class Passing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            request = urllib.request.Request(store.endpoint + self.path, method=self.command)
            for name in ("Range", "Authorization", "x-amz-date", "x-amz-content-sha256"):
                if self.headers[name]:
                    request.add_header(name, self.headers[name])
            try:
                with urllib.request.urlopen(request) as answer:
                    status, headers, body = answer.status, answer.headers, answer.read()
            except urllib.error.HTTPError as error:
                status, headers, body = error.code, error.headers, error.read()
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in ("transfer-encoding", "connection", "server", "date"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", paths
    finally:
        server.shutdown()
        server.server_close()


def test_nothing_secret_is_told_or_kept(run: Run, filled: ObjectStore, tmp_path: Path) -> None:
    (source,) = open_file("s3://lake/plain.csv")
    assert source.address == "s3://lake/plain.csv"
    kept = repr((source.name, source.told, source.address, source.options))
    assert KEYS["AWS_SECRET_ACCESS_KEY"] not in kept
    assert KEYS["AWS_ACCESS_KEY_ID"] not in kept


def test_a_connection_of_a_store(
    run: Run, filled: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = f'lake = "s3://lake?endpoint={filled.endpoint}"\nold = "delta:s3://lake"\n'
    (tmp_path / "config.toml").write_text(f"[connections]\n{named}")
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert run("list", "@lake/many/*.parquet", "--count")[1] == "600\n"
    monkeypatch.setenv("AWS_ENDPOINT_URL", filled.endpoint)
    assert run("list", "@old/delta?version=0", "--count")[1] == "10\n"


def test_a_store_that_says_nothing_is_given_up(run: Run) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        # Its queue is full: nobody is let in.
        with socket.create_connection(silent.getsockname()):
            place = f"http://127.0.0.1:{silent.getsockname()[1]}"
            code, out, err = run("list", f"s3://lake/plain.csv?endpoint={place}")
    assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
    assert "does not answer" in err


def test_no_cloud_library_is_loaded(filled: ObjectStore) -> None:
    others = ("ibis", "duckdb", "psycopg", "deltalake", "pyiceberg", "sqlalchemy", "boto3", "pyarrow")
    code = (
        "import sys; from tui.cli.verbs import main; assert main(['list', 's3://lake/plain.csv', '--count']) == 0; "
        f"print([name for name in {others!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "10\n[]\n"
