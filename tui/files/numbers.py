"""Numbers in columns of text: what each cell shows of how the column writes them, and their values."""

from __future__ import annotations

from math import log10
from typing import NamedTuple

import polars as pl

from tui.files.words import ABOUT
from tui.text.money import CHINESE_SIGNS, CURRENCIES, KEPT_AS, MAGNITUDES, any_of
from tui.text.read_numbers import LONGEST_NUMBER

_MONEY, _SIZES = any_of(CURRENCIES), any_of(MAGNITUDES)
_BLANK = r"[ \u00a0\u2009\u202f]"
CELL = (
    rf"(?i)^(?:(?P<about>{ABOUT})\s*)?(?P<open>\()?(?P<sign>[-+−])?\s?(?:(?P<before>{_MONEY})\s?)?(?P<inner>[-−])?"
    rf"(?P<digits>(?:[0-9](?:[0-9.,'’]|{_BLANK}[0-9])*|[.,][0-9]+))(?P<exponent>e[-+]?[0-9]+)?"
    rf"(?:(?P<gap>\s?)(?P<size>{_SIZES})(?:(?P<digits2>[0-9]+)\s?(?P<size2>{any_of(CHINESE_SIGNS)}))?)?"
    rf"\s?(?P<percent>%)?(?:\s?(?P<after>{_MONEY}))?\s?(?P<more>\+)?(?P<behind>[-−])?(?P<close>\))?$"
)
"""One number as people write it. What stands between its digits is looked at by `_SHAPES`."""
_BARE = rf"^-?[$€£¥₹]?[0-9](?:[0-9.,'’]|{_BLANK}[0-9])*(?:{_BLANK}?[%€])?$"
_SHAPES = {
    # Digits alone.
    "whole": r"^[0-9]+$",
    # Three digits behind the only mark: decimals or a group.
    "comma?": r"^[1-9][0-9]{0,2},[0-9]{3}$",
    "point?": r"^[1-9][0-9]{0,2}\.[0-9]{3}$",
    "point": rf"^(?:[0-9]*\.[0-9]*|[0-9]{{1,3}}(?:,[0-9]{{3}})+\.[0-9]*|[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}"
    rf"|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}(?:\.[0-9]*)?|[0-9]{{1,3}}(?:(?:{_BLANK}|['’])[0-9]{{3}})+\.[0-9]+)$",
    "comma": rf"^(?:[0-9]*,[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}"
    rf"|[0-9]{{1,3}}(?:(?:{_BLANK}|['’])[0-9]{{3}})+,[0-9]+)$",
    "grouped": rf"^[0-9]{{1,3}}(?:(?:{_BLANK}|['’])[0-9]{{3}})+$",
    # Groups that fit no system, which are a slip where commas group all the others.
    "uneven": r"^[0-9]{1,3}(?:,[0-9]{2,3})+,?$",
}
"""The forms of the digits of a number, the first that fits: which of them show what a comma and a point are."""
_WIDE = str.maketrans("０１２３４５６７８９．，％＋－（）￥＄　", "0123456789.,%+-()¥$ ")
EXACT_DIGITS = 15
"""Significant digits up to which a decimal is the same after a way through binary."""
LONGEST_CODE = 18
"""Digits beyond which a number beside fractions is a code."""
MOST_DIGITS = 38
"""Digits that a decimal column holds."""


class Writing(NamedTuple):
    """How a column writes its numbers: whether the comma divides decimals, whether magnitudes mean what they say."""

    decimal_comma: bool = False
    magnitudes: bool = False


def plainly_written(texts: pl.Series) -> pl.Series:
    """Texts without blanks around them, full-width digits and marks as those of ASCII."""
    stripped = texts.str.strip_chars()
    if not stripped.str.contains(r"[\uff00-\uffef\u3000]").any():
        return stripped
    wide = {chr(code): chr(plain) for code, plain in _WIDE.items()}
    return stripped.str.replace_many(list(wide), list(wide.values()))


