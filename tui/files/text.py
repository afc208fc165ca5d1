"""A file that is text: its encoding, found or said, and its characters."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from tui.errors import EXIT_USAGE, TermsheetError
from tui.files.encodings import Encoding, detect, following, known, of_high_lines
from tui.files.source import File, Options, Unreadable
from tui.files.temporary import PIECE, temporary, written_to
from tui.language.words import label

SMALL_TEXT = 8 << 20
"""Bytes of text up to which every cell is looked at one by one, so that each fault is told by its row."""
LARGEST_SEEN = 64 << 20
"""Bytes up to which a text is looked at from its whole beginning."""
MOST_NULS = 4
"""NUL bytes that any text may hold by mistake; beyond one in a hundred they are those of something else."""
PREVIEW = 1 << 18
"""Bytes from which the form of a text is found, and that are shown of a large one first."""


class TextFile(NamedTuple):
    """A text file that was looked at.

    Attributes:
        file: the file, with what was guessed of its encoding told.
        encoding: Python's name of it.
        raw: the bytes that were read so far, all of them if they are `size`.
        size: in bytes.
    """

    file: File
    encoding: str
    raw: bytes
    size: int

    @property
    def endings(self) -> list[str]:
        """The endings of its name, `.json` and `.gz`."""
        return [ending.lower() for ending in self.file.name.suffixes]

    @property
    def start(self) -> str:
        """Its first characters."""
        return self.raw[:PREVIEW].decode(self.encoding, "replace")

    @property
    def is_utf8(self) -> bool:
        """Whether its bytes need no other encoding to be read."""
        return self.encoding in ("utf-8", "utf-8-sig")

    def whole(self) -> str:
        """All of its characters."""
        raw = self.raw if len(self.raw) == self.size else self.file.path.read_bytes()
        return raw.decode(self.encoding, "replace")


def _encoding(options: Options, found: Encoding) -> Encoding:
    if not options.encoding:
        return found
    try:
        return Encoding(known(options.encoding))
    except LookupError:
        raise TermsheetError(
            label("file.no_encoding", options.encoding), "utf-8, gb18030, big5, utf-16, cp1252", EXIT_USAGE
        ) from None


def text_of(file: File, options: Options) -> TextFile:
    """A file as text. Raises `TermsheetError` where it is empty, or no text."""
    size = file.path.stat().st_size
    with file.path.open("rb") as opened:
        raw = opened.read(SMALL_TEXT + 1 if size <= LARGEST_SEEN else PREVIEW)
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Unreadable(label("file.empty"), label("file.empty.hint"))
    found = detect(raw, len(raw) == size)
    encoding = _encoding(options, found)
    file = file._replace(encodings=following(encoding.name, found))
    wide = encoding.name.startswith(("utf-16", "utf-32"))
    if not (wide or options.encoding) and raw.count(b"\x00") > max(MOST_NULS, len(raw) * 0.01):
        raise Unreadable(label("file.binary"), label("file.binary.hint"))
    if encoding.name not in ("utf-8", "utf-8-sig") or encoding.guessed or options.encoding:
        file = file.telling(label("file.guessed", encoding.title) if encoding.guessed else encoding.title)
    return TextFile(file, encoding.name, raw, size)


def transcoded(path: Path, encoding: str) -> Path:
    """A text file as UTF-8."""
    target = temporary(".txt", path.stat().st_size)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with (
        written_to(target),
        path.open("rb") as source,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        while piece := source.read(PIECE):
            file.write(decoder.decode(piece))
        file.write(decoder.decode(b"", final=True))
    return target


def late_encoding(path: Path) -> str:
    """The encoding of a text that begins with nothing but ASCII, by its first lines beyond; empty for damaged UTF-8."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                lines.append(line)
                size += len(line)
                if size > PREVIEW:
                    break
    name = of_high_lines(b"".join(lines)).name
    return "" if name in ("utf-8", "utf-8-sig") else name
