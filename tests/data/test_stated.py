"""Over the whole corpus that ships: what is shown of each part of each fact is what its own claim says."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.conftest import CLAIMED, Run
from tui.cells.cell import Reader, ShownColumn
from tui.cells.columns import shown_columns
from tui.cells.marks import STANDS
from tui.corpus.lens import Lens, Row
from tui.corpus.moves import LATER
from tui.corpus.tables import Part, Table
from tui.pages.document import plain_line
from tui.pages.entity import entity_panels
from tui.pages.figures import Figures
from tui.pages.overview.funding import funding
from tui.pages.overview.race import ChinaRace
from tui.pages.overview.rounds import Rounds
from tui.pages.panel import Room, stacked
from tui.storage.shipped import place
from tui.tables.corpus_sheets import citation
from tui.tables.programs import outgoing, told_columns
from tui.text import dates

Cells = dict[str, str | None]
FOLDER = Path(place("data"))
DOUBTED = {"rumoured": "?", "denied": "✗", "withdrawn": "✗"}
AHEAD = ("plan", "target", "forecast")
HAPPENED = ("closed", "confirmed", "reported")
PARTS = [
    (name, part)
    for name, parts in {
        "deals": ("amount", "valuation", "lead", "round", "announced"),
        "users": ("value",),
        "departures": ("count", "to_org", "announced"),
        "market": ("value",),
        "facts": ("value",),
    }.items()
    for part in parts
]


def part_of(table: Table, name: str) -> Part:
    return next(part for part in table.parts if part.name == name)


@cache
def written(name: str, identity: tuple[str, ...]) -> dict[str, Cells]:
    """The rows of a CSV as they are written, by the id of the claim."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[str, Cells] = {}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row = {column: cell or None for column, cell in line.items()}
            key = row.get("key") or "|".join(row[column] or "" for column in identity).rstrip("|")
            counted[key, str(row["source"])] += 1
            found[f"{key}@{row['source']}#{counted[key, str(row['source'])]}"] = row | {"key": key}
    return found


def flags_of(claim: Cells, part: str) -> str | None:
    """The flags of a claim that speak of a part: those without a part, and its own."""
    flags = [flag.rpartition(":") for flag in (claim["flag"] or "").split(";") if flag]
    return ";".join(flag for of, _, flag in flags if of in ("", part)) or None


def claims_of(lens: Lens, name: str) -> dict[str, Cells]:
    return written(name, lens.table(name).identity)


@pytest.mark.parametrize(("name", "of"), PARTS)
def test_programs_are_given_what_the_claim_says(shipped: Lens, name: str, of: str) -> None:
    table, claims = shipped.table(name), claims_of(shipped, name)
    part = part_of(table, of)
    sources = {row["id"]: row for row in shipped.corpus.frame("sources").iter_rows(named=True)}
    own = {"currency": part.unit, "basis": part.basis, "high": part.high}
    facts = shipped.facts(name)
    scheme = [one for one in told_columns(table, facts.columns, "facts") if one.always]
    told = outgoing(shipped, scheme, facts.columns).rows(facts, False)
    columns = [one.name for one in scheme if one.part == of]
    assert {f"{of}_{ending}" for ending, column in own.items() if column} <= set(told.columns)
    seen = 0
    for row in told.iter_rows(named=True):
        if row[f"{of}_claim"] is None:
            assert all(row[column] is None for column in columns)
            continue
        seen += 1
        claim = claims[row[f"{of}_claim"]]
        assert row["key"] in (claim["key"], f"{claim['key']}#{row.get('counter')}")
        for ending in ("nature", "status", "said_by", "source", "line"):
            assert row[f"{of}_{ending}"] == claim[ending], (row["key"], ending)
        assert row[f"{of}_flag"] == flags_of(claim, of)
        source = sources[claim["source"]]
        assert (row[f"{of}_url"], row[f"{of}_title"]) == (source["url"], source["title"])
        for ending, column in own.items():
            if column and row[f"{of}_{ending}"] is not None:
                assert str(row[f"{of}_{ending}"]) == claim[column] or float(claim[column] or 0) == row[f"{of}_{ending}"]
        if part.match == "interval":
            assert row[f"{of}_qualifier"] in (None, claim["qualifier"])
            assert row[f"{of}_printed"] in (None, claim["printed"])
            assert row[of] is None or row[of] == float(claim[of] or "nan")
            if row[of] is None:
                # Nothing is shown of what the claim leaves open, or of what we computed.
                assert claim[of] is None or (claim["nature"], claim["printed"]) == ("derived", None)
        else:
            assert row[of] == claim[of]
    assert seen


