"""A table of one's own with what the corpus states of the names in a column: last round, valuation, users, who says so.

Names are matched exactly or by an alias. What is only similar, or means several, is asked for and never taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from tui.cells.columns import shown_columns
from tui.corpus.tables import ViewColumn
from tui.engines.base import Cancelled, CancelToken
from tui.engines.registry import engine_over
from tui.engines.schema import fields_of
from tui.language.words import label, word
from tui.tables.beside import Side, joined_table, matching_of, renamed_column
from tui.tables.dataset import Dataset

if TYPE_CHECKING:
    from tui.cells.cell import Reader, ShownColumn
    from tui.corpus.lens import Lens
    from tui.language.label import Label

DERIVED = "corpus_"
"""Begins the names of the columns that the corpus adds."""
LOOKED_UP = ("company", "product", "model", "investor")
"""The kinds of entities that figures are looked up of."""
_SOUGHT = 200
"""Names without a match, the most frequent, for which those that may be meant are looked for."""
_CANDIDATES = 3
_NAMED = 5
"""Names that a message lists."""
_OWNER = "rounds_of"
_ACTIVE = ("mau", "wau", "dau")
_USERS = ("users", "users_qualifier", "metric", "period", "teller", "product")
_BESIDE_FIGURES = (
    "last_amount_currency", "last_amount_qualifier", "valuation_currency", "valuation_qualifier", "valuation_basis",
)  # fmt: skip
_VIEW = (
    ViewColumn(_OWNER, cell="entity", width=14),
    ViewColumn("last_announced", cell="date", width=10),
    ViewColumn("last_round", of="deals.round", width=11),
    ViewColumn("last_amount", cell="money", width=12),
    ViewColumn("last_said_by", cell="entity", width=14),
    ViewColumn("valuation", cell="money", width=12),
    ViewColumn("valued", cell="date", width=10),
    ViewColumn("valuation_said_by", cell="entity", width=14),
    ViewColumn("product", cell="entity", width=14),
    ViewColumn("users", cell="counted", width=10),
    ViewColumn("metric", of="users.metric", width=6),
    ViewColumn("period", cell="date", width=10),
    ViewColumn("teller", cell="entity", width=14),
)
"""What is added, in the columns of the companies."""


class Meanings(NamedTuple):
    """What the names of a column mean.

    Attributes:
        rows: how many rows have each name, the most frequent first.
        known: the entity of each name that is one.
        unsure: the names that may be one of several, or only look like one, with the entities that may be meant.
    """

    rows: Mapping[str, int]
    known: Mapping[str, str]
    unsure: Mapping[str, tuple[str, ...]]

    def with_answers(self, answers: Mapping[str, str]) -> Meanings:
        """With the entities that a person chose."""
        left = {name: may_be for name, may_be in self.unsure.items() if name not in answers}
        return self._replace(known={**self.known, **answers}, unsure=left)


def meanings_of_names(side: Side, lens: Lens, token: CancelToken | None = None) -> Meanings:
    """What the names in the key column of a table mean in a corpus."""
    query = side.query._replace(sort=(), columns=None, group=None)
    counts = side.dataset.engine.frequency(query, side.key, token=token)
    rows = {str(value): count for value, count in counts.select("value", "count").iter_rows() if value is not None}
    known: dict[str, str] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    sought = 0
    for name in rows:
        if token is not None and token.cancelled:
            raise Cancelled
        found = [entity for entity in lens.names.find(name) if set(lens.kinds.get(entity, ())) & set(LOOKED_UP)]
        if len(found) == 1:
            known[name] = found[0]
        elif found:
            unsure[name] = tuple(found[:_CANDIDATES])
        elif sought < _SOUGHT:
            sought += 1
            if may_be := _similar(name, lens):
                unsure[name] = may_be
    return Meanings(rows, known, unsure)


def _similar(name: str, lens: Lens) -> tuple[str, ...]:
    """The entities that a name may mean though none is called so."""
    matches = [match.entity for match in lens.matcher.find(name, 2 * _CANDIDATES)]
    fitting = [entity for entity in matches if set(lens.kinds.get(entity, ())) & set(LOOKED_UP)]
    return tuple(fitting[:_CANDIDATES])


def enriched(side: Side, meanings: Meanings, lens: Lens, reader: Reader, token: CancelToken | None = None) -> Dataset:
    """The table with what the corpus states of its names; added columns are derived, and their tellers beside them."""
    added = _added(side, meanings, lens)
    columns = _columns(lens, reader._replace(names=lens.names))
    known = Side("corpus", Dataset.over(engine_over(added, fields_of(added.schema)), columns), side.key)
    return joined_table(side, known, "left", matching_of(side, known, token), token)


def _added(side: Side, meanings: Meanings, lens: Lens) -> pl.DataFrame:
    """One row for each known name: its text in the column of that name, and what is added."""
    companies = lens.shown("companies")
    of_company = [name for name in (*(view.name for view in _VIEW), *_BESIDE_FIGURES, *_USERS) if name != _OWNER]
    types = {name: companies.schema[name] for name in of_company}
    rows = {row["company"]: row for row in companies.select("company", *types).iter_rows(named=True)}
    headlines = _headlines(lens)
    found = []
    for text, entity in meanings.known.items():
        owner = entity if entity in rows else lens.names.root(entity)
        row = dict(rows.get(owner, {}))
        if entity != owner or "company" not in lens.kinds.get(entity, ()):
            # Rounds are those of the owner, users those of the product alone.
            row |= dict.fromkeys(_USERS) | headlines.get(entity, {})
        said = {"entity": entity, _OWNER: owner if owner in rows else None, **row}
        found.append({side.key: text, **{DERIVED + name: value for name, value in said.items()}})
    text_columns = dict.fromkeys((side.key, DERIVED + "entity", DERIVED + _OWNER), pl.String())
    schema: dict[str, pl.DataType] = {**text_columns, **{DERIVED + name: dtype for name, dtype in types.items()}}
    return pl.DataFrame(found, schema=schema, orient="row")


def _headlines(lens: Lens) -> dict[str, dict[str, object]]:
    """The headline of the users of each product: by the month where it is told, else by the week or the day."""
    active = lens.headlines("users").filter(pl.col("metric").is_in(_ACTIVE) & (pl.col("unit") == "people"))
    found: dict[str, dict[str, object]] = {}
    for row in active.iter_rows(named=True):
        product, metric = row["product"], row["metric"]
        before = found.get(product)
        if before is None or _ACTIVE.index(metric) < _ACTIVE.index(str(before["metric"])):
            found[product] = {
                "users": row["value"],
                "users_qualifier": row["value_qualifier"],
                "metric": metric,
                "period": row["period"],
                "teller": row["teller"],
                "product": product,
            }
    return found


def _columns(lens: Lens, reader: Reader) -> list[ShownColumn]:
    """The added columns, drawn as the corpus draws them, marked as derived."""
    views = {view.name: view for view in lens.table("companies").view.columns}  # type: ignore[union-attr]
    told = [
        view._replace(title=views[view.name].title if view.name in views else label(f"enrich.{view.name}"))
        for view in _VIEW
    ]
    drawn = shown_columns(told, lens.table("companies"), reader, lens.table)
    rule = word("enrich.rule", reader.language, str(lens.last_day)[:7])
    renamed = [{name: DERIVED + name for name in (column.name, *column.inputs)} for column in drawn]
    return [
        renamed_column(column, names, f"+ {column.title}")._replace(rule=rule)
        for column, names in zip(drawn, renamed, strict=True)
    ]


def enriching_told(meanings: Meanings) -> list[Label]:
    """What is said of the match: how many names are known, which are not."""
    names, rows = len(meanings.rows), sum(meanings.rows.values())
    known = sum(meanings.rows[name] for name in meanings.known)
    told = [label("enrich.known", f"{len(meanings.known):,}", f"{names:,}", f"{known:,}", f"{rows:,}")]
    unknown = [name for name in meanings.rows if name not in meanings.known]
    if unknown:
        more = "" if len(unknown) <= _NAMED else " …"
        told.append(label("enrich.unknown", ", ".join(unknown[:_NAMED]) + more))
    return told
