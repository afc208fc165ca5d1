"""Work beside the keys: the newest wins, what runs can be given up, failures come back."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import polars as pl
import pytest

from tui.engines.base import CancelToken
from tui.engines.lane import Background, Inline
from tui.engines.polars.running import collect


def test_the_newest_of_those_that_wait_wins() -> None:
    lane = Background()
    begun, go = threading.Event(), threading.Event()

    def slow(token: CancelToken | None) -> int:
        begun.set()
        go.wait(10)
        return 1

    first = lane.submit(slow, newest=False)
    assert begun.wait(10)
    assert not first.done()
    second = lane.submit(lambda token: 2, newest=False)
    third = lane.submit(lambda token: 3, newest=False)
    go.set()
    assert (first.result(10), third.result(10)) == (1, 3)
    assert second.cancelled()


def test_what_runs_is_given_up_for_the_newest() -> None:
    lane = Background()
    begun, go = threading.Event(), threading.Event()

    def slow(token: CancelToken | None) -> int:
        begun.set()
        go.wait(10)
        return collect(pl.LazyFrame({"a": [1]}), token).item()  # type: ignore[no-any-return]

    first = lane.submit(slow)
    assert begun.wait(10)
    second = lane.submit(lambda token: collect(pl.LazyFrame({"a": [2]}), token, quick=True).item())
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

    def work(token: CancelToken | None) -> int:
        begun.set()
        return collect(endless, token).item()  # type: ignore[no-any-return]

    future = lane.submit(work)
    assert begun.wait(10)
    lane.cancel()
    with pytest.raises(CancelledError):
        future.result(60)
    assert lane.submit(lambda token: 5).result(10) == 5


@pytest.mark.parametrize("lane", [Inline(), Background()])
def test_a_failure_comes_back(lane: Inline | Background) -> None:
    def fail(token: CancelToken | None) -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        lane.submit(fail).result(10)
