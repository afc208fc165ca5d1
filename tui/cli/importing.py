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
from tui.grants import Power
from tui.language.label import Label

if TYPE_CHECKING:
    from tui.corpus.lens import Lens
    from tui.corpus.tables import Table
    from tui.files.source import Source
    from tui.importing.importing import Imported, Provenance
    from tui.importing.mapping import Given


@dataclass(frozen=True)
class Saying:
    """What is said of every row, in the values of the table."""

    status: str = option(
        "--status",
        "VALUE",
        Label(
            "reported unless said: confirmed, closed, rumoured …", "状态，默认 reported：confirmed、closed、rumoured 等"
        ),
    )
    nature: str = option(
        "--nature",
        "VALUE",
        Label("actual unless said: estimate, forecast …", "性质，默认 actual：estimate、forecast 等"),
    )
    said_by: str = option("--said-by", "NAME", Label("who states the figures", "数字由谁陈述"))
    said_by_kind: str = option(
        "--said-by-kind",
        "VALUE",
        Label(
            "aggregator unless said: company, panel, filing …", "陈述者类别，默认 aggregator：company、panel、filing 等"
        ),
    )
    kind: str = option(
        "--kind",
        "VALUE",
        Label("of deals and departures: acquisition, dismissed …", "交易与变动的类别：acquisition、dismissed 等"),
    )
    metric: str = option("--metric", "VALUE", Label("of users: mau, dau …", "用户指标：mau、dau 等"))


@dataclass(frozen=True)
class ImportRequest:
    """What `import` takes."""

    file: str = operand(
        "FILE", Label("an export: CSV, Excel, JSON …; `-` is stdin", "导出的文件：CSV、Excel、JSON 等；`-` 为标准输入")
    )
    table: str = option(
        "--as",
        "TABLE",
        Label("what its rows are: deals, users, departures or facts", "每行的内容：deals、users、departures 或 facts"),
    )
    out: str = option(
        "--out", "DIR", Label("write the tables there; else nothing is written", "写出到此文件夹；不指定则不写出")
    )
    map: str = option(
        "--map",
        "FILE",
        Label("a TOML: [columns] [values.round] [names] [said]", "TOML 文件：[columns] [values.round] [names] [said]"),
    )
    currency: str = option(
        "--currency", "CODE", Label("of amounts beside which none is written", "未写币种的金额所用币种")
    )
    dates: str = option("--dates", "", Label("the order of 3/4/2024", "3/4/2024 的日月顺序"), choices=("dmy", "mdy"))
    published: str = option("--published", "DATE", Label("when the file was published", "文件的发布日期"))
    publisher: str = option("--publisher", "NAME", Label("who published it; else its own name", "发布者；默认为文件名"))
    title: str = option("--title", "TEXT", Label("what it is called; else its name", "标题；默认为文件名"))
    url: str = option("--url", "ADDRESS", Label("where it is from", "来源网址"))
    fill_down: bool = switch(
        "--fill-down", Label("a row without a name has that of the row above", "没有名称的行沿用上一行的名称")
    )
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
    from tui.language.words import label, word
    from tui.query.meaning import spelled_like

    targets = rules().targets
    if request.table not in targets:
        told = label("import.no_target", request.table) if request.table else label("import.what")
        hint = spelled_like(request.table, [*targets]) if request.table else f"--as {', '.join(targets)}"
        raise TermsheetError(told, hint, EXIT_USAGE)
    if request.reading.follow or request.reading.engine or request.reading.raw:
        flag = next(one for one in flags_given(request.reading) if one in ("--follow", "--engine", "--raw"))
        raise TermsheetError(label("shell.apart", flag, "import"), label("filter.leave"), EXIT_USAGE)
    out = Path(os.path.expanduser(request.out)) if request.out else None
    own = out is not None and (out / "sources.csv").is_file()
    lens = open_corpus(str(out) if own else request.common.corpus)
    with reading(request.file):
        done = _imported(request, lens, own=own)
    language = request.common.language
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
        note(word("shell.written", language, str(path)))
    return EXIT_OK


def _imported(request: ImportRequest, lens: Lens, *, own: bool) -> Imported:
    from datetime import date

    from tui.cli.tables import tell_notices
    from tui.engines.registry import collected
    from tui.files.source import HEADING_GAP
    from tui.importing.importing import imported
    from tui.importing.words import rules

    source = _source(request)
    frame = collected(source.frame)
    rows = source.rows.to_list() if source.rows is not None else [*range(1, frame.height + 1)]
    target = rules().targets[request.table]
    table = lens.corpus.table(target.table)
    given = _given(request, table)
    today = date.today().isoformat()
    tell_notices(source.name, source.notices, request.common.language)
    above = [part for notice in source.notices for part in notice.heading.split(HEADING_GAP) if part]
    page = _page(request, source)
    return imported(frame, rows, page, target, rules(), lens, given, today, own=own, above=above)


def _source(request: ImportRequest) -> Source:
    """The file, every cell as it is written."""
    from tui.engines.registry import runner
    from tui.files.open import open_copy, open_file

    options = request.reading.reading._replace(raw=True)
    if request.file == "-":
        from tui.cli.stdin import spooled

        found = open_copy(spooled(), "stdin", options)
    else:
        found = open_file(request.file, options)
    source = found[0]
    if len(found) > 1:
        from tui.cli.output import note
        from tui.language.words import listed, word

        names = listed((one.name for one in found), request.common.language)
        note(word("import.first_of", request.common.language, names))
    return source if source.whole is None else source.whole(runner())


def _page(request: ImportRequest, source: Source) -> Provenance:
    from tui.importing.importing import Provenance
    from tui.language.words import label
    from tui.text import dates

    published = dates.dashed(request.published) if request.published else ""
    try:
        if published:
            dates.parse(published)
    except ValueError:
        raise TermsheetError(label("import.published", request.published), "2025-12-31", EXIT_USAGE) from None
    return Provenance(source.name, published, request.publisher, request.url, request.title)


def _given(request: ImportRequest, table: Table) -> Given:
    from tui.importing.cells import Unread, currency_code
    from tui.importing.mapping import Given, given_of
    from tui.language.words import label

    code = ""
    if request.currency:
        try:
            code = currency_code(request.currency.upper())
        except Unread:
            raise TermsheetError(
                label("filter.currency", request.currency), label("import.currency.hint"), EXIT_USAGE
            ) from None
    said = {one.name: value for one in fields(Saying) if (value := getattr(request.saying, one.name))}
    order = {"dmy": True, "mdy": False}.get(request.dates)
    given = Given(said=said, currency=code, day_first=order, fill_down=request.fill_down)
    return given_of(Path(os.path.expanduser(request.map)), given, table) if request.map else given


VERB = Verb(
    "import",
    Label("map an export into the corpus's form", "把外部导出的表转为本数据的格式"),
    ImportRequest,
    import_file,
    Power.FILES | Power.WRITING,
)
