"""The page of one fact: what is shown, every claim behind it with its mark, and what cannot be compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import polars as pl

from tui.frames.catalog import Column, Table
from tui.frames.cells import Reader
from tui.frames.resolved import Resolved
from tui.models.document import Block, Gap, Heading, Item, Pair, Span
from tui.models.words import word
from tui.text.figures import figure
from tui.text.numbers import full
from tui.text.visible import visible

SUBJECT = {
    "deals": "company",
    "users": "product",
    "departures": "person",
    "market": "subject",
    "facts": "entity",
}
"""The column that says whom a fact is about, by table."""

RELATION_MARK = {
    "shown": Span("✓", "good"),
    "witness": Span("=", "good"),
    "rival": Span("≠", "rival"),
    "aside": Span("~", "dim"),
    "apart": Span("∥", "dim"),
}
SILENT_MARK = Span("·", "dim")

AROUND = timedelta(days=45)
MOST_NEIGHBOURS = 5
MOST_APART = 8

Row = dict[str, Any]


def subject(name: str, row: Row) -> str | None:
    """The entity that a row is about: for a count of people, the organisation."""
    entity: str | None = row.get(SUBJECT[name]) or row.get("org")
    return entity


def _figure(table: Table, row: Row, field_name: str, reader: Reader) -> str:
    f = next(f for f in table.fields if f.name == field_name)
    first = table.fields[0].name == field_name
    currency = row.get(f.unit) if f.unit else row.get("currency")
    return figure(
        row[field_name],
        reader.language,
        high=row.get(f.high) if f.high else None,
        unit=row.get("unit"),
        currency=currency,
        qualifier=row["qualifier"] if first else row.get(f"{field_name}_qualifier"),
        growth=bool(row.get("versus")),
    )


def _cell(column: Column, value: Any, reader: Reader) -> str:
    """One value in full, as the pane writes it."""
    if value is None:
        return ""
    if column.type == "entity":
        return visible(reader.names.both(value, reader.language))
    if column.type == "entities":
        joint = "、" if reader.language == "zh" else ", "
        return visible(joint.join(reader.names.name(v, reader.language) for v in value.split(";")))
    if column.type in ("enum", "enums"):
        return visible(", ".join(column.choice(v, reader.language) for v in value.split(";")))
    if column.type in ("number", "money"):
        return full(value)
    return visible(str(value))


def title(name: str, row: Row, reader: Reader) -> str:
    """The name of a fact: whom it is about."""
    return visible(reader.names.both(subject(name, row), reader.language))


def _figures(table: Table, row: Row, reader: Reader) -> Iterator[Block]:
    for f in table.fields:
        if f.match != "interval":
            continue
        label = reader.label(table.column(f.name).title)
        text = _figure(table, row, f.name, reader)
        if not text:
            continue
        value = row[f.name]
        role = "struck" if row["status"] in ("denied", "withdrawn") else "figure"
        yield Pair(label, text, role)
        if value is None:
            continue
        unit = row.get(f.unit) if f.unit else row.get("currency")
        if not unit and row.get("unit"):
            unit = table.column("unit").choice(row["unit"], reader.language)
        parts = [full(value), visible(str(unit or ""))]
        if f.basis and row.get(f.basis):
            parts.append(f"· {_cell(table.column(f.basis), row[f.basis], reader)}")
        yield Pair("", " ".join(parts), "dim")
        currency = row.get(f.unit or "currency")
        if currency != "USD" and f"{f.name}_usd" in row:
            usd = row[f"{f.name}_usd"]
            said = (
                word("no_rate", reader.language)
                if usd is None
                else figure(usd, reader.language, currency="USD", qualifier="approx")
            )
            yield Pair("", f"{word('converted', reader.language)}: {said}", "dim")
        witnesses, rivals = row.get(f"{f.name}_witnesses"), row.get(f"{f.name}_rivals")
        if witnesses is not None:
            yield Pair("", _verdict(witnesses, rivals or 0, reader), "rival" if rivals else "dim")


def _verdict(witnesses: int, rivals: int, reader: Reader) -> str:
    if witnesses <= 1 and not rivals:
        return word("only", reader.language)
    said = [f"={witnesses} {word('witnesses', reader.language)}"] if witnesses > 1 else []
    if rivals:
        said.append(f"≠{rivals} {word('rivals', reader.language)}")
    return " · ".join(said)


ENDINGS = (
    "status",
    "nature",
    "qualifier",
    "said_by",
    "said_by_kind",
    "source",
    "line",
    "printed",
    "confidence",
)


def _facts(table: Table, row: Row, reader: Reader) -> Iterator[Block]:
    """The columns of the fact's own that say something, in the order of the table."""
    drawn = {n for f in table.fields if f.match == "interval" for n in (f.name, f.high, f.unit, f.basis) if n}
    skipped = {
        *drawn,
        *ENDINGS,
        "key",
        "flag",
        "note",
        "alt_currency",
        "currency",
        "unit",
        SUBJECT[table.name],
    }
    for column in table.columns:
        value = row.get(column.name)
        if value is None or column.name in skipped:
            continue
        text = _cell(column, value, reader)
        if column.name.startswith("alt_"):
            text = figure(value, reader.language, currency=row.get("alt_currency"))
        yield Pair(reader.label(column.title), text)
    for f in table.fields:
        if f.match != "interval" and row[f.name] is not None:
            witnesses, rivals = row[f"{f.name}_witnesses"], row[f"{f.name}_rivals"]
            if witnesses > 1 or rivals:
                label = reader.label(table.column(f.name).title)
                yield Pair(label, _verdict(witnesses, rivals, reader), "rival" if rivals else "dim")
    status = table.column("status")
    word_of_status = status.choice(row["status"], reader.language)
    nature = row.get("nature")
    if nature and nature != "actual":
        word_of_status += f" · {table.column('nature').choice(nature, reader.language)}"
    role = "rival" if row["status"] in ("denied", "withdrawn", "rumoured") else ""
    yield Pair(reader.label(status.title), visible(word_of_status), role)


