"""An import as a folder of tables that a corpus is opened from, and the file of what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from tui.corpus.corpus import REJECTS
from tui.corpus.lens import Lens
from tui.corpus.reading import read_csv
from tui.corpus.tables import Table
from tui.errors import EXIT_USAGE, TermsheetError
from tui.importing.importing import Imported
from tui.importing.naming import New
from tui.language.label import Language
from tui.language.system import system_says
from tui.language.words import label, word
from tui.storage.disk import replaced
from tui.text.folding import HAN


def write_import(done: Imported, lens: Lens, folder: Path, language: Language) -> list[Path]:
    """Writes the table of an import, its source, its entities and its rejects into a folder; the files written.

    Rows that the folder's own tables have stay. The entities are those of the corpus and the new ones, so that
    every name is found there too. Raises `TermsheetError` where the folder cannot be written.
    """
    corpus = lens.corpus
    new = {
        done.table.name: done.found.claims,
        "sources": [dict(done.source)],
        "entities": [_entity_row(one) for one in done.new],
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tables = [_merged(corpus.table(name), rows, _held(name, lens, folder)) for name, rows in new.items()]
        files = [(folder / f"{name}.csv", frame) for name, frame in zip(new, tables, strict=True)]
        for path, frame in reversed(files):
            # What is named is there before what names it, whenever the program is killed.
            _write(frame, path)
        return [*(path for path, _ in files), _write(_rejects(done, language, folder / REJECTS), folder / REJECTS)]
    except OSError as error:
        raise TermsheetError(
            label("corpus.failed", str(folder), system_says(error)), label("import.other_folder"), EXIT_USAGE
        ) from None


def _held(name: str, lens: Lens, folder: Path) -> pl.DataFrame | None:
    """The rows that a table has already: of the folder, and of entities else those of the corpus."""
    table, own = lens.corpus.table(name), folder / f"{name}.csv"
    if own.is_file():
        return read_csv(own, table.names)[0]
    return read_csv(lens.corpus.file(f"{name}.csv"), table.names)[0] if name == "entities" else None


def _entity_row(new: New) -> dict[str, str]:
    return {"id": new.id, "kinds": ";".join(new.kinds), "zh_hans" if HAN.search(new.name) else "en": new.name}


def _merged(table: Table, rows: Iterable[Mapping[str, str]], held: pl.DataFrame | None) -> pl.DataFrame:
    """RowReader behind those that are there, in the order that the table is kept in."""
    schema = dict.fromkeys(table.names, pl.String())
    added = pl.DataFrame([{name: row.get(name) or None for name in table.names} for row in rows], schema=schema)
    frame = added if held is None else pl.concat([held.select(table.names), added])
    order: Sequence[str] = [*table.identity, *(name for name in ("source",) if name in table.names)]
    return frame.sort([pl.col(name).fill_null("") for name in order], maintain_order=True)


def _rejects(done: Imported, language: Language, path: Path) -> pl.DataFrame:
    """What could not be read, and the new names that may be known ones, behind those of other files."""
    told = done.found.told
    texts = [(done.name, str(one.row), one.column, one.value, one.reason.text(language), one.fate) for one in told]
    texts += [
        (done.name, "", "", one.name, word("import.may_be", language, ", ".join(one.may_be)), "doubt")
        for one in done.unsure
    ]
    schema = dict.fromkeys(("file", "row", "column", "value", "reason", "fate"), pl.String())
    rows = pl.DataFrame(texts, schema=schema, orient="row")
    if not path.is_file():
        return rows
    before = pl.read_csv(path, infer_schema=False)
    same = before.columns == rows.columns
    return pl.concat([before.filter(pl.col("file") != done.name), rows]) if same else rows


def _write(frame: pl.DataFrame, path: Path) -> Path:
    with replaced(str(path)) as beside:
        frame.write_csv(beside)
    return path
