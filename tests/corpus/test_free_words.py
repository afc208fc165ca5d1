"""Free words of the corpus in two languages: shown in one, asked for in both, kept as they are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tui.cells.cell import Reader
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.corpus.meanings.words import word_meaning, worded
from tui.corpus.tables import Column
from tui.corpus.words import phrased
from tui.language.label import Label, Language
from tui.pages.citation import cited
from tui.pages.document import plain_line
from tui.pages.entity import entity_panels
from tui.pages.fact import fact_page
from tui.pages.panel import Room, stacked
from tui.query.query import Condition, Either, Without
from tui.storage.shipped import place

ROLES = Column(
    "role",
    "text",
    Label("Role", "职务"),
    words={"CTO": "首席技术官", "Chief technology officer": "首席技术官", "LLM apps": "大模型应用", "apps": "应用"},
)
MOVE = "duan-nan--stepfun"
COUNT = "stepfun--executives--2025-h1"


def test_columns_know_their_words(lens: Lens) -> None:
    departures = lens.table("departures")
    assert departures.column("role").choice("head of video generation", "zh") == "视频生成负责人"
    assert departures.column("role").choice("head of video generation", "en") == "head of video generation"
    assert departures.column("role").choice("head of nothing", "zh") == "head of nothing"
    assert departures.column("to_role").words == {}
    assert lens.table("deals").column("status").choice("closed", "zh") == "完成"


def test_a_corpus_may_have_no_words(scratch: Path) -> None:
    (scratch / "words.csv").unlink()
    assert Corpus(scratch).table("departures").column("role").words == {}


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("首席技术官", ("CTO", "Chief technology officer"), "CTO, Chief technology officer"),
        ("首席技術官", ("CTO", "Chief technology officer"), "CTO, Chief technology officer"),
        ("cto", ("CTO",), ""),
        ("大模型应用", ("LLM apps",), "LLM apps"),
        # A text is compared whole: `LLM apps` is not `apps`.
        ("LLM apps", ("LLM apps",), ""),
        ("应用", ("apps",), "apps"),
        ("模型应用", ("模型应用",), ""),
        ("Chair", ("Chair",), ""),
    ],
)
def test_a_word_is_read_in_either_language(text: str, values: tuple[str, ...], told: str) -> None:
    assert word_meaning(ROLES).read(text) == (values, told)


def test_a_part_of_a_word_is_looked_for_in_both() -> None:
    lower = word_meaning(ROLES).lower
    whole, part = Condition("role", "contains", "技術"), Condition("role", "in", ("CTO", "Chief technology officer"))
    assert lower("contains", "技術") == (Either(((whole,), (part,))),)
    assert lower("lacks", "技術") == (Without((Either(((whole,), (part,))),)),)
    assert lower("contains", "nothing") == (Condition("role", "contains", "nothing"),)
    assert lower("=", "CTO") == (Condition("role", "like", "CTO"),)
    assert lower("!=", "CTO") == (Without((Condition("role", "like", "CTO"),)),)
    assert worded([ROLES])("应用") == [Condition("role", "in", ("LLM apps", "apps"))]
    assert worded([ROLES])("nothing") == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("role:视频生成负责人", 1),
        ('role:"Head of video generation"', 1),
        ("职务:視頻生成負責人", 1),
        ("role:视频", 0),
        ("role~视频", 1),
        ("role~VIDEO", 1),
        ("-role~视频", 1),
        ("role!=视频生成负责人", 1),
        ("role:视频生成负责人,nothing", 1),
        ("视频生成", 1),
        ('"video generation"', 1),
        ("离职高管", 1),
        ('"executives who left"', 1),
        ("count_of:离职高管", 1),
        ("-离职高管", 1),
        ("role:null", 1),
    ],
)
def test_filters_and_words_take_both_languages(run: Run, language: Language, line: str, rows: int) -> None:
    code, out, _ = run("list", "departures", line, "--lang", language, "--count")
    assert (code, out) == (0 if rows else 4, f"{rows}\n")


def test_people_read_the_word_of_their_language(run: Run) -> None:
    chinese, english = run("list", "departures", "--lang", "zh")[1], run("list", "departures", "--lang", "en")[1]
    for word in ("视频生成负责人", "3+ 离职高管"):
        assert word in chinese
        assert word not in english
    for word in ("head of video generation", "3+ executives who left"):
        assert word in english
        assert word not in chinese
    assert "视频生成负责人" in run("list", "departures", "--lang", "zh", "--fields", "role")[1]
    assert "视频生成负责人" in run("stats", "departures", "role", "--lang", "zh")[1]


def test_programs_are_given_the_text_itself(run: Run) -> None:
    for language in ("en", "zh"):
        for rows in ((), ("--claims",)):
            table = run("list", "departures", "--lang", language, "--csv", *rows)[1]
            assert {row["role"] for row in csv.DictReader(io.StringIO(table))} == {"", "head of video generation"}
        told = json.loads(run("stats", "departures", "role", "--lang", language, "--json")[1])
        assert {row["value"] for row in told} == {None, "head of video generation"}
        assert "视频" not in run("show", "stepfun", "--lang", language, "--json")[1]


def test_pages_cards_and_citations_say_the_word(lens: Lens, chinese: Reader, english: Reader) -> None:
    room = Room(120, 40, chinese)

    def text(key: str, reader: Reader) -> str:
        row = lens.fact("departures", key)
        assert row is not None
        panels = (*fact_page(lens, "departures", key), *entity_panels(lens, "stepfun"))
        page = "\n".join(plain_line(line) for line in stacked(panels, room._replace(reader=reader)))
        return f"{page}\n{cited(lens, 'departures', row, reader).text}"

    told = ((MOVE, "视频生成负责人", "head of video generation"), (COUNT, "离职高管", "executives who left"))
    for key, zh, en in told:
        assert zh in text(key, chinese)
        assert en not in text(key, chinese)
        assert en in text(key, english)
    assert text(MOVE, chinese).splitlines()[-1].count("视频生成负责人") == 1


def test_the_shell_completes_words(run: Run, run_on: Callable[[Path], Run], scratch: Path) -> None:
    assert "role:视频生成负责人" in run("--complete", "list", "departures", "role:视频")[1].splitlines()
    # A beginning with a blank in it would need quotes.
    assert run("--complete", "list", "departures", "role:head")[1].strip() == ""
    with (scratch / "words.csv").open("a", encoding="utf-8") as file:
        file.write("departures,role,CTO,首席技术官\n")
    assert "-role:CTO" in run_on(scratch)("--complete", "list", "departures", "-role:C")[1].splitlines()


@pytest.mark.parametrize("path", ["entities", "deals", "users", "departures", "market", "facts"])
def test_every_word_of_the_corpus_is_used_and_has_one_meaning(shipped: Lens, path: str) -> None:
    table = shipped.table(path)
    for column in (column for column in table.columns if column.words):
        used = set(shipped.corpus.frame(path)[column.name].drop_nulls())
        assert set(column.words) == used, column.name
        assert all(word.strip() for word in column.words.values())
        assert len({text.casefold() for text in column.words}) == len(column.words), column.name


VIA = {
    "copy at *": "*（转载）",
    "* copy of *": "*（转载*）",
    "mirror": "镜像",
    "mirror of * on *": "*的镜像（*）",
    "odd * one": "坏",
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mirror", "镜像"),
        ("copy at a.b", "a.b（转载）"),
        ("mirror of copy at x on y.z", "copy at x的镜像（y.z）"),
        ("a.cn copy of Jiemian", "a.cn（转载Jiemian）"),
        ("mirror; copy at b.c; d.e", "镜像; b.c（转载）; d.e"),
        ("copy at ", None),
        ("odd little one", None),
    ],
)
def test_a_phrase_is_called_with_what_stands_in_it(text: str, said: str | None) -> None:
    assert phrased(VIA, [text]).get(text) == said


def test_how_a_page_was_come_by_is_told_in_chinese() -> None:
    corpus = Corpus(Path(place("data")))
    called = corpus.table("sources").column("seen_via").words
    told = {text: called.get(text, text) for text in corpus.frame("sources")["seen_via"].drop_nulls().unique()}
    ways = (
        "copy",
        "reprint",
        "digest",
        "summary",
        "mirror",
        "excerpt",
        "translation",
        "quoted",
        "retold",
        "text",
        "log",
    )
    left = {text: said for text, said in told.items() if any(word in ways for word in said.split())}
    assert len(told) > 100
    assert left == {}


def test_a_part_of_a_phrase_is_looked_for_in_chinese(run_on: Callable[[Path], Run]) -> None:
    corpus = Corpus(Path(place("data")))
    called = corpus.table("sources").column("seen_via").words
    wanted = sum("转载" in called.get(text, text) for text in corpus.frame("sources")["seen_via"].drop_nulls())
    assert wanted
    assert run_on(corpus.folder)("list", "sources", "seen_via~转载", "--count")[1] == f"{wanted}\n"
