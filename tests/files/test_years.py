"""Days and moments beyond the years from 1 to 9999: they are no value, whatever is asked of them."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Run
from tests.screens.driving import files
from tests.screens.screen_text import screen_text
from tui.engines.base import Unanswered
from tui.engines.polars.running import telling
from tui.engines.windows import Window
from tui.files.open import open_file

LEAST, MOST = -(2**63), 2**63 - 1
END, BEGIN = 253_402_300_799_999, -62_135_596_800_000
"""The last and the first millisecond that are shown."""
MOMENTS = [MOST, LEAST, END + 1, BEGIN - 1, END, BEGIN, 0]
WITHIN = [None, None, None, None, datetime(9999, 12, 31, 23, 59, 59, 999000), datetime(1, 1, 1), datetime(1970, 1, 1)]
DAYS = pl.Series([2**31 - 1, -(2**31), 2_932_897, -719_163, 2_932_896, -719_162, 0], dtype=pl.Int32).cast(pl.Date)
FAR = pl.DataFrame(
    {
        "day": DAYS,
        "ms": pl.Series(MOMENTS).cast(pl.Datetime("ms")),
        "us": pl.Series([MOST, LEAST, *(1000 * moment for moment in MOMENTS[2:])]).cast(pl.Datetime("us")),
        "ns": pl.Series([MOST, LEAST, 0, 0, 0, 0, 0]).cast(pl.Datetime("ns")),
        "utc": pl.Series(MOMENTS).cast(pl.Datetime("ms", "UTC")),
        "zone": pl.Series(MOMENTS).cast(pl.Datetime("ms", "Asia/Shanghai")),
    }
).with_columns(pl.struct("day").alias("record"), pl.concat_list("day").alias("list"))


@pytest.fixture(params=["far.parquet", "far.arrow"])
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    FAR.write_parquet(path) if path.suffix == ".parquet" else FAR.write_ipc(path)
    return path


def test_what_lies_beyond_is_no_value_and_is_told(far: Path) -> None:
    (source,) = open_file(str(far))
    found = source.frame.collect()
    assert found.schema == FAR.schema
    days = [None, None, None, None, date(9999, 12, 31), date(1, 1, 1), date(1970, 1, 1)]
    assert found["day"].to_list() == days
    assert found["ms"].to_list() == WITHIN
    assert found["us"].to_list() == WITHIN
    assert found["ns"].null_count() == 0
    assert found["utc"].dt.replace_time_zone(None).to_list() == WITHIN
    # The last is in the year 10000 on the clocks of the zone.
    assert found["zone"].null_count() == 5
    assert found["record"].to_list() == [{"day": day} for day in days]
    assert found["list"].to_list() == [[day] for day in days]
    assert [notice.column for notice in source.notices] == [name for name in FAR.columns if name != "ns"]
    assert "1 to 9999" in source.notices[0].text("en")
    assert "9999" in source.notices[0].text("zh")


def test_a_table_within_the_years_is_read_as_it_is(tmp_path: Path) -> None:
    FAR.select(pl.col("day").tail(3)).write_parquet(tmp_path / "near.parquet")
    (source,) = open_file(str(tmp_path / "near.parquet"))
    assert not source.notices
    assert "WITH_COLUMNS" not in source.frame.explain()


def test_they_are_listed_and_summed_up(far: Path, run: Run) -> None:
    code, out, err = run("list", str(far), "--fields", "day,ms", "--csv")
    assert code == 0
    assert "1 to 9999" in err
    assert out.splitlines()[5] == "9999-12-31,9999-12-31T23:59:59.999"
    code, out, _ = run("stats", str(far), "--tsv")
    assert code == 0
    assert out.splitlines()[1].split("\t")[:4] == ["day", "date", "4", "3"]
    assert "0001-01-01" in out
    assert "9999-12-31" in out


async def test_they_are_shown(far: Path) -> None:
    async with files(far) as (app, _):
        assert "9999-12-31" in screen_text(app)


async def test_a_panic_while_it_is_drawn_ends_the_program(far: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(*_: object) -> list[str]:
        raise pl.exceptions.PanicException("out-of-range date")

    async def drawn() -> None:
        async with files(far) as (_, pilot):
            monkeypatch.setattr(Window, "texts", panics)
            monkeypatch.setattr(Window, "text", panics)
            await pilot.press("j", "G")
            await pilot.pause()

    with pytest.raises((RuntimeError, pl.exceptions.PanicException), match="out-of-range date"):
        await asyncio.wait_for(drawn(), 20)


def test_a_panic_of_an_engine_is_told() -> None:
    with pytest.raises(Unanswered, match="out-of-range date"), telling():
        raise pl.exceptions.PanicException("out-of-range date")


def test_those_of_duckdb_are_no_value(tmp_path: Path, run: Run) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "far.db")) as connection:
        connection.execute(
            "create table far as select unnest(['infinity'::date, '9999-12-31', '5877642-06-25']) as day"
        )
    code, out, _ = run("list", f"duckdb:{tmp_path}/far.db/far", "--csv")
    assert (code, out.splitlines()) == (0, ["day", '""', "9999-12-31", '""'])
