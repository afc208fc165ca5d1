"""What is printed where the locale or the encoding knows no marks of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata

import pytest

LOCALE = ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONCOERCECLOCALE")


def printed(*words: str, **environ: str) -> str:
    """What a command prints as bytes of its locale, read as UTF-8."""
    env = {name: value for name, value in os.environ.items() if name not in LOCALE} | environ
    told = subprocess.run(
        [sys.executable, "-m", "tui", *words], env=env, capture_output=True, check=True, encoding="utf-8"
    )
    return told.stdout


@pytest.mark.long
@pytest.mark.parametrize(
    "environ",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "C.UTF-8", "TERM": "dumb"},
        {"LANG": "C", "PYTHONIOENCODING": "ascii"},
    ],
    ids=lambda given: " ".join(f"{name}={value}" for name, value in given.items()),
)
def test_a_card_without_glyphs_shows_and_escapes_only_letters_of_the_data(environ: dict[str, str]) -> None:
    card = printed("show", "kimi", **environ)
    escaped = [chr(int(code, 16)) for code in re.findall(r"\\[xuU]([0-9a-f]+)", card)]
    foreign = {char for char in [*card, *escaped] if not char.isascii()}
    assert foreign
    assert {unicodedata.category(char)[0] for char in foreign} == {"L"}
    assert re.search(r"^MAU +\S+ +20", card, re.MULTILINE)
    assert bool(escaped) == ("PYTHONIOENCODING" in environ)


def test_a_card_has_its_glyphs_where_they_can_be_shown() -> None:
    assert " · China" in printed("show", "kimi", LANG="C.UTF-8")


def test_formats_for_programs_are_the_same_in_every_locale() -> None:
    plain = printed("list", "departures", "--limit", "20", "--csv", LANG="C")
    assert plain == printed("list", "departures", "--limit", "20", "--csv", LANG="C.UTF-8")
