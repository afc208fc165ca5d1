"""Tables made of two: joins and differences by a key, whose kinds are decided alike, and nothing lost in silence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cells.file_columns import file_columns
from tui.engines.base import answer
from tui.engines.registry import engine_over
from tui.engines.relating import How
from tui.errors import TermsheetError
from tui.files.open import open_file
from tui.query.query import Condition, Query
from tui.tables import beside
from tui.tables.beside import Side, differences_of, joined_table, matching_of, matching_told, rows_made, side_of
from tui.tables.dataset import Dataset
from tui.tables.of_files import file_dataset


def dataset(frame: pl.DataFrame) -> Dataset:
    return Dataset.over(engine_over(frame), file_columns(frame.schema, {}, "en"))


def of_text(tmp_path: Path, name: str, text: str) -> Dataset:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return file_dataset(open_file(str(path))[0], {}, "en")


def drawn(table: Dataset) -> list[tuple[str, ...]]:
    frame = answer(table.engine, Query())
    return list(zip(*(column.draw(frame) for column in table.columns), strict=True))


def titles(table: Dataset) -> list[str]:
    return [column.title for column in table.columns]


ONE = 'id,name,amount\n1,Kimi,"1,000"\n2,DeepSeek,20\n3,doubao,5\n4,,7\n5,Kimi,9\n'
TWO = "name,users,amount\nKimi,10,3\nDoubao ,7,4\nDeepSeek,5,5\nDeepSeek,6,6\n"
LATER = "id,name,amount\n1,Kimi,1000\n2,DeepSeek,25\n6,new,5\n5,Kimi,9\n5,Kimi,10\n"


def sides(tmp_path: Path, one: str = ONE, two: str = TWO, key: str = "name") -> tuple[Side, Side]:
    return side_of("one", of_text(tmp_path, "one.csv", one), key), side_of(
        "two", of_text(tmp_path, "two.csv", two), key
    )


def test_a_left_join_keeps_every_row_in_its_order(tmp_path: Path) -> None:
    left, right = sides(tmp_path)
    found = matching_of(left, right)
    table = joined_table(left, right, "left", found)
    assert titles(table) == ["id", "name", "amount", "users", "amount (two)"]
    assert drawn(table) == [
        ("1", "Kimi", "1,000", "10", "3"),
        ("2", "DeepSeek", "20", "5", "5"),
        ("2", "DeepSeek", "20", "6", "6"),
        ("3", "doubao", "5", "", ""),
        ("4", "", "7", "", ""),
        ("5", "Kimi", "9", "10", "3"),
    ]
    assert [told.en for told in matching_told(left, right, found, "left")] == [
        "joined with two: 6 rows",
        "no partner: 2 of 5 in one",
        "no partner: 1 of 4 in two",
        "1 more would match without case and blanks",
        "keys that repeat in two: 1",
    ]


def test_inner_and_anti_joins(tmp_path: Path) -> None:
    left, right = sides(tmp_path)
    found = matching_of(left, right)
    assert [row[0] for row in drawn(joined_table(left, right, "inner", found))] == ["1", "2", "2", "5"]
    alone = joined_table(left, right, "anti", found)
    assert (titles(alone), [row[0] for row in drawn(alone)]) == (["id", "name", "amount"], ["3", "4"])


def test_keys_on_both_sides_in_several_rows_are_told(tmp_path: Path) -> None:
    left, right = sides(tmp_path, "k,a\nx,1\nx,2\ny,3\n", "k,b\nx,1\nx,2\nx,3\n", "k")
    found = matching_of(left, right)
    assert (found.many, found.example, found.joined) == (1, "x", 6)
    assert "keys that repeat on both sides: 1, as x" in [t.en for t in matching_told(left, right, found, "left")]


@pytest.mark.parametrize(
    ("one", "two", "matched"),
    [
        ([1, 2, 3], ["1", "2", "x"], 2),
        ([1, 2, 3], [1.0, 2.5, 3.0], 2),
        ([1.5, 2.0], ["1.5", "2"], 2),
        (["a", "A", None], ["a", None, "b"], 1),
        ([True, False], ["true", "x"], 1),
    ],
)
def test_keys_of_two_kinds_are_compared_as_what_both_are(one: list[object], two: list[object], matched: int) -> None:
    left, right = (Side(name, dataset(pl.DataFrame({"k": keys})), "k") for name, keys in (("a", one), ("b", two)))
    found = matching_of(left, right)
    assert found.left - found.left_alone == matched


def test_numbers_written_otherwise_match_as_they_are_written_where_the_other_side_is_text(tmp_path: Path) -> None:
    left, right = sides(tmp_path, 'k,a\n"1,000",x\n2,y\n', "k,b\n1000,p\nz,q\n", "k")
    assert matching_of(left, right).joined == 0
    left, right = sides(tmp_path, 'k,a\n"1,000",x\n2,y\n', "k,b\n1000,p\n3,q\n", "k")
    assert matching_of(left, right).joined == 1


KEYS = st.lists(st.sampled_from(["a", "b", "c", "A ", None]), max_size=8)


@settings(deadline=None, max_examples=60)
@given(KEYS, KEYS)
def test_counts_are_those_of_the_join(one: list[str | None], two: list[str | None]) -> None:
    frames = [
        pl.DataFrame({"k": keys, n: range(len(keys))}, schema={"k": pl.String, n: pl.Int64})
        for n, keys in (("x", one), ("y", two))
    ]
    left, right = (Side(name, dataset(frame), "k") for name, frame in zip("ab", frames, strict=True))
    found = matching_of(left, right)
    here, there = Counter(filter(None, one)), Counter(filter(None, two))
    assert found.joined == sum(here[key] * there[key] for key in here)
    assert found.many == sum(here[key] > 1 and there[key] > 1 for key in here)
    hows: tuple[How, ...] = ("left", "inner", "anti")
    for how in hows:
        assert len(drawn(joined_table(left, right, how, found))) == rows_made(found, how)


def test_differences_by_a_key(tmp_path: Path) -> None:
    found = differences_of(*sides(tmp_path, ONE, LATER, "id"), "en")
    assert titles(found.dataset) == ["Change", "id", "name", "amount"]
    assert drawn(found.dataset) == [
        ("changed", "2", "DeepSeek", "20 → 25"),
        ("removed", "3", "doubao", "5"),
        ("removed", "4", "", "7"),
        ("added", "6", "new", "5"),
    ]
    assert [told.en for told in found.told] == [
        "one to two: added 1, removed 2, changed 1",
        "keys that repeat, not compared: 1, as 5",
    ]
    rows = answer(found.dataset.engine, Query())
    assert rows["changed"].to_list() == [["amount"], None, None, None]
    assert rows["amount_before"].to_list() == [20, 5, 7, None]
    changed = answer(found.dataset.engine, Query((Condition("change", "=", "changed"),)))
    assert changed.height == 1


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("n/a", "unknown", ["n/a → unknown"]),
        ("n/a", "3", ["n/a → 3"]),
        ("3", "n/a", ["3 → n/a"]),
        ("n/a", "n/a", []),
        ("3", "3.0", []),
    ],
)
def test_what_could_not_be_read_differs_by_its_text(
    tmp_path: Path, before: str, after: str, changed: list[str]
) -> None:
    one, two = (f"id,v\n1,{cell}\n" + "".join(f"{n},{n * 2}\n" for n in range(2, 12)) for cell in (before, after))
    found = differences_of(*sides(tmp_path, one, two, "id"), "en")
    assert [row[-1] for row in drawn(found.dataset)] == changed


def test_a_table_does_not_differ_from_itself(tmp_path: Path) -> None:
    left, _ = sides(tmp_path, LATER, LATER, "name")
    found = differences_of(left, left, "en")
    assert drawn(found.dataset) == []
    assert "keys that repeat, not compared: 2, as Kimi" in [told.en for told in found.told]


def test_columns_that_one_side_lacks_are_told(tmp_path: Path) -> None:
    found = differences_of(*sides(tmp_path, "k,a\n1,2\n", "k,b\n1,2\n", "k"), "en")
    assert [told.en for told in found.told][-1] == "only on one side: a, b"


def test_many_rows_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = sides(tmp_path)
    found = matching_of(left, right)
    small = drawn(joined_table(left, right, "left", found))
    monkeypatch.setattr(beside, "RESIDENT_CELLS_MADE", 0)
    large = joined_table(left, right, "left", found)
    assert (large.resident, large.height, drawn(large)) == (False, 6, small)
    differ = differences_of(*sides(tmp_path, ONE, LATER, "id"), "en")
    assert (differ.dataset.height, len(drawn(differ.dataset))) == (4, 4)


def test_the_filter_of_a_table_counts(tmp_path: Path) -> None:
    left, right = sides(tmp_path)
    narrowed = left._replace(query=Query((Condition("id", ">", 2),)))
    assert matching_of(narrowed, right).left == 3


def test_a_column_is_called_by_name_or_title_and_else_told(tmp_path: Path) -> None:
    table = of_text(tmp_path, "one.csv", ONE)
    assert side_of("one", table, " NAME ").key == "name"
    with pytest.raises(TermsheetError, match="one: no column `nme`; did you mean name"):
        side_of("one", table, "nme")
