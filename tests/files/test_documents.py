"""JSON as programs write it: records in a list, by key, by column, one behind the other, and within each other."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tui.engines.registry import runner
from tui.errors import TermsheetError
from tui.files import text
from tui.files.documents import document
from tui.files.json_lines import large_lines
from tui.files.open import open_file
from tui.files.records import record_columns, together
from tui.files.source import Options, Source


def opened(path: Path, content: str, options: Options | None = None) -> Source:
    path.write_text(content, encoding="utf-8")
    source = open_file(str(path), options)[0]
    return source.whole(runner()) if source.whole is not None else source


CASES: dict[str, tuple[str, list[str], list[tuple[object, ...]]]] = {
    "records by key": ('{"a":{"x":1,"y":"p"},"b":{"x":3}}', ["key", "x", "y"], [("a", 1, "p"), ("b", 3, None)]),
    "columns with numbered rows": (
        '{"price":{"0":1,"1":2},"name":{"0":"p","1":"q"}}', ["price", "name"], [(1, "p"), (2, "q")],
    ),
    "columns as lists": ('{"a":[1,2],"b":["p","q"]}', ["a", "b"], [(1, "p"), (2, "q")]),
    "names apart from rows": (
        '{"columns":["a","b"],"index":[0,1],"data":[[1,"p"],[2,"q"]]}', ["a", "b"], [(1, "p"), (2, "q")],
    ),
    "fields as objects": ('{"fields":[{"id":"a"},{"id":"b"}],"records":[[1,"p"]]}', ["a", "b"], [(1, "p")]),
    "rows as lists under names": ('[["a","b"],[1,"p"],[2,"q"]]', ["a", "b"], [(1, "p"), (2, "q")]),
    "rows as lists": ("[[1,2],[3,4]]", ["column_1", "column_2"], [(1, 2), (3, 4)]),
    "under data": ('{"ok":true,"data":[{"a":1},{"a":2}]}', ["a"], [(1,), (2,)]),
    "by key under data": ('{"ok":true,"data":{"p":{"v":1},"q":{"v":2}}}', ["key", "v"], [("p", 1), ("q", 2)]),
    "a sequence": ('{"a":1}{"a":2}', ["a"], [(1,), (2,)]),
    "a printed sequence": ('{\n "a": 1\n}\n{\n "a": 2\n}\n', ["a"], [(1,), (2,)]),
    "a sequence with separators": ('\x1e{"a":1}\n\x1e{"a":2}\n', ["a"], [(1,), (2,)]),
    "records within records": (
        '[{"u":{"name":"p","at":{"lat":1.5}},"t":[1]},{"u":{"name":"q"},"t":null}]',
        ["u.name", "u.at.lat", "t"],
        [("p", 1.5, "[1]"), ("q", None, None)],
    ),
    "records below an object of few keys": ('{"meta":{"n":1},"data":{"items":[{"a":1},{"a":2}]}}', ["a"], [(1,), (2,)]),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_records_are_found_wherever_they_stand(tmp_path: Path, what: str) -> None:
    content, names, rows = CASES[what]
    source = opened(tmp_path / "x.json", content)
    frame = source.frame.collect()
    assert (frame.columns, frame.rows()) == (names, rows)
    assert source.notices == ()


def test_a_printed_sequence_may_be_called_lines(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.jsonl", '{\n "a": 1\n}\n{\n "a": 2\n}\n')
    assert source.frame.collect().rows() == [(1,), (2,)]
    assert source.notices == ()


def test_what_is_cut_behind_whole_records_is_told(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.json", '{\n"a": 1}\n{\n"a": 2}\n{"a":')
    assert source.height == 2
    assert [str(n) for n in source.notices] == ["row 3: line 5, column 6: not JSON; what follows is left out"]


def test_numbers_keep_their_digits() -> None:
    frame, _, _ = document('[{"id":123456789012345678,"v":12345678901234567.89,"w":0.1,"x":1e400},{"id":1.5}]')
    assert frame.row(0) == ("123456789012345678", Decimal("12345678901234567.89"), 0.1, "1e400")
    assert frame["id"][1] == "1.5"


def test_numbers_beside_one_of_many_digits_stay_numbers() -> None:
    frame, _, _ = document('[{"v":0.1234567890123456789},{"v":1.5},{"v":2},{"v":null}]')
    assert frame["v"].to_list() == [Decimal("0.1234567890123456789"), Decimal("1.5"), Decimal(2), None]


def test_a_key_that_stands_twice_keeps_both_values_and_is_told(tmp_path: Path) -> None:
    for name, content in (("x.json", '[{"a":1,"a":2},{"a":3}]'), ("x.jsonl", '{"a":1,"a":2}\n{"a":3}\n')):
        source = opened(tmp_path / name, content)
        assert source.frame.collect().rows() == [(1, 2), (3, None)]
        assert [str(n) for n in source.notices] == ["column a: stands twice in 1 record; the second is `a_2`"]


def test_a_document_may_be_called_lines(tmp_path: Path) -> None:
    assert opened(tmp_path / "x.jsonl", '[{"a":1},\n {"a":2}]').frame.collect().rows() == [(1,), (2,)]


def test_halves_of_characters_are_no_crash(tmp_path: Path) -> None:
    source = opened(tmp_path / "x.json", '[{"a\\ud83d":"\\ud83d\\ude00","t":["\\ud83d"]},{"a\\ud83d":"\\udc00"}]')
    assert source.frame.collect().rows() == [("\U0001f600", '["\ufffd"]'), ("\ufffd", None)]


def test_records_with_data_for_keys_stay_text() -> None:
    many = [{"counts": {f"user{n}": n}} for n in range(300)]
    assert record_columns(many).columns == ["counts"]
    mixed = record_columns([{"a": {"b": 1}}, {"a": 2}])
    assert mixed.rows() == [('{"b": 1}',), ("2",)]


def test_another_list_is_opened_by_its_path(tmp_path: Path) -> None:
    content = json.dumps({"deals": [{"a": 1}, {"a": 2}], "people": {"p": {"n": 1}, "q": {"n": 2}}})
    source = opened(tmp_path / "x.json", content)
    assert "--table opens people" in str(source.notices[0])
    assert opened(tmp_path / "x.json", content, Options(table="people")).frame.collect().columns == ["key", "n"]
    with pytest.raises(TermsheetError, match="no list at `nothing`"):
        opened(tmp_path / "x.json", content, Options(table="nothing"))


@pytest.mark.parametrize("late", ['{"a":"text","b":9}', "not json\n" + '{"a":2,"b":9}'])
def test_keys_and_types_that_come_late_in_many_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    monkeypatch.setattr(text, "LARGEST_SEEN", 1000)
    source = opened(tmp_path / "x.jsonl", '{"a":1}\n' * 20_000 + late + "\n")
    frame = source.frame.collect()
    assert frame.height == 20_001
    assert frame["b"].to_list()[-1] == 9
    assert str(frame["a"][0]) == "1"
    if late.startswith("not"):
        assert str(source.notices[0]) == "row 20001: `not json` column 1: is no JSON, left out"
    else:
        assert frame["a"][-1] == "text"


def test_long_whole_numbers_beside_late_fractions_keep_their_digits_in_many_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "LARGEST_SEEN", 1000)
    source = opened(tmp_path / "x.jsonl", '{"v":9007199254740993}\n' + '{"v":1}\n' * 20_000 + '{"v":0.5}\n')
    cells = source.frame.collect()["v"].to_list()
    assert (cells[0], cells[1], cells[-1], len(cells)) == ("9007199254740993", "1", "0.5", 20_002)


def test_parts_with_other_types_are_text_together() -> None:
    parts = [pl.DataFrame({"a": [1], "b": [True]}), pl.DataFrame({"a": [1.5], "b": ["x"], "c": [1]})]
    assert together(parts).collect().rows() == [(1.0, "true", None), (1.5, "x", 1)]
    frame, notices = large_lines(['{"a":1}\n', "5\n"])
    assert frame.collect().rows() == [(1,)]
    assert "is no record" in str(notices[0])
