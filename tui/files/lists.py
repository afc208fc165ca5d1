"""Whether the texts of a column are lists: `a16z; Lightspeed`. Only what the cells show of it counts."""

from __future__ import annotations

import polars as pl

from tui.files.source import Notice
from tui.language.words import label
from tui.query.query import LIST_MARK, OTHER_LIST_MARKS

_FEW = 2
"""Distinct cells that hold several values; in fewer, all of the values must stand in another cell too."""
MOST_ODD = 0.05
"""The share of them that may be something else: a sentence, a part of a program."""
LEAST_AGAIN = 1 / 3
"""The share of values in such cells that stand in another cell too: a list draws on what others draw on."""
_LONGEST = 60
"""Characters of a value."""
MOST_LOOKED_AT = 20_000
"""Distinct cells of several values that are looked at."""
_MARKS = f"[{LIST_MARK}{OTHER_LIST_MARKS}]"
_OF_MARKUP = r"&#?[A-Za-z0-9]+;"
_FIGURE = r"^[-+]?[0-9][0-9.,:%]*$"


def are_lists(distinct: pl.Series) -> bool:
    """Whether a column is one of lists, by its distinct texts."""
    several = distinct.filter(distinct.str.contains(_MARKS))
    if not several.len():
        return False
    looked_at = several.head(MOST_LOOKED_AT)
    cells = pl.DataFrame({"cell": looked_at}).with_row_index("row")
    values = cells.select(
        "row", pl.col("cell").str.replace_all(f"[{OTHER_LIST_MARKS}]", LIST_MARK).str.split(LIST_MARK).alias("value")
    ).explode("value").with_columns(pl.col("value").str.strip_chars())  # fmt: skip
    value = pl.col("value")
    opened = value.str.count_matches(r"[(\[{（【]") == value.str.count_matches(r"[)\]}）】]")
    odd = (value.str.len_chars() > _LONGEST) | ~opened | value.str.contains(_FIGURE) | value.str.contains('"')
    faulty = values.filter(odd)["row"].n_unique()
    marked = int(looked_at.str.contains(_OF_MARKUP).sum())
    if faulty + marked > MOST_ODD * looked_at.len():
        return False
    values = values.filter(value != "").unique()
    single = distinct.filter(~distinct.str.contains(_MARKS)).str.strip_chars()
    counts = values.group_by("value").len()
    again = counts.filter((pl.col("len") > 1) | value.is_in(single.implode()))["value"]
    least = LEAST_AGAIN if looked_at.len() >= _FEW else 1
    return int(values["value"].is_in(again.implode()).sum()) >= least * values.height > 0


def list_notice(name: str) -> Notice:
    """What is told of a column of lists."""
    return Notice(None, name, "", *label("notice.lists"))
