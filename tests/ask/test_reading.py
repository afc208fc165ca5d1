"""A line of words is one request, always the same; what is not known is said."""

from __future__ import annotations

from typing import Any

import pytest

from tui.ask.lexicon import Lexicon, lexicon_of
from tui.ask.parsing import Parsed, question_parts
from tui.ask.reading import question_of
from tui.corpus.lens import Lens


@pytest.fixture(scope="module")
def lexicon(shipped: Lens) -> Lexicon:
    return lexicon_of(shipped)


def parts(line: str, lens: Lens, lexicon: Lexicon) -> Parsed:
    return question_parts(line, lens, lexicon)


REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("kimi mau", "FigureRequest", {"entities": ("kimi",), "measures": ("mau",)}),
    ("what is Kimi's MAU?", "FigureRequest", {"entities": ("kimi",), "measures": ("mau",)}),
    ("ＫＩＭＩ　月活", "FigureRequest", {"entities": ("kimi",), "measures": ("mau",)}),
    ("騰訊元寶 月活", "FigureRequest", {"entities": ("yuanbao",), "measures": ("mau",)}),
    ("yuezhianmian guzhi", "FigureRequest", {"entities": ("moonshot-ai",), "measures": ("valuation",)}),
    ("豆包大模型 token", "FigureRequest", {"entities": ("doubao-llm",), "measures": ("tokens",)}),
    ("meta ai mau", "FigureRequest", {"entities": ("meta-ai",), "measures": ("mau",)}),
    ("doubao mau trend", "FigureRequest", {"entities": ("doubao",), "series": True}),
    ("doubao vs deepseek mau", "FigureRequest", {"entities": ("doubao", "deepseek"), "measures": ("mau",)}),
    ("豆包和deepseek 月活谁多", "FigureRequest", {"entities": ("doubao", "deepseek"), "measures": ("mau",)}),
    ("who left openai 2024", "PeopleRequest", {"what": "left", "orgs": ("openai",)}),
    ("智谱 2025 离职", "PeopleRequest", {"what": "left", "orgs": ("zhipu-ai",)}),
    ("who joined meta", "PeopleRequest", {"what": "joined", "to": ("meta",)}),
    ("who went from xai to openai", "PeopleRequest", {"what": "moved", "orgs": ("xai",), "to": ("openai",)}),
    ("where is john schulman", "PeopleRequest", {"what": "where", "persons": ("john-schulman",)}),
    ("杨植麟", "PeopleRequest", {"what": "where", "persons": ("yang-zhilin",)}),
    ("anthropic series g", "RoundsRequest", {"entities": ("anthropic",)}),
    ("阶跃星辰 最新融资", "RoundsRequest", {"entities": ("stepfun",)}),
    ("阿里投资deepseek 是真的吗", "RoundsRequest", {"entities": ("deepseek",), "doubted": True}),
    ("who bought manus", "InvestorsRequest", {"what": "sold", "entities": ("manus",)}),
    ("manus 被谁收购了", "InvestorsRequest", {"what": "sold", "entities": ("manus",)}),
    ("google acquisitions 2025", "InvestorsRequest", {"what": "bought", "entities": ("google",)}),
    ("who invested in moonshot", "InvestorsRequest", {"what": "backers", "entities": ("moonshot-ai",)}),
    ("启明创投 投资了谁", "InvestorsRequest", {"what": "portfolio", "entities": ("qiming",)}),
    ("largest rounds 2025 china", "RankingRequest", {"by": "amount"}),
    ("法国 最大融资", "RankingRequest", {"by": "amount"}),
    ("most valuable ai companies", "RankingRequest", {"by": "valuation"}),
    ("最活跃的投资机构 2025", "RankingRequest", {"by": "active"}),
    ("ai funding us vs china by year", "MarketRequest", {"subjects": ("ai",), "regions": ("us", "cn"), "series": True}),
    ("global venture funding 2024", "MarketRequest", {"subjects": ("venture",)}),
    ("disputes kimi", "DisputesRequest", {"entities": ("kimi",)}),
    ("豆包 日活 争议", "DisputesRequest", {"entities": ("doubao",), "measures": ("dau",)}),
    ("what is new", "NewRequest", {}),
    ("kimi", "CardRequest", {"entity": "kimi"}),
]


@pytest.mark.parametrize(("line", "kind", "fields"), REQUESTS, ids=[line for line, *_ in REQUESTS])
def test_a_line_is_a_request(shipped: Lens, lexicon: Lexicon, line: str, kind: str, fields: dict[str, Any]) -> None:
    request = question_of(parts(line, shipped, lexicon), shipped)
    assert type(request).__name__ == kind
    assert {name: getattr(request, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("google tokens per month", {"per": "month"}),
        ("夸克 vs 豆包 2025年3月 aicpb", {"tellers": ("aicpb",), "period": "2025-03"}),
        ("top 3 机器人 rounds 2025", {"limit": 3, "period": "2025"}),
        ("前十 融资 2025", {"limit": 10}),
        ("ai funding growth 2024", {"growth": True}),
        ("openai 历年营收", {"rhythm": "year"}),
        ("baichuan A轮", {"rounds": ("a",)}),
        ("ai ipos france largest", {"country": "FR", "kinds": ("ipo",)}),
    ],
)
def test_what_limits_an_answer(shipped: Lens, lexicon: Lexicon, line: str, scope: dict[str, Any]) -> None:
    request = question_of(parts(line, shipped, lexicon), shipped)
    assert request is not None
    assert {name: getattr(request.scope, name) for name in scope} == scope


@pytest.mark.parametrize(
    ("line", "entity"),
    [("ilya sutskver where", "ilya-sutskever"), ("antropic arr", "anthropic"), ("智普 估值", "zhipu-ai")],
)
def test_a_slip_is_read_and_said(shipped: Lens, lexicon: Lexicon, line: str, entity: str) -> None:
    found = parts(line, shipped, lexicon)
    assert found.entities == (entity,)
    assert found.notes


@pytest.mark.parametrize("line", ["李大明 现在在哪", "王毅 去哪了", "张凡 去哪了", "chatgtm mau", "moonshine mau"])
def test_what_is_only_similar_is_no_name(shipped: Lens, lexicon: Lexicon, line: str) -> None:
    found = parts(line, shipped, lexicon)
    assert found.entities == ()
    assert found.unread


def test_a_name_is_told_whole_with_what_is_not_known(shipped: Lens, lexicon: Lexicon) -> None:
    assert parts("李大明 现在在哪", shipped, lexicon).unread == ("李大明",)
    assert parts("apple intelligence mau", shipped, lexicon).beside == ("apple intelligence",)


def test_ids_are_no_names(shipped: Lens, lexicon: Lexicon) -> None:
    assert parts("in 2025", shipped, lexicon).places == ()
    assert parts("funding in us", shipped, lexicon).places == ("us",)
