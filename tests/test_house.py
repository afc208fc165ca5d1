"""The house itself: no module too long, one public name for one thing, no class of stubs, nothing unused in the map."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "tui").rglob("*.py"))
LONGEST = 400
"""Lines of a module at most."""
SHARED = {
    "FORMATS": "formats",
    "read": "formats",
    "write": "formats",
    "VERB": "cli",
    "TAB": "pages",
    "main": "",
    # Where loading `typing` would cost more than it is worth.
    "TYPE_CHECKING": "",
    "T": "",
}
"""Names that several modules have because each is one of a kind (a format, a verb, a tab, a door), and their folder."""


def _relative(path: Path) -> str:
    return path.relative_to(ROOT / "tui").as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_relative)
def test_a_module_is_no_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def _defined(path: Path) -> Iterator[str]:
    """The public names that a module binds at its top. What a decorator registers is called by its id."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name, decorator_list=decorators) if not decorators:
                yield name
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def test_one_public_name_is_one_thing() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        # Engines answer the same contract: what they do alike is called alike.
        room = "engines" if path.is_relative_to(ROOT / "tui" / "engines") else _relative(path)
        for name in _defined(path):
            alike = name in SHARED and SHARED[name] in ("", *path.parts)
            if not name.startswith("_") and not alike:
                places[name].add(room)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_class_leaves_its_work_to_others() -> None:
    stubs = [_relative(path) for path in MODULES if "NotImplementedError" in path.read_text(encoding="utf-8")]
    assert stubs == []
