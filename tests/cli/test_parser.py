"""Words of the command line become the request of a verb, and what a verb takes is said in one place."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass

import pytest

from tui.cli.completion import candidates
from tui.cli.list import ListRequest
from tui.cli.open import OpenRequest
from tui.cli.options import flags_given, options_of
from tui.cli.parser import parse_words, parser_of, verb
from tui.cli.routes import VERBS
from tui.cli.shared import Common, FileOptions, Printed
from tui.cli.spec import spec
from tui.cli.stats import StatsRequest
from tui.errors import EXIT_USAGE, TermsheetError
from tui.launch import KEPT

ALL = ("", *VERBS)


@pytest.mark.parametrize("name", ALL)
def test_each_verb_has_a_module_and_a_frozen_request(name: str) -> None:
    found = verb(name)
    assert found.name == name
    assert is_dataclass(found.request)
    assert found.request.__dataclass_params__.frozen
    assert "common" in {field.name for field in fields(found.request)}
    assert all(one.about for one in options_of(found.request))


@pytest.mark.parametrize("name", ALL)
def test_no_two_options_of_a_verb_are_one(name: str) -> None:
    options = options_of(verb(name).request)
    flags = [one.flag for one in options if one.flag]
    assert len(flags) == len(set(flags))
    told = parser_of(verb(name)).format_help()
    assert all(flag in told for flag in flags)


def test_a_request_holds_all_that_was_said() -> None:
    found, request = parse_words(
        ["--lang", "zh", "list", "x.csv", "-is:null", "--sort", "-a,b", "n>1", "--csv", "--limit=3", "--header", "0"]
    )
    assert found.name == "list"
    assert request == ListRequest(
        "x.csv",
        ("-is:null", "n>1"),
        sort="-a,b",
        printed=Printed("csv", 3),
        file=FileOptions(header=0),
        common=Common("zh"),
    )


@pytest.mark.parametrize("words", [["list"], ["stats"], ["open"], []])
def test_an_engine_is_asked_by_every_verb_that_opens_files(words: list[str]) -> None:
    request = parse_words([*words, "x.parquet", "--engine", "duckdb"])[1]
    assert isinstance(request, ListRequest | StatsRequest | OpenRequest)
    assert request.file.reading.engine == "duckdb"


def test_what_is_not_said_is_as_the_request_has_it() -> None:
    assert parse_words(["stats", "deals"])[1] == StatsRequest("deals")
    assert parse_words(["deals"])[1] == ListRequest("deals")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["kimi", "--json"], "ask"),
        (["x.parquet"], "open"),
        (["-"], "open"),
        (["--", "kimi"], "ask"),
        ([], ""),
        (["--tab", "deals"], ""),
        (["--lang=zh", "deals"], "list"),
    ],
)
def test_the_verb_that_words_leave_out(words: list[str], name: str) -> None:
    assert parse_words(words)[0].name == name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list", "deals", "--facts", "--claims"], "not allowed with argument"),
        (["list", "deals", "--json", "--md"], "not allowed with argument"),
        (["list", "deals", "--nope"], "unrecognized arguments: --nope"),
        (["list", "deals", "--limit"], "expected one argument"),
        (["list", "deals", "--limit", "x"], "`x` is no whole number"),
        (["list", "f.csv", "--delimiter", "a" * 9], "divides no cells: one character or a few, such as ; or ||"),
        (["list", "deals", "--lang", "fr"], "invalid choice: 'fr'"),
        (["list"], "the following arguments are required: TABLE|FILE"),
        (["--tab", "deals", "list", "deals"], "unrecognized arguments"),
        (["find", "kimi", "--fields", "id"], "unrecognized arguments"),
        (["check", "--csv"], "unrecognized arguments"),
    ],
)
def test_what_a_verb_does_not_take_is_refused(words: list[str], told: str) -> None:
    with pytest.raises(TermsheetError, match="see `termsheet") as failure:
        parse_words(words)
    assert told in failure.value.message
    assert failure.value.exit_code == EXIT_USAGE


@pytest.mark.parametrize("name", ALL)
def test_every_option_is_completed_and_specified(name: str) -> None:
    flags = [one.flag for one in options_of(verb(name).request) if one.flag]
    before = [name, "f.csv"] if name else []
    for flag in flags:
        assert flag in candidates([*before, flag[:-1]])
    told = spec(Common())
    assert json.loads(json.dumps(told)) == told
    if name:
        assert told["commands"][name]["options"] == flags


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["list", "f.csv", "--enc"], "--encoding"),
        (["list", "f.csv", "--eng"], "--engine"),
        (["stats", "f.csv", "--ta"], "--table"),
        (["stats", "deals", "--he"], "--header"),
        (["deals", "--cla"], "--claims"),
        (["--lang", "zh", "deals", "--fac"], "--facts"),
        (["list", "deals", "--color", "al"], "always"),
        (["--lang", ""], "zh"),
        (["--comple"], "--completion"),
    ],
)
def test_options_and_their_values_are_completed(words: list[str], found: str) -> None:
    assert found in candidates(words)


def test_the_value_of_an_option_is_no_column() -> None:
    assert candidates(["list", "deals", "--limit", "comp"]) == []


def test_flags_given_are_those_that_say_something() -> None:
    assert flags_given(FileOptions()) == []
    assert flags_given(FileOptions(delimiter=";", header=0)) == ["--delimiter", "--header"]
    assert flags_given(FileOptions(engine="duckdb")) == ["--engine"]
    assert flags_given(Printed("tsv", no_header=True)) == ["--tsv", "--no-header"]


def test_answers_are_kept_of_verbs_that_are() -> None:
    assert set(KEPT) <= set(VERBS)
