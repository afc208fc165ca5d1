"""The rules by which one claim stands before another, read from `policy.toml`, and what every screen asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from tui.corpus.toml import Section

UNNAMED = "(unnamed)"
"""The voice of all whom a page retells without a name."""


class Policy(NamedTuple):
    """Orders, sets and tolerances; of closed values the better stands first.

    Attributes:
        status, nature, said_by_kind, qualifier: the orders by which claims of one fact are ranked.
        basis: for each column that says of what a figure is the whole or a part, its values, the whole first.
        whole: the basis of an amount that is a round and no part of one.
        date_kinds: kinds of date; those in one group are compared, those of an earlier group shown first.
        telling: kinds of date that say when a page told of something, not when it was.
        days_apart, days_open: days by which dates may differ, and from which on a difference is an open dispute.
        tolerance, beyond, converted: shares by which figures that agree may differ; see `agreeing`.
        apart: the share from which on two figures that contradict each other are an open dispute.
        digits: how many a number has at least that is not given as it was printed.
        above: the share by which a part lies above its whole that cannot be true.
        panels: kinds of witness that count what others do, each by a method of its own.
        counters: kinds of witness that count by name.
        stats, channels: statistics and channels of figures of users, the plainest first.
        bases: bases of a total or a value that is whole.
        days_near, months_stale: the ends of two periods that are one time, and the age at which a headline is stale.
        happening: statuses of what has happened; only these count towards a sum or a headline.
        refuting: statuses of what is not so, or no more.
        parties: kinds of witness whose denial is the fact's.
        ahead: natures that speak of what has not happened.
        own_or_counted: natures of figures that a derived sum takes.
        silent: qualifiers that go without a number.
    """

    status: tuple[str, ...]
    nature: tuple[str, ...]
    said_by_kind: tuple[str, ...]
    qualifier: tuple[str, ...]
    basis: Mapping[str, tuple[str, ...]]
    whole: str
    date_kinds: tuple[tuple[str, ...], ...]
    telling: tuple[str, ...]
    days_apart: int
    days_open: int
    tolerance: float
    beyond: float
    converted: float
    apart: float
    digits: int
    above: float
    panels: tuple[str, ...]
    counters: tuple[str, ...]
    stats: tuple[str, ...]
    channels: tuple[str, ...]
    bases: tuple[str, ...]
    days_near: int
    months_stale: int
    happening: tuple[str, ...]
    refuting: tuple[str, ...]
    parties: tuple[str, ...]
    ahead: tuple[str, ...]
    own_or_counted: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def unsure(self) -> tuple[str, ...]:
        """Statuses of what has not happened, as far as is known."""
        return tuple(status for status in self.status if status not in self.happening)

    def occurs(self) -> pl.Expr:
        """Claims of what has happened: neither rumoured nor refuted, no plan, target or forecast."""
        return pl.col("status").is_in(self.happening) & ~pl.col("nature").is_in(self.ahead)

    def happened(self, part: str) -> pl.Expr:
        """Facts that have happened, whose shown part is stated as having happened and has no flag."""
        return (
            pl.col(part).is_not_null()
            & pl.col("status").is_in(self.happening)
            & pl.col(f"{part}_status").is_in(self.happening)
            & ~pl.col(f"{part}_nature").is_in(self.ahead)
            & pl.col(f"{part}_flag").is_null()
        )

    def whole_round(self) -> pl.Expr:
        """Funding rounds as a whole whose amount has happened and can be told in US dollars."""
        return (
            (pl.col("kind") == "funding")
            & self.happened("amount")
            & (pl.col("basis") == self.whole)
            & pl.col("amount_usd").is_not_null()
        )

    def equity_round(self) -> pl.Expr:
        """Which deals a company's derived sum adds up: whole rounds that are no placing of listed shares."""
        listed = pl.col("round").fill_null("") == "placing"
        return self.whole_round() & ~listed & pl.col("amount_nature").is_in(self.own_or_counted)


def policy_of(section: Section) -> Policy:
    """The policy that a TOML holds. Raises `TermsheetError` for a key that is missing, unknown or of a wrong type."""
    with (
        section,
        section.section("order") as order,
        section.section("basis") as basis,
        section.section("date") as date,
        section.section("agree") as agree,
        section.section("dispute") as dispute,
        section.section("headline") as headline,
        section.section("happened") as happened,
    ):
        return Policy(
            status=order.texts("status"),
            nature=order.texts("nature"),
            said_by_kind=order.texts("said_by_kind"),
            qualifier=order.texts("qualifier"),
            whole=basis.text("whole"),
            basis={name: basis.texts(name) for name in basis if name != "whole"},
            date_kinds=date.groups("kinds"),
            telling=date.texts("telling"),
            days_apart=date.whole("apart"),
            days_open=date.whole("open"),
            tolerance=agree.share("tolerance"),
            beyond=agree.share("beyond"),
            converted=agree.share("converted"),
            apart=agree.share("apart"),
            digits=agree.whole("digits"),
            above=dispute.share("above"),
            panels=dispute.texts("panel"),
            counters=headline.texts("said_by_kind"),
            stats=headline.texts("stat"),
            channels=headline.texts("channel"),
            bases=headline.texts("basis"),
            days_near=headline.whole("near"),
            months_stale=headline.whole("stale"),
            happening=happened.texts("status"),
            refuting=happened.texts("refuted"),
            parties=happened.texts("party"),
            ahead=happened.texts("ahead"),
            own_or_counted=happened.texts("counted"),
            silent=happened.texts("silent"),
        )
