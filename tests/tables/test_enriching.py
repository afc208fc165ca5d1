"""Names of a file looked up in the corpus: exactly or by an alias; what is unsure is never taken."""

from __future__ import annotations

import polars as pl
import pytest

from tui.cells.cell import Reader
from tui.cells.file_columns import file_columns
from tui.corpus.lens import Lens
from tui.engines.base import answer
from tui.engines.registry import engine_over
from tui.query.query import Query
from tui.tables.beside import Side
from tui.tables.dataset import Dataset
from tui.tables.enriching import enriched, enriching_told, meanings_of_names


def side(names: list[str | None], column: str = "who") -> Side:
    frame = pl.DataFrame({column: names, "x": range(len(names))}, schema={column: pl.String, "x": pl.Int64})
    return Side("mine", Dataset.over(engine_over(frame), file_columns(frame.schema, {}, "en")), column)


def test_names_are_known_exactly_or_by_an_alias(lens: Lens) -> None:
    found = meanings_of_names(side(["Kimi", "月之暗面", "kimi智能助手", "Nobody Else", None, "Kimi"]), lens)
    assert found.known == {"Kimi": "kimi", "月之暗面": "moonshot-ai", "kimi智能助手": "kimi"}
    assert next(iter(found.rows.items())) == ("Kimi", 2)
    assert [told.en for told in enriching_told(found)] == [
        "names known: 3 of 4, in 4 of 5 rows",
        "not known: Nobody Else",
    ]


@pytest.mark.parametrize("name", ["Moonshott", "Moonsh", "yzam"])
def test_what_is_only_similar_is_asked_and_not_taken(lens: Lens, name: str) -> None:
    found = meanings_of_names(side([name]), lens)
    assert found.known == {}
    assert "moonshot-ai" in found.unsure[name]
    answered = found.with_answers({name: "moonshot-ai"})
    assert (answered.known, answered.unsure) == ({name: "moonshot-ai"}, {})


@pytest.mark.parametrize("column", ["who", "entity", "product"])
def test_figures_come_with_who_says_them(shipped: Lens, column: str) -> None:
    given = side(["Moonshot AI", "Kimi", "Nobody", "Moonshot AI"], column)
    table = enriched(given, meanings_of_names(given, shipped), shipped, Reader("en", shipped.names))
    rows = answer(table.engine, Query()).to_dicts()
    assert [row["x"] for row in rows] == [0, 1, 2, 3]
    company = next(row for row in shipped.shown("companies").to_dicts() if row["company"] == "moonshot-ai")
    for row in (rows[0], rows[1], rows[3]):
        assert row["corpus_rounds_of"] == "moonshot-ai"
        assert (row["corpus_last_announced"], row["corpus_last_amount"]) == (
            company["last_announced"],
            company["last_amount"],
        )
        assert (row["corpus_valuation"], row["corpus_valuation_said_by"]) == (
            company["valuation"],
            company["valuation_said_by"],
        )
        assert row["corpus_product"] == "kimi"
        assert row["corpus_teller"]
    assert {value for name, value in rows[2].items() if name.startswith("corpus_")} == {None}


def test_every_figure_of_the_companies_has_a_teller(shipped: Lens) -> None:
    companies = shipped.shown("companies")
    for figure, teller in (("last_amount", "last_said_by"), ("valuation", "valuation_said_by"), ("users", "teller")):
        told = companies.filter(pl.col(figure).is_not_null())
        assert told.height > 0
        assert told[teller].null_count() == 0


def test_added_columns_are_marked(shipped: Lens) -> None:
    given = side(["Kimi"])
    table = enriched(given, meanings_of_names(given, shipped), shipped, Reader("zh", shipped.names))
    added = [column for column in table.columns if column.name.startswith("corpus_")]
    assert all(column.title.startswith("+ ") and column.mark for column in added)
    assert [column.title for column in table.columns][:2] == ["who", "x"]
