"""Who may say what on a restricted command line, and what such a run names and refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.doing import do
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.cli.completion import candidates
from tui.cli.options import options_of
from tui.cli.parser import parse_words, parser_of, verb
from tui.cli.restricted import COMMAND, confined
from tui.cli.routes import VERBS
from tui.cli.spec import spec
from tui.commands.keymap import Keymap, defaults
from tui.commands.palette import suggest
from tui.commands.registry import EVERYWHERE, Command, Where, commands
from tui.corpus.lens import Lens
from tui.errors import EXIT_USAGE, TermsheetError
from tui.grants import EVERYTHING, NO_POWER, Grants
from tui.tables.sheet import Sheet

GUEST = Grants(NO_POWER)
FORBIDDEN = [command for command in commands() if command.needs]


@pytest.mark.parametrize(
    ("words", "asked", "line", "names"),
    [
        ([], "", [], None),
        (["list", "x.csv"], "list y.csv", ["list", "x.csv"], None),
        (["--restricted"], "", [], set()),
        (["--restricted", "x.csv"], "", ["x.csv"], {"x.csv"}),
        (["list", "x.csv", "--restricted"], "  ", ["list", "x.csv"], {"list", "x.csv"}),
        (["--restricted"], "list deals", ["list", "deals"], set()),
        (["--restricted"], "termsheet list 'a b'", ["list", "a b"], set()),
        (["--corpus", "c", "x.csv", "--restricted"], "", ["--corpus", "c", "x.csv"], {"--corpus", "c", "x.csv"}),
        (["--corpus", "c", "x.csv", "--restricted"], "list x.csv", ["--corpus", "c", "list", "x.csv"], {"x.csv"}),
        (["x.csv", "--restricted"], "termsheet", ["x.csv"], {"x.csv"}),
        (["--restricted", "list", "y.csv"], "list y*", ["list", "y.csv"], set()),
        (["--restricted", "termsheet", "list", "y.csv"], "termsheet list y*", ["list", "y.csv"], set()),
        (["--restricted"], "--restricted --restricted list deals", ["list", "deals"], set()),
    ],
)
def test_the_host_names_and_the_guest_does_not(
    words: list[str], asked: str, line: list[str], names: set[str] | None
) -> None:
    found, grants = confined(words, {COMMAND: asked})
    assert found == line
    if names is None:
        assert grants == EVERYTHING
    else:
        assert grants.powers == NO_POWER
        assert names <= grants.names
        assert not grants.may_read("y.csv")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["--restricted"], "--corpus /etc list x"),
        (["--restricted"], "list x --corpus=/etc"),
        (["--corpus", "c", "--restricted"], "--corpus /etc"),
        (["--restricted", "--corpus", "/etc"], "x"),
        (["--corpus", "--restricted"], "/etc list x"),
        (["--restricted"], "list 'x"),
    ],
)
def test_a_guest_names_no_corpus(words: list[str], asked: str) -> None:
    with pytest.raises(TermsheetError) as told:
        confined(words, {COMMAND: asked})
    assert told.value.exit_code == EXIT_USAGE


def test_what_may_not_be_done_is_refused_by_every_way_to_say_it() -> None:
    for name in VERBS:
        if verb(name).needs:
            with pytest.raises(TermsheetError, match="--restricted"):
                parse_words([name, "x.csv", "--as", "deals"], "en", GUEST)
            continue
        for one in options_of(verb(name).request):
            if not one.needs:
                continue
            value = [one.choices[0] if one.choices else "x.svg"] if one.valued else []
            operands = {"check": [], "open": ["x.csv"]}.get(name, ["deals"])
            joined = "=".join([one.flag, *value])
            for words in ([name, *operands, one.flag, *value], [name, joined, *operands]):
                with pytest.raises(TermsheetError, match=f"{one.flag} is not done here"):
                    parse_words(words, "en", GUEST)
            assert parse_words([name, *operands, one.flag, *value], "en")[0].name == name


def test_what_may_not_be_done_is_named_nowhere() -> None:
    hidden = {one.flag for name in VERBS for one in options_of(verb(name).request) if one.needs}
    assert hidden >= {"--svg", "--follow", "--engine", "--articles", "--write-package"}
    for name in ("", *VERBS):
        told = parser_of(verb(name), "en", GUEST).format_help()
        assert not [flag for flag in hidden if flag in told.split()]
    whole = parser_of(verb(""), "en", GUEST).format_help()
    assert "import" not in whole
    assert "termsheet import" in parser_of(verb(""), "en").format_help()
    assert "import" not in candidates([""], GUEST)
    assert "--svg" not in candidates(["list", "deals", "--"], GUEST)
    assert "import" not in candidates(["help", ""], GUEST)


def test_spec_tells_what_a_run_may_do(small: Path) -> None:
    from tui.cli.shared import Common

    told = spec(Common(corpus=str(small), grants=GUEST))["commands"]
    assert "import" not in told
    assert "--svg" not in told["list"]["options"]


def test_nothing_is_told_of_files_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies there and what does not are refused alike."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "bare").write_text("a\n1\n", encoding="utf-8")
    for there, missing in (("there.csv", "other.csv"), ("bare", "nowhere")):
        found = [parse_words([name], "en", GUEST)[0].name for name in (there, missing)]
        assert found[0] == found[1]
        for words in (["list"], ["stats"], ["check"], ["list", "--join"]):
            told = []
            for name in (there, missing):
                try:
                    asked = parse_words([*words, name, "more"], "en", GUEST)[0]
                    told.append(asked.name)
                except TermsheetError as error:
                    told.append(str(error))
            assert told[0] == told[1]


@pytest.mark.parametrize("command", FORBIDDEN, ids=lambda command: command.id)
def test_a_key_that_may_not_be_used_says_so(command: Command, lens: Lens, english: Reader) -> None:
    keys = Keymap(defaults(), (), GUEST)
    desk = FakeDesk(*_sheets(lens, english), reader=english, lens=lens, keys=keys)
    for one in keys.of(command.id):
        found = keys.command(one, Where.TABLE)
        assert found is not None
        if found.id == command.id:
            found.carry_out(desk)
            assert "--restricted" in desk.told
    keys.called(command.id).carry_out(desk)
    assert "--restricted" in desk.told


def _sheets(lens: Lens, reader: Reader) -> list[Sheet]:
    from tui.tables.corpus_sheets import corpus_sheets

    return [sheet for sheet in corpus_sheets(lens, reader) if sheet.name == "deals"]


def test_keys_that_may_not_be_used_are_named_nowhere(lens: Lens) -> None:
    keys = Keymap(defaults(), (), GUEST)
    ids = {command.id for command in FORBIDDEN}
    assert ids >= {"export", "graph.export", "suspend"}
    labels = {command.label.en for command in FORBIDDEN}
    assert not labels & {label for _, label in keys.told("en")}
    for where in EVERYWHERE:
        assert not {"export", "导出"} & {label for language in ("en", "zh") for _, label in keys.line(where, language)}
    for typed in ("ex", "export", "suspend", "write"):
        found = suggest(typed, lens, str, "en", keys)
        assert not ids & {one.line for one in found}


def test_no_other_file_is_joined(lens: Lens, english: Reader, tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("company\nopenai\n", encoding="utf-8")
    told = []
    for name in (there, tmp_path / "missing.csv"):
        desk = FakeDesk(*_sheets(lens, english), reader=english, lens=lens)
        desk.grants = GUEST
        do(desk, "palette")
        desk.prompt.enter(f"join {name} on company")
        desk.calls.pop()()
        told.append(desk.told.replace(str(name), "NAME"))
    assert told[0] == told[1]
    assert "no file" in told[0]


def test_what_the_host_named_is_named_alike(tmp_path: Path) -> None:
    grants = confined([f"{tmp_path}/a.csv", "--restricted"], {})[1]
    assert grants.may_read(f"{tmp_path}/./a.csv")
    assert grants.may_read(f"{tmp_path}{os.sep}x/../a.csv")
    assert not grants.may_read(str(tmp_path))
    assert not grants.may_read(f"{tmp_path}/*.csv")