def test_programs_see_one_part_a_claim_on_the_command_line(run_on: Any) -> None:
    run: Run = run_on(FOLDER)
    deal = json.loads(run("list", "deals", "key:cognition-windsurf", "--json")[1])[0]
    assert (deal["status"], deal["amount_status"], deal["amount_nature"]) == ("confirmed", "rumoured", "estimate")
    assert deal["announced_claim"] != deal["amount_claim"]
    assert deal["announced_source"] != deal["amount_source"]


def columns_of(lens: Lens, name: str, reader: Reader) -> dict[str, ShownColumn]:
    table = lens.table(name)
    assert table.view is not None
    return {column.name: column for column in shown_columns(table.view.columns, table, reader, lens.table)}


def bare(text: str) -> str:
    """What a cell says without the mark of how it stands."""
    return text[2:] if text[:2] in {f"{mark} " for mark in STANDS.values()} else text


@pytest.mark.parametrize(("name", "of"), PARTS)
def test_a_table_draws_what_the_claim_says(shipped: Lens, name: str, of: str) -> None:
    reader, table = Reader("en", shipped.names), shipped.table(name)
    column = columns_of(shipped, name, reader).get(of)
    if column is None:
        assert (name, of) == ("departures", "count"), "drawn in the column of the person"
        column = columns_of(shipped, name, reader)["person"]
    facts = shipped.facts(name).filter(pl.col(f"{of}_claim").is_not_null())
    by_id = {row: number for number, row in enumerate(shipped.claims(name)["id"])}
    claims = shipped.claims(name)[[by_id[claim] for claim in facts[f"{of}_claim"]]]
    # Where somebody went later is told of the fact alone.
    facts, claims = (
        frame.with_columns(pl.lit(None, pl.String).alias(one) for one in LATER if one not in frame.columns)
        for frame in (facts, claims)
    )
    drawn, said = column.draw(facts), column.draw(claims)
    cells = claims_of(shipped, name)
    for fact, text, of_claim in zip(facts.iter_rows(named=True), drawn, said, strict=True):
        if fact[of] is None:
            continue
        assert bare(text) == bare(of_claim), fact["key"]
        claim = cells[fact[f"{of}_claim"]]
        mark = "⚑" if flags_of(claim, of) else DOUBTED.get(str(claim["status"]), "")
        mark = mark or ("→" if claim["nature"] in AHEAD else "")
        if fact["status"] not in HAPPENED and mark != "⚑":
            # The fact itself is marked by its status; its figures are struck with it.
            refuted = DOUBTED.get(fact["status"]) == "✗"
            mark = ("✗" if refuted else mark) if part_of(table, of).match == "interval" else ""
        assert text.startswith(f"{mark} ") if mark else text == bare(text), fact["key"]


@pytest.mark.parametrize("name", CLAIMED)
def test_no_flagged_figure_stands_unmarked_in_any_cell(shipped: Lens, name: str) -> None:
    table, reader = shipped.table(name), Reader("en", shipped.names)
    columns = columns_of(shipped, name, reader)
    for part in (part for part in table.parts if part.match == "interval"):
        for rows in (shipped.facts(name), shipped.claims(name), shipped.shown(name)):
            found = rows.filter(pl.col(f"{part.name}_flag").is_not_null() & pl.col(part.name).is_not_null())
            for shown in (part.name, f"{part.name}_usd"):
                if shown in columns:
                    assert all(text.startswith("⚑ ") for text in columns[shown].draw(found) if text)
    if name == "departures":
        counts = shipped.facts(name).filter(pl.col("count_flag").is_not_null())
        assert counts.height
        assert all(text.startswith("⚑ ") for text in columns["person"].draw(counts))


