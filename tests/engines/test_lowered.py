"""Every question to an engine is lowered before it is asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from tui.engines.base import Engine
from tui.engines.lowered import Lowered
from tui.errors import TermsheetError
from tui.query.fields import Field, Schema
from tui.query.query import ANY, Condition, Either, Filter, Query, SortKey

SCHEMA = Schema(
    (
        Field("company", "Company", sort_by=("company\x1fname",), search_by="company\x1ftext", as_text=True),
        Field("trend", "Trend", search_by="trend\x1ftext", stored=False, as_text=True),
    )
)
QUERY = Query((Condition(ANY, "contains", "kimi"),), sort=(SortKey("company", True),))
PLAIN = Query(
    (
        Either(
            (
                (Condition("company\x1ftext", "contains", "kimi"),),
                (Condition("trend\x1ftext", "contains", "kimi"),),
            )
        ),
    ),
    sort=(SortKey("company\x1fname", True),),
)


class Asked:
    """An engine that remembers what it was asked."""

    name, can, fields, height = "Asked", frozenset[Any](), (), 3

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def __getattr__(self, question: str) -> Callable[..., Any]:
        def ask(*words: Any, **more: Any) -> Iterator[Any]:
            self.asked = [question, *words, *(value for value in more.values() if value is not None)]
            return iter(())

        return ask


@pytest.fixture
def asked() -> Asked:
    return Asked()


QUESTIONS: dict[str, Sequence[Any]] = {
    "page": (0, 10),
    "count": (),
    "index": (),
    "search": ((Condition(ANY, "contains", "kimi"),),),
    "frequency": ("company",),
    "summary": (SCHEMA.fields,),
    "bins": ("amount",),
    "export": (100,),
    "plan": (40,),
    "lazy": (),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_engine_is_asked_about_plain_columns(asked: Asked, question: str) -> None:
    getattr(Lowered(asked, SCHEMA), question)(QUERY, *QUESTIONS[question])  # type: ignore[arg-type]
    assert asked.asked[:2] == [question, PLAIN]


def test_no_question_that_takes_a_query_is_left_out() -> None:
    takes = {name for name, call in inspect.getmembers(Engine) if "query" in _arguments(call)}
    assert takes == QUESTIONS.keys()


def _arguments(call: Any) -> Sequence[str]:
    return [*inspect.signature(call).parameters] if inspect.isfunction(call) else []


def test_what_is_looked_for_is_lowered_too(asked: Asked) -> None:
    Lowered(asked, SCHEMA).search(Query(), (Condition(ANY, "contains", "kimi"),))  # type: ignore[arg-type]
    wanted: tuple[Filter, ...] = PLAIN.filters
    assert asked.asked[2] == wanted


def test_texts_are_counted_by_their_column(asked: Asked) -> None:
    engine = Lowered(asked, SCHEMA)  # type: ignore[arg-type]
    engine.frequency(Query(), "company", as_text=True)
    assert asked.asked[2:] == ["company\x1ftext", True, False]
    engine.frequency(Query(), "company")
    assert asked.asked[2:] == ["company", False, False]


def test_what_is_only_drawn_has_no_bins(asked: Asked) -> None:
    with pytest.raises(TermsheetError, match="no column `trend`"):
        Lowered(asked, SCHEMA).bins(Query(), "trend")  # type: ignore[arg-type]


def test_the_fields_are_those_of_the_schema(asked: Asked) -> None:
    engine = Lowered(asked, SCHEMA)  # type: ignore[arg-type]
    assert (engine.fields, engine.name, engine.height) == (SCHEMA.fields, "Asked", 3)
    assert engine.can == Asked.can
