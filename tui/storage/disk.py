"""Files that are there whole or not at all: written beside their place, then renamed."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tui.storage import folders, processes

PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
"""Read and written by their owner alone."""
_OTHERS = 0o077
"""What group and others may do."""

_begun: set[str] = set()
"""What is being written beside its place, to be taken away should the program end before."""


@atexit.register
def _clear() -> None:
    # Another thread may begin more meanwhile.
    for path in tuple(_begun):
        remove_file(path)


def clear_begun() -> None:
    """Takes away what killed programs left of what they were writing, files and folders, wherever those are."""
    folder = folders.own()
    for whose in folders.begun():
        if processes.is_over(whose):
            note = os.path.join(folder, folders.BEGUN_NOTE + whose)
            left = os.fsdecode(read_bytes(note) or b"")
            # Nothing else is taken away, whatever a note may tell.
            if os.path.basename(left) == scratch_name(whose):
                _remove_folder(left)
            elif f"~{whose}" in os.path.basename(left):
                remove_file(left)
            remove_file(note)


def scratch_name(whose: str) -> str:
    """What a program's folder of temporary files is called."""
    return f"{folders.OWN_NAME}-{whose}"


def note_begun(beside: str, whose: str) -> str:
    """Tells what is being written, so that it is found should this program be killed; the path of the note."""
    note = os.path.join(folders.own(), folders.BEGUN_NOTE + whose)
    # Where nothing can be kept, there is only less safety.
    with suppress(OSError):
        make_private(folders.own())
        with open(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            file.write(os.fsencode(os.path.abspath(beside)))
    return note


@contextmanager
def replaced(path: str, mode: int = 0o666) -> Iterator[str]:
    """The path of an empty file beside another, which takes its place unless an error is raised. Raises OSError.

    `mode` is less what the person's mask takes away. The ending stays, since some writers go by it.
    """
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    whose = processes.own_name()
    beside = os.path.join(folder, f".{stem}~{whose}{ending}")
    note = note_begun(beside, whose)
    _begun.update((beside, note))
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        yield beside
        os.replace(beside, path)
    finally:
        for ours in (beside, note):
            remove_file(ours)
            _begun.discard(ours)


def read_bytes(path: str) -> bytes | None:
    """What a file holds; None where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def make_private(folder: str) -> None:
    """Makes a folder, and those that it lies in, for their owner alone; takes ours from others. Raises OSError.

    What lay open to others before, made under another mask or copied from elsewhere, lies open no more.
    """
    above, name = os.path.split(folder)
    if name and not os.path.isdir(folder):
        make_private(above)
        # Another program may have made it meanwhile.
        with suppress(FileExistsError):
            os.mkdir(folder, PRIVATE_FOLDER)
    elif folders.OWN_NAME in folder.split(os.sep):
        if name != folders.OWN_NAME:
            make_private(above)
        _close_to_others(folder)


def _close_to_others(folder: str) -> None:
    if os.name != "posix" or not os.stat(folder).st_mode & _OTHERS:
        return
    # A folder that somebody else owns stays as it is.
    with suppress(OSError):
        os.chmod(folder, PRIVATE_FOLDER)
        with os.scandir(folder) as found:
            files = [entry.path for entry in found if entry.is_file(follow_symlinks=False)]
        for path in files:
            os.chmod(path, PRIVATE)


def write_bytes(path: str, content: bytes) -> None:
    """Writes a file for its owner alone, and its folder where there is none. Raises OSError and ValueError."""
    make_private(os.path.dirname(path))
    with replaced(path, PRIVATE) as beside, open(beside, "wb") as file:
        file.write(content)


def forget_oldest(folder: str, most: int) -> None:
    """Takes away folders in one of ours but for so many that were changed last. Raises OSError."""
    with os.scandir(folder) as found:
        newest = sorted(found, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in newest[most:]:
        _remove_folder(entry.path)


def _remove_folder(path: str) -> None:
    from shutil import rmtree

    # What a link leads to is somebody else's.
    with suppress(OSError, ValueError):
        if not os.path.islink(path) and (os.name != "posix" or os.lstat(path).st_uid == os.getuid()):
            rmtree(path, ignore_errors=True)


def remove_file(path: str) -> None:
    """Takes a file away, if it is there."""
    with suppress(OSError, ValueError):
        os.unlink(path)
