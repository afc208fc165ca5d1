"""Random keys against the program, through Textual's pilot or in a real pseudo-terminal; what fails is reduced.

    python -m bench.fuzz [--seed 1] [--seeds 20] [--keys 1000] [--over corpus] [--terminal]

The same seed gives the same keys. A sequence after which the program has ended with an exception, hangs, or has left
the terminal as it should not is made as short as it still fails, and printed. All is done in a folder of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import fcntl
import os
import signal
import struct
import sys
import tempfile
import termios
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.fuzz_files import CASES, write_files
from bench.fuzz_steps import Step, made, told

HANGS = 90
"""Seconds after which a program that does not come to rest is taken to hang."""
TRIES = 80
"""Runs in which a failing sequence is made shorter."""
FINE = {0, 130, -signal.SIGINT}
"""How a program ends that was left, or interrupted, also by keys behind those that left it."""
START = "import sys; from tui.launch import main; sys.exit(main())"

Run = Callable[[str, Sequence[Step]], str]
"""Does steps to a program over a case; gives what went wrong."""


def in_app(case: str, steps: Sequence[Step]) -> str:
    """Through the pilot: the bytes go through the program's own reader of keys."""
    return asyncio.run(_in_app(case, steps))


async def _in_app(case: str, steps: Sequence[Step]) -> str:
    left = list(steps)
    while left:
        why, left = await _one_app(case, left)
        if why:
            return why
    return ""


async def _one_app(case: str, steps: list[Step]) -> tuple[str, list[Step]]:
    """One program until it is left; what went wrong, and the steps that are still to be done."""
    from textual import events

    from tui.terminal.input import KeyReader

    app = CASES[case]()
    reader = KeyReader()
    faulthandler.dump_traceback_later(HANGS, exit=True, file=sys.__stderr__)
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            for place, step in enumerate(steps, 1):
                faulthandler.dump_traceback_later(HANGS, exit=True, file=sys.__stderr__)
                if step.size is not None:
                    await pilot.resize_terminal(*step.size)
                for message in [*reader.read(step.sent), *(reader.waited() if step.pause else ())]:
                    if isinstance(message, events.Event):
                        app.post_message(message)
                await pilot.pause(step.pause or None)
                if app._exception is not None or not app.is_running or app._exit:
                    return _failure(app._exception), steps[place:]
    except Exception as error:
        return _failure(app._exception or error), []
    finally:
        faulthandler.cancel_dump_traceback_later()
    return _failure(app._exception), []


def _failure(error: BaseException | None) -> str:
    return "" if error is None else "".join(traceback.format_exception(error)[-12:])


def in_terminal(case: str, steps: Sequence[Step]) -> str:
    """In a real pseudo-terminal, begun anew whenever it was left."""
    left = list(steps)
    while left:
        why, left = _one_terminal(case, left)
        if why:
            return why
    return ""


