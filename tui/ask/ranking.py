"""The first by something: the largest deals, the highest valuations, the most active investors, any measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from tui.ask import choosing
from tui.ask.answers import Answer, Refusal, Shown
from tui.ask.deals import DEALS, country_of, in_sectors, listed_at
from tui.ask.requests import RankingRequest, Scope
from tui.ask.saying import command, joined, measure_label, name_of, nothing_on, phrased, subject_label
from tui.corpus.lens import Lens
from tui.corpus.money import with_usd
from tui.language.asking import UNSAID
from tui.language.label import Label
from tui.language.words import label

RANKED = 10
"""Rows unless a line says how many."""
EVERY_APP = frozenset(("ai", "ai-apps", "ai-applications", "ai-native-apps", "generative-ai-apps", "generative-ai"))
"""Subjects that stand for all apps where apps are ranked."""


def ranking(request: RankingRequest, lens: Lens) -> Answer | Refusal:
    """The answer to a question for the first by something."""
    by = {"active": _active, "led": _active, "valuation": _valuations, "measure": _measure}.get(request.by, _amounts)
    return by(request, lens)


def _limits(lens: Lens, scope: Scope) -> list[Label | str]:
    """How a reading says what a ranking is limited to."""
    deals = lens.table(DEALS)
    told: list[Label | str] = []
    for column, values in (("kind", scope.kinds), ("round", scope.rounds)):
        described = deals.column(column)
        told += [Label(described.choice(v, "en"), described.choice(v, "zh")) for v in values]
    told += [subject_label(lens, sector) for sector in scope.sectors[:1]]
    if scope.country:
        told.append(subject_label(lens, scope.country.lower()))
    elif scope.region and scope.region != "world":
        told.append(name_of(lens, scope.region))
    return [*told, scope.period]


def _nothing(lens: Lens, what: Label, scope: Scope) -> Refusal:
    limits = joined([what, *_limits(lens, scope._replace(period=""))])
    return Refusal(nothing_on(UNSAID, limits, scope.period))


_REGIONS = {
    "europe": ("GB", "DE", "FR", "SE", "NL", "NO", "IT", "ES", "CH", "FI", "IE", "DK", "AT", "PL", "BE", "EU"),
    "asia": ("CN", "HK", "TW", "JP", "KR", "IN", "SG", "ID", "MY", "IL", "AE", "SA"),
    "north-america": ("US", "CA"),
    "eu": ("DE", "FR", "SE", "NL", "IT", "ES", "FI", "IE", "DK", "AT", "PL", "BE"),
}


def _inside(lens: Lens, scope: Scope, company: str) -> bool:
    """Whether a company is of the country or the region that a line names."""
    if scope.country:
        return country_of(lens, company) == scope.country
    within = _REGIONS.get(scope.region)
    return within is None or country_of(lens, company) in within


def _deals(lens: Lens, scope: Scope, kinds: Sequence[str]) -> list[Shown]:
    """The deals of a scope that have happened, by their amounts; of listings those at a place."""
    policy = lens.policy
    frame = lens.facts(DEALS).filter(pl.col("kind").is_in(list(kinds)) & pl.col("status").is_in(policy.happening))
    if scope.rounds:
        frame = frame.filter(pl.col("round").is_in(list(scope.rounds)))
    found = choosing.within(choosing.rows_shown(lens, DEALS, "amount", frame), scope.period)
    if scope.sectors:
        inside = in_sectors(lens, scope.sectors)
        found = [one for one in found if one.row["company"] in inside]
    there, said = listed_at(found, scope)
    return there if said else [one for one in found if _inside(lens, scope, one.row["company"])]


def _amounts(request: RankingRequest, lens: Lens) -> Answer | Refusal:
    scope = request.scope
    kinds = [k for k in scope.kinds if k != "funding"] or ["funding"]
    found = [one for one in _deals(lens, scope, kinds) if one.row["standing"] is None]
    counted = [
        one
        for one in found
        if choosing.stands(one, lens)
        and one.row["amount_usd"] is not None
        and (kinds != ["funding"] or _whole(one, lens))
    ]
    # Where no amount is asked to be the largest, deals without one are named too, behind the others.
    others = [one for one in found if one not in counted]
    ordered = sorted(counted, key=lambda one: one.row["amount_usd"] * (1 if scope.smallest else -1))
    what = label("ask.ranking")
    order = label("ask.smallest" if scope.smallest else "ask.largest")
    if not ordered and not others:
        return _nothing(lens, order, scope)
    most = scope.limit or RANKED
    listing = kinds != ["funding"] and scope.limit is None
    told = [*ordered, *(choosing.newest_first(others) if listing else [])]
    told = told[: max(most, 20) if listing and scope.sectors else most]
    if not told:
        return _nothing(lens, order, scope)
    limited = scope.sectors or scope.country or scope.region not in ("", "world")
    # No column of a deal tells the sector or the home of its company: the companies themselves do.
    companies = dict.fromkeys(one.row["company"] for one in told) if limited else ()
    terms: list[tuple[str, Iterable[str] | str]] = [
        ("company", companies),
        ("kind", kinds),
        ("round", scope.rounds),
        ("announced", scope.period),
    ]
    return Answer(
        measure=joined([order, *_limits(lens, scope)]),
        figures=tuple(told),
        rows=tuple(told),
        read_as=joined([lens.table(DEALS).title, what, *_limits(lens, scope)]),
        command=command(DEALS, *terms, rest=f"--sort {'' if scope.smallest else '-'}amount_usd --limit {len(told)}"),
        notes=(phrased("ask.rule", lens.table(DEALS).column("amount").title),),
    )


def _whole(one: Shown, lens: Lens) -> bool:
    """Whether a round is a whole one, and no placing of listed shares: as sums count them."""
    policy, row = lens.policy, one.row
    return row["basis"] == policy.whole and row["round"] != "placing" and one.of("nature") in policy.own_or_counted


def _active(request: RankingRequest, lens: Lens) -> Answer | Refusal:
    scope = request.scope
    found = _deals(lens, scope, [k for k in scope.kinds if k != "funding"] or ["funding"])
    counted: Counter[str] = Counter()
    led: Counter[str] = Counter()
    for one in found:
        leads = {e for e in (one.row["lead"] or "").split(";") if e}
        counted.update(leads | {e for e in (one.row["investors"] or "").split(";") if e})
        led.update(leads)
    by_led = request.by == "led"
    ranked = sorted(led if by_led else counted, key=lambda e: (-led[e] * by_led, -counted[e], -led[e], e))
    ranked = ranked[: scope.limit or RANKED]
    if not ranked:
        return _nothing(lens, label("ask.investors"), scope)
    return Answer(
        measure=joined([label("ask.leaders" if by_led else "ask.most_active"), *_limits(lens, scope)]),
        league=tuple({"entity": e, "deals": counted[e], "led": led[e]} for e in ranked),
        read_as=joined(
            [lens.table(DEALS).title, label("ask.leaders" if by_led else "ask.most_active"), *_limits(lens, scope)]
        ),
        command=command(DEALS, ("kind", ["funding"]), ("announced", scope.period)),
        notes=(label("ask.by_led" if by_led else "ask.active"), label("ask.union")),
    )


def _valuations(request: RankingRequest, lens: Lens) -> Answer | Refusal:
    scope = request.scope
    names = set(lens.facts(DEALS).filter(pl.col("valuation").is_not_null())["company"])
    if "facts" in lens.corpus.claimed:
        names |= set(lens.facts("facts").filter(pl.col("metric") == "valuation")["entity"])
    inside = in_sectors(lens, scope.sectors) if scope.sectors else None
    told: list[tuple[float, Shown]] = []
    for company in sorted(names):
        if (inside is not None and company not in inside) or not _inside(lens, scope, company):
            continue
        if not set(lens.kinds.get(company, ())) & {"company"}:
            continue
        pool = [one for one in choosing.stating(lens, company, "valuation", Scope()) if choosing.stands(one, lens)]
        one = choosing.best(choosing.within(pool, scope.period), lens, scope)
        usd = _usd(lens, one) if one is not None else None
        if one is not None and usd is not None:
            told.append((usd, one))
    told.sort(key=lambda pair: pair[0], reverse=not scope.smallest)
    what = measure_label(lens, "valuation")
    if not told:
        return _nothing(lens, what, scope)
    rows = tuple(one for _, one in told[: scope.limit or RANKED])
    return Answer(
        measure=what,
        figures=rows,
        rows=rows,
        read_as=joined([what, label("ask.ranking"), *_limits(lens, scope)]),
        command="termsheet list companies --sort -valuation_usd" if "companies" in lens.corpus.names else "",
        notes=(phrased("ask.rule", what),),
    )


def _usd(lens: Lens, one: Shown) -> float | None:
    """A figure of money in US dollars at the rate of its month; as it is where it is no money."""
    row = one.row
    if one.table == DEALS:
        return row.get(f"{one.part}_usd")
    currency = row.get("currency")
    if currency is None or currency == "USD":
        return float(one.value)
    schema = {"value": pl.Float64, "currency": pl.String, "start": pl.Date, "precision": pl.Int64}
    frame = pl.DataFrame([[float(one.value)], [currency], [row["start"]], [0]], schema=schema)
    # A figure of a year or a quarter is put in its order by the rate of its first month, and shown as stated.
    return with_usd(frame, "value", "currency", lens.corpus.frame("fx"), "usd")["usd"][0]  # type: ignore[no-any-return]


def _measure(request: RankingRequest, lens: Lens) -> Answer | Refusal:
    scope = request.scope
    for measure in request.measures:
        found = _by_measure(request, lens, measure, scope)
        if isinstance(found, Answer):
            return found
    return _nothing(lens, measure_label(lens, request.measures[0]), scope)


def _by_measure(request: RankingRequest, lens: Lens, measure: str, scope: Scope) -> Answer | None:
    subjects = {
        (name, subject)
        for name in lens.corpus.claimed
        for table in (lens.table(name),)
        if table.what == "metric" and name != "market"
        for subject in lens.facts(name).filter(pl.col("metric") == measure)[table.subject[0]].unique()
    }
    # What all apps are called limits nothing among them.
    sectors = tuple(sector for sector in scope.sectors if sector not in EVERY_APP)
    inside = in_sectors(lens, sectors) if sectors else None
    pools: list[tuple[Scope, list[Shown]]] = []
    flows = choosing.over_time(lens, measure)
    for _, subject in sorted(subjects):
        kinds = set(lens.kinds.get(subject, ()))
        if not kinds & {"product", "company", "model"} or (inside is not None and subject not in inside):
            continue
        # The region of users is where they are; that of companies, where these are at home.
        own = scope if measure_of_users(lens, measure) else scope._replace(region="")
        if own.region == "" and not _inside(lens, scope, subject):
            continue
        pool = [one for one in choosing.stating(lens, subject, measure, own) if choosing.stands(one, lens)]
        if scope.share:
            pool = [one for one in pool if one.row.get("unit") == "percent" and one.row.get("whole")]
        pool = [one for one in pool if choosing.whole_of(one, lens)]
        if flows and not scope.period:
            # Only what was earned or spent in a year stands beside what another earned or spent in one.
            pool = [one for one in pool if choosing.of_a_year(one)]
        chosen, how = choosing.in_period(pool, scope.period)
        if how == choosing.WHOLLY or (how == choosing.INSIDE and not flows):
            pools.append((own, chosen))
    if scope.share:
        pools = _of_one_whole(pools)
    told = _one_unit([one for own, pool in pools if (one := choosing.best(pool, lens, own)) is not None])
    if request.fastest:
        return _fastest(request, lens, measure, told)
    rated = [(usd, one) for one in told if (usd := _usd(lens, one)) is not None]
    rated.sort(key=lambda pair: pair[0], reverse=not scope.smallest)
    rows = tuple(one for _, one in rated[: scope.limit or RANKED])
    if not rows:
        return None
    what = measure_label(lens, measure)
    terms: list[tuple[str, Iterable[str] | str]] = [("metric", [measure]), ("period", scope.period)]
    return Answer(
        measure=what,
        figures=rows,
        rows=rows,
        read_as=joined([lens.table(rows[0].table).title, what, label("ask.ranking"), *_limits(lens, scope)]),
        command=command(rows[0].table, *terms, rest="--sort -value"),
        notes=(
            label("ask.stated"),
            *([label("ask.other_counter")] if len({o.row.get("counter") for o in rows}) > 1 else []),
        ),
    )


def measure_of_users(lens: Lens, measure: str) -> bool:
    """Whether a measure is one of users."""
    if "users" not in lens.corpus.names:
        return False
    return any(choice.id == measure for choice in lens.table("users").column("metric").choices)


def _of_one_whole(pools: Sequence[tuple[Scope, list[Shown]]]) -> list[tuple[Scope, list[Shown]]]:
    """Shares of one whole: of that of which most have one."""
    wholes = Counter(whole for _, pool in pools for whole in {one.row.get("whole") for one in pool})
    most = max(wholes, key=lambda whole: (wholes[whole], str(whole)), default=None)
    return [(own, [one for one in pool if one.row.get("whole") == most]) for own, pool in pools]


def _one_unit(told: list[Shown]) -> list[Shown]:
    """Figures of one unit, rhythm and whole: of those that most have."""
    signs = Counter(map(_unit, told))
    if not signs:
        return []
    most = max(signs, key=lambda sign: (signs[sign], str(sign)))
    return [one for one in told if _unit(one) == most]


def _unit(one: Shown) -> tuple[object, ...]:
    row = one.row
    return one.table, row.get("unit"), row.get("per"), row.get("whole"), row.get("stat") == "cumulative"


def _fastest(request: RankingRequest, lens: Lens, measure: str, told: Sequence[Shown]) -> Answer | None:
    """Those whose series grew most from the same counter's figure a year, else a period, before."""
    frame = lens.shown("users")
    wanted = {one.row.get("product") for one in told}
    grown = frame.filter(
        (pl.col("metric") == measure) & pl.col("product").is_in(list(wanted)) & pl.col("change").is_not_null()
        & (pl.col("unit") == "people") & pl.col("points").ge(2) & pl.col("drawn")
    ).sort("change", descending=True)  # fmt: skip
    recent = grown.filter((pl.lit(lens.last_day) - pl.col("end")).dt.total_days() <= 365)
    first = recent.unique("product", keep="first", maintain_order=True).head(request.scope.limit or RANKED)
    rows = [Shown("users", "value", row, _change(row)) for row in first.iter_rows(named=True)]
    if not rows:
        return None
    what = measure_label(lens, measure)
    return Answer(
        measure=what,
        figures=tuple(rows),
        rows=tuple(rows),
        read_as=joined([lens.table("users").title, what, label("ask.ranking"), *_limits(lens, request.scope)]),
        command=command("users", ("metric", [measure]), rest="--sort -change"),
        notes=(label("ask.change"),),
    )


def _change(row: dict[str, object]) -> Label:
    text = f"{row['change']:+.0f} % / {row['previous']}"
    return Label(text, text)
