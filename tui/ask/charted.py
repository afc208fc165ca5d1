"""What a chart shows of rows of the corpus: the series that a row belongs to, and several rows beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.ask import choosing
from tui.ask.answers import CHARTED, Curve, Shown
from tui.ask.curves import curve_of
from tui.ask.plot import counter_stated, definition_stated, line_chart, of_one_unit
from tui.ask.requests import Scope
from tui.ask.saying import measure_label
from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.charts.series import Point, Series, in_time
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Table
from tui.language.label import Label
from tui.language.words import label, listed
from tui.pages.counted import counted
from tui.pages.graph import Graph
from tui.pages.plotted import curve
from tui.text.figures import figure
from tui.text.visible import visible

_DEALS, _USERS = "deals", "users"
_AMOUNT = "amount"


def graph_of_row(lens: Lens, name: str, row: Row, column: str, reader: Reader) -> Graph | None:
    """The series that a row of a table belongs to, as the column under the cursor asks; none where it has none."""
    own = curve_of_row(lens, name, row, column)
    if own is not None:
        return graph_of_curves((own,), lens, reader)
    company = _company(lens, name, row)
    return _rounds(lens, (company,), reader) if company else None


_SPREAD = ("enum", "enums", "entities")
"""The types of columns whose values are counted rather than followed over time."""


def is_spread(lens: Lens, name: str, column: str) -> bool:
    """Whether a column of a table says how its rows are spread, by kind, by round, by who led."""
    table = lens.table(name)
    found = next((one for one in table.columns if one.name == column), None)
    return table.what != "metric" and found is not None and found.type in _SPREAD


def graph_of_rows(lens: Lens, name: str, rows: Iterable[Row], column: str, reader: Reader) -> Graph | Label:
    """Several rows on one axis; else why they cannot be compared."""
    curves: list[Curve] = []
    without: list[str] = []
    companies: list[str] = []
    for row in rows:
        own = curve_of_row(lens, name, row, column)
        company = _company(lens, name, row) if own is None and not column.startswith(choosing.VALUATION) else None
        if company is not None:
            companies.append(company)
        elif own is None:
            without.append(visible(_name(lens, name, row, reader)))
        elif not any(own.name == other.name and own.points == other.points for other in curves):
            curves.append(own)
    if companies and not curves and (rounds := _rounds(lens, dict.fromkeys(companies), reader)):
        return rounds
    if not curves:
        return label("chart.no_series", *_both(without))
    found = graph_of_curves(curves, lens, reader)
    if without:
        return Graph(found.title, found.kind, found.chart, (*found.notes, label("chart.no_series", *_both(without))))
    return found


def curve_of_row(lens: Lens, name: str, row: Row, column: str = "") -> Curve | None:
    """The points of the counter and the definition of a row."""
    if "fact" in row and row.get("table") in lens.corpus.claimed:
        name = row["table"]
    table = lens.table(name)
    if name not in lens.corpus.claimed:
        return _of_company(lens, row, column) if row.get("company") else None
    if table.rows == "series" and "starts" in row:
        return _of_series(lens, table, row)
    found = lens.fact(name, row["key"]) if row.get("key") else None
    if found is None:
        return None
    if table.what == "metric":
        return _among(lens, Shown(name, table.parts[0].name, found), table)
    if column == choosing.VALUATION and table.figure(choosing.VALUATION):
        return _among(lens, Shown(name, choosing.VALUATION, found), table)
    return None


def _of_series(lens: Lens, table: Table, row: Row) -> Curve | None:
    found = counted(lens, table.name, row["key"]) if row.get("key") else None
    if found is None:
        return None
    points = in_time(curve(found.found[0], lens.policy).points)
    held, beside = ([point for point in points if point.hollow == hollow] for hollow in (False, True))
    return Curve(table.subject_of(row) or "", tuple(held), tuple(beside), Shown(table.name, table.parts[0].name, row))


def _among(lens: Lens, shown: Shown, table: Table) -> Curve | None:
    """The series of a fact among the facts of its subject."""
    subject = table.subject_of(shown.row) or ""
    rows = lens.facts_of(table.name, table.subject[0], subject).iter_rows(named=True)
    pool = [Shown(table.name, shown.part, one) for one in rows]
    if table.what == "metric":
        pool = [one for one in pool if one.row["metric"] == shown.row["metric"]]
        pool = [one for one in pool if one.row.get("versus") == shown.row.get("versus")]
    found = curve_of(shown, [one for one in pool if one.value is not None], lens, Scope())
    return found._replace(name=subject) if found.points or found.beside else None


def _of_company(lens: Lens, row: Row, column: str) -> Curve | None:
    """Of a company summed up: its valuations, or the users of its product."""
    if column.startswith(choosing.VALUATION) and _DEALS in lens.corpus.claimed:
        rows = lens.facts_of(_DEALS, "company", row["company"]).iter_rows(named=True)
        able = [one for one in (Shown(_DEALS, choosing.VALUATION, found) for found in rows) if one.value is not None]
    elif column in (_USERS, "trend") and row.get("product"):
        facts = lens.facts_of(_USERS, "product", row["product"]).iter_rows(named=True)
        able = [Shown(_USERS, "value", one) for one in facts if one["metric"] == row["metric"]]
    else:
        return None
    figure = choosing.best(able, lens, Scope())
    return _among(lens, figure, lens.table(figure.table)) if figure is not None else None


def _company(lens: Lens, name: str, row: Row) -> str | None:
    return row.get("company") if name == _DEALS or (lens.summary is not None and name == lens.summary.name) else None


def _rounds(lens: Lens, companies: Iterable[str], reader: Reader) -> Graph | None:
    """The rounds of companies in US dollars, a dot each: one round is not joined to the next."""
    if _DEALS not in lens.corpus.claimed:
        return None
    found: list[Series] = []
    for company in companies:
        points = []
        for row in lens.facts_of(_DEALS, "company", company).iter_rows(named=True):
            one = Shown(_DEALS, _AMOUNT, row)
            if row.get("amount_usd") is not None and row.get("start") is not None and choosing.usable(one, lens):
                hollow = not choosing.stands(one, lens)
                points.append(Point(row["start"], float(row["amount_usd"]), row.get("end"), hollow))
        if points:
            found.append(Series(visible(reader.names.both(company, reader.language)), tuple(points), "none"))
    if not found:
        return None
    notes = [label("chart.in_usd"), *([label("chart.only_six")] if len(found) > CHARTED else [])]
    names = listed((one.name for one in found[:CHARTED]), reader.language)
    amount = reader.label(lens.table(_DEALS).column(_AMOUNT).title)
    chart = LineChart(tuple(found[:CHARTED]), lambda value: figure(value, reader.language, currency="USD"))
    return Graph(f"{names} · {amount}", label("chart.line"), chart, tuple(notes))


def graph_of_curves(curves: Sequence[Curve], lens: Lens, reader: Reader) -> Graph:
    """Series on one axis: those of one measure, unit and currency, the most; what is not there is said."""
    groups = [part for group in of_one_unit(curves) for part in _of_one_measure(group)]
    # How much something grew is no value, and only charted where nothing else is.
    shown = max(groups, key=lambda group: (not _grown(group[0]), len(group)))
    others = [curve for group in groups if group is not shown for curve in group]
    # Of very many those that have most to show.
    most = sorted(shown, key=lambda curve: -len(curve.points))[:CHARTED]
    kept = [curve for curve in shown if curve in most] if len(shown) > CHARTED else shown
    notes = []
    if len(kept) < len(shown):
        notes.append(label("chart.only_six"))
    if others:
        notes.append(
            label("chart.left_out", *_both([*dict.fromkeys(_called(curve, lens, reader) for curve in others)]))
        )
    notes += _definitions(kept, lens, reader)
    names = list(dict.fromkeys(reader.names.name(curve.name, reader.language) for curve in kept))
    first = kept[0].shown
    measure = reader.label(_measure(first, lens)) if first else ""
    title = visible(f"{listed(names, reader.language)} · {measure}")
    return Graph(title, label("chart.line"), line_chart(kept, lens, reader), tuple(notes))


def _grown(curve: Curve) -> bool:
    return curve.shown is not None and bool(curve.shown.row.get("versus"))


def _of_one_measure(group: Sequence[Curve]) -> list[list[Curve]]:
    found: dict[tuple[str | None, bool], list[Curve]] = {}
    for one in group:
        metric = one.shown.row.get("metric") if one.shown else None
        found.setdefault((metric, _grown(one)), []).append(one)
    return [*found.values()]


def _measure(one: Shown, lens: Lens) -> Label:
    if one.row.get("metric") and one.part != choosing.VALUATION:
        return measure_label(lens, one.row["metric"])
    return lens.table(one.table).column(one.part).title


def _definitions(curves: Sequence[Curve], lens: Lens, reader: Reader) -> list[Label]:
    """Who counts, and by what definition: of all in one where they agree, else what each is counted by."""
    shown = [curve.shown for curve in curves if curve.shown is not None]
    if not shown or len(shown) < len(curves):
        return []
    counters = list(dict.fromkeys(counter for curve in curves if (counter := counter_stated(curve, lens))))
    told = [reader.names.name(counter, reader.language) for counter in counters]
    notes = []
    if len(told) > 1:
        notes.append(label("chart.other_counters", *_both(told)))
    definitions = [definition_stated(one, lens, reader) for one in shown]
    common = [part for part in definitions[0] if all(part in definition for definition in definitions)]
    if len(set(definitions)) > 1:
        each = []
        for curve, definition in zip(curves, definitions, strict=True):
            own = " · ".join(part for part in definition if part not in common)
            counter = counter_stated(curve, lens) if len(told) > 1 else None
            each += [f"{_named(curve, counter, reader)}: {own}"] if own else []
        notes.append(label("chart.other_definitions", "; ".join(each)))
    same = " · ".join([*(told if len(told) == 1 else []), *common])
    return [*notes, Label(same, same)] if same else notes


def _named(curve: Curve, counter: str | None, reader: Reader) -> str:
    """Whom a series is of, and who counts where that tells it from others."""
    told = [reader.names.name(one, reader.language) for one in (curve.name, counter) if one]
    return " ".join(told)


def _both(texts: Sequence[str]) -> tuple[str]:
    """Names one after the other, as a part of a text in both languages."""
    return (" · ".join(texts),)


def _called(curve: Curve, lens: Lens, reader: Reader) -> str:
    told = [reader.names.name(curve.name, reader.language)]
    if curve.shown is not None:
        told.append(reader.label(_measure(curve.shown, lens)))
        told += definition_stated(curve.shown, lens, reader)[:1]
    return f"{told[0]} ({', '.join(told[1:])})" if told[1:] else told[0]


def _name(lens: Lens, name: str, row: Row, reader: Reader) -> str:
    table = lens.table(name)
    subject = table.subject_of(row) if table.subject else None
    return reader.names.name(subject, reader.language) if subject else str(row.get("key") or "")
