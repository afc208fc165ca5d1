"""Work beside the keys: the newest wins, what runs can be given up, failures come back."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import polars as pl
import pytest

from tui.engines.base import Runner
from tui.engines.lane import Background, Inline


def test_the_newest_of_those_that_wait_wins() -> None:
    lane = Background()
    begun, go = threading.Event(), threading.Event()

    def slow(run: Runner) -> int:
        begun.set()
        go.wait(10)
        return 1

    first = lane.submit(slow, newest=False)
    assert begun.wait(10)
    assert not first.done()
    second = lane.submit(lambda run: 2, newest=False)
    third = lane.submit(lambda run: 3, newest=False)
    go.set()
    assert (first.result(10), third.result(10)) == (1, 3)
    assert second.cancelled()


def test_what_runs_is_given_up_for_the_newest() -> None:
    lane = Background()
    begun, go = threading.Event(), threading.Event()

    def slow(run: Runner) -> int:
        begun.set()
        go.wait(10)
        return run(pl.LazyFrame({"a": [1]})).item()  # type: ignore[no-any-return]

    first = lane.submit(slow)
    assert begun.wait(10)
    second = lane.submit(lambda run: run(pl.LazyFrame({"a": [2]}), quick=True).item())
    go.set()
    assert second.result(10) == 2
    with pytest.raises(CancelledError):
        first.result(10)


def test_a_query_that_runs_is_interrupted() -> None:
    lane = Background()
    begun = threading.Event()
    # A minute of work in many steps, were it not interrupted.
    endless = pl.LazyFrame({"a": range(2_000_000)})
    for seed in range(40):
        endless = endless.with_columns(pl.col("a").shuffle(seed=seed).sort(descending=bool(seed % 2)))
    endless = endless.select(pl.col("a").sum())

    def work(run: Runner) -> int:
        begun.set()
        return run(endless).item()  # type: ignore[no-any-return]

    future = lane.submit(work)
    assert begun.wait(10)
    lane.cancel()
    with pytest.raises(CancelledError):
        future.result(60)
    assert lane.submit(lambda run: 5).result(10) == 5


@pytest.mark.parametrize("lane", [Inline(), Background()])
def test_a_failure_comes_back(lane: Inline | Background) -> None:
    def fail(run: Runner) -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        lane.submit(fail).result(10)
