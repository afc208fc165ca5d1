"""Rows that are looked for while a filter is typed are those that are shown by it: nothing is looked for twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from tests.asking import dataset_of
from tui.errors import TermsheetError
from tui.query.query import Condition, Query, SortKey
from tui.tables.model import TableModel
from tui.tables.rows import FORESEEN, VIEW
from tui.tables.view import View

ROWS = 6000
TENS = Query((Condition("t", "contains", "name 3"),))
HALF = Query((Condition("n", ">=", 3000),))


@pytest.fixture
def model() -> TableModel:
    frame = pl.DataFrame({"n": range(ROWS), "t": [f"name {n % 10}" for n in range(ROWS)]})
    return TableModel(dataset_of(frame, resident=False), 0)


class Engine:
    """The engine of a table, which tells what it is asked and waits where it is told to."""

    def __init__(self, model: TableModel, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.begun, self.go = threading.Event(), threading.Event()
        self.go.set()
        engine = model.dataset.engine
        for name in ("index", "count", "page"):
            monkeypatch.setattr(engine, name, self._told(name, getattr(engine, name)))

    def _told(self, name: str, answer: Callable[..., Any]) -> Callable[..., Any]:
        def told(*given: Any, **more: Any) -> Any:
            self.asked.append(name)
            self.begun.set()
            assert self.go.wait(10)
            return answer(*given, **more)

        return told


def settled(model: TableModel) -> None:
    for task in model.tasks.running:
        task.lane.submit(lambda _: None, newest=False).result(20)


def seen(model: TableModel) -> list[object]:
    return [model.window.value(row, "n") for row in (0, 1, model.count - 1)]


def test_what_was_found_is_shown_without_asking(model: TableModel, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int | None] = []
    assert model.foresee(TENS, told.append)
    settled(model)
    assert (told, model.count) == ([ROWS // 10], ROWS)
    engine = Engine(model, monkeypatch)
    model.show(View(TENS))
    assert not model.pending
    assert (model.count, model.window.indexed) == (ROWS // 10, True)
    assert [model.window.value(row, "n") for row in (0, 1)] == [3, 13]
    assert engine.asked == []


def test_what_still_runs_is_waited_for(model: TableModel, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, told = Engine(model, monkeypatch), list[int | None]()
    engine.go.clear()
    assert model.foresee(TENS, told.append)
    assert engine.begun.wait(10)
    assert model.tasks.awaited is None
    model.show(View(TENS))
    assert (model.pending, model.count) == (True, ROWS)
    (task,) = model.tasks.running
    assert (task.purpose, model.tasks.awaited) == (VIEW, task)
    engine.go.set()
    settled(model)
    assert not model.pending
    assert seen(model) == [3, 13, 5993]
    assert told == [ROWS // 10]
    # The first rows, the numbers of all, and the rows at the end that were looked at.
    assert engine.asked == ["page", "index", "page"]


def test_a_filter_that_is_left_is_looked_for_no_longer(model: TableModel, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(model, monkeypatch)
    engine.go.clear()
    model.foresee(TENS, lambda _: None)
    assert engine.begun.wait(10)
    model.forget_foreseen()
    assert not model.tasks.running
    engine.go.set()
    model.show(View(TENS))
    settled(model)
    assert seen(model) == [3, 13, 5993]


def test_the_next_line_is_looked_for_beside_the_rows_that_were_taken(
    model: TableModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, told = Engine(model, monkeypatch), list[int | None]()
    engine.go.clear()
    model.foresee(TENS, told.append)
    assert engine.begun.wait(10)
    model.show(View(TENS))
    model.foresee(HALF, told.append)
    assert {task.purpose for task in model.tasks.running} == {VIEW, FORESEEN}
    engine.go.set()
    settled(model)
    assert seen(model) == [3, 13, 5993]
    assert sorted(filter(None, told)) == [ROWS // 10, ROWS // 2]
    model.show(View(HALF))
    assert seen(model) == [3000, 3001, 5999]


def test_another_line_than_the_one_looked_for_is_asked(model: TableModel, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(model, monkeypatch)
    engine.go.clear()
    model.foresee(TENS, lambda _: None)
    assert engine.begun.wait(10)
    model.show(View(HALF))
    model.forget_foreseen()
    engine.go.set()
    settled(model)
    assert (model.count, seen(model)) == (3000, [3000, 3001, 5999])


def test_what_fails_is_told_when_it_is_asked_for(model: TableModel, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, told = Engine(model, monkeypatch), list[int | None]()

    def fails(*_: object, **__: object) -> None:
        engine.begun.set()
        assert engine.go.wait(10)
        raise TermsheetError("the disk is gone")

    monkeypatch.setattr(model.dataset.engine, "index", fails)
    engine.go.clear()
    model.foresee(TENS, told.append)
    assert engine.begun.wait(10)
    model.show(View(TENS))
    engine.go.set()
    settled(model)
    assert (model.pending, model.view.query, told) == (False, Query(), [None])
    assert model.tasks.failure is not None
    assert "the disk is gone" in model.tasks.failure.en


def test_where_it_is_more_than_counting_it_is_not_done(model: TableModel) -> None:
    model.show(View(Query(sort=(SortKey("n", True),))))
    assert not model.foresee(model.view.query._replace(filters=TENS.filters), lambda _: None)
    assert not model.foresee(Query(), lambda _: None)
    small = TableModel(dataset_of(pl.DataFrame({"t": ["a"]})), 0)
    assert not small.foresee(Query((Condition("t", "=", "a"),)), lambda _: None)
