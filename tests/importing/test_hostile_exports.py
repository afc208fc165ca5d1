"""Exports as people save them: title rows, GBK, BOM, totals, ranges, gaps; through a file and through a pipe."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run
from tui.importing.cells import Unread, day_of, read_figure
from tui.importing.headers import HeaderUnit, units_above
from tui.importing.words import rules
from tui.storage.shipped import place


class Export(NamedTuple):
    """An export: its table, bytes, what is said of it, how many rows it has, the rows left out or repeated, and some
    cells of its claims."""

    table: str
    content: bytes
    said: tuple[str, ...]
    rows: int
    out: frozenset[int]
    cells: tuple[tuple[str, str], ...]


EXPORTS = {
    "a title row, GBK, a total, a range, a name that is missing, a row twice": Export(
        "deals",
        """2024年人工智能融资事件表,,,,
公司名称,融资时间,轮次,融资金额,投资方
月之暗面,2024年3月,A+轮,10亿美元,"阿里巴巴、红杉中国"
百川智能,2024年7月25日,A轮,50亿元,阿里、腾讯
某机器人公司,2024年8月,Pre-A轮,未披露,未披露
,2024年8月,B轮,数千万人民币,IDG资本
阶跃星辰,2024年上半年,B轮,数亿美元,启明创投
月之暗面,2024年3月,A+轮,10亿美元,"阿里巴巴、红杉中国"
光轮智能,2024.11,天使+轮,1000万-2000万美元,
合计,,,约80亿元,
""".encode("gb18030"),
        (),
        8,
        frozenset((6, 8, 10)),
        (("amount", "1000000000"), ("amount_high", "20000000"), ("announced", "2024-H1"), ("qualifier", "undisclosed")),
    ),
    "a BOM, semicolons, `undisclosed`, two currencies, a total": Export(
        "deals",
        b"\xef\xbb\xbf"
        + """Organization Name;Announced Date;Funding Type;Money Raised;Money Raised Currency;Lead Investors
OpenAI;2024-10-02;Venture - Series Unknown;6600000000;USD;Thrive Capital
Mistral AI;Jun 11, 2024;Series B;€600M;EUR;General Catalyst
xAI;2024-12;Series C;undisclosed;;
Safe Superintelligence;2024-09-04;Seed;$1 - 1.2B;USD;"a16z; Sequoia"
Cohere;22/07/2024;Series D;500M;EUR;PSP Investments
;2024-01-01;Seed;1M;USD;
OpenAI;2024-10-02;Venture - Series Unknown;6600000000;USD;Thrive Capital
Total (5 deals);;;10350000000;USD;
""".encode(),
        (),
        8,
        frozenset((7, 8, 9)),
        (("amount", "1000000000"), ("amount_high", "1200000000"), ("currency", "EUR"), ("announced", "2024-07-22")),
    ),
    "a unit above the header, times as columns": Export(
        "users",
        """月活跃用户（万）,,,,
产品,2024年1月,2024年2月,2024年3月,2024Q2
豆包,1794,1803.5,2100,—
Kimi,"507.83","1,218",1219,暂无
文心一言,1485~1500,1412,约1466,1008
,12,13,14,15
合计,"3,786","4,433","4,785",
""".encode(),
        ("--metric", "mau"),
        5,
        frozenset((6, 7)),
        (("value", "17940000"), ("value", "5078300"), ("value_high", "15000000"), ("period", "2024-Q2")),
    ),
    "UTF-16, tabs, moves": Export(
        "departures",
        """姓名\t原公司\t职务\t离职时间\t去向\t备注
林俊旸\t阿里巴巴\t通义千问负责人\t2026年3月\t未披露\t
Mira Murati\tOpenAI\tCTO\tSeptember 25, 2024\t—\t
\tOpenAI\tVP\t2024-09\t\tno name
John Schulman\tOpenAI\tCo-founder\t2024年8月5日\tAnthropic\t
John Schulman\tOpenAI\tCo-founder\t2024年8月5日\tAnthropic\tdup
某高管\t月之暗面\t\t2024年第三季度\t\t
共计\t\t\t\t\t6人
""".encode("utf-16"),
        (),
        7,
        frozenset((4, 6, 8)),
        (("announced", "2026-03"), ("announced", "2024-09-25"), ("announced", "2024-Q3"), ("to_org", "anthropic")),
    ),
    "units in headers and in cells, merged names, another currency beside": Export(
        "deals",
        """公司,币种,融资金额(万元),投后估值(亿元),融资日期,轮次,投资方
