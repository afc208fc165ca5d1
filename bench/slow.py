"""Holds keys down over a slow line, and keeps in RESULTS.md how long the screen takes to settle.

    python bench/slow.py [--rate 8000] [--delay 75] [--keys 10]

The line carries so many bytes a second each way, each byte that many milliseconds later, with a buffer of 64 kB.
A key is held: it comes every 33 ms. Settled is the screen when its last byte arrived, counted from the last key.
"""

from __future__ import annotations

import argparse
import heapq
import os
import select
import sys
import time
from collections import deque
from datetime import date
from pathlib import Path

from files import FIRST, make
from results import keep
from terminal import ANSWERS, KEYS, Terminal

TERMSHEET = [str(Path(sys.executable).parent / "termsheet"), "--lang", "en"]
BUFFER = 64_000
REPEAT = 0.033
QUIET = 1.0


class Line:
    """A terminal at the other end of a line."""

    def __init__(self, terminal: Terminal, rate: float, delay: float) -> None:
        self._terminal, self._rate, self._delay = terminal, rate, delay
        self._down: deque[tuple[float, bytes]] = deque()
        self._up: list[tuple[float, int, bytes]] = []
        self._free = self._waiting = 0.0
        self._sent = 0
        self.arrived: list[tuple[float, bytes]] = []

    def press(self, data: bytes) -> None:
        """Sends what is typed at the far end."""
        self._sent += 1
        heapq.heappush(self._up, (time.perf_counter() + self._delay + len(data) / self._rate, self._sent, data))

    def carry(self, until: float) -> None:
        """Carries what there is both ways until a time."""
        while (now := time.perf_counter()) < until:
            while self._up and self._up[0][0] <= now:
                self._terminal.send_bytes(heapq.heappop(self._up)[2])
            while self._down and self._down[0][0] <= now:
                data = self._down.popleft()[1]
                self.arrived.append((now, data))
                for question, answer in ANSWERS.items():
                    for _ in range(data.count(question)):
                        self.press(answer)
            room = sum(len(data) for _, data in self._down) < BUFFER
            times = [until, *(self._down[0][:1] if self._down else ()), *(self._up[0][:1] if self._up else ())]
            fd = self._terminal.descriptor
            if select.select([fd] if room else [], [], [], max(0, min(times) - now))[0]:
                data = os.read(fd, 1024)
                self._free = max(self._free, time.perf_counter()) + len(data) / self._rate
                self._down.append((self._free + self._delay, data))


def held(command: list[str], first: str, key: str, count: int, rate: float, delay: float) -> tuple[float, int, int]:
    """Milliseconds until the screen is settled after the last of so many keys; bytes of the last frame, and of all."""
    with Terminal(command) as terminal:
        line = Line(terminal, rate, delay)
        while first.encode() not in b"".join(data for _, data in line.arrived):
            line.carry(time.perf_counter() + QUIET)
        line.carry(time.perf_counter() + 2 * QUIET)
        line.arrived.clear()
        for _ in range(count):
            line.press(KEYS[key].encode())
            last = time.perf_counter()
            line.carry(last + REPEAT)
        line.carry(time.perf_counter() + QUIET + 4 * delay)
        written = b"".join(data for _, data in line.arrived)
        frames = written.split(b"\x1b[?2026h")
        return (line.arrived[-1][0] - last) * 1000, len(frames[-1]), len(written)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=8000)
    parser.add_argument("--delay", type=float, default=75)
    parser.add_argument("--keys", type=int, default=10)
    given = parser.parse_args()
    lines = [
        f"Measured on {date.today()}: {given.keys} keys held, {given.rate:.0f} bytes/s, {given.delay:.0f} ms each way.",
        "",
        "| what | settled after, ms | with Textual's frames, ms | bytes | with Textual's frames |",
        "| --- | --- | --- | --- | --- |",
    ]
    file = [*TERMSHEET, str(make(100_000))]
    for what, key in (("cursor", "down"), ("page", "pagedown")):
        cells = []
        for repaint in ("", "full"):
            os.environ["TERMSHEET_REPAINT"] = repaint
            cells.append(held(file, FIRST, key, given.keys, given.rate, given.delay / 1000))
        (ours, last, written), (theirs, _, all_bytes) = cells
        lines.append(f"| {what}, last frame {last} B | {ours:.0f} | {theirs:.0f} | {written} | {all_bytes} |")
    keep("Slow line", "\n".join(lines))


if __name__ == "__main__":
    main()
