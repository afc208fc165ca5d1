"""The first screen: what a newcomer should see, each line a door to the rows behind it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import polars as pl

from tui.cells.cell import Reader
from tui.cells.marks import trend
from tui.charts.bars import Bars
from tui.corpus.lens import Lens
from tui.language.words import word
from tui.pages.document import Line, Span
from tui.pages.stated import figure_of
from tui.text.figures import figure
from tui.text.numbers import percent
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

ROWS = 6
"""Lines of a block where the screen has no room for more."""
TREND = 12
SIDES = 3
"""Figures of a dispute that are told."""
DISPUTED_SHARE = {"users": 2, "deals": 3}
"""Which part of the lines of disputes a table has at most, those named first; the others have a sixth."""


class Door(NamedTuple):
    """Where a line leads: a tab, and in it the row with this key."""

    tab: str
    key: str = ""


class Entry(NamedTuple):
    """One line of the overview and where it leads."""

    spans: Line
    door: Door | None = None


class Panel(NamedTuple):
    """One block of the overview."""

    title: str
    note: str
    entries: tuple[Entry, ...]
    door: Door | None = None


def _cells(*parts: tuple[str, int, str, str]) -> Line:
    """Columns of one line: text, width, alignment and role of each."""
    spans = []
    for text, width, align, role in parts:
        padded = pad(text, width, "right" if align == "right" else "left")
        spans += [Span(padded, role), Span(" ")]
    return tuple(spans[:-1])


def _largest(lens: Lens, reader: Reader, width: int, rows: int) -> Panel:
    until = lens.last_day
    since = date(until.year - 1, until.month, 1)
    deals = lens.facts("deals").filter(
        lens.policy.whole_round()
        & (pl.col("start") >= since)
        # "Up to" is a promise, not a round.
        & (pl.col("qualifier") != "at_most")
    )
    table = lens.table("deals")
    entries = []
    name_width = max(12, width - 36)
    for row in deals.sort("amount_usd", descending=True).head(rows).iter_rows(named=True):
        round_ = table.column("round").choice(row["round"] or "", reader.language)
        amount = figure(row["amount"], reader.language, currency=row["currency"], qualifier=row["qualifier"])
        line = _cells(
            (row["announced"], 10, "left", "dim"),
            (visible(reader.names.name(row["company"], reader.language)), name_width, "left", ""),
            (amount, 11, "right", "figure"),
            ("" if row["round"] == "undisclosed" else round_, 10, "left", "dim"),
        )
        entries.append(Entry(line, Door("deals", row["key"])))
    return Panel(word("largest", reader.language), word("last_year", reader.language), tuple(entries), Door("deals"))


def _race(lens: Lens, reader: Reader, width: int, rows: int) -> Panel:
    found = lens.shown("users").filter(
        (pl.col("metric") == "mau")
        & (pl.col("voice") == "questmobile")
        & (pl.col("region") == "cn")
        & (pl.col("channel") == "app")
        & (pl.col("unit") == "people")
        & pl.col("versus").is_null()
        & (pl.col("precision") <= 1)
    )
    sectors = lens.corpus.frame("entities").filter(pl.col("kinds").str.contains("sector|group"))["id"]
    found = found.filter(~pl.col("product").is_in(sectors.to_list())).sort("real", "value", descending=True)
    found = found.unique("product", keep="first", maintain_order=True).sort("value", descending=True)
    entries = []
    name_width = max(10, width - 9 - TREND - 8 - 6)
    for row in found.head(rows).iter_rows(named=True):
        line = _cells(
            (visible(reader.names.both(row["product"], reader.language)), name_width, "left", ""),
            (figure(row["value"], reader.language, qualifier=row["qualifier"]), 9, "right", "figure"),
            (trend(row, reader.glyphs, TREND), TREND, "left", "figure"),
            (row["period"], 8, "left", "dim"),
        )
        entries.append(Entry(line, Door("users", row["key"])))
    return Panel(word("race", reader.language), word("race_of", reader.language), tuple(entries), Door("users"))


def _market(lens: Lens, by_region: bool) -> pl.DataFrame:
    rows = lens.facts("market").filter(
        (pl.col("subject") == "ai")
        & (pl.col("metric") == "funding")
        & (pl.col("unit") == "money")
        & (pl.col("currency") == "USD")
        & pl.col("segment").is_null()
        & pl.col("whole").is_null()
        & pl.col("versus").is_null()
        & lens.policy.unflagged()
        & (pl.col("precision") == 4)
    )
    if by_region:
        return rows.filter(pl.col("region") != "world").sort("start", "value", descending=True)
    return rows.filter(pl.col("region") == "world").sort("start")


def _funding(lens: Lens, reader: Reader, width: int, *, by_region: bool) -> Panel:
    rows = _market(lens, by_region)
    if by_region and rows.height:
        # The newest year for which more than one region is known.
        years = rows.group_by("start").agg(pl.len().alias("n")).sort(pl.col("n") > 1, "start")
        rows = rows.filter(pl.col("start") == years["start"][-1])
    largest = max(rows["value"].to_list(), default=1.0)
    label_width = 14 if by_region else 5
    bar_width = max(6, width - label_width - 22)
    entries = []
    before: float | None = None
    shown = rows.tail(ROWS)
    bars = Bars(tuple(shown["value"]), largest).draw(bar_width, ROWS, reader.glyphs)
    for row, bar in zip(shown.iter_rows(named=True), bars, strict=True):
        label = reader.names.name(row["region"], reader.language) if by_region else row["period"]
        value = figure(row["value"], reader.language, currency="USD", qualifier=row["qualifier"])
        grown = percent((row["value"] / before - 1) * 100, signed=True) if before and not by_region else ""
        before = row["value"]
        line = _cells(
            (visible(label), label_width, "left", ""),
            (bar, bar_width, "left", "bar"),
            (value, 10, "right", "figure"),
            (grown or (row["period"] if by_region else ""), 8, "left", "dim"),
        )
        entries.append(Entry(line, Door("market", row["key"])))
    said = sorted({reader.names.name(v, reader.language) for v in rows["said_by"].drop_nulls()})
    title = word("regions" if by_region else "yearly", reader.language)
    return Panel(title, visible(", ".join(said)), tuple(entries), Door("market"))


def _moves(lens: Lens, reader: Reader, width: int, rows: int) -> Panel:
    moves = lens.facts("departures").filter(
        pl.col("person").is_not_null() & (pl.col("precision") == 0) & lens.policy.happened()
    )
    entries = []
    for row in moves.head(rows).iter_rows(named=True):
        path = " → ".join(reader.names.name(row[c], reader.language) for c in ("org", "to_org") if row[c])
        name_width = max(10, (width - 12) // 2)
        line = _cells(
            (row["announced"], 10, "left", "dim"),
            (visible(reader.names.name(row["person"], reader.language)), name_width, "left", ""),
            (visible(path), max(8, width - 12 - name_width), "left", "dim"),
        )
        entries.append(Entry(line, Door("departures", row["key"])))
    return Panel(word("moves", reader.language), "", tuple(entries), Door("departures"))


def _disputes(lens: Lens, reader: Reader, width: int, rows: int) -> Panel:
    disputes = lens.disputes
    entries = []
    for name in dict.fromkeys([*DISPUTED_SHARE, *disputes["table"]]):
        most = max(1, rows // DISPUTED_SHARE.get(name, 6))
        first = disputes.filter(pl.col("table") == name).head(most)
        entries += [_dispute(lens, row, reader, width) for row in first.iter_rows(named=True)]
    return Panel(f"{word('disputes', reader.language)}  {disputes.height}", "", tuple(entries[:rows]))


def _dispute(lens: Lens, row: dict[str, Any], reader: Reader, width: int) -> Entry:
    table = lens.table(row["table"])
    claims = [lens.claim(table.name, side) for side in row["sides"][:SIDES]]
    told = " ≠ ".join(figure_of(table, claim, table.fields[0].name, reader) for claim in claims if claim)
    what = table.column(table.what).choice(row["what"] or "", reader.language)
    told_width = min(cell_width(told), width // 2)
    line = _cells(
        (
            f"{visible(reader.names.name(row['subject'], reader.language))} {what} {row['when'] or ''}",
            max(8, width - told_width - 1),
            "left",
            "",
        ),
        (cut(told, told_width), told_width, "left", "rival"),
    )
    return Entry(line, Door(table.name, row["key"]))


START = {
    "en": ("1–7 tabs · Enter open · / find · d detail", "s sources · ? keys and what the words mean"),
    "zh": ("1–7 切换 · Enter 打开 · / 查找 · d 详情", "s 来源 · ? 按键与术语"),
}


def _start(lens: Lens, reader: Reader) -> Panel:
    claims = sum(lens.corpus.frame(name).height for name in lens.corpus.claimed)
    sources = lens.corpus.frame("sources").height
    entities = lens.corpus.frame("entities").height
    if reader.language == "zh":
        size = f"{claims:,} 条主张 · {sources:,} 个来源 · {entities:,} 个主体 · 截至 {lens.last_day}"
        holes = "缺口：多数产品的日活，许多未公开的轮次"
    else:
        size = f"{claims:,} claims · {sources:,} sources · {entities:,} names · to {lens.last_day}"
        holes = "holes: DAU of most apps, many private rounds"
    lines = (*START[reader.language], size, holes)
    entries = tuple(Entry((Span(text, "dim"),)) for text in lines)
    return Panel(word("start", reader.language), "", entries)


def overview(lens: Lens, reader: Reader, width: int, rows: int = ROWS) -> list[Panel]:
    """The blocks of the first screen, each drawn for a column of `width` cells and about `rows` lines."""
    known = lens.corpus.names
    return [
        *([_race(lens, reader, width, rows)] if "users" in known else []),
        *([_largest(lens, reader, width, rows)] if "deals" in known else []),
        *([_funding(lens, reader, width, by_region=False)] if "market" in known else []),
        *([_moves(lens, reader, width, rows)] if "departures" in known else []),
        *([_funding(lens, reader, width, by_region=True)] if "market" in known else []),
        _disputes(lens, reader, width, rows),
        _start(lens, reader),
    ]
