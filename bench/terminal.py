"""A program in a pseudo-terminal: what it writes, when, and what a person then sees."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining

import pyte
from wcwidth import wcwidth

KEYS = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "enter": "\r",
    # As the keyboard protocol sends it, which is asked for: the byte alone may begin another key, and is waited for.
    "escape": "\x1b[27u",
}

PATIENCE = 180.0
"""Seconds after which a program that does not do what is waited for never will, on however busy a machine."""
LOOK = 0.05
"""Seconds after which is looked again whether a program works."""

# Asked by programs at their start; unanswered, some wait for an answer.
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;c",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}

# Sequences that the screen model does not know and would print.
UNKNOWN = re.compile(rb"\x1b[P_^X][^\x1b\x07]*(?:\x1b\\|\x07)|\x1b\[[<>=?][0-9;]*[a-gi-km-zA-Z$]+|\x1b\[[0-9;]*\$[a-z]")


@dataclass(frozen=True)
class Stroke:
    """One key: milliseconds to the last byte, bytes written, and the bytes of the lines that changed."""

    milliseconds: float
    written: int
    changed: int

    @property
    def allowed(self) -> float:
        """The bytes that this change may cost."""
        return 1.3 * self.changed + 200


def _hear_signals() -> None:
    """Nothing is ignored that a terminal's program is sent, though whoever measures was begun behind `nohup` or `&`."""
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


class Cells(pyte.Screen):
    """The cells of a terminal. A sign that takes no room, and is none that pyte sets on the one before, is left out:
    pyte itself passes over all text behind it, as far as it was read at once."""

    def draw(self, data: str) -> None:
        super().draw("".join(char for char in data if wcwidth(char) > 0 or combining(char)))


