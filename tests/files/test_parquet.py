"""Parquet as pipelines write it: every type, folders that say something of their rows, files that differ; and Avro."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tui.errors import TermsheetError, both
from tui.files.open import open_file
from tui.files.partitions import partitions
from tui.files.source import Source
from tui.writers.registry import format_named

EVERY = pl.DataFrame(
    {
        "decimal": pl.Series([Decimal("12345678901234567.89"), None], dtype=pl.Decimal(38, 2)),
        "moment": [datetime(2024, 1, 2, 3, 4, 5, 678901), None],
        "zoned": pl.Series([datetime(2024, 1, 2, 3), None], dtype=pl.Datetime("us", "UTC")),
        "time": [time(3, 4, 5, 6), None],
        "length": [timedelta(hours=36), None],
        "enum": pl.Series(["b", None], dtype=pl.Enum(["a", "b"])),
        "list": [[1, None], None],
        "record": [{"x": 1, "y": "é"}, None],
        "bytes": [b"\x00\xff", None],
        "wide": pl.Series([2**64 - 1, None], dtype=pl.UInt64),
        "map": pl.Series([[{"key": 'k"1', "value": 1.5}], None]).cast(
            pl.List(pl.Struct({"key": pl.String, "value": pl.Float64}))
        ),
        "nothing": pl.Series([None, None], dtype=pl.Null),
    }
).with_columns(pl.col("map").cast(pl.Map(pl.String(), pl.Float64())))


def written(path: Path, frame: pl.DataFrame) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)
    return path


def told(source: Source) -> str:
    return "\n".join(map(str, source.notices))


def printed(frame: pl.DataFrame, form: str) -> list[str]:
    out = io.BytesIO()
    format_named(form).write([frame], out)
    return out.getvalue().decode().splitlines()


def test_every_type_is_read_and_written(tmp_path: Path) -> None:
    (source,) = open_file(str(written(tmp_path / "x.parquet", EVERY)))
    frame = source.frame.collect()
    assert frame.rows() == EVERY.rows()
    assert printed(frame, "jsonl") == [
        '{"decimal": 12345678901234567.89, "moment": "2024-01-02T03:04:05.678901", "zoned": "2024-01-02T03:00:00+00:00"'
        ', "time": "03:04:05.000006", "length": "P1DT12H", "enum": "b", "list": [1, null], "record": {"x": 1, "y": "é"}'
        ', "bytes": "00ff", "wide": 18446744073709551615, "map": {"k\\"1": 1.5}, "nothing": null}',
        "{" + ", ".join(f'"{name}": null' for name in EVERY.columns) + "}",
    ]
    assert printed(frame, "csv")[1].split(",")[0] == "12345678901234567.89"
    assert '"{""k\\""1"": 1.5}"' in printed(frame, "csv")[1]


def test_folders_are_columns(tmp_path: Path) -> None:
    for year in (2023, 2024):
        for month in ("01", "12"):
            written(tmp_path / "d" / f"year={year}" / f"month={month}" / "p.parquet", pl.DataFrame({"v": [year]}))
    written(tmp_path / "d" / "_temporary" / "q.parquet", pl.DataFrame({"v": [0]}))
    (source,) = open_file(str(tmp_path / "d"))
    assert source.frame.collect().rows() == [(y, y, m) for y in (2023, 2024) for m in ("01", "12")]
    assert source.frame.collect_schema() == {"v": pl.Int64, "year": pl.Int64, "month": pl.String}
    assert source.name == "d"
    assert [both(told)[0] for told in source.told] == ["4 files", "partitioned by year, month"]


def test_what_folders_may_say() -> None:
    found = partitions([Path("day=2024-01-31/a%20b=x%2Fy/p"), Path("day=__HIVE_DEFAULT_PARTITION__/a%20b=/p")])
    assert found.schema == {"day": pl.Date(), "a%20b": pl.String()}
    assert found.values == [{"day": date(2024, 1, 31), "a%20b": "x/y"}, {"day": None, "a%20b": None}]
    assert partitions([Path("year=2024/p"), Path("p")]).schema == {}


def test_files_that_differ_are_read_together_and_told(tmp_path: Path) -> None:
    written(tmp_path / "1.parquet", pl.DataFrame({"a": [1]}))
    written(tmp_path / "2.parquet", pl.DataFrame({"b": ["x"], "a": [2.5]}))
    (source,) = open_file(str(tmp_path / "*.parquet"))
    assert source.frame.collect().rows() == [(1.0, None), (2.5, "x")]
    assert "column a: holds Int64 and Float64 in different files; read as one type" in told(source)
    assert "column b: is empty for 1 of 2 files, which lack it" in told(source)


def test_avro(tmp_path: Path) -> None:
    path = tmp_path / "x.avro"
    frame = pl.DataFrame({"a": [1, None], "s": ["x", "y"], "d": [date(2024, 1, 2), None]})
    frame.write_avro(path)
    (source,) = open_file(str(path))
    assert source.frame.collect().rows() == frame.rows()
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(TermsheetError, match=r"x\.avro: not a readable Avro file"):
        open_file(str(path))


@pytest.mark.parametrize("zone", ["+05:30", "Mars/Olympus"])
def test_moments_in_a_zone_of_no_list_are_told_in_utc(tmp_path: Path, zone: str) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    moments = arrow.array([datetime(2024, 3, 5, 2)], arrow.timestamp("us", zone))
    parquet.write_table(arrow.table({"t": moments}), path)
    (source,) = open_file(str(path))
    assert str(source.frame.collect()["t"][0]) == "2024-03-05 02:00:00+00:00"
    assert told(source) == f"column t: moments in the zone `{zone}`, told in UTC"
