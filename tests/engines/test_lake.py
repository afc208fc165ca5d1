"""Tables of a lake in a folder: Delta and Iceberg, written by their own libraries."""

from __future__ import annotations

import base64
import json
import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.conftest import ROOT, Run
from tui.engines.connections import place_of_address
from tui.engines.names import SERVERS
from tui.engines.registry import database_at
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE
from tui.files.open import open_file

deltalake = pytest.importorskip("deltalake")
pytest.importorskip("pyiceberg")

FRAME = pl.DataFrame(
    {
        "id": range(10),
        "side": ["a", "b"] * 5,
        "amount": [n / 2 for n in range(10)],
        "day": [date(2024, 1, 1 + n) for n in range(10)],
    }
)


@pytest.fixture
def delta(tmp_path: Path) -> Path:
    path = tmp_path / "rounds"
    deltalake.write_deltalake(str(path), FRAME.to_arrow(), partition_by=["side"])
    more = FRAME.with_columns(pl.col("id") + 10, pl.col("day").dt.offset_by("1mo"))
    deltalake.write_deltalake(str(path), more.to_arrow(), mode="append")
    return path


def rows(address: str, *filters: Any) -> pl.DataFrame:
    """All rows at an address, by the first column."""
    from tui.query.query import Query

    served = database_at(place_of_address(address)).open(database_at(place_of_address(address)).table)
    found = pl.concat(served.engine.export(Query(tuple(filters)), 1000))
    return found.sort("id")


# Delta


def test_a_table_and_its_versions(delta: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(delta.parent)
    assert run("list", "delta:rounds", "id>=18", "--sort", "id", "--csv")[1] == (
        "id,side,amount,day\n18,a,4,2024-02-09\n19,b,4.5,2024-02-10\n"
    )
    assert run("list", f"delta:{delta}", "--count")[1] == "20\n"
    assert run("list", "delta:rounds?version=0", "--count")[1] == "10\n"
    (source,) = open_file("delta:rounds?version=0")
    assert source.engine is not None
    assert source.engine.height == 10
    assert "version 0" in str(source.told)
    assert "partitioned by side" in str(source.told)


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("delta:rounds?version=7", EXIT_UNREADABLE, "has no version 7; the newest is 1"),
        ("delta:rounds?version=latest", EXIT_USAGE, "no number of a version"),
        ("delta:rounds?at=2024", EXIT_USAGE, "`at`"),
        ("delta:nowhere", EXIT_UNREADABLE, "no Delta table"),
        ("delta:.", EXIT_UNREADABLE, "no Delta table"),
        ("delta:", EXIT_UNREADABLE, "no Delta table"),
    ],
)
def test_what_is_no_table_of_delta(
    delta: Path, run: Run, monkeypatch: pytest.MonkeyPatch, address: str, code: int, told: str
) -> None:
    monkeypatch.chdir(delta.parent)
    for language in ("en", "zh"):
        found, out, err = run("--lang", language, "list", address)
        assert (found, out, err.count("\n")) == (code, "", 1)
        assert language == "zh" or told in err


def test_a_version_whose_files_are_gone_is_told(delta: Path, run: Run) -> None:
    deltalake.DeltaTable(str(delta)).delete("id < 5")
    deltalake.DeltaTable(str(delta)).vacuum(0, enforce_retention_duration=False, dry_run=False)
    assert run("list", f"delta:{delta}", "--count")[1] == "15\n"
    code, out, err = run("list", f"delta:{delta}?version=0", "--csv")
    assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)


def test_only_the_files_are_read_that_may_hold_what_is_asked_for(delta: Path) -> None:
    engine = database_at(place_of_address(f"delta:{delta}")).open("").engine
    from tui.query.query import Condition, Query

    plan = engine.lazy(Query((Condition("side", "=", "a"), Condition("id", ">=", 10)))).explain()
    assert plan.count(".parquet") == 1
    assert "side=a" in plan


