"""Whole imports: no row is lost, what is written passes the checks and opens, and every doubt is told."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from tui.corpus.corpus import Corpus
from tui.corpus.kept import Kept
from tui.corpus.lens import Lens
from tui.errors import TermsheetError
from tui.importing.importing import Imported, Provenance, imported
from tui.importing.mapping import Given
from tui.importing.telling import needed, plan_lines
from tui.importing.words import read_rules, rules
from tui.importing.written import write_import

TODAY = "2026-11-27"


def take(
    lens: Lens,
    table: str,
    rows: Sequence[dict[str, str | None]],
    given: Given | None = None,
    published: str = "2026-01",
) -> Imported:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    target = rules().targets[table]
    page = Provenance("made-up.csv", published)
    numbers = [*range(2, len(rows) + 2)]
    return imported(frame, numbers, page, target, rules(), lens, given or Given(), TODAY)


def checked(done: Imported, lens: Lens, folder: Path) -> list[str]:
    write_import(done, lens, folder, "en")
    return [str(problem) for problem in Corpus(folder, Kept(), ROOT / "data").check()]


CELLS = {
    "Company": ["Kimi", "Moonshot AI", "新译科技", "x", "", None, "-", "！"],
    "Date": ["2024-03-05", "2024Q1", "13/01/2020", "3/4/2020", "soon", "3201-10-21", None],
    "Round": ["Series A", "A轮", "Private Equity", "并购", "IPO上市", None],
    "Amount": ["$5M", "500万人民币", "数亿美元", "未透露人民币", "7", "-3", "€2m", "0", None],
    "Currency": ["USD", "EUR", "gold", None],
    "Investors": ["红杉, IDG", "[]", "SoftBank", "a;b", None],
    "Remarks": ["seen\nhere", None],
}
USERS = {
    "App": ["Kimi", "豆包", "ChatX", "", None],
    "Month": ["2024-03", "2024-03-01", "2024Q1", "soon", None],
    "Metric": ["MAU", "日活", "D.A.U.", "luck", None],
    "Value": ["1.2M", "120万", "1,300", "-5", "0", "many", None],
}
MOVES = {
    "Executive": ["Duan Nan", "段楠", "A. Person", None],
    "Company": ["OpenAI", "x", None],
    "Title": ["CEO", None],
    "Left on": ["2024-03-05", "1/15/2018", "?", None],
    "Reason": ["Took a job", None],
}


def rows_of(cells: dict[str, list[str | None]]) -> st.SearchStrategy[list[dict[str, str | None]]]:
    return st.lists(st.fixed_dictionaries({n: st.sampled_from(c) for n, c in cells.items()}), min_size=1, max_size=12)


@pytest.mark.long
@pytest.mark.parametrize(("table", "cells"), [("deals", CELLS), ("users", USERS), ("departures", MOVES)])
def test_no_row_is_lost_and_what_is_written_is_sound(
    lens: Lens, table: str, cells: dict[str, list[str | None]]
) -> None:
    @settings(max_examples=40, deadline=None)
    @given(rows_of(cells))
    def holds(rows: list[dict[str, str | None]]) -> None:
        done = take(lens, table, rows)
        found = done.found
        assert found.read + found.rejected + found.duplicates == len(rows)
        assert {int(claim["line"]) for claim in found.claims} <= {*range(2, len(rows) + 2)}
        assert len({claim["line"] for claim in found.claims}) == found.read
        with TemporaryDirectory() as folder:
            assert checked(done, lens, Path(folder)) == []

    holds()


def test_deals_of_a_chinese_list(lens: Lens, tmp_path: Path) -> None:
    rows: list[dict[str, str | None]] = [
        {"公司名称": "月之暗面", "融资时间": "2024-02", "轮次": "A+轮", "融资金额": "10亿美元", "投资方": "阿里,红杉"},
        {"公司名称": "新译科技", "融资时间": "2017-10-30", "轮次": "A轮", "融资金额": "5000万人民币", "投资方": "-"},
        {"公司名称": "新译科技", "融资时间": "2016-10-01", "轮次": "天使轮", "融资金额": "数百万人民币", "投资方": "-"},
        {"公司名称": "法斗士", "融资时间": "-", "轮次": "-", "融资金额": "-", "投资方": "-"},
    ]  # fmt: skip
    done = take(lens, "deals", rows)
    assert (done.found.read, done.found.rejected, done.found.duplicates) == (3, 1, 0)
    first, second, third = done.found.claims
    assert (first["company"], first["amount"], first["currency"]) == ("moonshot-ai", "1000000000", "USD")
    assert (first["round"], first["key"], first["printed"]) == ("a_plus", "moonshot-ai-2024-02", "10亿美元")
    assert (second["amount"], second["currency"], second["qualifier"]) == ("50000000", "CNY", "exact")
    assert (third["qualifier"], third["currency"], "amount" in third) == ("vague", "CNY", False)
    assert checked(done, lens, tmp_path) == []
    opened = Lens(Corpus(tmp_path, Kept(), ROOT / "data"))
    assert opened.facts("deals").height == 3


def test_nothing_is_guessed_of_a_currency(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [{"Company": "x", "Date": "2024-01-01", "Amount": "5,000,000"}]
    bare = take(lens, "deals", rows).found
    assert ("amount" in bare.claims[0], bare.claims[0]["qualifier"]) == (False, "undisclosed")
    assert bare.claims[0]["note"] == "Amount: 5,000,000"
    assert [told.reason.en for told in bare.told] == ["has no currency; --currency gives it"]
    said = take(lens, "deals", rows, Given(currency="USD")).found
    assert (said.claims[0]["amount"], said.claims[0]["currency"], said.told) == ("5000000", "USD", [])


def test_dates_that_may_be_two_are_asked_for(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [{"Company": "x", "Date": "04-07-2017", "Amount": "$1M"}]
    done = take(lens, "deals", rows)
    assert "announced" not in done.found.claims[0]
    assert needed(done, "en") == ["Date: 1 dates may be two days, as 04-07-2017: --dates dmy or --dates mdy"]
    said = take(lens, "deals", rows, Given(day_first=False))
    assert (said.found.claims[0]["announced"], needed(said, "en")) == ("2017-04-07", [])


def test_rows_said_twice_and_rows_that_contradict_are_told(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [
        {"app": "ChatX", "date": "2024-03-01", "metric": "DAU", "value": "1000"},
        {"app": "ChatX", "date": "2024-03-01", "metric": "DAU", "value": "1000"},
        {"app": "chatx ", "date": "2024-03-01", "metric": "dau", "value": "1200"},
        {"app": "ChatX", "date": "2024-03-01", "metric": "MAU", "value": "900"},
        {"app": "ChatX", "date": "2024-03-02", "metric": "DAU", "value": ""},
        {"app": "ChatX", "date": "2024-03-04", "metric": "DAU", "value": "-5"},
        {"app": "ChatX", "date": "", "metric": "DAU", "value": "77"},
    ]
    found = take(lens, "users", rows).found
    assert (found.read, found.rejected, found.duplicates) == (3, 3, 1)
    assert [(told.row, told.column, told.reason.en, told.fate) for told in found.told] == [
        (2, "value", "DAU above the MAU of row 5", "doubt"),
        (3, "", "says what row 2 says", "duplicate"),
        (4, "value", "row 2 says 1000", "doubt"),
        (4, "value", "DAU above the MAU of row 5", "doubt"),
        (6, "", "states nothing", "row"),
        (7, "value", "is below zero", "row"),
        (8, "date", "has no period", "row"),
    ]


def test_columns_of_times_become_rows_of_time(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [
        {"Site": "a", "2024-01": "10", "2024-02": "0", "2024-03": None},
        {"Site": "b", "2024-01": None, "2024-02": None, "2024-03": None},
    ]
    with pytest.raises(TermsheetError, match="what is counted is not said; say it: --metric mau"):
        take(lens, "users", rows)
    found = take(lens, "users", rows, Given(said={"metric": "dau"})).found
    assert [(c["period"], c["value"], c["unit"]) for c in found.claims] == [
        ("2024-01", "10", "people"),
        ("2024-02", "0", "people"),
    ]
    assert (found.read, found.rejected) == (1, 1)


def test_metrics_side_by_side(lens: Lens) -> None:
    found = take(lens, "users", [{"App": "豆包", "Month": "2024-03", "MAU": "3亿", "DAU": "1亿"}]).found
    assert [(c["product"], c["metric"], c["value"]) for c in found.claims] == [
        ("doubao", "mau", "300000000"),
        ("doubao", "dau", "100000000"),
    ]


def test_names_are_filled_down_only_where_it_is_said(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [
        {"Company": "x", "Date": "2024-01", "Round": "A"},
        {"Company": None, "Date": "2023-01", "Round": "seed"},
    ]
    assert take(lens, "deals", rows).found.rejected == 1
    filled = take(lens, "deals", rows, Given(fill_down=True)).found
    assert [claim["company"] for claim in filled.claims] == ["x", "x"]


def test_a_date_behind_the_file_is_flagged(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [{"Company": "x", "Date": "3201-10-21", "Acquirer": "y"}]
    claim = take(lens, "deals", rows).found.claims[0]
    assert (claim["flag"], claim["announced"], claim["kind"]) == ("announced:misdated", "3201-10-21", "acquisition")


def test_codes_are_words_under_their_header(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [
        {"exec_fullname": "A", "coname": "B INC", "departure_code": code, "leftofc": "2003-03-21T00:00:00Z"}
        for code in ("3", "5", "9")
    ]
    claims = take(lens, "departures", rows).found.claims
    assert [claim["kind"] for claim in claims] == ["dismissed", "retired", "departure"]
    assert {claim["date_kind"] for claim in claims} == {"effective"}


@pytest.mark.parametrize(
    ("table", "headers", "told"),
    [
        (
            "deals",
            ["Startup Nme", "Date"],
            r"no column is a company of deals \(looked for company name, .*nearest: Startup Nme",
        ),
        ("deals", ["Company", "City"], "no column of deals besides company; looked for announced, amount"),
        ("users", ["App", "MAU"], "no column is a period of users"),
    ],
)
def test_what_a_file_lacks_is_told_in_one_line(lens: Lens, table: str, headers: list[str], told: str) -> None:
    with pytest.raises(TermsheetError, match=told):
        take(lens, table, [dict.fromkeys(headers, "x")])


def test_a_person_says_what_columns_are(lens: Lens) -> None:
    given = Given(
        columns={"Who": "company", "Remarks": ""}, values={"round": {"Private Equity": "growth"}}, names={"Y": "openai"}
    )
    rows: list[dict[str, str | None]] = [{"Who": "Y", "Round": "Private Equity", "Remarks": "aside"}]
    claim = take(lens, "deals", rows, given).found.claims[0]
    assert (claim["company"], claim["round"], "note" in claim) == ("openai", "growth", False)
    with pytest.raises(TermsheetError, match="--map: no column `Whom`"):
        take(lens, "deals", rows, Given(columns={"Whom": "company"}))


def test_the_rules_are_sound(shipped: Lens) -> None:
    """Every column and value that the rules name is one of the table."""
    for target in rules().targets.values():
        table = shipped.corpus.table(target.table)
        columns = {
            *target.headers,
            *target.entities,
            *target.said,
            *target.also,
            *target.any,
            *target.event,
            *target.key,
        }
        assert columns <= {*table.names}
        for name, more in target.values.items():
            assert {*more.words.values()} <= {choice.id for choice in table.column(name).choices}
        said = [
            target.said,
            *target.implied.values(),
            *({"kind": kind} for kind in target.codes.values() for kind in kind.values()),
        ]
        for name, value in ((n, v) for one in said for n, v in one.items()):
            assert value in {choice.id for choice in table.column(name).choices}
        if target.units:
            assert {*target.units.values()} <= {choice.id for choice in table.column("unit").choices}
            assert {*target.units} <= {choice.id for choice in table.column(target.metric).choices}


def test_a_mistake_in_the_rules_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "import.toml"
    text = (ROOT / "tui/importing/import.toml").read_text("utf-8")
    path.write_text(text.replace('needs = ["company"]', "needs = 3"), "utf-8")
    with pytest.raises(TermsheetError, match=r"import\.toml:\d+: `needs` is not texts"):
        read_rules(path)


FILE = "Company,Date,Amount,City\nKimi,2024-03-05,$5M,Paris\nKimi,2024-03-05,$5M,Rome\n,2024-03-05,$1M,Oslo\n"


def test_the_command_shows_and_then_writes(
    run: Run, run_on: Callable[[Path], Run], small: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "export.csv", tmp_path / "made"
    file.write_text(FILE)
    code, told, err = run("import", str(file), "--as", "deals")
    assert code == 0
    assert "rows: 1 read, 1 left out, 1 said before, of 3" in told
    assert "say when export.csv was published: --published 2025-12" in told
    assert "columns not read: City" in told
    assert err == "termsheet: nothing is written; --out DIR writes it\n"
    assert run("import", str(file), "--as", "deals", "--out", str(out))[0] == 2
    assert not out.exists()
    code, _, err = run("import", str(file), "--as", "deals", "--out", str(out), "--published", "2025-12")
    assert (code, "deals.csv written" in err) == (0, True)
    with (out / "rejects.csv").open(encoding="utf-8") as rejects:
        assert [(row["row"], row["fate"], row["reason"]) for row in csv.DictReader(rejects)] == [
            ("3", "duplicate", "says what row 2 says"),
            ("4", "row", "has no company"),
        ]
    assert run("check", str(out))[0] == 0
    again = run("import", str(file), "--as", "deals", "--out", str(out), "--published", "2025-12")
    assert (again[0], "was imported into this folder before" in again[2]) == (2, True)
    users = tmp_path / "users.csv"
    users.write_text("App,Month,MAU\nKimi,2024-03,5M\n")
    assert run("import", str(users), "--as", "users", "--out", str(out), "--published", "2025-12")[0] == 0
    assert run("check", str(out))[0] == 0
    opened = run_on(out)
    assert opened("list", "deals", "--fields", "company,amount", "--csv", "--no-header")[1] == "kimi,5000000\n"
    assert opened("list", "users", "--count")[1] == "1\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "say what the rows are; --as deals, users, departures"),
        (["--as", "deal"], "`deal` is nothing to import as; did you mean deals"),
        (["--as", "deals", "--currency", "gold"], "`gold` is no currency"),
        (["--as", "deals", "--published", "soon"], "--published: `soon`"),
        (["--as", "deals", "--status", "sure"], "`sure` is no status"),
        (["--as", "deals", "--follow"], "--follow does not go with import"),
    ],
)
def test_what_cannot_be_said_is_told(run: Run, tmp_path: Path, words: list[str], told: str) -> None:
    file = tmp_path / "export.csv"
    file.write_text(FILE)
    code, _, err = run("import", str(file), *words)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1


def test_the_plan_is_said_in_both_languages(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [
        {"App": "豆包", "Month": "2024-03", "MAU": "3亿"},
        dict.fromkeys(("App", "Month", "MAU")),
    ]
    done = take(lens, "users", rows)
    english, chinese = (plan_lines(done, language, None) for language in ("en", "zh"))
    assert english[0] == "made-up.csv as Users: 2 rows"
    assert any(line.split()[:6] == ["MAU", "value", "mau", "1", "0", "1"] for line in english)
    assert chinese[0] == "made-up.csv 读作用户：2 行"
    assert all(len(line) <= 40 for line in plan_lines(done, "en", 40))


def test_who_is_marked_as_having_led_stands_among_the_leads(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [{"公司名称": "x", "轮次": "A轮", "投资方": "红杉中国(领投),软银"}]
    done = take(lens, "deals", rows)
    claim = done.found.claims[0]
    assert ([new.name for new in done.new if new.id == claim["lead"]], claim["investors"]) == (["红杉中国"], "softbank")


def test_a_share_is_no_count(lens: Lens) -> None:
    rows: list[dict[str, str | None]] = [
        {"app": "x", "month": "2024-03", "metric": "DAU/MAU", "value": "45%"},
        {"app": "x", "month": "2024-03", "metric": "MAU", "value": "12%"},
    ]
    found = take(lens, "users", rows).found
    assert [(claim["metric"], claim["value"], claim["unit"]) for claim in found.claims] == [
        ("stickiness", "45", "percent")
    ]
    assert [told.reason.en for told in found.told] == ["is a share, and what is counted is none"]


MAP = '[columns]\n"Deal closed" = "{column}"\n[values.round]\n"PE" = "{round}"\n[names]\n"Y" = "{entity}"\n'


@pytest.mark.parametrize(
    ("column", "round", "entity", "told"),
    [
        ("announced", "growth", "openai", ""),
        ("anounced", "growth", "openai", "map.toml:2: no column `anounced`; did you mean announced"),
        ("announced", "grow", "openai", "map.toml:3: `grow` is no round; did you mean growth"),
        ("announced", "growth", "open", "--map: no entity `open`"),
    ],
)
def test_a_map_says_what_headers_and_words_mean(
    run: Run, tmp_path: Path, column: str, round: str, entity: str, told: str
) -> None:
    file, said = tmp_path / "export.csv", tmp_path / "map.toml"
    file.write_text("Company,Deal closed,Round\nY,2024-03-05,PE\n")
    said.write_text(MAP.format(column=column, round=round, entity=entity))
    code, out, err = run("import", str(file), "--as", "deals", "--map", str(said))
    if told:
        assert (code != 0, told in err) == (True, True)
    else:
        assert code == 0
        assert "Y = openai" in out
        assert "PE → growth" in out


def test_rejects_of_two_files_stand_beside_each_other(lens: Lens, tmp_path: Path) -> None:
    write_import(
        take(lens, "deals", [{"Company": "", "Date": "2024"}, {"Company": "Moonshot A.I.", "Date": "2024"}]),
        lens,
        tmp_path,
        "en",
    )
    write_import(
        take(lens, "users", [{"App": "", "Month": "2024", "MAU": "1"}])._replace(name="b.csv"), lens, tmp_path, "zh"
    )
    with (tmp_path / "rejects.csv").open(encoding="utf-8") as rejects:
        assert [(row["file"], row["row"], row["fate"]) for row in csv.DictReader(rejects)] == [
            ("made-up.csv", "2", "row"),
            ("made-up.csv", "", "doubt"),
            ("b.csv", "2", "row"),
        ]


def test_lists_of_companies_are_facts_of_their_day(lens: Lens, tmp_path: Path) -> None:
    rows: list[dict[str, str | None]] = [
        {"Company": "月之暗面", "Valuation ($B)": "$4.3", "Date Joined": "04-07-2017", "Employees": "200"},
        {"Company": "x", "Valuation ($B)": "5", "Date Joined": "1/23/2014", "Employees": "$3"},
        {"Company": "y", "Valuation ($B)": None, "Date Joined": None, "Employees": None},
    ]
    done = take(lens, "facts", rows, published="2021-12")
    assert [
        (c["entity"], c["metric"], c["value"], c["unit"], c.get("currency"), c.get("basis"), c["period"])
        for c in done.found.claims
    ] == [
        ("moonshot-ai", "valuation", "4300000000", "money", "USD", "list", "2021-12"),
        ("moonshot-ai", "headcount", "200", "people", None, None, "2021-12"),
        ("x", "valuation", "5000000000", "money", "USD", "list", "2021-12"),
    ]
    assert (done.found.read, done.found.rejected) == (2, 1)
    assert [(told.column, told.value) for told in done.found.told] == [("Employees", "$3"), ("", "")]
    assert checked(done, lens, tmp_path) == []
    with pytest.raises(TermsheetError, match="say when the file was published"):
        take(lens, "facts", rows, published="")
