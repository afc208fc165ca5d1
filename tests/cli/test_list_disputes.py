"""`list disputes`: what is open unless a line asks for more, of anybody by any name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run


@pytest.fixture
def on_shipped(run_on: Callable[[Path], Run]) -> Run:
    """Runs a command on the corpus that ships."""
    return run_on(ROOT / "data")


def number(run: Run, *words: str) -> int:
    return int(run("list", "disputes", *words, "--count")[1])


def test_open_ones_are_listed_and_the_others_told(on_shipped: Run) -> None:
    code, out, err = on_shipped("list", "disputes", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {row["class"] for row in rows} == {"contradiction", "part_above_whole", "counters"}
    others = number(on_shipped, "-is:open")
    assert others > 0
    assert f"{others} rows that are not is:open; another is: / class: shows them" in err
    assert number(on_shipped, "is:open") == len(rows)
    assert number(on_shipped, "is:open or -is:open") == len(rows) + others
    assert [*rows[0]][:14] == [
        "class", "table", "subject", "what", "period", "part", "shown", "said_by", "rival", "rival_said_by",
        "spread", "voices", "arithmetic", "keys",
    ]  # fmt: skip
    assert isinstance(rows[0]["keys"], list)


def test_a_class_is_the_weightiest_and_a_state_any(on_shipped: Run) -> None:
    restated = json.loads(on_shipped("list", "disputes", "class:restated", "--json")[1])
    assert {row["class"] for row in restated} == {"restated"}
    told = json.loads(on_shipped("list", "disputes", "is:restated", "--json")[1])
    assert {row["key"] for row in told} > {row["key"] for row in restated}
    assert all("restated" in row["classes"] for row in told)
    assert number(on_shipped, "class:矛盾") == number(on_shipped, "class:contradiction") > 0
    assert number(on_shipped, "is:未决") == number(on_shipped)
    code, _, err = on_shipped("list", "disputes", "is:odd")
    assert code == 2
    assert "nothing is `is:odd`" in err


@pytest.mark.parametrize("name", ["deepseek", "DeepSeek", "深度求索", "questmobile", "subject:deepseek"])
def test_a_name_gives_the_disputes_of_an_entity(on_shipped: Run, name: str) -> None:
    subjects = {row["subject"] for row in json.loads(on_shipped("list", "disputes", name, "--json")[1])}
    assert "deepseek" in subjects
    assert "apptronik" not in subjects


def test_nothing_is_no_row(on_shipped: Run) -> None:
    assert on_shipped("list", "disputes", "company-of-nobody")[0] == 4


def test_a_table_of_one_s_own_has_disputes_too(run_on: Callable[[Path], Run], tmp_path: Path) -> None:
    for path in (ROOT / "tests/data/chips").iterdir():
        text = path.read_text(encoding="utf-8").replace("3.7m,", "3700000,")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    (row,) = json.loads(run_on(tmp_path)("list", "disputes", "英伟达", "--json")[1])
    assert (row["table"], row["class"], row["arithmetic"]) == ("chips", "contradiction", "3.7M / ~4.1M = 0.90")


@pytest.mark.parametrize("table", ["deals", "users", "departures", "market", "facts"])
def test_is_disputed_is_asked_of_facts_and_of_claims(on_shipped: Run, table: str) -> None:
    rows = json.loads(on_shipped("list", "disputes", f"table:{table}", "--json")[1])
    keys = {key for row in rows for key in row["keys"]}
    for kind in ("--facts", "--claims"):
        found = json.loads(on_shipped("list", table, "is:disputed", kind, "--json")[1])
        assert {row["key"] for row in found} == keys
        told = json.loads(on_shipped("list", table, "is:disputed", kind, "--fields", "key,dispute", "--json")[1])
        assert {row["key"] for row in told if row["dispute"]} == keys