def _lines(text: str, reader: Reader) -> str:
    numbers = text.replace(";", ", ")
    if reader.language == "zh":
        return f"第 {numbers} 行"
    return f"{word('lines' if ';' in text else 'line', 'en')} {numbers}"


class _Claims:
    """Writes claims; holds what all of them need."""

    def __init__(self, resolved: Resolved, name: str, reader: Reader) -> None:
        self.table = resolved.table(name)
        self.reader = reader
        self.sources = {row["id"]: row for row in resolved.corpus.frame("sources").iter_rows(named=True)}
        self.relations: dict[str, dict[str, tuple[str, str]]] = {}
        for f in self.table.fields:
            compared = resolved.compared(name, f.name)
            self.relations[f.name] = {
                row[0]: (row[1], row[2]) for row in compared.select("id", "relation", "reason").iter_rows()
            }

    def _choice(self, column: str, value: str | None) -> str:
        return self.table.column(column).choice(value, self.reader.language) if value else ""

    def _stated(self, claim: Row) -> Iterator[Span]:
        """Each field that the claim states, behind its mark."""
        for position, f in enumerate(self.table.fields):
            value = claim[f.name]
            silent = position == 0 and claim["qualifier"] in ("vague", "undisclosed")
            if value is None and not silent:
                continue
            relation, reason = self.relations[f.name].get(claim["id"], ("", ""))
            if f.match == "interval":
                text = _figure(self.table, claim, f.name, self.reader)
                basis = self._choice(f.basis, claim[f.basis]) if f.basis and value is not None else ""
                text = f"{text} {basis}".strip()
            elif f.match == "equal":
                text = f"→ {self.reader.names.name(value, self.reader.language)}"
            else:
                text = str(value)
            mark = RELATION_MARK.get(relation, SILENT_MARK)
            differs = [self.reader.label(self.table.column(column).title) for column in reason.split()]
            told = f" ({word('differs', self.reader.language)} {', '.join(differs)})" if differs else ""
            role = {"rival": "rival", "aside": "dim", "apart": "dim"}.get(relation, "figure")
            if claim["status"] in ("denied", "withdrawn"):
                role = "struck"
            yield Span(f"{mark.text} {visible(text)}{told}", role)

    def block(self, claim: Row) -> Item:
        """One claim: what it says, who says it, where it was printed, and what is known against it."""
        language = self.reader.language
        source = self.sources.get(claim["source"], {})
        publisher = self.reader.names.name(source.get("publisher"), language) or claim["source"]
        stated = list(self._stated(claim)) or [Span(f"· {word('silent', language)}", "dim")]
        if claim["said_by"]:
            stated.append(Span(visible(self.reader.names.name(claim["said_by"], language)), "said"))
        facts = [
            self._choice("qualifier", claim["qualifier"]),
            self._choice("status", claim["status"]),
            self._choice("said_by_kind", claim["said_by_kind"]),
            self._choice("confidence", claim["confidence"]),
        ]
        if claim["nature"] != "actual":
            facts.insert(1, self._choice("nature", claim["nature"]))
        place = [publisher, source.get("published") or "?"]
        if source.get("published_basis") == "inferred":
            place[1] += "?"
        if claim["line"]:
            place.append(_lines(claim["line"], self.reader))
        if claim["printed"]:
            place.append(f"“{claim['printed']}”")
        under = [
            Span(visible(" · ".join(place)), "source"),
            Span(visible(" · ".join(f for f in facts if f)), "dim"),
        ]
        if source.get("seen_via"):
            under.append(Span(visible(f"{word('via', language)} {source['seen_via']}"), "warn"))
        if claim["flag"]:
            flags = self._choices(claim["flag"])
            under.append(Span(visible(f"⚑ {flags}"), "rival"))
        if claim["note"]:
            under.append(Span(visible(claim["note"]), "dim"))
        if source.get("url"):
            under.append(Span(visible(source["url"]), "link"))
        return Item(tuple(stated), tuple(under))

    def _choices(self, values: str) -> str:
        return ", ".join(self._choice("flag", value) for value in values.split(";"))


WORLD = "world"


