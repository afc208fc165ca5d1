"""Tables of Iceberg some of whose rows are deleted beside its files, and such whose metadata are damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tui.errors import EXIT_UNREADABLE

pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyiceberg")

Deleting = Callable[[str], str]
"""Makes a table of four rows of which the second is deleted, in one of two ways; its address."""
PLACE, VALUE = "by its place", "by its value"
FILE_PATH, POSITION = 2147483546, 2147483545
"""The numbers that the specification gives the columns of files of deleted places."""


@pytest.fixture
def table(tmp_path: Path) -> Any:
    from pyiceberg.catalog.sql import SqlCatalog
    from pyiceberg.schema import Schema
    from pyiceberg.types import LongType, NestedField

    catalog = SqlCatalog("one", uri=f"sqlite:///{tmp_path}/catalog.db", warehouse=f"file://{tmp_path}/house")
    catalog.create_namespace("db")
    found = catalog.create_table("db.rounds", Schema(NestedField(1, "id", LongType(), required=False)))
    found.append(pa.table({"id": [1, 2, 3, 4]}))
    return found


@pytest.fixture
def deleting(table: Any, tmp_path: Path) -> Deleting:
    import pyarrow.parquet as pq
    from pyiceberg.manifest import (
        DataFile,
        DataFileContent,
        FileFormat,
        ManifestContent,
        ManifestEntry,
        ManifestEntryStatus,
        ManifestWriterV2,
    )
    from pyiceberg.table.snapshots import Operation
    from pyiceberg.table.update.snapshot import _FastAppendFiles
    from pyiceberg.typedef import Record

    # The library writes no such files itself; Spark and Flink do.
    class Deletes(ManifestWriterV2):
        def content(self) -> ManifestContent:
            return ManifestContent.DELETES

        @property
        def _meta(self) -> dict[str, str]:
            return {**super()._meta, "content": "deletes"}

    def column(name: str, kind: Any, number: int) -> Any:
        return pa.field(name, kind, metadata={"PARQUET:field_id": str(number)})

    def deleted(how: str) -> str:
        path = tmp_path / "deleted.parquet"
        if how == PLACE:
            (task,) = table.scan().plan_files()
            schema = pa.schema([column("file_path", pa.string(), FILE_PATH), column("pos", pa.int64(), POSITION)])
            pq.write_table(pa.table({"file_path": [task.file.file_path], "pos": [1]}, schema=schema), path)
        else:
            pq.write_table(pa.table({"id": [2]}, schema=pa.schema([column("id", pa.int64(), 1)])), path)
        sizes = ("column_sizes", "value_counts", "null_value_counts", "nan_value_counts")
        nothing: dict[str, Any] = {name: {} for name in (*sizes, "lower_bounds", "upper_bounds")}
        file = DataFile.from_args(
            content=DataFileContent.POSITION_DELETES if how == PLACE else DataFileContent.EQUALITY_DELETES,
            file_path=f"file://{path}",
            file_format=FileFormat.PARQUET,
            partition=Record(),
            record_count=1,
            file_size_in_bytes=path.stat().st_size,
            equality_ids=None if how == PLACE else [1],
            spec_id=0,
            **nothing,
        )

        class Append(_FastAppendFiles):  # type: ignore[type-arg]
            def _manifests(self) -> list[Any]:
                out = self.new_manifest_output()
                with Deletes(table.spec(), table.schema(), out, self._snapshot_id, "deflate") as writer:
                    writer.add(
                        ManifestEntry.from_args(
                            status=ManifestEntryStatus.ADDED, snapshot_id=self._snapshot_id, data_file=file
                        )
                    )
                return [writer.to_manifest_file(), *self._existing_manifests()]

        with table.transaction() as transaction:
            Append(Operation.APPEND, transaction, table.io).commit()
        return f"iceberg:{tmp_path}/catalog.db/db.rounds"

    return deleted


def test_rows_that_are_deleted_by_their_place_are_left_out(deleting: Deleting, run: Run) -> None:
    address = deleting(PLACE)
    assert run("list", address, "--csv")[1].split() == ["id", "1", "3", "4"]
    assert run("list", address, "--count")[1] == "3\n"
    assert run("list", address, "id<4", "--sort", "-id", "--csv")[1].split() == ["id", "3", "1"]
    assert run("list", address, "--limit", "2", "--csv")[1].split() == ["id", "1", "3"]


def test_rows_that_are_deleted_by_their_values_are_not_shown(deleting: Deleting, run: Run) -> None:
    address = deleting(VALUE)
    for words in ((), ("--count",), ("id>1",)):
        code, out, err = run("list", address, *words)
        assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
        assert "deleted in it by their values" in err


@pytest.mark.parametrize("damage", [b"", b"Obj\x01garbage", b"Obj\x01\xff\xff\xff\xff\xff\xff"])
@pytest.mark.parametrize("part", ["snap-*.avro", "[0-9a-f]*-m0.avro"])
def test_damaged_metadata_are_told(table: Any, tmp_path: Path, run: Run, part: str, damage: bytes) -> None:
    (path,) = (tmp_path / "house").rglob(part)
    path.write_bytes(damage)
    code, out, err = run("list", f"iceberg:{tmp_path}/catalog.db/db.rounds", "id>1", "--csv")
    assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
