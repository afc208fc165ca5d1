"""Tasks: one thing follows each, the newest of a purpose wins, and giving up reaches what runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Queue

import pytest

from tui.engines.base import CancelToken
from tui.engines.lane import Background, Inline
from tui.engines.task import Tasks
from tui.language.label import Label

WHAT = Label("counting", "计数")


class Loop:
    """A loop like that of a screen: calls are kept until they are run."""

    def __init__(self) -> None:
        self._calls: Queue[Callable[[], None]] = Queue()

    def deliver(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def run(self, calls: int = 1) -> None:
        """Runs the next calls, waiting for them."""
        for _ in range(calls):
            self._calls.get(timeout=10)()

    @property
    def idle(self) -> bool:
        return self._calls.empty()


class Slow:
    """Work that goes on when it is told to."""

    def __init__(self, result: int = 0) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self._result = result

    def __call__(self, token: CancelToken | None) -> int:
        self.begun.set()
        assert self.go.wait(10)
        return self._result


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.mark.parametrize("lane", [Inline, Background])
def test_what_is_done_is_told_on_the_loop(lane: type[Inline | Background], loop: Loop) -> None:
    tasks, told = Tasks(lane, loop.deliver), list[object]()
    tasks.start("count", WHAT, lambda token: 5, told.append, told.append, lambda: told.append("dropped"))
    assert told == []
    loop.run()
    assert told == [5]
    assert tasks.running == []


@pytest.mark.parametrize("lane", [Inline, Background])
def test_what_failed_is_told_in_one_line(lane: type[Inline | Background], loop: Loop) -> None:
    def fail(token: CancelToken | None) -> int:
        raise ValueError("no such thing\nand much more")

    tasks, told = Tasks(lane, loop.deliver), list[object]()
    tasks.start("count", WHAT, fail, told.append, lambda why: told.append(("failed", why.en)))
    loop.run()
    assert told == [("failed", "no such thing")]
    assert tasks.failure == Label("no such thing", "no such thing")
    tasks.start("count", WHAT, lambda token: 1)
    assert tasks.failure is None


def test_trouble_with_what_nobody_waits_for_is_not_kept(loop: Loop) -> None:
    def fail(token: CancelToken | None) -> int:
        raise ValueError

    tasks, told = Tasks(Inline, loop.deliver), list[str]()
    tasks.start("hint", WHAT, fail, failed=lambda why: told.append(why.en), quiet=True)
    loop.run()
    assert (told, tasks.failure) == (["ValueError"], None)


def test_the_newest_of_a_purpose_wins(loop: Loop) -> None:
    tasks, told, first = Tasks(Background, loop.deliver), list[object](), Slow(1)
    tasks.start("count", WHAT, first, told.append, dropped=lambda: told.append("dropped"))
    assert first.begun.wait(10)
    newest = tasks.start("count", WHAT, lambda token: 2, told.append)
    assert tasks.running == [newest]
    first.go.set()
    loop.run(2)
    assert told == ["dropped", 2]


def test_what_came_too_late_is_dropped(loop: Loop) -> None:
    """Its result waits for the loop while a newer one is begun."""
    tasks, told = Tasks(Inline, loop.deliver), list[object]()
    tasks.start("count", WHAT, lambda token: 1, told.append, dropped=lambda: told.append("dropped"))
    tasks.start("count", WHAT, lambda token: 2, told.append)
    loop.run(2)
    assert told == ["dropped", 2]


def test_purposes_run_beside_each_other(loop: Loop) -> None:
    tasks, told, slow = Tasks(Background, loop.deliver), list[int](), Slow(1)
    tasks.start("export", WHAT, slow, told.append)
    assert slow.begun.wait(10)
    tasks.start("count", WHAT, lambda token: 2, told.append)
    loop.run()
    assert told == [2]
    slow.go.set()
    loop.run()
    assert told == [2, 1]


def test_giving_up_ends_what_somebody_waits_for(loop: Loop) -> None:
    tasks, told, slow, quiet = Tasks(Background, loop.deliver), list[object](), Slow(1), Slow(2)
    task = tasks.start("count", WHAT, slow, told.append, dropped=lambda: told.append("dropped"))
    hint = tasks.start("hint", WHAT, quiet, told.append, quiet=True)
    assert slow.begun.wait(10)
    assert quiet.begun.wait(10)
    assert tasks.awaited is task
    assert tasks.cancel() == [task]
    assert tasks.running == [hint]
    assert tasks.cancel() == []
    loop.run()
    assert told == ["dropped"]
    slow.go.set()
    quiet.go.set()
    loop.run()
    assert told == ["dropped", 2]
    assert loop.idle


def test_a_task_tells_what_it_found_so_far(loop: Loop) -> None:
    heard = list[int]()
    tasks = Tasks(Inline, loop.deliver)

    def count(token: CancelToken | None, report: Callable[[int], None]) -> None:
        for number in (1, 2):
            report(number)

    tasks.follow("count", WHAT, count, heard.append, lambda: heard.append(0))
    assert heard == []
    loop.run(3)
    assert heard == [1, 2, 0]
    # What one still tells that was given up is not heard.
    tasks.follow("count", WHAT, count, heard.append, lambda: heard.append(0), dropped=lambda: heard.append(-1))
    tasks.cancel("count")
    loop.run(3)
    assert heard == [1, 2, 0, -1]


def test_a_table_that_grew_answers_in_other_lanes(loop: Loop) -> None:
    tasks, told, slow = Tasks(Inline, loop.deliver), list[int](), Slow(3)
    tasks.take_lanes(Background)
    tasks.start("count", WHAT, slow, told.append)
    assert slow.begun.wait(10)
    slow.go.set()
    loop.run()
    assert told == [3]
