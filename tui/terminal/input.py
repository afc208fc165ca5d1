"""What a terminal sends, as the events of keys and mouse. No byte of it can end the program."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from tui.terminal.reports import ANSWER, Reports

OLD_REPORT = re.compile(rb"(?s)\x1b\[M(.{1,3})")
"""A report of the mouse in the oldest form: a button and a place, each a byte of any value."""
BEGUN = re.compile(rb"(?s)\x1b\[M.{0,2}\Z")


class KeyDecoder:
    """Decodes UTF-8 as it comes in, and passes over what is none: a key of another encoding is no key.

    The bytes of an old mouse report become blanks, so that the report keeps its length and is known as one.
    """

    def __init__(self) -> None:
        self._utf8 = getincrementaldecoder("utf-8")("ignore")
        self._begun = b""

    def decode(self, data: bytes) -> str:
        """The text of some more bytes; a character or report that is not whole yet comes with its rest."""
        whole = OLD_REPORT.sub(lambda report: b"\x1b[M" + b" " * len(report[1]), self._begun + data)
        text = self._utf8.decode(whole[len(self._begun) :])
        begun = BEGUN.search(whole)
        self._begun = begun[0] if begun else b""
        return text


class _Parser(XTermParser):
    """Textual's, to which an answer that came in two pieces is no key."""

    def __init__(self, reports: Reports, debug: bool) -> None:
        self._reports = reports
        super().__init__(debug)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence != ANSWER.decode():
            return super()._sequence_to_key_events(sequence, alt)
        self._reports.shown()
        return (events.Key(Keys.Ignore, sequence),)


class KeyReader:
    """Bytes in, events out.

    Args:
        reports: what is done with a terminal's answers.
    """

    def __init__(self, debug: bool = False, reports: Reports | None = None) -> None:
        self._debug, self._reports = debug, reports or Reports()
        self._decoder = KeyDecoder()
        self._parser = _Parser(self._reports, debug)

    @property
    def pending(self) -> bool:
        """Whether what came last may be an Escape, or the beginning of a sequence."""
        # Textual's parser has no public word for it.
        return self._parser._timeout_time is not None

    def read(self, data: bytes) -> Iterator[Message]:
        """The events of some more bytes."""
        data = self._reports.taken(data)
        text = self._decoder.decode(data) if data else ""
        # An empty text would tell the parser that nothing comes any more.
        if not text:
            return
        try:
            yield from self._parser.feed(text)
        except (ValueError, OverflowError):
            self._start_anew()

    def waited(self) -> Iterator[Message]:
        """The events that are certain now that nothing followed for a while: an Escape that began no sequence."""
        try:
            yield from self._parser.tick()
        except (ValueError, OverflowError):
            self._start_anew()

    def _start_anew(self) -> None:
        # The parser trusts the numbers within a sequence, and has ended over one: `CSI 99999999 u` is no character.
        fresh = _Parser(self._reports, self._debug)
        fresh.mouse_pixels = self._parser.mouse_pixels
        fresh.terminal_size = self._parser.terminal_size
        fresh.terminal_pixel_size = self._parser.terminal_pixel_size
        self._parser = fresh