def test_rows_that_are_marked_as_deleted_are_left_out(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "marked"
    settings = {"delta.enableDeletionVectors": "true"}
    deltalake.write_deltalake(str(path), FRAME.to_arrow(), configuration=settings)
    log = path / "_delta_log"
    actions = [json.loads(line) for line in (log / f"{0:020}.json").read_text().splitlines()]
    (add,) = [action["add"] for action in actions if "add" in action]
    gone = {"path": add["path"], "deletionTimestamp": 1, "dataChange": True}
    marked = add | {"deletionVector": deletion_vector([0, 3, 9])}
    (log / f"{1:020}.json").write_text("\n".join(json.dumps(one) for one in ({"remove": gone}, {"add": marked})))
    assert run("list", f"delta:{path}", "--fields", "id", "--csv")[1].split() == ["id", *"1245678"]
    assert run("list", f"delta:{path}", "--count")[1] == "7\n"
    assert run("list", f"delta:{path}", "id<4", "--count")[1] == "2\n"
    assert run("list", f"delta:{path}?version=0", "--count")[1] == "10\n"


def deletion_vector(numbers: Sequence[int]) -> dict[str, Any]:
    """Numbers of rows as the protocol of Delta writes them: a bitmap of one container, in the log itself."""
    container = struct.pack(f"<IIHHI{len(numbers)}H", 12346, 1, 0, len(numbers) - 1, 16, *numbers)
    found = struct.pack("<IQI", 1681511377, 1, 0) + container
    padded = found + b"\0" * (-len(found) % 4)
    base85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
    z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    text = base64.b85encode(padded).decode().translate(str.maketrans(base85, z85))
    return {"storageType": "i", "pathOrInlineDv": text, "sizeInBytes": len(found), "cardinality": len(numbers)}


def rewritten(path: Path, old: str, new: str) -> None:
    for file in sorted((path / "_delta_log").glob("*.json")):
        file.write_text(file.read_text().replace(old, new))


def test_columns_under_other_names_are_refused(delta: Path, run: Run) -> None:
    for old in ('"minReaderVersion":1', '"minReaderVersion": 1'):
        rewritten(delta, old, '"minReaderVersion":2')
    rewritten(delta, '"minWriterVersion":2', '"minWriterVersion":5')
    code, out, err = run("list", f"delta:{delta}")
    assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
    assert "column mapping" in err


def test_partitions_that_no_folder_names_are_refused(delta: Path, run: Run) -> None:
    (delta / "side=a").rename(delta / "x1")
    rewritten(delta, "side=a/", "x1/")
    code, out, err = run("list", f"delta:{delta}")
    assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
    assert "partitions" in err


def test_odd_partitions(tmp_path: Path, run: Run) -> None:
    frame = pl.DataFrame({"id": range(5), "my col": ["a b", "x/y=z", "中", None, "100%"]})
    deltalake.write_deltalake(str(tmp_path / "odd"), frame.to_arrow(), partition_by=["my col"])
    assert rows(f"delta:{tmp_path}/odd").rows() == frame.rows()


# Iceberg


@pytest.fixture
def iceberg(tmp_path: Path) -> Path:
    """A catalog in a file, with a table that is partitioned by the months of a day."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyiceberg.catalog.sql import SqlCatalog
    from pyiceberg.transforms import MonthTransform
    from pyiceberg.types import StringType

    catalog = SqlCatalog("prod", uri=f"sqlite:///{tmp_path}/catalog.db", warehouse=f"file://{tmp_path}/house")
    catalog.create_namespace("db")
    schema = pa.schema([("id", pa.int64()), ("side", pa.string()), ("amount", pa.float64()), ("day", pa.date32())])
    table = catalog.create_table("db.rounds", schema=schema)
    with table.update_spec() as spec:
        spec.add_field("day", MonthTransform(), "month")
    for number in range(3):
        month = FRAME.with_columns(pl.col("id") + 10 * number, pl.col("day").dt.offset_by(f"{number}mo"))
        path = f"{tmp_path}/part{number}.parquet"
        pq.write_table(month.to_arrow().cast(schema), path)
        table.add_files([path])
    with table.update_schema() as update:
        update.rename_column("amount", "value")
        update.add_column("note", StringType())
    return tmp_path


def test_a_table_of_a_catalog_in_a_file(iceberg: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(iceberg)
    before = (iceberg / "catalog.db").read_bytes()
    code, out, _ = run("list", "iceberg:catalog.db", "--fields", "schema,table", "--csv")
    assert (code, out) == (0, "schema,table\ndb,rounds\n")
    code, out, _ = run(
        "list", f"iceberg:{iceberg}/catalog.db/db.rounds", "day:2024-02", "id>=18", "--sort", "id", "--csv"
    )
    assert (code, out) == (0, "id,side,value,day,note\n18,a,4,2024-02-09,\n19,b,4.5,2024-02-10,\n")
    (source,) = open_file("iceberg:catalog.db/db.rounds")
    assert source.engine is not None
    assert source.engine.height == 30
    assert "partitioned by day" in str(source.told)
    assert (iceberg / "catalog.db").read_bytes() == before


def test_hidden_partitions_leave_files_unread(iceberg: Path) -> None:
    from tui.query.query import Condition, Query

    engine = database_at(place_of_address(f"iceberg:{iceberg}/catalog.db/db.rounds")).open("db.rounds").engine
    plan = engine.lazy(Query((Condition("day", ">=", date(2024, 3, 5)),))).explain()
    assert plan.count(".parquet") == 1
    assert engine.count(Query((Condition("day", ">=", date(2024, 3, 5)),))) == 6


@pytest.mark.long
def test_a_table_by_its_metadata_and_by_a_catalog_of_the_settings(iceberg: Path, run: Run) -> None:
    newest = max((iceberg / "house/db/rounds/metadata").glob("*.metadata.json"))
    assert run("list", f"iceberg:{newest}", "--count")[1] == "30\n"
    (source,) = open_file(f"iceberg:{newest}")
    assert source.name == "rounds"
    oldest = min((iceberg / "house/db/rounds/metadata").glob("*.metadata.json"))
    assert run("list", f"iceberg:{oldest}", "--count")[1] == "0\n"
    # The settings are read when the library is loaded.
    environ = {**os.environ, "PYICEBERG_CATALOG__PROD__URI": f"sqlite:///{iceberg}/catalog.db"}
    command = [sys.executable, "-m", "tui", "list", "iceberg:prod/db.rounds", "--count"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("30\n", "")


def test_tables_of_nested_namespaces(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa
    from pyiceberg.catalog.sql import SqlCatalog

    monkeypatch.chdir(tmp_path)
    catalog = SqlCatalog("prod", uri="sqlite:///catalog.db", warehouse=f"file://{tmp_path}/house")
    for space in (("a",), ("a", "b"), ("a", "b", "c"), ("z",)):
        catalog.create_namespace(space)
        catalog.create_table((*space, "t"), schema=pa.schema([("id", pa.int64())]))
    code, out, _ = run("list", "iceberg:catalog.db", "--fields", "schema,table", "--csv")
    assert (code, out) == (0, "schema,table\na,t\na.b,t\na.b.c,t\nz,t\n")
    (chooser,) = open_file("iceberg:catalog.db")
    assert chooser.opens is not None
    opened = [chooser.opens(row) for row in chooser.frame.collect().to_dicts()]
    assert [source.name for source in opened] == ["a.t", "a.b.t", "a.b.c.t", "z.t"]
    for source in opened:
        assert run("list", source.address, "--count")[1] == "0\n"
    assert run("list", 'iceberg:catalog.db/"a.b".t', "--count")[1] == "0\n"
    assert "did you mean" in run("list", "iceberg:catalog.db/a.b.u")[2]


def test_connections_of_a_lake(iceberg: Path, delta: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    config = iceberg / "config.toml"
    config.write_text(f'[connections]\nice = "iceberg:{iceberg}/catalog.db"\nlake = "delta:{delta.parent}"\n')
    monkeypatch.setenv("TERMSHEET_CONFIG", str(config))
    assert run("list", "@ice/db.rounds", "--count")[1] == "30\n"
    assert run("list", "@lake/rounds", "--count")[1] == "20\n"
    assert run("list", "@lake/rounds?version=0", "--count")[1] == "10\n"


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("iceberg:catalog.db/db.round", EXIT_UNREADABLE, "did you mean"),
        ("iceberg:catalog.db/rounds", EXIT_UNREADABLE, "db.rounds"),
        ("iceberg:nowhere/db.rounds", EXIT_UNREADABLE, "no catalog of Iceberg `nowhere`"),
        ("iceberg:text.db/db.rounds", EXIT_UNREADABLE, "no catalog of Iceberg `text.db`"),
        ("iceberg:other.metadata.json", EXIT_UNREADABLE, "no file"),
        ("iceberg:text.metadata.json", EXIT_UNREADABLE, "text.metadata.json"),
        ("iceberg:catalog.db/db.rounds?snapshot=1", EXIT_USAGE, "`snapshot`"),
    ],
)
def test_what_is_no_table_of_iceberg(
    iceberg: Path, run: Run, monkeypatch: pytest.MonkeyPatch, address: str, code: int, told: str
) -> None:
    monkeypatch.chdir(iceberg)
    for name in ("text.db", "text.metadata.json"):
        (iceberg / name).write_text("no table\n")
    for language in ("en", "zh"):
        found, out, err = run("--lang", language, "list", address)
        assert (found, out, err.count("\n")) == (code, "", 1)
        assert language == "zh" or told in err


# Object stores


def test_codes_are_no_numbers(tmp_path: Path) -> None:
    from tui.engines.lake.objects import scan_codes

    (tmp_path / "id.csv").write_text("id,amount,share,zero,none,word\n007,7,0.5,0,,a\n12,-8,-0.25,10,,b\n")
    found = scan_codes(str(tmp_path / "id.csv")).collect()
    assert found.to_dict(as_series=False) == {
        "id": ["007", "12"],
        "amount": [7, -8],
        "share": [0.5, -0.25],
        "zero": [0, 10],
        "none": [None, None],
        "word": ["a", "b"],
    }
    (tmp_path / "late.csv").write_text("id\n" + "12\n" * 5000 + "-007\n")
    assert scan_codes(str(tmp_path / "late.csv")).collect()["id"][-1] == "-007"
    (tmp_path / "bare.csv").write_text("id\n")
    assert scan_codes(str(tmp_path / "bare.csv")).collect().shape == (0, 1)


# Libraries


@pytest.mark.parametrize(("library", "address"), [("deltalake", "delta:x"), ("pyiceberg", "iceberg:x/y")])
def test_the_extra_is_named_where_it_is_not_there(library: str, address: str) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None; from tui.cli.verbs import main; "
        f"sys.exit(main(['list', {address!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    told = "termsheet: this engine needs the extra `lake`; pip install 'termsheet[lake]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (EXIT_USAGE, "", told)


def test_an_address_loads_only_what_reads_it(delta: Path) -> None:
    """Neither what reads another kind of address, nor what asks a cloud for credentials."""
    others = ("ibis", "duckdb", "psycopg", "pyiceberg", "sqlalchemy", "boto3", "pandas")
    code = (
        "import sys; from tui.cli.verbs import main; "
        f"assert main(['list', 'delta:{delta}', '--count']) == 0; "
        f"print([name for name in {others!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "20\n[]\n"
    assert {scheme for scheme, (extra, _) in SERVERS.items() if extra == "lake"} == {"delta", "iceberg", "s3"}
