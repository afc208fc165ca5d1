"""How much memory is free: what the machine, the container and the shell leave to this process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OF_ADDRESSES = 3
"""Threads take addresses that they never fill: of what `ulimit -v` leaves, one in so many is counted on."""


def free_memory(root: Path = Path("/")) -> int | None:
    """Bytes that may be filled without taking them from others; None where the system does not tell.

    Args:
        root: where `proc` and `sys` are found.
    """
    return min((*_of_machine(root), *_of_groups(root), *_of_process(root)), default=None)


def _of_machine(root: Path) -> Iterator[int]:
    with suppress(OSError, ValueError, IndexError):
        for line in (root / "proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                yield int(line.split()[1]) << 10


def _of_groups(root: Path) -> Iterator[int]:
    """What each group of processes that this one is in may still take; files in memory can be given back."""
    with suppress(OSError):
        for line in (root / "proc/self/cgroup").read_text().splitlines():
            _, _, rest = line.partition(":")
            kinds, _, name = rest.partition(":")
            place = root / "sys/fs/cgroup" / ("memory" if kinds == "memory" else "")
            if kinds in ("", "memory"):
                for folder in _upwards(place, name):
                    yield from _of_group(folder)


def _upwards(place: Path, name: str) -> Iterator[Path]:
    parts = [part for part in name.split("/") if part not in ("", "..")]
    for count in range(len(parts), -1, -1):
        yield place.joinpath(*parts[:count])


def _of_group(folder: Path) -> Iterator[int]:
    for limit, used in (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes")):
        # "max" is no number, and no limit.
        with suppress(OSError, ValueError):
            yield max(0, int((folder / limit).read_text()) - int((folder / used).read_text()) + _given_back(folder))


def _given_back(folder: Path) -> int:
    with suppress(OSError, ValueError):
        for line in (folder / "memory.stat").read_text().splitlines():
            name, _, value = line.partition(" ")
            if name in ("inactive_file", "total_inactive_file"):
                return int(value)
    return 0


def _of_process(root: Path) -> Iterator[int]:
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError, IndexError):
        allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY:
            taken = int((root / "proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
            yield max(0, allowed - taken) // _OF_ADDRESSES
