"""Names that tell which process made a thing, so that what a killed one left is known."""

from __future__ import annotations

import os
from zlib import crc32


def _machine() -> str:
    return f"{crc32(os.uname().nodename.encode()):08x}" if hasattr(os, "uname") else "0"


def own_name() -> str:
    """A name that no other thing has: machine, process, chance."""
    return f"{_machine()}-{os.getpid()}-{os.urandom(4).hex()}"


def is_over(name: str) -> bool:
    """Whether a name is of a process of this machine that runs no more; of another machine nothing is known."""
    machine, _, rest = name.partition("-")
    process = rest.partition("-")[0]
    if machine != _machine() or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
