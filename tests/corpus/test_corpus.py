"""Bad files: nothing is dropped silently, and each problem names file, line, column, value and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.corpus.corpus import Corpus


def spoil(folder: Path, name: str, old: str, new: str, times: int = 1) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def test_the_small_corpus_is_sound(small: Path) -> None:
    assert Corpus(small).check() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "value"),
    [
        ("deals.csv", "1300000000", "1.3bn", 5, "amount", "1.3bn"),
        ("deals.csv", ",closed,actual", ",shut,actual", 6, "status", "shut"),
        ("deals.csv", ",company,s2,37,,high", ",company,s9,37,,high", 3, "source", "s9"),
        (
            "deals.csv",
            "moonshot-ai-2024-02,moonshot-ai,",
            "moonshot-ai-2024-02,moonshot,",
            4,
            "company",
            "moonshot",
        ),
        ("users.csv", "exact,xsignal,", "exact,nobody,", 2, "said_by", "nobody"),
        ("deals.csv", "2025-02-19", "2025-02-30", 3, "announced", "2025-02-30"),
        ("deals.csv", "1000000000,,USD,round", "1000000000,,,round", 4, "amount", "1000000000.0"),
        ("users.csv", ",145500000,", ",145500000000,", 2, "value", "145500000000.0"),
        ("users.csv", ",145500000,,", ",145500000,1,", 2, "value_high", "1.0"),
        (
            "market.csv",
            "52亿美元",
            "五十二亿美元约合人民币三百七十八亿元左右吧",
            2,
            "printed",
            "五十二亿美元约合人民币三百七十八亿元左右吧",
        ),
        ("sources.csv", "https://example.org/a", "javascript:alert(1)", 3, "url", "javascript:alert(1)"),
        ("fx.csv", "2025-03,CNY", "2024-02,CNY", 3, "month", "2024-02"),
    ],
)
def test_a_bad_cell_is_told(scratch: Path, file: str, old: str, new: str, line: int, column: str, value: str) -> None:
    spoil(scratch, file, old, new)
    told = [(p.file, p.line, p.column, p.value) for p in Corpus(scratch).check()]
    assert (file, line, column, value) in told


def test_an_unread_amount_is_null_and_the_row_stays(scratch: Path) -> None:
    spoil(scratch, "deals.csv", "1300000000", "1.3bn")
    frame = Corpus(scratch).frame("deals")
    assert frame.height == 7
    assert frame["amount"].null_count() == 3


def test_a_repeated_claim_is_told(scratch: Path) -> None:
    path = scratch / "users.csv"
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    path.write_text(path.read_text(encoding="utf-8") + last + "\n", encoding="utf-8")
    assert [p.line for p in Corpus(scratch).check()] == [9]


def test_a_claim_that_differs_in_another_part_repeats_the_figure(scratch: Path) -> None:
    path = scratch / "deals.csv"
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    path.write_text(
        path.read_text(encoding="utf-8") + last.replace("round,,,,,,", "round,,,9,USD,post,") + "\n", "utf-8"
    )
    assert [str(p) for p in Corpus(scratch).check()] == [
        "deals.csv:9: amount `40000000000.0`: repeats the amount of an earlier claim of the same source and fact"
    ]


@pytest.mark.parametrize("qualifier", ["exact", ""])
def test_users_and_market_state_a_figure(scratch: Path, qualifier: str) -> None:
    spoil(
        scratch, "users.csv", ",145500000,,people,,,reported,actual,exact", f",,,people,,,reported,actual,{qualifier}"
    )
    spoil(scratch, "market.csv", ",5200000000,", ",,")
    assert [str(p) for p in Corpus(scratch).check()] == [
        "users.csv:2: value: neither a figure nor vague nor undisclosed",
        "market.csv:2: value: neither a figure nor vague nor undisclosed",
    ]


@pytest.mark.parametrize("qualifier", ["vague", "undisclosed"])
def test_a_vague_figure_has_no_number(scratch: Path, qualifier: str) -> None:
    spoil(
        scratch, "users.csv", ",145500000,,people,,,reported,actual,exact", f",,,people,,,reported,actual,{qualifier}"
    )
    assert Corpus(scratch).check() == []


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ([("newsletter,,A newsletter", "newsletter,s4,A newsletter")], [6]),
        ([("en,article,s1,", "en,article,s2,"), ("zh,article,,", "zh,article,s3,")], [4, 5]),
        ([("zh,article,,", "zh,article,s3,"), ("newsletter,,A newsletter", "newsletter,s2,A newsletter")], []),
    ],
)
def test_copies_that_go_round_are_told(scratch: Path, changes: list[tuple[str, str]], lines: list[int]) -> None:
    for old, new in changes:
        spoil(scratch, "sources.csv", old, new)
    found = Corpus(scratch).check()
    assert [(p.file, p.line, p.column) for p in found] == [("sources.csv", line, "copies") for line in lines]
    assert {p.rule for p in found} <= {"copies go round in a circle; the first page copies none"}


def test_what_cannot_be_read_is_told_once(scratch: Path) -> None:
    spoil(scratch, "users.csv", ",145500000,", ",many,")
    assert [str(p) for p in Corpus(scratch).check()] == ["users.csv:2: value `many`: not a plain number"]


def test_a_missing_column_is_told_and_empty(scratch: Path) -> None:
    spoil(scratch, "users.csv", ",confidence,flag,note", ",sureness,flag,note")
    corpus = Corpus(scratch)
    assert corpus.frame("users")["confidence"].null_count() == corpus.frame("users").height
    rules = {(p.column, p.rule.split(";")[0]) for p in corpus.check()}
    assert {("confidence", "column is missing"), ("sureness", "column is unknown and not read")} <= rules


def test_a_ragged_row_stays_and_is_told(scratch: Path) -> None:
    spoil(scratch, "users.csv", "s1,,1.16亿,high,,,2026-10-01", "s1,,1.16亿,high")
    corpus = Corpus(scratch)
    assert corpus.frame("users").height == 7
    assert [(p.line, p.column) for p in corpus.check()] == [(7, ""), (7, "added")]


def test_a_quote_that_never_closes_costs_no_row(scratch: Path) -> None:
    spoil(scratch, "sources.csv", '"Rounds, first report"', '"Rounds first report')
    corpus = Corpus(scratch)
    assert corpus.frame("sources").height == 5
    assert corpus.check()[0].line == 3


def test_a_foreign_encoding_is_told_with_its_line(scratch: Path) -> None:
    path = scratch / "sources.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    corpus = Corpus(scratch)
    assert corpus.frame("sources").height == 5
    assert any("not UTF-8" in p.rule and p.line == 4 for p in corpus.check())


def test_half_a_table_is_told(scratch: Path) -> None:
    (scratch / "deals.csv").rename(scratch / "rounds.csv")
    corpus = Corpus(scratch)
    assert [str(problem) for problem in corpus.check()] == [
        "deals.toml:1: deals.csv is missing; a table is a CSV and a TOML",
        "rounds.csv:1: rounds.toml is missing; a table is a CSV and a TOML",
    ]
    assert not {"deals", "rounds", "companies"}.intersection(corpus.names)


def test_control_characters_are_told(scratch: Path) -> None:
    spoil(scratch, "deals.csv", "A smaller figure", "A \x1b[31msmaller figure")
    assert [p.column for p in Corpus(scratch).check()] == ["note"]


def test_an_empty_file_is_one_problem(scratch: Path) -> None:
    (scratch / "users.csv").write_text("", encoding="utf-8")
    corpus = Corpus(scratch)
    assert corpus.frame("users").height == 0
    assert [str(p).split(";")[0] for p in corpus.check()] == ["users.csv:1: the file is empty"]


def test_a_line_of_any_length_is_read_and_told(scratch: Path) -> None:
    path = scratch / "users.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x" * 300_000 + "\n", encoding="utf-8")
    corpus = Corpus(scratch)
    assert corpus.frame("users").height == 8
    assert "1 fields where the header has 24" in str(corpus.check()[0])
