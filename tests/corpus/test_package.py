"""The Data Package of a folder: other programs can read it, and it tells when a file is another."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from tests.corpus.test_corpus import spoil
from tui.corpus.corpus import Corpus
from tui.corpus.package import PACKAGE_FILE, described_package, package_problems, write_package
from tui.errors import TermsheetError


def validate(folder: Path) -> list[tuple[str, str]]:
    """The files and types of errors that Frictionless tells."""
    report = frictionless.validate(str(folder / PACKAGE_FILE))
    return [(Path(task.place).name, error.type) for task in report.tasks for error in task.errors] + [
        ("", error.type) for error in report.errors
    ]


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in package_problems(Corpus(folder))]


@pytest.fixture
def packed(scratch: Path) -> Path:
    """The small corpus with its package."""
    write_package(Corpus(scratch))
    return scratch


def test_frictionless_accepts_it(packed: Path) -> None:
    assert validate(packed) == []
    assert problems(packed) == []


def test_a_folder_without_one_has_no_problem(scratch: Path) -> None:
    assert problems(scratch) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("deals.csv", "A smaller figure", "A larger figure", "hash-count"),
        ("deals.csv", "1300000000", "1.3bn", "type-error"),
        ("deals.csv", ",closed,actual", ",shut,actual", "constraint-error"),
        ("deals.csv", "2025-02-19", "19 Feb 2025", "constraint-error"),
        ("deals.csv", "moonshot-ai-2024-02,moonshot-ai,", "moonshot-ai-2024-02,nobody,", "foreign-key"),
        ("users.csv", "xsignal,panel,s2", "xsignal,panel,s9", "foreign-key"),
        ("fx.csv", "2025-03,CNY", "2024-02,CNY", "primary-key"),
    ],
)
def test_frictionless_and_check_tell_a_file_that_is_another(
    packed: Path, file: str, old: str, new: str, error: str
) -> None:
    spoil(packed, file, old, new)
    assert (file, error) in validate(packed)
    renew = "renew it: termsheet check --write-package"
    assert problems(packed) == [f"{file}:1: no longer fits its digest in datapackage.json; {renew}"]
    write_package(Corpus(packed))
    assert problems(packed) == []


def test_a_description_that_changed_is_told(packed: Path) -> None:
    spoil(packed, "users.toml", 'en = "Product"', 'en = "What"')
    assert [told.split(";")[0] for told in problems(packed)] == [
        "datapackage.json:1: describes users.csv otherwise than users.toml"
    ]


def test_tables_that_came_and_went_are_told(packed: Path) -> None:
    (packed / "fx.csv").unlink()
    path = packed / PACKAGE_FILE
    written = json.loads(path.read_text(encoding="utf-8"))
    written["resources"] = [each for each in written["resources"] if each["name"] != "market"]
    path.write_text(json.dumps(written), encoding="utf-8")
    assert [told.split(";")[0] for told in problems(packed)] == [
        "datapackage.json:1: does not name market.csv",
        "datapackage.json:1: names fx, which is no table here",
    ]


def test_what_a_person_wrote_stays(packed: Path) -> None:
    path = packed / PACKAGE_FILE
    written = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(written | {"title": "Mine", "name": "mine"}), encoding="utf-8")
    spoil(packed, "deals.csv", "A smaller figure", "A larger figure")
    write_package(Corpus(packed))
    again = json.loads(path.read_text(encoding="utf-8"))
    assert (again["title"], again["name"]) == ("Mine", "mine")
    assert again["resources"] != written["resources"]
    assert validate(packed) == []


@pytest.mark.parametrize("text", ["{", "[]", '"text"'])
def test_a_file_that_is_no_package_is_told_and_not_overwritten(scratch: Path, text: str) -> None:
    path = scratch / PACKAGE_FILE
    path.write_text(text, encoding="utf-8")
    assert [told.split(";")[0] for told in problems(scratch)] == ["datapackage.json:1: holds no resources"]
    with pytest.raises(TermsheetError, match="is no JSON object"):
        write_package(Corpus(scratch))
    assert path.read_text(encoding="utf-8") == text


def test_keys_lead_only_to_tables_that_lie_beside(scratch: Path, small: Path) -> None:
    (scratch / "entities.csv").unlink()
    package = described_package(Corpus(scratch, beneath=small))
    deals = next(each for each in package["resources"] if each["name"] == "deals")
    assert {key["reference"]["resource"] for key in deals["schema"]["foreignKeys"]} == {"sources"}


def test_a_parent_is_a_key_of_the_table_itself(packed: Path) -> None:
    spoil(packed, "sources.csv", "en,article,s1,", "en,article,s7,")
    assert ("sources.csv", "foreign-key") in validate(packed)
