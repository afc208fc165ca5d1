"""`import`: a foreign export as tables of the corpus."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import flags_given, group, operand, option, switch
from tui.cli.parser import Verb
from tui.cli.shared import Common, FileOptions
from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_USAGE, TermsheetError

if TYPE_CHECKING:
    from tui.corpus.lens import Lens
    from tui.corpus.tables import Table
    from tui.files.source import Source
    from tui.importing.importing import Imported, Provenance
    from tui.importing.mapping import Given


@dataclass(frozen=True)
class Saying:
    """What is said of every row, in the values of the table."""

    status: str = option("--status", "VALUE", "reported unless said: confirmed, closed, rumoured …")
    nature: str = option("--nature", "VALUE", "actual unless said: estimate, forecast …")
    said_by: str = option("--said-by", "NAME", "who states the figures")
    said_by_kind: str = option("--said-by-kind", "VALUE", "aggregator unless said: company, panel, filing …")
    kind: str = option("--kind", "VALUE", "of deals and departures: acquisition, dismissed …")
    metric: str = option("--metric", "VALUE", "of users: mau, dau …")


@dataclass(frozen=True)
class ImportRequest:
    """What `import` takes."""

    file: str = operand("FILE", "an export: CSV, Excel, JSON …")
    table: str = option("--as", "TABLE", "what its rows are: deals, users, departures or facts")
    out: str = option("--out", "DIR", "write the tables there; else nothing is written")
    map: str = option("--map", "FILE", "a TOML: [columns] [values.round] [names] [said]")
    currency: str = option("--currency", "CODE", "of amounts beside which none is written")
    dates: str = option("--dates", "", "the order of 3/4/2024", choices=("dmy", "mdy"))
    published: str = option("--published", "DATE", "when the file was published")
    publisher: str = option("--publisher", "NAME", "who published it; else its own name")
    title: str = option("--title", "TEXT", "what it is called; else its name")
    url: str = option("--url", "ADDRESS", "where it is from")
    fill_down: bool = switch("--fill-down", "a row without a name has that of the row above")
    saying: Saying = group(Saying)
    reading: FileOptions = group(FileOptions)
    common: Common = group(Common)


def import_file(request: ImportRequest) -> int:
    """Prints how a file is read as a table, and writes it where a folder is named."""
    from tui.cli.corpus import open_corpus
    from tui.cli.output import note, print_lines, width_of_terminal
    from tui.cli.tables import reading
    from tui.importing.telling import needed, plan_lines
    from tui.importing.words import rules
    from tui.importing.written import write_import
    from tui.language import choose
    from tui.language.words import word
    from tui.text.spelling import nearest

    targets = rules().targets
    if request.table not in targets:
        told = f"`{request.table}` is nothing to import as" if request.table else "say what the rows are"
        hint = nearest(request.table, [*targets]) if request.table else f"--as {', '.join(targets)}"
        raise TermsheetError(told, hint, EXIT_USAGE)
    if request.reading.follow or request.reading.engine or request.reading.raw:
        flag = next(one for one in flags_given(request.reading) if one in ("--follow", "--engine", "--raw"))
        raise TermsheetError(f"{flag} does not go with import", "leave it out", EXIT_USAGE)
    out = Path(request.out).expanduser() if request.out else None
    own = out is not None and (out / "sources.csv").is_file()
    lens = open_corpus(str(out) if own else request.common.corpus)
    with reading(request.file):
        done = _imported(request, lens, own=own)
    language = choose.language(request.common.lang or None, os.environ)
    print_lines(plan_lines(done, language, width_of_terminal()))
    missing = needed(done, language)
    if not done.found.claims:
        return EXIT_NO_MATCH
    if out is None:
        if missing:
            print_lines(["", word("import.needed", language), *(f"  {line}" for line in missing)])
        note(word("import.dry", language))
        return EXIT_OK
    if missing:
        raise TermsheetError(missing[0], exit_code=EXIT_USAGE)
    for path in write_import(done, lens, out, language):
        note(f"{path} written")
    return EXIT_OK


def _imported(request: ImportRequest, lens: Lens, *, own: bool) -> Imported:
    from datetime import date

    from tui.engines.registry import collected
    from tui.importing.importing import imported
    from tui.importing.words import rules

    source = _source(request)
    frame = collected(source.frame)
    rows = source.rows.to_list() if source.rows is not None else [*range(1, frame.height + 1)]
    target = rules().targets[request.table]
    table = lens.corpus.table(target.table)
    given = _given(request, table)
    today = date.today().isoformat()
    return imported(frame, rows, _page(request, source), target, rules(), lens, given, today, own=own)


def _source(request: ImportRequest) -> Source:
    """The file, every cell as it is written."""
    from tui.engines.registry import runner
    from tui.files.open import open_file

    found = open_file(request.file, request.reading.reading._replace(raw=True))
    source = found[0]
    if len(found) > 1:
        from tui.cli.output import note

        note(f"reads the first of {', '.join(one.name for one in found)}; choose with --table")
    return source if source.whole is None else source.whole(runner())


def _page(request: ImportRequest, source: Source) -> Provenance:
    from tui.importing.importing import Provenance
    from tui.text import dates

    published = dates.dashed(request.published) if request.published else ""
    try:
        if published:
            dates.parse(published)
    except ValueError:
        raise TermsheetError(f"--published: `{request.published}` is no date", "2025-12-31", EXIT_USAGE) from None
    return Provenance(source.name, published, request.publisher, request.url, request.title)


def _given(request: ImportRequest, table: Table) -> Given:
    from tui.importing.cells import Unread, currency_code
    from tui.importing.mapping import Given, given_of

    code = ""
    if request.currency:
        try:
            code = currency_code(request.currency.upper())
        except Unread:
            raise TermsheetError(f"`{request.currency}` is no currency", "write it as USD", EXIT_USAGE) from None
    said = {one.name: value for one in fields(Saying) if (value := getattr(request.saying, one.name))}
    order = {"dmy": True, "mdy": False}.get(request.dates)
    given = Given(said=said, currency=code, day_first=order, fill_down=request.fill_down)
    return given_of(Path(request.map).expanduser(), given, table) if request.map else given


VERB = Verb("import", "map an export into the corpus's form", ImportRequest, import_file)