def test_no_flagged_or_doubted_figure_is_added_ranked_charted_or_a_headline(shipped: Lens) -> None:
    policy, deals = shipped.policy, shipped.facts("deals")

    def held(rows: pl.DataFrame, name: str, part: str, claim: str) -> None:
        cells = claims_of(shipped, name)
        assert rows.height
        for row in rows.iter_rows(named=True):
            shown = cells[row[claim]]
            assert flags_of(shown, part) is None, row["key"]
            assert shown["status"] in HAPPENED, row["key"]
            assert shown["nature"] not in AHEAD, row["key"]

    held(deals.filter(policy.equity_round()), "deals", "amount", "amount_claim")
    held(Rounds(shipped)._largest, "deals", "amount", "amount_claim")
    held(funding(shipped, "market"), "market", "value", "value_claim")
    held(shipped.headlines("users"), "users", "value", "id")
    held(ChinaRace(shipped)._leading(), "users", "value", "id")
    rounds = deals.filter(policy.equity_round()).group_by("company").agg(pl.col("amount_usd").sum())
    sums = dict(rounds.iter_rows())
    for company, total in shipped.shown("companies").select("company", "rounds_usd").drop_nulls().iter_rows():
        assert total == pytest.approx(sums[company])


def test_the_line_of_a_series_has_no_flagged_point(shipped: Lens) -> None:
    flagged = {
        (row["product"], row["metric"], row["start"], row["value"])
        for row in shipped.ranked("users").filter(pl.col("value_flag").is_not_null()).iter_rows(named=True)
    }
    stated = {
        (row["product"], row["metric"], row["start"], row["value"])
        for row in shipped.ranked("users").filter(pl.col("value_flag").is_null()).iter_rows(named=True)
    }
    for row in shipped.shown("users").iter_rows(named=True):
        for point in zip(row["starts"], row["values"], strict=True):
            told = (row["product"], row["metric"], *point)
            assert told not in flagged or told in stated, row["key"]


def pane(lens: Lens, name: str, row: Row, reader: Reader) -> list[str]:
    figures = Figures(lens, lens.table(name), row)
    return [plain_line(line) for line in figures.draw(Room(300, 40, reader))]


def under(lines: list[str], label: str) -> Iterator[str]:
    """The line of a label, and those without one that follow it."""
    start = next((n for n, line in enumerate(lines) if line.startswith(label)), None)
    if start is None:
        return
    yield lines[start]
    for line in lines[start + 1 :]:
        if not line.startswith("  "):
            return
        yield line


@pytest.mark.parametrize("name", CLAIMED)
def test_the_pane_tells_of_each_part_what_its_claim_says(shipped: Lens, name: str) -> None:
    reader, table, cells = Reader("en", shipped.names), shipped.table(name), claims_of(shipped, name)
    words = {
        column: {choice.id: choice.label.en for choice in table.column(column).choices}
        for column in ("status", "nature")
    }
    for row in shipped.facts(name).iter_rows(named=True):
        lines = pane(shipped, name, row, reader)
        pages = {
            part.name: _page(shipped, cells[row[f"{part.name}_claim"]], reader)
            for part in table.parts
            if row[f"{part.name}_claim"]
        }
        first = next((page for line in lines for page in pages.values() if line.strip().endswith(page)), None)
        assert first is not None, row["key"]
        for part in table.parts:
            label = reader.label(table.column(part.name).title).ljust(13)
            block = list(under(lines, label))
            if not block or row[f"{part.name}_claim"] is None:
                continue
            claim, told = cells[row[f"{part.name}_claim"]], " · ".join(line.strip() for line in block[1:])
            spoken = set(told.split(" · "))
            status, nature = claim["status"] or "", claim["nature"] or ""
            others = set(words["status"].values()) - {words["status"][status]}
            assert not others & spoken, (row["key"], part.name)
            if status != row["status"]:
                assert words["status"][status] in spoken, (row["key"], part.name)
            if nature != "actual" and part.match == "interval":
                assert words["nature"][nature] in spoken, (row["key"], part.name)
            if flags_of(claim, part.name):
                assert "⚑" in told, (row["key"], part.name)
            else:
                assert "⚑" not in told, (row["key"], part.name)
            assert not (set(pages.values()) - {pages[part.name]}) & spoken, (row["key"], part.name)
            assert pages[part.name] in spoken or pages[part.name] == first, (row["key"], part.name)


