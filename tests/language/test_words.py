"""Every word of the screen stands in one place, in both languages, and is said somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.language.glossary import TERMS
from tui.language.nouns import NOUNS
from tui.language.words import WORDS, label, listed, noun, word

KEYS = {*WORDS, *NOUNS}
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
ASKING = ("word", "label", "noun", "_word", "self.word", "self._word")
"""What gives a word for a key."""
OWN = ("tui/language/", "tui/commands/")
"""Words, and those that stand with their commands."""
GRAMMAR = {
    "tui/text/": "units, currencies and dates, as they are written and read",
    "tui/query/bounds.py": "what stands between two ends and behind them",
    "tui/query/reading.py": "truth values and keywords of the filter language, and an amount as an example",
    "tui/corpus/meanings/terms.py": "a round may be called with 轮 or without",
    "tui/ask/parsing.py": "how many are asked for",
    "tui/cells/file_columns.py": "titles of columns whose numbers are names",
    "tui/cli/": "what a verb takes and says, which stands with it",
    "tui/pages/": "titles of panels and what stands on them, which stand with them",
}
"""Where Chinese is what is read or written, and no text of the screen."""
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("tui/**/*.py"))


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text("utf-8"))


def outside() -> list[str]:
    return [name for name in MODULES if not name.startswith(OWN)]


def docstrings(tree: ast.AST) -> set[ast.AST]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def texts(tree: ast.AST) -> Iterator[str]:
    """All texts of a module but those that document it."""
    documenting = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documenting:
            yield node.value


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(function)):
                yield function, node
            case ast.Call(ast.Attribute(ast.Name(owner), function)):
                yield f"{owner}.{function}", node


def keys(argument: ast.expr) -> Iterator[str]:
    """The keys that an argument may be; one that is put together is told by its beginning, with a star."""
    match argument:
        case ast.Constant(str() as key):
            yield key
        case ast.IfExp():
            yield from keys(argument.body)
            yield from keys(argument.orelse)
        case ast.JoinedStr([ast.Constant(str() as start), *_]) | ast.BinOp(ast.Constant(str() as start)):
            yield f"{start}*"


def asked() -> Iterator[tuple[str, str]]:
    for name in MODULES:
        for function, call in calls(parsed(name)):
            if function in ASKING and call.args:
                yield from ((name, key) for key in keys(call.args[0]))


def test_every_word_that_is_asked_for_exists() -> None:
    wanted = set(asked())
    assert len(wanted) > 50
    for module, key in wanted:
        known = key in KEYS or (key.endswith("*") and any(known.startswith(key[:-1]) for known in KEYS))
        assert known, (module, key)


def test_every_word_is_said() -> None:
    said = {text for name in outside() for text in texts(parsed(name))} | {key for _, key in asked()}
    beginnings = tuple(key[:-1] for key in said if key.endswith(".*"))
    unsaid = [key for key in KEYS if key not in said and not key.startswith(beginnings)]
    assert unsaid == []


@pytest.mark.parametrize("module", outside())
def test_no_text_in_two_languages_stands_elsewhere(module: str) -> None:
    tree = parsed(module)
    both = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        and {key.value for key in node.keys if isinstance(key, ast.Constant)} == {"en", "zh"}
    ]
    both += [
        ast.unparse(call)
        for name, call in calls(tree)
        if name in ("Label", "Noun") and any(isinstance(given, ast.Constant | ast.JoinedStr) for given in call.args)
    ]
    # One character alone is a sign or the end of a range.
    chinese = [text for text in texts(tree) if HAN.search(text) and len(text) > 1]
    if not module.startswith(tuple(GRAMMAR)):
        assert (both, chinese) == ([], [])


@pytest.mark.parametrize("place", GRAMMAR)
def test_what_is_let_through_is_there(place: str) -> None:
    found = [parsed(name) for name in MODULES if name.startswith(place)]
    assert any(HAN.search(text) for tree in found for text in texts(tree))


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_take_the_same_parts(key: str) -> None:
    english, chinese = WORDS[key]
    assert english.count("{}") == chinese.count("{}")
    assert english.strip() == english
    assert chinese.strip() == chinese
    assert not HAN.search(english)


def test_terms_are_explained_in_both_languages() -> None:
    assert all(HAN.search(meaning.zh) and not HAN.search(meaning.en) for _, meaning in TERMS)


def test_parts_are_put_into_their_places() -> None:
    assert word("at_lines", "en", "3, 5") == "lines 3, 5"
    assert word("at_line", "zh", "3") == "第 3 行"
    assert label("task.finding", "{}").zh == "查找 {}"
    assert listed(["a", "b"], "en") == "a, b"
    assert listed(["甲", "乙"], "zh") == "甲、乙"


@pytest.mark.parametrize(("number", "told"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1234, "1,234 rows")])
def test_things_are_counted(number: int, told: str) -> None:
    assert noun("row").counted(number, "en") == told
    assert noun("row").counted(number, "zh") == f"{number:,} 行"


def test_modules_are_looked_at() -> None:
    assert len(MODULES) > 100
    assert Path(ROOT / "tui/language/words.py").is_file()


def test_no_word_of_the_screen_is_the_name_of_a_constant() -> None:
    """What renames a constant must not rename what is said: SOURCES once became SOURCES_TITLE on every page."""
    said = [label(key).en for key in WORDS]
    said += [
        given.value
        for module in MODULES
        for name, call in calls(parsed(module))
        if name in ("Label", "Noun")
        for given in call.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    ]
    assert [text for text in said if re.fullmatch(r"[A-Z]+(_[A-Z]+)+", text)] == []


TELLING = ("TermsheetError", "Unsupported", "Unread", "Problem", "note", "tell", "_tell", "refused", "Span")
"""What tells people something, by the last part of its name."""
PHRASE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("tui/language/")])
def test_nothing_is_told_in_english_alone(module: str) -> None:
    """A sentence that stands in a call that tells it has no Chinese: it belongs to the words."""
    told = [
        ast.unparse(call)
        for name, call in calls(parsed(module))
        if name.rpartition(".")[2] in TELLING
        for given in call.args
        for text in (given.values if isinstance(given, ast.JoinedStr) else [given])
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and PHRASE.search(text.value)
    ]
    # A command is written so in both languages.
    assert [text for text in told if "termsheet " not in text] == []