def taken_apart(texts: pl.Series) -> pl.DataFrame:
    """Texts by the parts of `CELL`, with the `shape` of their digits; all null where a text is no number."""
    plain = plainly_written(texts)
    short = plain.set(plain.str.len_bytes() > LONGEST_NUMBER, None).alias("text")
    # Taking a text apart costs many times as much as knowing that there is little to take.
    bare = short.str.contains(_BARE).fill_null(False)
    parts = short.set(bare, None).str.extract_groups(CELL).struct.unnest().with_columns(short, bare.alias("bare"))
    text, few = pl.col("text"), pl.col("bare")
    parts = parts.with_columns(
        pl.when(few).then(text.str.strip_chars("-%$€£¥₹ ")).otherwise("digits").alias("digits"),
        pl.when(few & text.str.starts_with("-")).then(pl.lit("-")).otherwise("sign").alias("sign"),
        pl.when(few & text.str.ends_with("%")).then(pl.lit("%")).otherwise("percent").alias("percent"),
        pl.coalesce("before", *(pl.when(few & text.str.contains(c, literal=True)).then(pl.lit(c)) for c in "$€£¥₹"))
        .alias("before"),
    ).drop("text", "bare")  # fmt: skip
    digits = pl.col("digits")
    shape = pl.coalesce(
        *(pl.when(digits.str.contains(pattern)).then(pl.lit(name)) for name, pattern in _SHAPES.items()),
        pl.when(digits.is_not_null()).then(pl.lit("none")),
    )
    closed = pl.col("open").is_null() == pl.col("close").is_null()
    signs = pl.sum_horizontal(pl.col("sign", "inner", "open", "behind").is_not_null())
    one = closed & (signs <= 1) & (pl.col("before").is_null() | pl.col("after").is_null())
    marked = pl.col("before").is_not_null() | pl.col("after").is_not_null() | pl.col("size").is_not_null()
    more = pl.col("more").is_null() | marked
    found = parts.with_columns(shape.alias("shape")).with_columns(pl.when(one & more).then("shape").alias("shape"))
    return found.with_columns(
        pl.coalesce("before", "after").str.to_lowercase().alias("currency"), pl.col("size").str.to_lowercase()
    )


def magnitude_fits() -> pl.Expr:
    """Whether a letter behind the digits can be a magnitude: one apart needs a currency: `5 m` is a length."""
    size = pl.col("size")
    short = size.str.contains(r"^[a-z]{1,2}$")
    alone = (pl.col("gap").str.len_chars() == 0) & (size != "mm")
    return size.is_null() | ~short | alone | pl.col("currency").is_not_null()


def read_by(how: Writing) -> pl.Expr:
    """Whether a text that was taken apart is a number in one manner."""
    shape = pl.col("shape")
    own, other = ("comma", "point") if how.decimal_comma else ("point", "comma")
    fits = shape.is_in(["whole", "grouped", own, f"{own}?", f"{other}?"])
    if not how.decimal_comma:
        fits |= shape == "uneven"
    sizes = magnitude_fits() if how.magnitudes else pl.col("size").is_null()
    bare = pl.col("exponent").str.contains(r"(?i)^e[0-9]") & (shape == "whole")
    return (fits & sizes & ~bare.fill_null(False)).fill_null(False)


def _digits(how: Writing, digits: pl.Series) -> pl.Expr:
    """The digits of numbers as programs write them."""
    mark = "." if how.decimal_comma else ","
    bare = pl.col("digits")
    if digits.str.contains(mark, literal=True).any():
        bare = bare.str.replace_all(mark, "", literal=True)
    if digits.str.contains(rf"['’]|{_BLANK}").any():
        bare = bare.str.replace_all(rf"['’]|{_BLANK}", "")
    return (bare.str.replace(",", ".", literal=True) if how.decimal_comma else bare).str.strip_chars_end(".")


def _significant(number: pl.Expr) -> pl.Expr:
    bare = number.str.replace_all(r"\.", "")
    fraction = number.str.contains(".", literal=True)
    return (
        pl.when(fraction).then(bare.str.strip_chars_end("0")).otherwise(bare).str.strip_chars_start("0").str.len_chars()
    )