def _page(lens: Lens, claim: Cells, reader: Reader) -> str:
    source = lens.source(claim["source"])
    assert source is not None
    return " ".join(filter(None, (reader.names.name(source["publisher"], "en"), source["published"])))


def test_a_row_of_a_series_shows_the_claim_of_its_fact(shipped: Lens) -> None:
    shown = dict(shipped.facts("users").select("key", "value_claim").iter_rows())
    for row in shipped.shown("users").iter_rows(named=True):
        assert row["id"] == shown[row["key"]], row["key"]


@pytest.mark.parametrize(("name", "of"), PARTS)
def test_a_citation_is_of_one_claim(shipped: Lens, name: str, of: str) -> None:
    table, cells, reader = shipped.table(name), claims_of(shipped, name), Reader("en", shipped.names)
    facts = shipped.facts(name).filter(pl.col(of).is_not_null()).gather_every(7)
    assert facts.height
    for row in facts.iter_rows(named=True):
        claim = cells[row[f"{of}_claim"]]
        source = shipped.source(claim["source"])
        assert source is not None
        quoted = citation(shipped, name, row, reader, of)
        told, address = quoted.text, quoted.address
        assert address == (source["url"] or "")
        assert reader.names.name(source["publisher"], "en") in told
        assert (f"said by {reader.names.name(claim['said_by'], 'en')}" in told) == bool(claim["said_by"])
        is_part = table.date in {part.name for part in table.parts}
        dated = claim[table.date] and not (is_part and flags_of(claim, table.date))
        assert (f", as of {claim[table.date]}" in told) == bool(dated)
        for status in DOUBTED:
            assert (f", {status}" in told) == (status in (claim["status"], row["status"]))


@pytest.mark.parametrize(
    ("key", "part", "value", "status", "nature"),
    [
        # The whole, not a tranche, a net sum or the first part.
        ("openai-2025-03", "amount", (40e9, 41e9), HAPPENED, "actual"),
        ("nuance-microsoft", "amount", (19.7e9,), HAPPENED, "actual"),
        ("adept-amazon", "amount", (330e6,), HAPPENED, "actual"),
        # A deal that is confirmed, or reported, with a sum that is not.
        ("cognition-windsurf", "amount", (300e6,), ("rumoured",), "estimate"),
        ("groq-nvidia", "amount", (20e9,), ("reported", "rumoured"), "actual"),
        ("anthropic-ipo-2026", "amount", (60e9,), ("rumoured",), "plan"),
    ],
)
def test_sums_that_stood_for_others_are_shown_as_stated(
    shipped: Lens, key: str, part: str, value: tuple[float, ...], status: tuple[str, ...], nature: str
) -> None:
    row = shipped.fact("deals", key)
    assert row is not None
    assert row[part] in value
    assert row[f"{part}_status"] in status
    assert row[f"{part}_nature"] == nature


@pytest.mark.parametrize("key", ["cognition-windsurf", "groq-nvidia"])
def test_a_deal_is_confirmed_where_its_sum_is_not(shipped: Lens, key: str) -> None:
    row = shipped.fact("deals", key)
    assert row is not None
    assert (row["status"], row["amount_status"] != "confirmed") == ("confirmed", True)