生数科技,人民币,"12,000",10,2024-03-12,A轮,启明创投
,人民币,数亿元,,2024年6月,B轮,百度
爱诗科技,美元,3000,未披露,soon,A轮,蚂蚁集团
面壁智能,,5亿元,50亿,2024年12月,,龙芯创投；鼎晖百孚
月之暗面,美元,8亿美元,25,2024-02,B轮,阿里巴巴
月之暗面,美元,8亿美元,25,2024-02,B轮,阿里巴巴
小计,,1 5000,,,,
""".encode(),
        ("--fill-down",),
        7,
        frozenset((7, 8)),
        (
            ("amount", "120000000"),
            ("valuation", "1000000000"),
            ("qualifier", "vague"),
            ("note", "融资金额(万元): 5亿元 · 投后估值(亿元): 50亿"),
        ),
    ),
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@pytest.mark.long
@pytest.mark.parametrize("piped", [False, True], ids=["file", "pipe"])
@pytest.mark.parametrize("name", EXPORTS)
def test_no_row_is_lost_and_what_is_left_out_is_told(
    run_on: Callable[[Path], Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, piped: bool
) -> None:
    export, out = EXPORTS[name], tmp_path / "out"
    shipped = run_on(Path(place("data")))
    file = tmp_path / ("export.tsv" if export.content[:2] == b"\xff\xfe" else "export.csv")
    file.write_bytes(export.content)
    if piped:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(export.content)))
    words = ("--as", export.table, "--out", str(out), "--published", "2026-05-01", *export.said)
    code, told, _ = shipped("import", "-" if piped else str(file), *words)
    assert code == 0, told
    claims, rejects = rows_of(out / f"{export.table}.csv"), rows_of(out / "rejects.csv")
    read = {int(claim["line"]) for claim in claims}
    left = {int(one["row"]) for one in rejects if one["fate"] in ("row", "duplicate")}
    assert left == export.out
    assert not read & left
    assert len(read | left) == export.rows
    assert all(one["reason"] for one in rejects)
    assert [cell for cell in export.cells if cell not in {pair for claim in claims for pair in claim.items()}] == []
    assert shipped("check", str(out))[0] == 0
    code, told, _ = run_on(out)("list", export.table, "--json")
    assert code == 0
    assert told != "[]\n"


def test_an_option_may_stand_before_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Company,Amount\nOpenAI,$5M\n", encoding="utf-8")
    code, told, _ = run("import", "--as", "deals", str(tmp_path / "a.csv"))
    assert (code, "a.csv as Deals: 1 rows" in told) == (0, True)


@pytest.mark.parametrize(
    ("above", "units"),
    [
        ("月活跃用户（万）", {HeaderUnit(None, 1e4)}),
        ("单位：万元", {HeaderUnit("CNY", 1e4)}),
        ("表1 融资（单位：亿美元）", {HeaderUnit("USD", 1e8)}),
        ("AI funding, in millions of USD", {HeaderUnit("USD", 1e6)}),
        ("Amounts (in thousands)", {HeaderUnit(None, 1e3)}),
        ("2024 (USD m); 注（万）", {HeaderUnit("USD", 1e6), HeaderUnit(None, 1e4)}),
        ("in B rounds", set()),
        ("截至2024年（不含港澳）", set()),
        ("2024年人工智能融资事件表", set()),
    ],
)
def test_units_that_stand_above_a_header(above: str, units: set[HeaderUnit]) -> None:
    assert units_above([above]) == units


def test_units_that_may_be_of_other_columns_are_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("表（单位：万元）（美元百万）,,\n公司,金额,估值\n月之暗面,5,6\nOpenAI,7,8\n", encoding="utf-8")
    code, told, err = run("import", str(path), "--as", "deals")
    assert (code, told) == (2, "")
    assert "units stand above the header" in err
    path.write_text("表（单位：万元）,,\n公司,金额,投后估值(亿元)\n月之暗面,5,6\nOpenAI,7,8\n", encoding="utf-8")
    code, told, _ = run("import", str(path), "--as", "deals")
    assert code == 0
    assert "5 → 50,000 CNY" in told
    assert "6 → 600,000,000 CNY" in told
    assert "figures are times 10,000 CNY" in told


def test_a_unit_of_money_is_not_that_of_people(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("公司概况（单位：万元）,,\n公司,估值,员工人数\n月之暗面,5,120\nOpenAI,7,800\n", encoding="utf-8")
    _, told, _ = run("import", str(path), "--as", "facts", "--published", "2026-01")
    assert "5 → 50,000 CNY" in told
    assert "120 · 800" in told


@pytest.mark.parametrize(
    ("text", "value", "high", "currency"),
    [
        ("1000万-2000万美元", "10000000", "20000000", "USD"),
        ("$1 - 1.2B", "1000000000", "1200000000", "USD"),
        ("1到5亿元", "100000000", "500000000", "CNY"),
        ("€1-2m", "1000000", "2000000", "EUR"),
        ("500-1000万", "5000000", "10000000", ""),
        ("介于1亿和2亿美元之间", "100000000", "200000000", "USD"),
        ("3亿元至3亿元", "300000000", "", "CNY"),
    ],
)
def test_ranges(text: str, value: str, high: str, currency: str) -> None:
    found = read_figure(text, rules())
    assert (found.value, found.high, found.currency) == (value, high, currency)
    assert found.qualifier == ("range" if high else "exact")


@pytest.mark.parametrize(
    "text", ["5-3", "2024-01", "€1m-$2m", "10-1B", "30%-40%", "数千万-数亿", "1-2-3", "1-2", "3 - 4"]
)
def test_what_may_be_no_range_is_not_read(text: str) -> None:
    with pytest.raises(Unread):
        read_figure(text, rules())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年上半年", "2024-H1"),
        ("2024年第三季度", "2024-Q3"),
        ("first half of 2024", "2024-H1"),
        ("Q3 2024", "2024-Q3"),
    ],
)
def test_periods_that_name_their_year(text: str, day: str) -> None:
    assert day_of(text, {}) == day


@pytest.mark.parametrize("text", ["去年", "上半年", "年底", "last quarter", "近90天"])
def test_periods_that_depend_on_the_day_are_not_read(text: str) -> None:
    with pytest.raises(Unread):
        day_of(text, {})
