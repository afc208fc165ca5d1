"""Bytes of a terminal as keys: what is none is passed over, what is split comes whole, what follows is still read."""

from __future__ import annotations

from itertools import cycle, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from tests.terminal.test_terminal import explorer
from tui.terminal.input import KeyDecoder, KeyReader

FOREIGN = {
    "no encoding": b"\xff\xfe",
    "GBK": b"\xb0\xa1",
    "GBK that begins as UTF-8": "你".encode("gbk"),
    "Latin-1": "é".encode("latin-1"),
    "8-bit Alt": b"\xea",
    "old mouse report": b"\x1b[M \xc3\xff",
    "old mouse report that is UTF-8": b"\x1b[M \xc3\xa9",
    "no character": b"\x1b[99999999u",
    "no number": b"\x1b[:u",
}


def keys(reader: KeyReader, *pieces: bytes) -> list[str | None]:
    return [event.character for piece in pieces for event in reader.read(piece) if isinstance(event, Key)]


def pieces(data: bytes, cuts: set[int]) -> list[bytes]:
    places = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    return [data[start:end] for start, end in pairwise(places)]


@given(st.text(max_size=20), st.sets(st.integers(1, 60)))
def test_text_arrives_whole_however_it_is_cut(text: str, cuts: set[int]) -> None:
    decoder = KeyDecoder()
    data = text.encode("utf-8", "ignore")
    assert "".join(map(decoder.decode, pieces(data, cuts))) == data.decode()


@given(st.binary(max_size=40), st.sets(st.integers(1, 40)))
def test_no_bytes_fail_and_a_key_behind_them_arrives(data: bytes, cuts: set[int]) -> None:
    reader = KeyReader()
    found = keys(reader, *pieces(data, cuts), b"?")
    if b"\x1b" not in data:
        assert found[-1] == "?"


SEQUENCES = st.lists(
    st.sampled_from([b"\x1b", b"[", b"<", b";", b":", b"M", b"u", b"~", b"t", b"R", b"1", b"99999999", b"\xff", b"a"]),
    max_size=12,
).map(b"".join)


@given(SEQUENCES, st.sets(st.integers(1, 40)))
def test_no_sequence_fails(data: bytes, cuts: set[int]) -> None:
    reader = KeyReader()
    for piece in pieces(data, cuts):
        list(reader.read(piece))
        list(reader.waited())


@pytest.mark.parametrize("cut", [None, 3, 4, 5, 6])
def test_an_old_mouse_report_presses_no_key(cut: int | None) -> None:
    data = b"\x1b[M \xc3\xa9"
    assert keys(KeyReader(), *pieces(data + b"?", {cut} if cut else set())) == ["?"]


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_key_behind_a_foreign_one_arrives(data: bytes) -> None:
    assert keys(KeyReader(), data, b"2")[-1:] == ["2"]


def test_foreign_bytes_do_nothing_to_the_program(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        shown = {}
        for key in ("j", "k"):
            terminal.answer(key)
            shown[key] = terminal.text()
        for (name, data), key in zip(FOREIGN.items(), cycle("jk"), strict=False):
            before = terminal.text()
            terminal.send_bytes(data)
            terminal.settle(0.15)
            assert terminal.text() == before, name
            terminal.answer(key)
            assert terminal.text() == shown[key], name
        terminal.send("q")
        assert terminal.ended() == 0
        assert terminal.cooked


def test_a_character_in_two_pieces_arrives(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        terminal.until("/", lambda text: text.splitlines()[-1].strip() == "/")
        first, rest = "月".encode()[:1], "月".encode()[1:]
        terminal.send_bytes(first)
        terminal.settle()
        assert "月" not in terminal.lines()[1]
        terminal.send_bytes(rest)
        terminal.wait(lambda text: "find: 月" in text or "月" in text.splitlines()[1])
