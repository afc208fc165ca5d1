"""The rules by which one claim stands before another, as values, and the questions that every screen asks of them."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl


class Policy(NamedTuple):
    """Orders, sets and tolerances; of closed values the better stands first.

    Attributes:
        status, nature, said_by_kind, qualifier: the orders by which claims of one fact are ranked.
        status_of_fact: the order by which a fact takes the status of one of its claims.
        happening: statuses of what has happened; only these count towards a sum or a headline.
        refuting: statuses of what is not so, or no more.
        unsure: statuses whose claims stand beside what happened and never rival it.
        ahead: natures that speak of what has not happened, and stand beside it likewise.
        own_or_counted: natures of figures that a derived sum takes.
        silent: qualifiers that go without a number.
        whole: the basis of an amount that is a round and no part of one.
        tolerance: exact and approximate figures agree within this share.
        days_apart: dates of one event rival each other beyond this many days.
    """

    status: tuple[str, ...] = ("closed", "confirmed", "reported", "rumoured", "withdrawn", "denied")
    status_of_fact: tuple[str, ...] = ("closed", "confirmed", "denied", "withdrawn", "reported", "rumoured")
    said_by_kind: tuple[str, ...] = ("filing", "company", "panel", "named_press", "aggregator", "anonymous")
    qualifier: tuple[str, ...] = ("exact", "approx", "range", "at_least", "at_most")
    nature: tuple[str, ...] = ("actual", "estimate", "derived", "commitment", "plan", "target", "forecast")
    happening: tuple[str, ...] = ("closed", "confirmed", "reported")
    refuting: tuple[str, ...] = ("denied", "withdrawn")
    unsure: tuple[str, ...] = ("rumoured", "denied", "withdrawn")
    ahead: tuple[str, ...] = ("plan", "target", "forecast")
    own_or_counted: tuple[str, ...] = ("actual", "estimate")
    silent: tuple[str, ...] = ("vague", "undisclosed")
    whole: str = "round"
    tolerance: float = 0.05
    days_apart: int = 2

    def happened(self) -> pl.Expr:
        """What has happened: neither rumoured nor denied nor withdrawn."""
        return pl.col("status").is_in(self.happening)

    def refuted(self) -> pl.Expr:
        """What has been denied or withdrawn."""
        return pl.col("status").is_in(self.refuting)

    def aside(self) -> pl.Expr:
        """What stands beside that which happened: rumours, denials, plans, forecasts."""
        return pl.any_horizontal(pl.col("status").is_in(self.unsure), pl.col("nature").is_in(self.ahead))

    def unflagged(self) -> pl.Expr:
        """What nothing is known against."""
        return pl.col("flag").is_null()

    def stated(self, field: str) -> pl.Expr:
        """Unflagged, and with a figure."""
        return self.unflagged() & pl.col(field).is_not_null()

    def disputed(self, field: str) -> pl.Expr:
        """Facts whose unflagged figure is contradicted."""
        return (pl.col(f"{field}_rivals") > 0) & self.unflagged()

    def whole_round(self) -> pl.Expr:
        """Funding rounds as a whole, unflagged, that have happened and can be told in US dollars."""
        return (
            (pl.col("kind") == "funding")
            & self.happened()
            & (pl.col("basis") == self.whole)
            & self.stated("amount_usd")
        )

    def equity_round(self) -> pl.Expr:
        """Which deals a company's derived sum adds up: whole rounds that are no placing of listed shares."""
        listed = pl.col("round").fill_null("") == "placing"
        return self.whole_round() & ~listed & pl.col("nature").is_in(self.own_or_counted)


POLICY = Policy()
"""The policy of the data's card."""
