"""Whether two stated figures can both be true, by the digits, bounds and ranges that their claims state.

All works on columns: `reached` adds to claims what each figure reaches, `relation` compares pairs of them.
"""

from __future__ import annotations

import polars as pl

from tui.corpus.policy import Policy

AGREES, SAYS_NOTHING, CONTRADICTS = "agrees", "silent", "contradicts"
REACH = ("low", "high_end", "step", "open", "value")
"""What `reached` adds, less the columns that it needs."""
_NEVER = 1e-9
"""How far a float may lie from the number that it stands for, as a share."""


def _power(value: pl.Expr, printed: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The number printed, as text, and the power of ten by which a value is that number."""
    number = printed.str.replace_all(",", "", literal=True).str.extract(r"(\d+(?:\.\d+)?)")
    return number, (value.abs() / number.cast(pl.Float64, strict=False)).log10()


def _is_whole(power: pl.Expr) -> pl.Expr:
    return ((power - power.round()).abs() < _NEVER).fill_null(False)


def holds(printed: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Whether a printed text writes a value, in whatever unit: `$1.5 billion`, `15亿`."""
    return _is_whole(_power(value, printed)[1])


def _last_digit(value: pl.Expr, printed: pl.Expr, digits: int) -> pl.Expr:
    """The unit of the last digit stated: of `printed` where it holds this number, else of the value.

    A value alone tells no trailing zeros; it has at least so many digits.
    """
    number, power = _power(value, printed)
    decimals = number.str.extract(r"\.(\d+)").str.len_chars().fill_null(0).cast(pl.Float64)
    written = pl.lit(10.0).pow(power.round() - decimals)

    whole = value == value.round()
    text = pl.when(whole).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(value.cast(pl.String))
    places = text.str.extract(r"\.(\d+)$").str.len_chars().fill_null(0).cast(pl.Float64)
    zeros = text.str.extract(r"(0*)$").str.len_chars().cast(pl.Float64)
    most = text.str.len_chars().cast(pl.Float64) - digits
    of_value = (
        pl.when(whole).then(pl.lit(10.0).pow(pl.min_horizontal(zeros, most))).otherwise(pl.lit(10.0).pow(-places))
    )
    return pl.when(_is_whole(power)).then(written).otherwise(of_value)


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
    mine, shown = _Side(one, rate), _Side(other, rate)
    converted = (mine.rate != shown.rate).fill_null(False)
    told = mine.step.is_not_null() & shown.step.is_not_null() & ~converted
    exact = told & mine.open.is_null() & shown.open.is_null()
    return (
        pl.when(told & _same_digits(mine, shown, policy))
        .then(pl.lit(AGREES))
        .when(exact)
        .then(pl.lit(CONTRADICTS))
        .otherwise(_reach(mine, shown, converted, policy))
    )


def near(share: float, one: str = "", other: str = "shown_", rate: str | None = None) -> pl.Expr:
    """Whether two figures differ by no more than a share of the larger, whatever their digits."""
    mine, shown = (side.value * side.rate.fill_null(1.0) for side in (_Side(one, rate), _Side(other, rate)))
    return (mine - shown).abs() <= pl.max_horizontal(mine.abs(), shown.abs()) * share


class _Side:
    """One of two figures, by the prefix of its columns."""

    def __init__(self, prefix: str, rate: str | None) -> None:
        self.value, self.step = pl.col(f"{prefix}value"), pl.col(f"{prefix}step")
        self.open = pl.col(f"{prefix}open")
        self.rate = pl.col(f"{prefix}{rate}") if rate else pl.lit(1.0)
        dollars = self.rate.fill_null(1.0)
        self.low, self.high = pl.col(f"{prefix}low") * dollars, pl.col(f"{prefix}high_end") * dollars

    def reaches(self, way: str) -> pl.Expr:
        """Whether what lies further up, or down, contradicts nothing."""
        return (self.open == way).fill_null(False)


def _same_digits(mine: _Side, shown: _Side, policy: Policy) -> pl.Expr:
    """Whether the finer figure, rounded or cut to the digits of the coarser, is the coarser."""
    near = 1e-6
    coarser = pl.max_horizontal(mine.step, shown.step)
    mine_finer = mine.step <= shown.step
    fine = pl.when(mine_finer).then(mine.value).otherwise(shown.value).abs() / coarser
    coarse = pl.when(mine_finer).then(shown.value).otherwise(mine.value).abs() / coarser
    rounded, cut = ((fine + half + near).floor() for half in (0.5, 0.0))
    is_coarse = [(digits - coarse).abs() <= near * coarse.clip(1.0) for digits in (rounded, cut)]
    larger = pl.max_horizontal(mine.value.abs(), shown.value.abs())
    return ((mine.value - shown.value).abs() <= larger * policy.tolerance) & pl.any_horizontal(is_coarse)


def _reach(mine: _Side, shown: _Side, converted: pl.Expr, policy: Policy) -> pl.Expr:
    """Whether what two figures reach meets; what lies beyond a bound on its open side says nothing against it."""
    # What is converted at a month's mean is known no better than the rate, and no digit of it was stated.
    exact = mine.step.is_not_null() & shown.step.is_not_null()
    extra = policy.converted + pl.when(exact).then(policy.tolerance).otherwise(0.0)
    largest = pl.max_horizontal(mine.high.abs(), shown.high.abs())
    room = pl.when(converted).then(extra).otherwise(_NEVER) * largest
    above, below = mine.low > shown.high + room, mine.high < shown.low - room
    consistent = (
        pl.when(above)
        .then(shown.reaches("up") | mine.reaches("down"))
        .otherwise(mine.reaches("up") | shown.reaches("down"))
    )
    return (
        pl.when(~above & ~below)
        .then(pl.lit(AGREES))
        .when(consistent)
        .then(pl.lit(SAYS_NOTHING))
        .otherwise(pl.lit(CONTRADICTS))
    )
