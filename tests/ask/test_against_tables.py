"""Every plain claim is found by a question for it; the tables are read here without the product's code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from tui.ask.answering import answer_to
from tui.ask.answers import Answer
from tui.corpus.lens import Lens

DATA = Path(__file__).parents[2] / "data"
HAPPENED = ("closed", "confirmed", "reported")


def claims(name: str) -> pl.DataFrame:
    frame = pl.read_csv(DATA / f"{name}.csv", infer_schema=False)
    held = pl.col("flag").is_null() & pl.col("status").is_in(HAPPENED) if "flag" in frame.columns else pl.lit(True)
    return frame.filter(held)


def names() -> dict[str, str]:
    return dict(claims("entities").select("id", pl.coalesce("en", "zh_hans")).iter_rows())


def figures() -> Iterator[tuple[str, str, set[float]]]:
    """What is measured of whom and when, the question for it, and the values that sources state."""
    called = names()
    for table, subject in (("users", "product"), ("facts", "entity")):
        frame = claims(table).filter(
            pl.col("value").is_not_null()
            & pl.col("versus").is_null()
            & pl.col("whole").is_null()
            & pl.col("unit").is_in(["people", "visits", "times", "money"])
            & ((pl.col("nature") == "actual") | ((pl.col("nature") == "derived") & pl.col("printed").is_not_null()))
            & pl.col("metric").is_in(["mau", "dau", "wau", "visits", "revenue", "net_loss", "headcount", "subscribers"])
            & ~pl.col("period").str.contains("..", literal=True)
        )
        for (who, metric, period), rows in frame.group_by(subject, "metric", "period", maintain_order=True):
            line = f"{called[str(who)]} {str(metric).replace('_', ' ')} {period}"
            yield line, str(who), {float(value) for value in rows["value"]}


def told(found: Answer) -> set[float]:
    return {float(one.value) for one in (*found.figures, *found.rivals, *found.otherwise) if one.value is not None}


@pytest.mark.long
def test_every_figure_of_a_period_is_told(shipped: Lens) -> None:
    missed = []
    for line, who, values in figures():
        found = answer_to(line, shipped)
        if not (isinstance(found, Answer) and found.about == (who,) and told(found) & values):
            missed.append(line)
    assert missed == []


def people() -> Iterator[tuple[str, str, set[str]]]:
    called, kinds = names(), dict(claims("entities").select("id", "kinds").iter_rows())
    frame = claims("departures").filter(
        pl.col("person").is_not_null()
        & pl.col("kind").is_in(["departure", "move", "founded", "dismissed"])
        & pl.col("org").is_not_null()
        & (pl.col("org") != pl.col("to_org").fill_null(""))
    )
    for (org,), rows in frame.group_by("org", maintain_order=True):
        gone = {person for person in rows["person"] if "person" in kinds[person].split(";")}
        if gone:
            yield f"who left {called[str(org)]}", str(org), gone


def investors() -> Iterator[tuple[str, str, set[str]]]:
    called = names()
    frame = claims("deals").filter(pl.col("investors").is_not_null())
    for (company,), rows in frame.group_by("company", maintain_order=True):
        wanted = {one for text in rows["investors"] for one in text.split(";")}
        yield f"谁投了{called[str(company)]}", str(company), wanted


Asked = Callable[[], Iterator[tuple[str, str, set[str]]]]
CASES: list[tuple[Asked, Callable[[Answer], set[str]], dict[str, set[str]]]] = [
    # One exit was corrected by the person himself to a change of role.
    (
        people,
        lambda found: {o.row["person"] for o in (*found.figures, *found.otherwise)},
        {"who left xAI": {"greg-yang"}},
    ),
    (investors, lambda found: {str(row["entity"]) for row in found.league}, {}),
]


@pytest.mark.parametrize(("asked", "of", "corrected"), CASES, ids=["who left", "who bought in"])
def test_everyone_is_told(
    shipped: Lens, asked: Asked, of: Callable[[Answer], set[str]], corrected: dict[str, set[str]]
) -> None:
    missed = {}
    for line, who, wanted in asked():
        found = answer_to(line, shipped)
        lacks = wanted - of(found) if isinstance(found, Answer) and found.about == (who,) else wanted
        if lacks:
            missed[line] = lacks
    assert missed == corrected
