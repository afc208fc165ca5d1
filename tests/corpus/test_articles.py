"""Claims of made-up articles: what does not stand on their lines, or does not follow from it, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.corpus.articles import reread
from tui.corpus.corpus import Corpus
from tui.errors import TermsheetError

ARTICLE = """\
# 一年的数字
2030年,全球机器人融资总额达1004亿美元(约合人民币7283.5亿元),比上一年的559亿美元增长79.61%,但比前年下降37%。

融资事件4505件;机器人占比近三成,超过三分之一的公司未融资。

按融资额的排名分别为:OpenAI（113 亿
美元）、Moonshot AI（15.25 亿美元）和 DeepSeek（约 1
亿美元）。
StepFun以1.94亿月活登顶,豆包、Kimi緊隨其后。团队在3-5人,推出十几款应用,数百亿美元涌入。
成立于去年的公司2家。
"""
COLUMNS = ("subject", "metric", "period", "value", "value_high", "unit", "currency", "versus", "qualifier")
HEADER = (
    "subject,metric,segment,region,period,value,value_high,unit,currency,alt_value,alt_currency,whole,versus,"
    "status,nature,qualifier,said_by,said_by_kind,source,line,printed,confidence,flag,note,added"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the made-up article lies."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "900_made-up.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def told(scratch: Path, folder: Path, line: str, printed: str, **cells: str) -> list[str]:
    """What is told of one claim of the article, less its place."""
    row = dict.fromkeys(HEADER.split(","), "") | {"subject": "ai", "metric": "funding", "period": "2030"}
    row |= {"status": "reported", "nature": "actual", "source": "art-900", "line": line, "printed": printed} | cells
    row |= {"said_by_kind": "named_press", "confidence": "high", "added": "2031-01-01"}
    (scratch / "market.csv").write_text(f"{HEADER}\n{','.join(row.values())}\n", encoding="utf-8")
    with (scratch / "sources.csv").open("a", encoding="utf-8") as sources:
        sources.write("art-900,acme-press,An article,,2031-01-01,printed,,zh,article,,\n")
    found = reread(Corpus(scratch), folder)
    assert (found.claims, found.articles) == (1, 1)
    assert all((problem.file, problem.line) == ("market.csv", 2) for problem in found.problems)
    return [f"{problem.column} {problem.value}: {problem.rule}" for problem in found.problems]


def usd(value: str) -> dict[str, str]:
    return {"value": value, "unit": "money", "currency": "USD"}


def percent(value: str, versus: str = "") -> dict[str, str]:
    return {"value": value, "unit": "percent", "versus": versus}


def count(value: str, unit: str) -> dict[str, str]:
    return {"value": value, "unit": unit}


@pytest.mark.parametrize(
    ("line", "printed", "cells"),
    [
        ("2", "1004亿美元", usd("100400000000")),
        ("2", "1004 億美元", usd("100400000000")),
        ("2", "1004亿", usd("100400000000")),
        ("2", "7283.5亿元", {"value": "728350000000", "unit": "money", "currency": "CNY"}),
        ("2", "1004亿美元", usd("100400000000") | {"alt_value": "728350000000", "alt_currency": "CNY"}),
        ("2", "79.61%", percent("79.61", "2029")),
        ("2", "37%", percent("-37", "2028")),
        ("4", "4505件", count("4505", "deals")),
        ("4", "近三成", percent("30")),
        ("4", "超过三分之一", percent("33.33")),
        ("4", "三分之一", percent("33.3")),
        ("6;7", "113亿美元", usd("11300000000")),
        ("9", "1.94亿", count("194000000", "people")),
        ("9", "3-5人", count("3", "people") | {"value_high": "5"}),
        ("9", "十几款", count("11", "companies") | {"value_high": "19", "unit": ""}),
        ("9", "数百亿美元", {"unit": "money", "currency": "USD", "qualifier": "vague"}),
        ("9", "", {"unit": "rank", "qualifier": "vague"}),
        ("6;7", "", count("2", "rank") | {"subject": "moonshot-ai"}),
        ("6;7", "", count("1", "rank") | {"value_high": "3", "subject": "deepseek"}),
        ("9", "登頂", count("1", "rank")),
        ("9", "", count("3", "rank") | {"subject": "kimi"}),
        ("4", "", count("4505", "deals")),
        ("4", "", count("4506", "deals") | {"nature": "derived"}),
        ("10", "2家", count("2", "companies")),
    ],
)
def test_a_claim_that_says_what_is_printed_is_sound(
    scratch: Path, folder: Path, line: str, printed: str, cells: dict[str, str]
) -> None:
    assert told(scratch, folder, line, printed, **cells) == []


@pytest.mark.parametrize(
    ("line", "printed", "cells", "problem"),
    [
        ("2", "1004亿美元", usd("10040000000"), "value 10040000000.0: does not follow from `1004亿美元`"),
        ("2", "1004亿美元", usd("100500000000"), "value 100500000000.0: does not follow"),
        ("2", "1004亿美元", percent("1004"), "value 1004.0: does not follow"),
        ("2", "1004亿", usd("100400000000") | {"currency": "CNY"}, "value 100400000000.0: does not follow"),
        ("2", "004亿美元", usd("400000000"), "value 400000000.0: does not follow"),
        ("2", "37%", percent("37", "2028"), "value 37.0: does not follow"),
        ("2", "79.61%", percent("-79.61", "2029"), "value -79.61: does not follow"),
        ("4", "4505件", count("4505", "people"), "value 4505.0: does not follow"),
        ("4", "近三成", percent("3"), "value 3.0: does not follow"),
        ("4", "三分之一", percent("33.34"), "value 33.34: does not follow"),
        ("9", "3-5人", count("3", "people"), "value 3.0: does not follow"),
        ("9", "十几款", count("10", "people"), "value 10.0: does not follow"),
        ("2", "1005亿美元", usd("100500000000"), "printed 1005亿美元: stands in none of its lines"),
        ("4", "1004亿美元", usd("100400000000"), "printed 1004亿美元: stands in none of its lines"),
        ("2;4", "1004亿美元", usd("100400000000"), "line 4: has neither what is printed nor the figure"),
        ("2;11", "1004亿美元", usd("100400000000"), "line 11: art-900 has 10 lines"),
        ("0;2", "1004亿美元", usd("100400000000"), "line 0: art-900 has 10 lines"),
        ("2;3", "1004亿美元", usd("100400000000"), "line 3: the line of art-900 is empty"),
        ("", "1004亿美元", usd("100400000000"), "line : names no line of its article"),
        ("4", "", count("4506", "deals"), "value 4506.0: no figure of its lines gives it"),
        ("6;7", "", count("3", "rank") | {"subject": "moonshot-ai"}, "value 3.0: no figure of its lines gives it"),
        ("7", "", count("3", "rank") | {"subject": "deepseek"}, "value 3.0: no figure of its lines gives it"),
        (
            "2",
            "1004亿美元",
            {"unit": "money", "qualifier": "vague"},
            "printed 1004亿美元: is a figure, and value is empty",
        ),
        (
            "2",
            "1004亿美元",
            usd("100400000000") | {"alt_value": "728360000000", "alt_currency": "CNY"},
            "alt_value 728360000000.0: no figure of its lines gives it",
        ),
    ],
)
def test_a_claim_that_says_otherwise_is_told(
    scratch: Path, folder: Path, line: str, printed: str, cells: dict[str, str], problem: str
) -> None:
    found = told(scratch, folder, line, printed, **cells)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_words_for_a_year_count_from_that_of_the_article(scratch: Path, folder: Path) -> None:
    path = scratch / "facts.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    row = "kimi,founded,,,2031,{},,year,,,,,,,reported,actual,exact,,named_press,art-900,10,去年,high,,,2031-01-01"
    with (scratch / "sources.csv").open("a", encoding="utf-8") as sources:
        sources.write("art-900,acme-press,An article,,2031-01-01,printed,,zh,article,,\n")
    for year, problems in (("2030", 0), ("2031", 1)):
        path.write_text(f"{header}\n{row.format(year)}\n", encoding="utf-8")
        assert len(reread(Corpus(scratch), folder).problems) == problems


def test_each_figure_of_a_deal_is_looked_for(scratch: Path, folder: Path) -> None:
    path = scratch / "deals.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    row = (
        "d-1,kimi,funding,a,2030,reported,100400000000,,USD,round,,,{},USD,post,,,,"
        "reported,actual,exact,,named_press,art-900,2,1004亿美元,high,,,2031-01-01"
    )
    with (scratch / "sources.csv").open("a", encoding="utf-8") as sources:
        sources.write("art-900,acme-press,An article,,2031-01-01,printed,,zh,article,,\n")
    for valuation, columns in (("55900000000", []), ("55800000000", ["valuation"])):
        path.write_text(f"{header}\n{row.format(valuation)}\n", encoding="utf-8")
        assert [problem.column for problem in reread(Corpus(scratch), folder).problems] == columns


@pytest.mark.parametrize(("files", "told"), [((), "0 files"), (("900_a.txt", "900_b.txt"), "2 files")])
def test_an_article_that_is_not_there_is_one_problem(
    scratch: Path, tmp_path: Path, files: tuple[str, ...], told: str
) -> None:
    folder = tmp_path / "others"
    folder.mkdir()
    for name in files:
        (folder / name).write_text(ARTICLE, encoding="utf-8")
    market = (scratch / "market.csv").read_text(encoding="utf-8").replace(",s1,,", ",art-900,2,")
    (scratch / "market.csv").write_text(market, encoding="utf-8")
    found = reread(Corpus(scratch), folder)
    assert (found.claims, found.articles, len(found.problems)) == (0, 0, 1)
    assert found.problems[0].value == "art-900"
    assert found.problems[0].rule.startswith(told)


def test_a_folder_that_is_none_is_told(small: Path, tmp_path: Path) -> None:
    with pytest.raises(TermsheetError, match="is no folder"):
        reread(Corpus(small), tmp_path / "nowhere")


def test_an_article_that_is_no_text_is_told(scratch: Path, folder: Path) -> None:
    (folder / "900_made-up.txt").write_bytes("融资".encode("gb18030"))
    with pytest.raises(TermsheetError, match="UTF-8"):
        told(scratch, folder, "2", "1004亿美元", **usd("100400000000"))