def valued(parts: pl.DataFrame, how: Writing) -> pl.Series | None:
    """The values of texts that were taken apart, null for those that are none; no digit of any is lost.

    Whole numbers of up to 64 bits, exact decimals where binary ones are not, else binary ones. None where no type holds
    all of them.
    """
    negative = pl.any_horizontal(
        pl.col("open").is_not_null(), pl.col("behind").is_not_null(), pl.col("inner").is_not_null(),
        pl.col("sign").is_in(["-", "−"]).fill_null(False),
    )  # fmt: skip
    frame = parts.select(
        *("digits", "digits2", "size", "size2", "exponent"), negative.alias("negative"), read_by(how).alias("read")
    )
    frame = frame.with_columns(pl.when("read").then("digits").alias("digits"))
    scaled = frame.select((pl.col("read") & pl.any_horizontal(pl.col("size", "exponent").is_not_null())).any()).item()
    if scaled:
        frame = frame.with_columns(pl.when("read").then(name).alias(name) for name in ("size", "size2", "exponent"))
    number = _digits(how, frame["digits"])
    signed = pl.concat_str(pl.when("negative").then(pl.lit("-")).otherwise(pl.lit("")), number)
    long = (frame["digits"].str.len_bytes().max() or 0) > EXACT_DIGITS  # type: ignore[operator]
    frame = frame.with_columns(
        signed.alias("text"),
        (_significant(number) if long else pl.lit(0)).alias("length"),
        number.str.contains(".", literal=True).alias("fraction"),
    )
    if scaled:
        return _scaled(frame)
    if not frame["fraction"].any():
        return _whole(frame)
    values = frame["text"].cast(pl.Float64, strict=False)
    return values if not long or _come_back(frame, values) else _exact(frame)


def _come_back(frame: pl.DataFrame, values: pl.Series) -> bool:
    """Whether binary numbers are written with the very digits that were read."""
    digits = r"^-?0*|\.0*$|[.]|0+$"
    long = frame["length"] > EXACT_DIGITS
    written = values.filter(long).cast(pl.String)
    if written.str.contains("e", literal=True).any():
        return False
    # What differs in leading and in trailing zeros alone is the same number.
    bare = [cells.str.replace_all(digits, "") for cells in (written.str.strip_suffix(".0"), frame["text"].filter(long))]
    return bool((bare[0] == bare[1]).all())


def _whole(frame: pl.DataFrame) -> pl.Series | None:
    texts = frame["text"]
    for dtype in (pl.Int64(), pl.UInt64()):
        values = texts.cast(dtype, strict=False)
        if values.null_count() == texts.null_count():
            return values
    return texts.cast(pl.Decimal(MOST_DIGITS, 0)) if (frame["length"].max() or 0) <= MOST_DIGITS else None  # type: ignore[operator]


def _exact(frame: pl.DataFrame) -> pl.Series | None:
    frame = frame.with_columns(pl.col("text").str.extract(r"\.([0-9]*)$").str.len_chars().alias("places"))
    places = int(frame.select(pl.col("places").max().fill_null(0)).item())
    whole = int(frame.select((pl.col("text").str.len_chars() - pl.col("places").fill_null(0)).max()).item() or 0)
    if places + whole > MOST_DIGITS:
        return None
    return frame["text"].cast(pl.Decimal(MOST_DIGITS, places))


def _scaled(frame: pl.DataFrame) -> pl.Series | None:
    """Values with a magnitude or an exponent."""
    whole = frame.filter(pl.col("exponent").is_null())
    if (whole["length"].max() or 0) > EXACT_DIGITS:  # type: ignore[operator]
        return None
    # Digits with an exponent are the nearest number there is; a product may be the next one.
    powers = {word: f"e{int(log10(size))}" for word, size in MAGNITUDES.items()}
    power = pl.col("size").replace_strict(powers, default="", return_dtype=pl.String)
    power2 = pl.col("size2").replace_strict(powers, default="", return_dtype=pl.String)
    value = pl.concat_str(pl.col("text"), pl.col("exponent").fill_null(""), power).cast(pl.Float64, strict=False)
    more = pl.concat_str(pl.col("digits2"), power2).cast(pl.Float64, strict=False).fill_null(0)
    both = value + pl.when(pl.col("text").str.starts_with("-")).then(-more).otherwise(more)
    values = frame.select(pl.when(both.is_finite()).then(both).alias("v")).to_series()
    real = values.drop_nulls()
    if (real == real.round()).all() and (real.abs() < 2**53).all():
        return values.cast(pl.Int64)
    return values


def currencies(parts: pl.DataFrame) -> pl.Series:
    """The currency of each cell: its code, the sign itself where it is that of several; null where none is written.

    `¥` beside a Chinese magnitude is the yuan.
    """
    kept = pl.col("currency").replace_strict(dict(KEPT_AS), default=None, return_dtype=pl.String)
    yuan = (pl.col("currency") == "¥") & pl.col("size").str.contains(any_of(CHINESE_SIGNS))
    return parts.select(pl.when(yuan).then(pl.lit("CNY")).otherwise(kept).alias("currency")).to_series()
