"""Which of the rows of an entity and a measure answers: what holds, plain and latest, of the period asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from tui.ask.answers import Shown
from tui.ask.qualifying import most_named, named_parts
from tui.ask.requests import Scope
from tui.corpus.lens import Lens, Row
from tui.text import dates

_ODD = 1000
_USERS, _MARKET = "users", "market"
VALUATION = "valuation"
_RHYTHM = {"month": 1, "quarter": 2, "year": 4}
"""The precision of a date of each rhythm."""
_TELLING = ("list", "sale")
WHOLLY, INSIDE, OVERLAP = "exact", "inside", "overlap"


def stating(lens: Lens, entity: str, measure: str, scope: Scope) -> list[Shown]:
    """All rows that state a measure of an entity, as far as a scope lets them."""
    found: list[Shown] = []
    for name in lens.corpus.claimed:
        table = lens.table(name)
        part = table.parts[0].name
        if table.what != "metric":
            if measure == VALUATION and table.figure(VALUATION):
                rows = lens.facts_of(name, table.subject[0], entity)
                found += [Shown(name, VALUATION, row) for row in rows.iter_rows(named=True) if _asked(row, scope)]
            continue
        rows = lens.facts_of(name, table.subject[0], entity)
        if rows.height and not (measure == VALUATION and _of_a_deal(scope)):
            found += [Shown(name, part, row) for row in rows.filter(rows["metric"] == measure).iter_rows(named=True)]
    return _limited([one for one in found if one.value is not None or one.row.get("qualifier") == "vague"], scope, lens)


def _of_a_deal(scope: Scope) -> bool:
    """Whether a line names the round or the listing at which something was valued."""
    return bool(scope.rounds or set(scope.kinds) - {"funding"})


def _asked(row: Row, scope: Scope) -> bool:
    kinds = set(scope.kinds) - {"funding"}
    return (not scope.rounds or row["round"] in scope.rounds) and (not kinds or row["kind"] in kinds)


def _limited(found: list[Shown], scope: Scope, lens: Lens) -> list[Shown]:
    if scope.tellers:
        found = [
            one for one in found if {one.of("teller"), one.of("said_by"), one.row.get("counter")} & set(scope.tellers)
        ]
    if scope.per and any(one.row.get("per") == scope.per for one in found):
        found = [one for one in found if one.row.get("per") == scope.per]
    if scope.region:
        here = [one for one in found if one.row.get("region") == scope.region]
        # A region that the table does not tell limits nothing there.
        found = here or [one for one in found if one.row.get("region") is None]
    for column, value in scope.filters:
        found = [one for one in found if str(one.row.get(column) or "").casefold() == value]
    if scope.stat:
        found = [one for one in found if one.row.get("stat") == scope.stat] or found
    grown = [one for one in found if one.row.get("versus")]
    if scope.growth and in_period(asked := _of_span(grown, scope), scope.period)[0]:
        return asked
    return _rhythmic(_of_kind(found, grown, scope, lens), scope)


def _of_kind(found: list[Shown], grown: list[Shown], scope: Scope, lens: Lens) -> list[Shown]:
    """Shares or levels, as they are asked for; changes only where there is nothing else."""
    plain = [one for one in found if not one.row.get("versus")]
    shares = [one for one in plain if is_share(one, lens)]
    if scope.share and not scope.growth:
        # Neither a level nor a change is a share.
        return shares
    levels = [one for one in plain if not is_share(one, lens)]
    first, second = (shares, plain) if scope.share else (levels, shares)
    chosen = first if any(usable(one, lens) for one in first) else second or first
    return chosen if any(usable(one, lens) for one in chosen) else grown or chosen


def _rhythmic(found: list[Shown], scope: Scope) -> list[Shown]:
    wanted = _RHYTHM.get(scope.rhythm)
    of_it = [one for one in found if wanted is not None and one.row.get("precision") == wanted]
    return of_it or found


_YEARLY, _STEP = range(330, 400), 100
"""Days between what is compared: a year, and at most one month or quarter."""


def _of_span(grown: list[Shown], scope: Scope) -> list[Shown]:
    """The changes on the year before, or on the step before, where a line says which."""
    if not scope.span:
        return grown
    wanted = []
    for one in grown:
        start, before = one.row.get("start"), dates.parse(one.row["versus"]).start
        if start is not None and before is not None:
            days = (start - before).days
            if days in _YEARLY if scope.span == "year" else days <= _STEP:
                wanted.append(one)
    return wanted


def is_share(one: Shown, lens: Lens) -> bool:
    """Whether a figure is a percentage or a multiple."""
    return lens.table(one.table).forms.get(one.row.get("unit") or "", "") in ("percent", "multiple")


def stands(one: Shown, lens: Lens) -> bool:
    """Whether a figure has happened: neither flagged, rumoured or refuted nor a forecast, and no arithmetic of ours."""
    policy = lens.policy
    return (
        one.value is not None
        and not one.of("flag")
        and one.row.get("status") in policy.happening
        and one.of("status") in policy.happening
        and one.of("nature") not in policy.ahead
        and not (one.of("nature") == "derived" and not one.of("printed"))
    )


def usable(one: Shown, lens: Lens) -> bool:
    """Whether a figure may be told at all: not flagged, not refuted, with a value."""
    policy = lens.policy
    return (
        one.value is not None
        and not one.of("flag")
        and one.of("status") not in policy.refuting
        and one.row.get("status") not in policy.refuting
        and not (one.of("nature") == "derived" and not one.of("printed"))
    )


def plainness_of(one: Shown, lens: Lens, scope: Scope) -> int:
    """How plain a figure is, 0 the plainest: statistic, channel, region, segment, basis."""
    policy, row = lens.policy, one.row
    found = 0
    for name, order in (("stat", policy.stats), ("channel", policy.channels)):
        if name in row:
            value = row[name] or ""
            wanted = getattr(scope, name)
            place = 0 if wanted and value == wanted else order.index(value) if value in order else len(order)
            found = found * (len(order) + 1) + place
    if not scope.share and is_share(one, lens):
        found += _ODD
    if "region" in row and not scope.region:
        home = lens.homes.get(row.get(lens.table(one.table).subject[0]) or "")
        found += 0 if row["region"] in (None, "world", home) else _ODD
    if row.get("segment"):
        found += _ODD // 2 if named_parts(row, lens.table(one.table), scope.said) else _ODD * 2
    if row.get("whole") and scope.share:
        # Of several wholes that of which the line says most.
        found += _ODD if not (said := _how_said(row["whole"], one, lens, scope)) else max(0, 9 - said)
    if one.part == "value" and "basis" in row:
        # Of prices the one with the fewest conditions is the plainest.
        basis = row["basis"] or ""
        # What another is worth together with it, or a part of it, is not its own worth; a sale of its shares tells it.
        odd = _ODD // 2 if _values(one) and not basis.startswith(_TELLING) else 400 + 9 * min(9, basis.count(","))
        found += 0 if basis in policy.bases else odd
        found += 200 if row.get("counterparty") else 0
    return found


def _how_said(text: str, one: Shown, lens: Lens, scope: Scope) -> int:
    """How many letters of a whole the line has, in either language; places stand for themselves."""
    if not text:
        return 0
    both = f"{text} {lens.table(one.table).column('whole').choice(text, 'zh')}".casefold()
    words = [word.casefold() for word in scope.words if len(word) > 1]
    return sum(len(word) for word in words if word in both)


def whole_of(one: Shown, lens: Lens) -> bool:
    """Whether a figure is of the whole of its entity, no part of it or what one other pays it."""
    row = one.row
    if one.part != "value" or "basis" not in row:
        return True
    return (row["basis"] or "") in lens.policy.bases and not row.get("counterparty")


_KEPT_UP = ("loss", "profit", "cash_burn")


def over_time(lens: Lens, measure: str) -> bool:
    """Whether a measure is of a span, as revenue is, and no level at a day."""
    for name in lens.corpus.claimed:
        table = lens.table(name)
        if name != _USERS and table.what == "metric":
            choice = next((c for c in table.column("metric").choices if c.id == measure), None)
            if choice is not None:
                return choice.adds == "sum" or measure.endswith(_KEPT_UP)
    return False


def of_a_year(one: Shown) -> bool:
    """Whether a figure is of a year or of four quarters."""
    start, end = one.row.get("start"), one.row.get("end")
    return start is not None and end is not None and 360 <= (end - start).days <= 370


def weakness(one: Shown, lens: Lens) -> int:
    """How weakly a figure is told: of users, whether nobody counts by name; else, by who prints it."""
    kind = one.of("said_by_kind")
    if one.table == _USERS:
        return 0 if kind in lens.policy.counters else 1
    return 1 if kind in lens.policy.said_by_kind[-2:] else 0


def end_of(one: Shown) -> date:
    return one.row.get("end") or date.max if _open(one) else one.row.get("end") or date.min


def _open(one: Shown) -> bool:
    return one.row.get("end") is None and one.row.get("start") is not None


def best(pool: Sequence[Shown], lens: Lens, scope: Scope) -> Shown | None:
    """The one that answers: of those that hold the latest, of about the same time the plainer and the finer."""
    policy = lens.policy
    able = [one for one in pool if one.of("nature") in policy.ahead and usable(one, lens)] if scope.forecast else []
    able = able or [one for one in pool if stands(one, lens)]
    able = able or [one for one in pool if usable(one, lens)]
    if not able:
        return None
    # Of the market a part is no answer for the whole, whoever states it; of users who counts by name goes before.
    by_plainness = [_plainest, _strongest] if able[0].table != _USERS else [_strongest, _plainest]
    if any(_values(one) for one in able):
        # A later round is worth what it is, whoever prints it.
        by_plainness = [_plainest]
    able = _longest_inside(_entire(most_named(able, lens, scope), lens), lens, scope)
    if scope.share:
        most = max(_how_said(one.row.get("whole") or "", one, lens, scope) for one in able)
        able = [one for one in able if _how_said(one.row.get("whole") or "", one, lens, scope) == most]
    for narrowed in by_plainness:
        able = narrowed(able, lens, scope)
    if scope.first:
        return min(able, key=lambda one: (one.row.get("start") or date.max, plainness_of(one, lens, scope)))
    dated = [one for one in able if one.row.get("end") is not None] or able
    last = max(_latest_of(one) for one in dated)
    near = [one for one in dated if (last - _latest_of(one)).days <= policy.days_near]
    orders = policy.said_by_kind
    return min(
        near,
        key=lambda one: (
            _list_last(one),
            plainness_of(one, lens, scope),
            one.of("nature") == "derived",
            weakness(one, lens),
            one.row.get("precision") if one.table == _USERS else 0,
            -_latest_of(one).toordinal(),
            one.row.get("precision") or 0,
            orders.index(one.of("said_by_kind")) if one.of("said_by_kind") in orders else len(orders),
            -lens.counts(one.table).get(one.row.get("counter") or "", 0),
            -(one.of("witnesses") or 0),
        ),
    )


def _entire(able: list[Shown], lens: Lens) -> list[Shown]:
    """Without what is of one country alone where there is more, and who counts it counts the world elsewhere."""
    return [one for one in able if not of_a_country(one, lens)] or able


def of_a_country(one: Shown, lens: Lens) -> bool:
    """Whether a figure of users is of one country, told by a counter that tells of the world too."""
    region = one.row.get("region")
    if one.table != _USERS or region in (None, "world"):
        return False
    wide = lens.kept_plain("told_of_the_world", lambda: _told_of_the_world(lens))
    return one.row.get("counter") in wide.get(one.row["product"], ())


def _told_of_the_world(lens: Lens) -> dict[str, list[str]]:
    """Who counts the users of a product in the world."""
    rows = lens.facts(_USERS)
    told: dict[str, list[str]] = {}
    for product, counter in rows.filter(rows["region"] == "world").select("product", "counter").unique().iter_rows():
        told.setdefault(product, []).append(counter)
    return told


def _longest_inside(able: list[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    """Of sums inside a period those of the most days: of a year a half says more than its last quarter."""
    asked = dates.parse(scope.period) if scope.period else None
    measure = able[0].row.get("metric") or ""
    if asked is None or asked.start is None or asked.end is None or not over_time(lens, measure) or scope.growth:
        return able
    days = [_days(one) for one in able]
    if max(days) > (asked.end - asked.start).days + 1 or scope.rhythm:
        return able
    return [one for one, many in zip(able, days, strict=True) if many >= max(days) * _AS_LONG]


_AS_LONG = 0.95
"""Of quarters that are not of as many days none is the longer."""


def _days(one: Shown) -> int:
    start, end = one.row.get("start"), one.row.get("end")
    return (end - start).days + 1 if start is not None and end is not None else 0


def _latest_of(one: Shown) -> date:
    """When a figure is from; what something was worth some day of a year is not its worth at the end of it."""
    start: date | None = one.row.get("start")
    coarse = (one.row.get("precision") or 0) > _RHYTHM["month"]
    return start if coarse and _values(one) and start is not None else end_of(one)


def _values(one: Shown) -> bool:
    return one.part == VALUATION or one.row.get("metric") == VALUATION


def _plainest(able: list[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    """Those that are not odder than another: a segment, a region that is not home, a share."""
    odd = [plainness_of(one, lens, scope) // (_ODD // 2) for one in able]
    return [one for one, how in zip(able, odd, strict=True) if how == min(odd)]


def _strongest(able: list[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    if scope.forecast:
        return able
    least = min(weakness(one, lens) for one in able)
    strong = [one for one in able if weakness(one, lens) == least]
    if lens.table(able[0].table).counted or able[0].table == _MARKET:
        return strong
    # What is half a year newer outdates even who counts by name.
    last = max(_latest_of(one) for one in strong)
    return [one for one in able if one in strong or (date.max > _latest_of(one) > last + timedelta(_OUTDATED))]


_OUTDATED = 183
"""Days after which a figure of a company is no answer for now where a newer one is told, by whomever."""


def _list_last(one: Shown) -> int:
    """A valuation of a round stands before one that is stated alone, and that before one of a list."""
    if not _values(one):
        return 0
    return 0 if one.part == VALUATION else 2 if one.row.get("basis") == "list" else 1


def in_period(pool: Iterable[Shown], period: str) -> tuple[list[Shown], str]:
    """The rows of a period: those of exactly it, else those inside it, else those that overlap it; and which it was."""
    if not period:
        return list(pool), WHOLLY
    asked = dates.parse(period)
    first, last = asked.start or date.min, asked.end or date.max
    exact, inside, overlap = [], [], []
    for one in pool:
        start, end = one.row.get("start"), one.row.get("end")
        if start is None and end is None:
            continue
        start, end = start or date.min, end or date.max
        if (start, end) == (first, last):
            exact.append(one)
        elif first <= start and end <= last:
            inside.append(one)
        elif start <= last and end >= first:
            overlap.append(one)
    return next(
        ((rows, how) for rows, how in ((exact, WHOLLY), (inside, INSIDE), (_nearest(overlap), OVERLAP)) if rows),
        ([], WHOLLY),
    )


def _nearest(overlap: list[Shown]) -> list[Shown]:
    """Of rows that overlap a period those of the fewest days."""
    least = min(map(_days, overlap), default=0)
    return [one for one in overlap if _days(one) == least]


def within(pool: Iterable[Shown], period: str) -> list[Shown]:
    """The rows whose dates lie inside a period, or overlap it where nobody tells them finer."""
    if not period:
        return list(pool)
    asked = dates.parse(period)
    first, last = asked.start or date.min, asked.end or date.max
    kept = []
    for one in pool:
        start, end = one.row.get("start"), one.row.get("end")
        if start is not None and end is not None and first <= start and end <= last:
            kept.append(one)
    return kept


def newest_first(pool: Iterable[Shown]) -> list[Shown]:
    return sorted(pool, key=lambda one: (end_of(one), -(one.row.get("precision") or 0)), reverse=True)


def rows_shown(lens: Lens, name: str, part: str, frame: Any) -> list[Shown]:
    """The rows of a frame of facts by a part."""
    return [Shown(name, part, row) for row in frame.iter_rows(named=True)]
