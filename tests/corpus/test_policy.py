"""The rules as data: each key is required, an unknown one is an error with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.errors import TermsheetError


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "policy.toml"
    shipped = Path(__file__).parents[2] / "data" / "policy.toml"
    text = shipped.read_text(encoding="utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (r"\nbeyond = .*", "", "`beyond` is missing"),
        (r"\nbeyond = ", "\nbeyound = ", "unknown key `beyound`"),
        (r"\ndigits = 2", '\ndigits = "two"', "`digits` is not a whole number"),
        (r"\ntolerance = .*", '\ntolerance = "much"', "`tolerance` is not a number"),
        (r"\nkinds = .*", '\nkinds = ["announced"]', "`kinds` is not lists"),
        (r"\n\[agree\]", "\n[agree]\nmore = 1", "unknown key `more`"),
        (r"\n\[happened\]", "\n[extra]\na = 1\n\n[happened]", "unknown key `extra`"),
    ],
)
def test_a_wrong_key_is_told_with_its_line(scratch: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(TermsheetError) as raised:
        _ = Corpus(changed(scratch, old, new)).policy
    message = str(raised.value)
    assert re.match(r"policy\.toml:\d+: ", message)
    assert told in message


def test_a_folder_may_have_rules_of_its_own(scratch: Path) -> None:
    assert Corpus(changed(scratch, r"\ntolerance = .*", "\ntolerance = 0.5")).policy.tolerance == 0.5


def test_every_order_names_the_values_of_the_tables(shipped: Lens) -> None:
    policy, deals = shipped.policy, shipped.table("deals")
    for name in ("status", "nature", "said_by_kind"):
        assert set(getattr(policy, name)) == {choice.id for choice in deals.column(name).choices}
    for column, order in policy.basis.items():
        # An empty text stands for what is told without a basis.
        assert set(order) - {""} == {choice.id for choice in deals.column(column).choices}
    kinds = [shipped.table(name).column("date_kind").choices for name in ("deals", "departures")]
    assert {kind for group in policy.date_kinds for kind in group} == {c.id for choices in kinds for c in choices}