class Terminal:
    """Runs a command in a terminal of a given size. A context manager: the program ends with it.

    Args:
        environment: what the terminal says of itself, where it is not one of today with all colours.
    """

    def __init__(
        self, command: Sequence[str], columns: int = 120, rows: int = 40, environment: Mapping[str, str] | None = None
    ) -> None:
        self._drawn = Cells(columns, rows)
        self._stream = pyte.ByteStream(self._drawn)
        self._undrawn = bytearray()
        self.started = time.perf_counter()
        self.written = bytearray()
        self._code: int | None = None
        self._left = False
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.pop("COLORTERM", None)
            os.environ.update(environment or {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
            # A test runner may have set them; the size of this terminal is told by the terminal.
            os.environ.pop("COLUMNS", None)
            os.environ.pop("LINES", None)
            _hear_signals()
            # What a library set behind Python's back, as readline does, is left out too.
            os.execvpe(command[0], list(command), dict(os.environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._code is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._fd)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            self._left = True
            return b""
        self.written += data
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._fd, answer)
        return data

    def _feed(self, data: bytes) -> None:
        self._undrawn += data

    @property
    def screen(self) -> pyte.Screen:
        """The cells, drawn when somebody looks: that takes longer than most programs take to write them."""
        if self._undrawn:
            self._stream.feed(UNKNOWN.sub(b"", bytes(self._undrawn)))
            self._undrawn.clear()
        return self._drawn

    def lines(self) -> list[str]:
        """What stands on the screen. A half of a wide character whose other half was overwritten is a space."""
        return [self._line(y) for y in range(self.screen.lines)]

    def _line(self, y: int) -> str:
        screen = self.screen
        row = screen.buffer[y]
        cells = [row[x].data for x in range(screen.columns)]
        wide = [cell != "" and wcwidth(cell[0]) == 2 for cell in cells]
        return "".join(c or ("" if x and wide[x - 1] else " ") for x, c in enumerate(cells))

    def text(self) -> str:
        """The lines of the screen as one text."""
        return "\n".join(self.lines())

    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells of each line with their look: a cursor that moves changes two lines."""
        screen = self.screen
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]

    def wait(self, seen: Callable[[str], bool], seconds: float = PATIENCE) -> float:
        """Until the screen's text satisfies `seen`; milliseconds since the program was started."""
        until = time.perf_counter() + seconds
        now = time.perf_counter()
        while now < until and not self._left:
            if seen(self.text()):
                return (now - self.started) * 1000
            data = self._read(0.5)
            now = time.perf_counter()
            self._feed(data)
        raise TimeoutError(self.text())

    def watch(self, seconds: float) -> None:
        """Reads for so many seconds, whatever the program does."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0 and not self._left:
            self._feed(self._read(left))

    def settle(self, silence: float = 0.2) -> int:
        """Until the program has been silent and idle for so many seconds; the bytes until then."""
        output = self.output(silence)
        self._feed(output)
        return len(output)

    def output(self, silence: float = 0.2) -> bytes:
        """What is written until the program has been silent and idle for so many seconds.

        On a busy machine a program that waits for a processor is silent without being idle.
        """
        return b"".join(self._pieces(silence))

    def _pieces(self, silence: float) -> Iterator[bytes]:
        worked, since = self._work(), time.perf_counter()
        while not self._left:
            data = self._read(min(silence, LOOK))
            if data:
                yield data
            before, worked, now = worked, self._work(), time.perf_counter()
            if data or worked is None or worked != before:
                since = now
            elif now - since >= silence:
                return

    def answer(self, key: str, silence: float = 0.2) -> bytes:
        """What is written once a key is pressed, from the first byte until the program is silent and idle."""
        self.send(key)
        output = self.first() + self.output(silence)
        self._feed(output)
        return output

    def first(self, seconds: float = PATIENCE) -> bytes:
        """What is written next, whenever that is. On a busy machine a program may not know yet of a key."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until and not self._left:
            if data := self._read(0.5):
                return data
        raise TimeoutError(self.text())

    def stroke(self, key: str, silence: float = 0.06, *, answered: bool = False) -> Stroke:
        """Presses a key and waits until the program has been silent; with `answered` only after it wrote something."""
        before = self.cells()
        pressed = last = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key).encode())
        output = b""
        if answered:
            output, last = self.first(), time.perf_counter()
        for data in self._pieces(silence):
            last = time.perf_counter()
            output += data
        self._feed(output)
        rows = zip(before, self.cells(), self.lines(), strict=True)
        changed = sum(len(line.encode()) for old, new, line in rows if old != new)
        return Stroke((last - pressed) * 1000, len(output), changed)

    def until(self, key: str, seen: Callable[[str], bool], seconds: float = PATIENCE) -> float:
        """Presses a key; milliseconds until the screen's text satisfies `seen`.

        Raises:
            ValueError: where it did before: what is waited for would then depend on which piece comes first.
        """
        if seen(self.text()):
            raise ValueError(f"stands there before {key!r} is pressed")
        pressed = time.perf_counter()
        self.send(key)
        while time.perf_counter() < pressed + seconds and not self._left:
            data = self._read(0.5)
            now = time.perf_counter()
            self._feed(data)
            if data and seen(self.text()):
                return (now - pressed) * 1000
        raise TimeoutError(self.text())

    def _work(self) -> int | None:
        """How much its threads worked so far, in ticks; none while one runs or waits for a processor or a disk."""
        ticks = 0
        for pid in self._tree():
            for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
                try:
                    state, *fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                except OSError:
                    continue
                if state in "RD":
                    return None
                ticks += int(fields[10]) + int(fields[11])
        return ticks

    def worked(self) -> float:
        """Seconds of processor that it and its children took so far."""
        nanoseconds = 0
        for pid in self._tree():
            for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                nanoseconds += int(stat.read_text(encoding="ascii").split()[0])
        return nanoseconds / 1e9

    def memory(self) -> float:
        """The most memory the program and its children held so far, in MB."""
        total = 0.0
        for pid in self._tree():
            try:
                text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            except OSError:
                continue
            found = re.search(r"VmHWM:\s+(\d+)", text)
            total += int(found.group(1)) / 1024 if found else 0
        return total

    def _tree(self) -> list[int]:
        waiting, found = [self._pid], []
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            try:
                waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())
            except OSError:
                continue
        return found

    def send(self, key: str) -> None:
        """Presses a key without measuring."""
        self.send_bytes(KEYS.get(key, key).encode())

    @property
    def descriptor(self) -> int:
        """Of the side on which a terminal stands."""
        return self._fd

    def send_bytes(self, data: bytes) -> None:
        """Sends what a terminal may send, a key or not."""
        os.write(self._fd, data)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: signal.Signals, *, beneath: bool = False) -> None:
        """Sends a signal to the program, or to the first that it runs."""
        os.kill(self._tree()[1] if beneath else self._pid, number)

    def signal_if_there(self) -> None:
        """Ends the program, unless it has ended."""
        if self.ended(1) is None:
            self.signal(signal.SIGTERM)

    def ended(self, seconds: float = PATIENCE) -> int | None:
        """The exit code, as soon as the program has ended; none if it has not within so many seconds."""
        until = time.perf_counter() + seconds
        while self._code is None and time.perf_counter() < until:
            data = self._read(0.05)
            self._feed(data)
            if not data:
                pid, status = os.waitpid(self._pid, os.WNOHANG)
                self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def reading(self, seen: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Takes what is written until `seen`, also behind the end of the program. Raises TimeoutError."""
        until = time.perf_counter() + seconds
        while not seen():
            if time.perf_counter() > until:
                raise TimeoutError(self.text())
            self._feed(self._read(0.05))

    def hang_up(self) -> None:
        """The line is cut: nobody is at the other end any more."""
        os.close(self._fd)
        self._fd, other = os.openpty()
        os.close(other)

    @property
    def stopped(self) -> bool:
        """Whether the program is stopped, as by Ctrl+Z."""
        stat = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[0] == "T"

    def wakes(self) -> int:
        """How often its threads went to sleep of their own will so far, but for the allocator's.

        That one gives memory back for some seconds after work.
        """
        statuses = (
            path.read_text(encoding="ascii", errors="replace")
            for pid in self._tree()
            for path in Path(f"/proc/{pid}/task").glob("*/status")
        )
        own = (status for status in statuses if not status.startswith("Name:\tjemalloc"))
        return sum(int(found) for status in own for found in re.findall(r"\nvoluntary_ctxt\w*:\s+(\d+)", status))

    @property
    def cooked(self) -> bool:
        """Whether the terminal makes lines and echoes, as a shell expects it."""
        flags = termios.tcgetattr(self._fd)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO and flags & termios.ISIG)
