"""What is wrong in the data and in the person's keys, and what runs."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import anywhere
from tui.language.label import Label
from tui.pages.document import Block, Heading, Item, Span
from tui.tables.sheet import TableSheet

_TITLE = Label("Problems", "数据问题")
_NONE = Label("No problem was found in the data files.", "数据文件没有问题。")


def problem_page(desk: Desk) -> list[Block]:
    """The problems of the file shown, or of the corpus, behind those of the person's keys."""
    blocks: list[Block] = [Item((Span(problem.text(desk.reader.language)),)) for problem in desk.keys.problems]
    sheet = desk.sheet
    if isinstance(sheet, TableSheet) and sheet.file is not None:
        blocks += [Item((Span(notice.text(desk.reader.language)),)) for notice in sheet.file.notices]
    elif desk.lens is not None:
        blocks += [
            Item(
                (Span(f"{p.file}:{p.line}", "figure"), Span(p.column, "label"), Span(p.value, "rival")),
                (Span(p.said.text(desk.reader.language)),),
            )
            for p in desk.lens.corpus.check()
        ]
    return blocks or [Heading(_NONE.text(desk.reader.language), "dim")]


@anywhere("problems", "g!", Label("what is wrong in the data files", "数据文件中的问题"))
def problems(desk: Desk) -> None:
    desk.open_work(desk.say(_TITLE), problem_page(desk), desk.running)