def _part_above_whole(part: Row, whole: Row) -> bool:
    """Whether one region's figure is above the world's: a sign that the two are counted differently."""
    if part.get("region") in (None, WORLD) or whole.get("region") != WORLD or part["unit"] != whole["unit"]:
        return False
    additive = part["unit"] != "percent" and part["value"] is not None and whole["value"] is not None
    return additive and bool(part["value"] > whole["value"])


def _apart(resolved: Resolved, name: str, row: Row, reader: Reader) -> list[Block]:
    """Facts of the same subject, metric and time that are defined otherwise."""
    if name not in ("users", "market", "facts"):
        return []
    table = resolved.table(name)
    start, end = row["start"], row["end"]
    if start is None or end is None:
        return []
    near = resolved.facts(name).filter(
        (pl.col(SUBJECT[name]) == row[SUBJECT[name]])
        & (pl.col("metric") == row["metric"])
        & (pl.col("key") != row["key"])
        & (pl.col("start") <= end)
        & (pl.col("end") >= start)
    )
    blocks: list[Block] = []
    for other in near.head(MOST_APART).iter_rows(named=True):
        differs = [
            f"{reader.label(table.column(c).title)} {_cell(table.column(c), other[c], reader) or '–'}"
            for c in table.identity
            if other[c] != row[c]
        ]
        said = reader.names.name(other["said_by"], reader.language)
        spans = (Span(_figure(table, other, "value", reader), "figure"), Span(visible(said), "said"))
        under = [Span(visible("; ".join(differs)), "dim")]
        if _part_above_whole(row, other) or _part_above_whole(other, row):
            under.append(Span(word("part_above", reader.language), "warn"))
        blocks.append(Item(spans, tuple(under), RELATION_MARK["apart"]))
    if blocks:
        blocks = [Gap(), Heading(word("apart", reader.language), "part"), *blocks]
    return blocks


def _around(resolved: Resolved, name: str, row: Row, reader: Reader) -> list[Block]:
    """What else happened to the same company around that date."""
    entity = subject(name, row) if name != "departures" else row.get("org")
    if not entity or row["start"] is None or row["end"] is None:
        return []
    family = resolved.names.family(resolved.names.root(entity))
    first, last = row["start"] - AROUND, row["end"] + AROUND
    blocks: list[Block] = []
    for table_name, column in (("deals", "company"), ("departures", "org")):
        near = resolved.facts(table_name).filter(
            pl.col(column).is_in(family)
            & (pl.col("key") != row["key"])
            & (pl.col("start") >= first)
            & (pl.col("end") <= last)
            & ~pl.col("status").is_in(["denied", "withdrawn"])
        )
        table = resolved.table(table_name)
        for other in near.head(MOST_NEIGHBOURS).iter_rows(named=True):
            kind = table.column("kind").choice(other["kind"], reader.language)
            what = _figure(table, other, table.fields[0].name, reader)
            who = reader.names.name(subject(table_name, other), reader.language)
            spans = (Span(other["announced"], "dim"), Span(visible(f"{who} {kind}")), Span(what, "figure"))
            blocks.append(Item(tuple(span for span in spans if span.text)))
    if blocks:
        blocks = [Gap(), Heading(word("also", reader.language), "part"), *blocks]
    return blocks


def fact_page(resolved: Resolved, name: str, key: str, reader: Reader) -> list[Block]:
    """All that is known of one fact of a table of claims; empty if there is no such fact."""
    found = resolved.facts(name).filter(pl.col("key") == key)
    if found.is_empty():
        return []
    row = found.row(0, named=True)
    table = resolved.table(name)
    claims = resolved.ranked(name).filter(pl.col("key") == key)
    writer = _Claims(resolved, name, reader)
    blocks: list[Block] = [
        Heading(title(name, row, reader)),
        *_figures(table, row, reader),
        *_facts(table, row, reader),
        Gap(),
        Heading(f"{word('claims', reader.language)}  {claims.height}", "part"),
    ]
    blocks += [writer.block(claim) for claim in claims.iter_rows(named=True)]
    blocks += _apart(resolved, name, row, reader)
    blocks += _around(resolved, name, row, reader)
    return blocks


def source_page(resolved: Resolved, source: str, reader: Reader) -> list[Block]:
    """What is known of one source, and how many claims of each table rest on it."""
    table = resolved.table("sources")
    found = resolved.corpus.frame("sources").filter(pl.col("id") == source)
    if found.is_empty():
        return []
    row = found.row(0, named=True)
    blocks: list[Block] = [Heading(visible(row["title"] or row["id"]))]
    for column in table.columns:
        if row[column.name] is not None and column.name != "title":
            role = "link" if column.type == "url" else ""
            blocks.append(Pair(reader.label(column.title), _cell(column, row[column.name], reader), role))
    blocks += [Gap(), Heading(word("claims", reader.language), "part")]
    for name in SUBJECT:
        resting = resolved.corpus.frame(name).filter(pl.col("source") == source)
        if resting.height:
            blocks.append(Pair(reader.label(resolved.table(name).title), str(resting.height)))
    return blocks