def test_a_value_that_is_only_flagged_is_marked_and_outside_of_cards(shipped: Lens) -> None:
    row = shipped.fact("deals", "tml-nvidia-2026")
    assert row is not None
    assert (row["valuation"], row["valuation_flag"]) == (12e9, "stale")
    reader = Reader("en", shipped.names)
    card = [plain_line(line) for line in stacked(entity_panels(shipped, row["company"]), Room(100, 40, reader))]
    assert not [line for line in card if line.startswith("valued") and row["announced"] in line]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("databricks-2024-12-j", "2024-12-17"),
        ("openai-2024-10", "2024-10-02"),
        ("xai-2024-12-c", "2024-12-23"),
    ],
)
def test_days_that_stood_as_months_and_quarters(shipped: Lens, key: str, day: str) -> None:
    row = shipped.fact("deals", key)
    assert row is not None
    assert row["announced"] == day


@pytest.mark.parametrize("name", ["deals", "departures"])
def test_the_date_shown_is_the_finest_of_those_that_agree(shipped: Lens, name: str) -> None:
    kinds = {kind: place for place, group in enumerate(shipped.policy.date_kinds) for kind in group}
    by_key: dict[str, list[Cells]] = defaultdict(list)
    for claim in claims_of(shipped, name).values():
        by_key[str(claim["key"])].append(claim)
    cells, finer = claims_of(shipped, name), 0
    for row in shipped.facts(name).iter_rows(named=True):
        if row["announced_claim"] is None:
            continue
        shown = cells[row["announced_claim"]]
        mine = dates.parse(str(shown["announced"]))
        for claim in by_key[row["key"]]:
            same = _occurs(claim) == _occurs(shown) and kinds.get(claim["date_kind"] or "") == kinds.get(
                shown["date_kind"] or ""
            )
            moved = name == "departures" and claim["kind"] != shown["kind"]
            if claim["announced"] is None or not same or moved or flags_of(claim, "announced"):
                continue
            other = dates.parse(claim["announced"])
            if None in (mine.start, mine.end, other.start, other.end):
                continue
            inside = mine.start <= other.start and other.end <= mine.end  # type: ignore[operator]
            # A finer date inside of the one shown would have been shown.
            assert not (inside and (other.start, other.end) != (mine.start, mine.end)), (row["key"], claim["announced"])
            finer += mine.start >= other.start and mine.end <= other.end  # type: ignore[operator]
    assert finer


def _occurs(claim: Cells) -> bool:
    return claim["status"] in HAPPENED and claim["nature"] not in AHEAD


@pytest.mark.parametrize(("part", "basis"), [("amount", "basis"), ("valuation", "valuation_basis")])
def test_a_part_never_stands_for_its_whole(shipped: Lens, part: str, basis: str) -> None:
    order = {value: place for place, value in enumerate(shipped.policy.basis[basis])}
    cells = claims_of(shipped, "deals")
    by_key: dict[str, list[str]] = defaultdict(list)
    for name, claim in cells.items():
        if claim[part] and not flags_of(claim, part) and (claim["nature"], claim["printed"]) != ("derived", None):
            by_key[str(claim["key"])].append(name)
    restated = set(shipped.compared("deals", part).filter(pl.col("relation") == "restated")["id"])
    for row in shipped.facts("deals").iter_rows(named=True):
        claim = cells.get(row[f"{part}_claim"] or "")
        if claim is None or not claim[part] or flags_of(claim, part):
            continue
        others = [cells[name] for name in by_key[row["key"]] if name not in restated]
        whole = min((order.get(o[basis] or "", len(order)) for o in others if _occurs(o) == _occurs(claim)), default=99)
        assert order.get(claim[basis] or "", len(order)) == whole, row["key"]
        assert _occurs(claim) or not any(map(_occurs, others)), row["key"]
