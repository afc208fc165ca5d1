"""How much memory is free, by made-up limits; and queries that need more are refused in words."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tui.engines import memory
from tui.engines.base import Engine
from tui.engines.memory import free_memory
from tui.engines.polars import room
from tui.engines.polars.engine import PolarsEngine
from tui.errors import TermsheetError
from tui.query.fields import Field
from tui.query.query import Aggregate, Condition, Group, Query, SortKey

ROWS = 60_000


def made_up(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_what_the_machine_has(tmp_path: Path) -> None:
    root = made_up(tmp_path, proc__meminfo="MemTotal: 9 kB\nMemAvailable:    2048 kB\n")
    assert free_memory(root) == 2 << 20


def test_what_the_nearest_limit_of_a_container_leaves(tmp_path: Path) -> None:
    made_up(tmp_path, proc__meminfo="MemAvailable: 9000 kB\n", proc__self__cgroup="0::/a/b\n")
    group = tmp_path / "sys/fs/cgroup/a"
    (group / "b").mkdir(parents=True)
    for folder, most in ((group, "5000000"), (group / "b", "max")):
        (folder / "memory.max").write_text(f"{most}\n")
        (folder / "memory.current").write_text("4000000\n")
    assert free_memory(tmp_path) == 1_000_000
    (group / "memory.stat").write_text("anon 7\ninactive_file 500000\n")
    assert free_memory(tmp_path) == 1_500_000


def test_the_older_kind_of_groups(tmp_path: Path) -> None:
    made_up(tmp_path, proc__self__cgroup="5:cpu:/x\n3:memory:/x\n")
    group = tmp_path / "sys/fs/cgroup/memory/x"
    group.mkdir(parents=True)
    (group / "memory.limit_in_bytes").write_text("7000\n")
    (group / "memory.usage_in_bytes").write_text("8000\n")
    assert free_memory(tmp_path) == 0


def test_a_system_that_does_not_tell(tmp_path: Path) -> None:
    assert free_memory(tmp_path) is None


def test_of_what_a_shell_allows_a_part_is_counted_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda which: (4096 * 100, resource.RLIM_INFINITY))
    monkeypatch.setattr("os.sysconf", lambda name: 4096)
    assert free_memory(made_up(tmp_path, proc__self__statm="40 1 1")) == 4096 * 20


@pytest.fixture
def engine() -> PolarsEngine:
    numbers = pl.int_range(ROWS)
    return PolarsEngine(pl.select(n=numbers, few=numbers % 3, t=numbers.cast(pl.String)).lazy(), height=ROWS)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_SURELY", 1000)
    monkeypatch.setattr("tui.engines.polars.engine.FEW", 100)
    monkeypatch.setattr(memory, "free_memory", lambda: 100_000)


BY_N = Query(sort=(SortKey("n"),))
HIGH = Group(("t",), (Aggregate("count"), Aggregate("sum", "n")))

NEEDS: dict[str, tuple[str, Callable[[Engine], object]]] = {
    "the order of all": ("sorting all rows", lambda engine: engine.index(BY_N)),
    "a far page": ("sorting all rows", lambda engine: engine.page(BY_N._replace(columns=("t", "n")), 50_000, 10)),
    "an export": ("sorting all rows", lambda engine: next(iter(engine.export(BY_N, 100)))),
    "rows for another table": ("sorting all rows", lambda engine: engine.lazy(BY_N)),
    "many groups": ("grouping all rows", lambda engine: engine.page(Query(group=HIGH), 0, 10)),
    "their number": ("grouping all rows", lambda engine: engine.count(Query(group=HIGH))),
    "frequencies": ("grouping all rows", lambda engine: engine.frequency(Query(), "t")),
    "a figure that holds all values": (
        "grouping all rows",
        lambda engine: engine.page(Query(group=Group(("few",), (Aggregate("median", "n"),))), 0, 10),
    ),
    "a pivot": ("grouping all rows", lambda engine: engine.page(Query(group=HIGH._replace(across="few")), 0, 10)),
}


@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("name", NEEDS)
def test_what_has_no_room_is_refused_in_words(name: str, engine: Engine) -> None:
    what, question = NEEDS[name]
    with pytest.raises(TermsheetError) as told:
        question(engine)
    assert told.value.said[0].startswith(f"{what} needs ")
    way = "--limit 65,536" if what.startswith("sorting") else "group by fewer values"
    assert told.value.said[0].endswith(f" GB are free; filter first, or {way}")
    assert "请先筛选" in told.value.said[1]


@pytest.mark.usefixtures("little")
def test_statistics_that_have_no_room_are_refused_in_words(engine: Engine) -> None:
    with pytest.raises(TermsheetError, match=r"^summing up all rows needs .* GB are free; filter first$"):
        engine.summary(Query(), [Field("n", "n")])
    assert engine.summary(Query((Condition("n", "<", 100),)), [Field("n", "n")]).frame.height == 1


@pytest.mark.parametrize("name", NEEDS)
def test_ten_million_rows_are_never_refused_on_a_usual_machine(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten columns of texts of forty letters each, and 16 GB: estimated from as many fewer rows."""
    asked: list[int] = []

    def told(doing: str, needed: int) -> None:
        asked.append(needed * 10_000_000 // ROWS)

    monkeypatch.setattr(room, "_SURELY", 0)
    monkeypatch.setattr("tui.engines.polars.engine.FEW", 100)
    monkeypatch.setattr(room, "require", told)
    numbers = pl.int_range(ROWS)
    text = numbers.cast(pl.String) + "-" * 40
    rows = pl.select(n=numbers, few=numbers % 3, t=text).with_columns(text.alias(f"t{place}") for place in range(10))
    NEEDS[name][1](PolarsEngine(rows.lazy(), height=ROWS))
    assert asked
    assert max(asked) < 16 << 30


@pytest.mark.usefixtures("little")
def test_what_has_room_is_answered(engine: Engine) -> None:
    """The first rows, few groups, and what a filter leaves."""
    narrow = (Condition("n", "<", 100),)
    assert engine.page(BY_N, 0, 10).frame.height == 10
    assert next(iter(engine.export(BY_N._replace(limit=50), 100))).height == 50
    assert engine.page(Query(group=Group(("few",))), 0, 10).frame.height == 3
    assert engine.frequency(Query(), "few").height == 3
    found = engine.index(BY_N._replace(filters=narrow))
    assert found is not None
    assert found.len() == 100
    assert engine.count(Query(narrow, group=HIGH)) == 100


def test_where_nobody_tells_nothing_is_refused(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_SURELY", 1000)
    monkeypatch.setattr(memory, "free_memory", lambda: None)
    assert engine.count(Query(group=HIGH)) == ROWS


START = "import sys; from tui.launch import main; sys.exit(main())"


@pytest.mark.long
@pytest.mark.skipif(shutil.which("prlimit") is None, reason="no prlimit")
def test_what_a_shell_leaves_too_little_for_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pl.select(n=pl.int_range(6_000_000) * 2654435761 % (1 << 62)).with_columns(
        t=pl.col("n").cast(pl.String) + "-" * 40
    ).write_parquet(path)
    words = [sys.executable, "-c", START, "list", str(path), "--sort", "t", "--csv"]
    done = subprocess.run(
        ["prlimit", f"--as={2400 << 20}", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("termsheet: sorting all rows needs ")
    assert done.stderr.count("\n") == 1
