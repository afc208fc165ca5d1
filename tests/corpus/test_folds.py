"""Series by the figure that names them."""

from __future__ import annotations

import polars as pl

from tui.corpus.lens import Lens


def test_each_subject_and_metric_has_one_head_and_the_others_under_it(shipped: Lens) -> None:
    rows = shipped.folded("users")
    series = shipped.series("users")
    assert {*series["key"]} <= {*rows["key"]}
    heads = rows.filter("headline")
    assert heads.height == rows.select("product", "metric").n_unique()
    # Under each head stand the rows of its own product and metric, without a gap.
    together = rows.select(pl.struct("product", "metric").rle_id().alias("run"), "headline", "head", "key")
    assert together["run"].max() == heads.height - 1
    first = together.group_by("run", maintain_order=True).first()
    assert first["headline"].all()
    assert (
        together.join(first.select("run", first="key"), on="run")
        .select((pl.col("head") == pl.col("first")).all())
        .item()
    )


def test_the_head_is_the_headline_where_there_is_one(shipped: Lens) -> None:
    named = shipped.headlines("users").select("product", "metric", "id")
    heads = shipped.folded("users").filter("headline").select("product", "metric", shown="id")
    both = named.join(heads, on=["product", "metric"])
    assert both.height == named.height
    assert (both["id"] == both["shown"]).all()


def test_people_come_first_and_nothing_stale_before_what_is_fresh(shipped: Lens) -> None:
    rows, people = shipped.folded("users"), dict(shipped.table("users").divisions[0].when)["metric"]
    assert rows["metric"][0] in people
    assert rows["metric"].is_in(people).arg_min() == rows["metric"].is_in(people).sum()
    sectors = [entity for entity, kinds in shipped.kinds.items() if {"sector", "group"} & {*kinds}]
    of_people = rows.filter(pl.col("metric").is_in(people) & ~pl.col("product").is_in(sectors))
    stale = of_people.group_by("product", maintain_order=True).agg(pl.col("stale").all())["stale"].to_list()
    assert stale == sorted(stale)


def test_a_change_is_measured_over_a_time_as_long(shipped: Lens) -> None:
    rows = shipped.series("users").filter(pl.col("previous").is_not_null())
    assert rows.height > 50
    years = rows.filter(pl.col("previous").str.contains(r"^\d{4}$"))
    assert (years["precision"] == 4).all()
