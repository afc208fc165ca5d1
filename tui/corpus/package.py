"""A folder of tables as a Frictionless Data Package: columns and keys in words that other programs know, and digests.

`datapackage.json` is made of the TOMLs and the CSVs. What a person wrote into it besides the resources, a title or a
licence, stays when it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui.corpus.corpus import Corpus
from tui.corpus.kinds import KINDS
from tui.corpus.reading import Problem
from tui.corpus.tables import Column, Table
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.storage.disk import replaced

PACKAGE_FILE = "datapackage.json"
_STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"
REFERS = {"entity": "entities", "source": "sources"}
"""The tables whose ids a kind of value names. Lists of ids are no foreign keys in this standard."""


def described_package(corpus: Corpus) -> dict[str, Any]:
    """The package of a corpus: what stands in its file, with the resources made anew.

    Raises `TermsheetError` where the file that there is cannot be read.
    """
    path = corpus.folder / PACKAGE_FILE
    written = _written(path) if path.exists() else {}
    if written is None:
        raise TermsheetError(label("corpus.no_object", str(path)), label("corpus.no_object.hint"), EXIT_UNREADABLE)
    head = {"$schema": _STANDARD, "name": re.sub("[^a-z0-9._-]+", "-", corpus.folder.resolve().name.lower())}
    resources = [_resource(corpus, corpus.table(name)) for name in corpus.own]
    return head | written | {"$schema": _STANDARD, "resources": resources}


def write_package(corpus: Corpus) -> Path:
    """Writes the package of a corpus into its folder.

    Raises `TermsheetError` where the file there cannot be read, `OSError` where it cannot be written.
    """
    path = corpus.folder / PACKAGE_FILE
    text = json.dumps(described_package(corpus), ensure_ascii=False, indent=1) + "\n"
    with replaced(str(path)) as beside:
        Path(beside).write_text(text, encoding="utf-8")
    return path


def package_problems(corpus: Corpus) -> list[Problem]:
    """What no longer fits the package of a folder; nothing where it has none."""
    path = corpus.folder / PACKAGE_FILE
    if not path.is_file():
        return []
    command = f"termsheet check{f' {corpus.folder}' if corpus.beneath else ''} --write-package"
    renew = label("rule.renew", command)
    written = (_written(path) or {}).get("resources")
    if not isinstance(written, list) or not all(isinstance(each, dict) for each in written):
        return [Problem(PACKAGE_FILE, 1, "", "", *label("rule.no_resources", renew))]
    return [*_unfit(corpus, written, renew)]


def _unfit(corpus: Corpus, written: list[dict[str, Any]], renew: Label) -> Iterator[Problem]:
    known = {str(each.get("name")): each for each in written}
    for name in corpus.own:
        if (resource := known.pop(name, None)) is None:
            yield Problem(PACKAGE_FILE, 1, "", "", *label("rule.unnamed", name, renew))
            continue
        now = _resource(corpus, corpus.table(name))
        if any(resource.get(key) != now[key] for key in ("bytes", "hash")):
            yield Problem(f"{name}.csv", 1, "", "", *label("rule.digest", PACKAGE_FILE, renew))
        if any(resource.get(key) != now[key] for key in now if key not in ("bytes", "hash")):
            yield Problem(PACKAGE_FILE, 1, "", "", *label("rule.otherwise", name, renew))
    for name in known:
        yield Problem(PACKAGE_FILE, 1, "", "", *label("rule.no_table", name, renew))


def _written(path: Path) -> dict[str, Any] | None:
    """What a package's file holds; None where it is no object of JSON."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _resource(corpus: Corpus, table: Table) -> dict[str, Any]:
    raw = (corpus.folder / f"{table.name}.csv").read_bytes()
    return {
        "name": table.name,
        "type": "table",
        "title": table.title.en,
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": _schema(corpus, table),
    }


def _schema(corpus: Corpus, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    required = {column.name for column in table.columns if column.required}
    # Claims of one fact share its identity: they have no key.
    if not table.claims and required.issuperset(table.identity):
        schema["primaryKey"] = list(table.identity)
    keys = [_foreign_key(table, column) for column in table.columns if REFERS.get(column.type) in corpus.own]
    return schema | ({"foreignKeys": keys} if keys else {})


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    there = REFERS[column.type]
    # A table that names itself is written as nothing.
    return {"fields": [column.name], "reference": {"resource": "" if there == table.name else there, "fields": ["id"]}}


def _field(column: Column) -> dict[str, Any]:
    """A column in the words of Table Schema."""
    kind = KINDS[column.type]
    constraints = {
        **({"required": True} if column.required else {}),
        **({"maxLength": column.max_length} if column.max_length else {}),
        **({"pattern": kind.pattern} if kind.pattern else {}),
    }
    told = {"name": column.name, "title": column.title.en, "description": column.title.zh, **kind.schema}
    if column.choices and kind.schema["type"] == "string":
        constraints["enum"] = [choice.id for choice in column.choices]
        told["categories"] = [{"value": choice.id, "label": choice.label.en} for choice in column.choices]
    return told | ({"constraints": constraints} if constraints else {})
