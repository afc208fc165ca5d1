"""`check`: verifies a folder of data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tui.cli.options import group, operand, option, switch
from tui.cli.output import note, print_lines
from tui.cli.parser import Verb
from tui.cli.shared import Common
from tui.errors import EXIT_FAILED, EXIT_OK, EXIT_UNREADABLE, TermsheetError
from tui.grants import Power
from tui.language.label import Label


@dataclass(frozen=True)
class CheckRequest:
    """What `check` takes."""

    folder: str = operand("DIR", Label("else the corpus that ships with termsheet", "默认为自带数据"), optional=True)
    articles: str = option(
        "--articles",
        "DIR",
        Label(
            "re-read the articles that claims are taken from, 003_….txt for art-003",
            "重读说法所出自的文章，art-003 对应 003_….txt",
        ),
        needs=Power.FILES,
    )
    write_package: bool = switch(
        "--write-package",
        Label("first write datapackage.json anew: columns, keys, digests", "先重写 datapackage.json：列、键、校验值"),
        needs=Power.WRITING,
    )
    common: Common = group(Common)


WARNING = Label("warning: ", "警告：")
CHECKED = Label("{} rows checked, {} problems, {} warnings", "检查了 {} 行，{} 处错误，{} 条警告")


def verify(request: CheckRequest) -> int:
    """Prints one line for each problem in the tables of a folder, and one for each doubt."""
    from tui.cli.corpus import open_corpus
    from tui.corpus.articles import reread
    from tui.corpus.package import package_problems, write_package

    language = request.common.language
    if request.folder:
        request.common.grants.ask_to_read(request.folder)
    lens = open_corpus(request.folder or request.common.corpus)
    corpus = lens.corpus
    if request.write_package and corpus.own:
        written = write_package(corpus)
        note(Label(f"{written} written", f"已写出 {written}").text(language))
    problems = corpus.check()
    if not problems and not corpus.own:
        told = Label(f"{corpus.given} holds no table", f"{corpus.given} 中没有表")
        raise TermsheetError(
            told, Label("a table is a CSV and a TOML", "一张表由一个 CSV 和一个 TOML 组成"), EXIT_UNREADABLE
        )
    problems += package_problems(corpus)
    if request.articles:
        again = reread(corpus, Path(os.path.expanduser(request.articles)))
        problems += again.problems
        claims, articles = f"{again.claims:,}", f"{again.articles}"
        note(
            Label(
                f"{claims} claims re-read in {articles} articles", f"重读 {articles} 篇文章中的 {claims} 条说法"
            ).text(language)
        )
    # Figures are compared only where every row can be read.
    doubts = corpus.doubts() + ([] if problems else lens.doubts())
    print_lines(problem.text(language) for problem in problems)
    print_lines(f"{WARNING.text(language)}{doubt.text(language)}" for doubt in doubts)
    rows = sum(corpus.frame(name).height for name in corpus.own)
    counts = f"{rows:,}", len(problems), len(doubts)
    note(CHECKED.text(language).format(*counts))
    return EXIT_FAILED if problems else EXIT_OK


VERB = Verb("check", Label("verify a folder of data", "检查数据文件夹"), CheckRequest, verify)
