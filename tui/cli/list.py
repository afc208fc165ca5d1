"""`list`: a table, filtered, sorted and cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli.beside import Beside, made_of
from tui.cli.options import flags_given, group, one_of, operand, operands, option, switch
from tui.cli.parser import Verb
from tui.cli.shared import Coloured, Common, FileOptions, Looks, Printed
from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_USAGE, TermsheetError
from tui.grants import Power
from tui.language.label import Label
from tui.language.words import label

if TYPE_CHECKING:
    from tui.cli.tables import Opened
    from tui.language.label import Language
    from tui.query.query import Condition, Filter, Query
    from tui.tables.dataset import Dataset


@dataclass(frozen=True)
class ListRequest:
    """What `list` takes."""

    table: str = operand(
        "TABLE|FILE", Label("a table, or a file: `termsheet help tables`", "表名或文件：`termsheet help tables`")
    )
    filters: tuple[str, ...] = operands(
        "FILTER",
        Label("company:kimi amount>=1b: `termsheet help filters`", "公司:kimi 金额>=10亿：`termsheet help filters`"),
        signed=True,
    )
    sort: str = option(
        "--sort",
        "KEYS",
        Label("-amount,company: `-` is descending; name:pinyin", "-amount,company：`-` 为降序；名称:pinyin 按拼音"),
    )
    fill_down: str = option(
        "--fill-down", "A,B", Label("fill blanks of these columns with the value above", "这些列的空白填入上方的值")
    )
    fields: str = option("--fields", "A,B", Label("these columns, in this order", "只输出这些列，按此顺序"))
    groups: str = option(
        "--group",
        "LINE",
        Label("groups with figures: lead: count, sum amount_usd", "分组统计：lead: count, sum amount_usd"),
    )
    count: bool = switch("--count", Label("print only the number of rows", "只输出行数"))
    tui: bool = switch("--tui", Label("show it in the explorer", "在界面中打开"))
    chart: bool = switch(
        "--chart",
        Label("a chart: of a series, of one of --fields, or of two", "画图：一个序列，或 --fields 的一列或两列"),
    )
    svg: str = option(
        "--svg",
        "FILE",
        Label("write the chart to a file: .svg or .txt", "把图写入文件：.svg 或 .txt"),
        needs=Power.WRITING,
    )
    beside: Beside = group(Beside)
    rows: str = one_of(
        ("--series", "series", Label("one row a counter's series", "每个统计口径的序列一行")),
        ("--facts", "facts", Label("one row a fact", "每项事实一行")),
        ("--claims", "claims", Label("one row a claim", "每条说法一行")),
    )
    printed: Printed = group(Printed)
    coloured: Coloured = group(Coloured)
    file: FileOptions = group(FileOptions)
    looks: Looks = group(Looks)
    common: Common = group(Common)


def list_table(request: ListRequest) -> int:
    """Prints a table of the corpus or of a file, or shows it in the explorer."""
    if not request.tui:
        from tui.cli.tables import reading

        with reading(request.table):
            if request.file.follow:
                from tui.cli.follow import follow

                return follow(request)
            if request.chart or request.svg:
                from tui.cli.charted import print_chart

                return print_chart(request)
            return _print(request)
    flags = ["--count"] if request.count else [f"--{request.rows}"] if request.rows else []
    flags += ["--chart"] if request.chart or request.svg else []
    flags = ["--group", *flags] if request.groups else flags
    flags += flags_given(request.printed) + flags_given(request.coloured) + flags_given(request.beside)
    if flags:
        raise TermsheetError(label("shell.printed_only", flags[0]), label("shell.printed_only.hint"), EXIT_USAGE)
    from tui.cli.explore import explore_table

    line = (" ".join(request.filters), request.sort, request.fields)
    return explore_table(request.table, line, request.fill_down, request.file, request.common, request.looks)


def _print(request: ListRequest) -> int:
    from tui.cli.output import note, print_rows
    from tui.cli.tables import STREAMED, opened_table, print_aligned, query_of, said_of, tell_left_out, with_filled
    from tui.engines.base import BATCH
    from tui.language.words import word
    from tui.query.columns import read_columns
    from tui.writers.registry import format_named

    printed = request.printed
    made = bool(flags_given(request.beside))
    plain = not (request.filters or request.sort or request.count or request.groups or made)
    shaped = request.sort or request.count or request.groups or request.fill_down or made
    streams = request.file.raw and not shaped
    first = STREAMED if streams else printed.limit if plain else None
    file = said_of(request.table, request.file, printed, request.common)
    opened = opened_table(request.table, request.rows, file, request.common, first, request.looks)
    if streams and opened.source is not None and opened.source.pieces is not None:
        from tui.cli.streaming import stream

        return stream(request, opened, opened.source, opened.source.pieces)
    if made:
        opened = made_of(opened, request.table, request.beside, request.common)
    fields = read_columns(request.fields, opened.dataset.schema)
    sort = "" if request.groups else request.sort
    query = query_of(opened, request.filters, sort, printed.limit, opened.first)
    if request.fill_down:
        query = with_filled(opened, query, request.fill_down, request.table)
    if request.groups:
        from tui.cli.groups import print_groups

        return print_groups(
            opened,
            query,
            request.groups,
            request.sort,
            request.count,
            printed,
            request.coloured,
            raw=request.file.raw,
        )
    engine = opened.dataset.engine
    most = opened.most if query.limit is None and not printed.form else query.limit
    if not request.count and opened.source is not None and opened.source.address and opened.dataset.height is None:
        return _print_uncounted(request, opened, query, fields, most)
    total = engine.count(query._replace(limit=None))
    tell_left_out(opened, query, total)
    if request.count:
        return _print_count(opened, query, total)
    if most is not None and most < total and opened.whole:
        key = "list.rows.all" if query.limit is None else "list.rows"
        note(word(key, opened.language, f"{most:,}", f"{total:,}"))
    if printed.form:
        form = format_named(printed.form)
        typed = form.typed or printed.values
        going = opened.outgoing(fields)
        rows = engine.export(query._replace(limit=most, columns=going.read(typed)), BATCH)
        pages = (going.rows(page, typed) for page in rows)
        print_rows(pages, form, header=not printed.no_header, raw=request.file.raw)
    else:
        shown = [opened.named(field) for field in fields] or opened.dataset.columns
        page = engine.page(query._replace(limit=None), 0, total if most is None else most)
        print_aligned(page.frame, shown, printed, request.coloured, opened.language)
    if total == 0:
        _tell_nothing(query.filters, opened.dataset, opened.language)
    return EXIT_OK if total else EXIT_NO_MATCH


def _print_count(opened: Opened, query: Query, total: int) -> int:
    from tui.cli.output import print_pieces

    count = total if query.limit is None else min(total, query.limit)
    print_pieces([f"{count}\n"])
    if not total:
        _tell_nothing(query.filters, opened.dataset, opened.language)
    return EXIT_OK if count else EXIT_NO_MATCH


def _sounding_alike(dataset: Dataset, words: Condition) -> int:
    """How many rows have Chinese that sounds like words which no row holds."""
    from tui.query.query import Query

    sounds = dataset.schema.sounds
    if sounds is None or not sounds(str(words.value)):
        return 0
    return dataset.engine.count(Query((words._replace(operator="sounds"),)))


def _print_uncounted(
    request: ListRequest, opened: Opened, query: Query, fields: Sequence[str], most: int | None
) -> int:
    from tui.cli.uncounted import print_uncounted

    code = print_uncounted(opened, query, fields, most, request.printed, request.coloured)
    if code == EXIT_NO_MATCH:
        _tell_nothing(query.filters, opened.dataset, opened.language)
    return code


def _tell_nothing(filters: Sequence[Filter], dataset: Dataset, language: Language) -> None:
    """Says what may have been meant where no row is left: `:` compares whole cells, `~` looks inside."""
    from tui.cli.output import note
    from tui.language.words import word
    from tui.query.query import ANY, Condition, Either
    from tui.query.writing import written

    for given in filters:
        inner = given.options[0][0] if isinstance(given, Either) and given.options[0] else given
        if isinstance(inner, Condition) and inner.operator == "like":
            note(word("filter.inside", language, inner.column, str(inner.value)))
            return
        if isinstance(inner, Condition) and inner.column == ANY and inner.operator == "contains":
            note(word("filter.words", language, str(inner.value)))
            if alike := _sounding_alike(dataset, inner):
                note(word("filter.sounds", language, f"{alike:,}", written([inner._replace(operator="sounds")])))
            return
    if filters:
        note(word("filter.none", language))


VERB = Verb("list", Label("print a table", "输出一张表"), ListRequest, list_table)
