"""`new`: what was entered into the corpus since a day."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operand
from tui.cli.parser import Verb
from tui.cli.shared import Coloured, Common, Printed
from tui.errors import EXIT_NO_MATCH, EXIT_OK
from tui.language.label import Label


@dataclass(frozen=True)
class NewsRequest:
    """What `new` takes."""

    since: str = operand(
        "SINCE",
        Label(
            "a day, or 7d 3m before the last; else the last that rows came",
            "日期，或 7d、3m（自最近录入日倒推）；默认为最近一次录入",
        ),
        optional=True,
    )
    printed: Printed = group(Printed)
    coloured: Coloured = group(Coloured)
    common: Common = group(Common)


_MOST = 40
"""Facts that are printed for people where they ask for no number."""


def print_new(request: NewsRequest) -> int:
    """Prints the facts with claims that were entered since a day, the newest first, forecasts behind them."""
    import polars as pl

    from tui.cli.corpus import open_corpus, reader_of
    from tui.cli.output import note, print_rows
    from tui.cli.tables import print_aligned
    from tui.language.words import word
    from tui.tables.news import added_since, last_added, news_sheets
    from tui.text.since import since
    from tui.writers.registry import format_named

    lens = open_corpus(request.common.corpus)
    reader = reader_of(lens, request.common)
    day = since(request.since, lens.last_day).isoformat() if request.since else last_added(lens)
    news = added_since(lens, reader, day)
    found = pl.concat([news.happened, news.ahead])
    told = word("news.told", reader.language, f"{found.height:,}", day)
    if news.ahead.height:
        told += word("news.told_ahead", reader.language, f"{news.ahead.height:,}")
    note(told)
    printed = request.printed
    most = _MOST if printed.limit is None and not printed.form else printed.limit
    if most is not None and most < found.height:
        note(word("new.more", reader.language, f"{most:,}", f"{found.height:,}"))
        found = found.head(most)
    if printed.form:
        print_rows([found], format_named(printed.form), header=not printed.no_header)
    else:
        sheets = news_sheets(lens, news, reader)
        if sheets:
            print_aligned(found, sheets[0].model().columns, printed, request.coloured, reader.language)
    return EXIT_OK if found.height else EXIT_NO_MATCH


VERB = Verb("new", Label("what was entered since a day", "某日以来录入的内容"), NewsRequest, print_new)
