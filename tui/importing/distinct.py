"""Claims told apart: keys of events, rows that say what an earlier one says, and figures that contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from tui.corpus.tables import Table
from tui.importing.claims import AS_PRINTED, FLAG, NOTE, ROW_IN_FILE, Claim, Remark, Stated
from tui.importing.words import Target
from tui.language.words import label

EVENT_KEY = "key"
_ASIDE = (ROW_IN_FILE, NOTE, AS_PRINTED, "added", "confidence")
"""Columns that say nothing of whether two rows state the same."""


class ToldApart(NamedTuple):
    """The claims of a file, none twice.

    Attributes:
        claims: with their keys.
        told: what is told of the rows, in their order.
        read, rejected, duplicates: how many rows became claims, were left out, say what an earlier one says.
    """

    claims: list[Claim]
    told: list[Remark]
    read: int
    rejected: int
    duplicates: int


def distinct(stated: Stated, rows: int, target: Target, table: Table, taken: Collection[str] = ()) -> ToldApart:
    """The claims of `rows` rows told apart; `taken` are keys that others have."""
    claims: list[Claim] = []
    told = [*stated.told]
    first: dict[tuple[str, ...], str] = {}
    facts = _Facts(target, table, taken)
    kept: set[str] = set()
    repeated: dict[str, Remark] = {}
    for claim in stated.claims:
        same = tuple(value for name, value in sorted(claim.items()) if name not in _ASIDE for value in (name, value))
        if same in first:
            why = label("import.repeats", first[same])
            repeated.setdefault(claim[ROW_IN_FILE], Remark(int(claim[ROW_IN_FILE]), "", "", why, "duplicate"))
            continue
        first[same] = claim[ROW_IN_FILE]
        told += facts.placed(claim)
        kept.add(claim[ROW_IN_FILE])
        claims.append(claim)
    duplicates = [one for line, one in repeated.items() if line not in kept]
    rejected = sum(one.fate == "row" for one in told)
    told += duplicates + _above(claims, target)
    return ToldApart(claims, sorted(told, key=lambda one: (one.row, one.fate)), len(kept), rejected, len(duplicates))


class _Facts:
    """The facts that claims are about, as they come up."""

    def __init__(self, target: Target, table: Table, taken: Collection[str]) -> None:
        self._target, self._table = target, table
        self._keys: dict[tuple[str, ...], str] = {}
        self._taken = set(taken)
        self._figures: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}

    def placed(self, claim: Claim) -> list[Remark]:
        """Gives a claim the key of its event; what contradicts an earlier one of the same fact."""
        if self._target.event:
            event = tuple(claim.get(name, "") for name in self._target.event)
            if event not in self._keys:
                self._keys[event] = self._free(claim)
            claim[EVENT_KEY] = self._keys[event]
        fact = tuple(claim.get(name, "") for name in self._table.identity)
        fact += (claim.get("said_by", ""),) if self._table.counted else ()
        return [told for part in self._table.figures for told in self._compared(part.name, part.unit, fact, claim)]

    def _compared(self, name: str, unit: str | None, fact: tuple[str, ...], claim: Claim) -> list[Remark]:
        if name not in claim:
            return []
        value = (claim[name], claim.get(unit or "", ""))
        earlier = self._figures.setdefault((name, *fact), {})
        if value in earlier:
            # An earlier row of the same event states it: it is stated once.
            for column in (name, unit, *(p.basis for p in self._table.figures if p.name == name)):
                claim.pop(column or "", None)
            return []
        earlier[value] = claim[ROW_IN_FILE]
        if len(earlier) == 1:
            return []
        (other, _), line = next(iter(earlier.items()))
        why = label("import.contradicts", line, other)
        return [Remark(int(claim[ROW_IN_FILE]), name, claim[name], why, "doubt")]

    def _free(self, claim: Claim) -> str:
        stem = "-".join(part for name in self._target.key if (part := _part(claim.get(name, ""))))
        free, number = stem, 1
        while free in self._taken:
            number += 1
            free = f"{stem}-{number}"
        self._taken.add(free)
        return free


_MONTH = len("2024-03")


def _part(value: str) -> str:
    """A value as a part of a key: of a date its month."""
    plain = value.replace("_", "-").lower().replace("..", "-")
    return plain[:_MONTH] if plain[:4].isdecimal() else plain


def _above(claims: Sequence[Claim], target: Target) -> list[Remark]:
    """Figures of a metric that stand above one that holds them: days above their month."""
    if not target.below:
        return []
    subject = target.needs[0]
    figures: dict[tuple[str, ...], tuple[float, str]] = {}
    for claim in claims:
        if target.figure in claim and FLAG not in claim:
            figures.setdefault(_where(claim, subject, claim[target.metric], claim[target.period], target), (
                float(claim[target.figure]), claim[ROW_IN_FILE]
            ))  # fmt: skip
    told = []
    for lower, upper in target.below:
        for claim in claims:
            if claim.get(target.metric) != lower or target.figure not in claim:
                continue
            period = claim[target.period]
            whole = next(
                (
                    found
                    for wider in dict.fromkeys((period, period[:_MONTH]))
                    if (found := figures.get(_where(claim, subject, upper, wider, target)))
                ),
                None,
            )
            if whole and float(claim[target.figure]) > whole[0]:
                why = label("import.above", lower.upper(), upper.upper(), whole[1])
                told.append(Remark(int(claim[ROW_IN_FILE]), target.figure, claim[target.figure], why, "doubt"))
    return told


def _where(claim: Mapping[str, str], subject: str, metric: str, period: str, target: Target) -> tuple[str, ...]:
    return (claim[subject], metric, period, claim.get("region", ""), claim.get("channel", ""))
