"""How a signal wakes the loop that carries it out."""

from __future__ import annotations

import os
import signal
from asyncio import AbstractEventLoop
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waking(loop: AbstractEventLoop) -> Iterator[None]:
    """Meanwhile a signal wakes the loop of the first thread, which alone carries it out.

    Without it one that another thread is given, or that comes just before the loop begins to wait, is carried out
    with the next key: never, where nobody types.
    """
    reads, writes = os.pipe()
    for end_of_pipe in (reads, writes):
        os.set_blocking(end_of_pipe, False)
    loop.add_reader(reads, os.read, reads, 1 << 10)
    before = signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        loop.remove_reader(reads)
        os.close(reads)
        os.close(writes)
