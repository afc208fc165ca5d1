"""Names found in any script, by sound and with typos, on the corpus that ships."""

from __future__ import annotations

import polars as pl
import pytest

from tests.conftest import ROOT
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.corpus.matching import Matcher, Spelling, keys_of
from tui.corpus.sounds import FILE, built, sound, spellings
from tui.text.folding import variants


@pytest.fixture(scope="module")
def matcher(shipped: Lens) -> Matcher:
    return shipped.matcher


@pytest.mark.parametrize(
    ("text", "entity", "reason"),
    [
        ("doubao", "doubao", "exact"),
        ("db", "doubao", "initials"),
        ("豆包", "doubao", "exact"),
        ("yzam", "moonshot-ai", "initials"),
        ("yuezhianmian", "moonshot-ai", "exact"),
        ("kimi", "kimi", "exact"),
        ("moonshot", "moonshot-ai", "exact"),
        ("moonshto", "moonshot-ai", "fuzzy"),
        ("騰訊元寶", "yuanbao", "exact"),
        ("腾讯元宝", "yuanbao", "exact"),
        ("txyb", "yuanbao", "initials"),
        ("智谱", "zhipu-ai", "exact"),
        ("zhipu", "zhipu-ai", "exact"),
        ("glm", "zhipu-ai", "exact"),
        ("智普", "zhipu-ai", "fuzzy"),
        ("DEEPSEEK", "deepseek", "exact"),
        ("ｄｅｅｐｓｅｅｋ", "deepseek", "exact"),
        ("ds", "deepseek", "initials"),
        ("商湯", "sensetime", "exact"),
        ("antropic", "anthropic", "fuzzy"),
        ("01 ai", "01-ai", "exact"),
        ("altman", "sam-altman", "exact"),
        ("perplex", "perplexity", "prefix"),
        ("karpathy", "andrej-karpathy", "word"),
        ("xunfei", "iflytek", "exact"),
    ],
)
def test_what_is_meant_comes_first(matcher: Matcher, text: str, entity: str, reason: str) -> None:
    first = matcher.find(text)[0]
    assert (first.entity, first.reason) == (entity, reason)


@pytest.mark.parametrize(
    "text", ["doubao", "db", "豆包", "moonshto", "智谱", "ds", "ai", "us", "altman", "perplex", "qq"]
)
@pytest.mark.parametrize("alike", [True, False])
def test_the_likeliest_alone_is_the_first_of_many(matcher: Matcher, text: str, alike: bool) -> None:
    assert matcher.find(text, 1, alike=alike) == matcher.find(text, 20, alike=alike)[:1]


def test_what_belongs_to_a_name_is_found_by_it(matcher: Matcher) -> None:
    found = {match.entity: match.reason for match in matcher.find("bytedance", 50)}
    assert found["bytedance"] == "exact"
    assert found["doubao"] == "parent"


@pytest.mark.parametrize("text", ["", "  ", "…", "qqqqzzzz"])
def test_nothing_is_found_by_nothing(matcher: Matcher, text: str) -> None:
    assert matcher.find(text) == []


def test_the_sounds_that_ship_are_those_of_the_names() -> None:
    entities = Corpus(ROOT / "data").frame("entities")
    shipped = pl.read_csv(ROOT / "data" / FILE, infer_schema=False)
    assert shipped.equals(built(spellings(entities))), "run: python -m tui.corpus.sounds data"


def test_sounds_of_mixed_names() -> None:
    assert sound("Kimi智能助手") == ("kimi智能助手", "kimizhinengzhushou", "kimiznzs")
    assert sound("騰訊元寶").pinyin == "tengxunyuanbao"


def test_values_of_any_column_are_found() -> None:
    matcher = Matcher(keys_of(Spelling(name, name) for name in ("东京电力", "Toyota Motor")))
    assert matcher.find("djdl")[0].entity == "东京电力"
    assert matcher.find("toyta")[0].entity == "Toyota Motor"


def test_a_text_is_written_in_both_scripts() -> None:
    assert variants("騰訊") == ["騰訊", "腾讯"]
    assert variants("腾讯") == ["腾讯", "騰訊"]
    assert variants("Kimi") == ["Kimi"]
