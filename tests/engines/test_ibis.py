"""DuckDB through ibis answers as Polars does, type by type and letter by letter, or refuses a file by name."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tui.engines.base import Cancelled, Engine, Unsupported, answer
from tui.engines.plan import Plan
from tui.engines.polars.text import as_text
from tui.engines.registry import engine_over, engine_reading
from tui.errors import EXIT_USAGE, TermsheetError
from tui.query.query import Aggregate, Condition, Either, Function, Group, Operator, Query, SortKey, Without

pytest.importorskip("ibis")
pytestmark = pytest.mark.long

TYPES = pl.DataFrame(
    {
        "i8": pl.Series([1, None, -3, 1], dtype=pl.Int8),
        "i16": pl.Series([1, None, -300, 7], dtype=pl.Int16),
        "i32": pl.Series([1, None, -3, 70_000], dtype=pl.Int32),
        "i64": pl.Series([2**62 + 1, None, -3, 10], dtype=pl.Int64),
        "u8": pl.Series([1, None, 255, 2], dtype=pl.UInt8),
        "u16": pl.Series([1, None, 3, 3], dtype=pl.UInt16),
        "u32": pl.Series([1, None, 2**32 - 1, 0], dtype=pl.UInt32),
        "u64": pl.Series([1, None, 2**64 - 1, 9], dtype=pl.UInt64),
        "f32": pl.Series([0.1, None, 2.5e-6, 3e14], dtype=pl.Float32),
        "f64": pl.Series([1e-5, None, float("nan"), 1e16]),
        "bound": pl.Series([float("inf"), -0.0, None, 0.0]),
        "truth": [True, None, False, True],
        "text": ["é İ", None, "月之暗面", ""],
        "category": pl.Series(["b", None, "a", "b"], dtype=pl.Categorical),
        "enum": pl.Series(["z", None, "a", "m"], dtype=pl.Enum(["z", "m", "a"])),
        "bytes": [b"a\x00", None, b"", b"\xff\xfe"],
        "day": [date(2024, 1, 2), None, date(1, 1, 1), date(2024, 1, 2)],
        "clock": [time(1, 2, 3, 456), None, time(0, 0), time(23, 59, 59, 999_999)],
        "ms": pl.Series([datetime(2024, 1, 2, 3, 4, 5, 6000), None, datetime(1960, 1, 1), datetime(2024, 1, 2)],
                        dtype=pl.Datetime("ms")),
        "us": pl.Series([datetime(2024, 1, 2, 3, 4, 5, 6789), None, datetime(1960, 1, 1), datetime(2024, 1, 2)]),
        "ns": pl.Series([datetime(2024, 1, 2, 3, 4, 5, 6789), None, datetime(1960, 1, 1), datetime(2024, 1, 2)],
                        dtype=pl.Datetime("ns")),
        "zoned": pl.Series([datetime(2024, 1, 2, 3, 4), None, datetime(1960, 1, 1), datetime(2024, 7, 2)])
                   .dt.replace_time_zone("Europe/Berlin"),
        "span": pl.Series([timedelta(days=1), None, timedelta(seconds=-3), timedelta(0)], dtype=pl.Duration("us")),
        "decimal": pl.Series([Decimal("1.50"), None, Decimal("-0.05"), Decimal("1000.00")], dtype=pl.Decimal(10, 2)),
        "list": [[1, 2], None, [], [3]],
        "words": [["x", "y"], None, ["y;"], ["z"]],
        "record": [{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}, {"a": 2, "b": None}],
        "pair": pl.Series([[1, 2], None, [3, 4], [1, 2]], dtype=pl.Array(pl.Int64, 2)),
        "nothing": pl.Series([None, None, None, None]),
    }
)  # fmt: skip


def parquet(frame: pl.DataFrame, folder: Path) -> Engine:
    frame.write_parquet(folder / "rows.parquet")
    return engine_reading(Plan("Parquet", (folder / "rows.parquet",), frame.schema))


def arrow(frame: pl.DataFrame, folder: Path) -> Engine:
    frame.write_ipc(folder / "rows.arrow", compression="zstd")
    return engine_reading(Plan("Arrow", (folder / "rows.arrow",), frame.schema))


IN_ARROW = ("ms", "pair", "category", "enum")
"""The columns that DuckDB takes for another type in an Arrow file than in Parquet, or that are dictionaries there."""


class Both(NamedTuple):
    """A column of a form of files beside three others, through DuckDB and through Polars."""

    form: str
    name: str
    theirs: Engine
    ours: Engine

    @property
    def dtype(self) -> pl.DataType:
        return TYPES.schema[self.name]


@pytest.fixture(
    scope="module",
    params=[(make, name) for make in (parquet, arrow) for name in TYPES.columns],
    ids=lambda given: f"{given[0].__name__}-{given[1]}",
)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    make: Callable[[pl.DataFrame, Path], Engine]
    make, name = request.param
    frame = TYPES.select([*dict.fromkeys(("truth", "i8", "f64", name))])
    return Both(make.__name__, name, make(frame, tmp_path_factory.mktemp("types")), engine_over(frame))


def numbered(theirs: Engine, ours: Engine, query: Query) -> None:
    """The rows of a query are the same, in the same order, or both engines refuse it."""
    try:
        expected = ours.index(query)
    except TermsheetError:
        with pytest.raises(TermsheetError):
            theirs.index(query)
        return
    found = theirs.index(query)
    assert expected is not None
    assert found is not None
    assert found.to_list() == expected.to_list(), query


def same(theirs: Engine, ours: Engine, query: Query) -> None:
    """Both answer a query with the same values, or both refuse it."""
    try:
        expected = answer(ours, query)
    except TermsheetError:
        with pytest.raises(TermsheetError):
            answer(theirs, query)
        return
    assert_frame_equal(answer(theirs, query), expected, check_dtypes=query.group is None)
    assert theirs.count(query) == expected.height


def answered(engine: Engine, query: Query) -> bool:
    """Whether an engine does not refuse a query."""
    try:
        answer(engine, query)
    except TermsheetError:
        return False
    return True


def test_every_type_comes_back_and_is_sorted_alike(both: Both) -> None:
    _, name, theirs, ours = both
    same(theirs, ours, Query(sort=(SortKey(name),)))
    for descending, nulls_first in ((False, False), (False, True), (True, False), (True, True)):
        numbered(theirs, ours, Query(sort=(SortKey(name, descending),), nulls_first=nulls_first))


def test_every_type_is_found_and_compared_alike(both: Both) -> None:
    form, name, theirs, ours = both
    texts = ours.frequency(Query(), name, as_text=True)["value"].drop_nulls().to_list()
    operators: tuple[Operator, ...] = ("=", "<", ">=")
    # What looks at texts is asked of the same values of the same type in both forms of files.
    if form == "parquet" or name in IN_ARROW:
        operators += ("contains", "like", "drawn")
    filters = [Condition(name, operator, text) for text in texts for operator in operators]
    others: tuple[Operator, ...] = ("!=", "lacks", "undrawn")
    filters += [Condition(name, operator, text) for text in texts[:1] for operator in others]
    filters += [Condition(name, "null"), Condition(name, "present"), Condition(name, "contains", "1")]
    for one in filters:
        numbered(theirs, ours, Query((one,)))


def test_every_type_is_counted_alike(both: Both) -> None:
    _, name, theirs, ours = both
    for texts in (True, *([False] if not both.dtype.is_nested() and both.dtype != pl.Binary else [])):
        found = theirs.frequency(Query(), name, as_text=texts)
        assert_frame_equal(found, ours.frequency(Query(), name, as_text=texts))
    fields = [field for field in ours.fields if field.name == name]
    assert_frame_equal(theirs.summary(Query(), fields).frame, ours.summary(Query(), fields).frame)


FIGURES: tuple[Function, ...] = ("count", "distinct", "sum", "mean", "median", "min", "max")
MOMENTS = (pl.Date, pl.Time, pl.Datetime, pl.Duration)
BEYOND = {"sum": (pl.Duration, pl.Null), "mean": (*MOMENTS, pl.Null), "median": (*MOMENTS, pl.Null),
          "min": (pl.Enum,), "max": (pl.Enum,)}  # fmt: skip


def test_figures_of_every_type_are_alike_or_refused(both: Both) -> None:
    if both.dtype.is_nested():
        return

    def of(*figures: Function) -> Query:
        return Query(
            group=Group(("truth",), tuple(Aggregate(figure, both.name) for figure in figures)),
            sort=(SortKey("truth"),),
        )

    # What DuckDB has no such figure of is refused by its name; all else is the same.
    refused = [figure for figure in FIGURES if both.dtype in BEYOND.get(figure, ())]
    for figure in refused:
        with pytest.raises(Unsupported, match=figure):
            answer(both.theirs, of(figure))
    for figure in FIGURES:
        if figure not in refused and not answered(both.ours, of(figure)):
            refused.append(figure)
            with pytest.raises(TermsheetError):
                answer(both.theirs, of(figure))
    same(both.theirs, both.ours, of(*(figure for figure in FIGURES if figure not in refused)))


def test_bins_of_every_type_are_alike(both: Both) -> None:
    _, name, theirs, ours = both
    if both.dtype.is_numeric() or isinstance(both.dtype, pl.Date | pl.Datetime):
        assert_frame_equal(theirs.bins(Query(), name, of="f64"), ours.bins(Query(), name, of="f64"))
        assert_frame_equal(theirs.bins(Query(), name, "i8", (3, 2)), ours.bins(Query(), name, "i8", (3, 2)))


def test_a_stream_of_arrow_is_read_too(tmp_path: Path) -> None:
    TYPES.write_ipc_stream(tmp_path / "rows.arrows")
    engine = engine_reading(Plan("Arrow", (tmp_path / "rows.arrows",), TYPES.schema))
    same(engine, engine_over(TYPES), Query(sort=(SortKey("category"),)))


def test_a_pivot_and_its_order(tmp_path: Path) -> None:
    engine = parquet(TYPES, tmp_path)
    query = Query(group=Group(("category",), (Aggregate("sum", "i8"),), "truth"), sort=(SortKey("category", True),))
    same(engine, engine_over(TYPES), query._replace(limit=1))
    same(engine, engine_over(TYPES), query)


# Letters

LETTERS = "kKiIsSßẞéÉſ\u212a\u0130ıσςΣωΩ月龍龙台臺Aa1,;%_'\"\\ \n\x1f-"
"""Such as have several forms, in one script or two, or mean something to a database."""
words = st.text(alphabet=LETTERS, max_size=4)
texts = pl.DataFrame(
    {"text": [None, *LETTERS, "KIMI", "ΣΑΣ", "σας", "ΟΔΟΣ É", "é月", "É月", "k;i", "Kſ", "İK", "straße", ""]}
)
asked = st.builds(
    Condition,
    st.just("text"),
    st.sampled_from(["contains", "lacks", "like", "drawn", "undrawn", "=", "!=", "<", ">"]),
    words,
)
several = st.builds(
    Condition, st.just("text"), st.sampled_from(["in", "holds"]), st.lists(words, max_size=3).map(tuple)
)
filters = st.recursive(
    st.one_of(asked, several),
    lambda inner: st.one_of(
        st.builds(Either, st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple)),
        st.builds(Without, st.lists(inner, max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
of_texts: list[Engine] = []


@given(st.lists(filters, min_size=1, max_size=3).map(tuple))
def test_words_are_found_alike(tmp_path_factory: pytest.TempPathFactory, given_filters: tuple[Condition, ...]) -> None:
    if not of_texts:
        of_texts.append(parquet(texts, tmp_path_factory.mktemp("texts")))
    ours = engine_over(texts).index(Query(given_filters))
    theirs = of_texts[0].index(Query(given_filters))
    assert ours is not None
    assert theirs is not None
    assert theirs.to_list() == ours.to_list()


@settings(max_examples=20)
@given(st.lists(st.floats(width=32) | st.floats(), min_size=1, max_size=200))
def test_floats_are_written_alike(tmp_path_factory: pytest.TempPathFactory, values: list[float]) -> None:
    frame = pl.DataFrame({"x": values, "y": pl.Series(values).cast(pl.Float32)})
    theirs = parquet(frame, tmp_path_factory.mktemp("floats"))
    for name in ("x", "y"):
        found = theirs.frequency(Query(), name, as_text=True)
        assert_frame_equal(found, engine_over(frame).frequency(Query(), name, as_text=True))


# Files


def test_names_are_no_hindrance(tmp_path: Path) -> None:
    names = ["a", "A", "q\"u`o'te", "two\nlines", "c0", "row", "file_row_number", "File_Index", "rowid", "select", "月"]
    frame = pl.DataFrame({name: [3, 1, 2] for name in names}).with_columns(pl.col("A") * 2)
    path = tmp_path / "it's [1] *?.parquet"
    frame.write_parquet(path)
    (tmp_path / "it's 1 x.parquet").write_bytes(b"another file")
    engine = engine_reading(Plan("Parquet", (path,), frame.schema))
    for name in names:
        same(engine, engine_over(frame), Query((Condition(name, ">", 1),), sort=(SortKey(name),)))
        same(engine, engine_over(frame), Query(group=Group((name,), (Aggregate("sum", "A"),)), sort=(SortKey(name),)))


def test_row_numbers_run_through_all_files(tmp_path: Path) -> None:
    parts = [
        pl.DataFrame({"n": pl.int_range(start, start + size, eager=True)}).with_columns(k=pl.lit(1))
        for start, size in ((0, 5), (5, 1), (6, 0), (6, 7))
    ]
    paths = [tmp_path / f"{name}=1.parquet" for name in "cabd"]
    for part, path in zip(parts, paths, strict=True):
        part.write_parquet(path, row_group_size=2)
    whole = pl.concat(parts)
    engine = engine_reading(Plan("Parquet", tuple(paths), whole.schema))
    assert engine.height == whole.height
    same(engine, engine_over(whole), Query(sort=(SortKey("k"),)))
    same(engine, engine_over(whole), Query(only=(12, 0, 5, 6)))
    page = engine.page(Query(), 4, 3)
    assert page.frame["n"].to_list() == [4, 5, 6]
    assert page.numbers is not None
    assert page.numbers.to_list() == [4, 5, 6]


def test_files_of_other_columns_are_no_one_table(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1], "b": ["x"]}).write_parquet(tmp_path / "1.parquet")
    pl.DataFrame({"b": ["y"], "a": [2]}).write_parquet(tmp_path / "2.parquet")
    pl.DataFrame({"a": [6.5], "b": ["z"]}).write_parquet(tmp_path / "3.parquet")
    paths = tuple(tmp_path / f"{number}.parquet" for number in (1, 2, 3))
    schema = pl.read_parquet_schema(paths[0])
    found = answer(engine_reading(Plan("Parquet", paths[:2], pl.Schema(schema))), Query())
    assert found.rows() == [(1, "x"), (2, "y")]
    with pytest.raises(TermsheetError, match=r"cannot read 3\.parquet with the others"):
        engine_reading(Plan("Parquet", paths, pl.Schema(schema)))


def test_a_type_that_cannot_be_held_is_refused_by_name(tmp_path: Path) -> None:
    frame = pl.DataFrame({"plain": [1], "huge": pl.Series([1], dtype=pl.Int128)})
    with pytest.raises(TermsheetError, match="DuckDB cannot hold `huge`, a column of Int128") as refused:
        parquet(frame, tmp_path)
    assert refused.value.exit_code == EXIT_USAGE


def test_a_column_that_is_taken_for_something_else_is_refused_by_name(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"id": pa.array([b"0123456789abcdef"], pa.uuid())})
    pq.write_table(table, tmp_path / "ids.parquet")
    schema = pl.scan_parquet(tmp_path / "ids.parquet").collect_schema()
    with pytest.raises(TermsheetError, match="DuckDB reads `id` as UUID"):
        engine_reading(Plan("Parquet", (tmp_path / "ids.parquet",), schema))


class Token:
    """Work that is given up while DuckDB runs: as soon as it asks for the text of a cell."""

    def __init__(self) -> None:
        self.cancelled = False
        self.running = threading.Event()
        self.stopped = threading.Event()
        self.ended = False

    def written(self, cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
        self.running.set()
        self.stopped.wait()
        return as_text(cells, dtype)

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        def give_up() -> None:
            self.running.wait()
            self.cancelled = True
            stop()
            self.stopped.set()

        thread = threading.Thread(target=give_up)
        thread.start()
        try:
            yield
        except Exception:
            self.ended = True
        finally:
            thread.join()
        raise Cancelled


def test_what_runs_in_it_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.engines.ibis.duckdb import reading

    engine = parquet(pl.DataFrame({"x": [n / 7 for n in range(100_000)]}), tmp_path)
    token = Token()
    monkeypatch.setattr(reading, "as_text", token.written)
    with pytest.raises(Cancelled):
        engine.count(Query((Condition("x", "contains", "1"),)), token=token)
    assert token.ended
    monkeypatch.undo()
    assert engine.count(Query((Condition("x", ">=", 1),))) == 99_993


def test_queries_run_beside_each_other(tmp_path: Path) -> None:
    engine = parquet(pl.DataFrame({"x": [*range(1000)]}), tmp_path)
    queries = [Query((Condition("x", "contains", str(n)),)) for n in range(10)] * 3
    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(engine.count, queries)] == [271 if str(n) != "0" else 181 for n in range(10)] * 3


def test_without_its_libraries_it_says_which_extra_brings_them(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,x\n", encoding="utf-8")
    code = (
        "import sys; sys.modules['ibis'] = None; from tui.cli.verbs import main; "
        f"sys.exit(main(['list', {str(tmp_path / 'x.csv')!r}, '--engine', 'duckdb']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    told = "termsheet: x.csv: this engine needs the extra `duckdb`; pip install 'termsheet[duckdb]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (EXIT_USAGE, "", told)


LIBRARIES = ("ibis", "duckdb", "pyarrow", "pandas", "psycopg", "deltalake", "pyiceberg", "sqlalchemy", "boto3")


@pytest.mark.parametrize(
    ("words", "loaded"),
    [((), []), (("--engine", "polars"), []), (("--engine", "duckdb"), ["ibis", "duckdb", "pyarrow"])],
)
def test_nothing_of_it_is_loaded_unasked(tmp_path: Path, words: tuple[str, ...], loaded: list[str]) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,x\n", encoding="utf-8")
    code = (
        "import sys; from tui.cli.verbs import main; "
        f"assert main(['list', {str(tmp_path / 'x.csv')!r}, *{words!r}, '--csv']) == 0; "
        f"print([name for name in {LIBRARIES!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"a,b\n1,x\n{loaded}\n"
