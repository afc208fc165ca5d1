"""Views that were seen before are seen again without asking for their rows, as long as they have room."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.asking import dataset_of
from tui.engines import windows
from tui.query.query import Condition, Query, SortKey
from tui.tables import rows as kept
from tui.tables import view as views
from tui.tables.dataset import Dataset
from tui.tables.model import TableModel
from tui.tables.view import View

ROWS = 6000


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    frame = pl.DataFrame({"n": [(n * 7919) % ROWS for n in range(ROWS)], "t": [f"name {n % 10}" for n in range(ROWS)]})
    frame.write_parquet(tmp_path / "x.parquet", row_group_size=1000)
    return dataset_of(pl.scan_parquet(tmp_path / "x.parquet"), ROWS, resident=False)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are read are waited for, however busy the machine is."""
    monkeypatch.setattr(windows, "_PATIENCE", 60.0)


class Counted:
    """Counts what an engine is asked."""

    def __init__(self, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        for name in ("index", "count", "page"):
            answer = getattr(dataset.engine, name)

            def told(*given: object, name: str = name, answer: object = answer, **more: object) -> object:
                self.asked.append(name)
                return answer(*given, **more)  # type: ignore[operator]

            monkeypatch.setattr(dataset.engine, name, told)


def by(column: str, *, descending: bool = False) -> View:
    return View(Query(sort=(SortKey(column, descending),)))


def settled(model: TableModel) -> None:
    """Waits for what runs."""
    for task in model.tasks.running:
        task.lane.submit(lambda _: None, newest=False).result(20)


def shown(model: TableModel, dataset: Dataset, view: View) -> list[object]:
    model.show(view)
    settled(model)
    return seen(model)


def seen(model: TableModel) -> list[object]:
    return [model.window.value(row, "n") for row in (0, 40, 300)]


def test_a_sort_is_undone_and_redone_without_asking(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    model = TableModel(dataset, 0)
    natural = seen(model)
    order = shown(model, dataset, by("n"))
    assert order == [0, 40, 300]
    counted = Counted(dataset, monkeypatch)
    model.reset()
    assert not model.pending
    assert seen(model) == natural
    model.undo()
    assert not model.pending
    assert seen(model) == order
    assert model.window.order is not None
    model.undo()
    model.redo()
    assert seen(model) == order
    assert counted.asked == []


def test_filters_are_put_away_and_brought_back_without_asking(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = TableModel(dataset, 0)
    model.show(views.narrow(model.view, Condition("t", "contains", "name 3")))
    settled(model)
    assert model.count == ROWS // 10
    counted = Counted(dataset, monkeypatch)
    model.put_away_filters()
    assert model.count == ROWS
    model.put_away_filters()
    assert (model.count, model.window.indexed, model.window.number(1)) == (ROWS // 10, True, 13)
    assert counted.asked == []


def test_those_seen_longest_ago_make_room(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two orders of four bytes a row, and what their first rows take.
    monkeypatch.setattr(kept, "KEPT_BYTES", 2 * 4 * ROWS + 50_000)
    model = TableModel(dataset, 0)
    for column, descending in (("n", False), ("n", True), ("t", False), ("t", True)):
        shown(model, dataset, by(column, descending=descending))
    counted = Counted(dataset, monkeypatch)
    shown(model, dataset, by("t"))
    assert "index" not in counted.asked
    shown(model, dataset, by("n"))
    assert "index" in counted.asked
    assert seen(model) == [0, 40, 300]


def test_another_state_of_the_table_is_asked_anew(dataset: Dataset, tmp_path: Path) -> None:
    model = TableModel(dataset, 0)
    shown(model, dataset, by("n"))
    model.reset()
    later = pl.DataFrame({"n": [n + 1 for n in range(ROWS)], "t": ["x"] * ROWS})
    later.write_parquet(tmp_path / "y.parquet")
    model.replace(dataset_of(pl.scan_parquet(tmp_path / "y.parquet"), ROWS, resident=False))
    settled(model)
    assert shown(model, dataset, by("n")) == [1, 41, 301]


def test_an_order_that_was_left_half_made_is_made_when_it_is_seen_again(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = TableModel(dataset, 0)
    monkeypatch.setattr(dataset.engine, "index", _never)
    shown(model, dataset, by("n"))
    monkeypatch.undo()
    model.tasks.failure = None
    assert shown(model, dataset, by("t")) is not None
    assert shown(model, dataset, by("n")) == [0, 40, 300]
    assert model.window.indexed


def _never(*_: object, **__: object) -> None:
    raise RuntimeError("not this time")
