"""What is told beside a figure: what contradicts it, and what is counted, expected or rumoured in another way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tui.ask import choosing
from tui.ask.answers import Shown
from tui.corpus.lens import Lens, Row

_USERS = "users"
_LINED = (_USERS, "deals")
"""Tables whose figures of a month and of a year are of one kind: means and values, not sums."""


def rivals_of(one: Shown, pool: Sequence[Shown], lens: Lens) -> tuple[list[Shown], list[Shown]]:
    """What contradicts a figure, and what its own fact tells beside it: forecasts, rumours, other counters."""
    key = one.row["key"]
    relations = lens.relations(one.table, key).get(one.part, {})
    rivals: list[Shown] = []
    beside: list[Shown] = []
    seen = {(one.value, one.of("teller"))}
    for claim in lens.claims_of(one.table, key):
        related = relations.get(claim["id"])
        told = Shown(one.table, one.part, claim)
        if related is None or claim["key"] != key or told.value is None or told.of("flag"):
            continue
        mark = (told.value, told.of("teller"))
        if related.relation in ("rival", "aside", "apart") and mark not in seen:
            seen.add(mark)
            (rivals if related.relation == "rival" else beside).append(told)
    topic = one.row.get("topic")
    if lens.table(one.table).counted:
        tolerance = lens.policy.tolerance
        for other in pool:
            if (
                other.row.get("topic") == topic
                and other.row["key"] != key
                and other.value
                and choosing.usable(other, lens)
            ):
                differs = abs(other.value - one.value) > tolerance * max(abs(other.value), abs(one.value))
                (rivals if differs else beside).append(other)
    return rivals, beside


def otherwise_of(one: Shown, pool: Sequence[Shown], lens: Lens, taken: Iterable[Shown]) -> list[Shown]:
    """The latest figure of every other way to count, the newest first; later ones that are unsure among them."""
    keys = {one.row["key"]} | {other.row.get("key") for other in taken}
    told: dict[Any, Shown] = {}
    for other in choosing.newest_first(pool):
        row = other.row
        if row["key"] in keys or not choosing.usable(other, lens):
            continue
        sign = (
            other.table, other.part, row.get("counter") if other.table == _USERS else None, row.get("channel"),
            row.get("region"), row.get("stat"), row.get("per"), row.get("basis"), row.get("segment"), row.get("unit"),
            row.get("currency"), row.get("whole"), row.get("precision") if other.table not in _LINED else None,
            choosing.stands(other, lens),
        )  # fmt: skip
        if sign == _sign_of(one, lens):
            continue
        told.setdefault(sign, other)
    return list(told.values())


def _sign_of(one: Shown, lens: Lens) -> tuple[Any, ...]:
    row: Row = one.row
    return (
        one.table, one.part, row.get("counter") if one.table == _USERS else None, row.get("channel"),
        row.get("region"), row.get("stat"), row.get("per"), row.get("basis"), row.get("segment"), row.get("unit"),
        row.get("currency"), row.get("whole"), row.get("precision") if one.table not in _LINED else None,
        choosing.stands(one, lens),
    )  # fmt: skip