def _one_terminal(case: str, steps: list[Step]) -> tuple[str, list[Step]]:
    from bench.terminal import Terminal

    over = {"corpus": [], "corpus-zh": ["--lang", "zh"]}
    names = over[case] if case in over else [str(path) for path in sorted(Path("files").iterdir())]
    with Terminal([sys.executable, "-c", START, *names], 100, 30) as terminal:
        terminal.first()
        terminal.settle()
        for place, step in enumerate(steps, 1):
            if step.size is not None:
                columns, rows = step.size
                fcntl.ioctl(terminal._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            why = _sent(terminal._fd, step.sent, terminal._read)
            if why:
                return why, []
            _drain(terminal._read, step.pause)
            if terminal._left:
                return _ended(terminal.ended(), bytes(terminal.written), terminal.cooked), steps[place:]
        # All keys are seen to; then it is still there, and ends as it is told.
        until = time.monotonic() + HANGS
        for _ in terminal._pieces(0.3):
            if time.monotonic() > until:
                return "does not come to rest", []
        if terminal._left:
            return _ended(terminal.ended(), bytes(terminal.written), terminal.cooked), []
        terminal.signal(signal.SIGTERM)
        code = terminal.ended(HANGS)
        if code is None:
            return "does not end when it is told to", []
        return _ended(0 if code == 128 + signal.SIGTERM else code, bytes(terminal.written), terminal.cooked), []


def _ended(code: int | None, written: bytes, cooked: bool) -> str:
    if b"Traceback" in written:
        return written[written.find(b"Traceback") :][:2000].decode("utf-8", "replace")
    if code not in FINE:
        return f"ended with {code}: {written[-500:]!r}"
    return "" if cooked else "left the terminal raw"


def _sent(terminal: int, data: bytes, read: Callable[[float], bytes]) -> str:
    """Sends all bytes, and takes what is written meanwhile: a program may stop to read until it is read itself."""
    until = time.monotonic() + HANGS
    os.set_blocking(terminal, False)
    try:
        while data:
            try:
                data = data[os.write(terminal, data[:4096]) :]
            except BlockingIOError:
                read(0.01)
            except OSError:
                return ""
            if time.monotonic() > until:
                return f"reads no more: {len(data)} bytes were left to send"
    finally:
        os.set_blocking(terminal, True)
    return ""


def _drain(read: Callable[[float], bytes], pause: float) -> None:
    until = time.monotonic() + pause
    while read(max(0.0, until - time.monotonic())) or time.monotonic() < until:
        pass


def reduced(case: str, steps: Sequence[Step], run: Run) -> list[Step]:
    """A shorter sequence that fails too: parts are left out, ever smaller ones, and bursts become single keys."""
    kept, size, tries = list(steps), max(1, len(steps) // 2), 0
    while size and tries < TRIES:
        start, before = 0, len(kept)
        while start < len(kept) and tries < TRIES:
            fewer = kept[:start] + kept[start + size :]
            tries += 1
            if fewer and run(case, fewer):
                kept = fewer
            else:
                start += size
        size = size // 2 if len(kept) == before or size > 1 else 0
    return kept


def fuzz(case: str, seed: int, keys: int, run: Run) -> str:
    """What went wrong with the keys of a seed, and the shortest sequence found that shows it."""
    steps = made(seed, keys)
    why = run(case, steps)
    if not why:
        return ""
    print(f"{why}\nseed {seed} over the {case} fails; made shorter …", file=sys.stderr, flush=True)
    return f"{why}\nseed {seed} over the {case}:\n{told(reduced(case, steps, run))}"


def afresh(run: Run, folder: Path) -> Run:
    """Runs that each find the files as they were made, and nothing kept of those before."""

    def ran(case: str, steps: Sequence[Step]) -> str:
        # Another folder each time: a task of the program before may still write into its own.
        fresh = Path(tempfile.mkdtemp(dir=folder))
        alone(fresh)
        write_files(fresh / "files")
        return run(case, steps)

    return ran


def alone(folder: Path) -> None:
    """Lets the program do what it likes in a folder of its own."""
    os.environ.update({f"XDG_{name}_HOME": str(folder / name) for name in ("STATE", "CACHE", "CONFIG")})
    os.environ.update(HOME=str(folder), TERMSHEET_CONFIG=os.devnull)
    for name in ("TMUX", "STY", "TERMSHEET_CORPUS"):
        os.environ.pop(name, None)
    os.chdir(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1, help="how many")
    parser.add_argument("--keys", type=int, default=1000, help="keys for each seed and case")
    parser.add_argument("--over", choices=CASES, help="one case only")
    parser.add_argument("--terminal", action="store_true", help="in a real pseudo-terminal")
    given = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        run = afresh(in_terminal if given.terminal else in_app, Path(folder))
        for seed in range(given.seed, given.seed + given.seeds):
            for case in [given.over] if given.over else CASES:
                began = time.monotonic()
                print(f"seed {seed} over the {case}: {given.keys} keys", end=" ", flush=True)
                why = fuzz(case, seed, given.keys, run)
                print(f"{time.monotonic() - began:.1f} s {'FAILED' if why else 'clean'}", flush=True)
                failed += bool(why)
                if why:
                    print(why, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
