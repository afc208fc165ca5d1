"""A terminal that this process writes to, in the place of a process of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread


@contextmanager
def own_terminal(columns: int, rows: int) -> Iterator[bytearray]:
    """A terminal as the standard streams of this process; gives what is written to it, whole once it is left."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    written = bytearray()
    reading = Thread(target=_read_to_end, args=(ours, written))
    kept, streams = [os.dup(number) for number in range(3)], (sys.stdin, sys.stdout, sys.stderr)
    reading.start()
    try:
        for number in range(3):
            os.dup2(theirs, number)
        os.close(theirs)
        with (
            open(0, closefd=False, encoding="utf-8") as sys.stdin,
            open(1, "w", closefd=False, encoding="utf-8") as sys.stdout,
            open(2, "w", closefd=False, encoding="utf-8") as sys.stderr,
        ):
            yield written
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
            os.close(descriptor)
        reading.join()
        os.close(ours)


def _read_to_end(descriptor: int, into: bytearray) -> None:
    """Reads a terminal until nobody holds its other end any more."""
    with suppress(OSError):
        while data := os.read(descriptor, 1 << 16):
            into += data
