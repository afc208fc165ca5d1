"""Whether two stated figures can both be true, by the digits, bounds and ranges that their claims state.

All works on columns: `reached` adds to claims what each figure reaches, `relation` compares pairs of them.
"""

from __future__ import annotations

import polars as pl

from tui.corpus.policy import Policy

AGREES, SILENT, CONTRADICTS = "agrees", "silent", "contradicts"
REACH = ("low", "high_end", "step", "open", "value")
"""What `reached` adds, less the columns that it needs."""
_NEVER = 1e-9
"""How far a float may lie from the number that it stands for, as a share."""


def _last_digit(value: pl.Expr, printed: pl.Expr, digits: int) -> pl.Expr:
    """The unit of the last digit stated: of `printed` where it holds this number, else of the value.

    A value alone tells no trailing zeros; it has at least so many digits.
    """
    number = printed.str.replace_all(",", "", literal=True).str.extract(r"(\d+(?:\.\d+)?)")
    decimals = number.str.extract(r"\.(\d+)").str.len_chars().fill_null(0).cast(pl.Float64)
    power = (value / number.cast(pl.Float64, strict=False)).log10()
    written = pl.lit(10.0).pow(power.round() - decimals)
    is_power = (power - power.round()).abs() < _NEVER

    whole = value == value.round()
    text = pl.when(whole).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(value.cast(pl.String))
    places = text.str.extract(r"\.(\d+)$").str.len_chars().fill_null(0).cast(pl.Float64)
    zeros = text.str.extract(r"(0*)$").str.len_chars().cast(pl.Float64)
    most = text.str.len_chars().cast(pl.Float64) - digits
    of_value = (
        pl.when(whole).then(pl.lit(10.0).pow(pl.min_horizontal(zeros, most))).otherwise(pl.lit(10.0).pow(-places))
    )
    return pl.when(is_power.fill_null(False)).then(written).otherwise(of_value)


def reached(claims: pl.DataFrame, name: str, high: str | None, qualifier: str, policy: Policy) -> pl.DataFrame:
    """Claims with what the figure `name` of each reaches.

    Adds `low` and `high_end`, the ends within which another figure agrees; `open`, `up` or `down` where what
    lies further on that side contradicts nothing; `step`, the unit of the last stated digit, of exact figures.
    """
    figure, bound = pl.col(name), pl.col(qualifier).fill_null("exact")
    size = figure.abs()
    end = pl.col(high) if high else pl.lit(None, pl.Float64)
    is_range = end.is_not_null()
    slack = pl.when(bound == "approx").then(size * policy.tolerance).otherwise(0.0)
    return claims.with_columns(
        (figure - pl.when(bound == "at_most").then(size * policy.beyond).otherwise(slack)).alias("low"),
        pl.when(is_range)
        .then(end + slack)
        .when(bound == "at_least")
        .then(figure + size * policy.beyond)
        .otherwise(figure + slack)
        .alias("high_end"),
        pl.when(is_range)
        .then(pl.lit(None, pl.String))
        .otherwise(bound.replace_strict({"at_least": "up", "at_most": "down"}, default=None, return_dtype=pl.String))
        .alias("open"),
        pl.when(~is_range & bound.is_in(["exact", "at_least", "at_most"]))
        .then(_last_digit(size, pl.col("printed"), policy.digits))
        .alias("step"),
        figure.alias("value"),
    )


def relation(policy: Policy, one: str = "", other: str = "shown_", rate: str | None = None) -> pl.Expr:
    """How the figure of `one` prefix stands to that of the other: agrees, silent or contradicts.

    Two exact figures agree when the finer, rounded or cut to the coarser one's last digit, is the coarser, and
    they lie within the tolerance; so do an exact figure and a bound. Else they agree where what they reach meets.
    With `rate`, the column of US dollars for a unit, figures in different currencies are compared in dollars.
    """

    def side(prefix: str, name: str) -> pl.Expr:
        return pl.col(f"{prefix}{name}")

    def in_dollars(prefix: str, name: str) -> pl.Expr:
        return side(prefix, name) * (side(prefix, rate).fill_null(1.0) if rate else 1.0)

    converted = (
        pl.coalesce((side(one, rate) != side(other, rate)).fill_null(False), pl.lit(False)) if rate else pl.lit(False)
    )
    steps = [side(one, "step"), side(other, "step")]
    coarser = pl.max_horizontal(steps)
    first_finer = steps[0] <= steps[1]
    fine = pl.when(first_finer).then(side(one, "value")).otherwise(side(other, "value")).abs() / coarser
    coarse = pl.when(first_finer).then(side(other, "value")).otherwise(side(one, "value")).abs() / coarser
    near = pl.lit(1e-6)
    rounded = ((fine + 0.5 + near).floor() - coarse).abs() <= near * coarse.clip(1.0)
    cut = ((fine + near).floor() - coarse).abs() <= near * coarse.clip(1.0)
    apart = (side(one, "value") - side(other, "value")).abs()
    larger = pl.max_horizontal(side(one, "value").abs(), side(other, "value").abs())
    within = apart <= larger * policy.tolerance
    told = steps[0].is_not_null() & steps[1].is_not_null()
    same = told & ~converted & within & (rounded | cut)
    both_exact = told & side(one, "open").is_null() & side(other, "open").is_null() & ~converted

    # What is converted at a month's mean is known no better than the rate.
    extra = (
        pl.when(converted)
        .then(policy.converted + pl.when(told).then(policy.tolerance).otherwise(0.0))
        .otherwise(_NEVER)
    )
    room = extra * pl.max_horizontal(in_dollars(one, "high_end").abs(), in_dollars(other, "high_end").abs())
    above = in_dollars(one, "low") > in_dollars(other, "high_end") + room
    below = in_dollars(one, "high_end") < in_dollars(other, "low") - room
    consistent = (
        pl.when(above)
        .then((side(other, "open") == "up").fill_null(False) | (side(one, "open") == "down").fill_null(False))
        .otherwise((side(one, "open") == "up").fill_null(False) | (side(other, "open") == "down").fill_null(False))
    )
    return (
        pl.when(same)
        .then(pl.lit(AGREES))
        .when(both_exact)
        .then(pl.lit(CONTRADICTS))
        .when(~above & ~below)
        .then(pl.lit(AGREES))
        .when(consistent)
        .then(pl.lit(SILENT))
        .otherwise(pl.lit(CONTRADICTS))
    )
