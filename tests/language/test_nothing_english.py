"""With `--lang zh` nothing is English but names, what sources printed, and code: a new English word fails here."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import TABLES, Run
from tests.screens.driving import explorer, files, press, rested
from tests.screens.screen_text import screen_text
from tui.cli.routes import VERBS
from tui.cli.topics import TOPICS
from tui.corpus.lens import Lens
from tui.storage.shipped import place

WORD = re.compile(r"[A-Za-z][A-Za-z']+")
"""A run of Latin letters; one alone is a round, a key or a multiplier."""
_OPTION = r"-{1,2}[A-Za-z][\w-]*(?:[ =][A-Z|]{2,}|[ =]\{\S*\})?"
_SHOWN = (r"[\w-]*…", "`[^`]*`", "“[^”]*”", "'[^']*'")
_CODE = (r"https?://\S+", r"\S*[/$]\S*", _OPTION, r"\S*[_.:]\S+", r"\S+\.(?:csv|toml|json)\b")
QUOTED = re.compile("|".join((*_SHOWN, *_CODE)))
"""Code, addresses, paths and options, texts that are quoted, and what is cut."""
FORMATS = (
    "CSV TSV JSON JSONL NDJSON Markdown Parquet Arrow Avro Excel SQLite HTML TOML UTF ASCII ISO SQL SVG PDF bzip gzip "
    "stream xz zip zstd svg txt"
)
MEASURES = "AI USD CNY EUR HKD GBP JPY usd ARR MAU DAU WAU IPO Pre vs APP PC API LLM"
KEYS = "Enter Esc Tab Shift Ctrl Home End PgDn PgUp Space gg yy termsheet"
VALUES = "en zh TABLE FILE NAME OpenAI class across amount overview"
"""Languages by their codes, what stands for a value on the command line, examples."""
KNOWN = frozenset(" ".join((FORMATS, MEASURES, KEYS, VALUES, *VERBS, *TABLES, *TOPICS)).split())
"""Formats, currencies, measures and keys that are written so in Chinese too."""


@cache
def names_of(folder: Path) -> frozenset[str]:
    """The words of names, publishers, titles and roles of a corpus, and of what its sources printed."""
    found: set[str] = set()
    for name, columns in (
        ("entities", ("id", "en", "zh_hans", "aliases", "country")),
        ("sources", ("id", "title", "author", "url")),
        ("deals", ("note", "printed", "key")),
        ("users", ("note", "printed")),
        ("departures", ("note", "printed", "role", "to_role", "key")),
        ("market", ("note", "printed")),
        ("facts", ("note", "printed")),
        ("words", ("zh",)),
    ):
        with (folder / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found.update(word for column in columns for word in WORD.findall(row.get(column) or ""))
                # Sites and newsletters are names; how a page was come by is not.
                found.update(word for word in WORD.findall(row.get("seen_via") or "") if word[0].isupper())
    return frozenset(found)


def english(text: str, *allowed: str) -> list[str]:
    """The words that are neither names nor code."""
    plain = QUOTED.sub(" ", text)
    known = KNOWN.union(*(WORD.findall(more) for more in allowed))
    return sorted({word for word in WORD.findall(plain) if word not in known})


@pytest.fixture
def chinese_run(run: Run) -> Run:
    """Runs a command in Chinese on the small corpus."""
    return lambda *words: run("--lang", "zh", *words)


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_chinese(chinese_run: Run, verb: str) -> None:
    _, out, err = chinese_run(*([verb] if verb else []), "--help")
    # What stands for a value is written in capitals, choices in braces, a verb before what it does.
    plain = re.sub(r"\{[^}]*\}|\b[A-Z]{1,}(?:\|[A-Z]+)*\b|\[[^\[\]]*\]", " ", out)
    code = "kimi yzam art dau mau lead count sum amount company CODE left inner anti western chinese"
    values = "confirmed closed rumoured estimate forecast company panel filing acquisition dismissed actual reported"
    assert (
        english(
            plain, code, values, "aggregator zip gzip stdin JSON lines duckdb polars bash zsh fish utf gb big cp shell"
        )
        == []
    )
    assert err == ""


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "keys"])
def test_topics_are_chinese(chinese_run: Run, topic: str) -> None:
    _, out, _ = chinese_run("help", topic)
    lines = (
        [line for line in out.splitlines() if line[:1] not in (" ", "")] if topic in ("import", "filters") else [out]
    )
    code = (
        "none lead kimi list stats find show ask deals users departures facts source said by url status claims rivals"
    )
    shells = "bash zsh fish eval compinit config source macOS DIR NO COLOR DT yt dumb"
    variables = "TERMSHEET CORPUS CLICOLOR FORCE TERM PAGER pip install endpoint"
    parts = "title line printed claim witnesses rivals high currency usd basis precision qualifier nature status flag"
    more = "null inf NaN stderr cn in is since open restated counters disputed flagged selected contradiction series"
    assert english("\n".join(lines), code, shells, variables, parts, more, "auto always never limit fields") == []


ERRORS = [
    ("list", "nope"), ("list", "deals", "round:zz"), ("list", "deals", "zz:1"), ("list", "deals", "--limit", "x"),
    ("list", "deals", "--limit"), ("list", "deals", "--nope"), ("list",), ("list", "deals", "--csv", "--json"),
    ("list", "deals", "--currency", "x"), ("list", "deals", "--currency", "XAF"), ("list", "deals", "--as-of", "x"),
    ("list", "deals", "--color", "x"), ("list", "deals", "--raw"), ("list", "sources", "--claims"),
    ("list", "deals", "--group", "zz"), ("list", "deals", "--group", "round: zz"),
    ("list", "deals", "--group", "round: sum"), ("list", "deals", "--join", "users"), ("list", "deals", "--on", "x"),
    ("list", "deals", "--how", "inner"), ("list", "deals", "--follow"), ("list", "deals", "--svg", "x.y"),
    ("list", "deals", "--sort", "zz"), ("list", "deals", "--fields", "zz"), ("list", "deals", "is:selected"),
    ("list", "deals", "/(/"), ("list", "deals", "(a"), ("list", "deals", "amount>x"), ("list", "deals", "--tui"),
    ("stats", "deals", "zz"), ("stats", "deals", "--follow"), ("show", "qqqqzz"), ("find", "qqqqzz"), ("show",),
    ("new", "zz"), ("help", "zz"), ("check", "/nope"), ("import", "/nope.csv"), ("import", "/nope.csv", "--as", "zz"),
    ("--tab", "zz"), ("open", "/nope.csv"), ("ask", "qqqq", "zzzz", "wwww"), ("ask", "openai", "zzzz"), ("-",),
]  # fmt: skip


@pytest.mark.parametrize("words", ERRORS, ids=" ".join)
def test_errors_are_chinese(chinese_run: Run, words: tuple[str, ...]) -> None:
    code, _, err = chinese_run(*words)
    assert code
    assert err
    assert english(err, " ".join(words), "unclosed group count sum mean median min max distinct share XAF") == []


LINES = [
    *[("list", table) for table in TABLES], ("list", "deals", "--claims"), ("list", "users", "--series"),
    ("list", "deals", "--facts"), ("show", "openai"), ("show", "moonshot-ai"), ("show", "duan-nan"), ("find", "kimi"),
    ("stats", "deals"), ("stats", "deals", "round"), ("stats", "users"), ("new",), ("new", "2020-01-01"), ("check",),
    ("ask", "kimi", "月活"), ("ask", "deepseek", "vs", "kimi"), ("ask", "openai"), ("ask", "最大", "融资"),
    ("list", "deals", "--group", "round: count, sum amount_usd"), ("list", "deals", "金额>=10亿元"),
    ("list", "deals", "--limit", "1"), ("list", "deals", "--chart"), ("list", "users", "--chart"),
    ("stats", "departures"), ("stats", "market"), ("stats", "disputes"), ("stats", "sources"), ("stats", "facts"),
]  # fmt: skip


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_what_is_printed_is_chinese(chinese_run: Run, small: Path, words: tuple[str, ...]) -> None:
    _, out, err = chinese_run(*words)
    assert english(out + err, *names_of(small), " ".join(words)) == []


SHIPPED = [
    *[("list", table, "--limit", "25") for table in TABLES], ("show", "openai"), ("show", "moonshot-ai"),
    ("show", "sequoia"), ("show", "yao-shunyu"), ("stats", "deals"), ("stats", "departures", "role"),
    ("stats", "departures"), ("stats", "market"), ("stats", "disputes"), ("stats", "facts"),
    ("stats", "disputes", "what"),
    ("list", "sources", "seen_via~at", "--limit", "60"), ("list", "deals", "amount_qualifier:vague"),
    ("new", "--limit", "20"), ("ask", "kimi", "月活"), ("ask", "豆包", "vs", "kimi"), ("ask", "谁", "离开", "openai"),
    ("ask", "今年", "中国", "融资"), ("ask", "最大", "融资"), ("ask", "红杉", "投资"), ("ask", "kimi", "毛利率"),
]  # fmt: skip


@pytest.mark.parametrize("words", SHIPPED, ids=" ".join)
def test_what_is_printed_of_the_shipped_corpus_is_chinese(
    run_on: Callable[[Path], Run], words: tuple[str, ...]
) -> None:
    folder = Path(place("data"))
    _, out, err = run_on(folder)("--lang", "zh", *words)
    assert english(out + err, *names_of(folder), " ".join(words)) == []


FILE = "name,amount,when,n\n甲,$1.5m,3/4/2024,1\n乙,¥2m,5/4/2024,x\n丙,n/a,2024-05,3,9\n丁,约3m,2024-06-01,4\n\n"


def test_what_is_told_of_files_is_chinese(chinese_run: Run, tmp_path: Path) -> None:
    for name, content in {
        "a.csv": FILE.encode(), "b.json": b'[{"a": 1}, 2]', "c.jsonl": b'{"a": 1}\nnope\n', "d.csv": b"",
        "e.json": b'{"a": ', "f.pdf": b"%PDF-1.4",
        "g.csv": "公司,金额\n旷视,1\n".encode("gb18030"), "h.parquet": b"PAR1",
        "i.xlsx": b"PK\x03\x04nope", "k.sqlite": b"SQLite format 3\x00nope", "l.html": b"<html></html>",
        "m.csv": b'a,b\n1,"2\n3,4\n', "n.gz": b"\x1f\x8bnope", "o.csv": b"a;b\n1,5;2\n2,25;3\n",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
        _, _, err = chinese_run("list", str(tmp_path / name))
        # What a library says of its own is quoted.
        said = err.replace(str(tmp_path), "")
        assert english(said, "name amount when pdf gz zip sqlite deflate", _library(said)) == [], (name, said)


DUCKDB = {
    "odd.csv": b"name,n\na,1\nb,2\nc,1_0\n",
    "part.csv": b"name,n\n" + b"a,1\n" * 5 + b"b,+2.50\nc,1e3\nd, 7\n",
    "quote.csv": b'a,b\n1,"2"x\n3,4\n',
    "short.csv": b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n",
    "arrow.arrow": b"ARROW1\x00\x00nope",
}


@pytest.mark.parametrize("name", DUCKDB)
@pytest.mark.parametrize(
    "words", [("list",), ("stats",), ("list", "/(?=x)x/"), ("list", "--group", "a across b: median c")]
)
def test_what_another_engine_refuses_is_told_in_chinese(
    chinese_run: Run, tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    pytest.importorskip("duckdb")
    (tmp_path / name).write_bytes(DUCKDB[name])
    verb, *more = words
    _, _, err = chinese_run(verb, str(tmp_path / name), *more, "--engine", "duckdb")
    said = err.replace(str(tmp_path), "")
    assert english(said, "DuckDB duckdb name odd across median Int String Float", _library(said)) == []


def _library(text: str) -> str:
    """What a library says, which stands behind the last colon of what is told, or in brackets."""
    return " ".join(re.findall(r"：([A-Za-z][^：；]*)", text) + re.findall(r"（([^）]*)）", text))


@pytest.mark.parametrize("tab", ["overview", *TABLES[:7]])
async def test_screens_are_chinese(lens: Lens, small: Path, tab: str) -> None:
    async with explorer(lens, tab, (120, 40), "zh") as (app, pilot):
        told = [screen_text(app)]
        for keys in (("d",), ("s",), ("q",), ("enter",), ("q",), ("I",), ("q",), ("F",), ("q",), ("question_mark",)):
            await press(pilot, *keys)
            await rested(pilot)
            told.append(screen_text(app))
    shown = names_of(small)
    assert {key: found for key, text in enumerate(told) if (found := english(text, *shown))} == {}


@pytest.mark.parametrize("language", ["zh"])
async def test_a_file_on_the_screen_is_chinese(tmp_path: Path, language: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(FILE, encoding="utf-8")
    told = []
    async with files(path, size=(120, 40), language=language) as (app, pilot):
        for keys in (
            ("d",),
            ("g", "!"),
            ("q",),
            ("I",),
            ("q",),
            ("F",),
            ("q",),
            ("c",),
            ("escape",),
            ("question_mark",),
        ):
            await press(pilot, *keys)
            await rested(pilot)
            told.append(screen_text(app))
    assert {n: found for n, text in enumerate(told) if (found := english(text, "name amount when"))} == {}
