"""What ends a task of the screen and is no Exception: a panic of Polars."""

from __future__ import annotations

from asyncio import AbstractEventLoop, Task
from collections.abc import Callable
from typing import Any


def hear_of_panics(loop: AbstractEventLoop, end: Callable[[BaseException], None]) -> None:
    """Calls `end` with what is no Exception and ended a task, or a call, of a loop.

    Textual hears of Exceptions only: without this a widget that is gone would be waited for, for ever.
    """

    def heard(error: BaseException | None) -> None:
        if error is not None and not isinstance(error, Exception):
            end(error)

    def ended(task: Task[Any]) -> None:
        heard(None if task.cancelled() else task.exception())

    def made(loop: AbstractEventLoop, work: Any, **options: Any) -> Task[Any]:
        task: Task[Any] = Task(work, loop=loop, **options)
        task.add_done_callback(ended)
        return task

    def failed(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        heard(context.get("exception"))
        loop.default_exception_handler(context)

    loop.set_task_factory(made)
    loop.set_exception_handler(failed)
